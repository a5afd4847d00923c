"""The words of music in prompts, English and Chinese, as data for a lexicon."""

from functools import cache
from typing import Any

from muse import Found, Lexicon, Reading
from muse_music.midi import players, spoken, spoken_changes, spoken_forms, spoken_numbers, style
from muse_music.theory import chinese, gm, keys
from muse_music.theory.scales import SPOKEN

NOUNS = (*"song music piece tune".split(), "歌曲", "音乐")
"""Words for what is asked for, that say nothing of it."""

MOOD_WORDS = {
    "happy": (
        *("happy", "cheerful", "joyful", "joyous", "bright", "merry", "upbeat", "sunny", "festive"),
        *("欢快", "快乐", "轻快", "愉快", "开心", "喜悦", "欢乐", "明快", "喜庆", "欢喜", "明朗"),
    ),
    "sad": (
        *("sad", "melancholy", "melancholic", "sorrowful", "mournful", "gloomy", "tearful"),
        *("忧伤", "悲伤", "伤感", "哀伤", "忧郁", "悲凉", "哀愁", "悲哀", "伤心", "凄美", "难过"),
    ),
    "calm": (
        *("calm", "peaceful", "relaxing", "relaxed", "gentle", "serene", "soothing", "quiet"),
        *("lullaby", "摇篮曲", "轻音乐"),
        *("平静", "宁静", "安静", "舒缓", "放松", "柔和", "安详", "悠扬", "悠闲", "恬静"),
    ),
    "tense": ("tense", "suspenseful", "suspense", "nervous", "anxious", "紧张", "悬疑", "不安"),
    "epic": (
        *("epic", "heroic", "majestic", "grand", "triumphant", "cinematic", "powerful"),
        *("史诗", "宏大", "壮丽", "磅礴", "雄壮", "恢弘", "英雄", "壮阔"),
    ),
    "romantic": (
        *("romantic", "tender", "loving", "love", "浪漫", "温柔", "深情", "甜蜜", "爱情"),
    ),
    "dark": ("dark", "sinister", "ominous", "haunting", "黑暗", "阴暗", "阴森", "阴沉", "恐怖"),
    "playful": (
        *(
            "playful",
            "funny",
            "quirky",
            "whimsical",
            "cute",
            "俏皮",
            "调皮",
            "可爱",
            "诙谐",
            "活泼",
        ),
    ),
    "dreamy": ("dreamy", "dreamlike", "ethereal", "ambient", "梦幻", "空灵", "朦胧", "飘渺"),
    "energetic": (
        *("energetic", "driving", "lively", "exciting", "激昂", "热烈", "激情", "热情", "动感"),
        *("充满活力", "有活力", "激烈"),
    ),
}
PACE_WORDS = {
    "slow": (
        *("slow", "slowly", "very slow", "adagio", "largo", "lento", "slow tempo"),
        *("慢", "缓慢", "慢速", "慢板", "很慢", "慢节奏", "节奏缓慢"),
        *("慢一点", "慢一些", "慢点", "慢些", "稍慢"),
    ),
    "medium": ("medium tempo", "mid-tempo", "moderate", "moderato", "andante", "中速", "中板"),
    "fast": (
        *(
            "fast",
            "very fast",
            "quick",
            "rapid",
            "presto",
            "allegro",
            "vivace",
            "up-tempo",
            "uptempo",
        ),
        *("快一点", "快一些", "快点", "快些", "稍快"),
        *("快", "快速", "快板", "很快", "快节奏", "节奏快", "急促"),
    ),
}
DENSITY_WORDS = {
    "sparse": ("sparse", "minimal", "minimalist", "few notes", "稀疏", "极简", "简约"),
    "dense": ("dense", "busy", "many notes", "密集", "繁密", "华丽"),
}
METER_WORDS = {
    "4/4": ("common time", "four-four", "四四拍", "四拍子"),
    "2/2": ("cut time", "alla breve"),
    "3/4": ("three-four", "waltz time", "triple time", "四三拍", "三四拍", "三拍子"),
    "2/4": ("two-four", "四二拍", "二拍子", "march time"),
    "6/8": ("six-eight", "八六拍", "六八拍"),
    "5/4": ("five-four", "四五拍", "五四拍", "五拍子"),
    "7/8": ("seven-eight", "八七拍", "七八拍", "七拍子"),
    "9/8": ("nine-eight", "八九拍", "九八拍"),
    "12/8": ("twelve-eight", "十二八拍"),
}
# Dances whose name, beside a style, tells the meter: a jazz waltz, a jig.
DANCE_METERS = {
    **dict.fromkeys(("waltz", "viennese waltz", "华尔兹", "圆舞曲", "minuet"), "3/4"),
    **dict.fromkeys(("polka", "march", "进行曲"), "2/4"),
    "jig": "6/8",
}
NO_DRUMS = ("no drums", "without drums", "drumless", "no percussion", "无鼓", "没有鼓", "不要鼓")
SWUNG = ("swung", "shuffled", "with swing", "shuffle", "shuffle feel", "swing feel", "摇摆")
# Words that speak of music and ask for nothing.
_SAID = (
    *("piece", "track", "melody", "beat", "rhythm", "tempo", "meter", "time", "signature", "key"),
    *("composition", "arrangement", "tune", "score", "midi", "instrumental", "lasting", "long"),
    *("play", "something", "jingle", "soundtrack", "background", "study", "配乐", "背景", "听"),
    *(
        "乐曲",
        "曲子",
        "曲",
        "歌",
        "旋律",
        "节奏",
        "节奏为",
        "节拍",
        "拍子",
        "速度",
        "速度为",
        "调",
        "调式",
    ),
    *(
        "chord",
        "chords",
        "progression",
        "和弦",
        "和弦进行",
        "长度",
        "时长",
        "音乐",
        "歌曲",
        "风",
        "伴奏",
        "用",
        "演奏",
        "长",
        "首",
        "拍",
        "大约",
        "左右",
    ),
)
LONGEST = 4000
"""Characters of a prompt that are read; no request is longer."""


def read(prompt: str) -> Reading:
    """Return the fields that a prompt speaks of, and the words that mean nothing here."""
    lexicon = _lexicon()
    prompt = spoken_numbers.digits(prompt[:LONGEST])
    signs: dict[str, Found] = {}
    finders = {"title": spoken.title, "form": spoken_forms.form, "chords": spoken.chords}
    for field, find in {**finders, "tempo": spoken.tempo, "key": keys.find}.items():
        found = find(prompt)
        if found:  # taken out, so that its words aren't told as unread
            signs[field] = Found(found[0], prompt[found[1] : found[2]].strip())
            prompt = f"{prompt[: found[1]]}\n{prompt[found[2] :]}"
    reading = lexicon.read(prompt, lists=("instruments",))
    fields = {name: told for name, told in reading.fields.items() if name != "said"}
    fields |= signs
    matches = lexicon.find(prompt)
    playing = [m for m in matches if m.field == "instruments" and not m.negated]
    fields = players.settle(fields, [(m.words, prompt[: m.start]) for m in playing])
    if "meter" not in fields:
        for match in matches:
            dance = DANCE_METERS.get(match.words.lower())
            if dance and not match.negated:
                fields["meter"] = Found(dance, match.words)
    return Reading(fields, reading.not_understood)


@cache
def _lexicon() -> Lexicon:
    instruments: dict[str, list[str]] = {}
    for name in gm.PROGRAMS:
        if name not in gm.EVERYDAY:
            instruments.setdefault(name, []).append(name.lower())
    for alias, name in gm.ALIASES.items():
        instruments.setdefault(name, []).append(alias)
    for alias, number in chinese.names().items():
        instruments.setdefault(chinese.name(number), []).append(alias)
    words: dict[str, dict[Any, Any]] = {
        "style": {n: style.load(n).words + style.load(n).near for n in style.names()},
        "mood": MOOD_WORDS,
        "pace": PACE_WORDS,
        "density": DENSITY_WORDS,
        "meter": METER_WORDS,
        "key": _modes(),
        "instruments": instruments,
        "ensemble": players.ENSEMBLES,
        "band": players.BAND_WORDS,
        "ending": spoken_changes.ENDINGS,
        "modulation": spoken_changes.MODULATIONS,
        "swing": {66: SWUNG, 50: ("straight eighths",)},
        "drums": {False: NO_DRUMS},
        "loop": {True: ("loop", "seamless loop", "loopable", "looping", "循环", "无缝循环")},
        "humanise": {False: ("quantized", "quantised", "on the grid", "量化")},
        "said": {"": _SAID},
    }
    return Lexicon(words, spoken_numbers.patterns(), NOUNS)


def _modes() -> dict[str, list[str]]:
    """Return the modes and what they are called where no tonic is: "dorian mode", 羽调式."""
    found: dict[str, list[str]] = {}
    for word, mode in SPOKEN.items():
        if not word.isascii():
            alone = [word] if len(word) > 1 else []
            found.setdefault(mode, []).extend([*alone, f"{word}调式", f"{word}调"])
            continue
        ends = ("mode", "scale", "key")
        alone = [] if mode in ("blues", "gong", "shang", "jue", "zhi", "yu") else [word]
        found.setdefault(mode, []).extend([*alone, *(f"{word} {end}" for end in ends)])
    return found
