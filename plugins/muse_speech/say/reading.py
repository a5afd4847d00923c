"""What a prompt says of how to read, and which of its words are to be read."""

import re

from muse import Found, Lexicon, Reading

from .languages import NAMES

_LANGUAGES = {
    code: [
        *(f"in {name}" for name in names if name.isascii()),
        *(f"用{name}" for name in names if not name.isascii()),
    ]
    for code, names in NAMES.items()
}
WORDS = Lexicon(
    {
        "rate": {
            0.7: "very slowly, very slow, extremely slowly, 很慢, 非常慢, 特别慢".split(", "),
            0.85: (
                "slowly, slow, unhurried, calmly, 慢慢, 慢速, 缓慢, 慢点, 慢一点, 慢些, 慢一些, 慢"
            ).split(", "),
            1.15: "quickly, fast, briskly, 快速, 快点, 快一点, 快些, 快".split(", "),
            1.35: "very quickly, very fast, 很快, 飞快, 非常快".split(", "),
        },
        "pitch": {
            -3.0: "deep voice, low voice, deep, 低沉, 低音, 浑厚".split(", "),
            3.0: "high voice, high pitched, 高音, 尖细".split(", "),
        },
        "voice": {
            "female": (
                "female, female voice, woman, woman's voice, girl, lady, 女声, 女生, 女性, 女孩, 女"
            ).split(", "),
            "male": "male, male voice, man, man's voice, boy, 男声, 男生, 男性, 男".split(", "),
        },
        "form": {
            "news": "news, newsreader, news anchor, bulletin, 新闻, 播音, 播报, 主播".split(", "),
            "poem": "poem, poetry, verse, 诗, 诗歌, 诗朗诵, 朗诵".split(", "),
            "story": (
                "story, bedtime story, fairy tale, audiobook, storyteller, 故事, 睡前故事, 童话"
                ", 有声书"
            ).split(", "),
        },
        "language": _LANGUAGES,
    },
    ignore=(
        "read this the following text aloud out loud say speak narrate recite tell it as like a an"
        " in with voice please to me for us words these aloud 请 用 读 朗读 念 说 讲 下面 这段 以下"
        " 的 文字 这 首 篇 声音 地 一下 给我 把 一段 话 语气 来 出来 内容 文本"
    ).split(),
)

_HEAD = re.compile(r"\s*(?P<head>[^:：\n“\"「]{1,100}?)\s*[:：]\s*(?P<text>\S.*)", re.S)
_ASKS = re.compile(
    r"^(?:please\s+)?(?:read|narrate|recite|announce|pronounce|say|speak)\b"
    r"|^(?:请|用.{1,8}|慢慢|快速|缓慢)*(?:朗读|朗诵|播报|念|读)",
    re.I,
)
_MAY_ASK = re.compile(
    r"^(?:please|slowly|quickly|in an?|as|with|female|male|tell)\b|^[请用以说讲慢快]", re.I
)
"""What begins a request, if all of it is understood."""


def read(prompt: str) -> Reading:
    """Return the manner that a prompt asks for before its colon, and as `text` what follows it.

    A prompt without such a head is only asked for its manner where it begins with a request.
    """
    match = _HEAD.match(prompt)
    if match:
        manner = WORDS.read(match["head"])
        asks = _MAY_ASK.search(match["head"]) and not manner.not_understood
        if asks or _ASKS.search(match["head"]):
            text = match["text"].strip().strip('"“”「」')
            found = {**manner.fields, "text": Found(text, text)}
            return Reading(found, manner.not_understood)
    if _ASKS.search(prompt) and len(prompt) <= 60:
        return Reading(WORDS.read(prompt).fields)
    return Reading()
