"""The mood of a text by its words, for music that goes with it."""

_WORDS = {
    "sad": "sad cry cried tears alone lonely lost dead died grave goodbye farewell rain weep grief "
    "哭 泪 孤独 失去 死 告别 雨 悲 伤心 寂寞",
    "tense": "storm fight danger fear afraid dark shadow run chase night-mare scream enemy knife "
    "wolf wolves 风暴 战 危险 害怕 黑暗 影子 追 敌 狼 逃",
    "happy": "happy joy laugh smile dance sun sunny party birthday friend friends play sing "
    "快乐 高兴 笑 跳舞 太阳 生日 朋友 玩 春 唱",
    "dreamy": "dream star stars moon sleep night cloud clouds wish magic "
    "梦 星 月 睡 夜 云 愿望 魔法",
    "epic": "king battle sword mountain mountains hero dragon empire journey ocean "
    "国王 剑 山 英雄 龙 帝国 远航 航 征",
    "romantic": "love kiss heart wedding rose 爱 吻 心上人 婚 玫瑰 情书",
    "playful": "cat dog puppy kitten mouse rabbit fox funny silly toy balloon "
    "猫 狗 兔 狐狸 玩具 气球",
    "calm": "calm quiet home sea lake river garden morning tea slow "
    "平静 安静 家 海 湖 河 花园 早晨 茶",
}


def mood(text: str) -> str:
    """Return the mood that most words of a text speak of; calm where none does."""
    lower = text.lower()
    words = "".join(sign if sign.isalpha() else " " for sign in lower).split()
    counts = {
        name: sum(
            words.count(word) if word.isascii() else lower.count(word) for word in told.split()
        )
        for name, told in _WORDS.items()
    }
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "calm"
