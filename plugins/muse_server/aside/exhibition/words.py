"""The words of an exhibition, in English and Chinese."""

from datetime import UTC, datetime

WORDS = {
    "en": {
        "exhibition": "Exhibition",
        "works": "{count} works",
        "work": "One work",
        "back": "All works",
        "before": "Before",
        "next": "Next",
        "asked": "In words",
        "made": "Made",
        "by": "With",
        "seed": "Seed",
        "facts": "How it was made",
        "listen": "Listen to {title}",
        "watch": "Watch {title}",
        "open": "Open {title}",
        "page": "Page {number} of the score of {title}",
        "picture": "Picture: {title}",
        "wave": "The loudness of {title} from its beginning to its end",
        "again": "The same words, fields and seed make the same work again.",
        "foot": "Made with Muse",
        "image": "Picture",
        "music": "Music",
        "text": "Text",
        "video": "Film",
        "speech": "Speech",
        "book": "Book",
        "poster": "Poster",
        "untitled": "Untitled",
        "missing": "Its file is gone.",
    },
    "zh": {
        "exhibition": "展览",
        "works": "{count} 件作品",
        "work": "一件作品",
        "back": "全部作品",
        "before": "上一件",
        "next": "下一件",
        "asked": "原话",
        "made": "创作于",
        "by": "工具",
        "seed": "种子",
        "facts": "创作细节",
        "listen": "聆听《{title}》",
        "watch": "观看《{title}》",
        "open": "打开《{title}》",
        "page": "《{title}》乐谱第 {number} 页",
        "picture": "图画：{title}",
        "wave": "《{title}》从头到尾的音量",
        "again": "同样的话、同样的设置、同样的种子，会得到同样的作品。",
        "foot": "由 Muse 制作",
        "image": "图画",
        "music": "音乐",
        "text": "文字",
        "video": "影片",
        "speech": "朗读",
        "book": "书",
        "poster": "海报",
        "untitled": "无题",
        "missing": "文件已不在。",
    },
}

_FIELDS = {
    "style": "风格", "mood": "情绪", "key": "调", "tempo": "速度", "meter": "拍号",
    "bars": "小节数", "duration": "时长",
    "width": "宽", "height": "高", "language": "语言", "season": "季节",
    "time": "时间", "weather": "天气", "palette": "色调", "form": "体裁", "theme": "主题",
    "length": "长度", "detail": "细节", "genre": "类型", "verse": "诗体", "tone": "语气",
    "instruments": "乐器", "drums": "鼓", "density": "疏密", "ending": "结尾", "framing": "构图",
    "steps": "步数", "guidance": "引导", "model": "模型", "strength": "强度", "voice": "声音",
    "pace": "快慢", "title": "标题", "chords": "和弦", "modulation": "转调", "humanise": "人性化",
    "negative_prompt": "不要", "animate": "动画", "audience": "读者", "hero": "主角",
}  # fmt: skip

_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def date(seconds: float, language: str) -> str:
    """Return a day of UTC in words."""
    day = datetime.fromtimestamp(seconds, UTC)
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def field(name: str, language: str) -> str:
    """Return what a field is called."""
    plain = name.replace("_", " ")
    return _FIELDS.get(name, plain) if language == "zh" else plain
