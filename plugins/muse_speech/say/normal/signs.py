"""Emoji and signs, in words."""

import re
import unicodedata

EMOJI = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff"
    "\u2600-\u27bf\u2b50\u2b55\u231a\u231b\u23e9-\u23fa\u2764])"
    "(?:[\ufe0f\u200d\U0001f3fb-\U0001f3ff]|(?<=\u200d)[\U0001f300-\U0001faff\u2600-\u27bf])*"
)
_CHINESE = dict(
    pair.split("=")
    for pair in """
😀=笑脸 😃=笑脸 😄=大笑 😁=笑嘻嘻 😂=笑哭 🤣=笑翻 😊=微笑 🙂=微笑
😉=眨眼 😍=喜欢 😘=飞吻 😎=墨镜 😢=流泪 😭=大哭 😡=生气 😠=生气
😱=惊恐 😴=睡着 🤔=思考 😅=苦笑 😇=天使 🥰=喜爱 😋=好吃 🤗=拥抱
👍=点赞 👎=不赞 👏=鼓掌 🙏=合十 💪=加油 👋=挥手 ✌=胜利 👌=好的
❤=爱心 💖=爱心 💕=爱心 💔=心碎 🌹=玫瑰 🌸=樱花 🌺=花 🌻=向日葵
🌙=月亮 ⭐=星星 🌟=星星 ✨=闪亮 ☀=太阳 🌈=彩虹 ☁=云 🔥=火
🎉=庆祝 🎊=庆祝 🎂=蛋糕 🎁=礼物 🎵=音乐 🎶=音乐 🚀=火箭 🦊=狐狸
🐱=小猫 🐶=小狗 🐰=兔子 🐻=小熊 🐼=熊猫 🐸=青蛙 🐦=小鸟 🐟=鱼
🌊=海浪 🌲=树 🍎=苹果 ✅=对勾 ❌=叉 ⚠=注意 💡=灯泡 📚=书
🏠=家
""".split()
)


def english_emoji(match: re.Match[str]) -> str:
    """Return the name of an emoji; a flag's is the two letters of its country."""
    first = match[0][0]
    if "\U0001f1e6" <= first <= "\U0001f1ff":
        letters = [
            chr(ord(c) - 0x1F1E6 + 65) for c in match[0] if "\U0001f1e6" <= c <= "\U0001f1ff"
        ]
        return f"flag of {' '.join(letters)}"
    name = unicodedata.name(first, "").lower()
    for word in ("heavy black ", "white medium ", "black ", "white ", "heavy ", " sign", " symbol"):
        name = name.replace(word, "")
    return name.replace("-", " ") or ""


def chinese_emoji(match: re.Match[str]) -> str:
    """Return the name of a common emoji; nothing is said for others."""
    return _CHINESE.get(match[0][0], "")
