"""What a prompt says of a songbook: how many songs, what they are about, for whom."""

import re

from muse import Lexicon, Reading

_WORDS = Lexicon(
    {
        "style": {
            "waltz": ["waltzes", "waltz", "圆舞曲"],
            "pop": ["pop songs", "pop", "流行歌曲", "流行"],
            "jazz": ["jazz songs", "jazz", "爵士"],
            "blues": ["blues", "布鲁斯"],
            "country": ["country songs", "乡村歌曲"],
            "march": ["marches", "进行曲"],
            "chinese": ["chinese style", "中国风"],
            "rock": ["rock songs", "摇滚"],
        },
        "edition": {
            "Bb": ["in b flat", "for clarinet", "for trumpet", "单簧管", "小号"],
            "Eb": ["for alto saxophone", "中音萨克斯"],
            "F": ["for horn", "圆号"],
        },
        "words": {True: ["with word sheets", "with chord sheets", "带歌词页"]},
    },
    [("songs", "# songs", int), ("songs", "# song", int), ("songs", "#首", int)],
)
_COUNTED = re.compile(
    r"^\s*(?:a (?:book|songbook|collection) of |write |make )?"
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a few|some|a)?"
    r"\s*songs?\b",
    re.I,
)  # fmt: skip
_COUNTED_ZH = re.compile(r"[0-9一二两三四五六七八九十几]+首")


def read(prompt: str) -> Reading:
    """Return the fields that a prompt says; what else it says is what the songs are about."""
    return Reading(_WORDS.read(prompt).fields)


def one(prompt: str) -> str:
    """Return the request for one of the songs."""
    if _COUNTED_ZH.search(prompt):
        return _COUNTED_ZH.sub("一首", prompt, count=1)
    return _COUNTED.sub("a song", prompt, count=1)


def subject(prompt: str) -> str:
    """Return what the songs are about, for the cover's painter: "the sea"."""
    found = re.search(r"\b(?:about|of|on)\s+(.+?)(?:\s+for\s+.+)?$", prompt.strip(" .!"), re.I)
    if found:
        return found[1]
    found = re.search(r"关于(.+?)的", prompt)
    return found[1] if found else prompt


def title(prompt: str, language: str) -> str:
    """Return a title for the book."""
    about = subject(prompt).strip()
    if language == "zh":
        return f"{about}之歌" if about and about != prompt else (prompt or "歌曲集")[:16]
    if not about:
        return "Songs"
    small = {"the", "a", "an", "of", "and", "in", "on", "for", "to", "with"}
    words = [w if w in small else w[:1].upper() + w[1:] for w in about.split()]
    return ("Songs of " + " ".join(words))[:80]


def for_children(prompt: str) -> bool:
    """Tell whether the songs are for children."""
    return bool(
        re.search(r"\b(child|children|kids?|nursery|school)\b|儿|孩子|小朋友|童", prompt, re.I)
    )
