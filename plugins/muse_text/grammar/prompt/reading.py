"""Reading a prompt: choices by words, theme, people and setting by the patterns of a language."""

import re
from collections.abc import Mapping
from functools import cache

from muse import Found, Lexicon, Reading

from .. import packs
from ..cast import clean
from ..chinese import words as han_words
from ..english import words as latin_words
from ..prose.writing import STORY
from . import chinese, english

LONGEST = 2000
"""Characters of a prompt that are read; the rest of a longer one isn't."""
THEME = {"en": 90, "zh": 40}
"""The most characters of a theme or setting."""
UNREAD = 40
"""The most unread words that are told."""

NOUNS = (
    *"text song music piece tune picture image painting drawing".split(),
    *("歌曲", "音乐", "画", "图片", "图像", "照片"),
)
"""Words for what is asked for, that say nothing of it."""

_SUBJECT = re.compile(r"(?i)\babout\b|关于|有关|主题")
_COUNTED = re.compile(r"(?i)(\d{2,6})(?:[\s-]*words?\b|\s*个?(?:字|词))")
_COMMANDS = re.compile(
    r"(?i)^\w{1,12}[:：]\s*|"
    r"^(?:please\s+)?(?:write|tell|make|give|compose|create|generate)?\s*(?:me|us)?\s*|"
    r"^(?:请|帮我|给我)*(?:写|讲|作|创作|生成|编)?(?:一)?[首篇个部段]?"
)


@cache
def lexicon() -> Lexicon:
    """Return the words of both languages for the fields that have choices."""
    words: dict[str, dict[str, list[str]]] = {}
    for language in ("en", "zh"):
        for field, values in packs.table(language, "request").items():
            if field in ("nouns", "other"):  # of themes, for `english`; of forms it hasn't
                continue
            known = words.setdefault(field, {})
            for value, phrases in values.items():
                known[value] = known.get(value, []) + phrases
    return Lexicon(words, ignore=NOUNS)


@cache
def _others() -> Lexicon:
    """Return the words of the forms that there are no templates for."""
    forms = [
        f for language in ("en", "zh") for f in packs.table(language, "request")["other"]["forms"]
    ]
    return Lexicon({"other": {"form": forms}})


def other_form(text: str) -> str:
    """Return a form that is asked for and has no templates, such as "essay"; else ""."""
    text = text[:LONGEST]
    found = [match for match in _others().find(text) if not match.negated]
    # "a story about a letter" is a story, "about" comes before what is no form at all.
    subject = _SUBJECT.search(text)
    end = subject.start() if subject else len(text)
    named = [match.words for match in found if match.start < end]
    return named[0] if named and "form" not in _choices(text) else ""


def language_of(text: str) -> str | None:
    """Return the language that a request is written in; None when it has no letters."""
    han, latin = len(han_words(text)), len(latin_words(text))
    return None if not han + latin else "zh" if han >= latin else "en"


def read(prompt: str) -> Reading:
    """Return the fields that a prompt's words say, and the words that end up nowhere."""
    text = prompt[:LONGEST]
    language = language_of(text)
    if language is None:
        return Reading()
    fields = _choices(text)
    fields.setdefault("language", Found(language, clean(text, 12)))
    if other := other_form(text):
        # What it is about is read as if it were a tale.
        text = text.replace(other, "tale" if language == "en" else "故事", 1)
        text = re.sub(r"\btale on\b", "tale of", text)
    spans: list[tuple[int, int]] = []
    asks = english if language == "en" else chinese
    limits: Mapping[str, int] = {"theme": THEME[language], "setting": THEME[language]}
    for name, value in asks.find(text, spans).items():
        kept = value if isinstance(value, list) else clean(value, limits[name])
        if kept:
            fields[name] = Found(kept, ", ".join(kept) if isinstance(kept, list) else kept)
    spans += [(match.start, match.end) for match in packs.cues(language, "genre").find(text)]
    counted = _COUNTED.search(text)
    if counted:
        spans.append(counted.span())
        if "form" not in fields or fields["form"].value == "story":
            fields["length"] = Found(_length(int(counted[1]), language), counted[0])
    left = list(text)
    for start, end in spans:
        left[start:end] = "\n" * (end - start)
    unread = lexicon().read("".join(left)).not_understood
    if unread and not {"theme", "characters"} & fields.keys():
        # Nothing tells what it is about, so the one word that is left does, or else all of them.
        whole = "" if other else _COMMANDS.sub("", _COUNTED.sub("", text).strip(), count=1)
        if theme := clean(
            unread[0].removeprefix("给").removeprefix("个") if len(unread) == 1 else whole,
            THEME[language],
        ):
            fields["theme"] = Found(theme, theme)
            if "setting" in fields and str(fields["setting"].value) in theme:
                del fields["setting"]
            unread = ()
    # A story comes in three lengths, so a count is honoured by the nearest at best.
    odd = counted and not _honoured(fields, int(counted[1]), language)
    extra = [counted[0].strip()] if counted and odd else []
    return Reading(fields, tuple([*extra, *([other] if other else []), *unread])[:UNREAD])


def _length(count: int, language: str) -> str:
    """Return the length of a story whose range (words or characters) is nearest to a count."""
    ranges = STORY[language]
    return next((name for name, (_, high) in ranges.items() if count < high), "long")


def _honoured(fields: Mapping[str, Found], count: int, language: str) -> bool:
    """Whether a story of the length that was read has about as many words as a count says."""
    if "form" in fields and fields["form"].value != "story":
        return False
    low, high = STORY[language][fields["length"].value]
    return low <= count < high


def _choices(text: str) -> dict[str, Found]:
    """Return the fields with choices; of several forms the first in `request.toml` holds."""
    fields = dict(lexicon().read(text).fields)
    fields.pop("ignored", None)
    order = list(packs.table("en", "request")["form"])
    named = [m for m in lexicon().find(text) if m.field == "form" and not m.negated]
    if named:
        form = min(named, key=lambda match: order.index(match.value))
        fields["form"] = Found(form.value, form.words)
        if form.value != "story" and any(match.words == "短篇" for match in named):
            fields.setdefault("length", Found("short", "短篇"))
    elif "verse" in fields:
        fields["form"] = Found("poem", fields["verse"].words)
    return fields
