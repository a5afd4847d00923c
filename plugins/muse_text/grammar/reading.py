"""Reading a prompt: choices by words, theme, people and setting by the patterns of a language."""

import re
from collections.abc import Mapping
from functools import cache

from muse import Found, Lexicon, Reading

from . import asks_chinese, asks_english, chinese, english, packs
from .cast import clean

LONGEST = 2000
"""Characters of a prompt that are read; the rest of a longer one isn't."""
THEME = {"en": 90, "zh": 40}
"""The most characters of a theme or setting."""
UNREAD = 40
"""The most unread words that are told."""

_COMMANDS = re.compile(
    r"(?i)^\w{1,12}[:：]\s*|^(?:please\s+)?(?:write|tell|make|give|compose|create|generate)?\s*(?:me|us)?\s*|"
    r"^(?:请|帮我|给我)*(?:写|讲|作|创作|生成|编)?(?:一)?[首篇个部段]?"
)


@cache
def lexicon() -> Lexicon:
    """Return the words of both languages for the fields that have choices."""
    words: dict[str, dict[str, list[str]]] = {}
    for language in ("en", "zh"):
        for field, values in packs.table(language, "request").items():
            if field == "nouns":  # what a theme is called, for asks_english
                continue
            known = words.setdefault(field, {})
            for value, phrases in values.items():
                known[value] = known.get(value, []) + phrases
    return Lexicon(words)


def language_of(text: str) -> str | None:
    """Return the language that a request is written in; None when it has no letters."""
    han, latin = len(chinese.words(text)), len(english.words(text))
    return None if not han + latin else "zh" if han >= latin else "en"


def read(prompt: str) -> Reading:
    """Return the fields that a prompt's words say, and the words that end up nowhere."""
    text = prompt[:LONGEST]
    language = language_of(text)
    if language is None:
        return Reading()
    fields = _choices(text)
    fields.setdefault("language", Found(language, clean(text, 12)))
    spans: list[tuple[int, int]] = []
    asks = asks_english if language == "en" else asks_chinese
    limits: Mapping[str, int] = {"theme": THEME[language], "setting": THEME[language]}
    for name, value in asks.find(text, spans).items():
        kept = value if isinstance(value, list) else clean(value, limits[name])
        if kept:
            fields[name] = Found(kept, ", ".join(kept) if isinstance(kept, list) else kept)
    spans += [(match.start, match.end) for match in packs.cues(language, "genre").find(text)]
    left = list(text)
    for start, end in spans:
        left[start:end] = "\n" * (end - start)
    unread = lexicon().read("".join(left)).unread
    if unread and not {"theme", "characters"} & fields.keys():
        # Nothing tells what it is about, so the one word that is left does, or else all of them.
        whole = _COMMANDS.sub("", text.strip(), count=1)
        if theme := clean(unread[0] if len(unread) == 1 else whole, THEME[language]):
            fields["theme"] = Found(theme, theme)
            if "setting" in fields and str(fields["setting"].value) in theme:
                del fields["setting"]
            unread = ()
    return Reading(fields, unread[:UNREAD])


def _choices(text: str) -> dict[str, Found]:
    """Return the fields with choices; of several forms the first in `request.toml` holds."""
    fields = dict(lexicon().read(text).fields)
    fields.pop("ignored", None)
    order = list(packs.table("en", "request")["form"])
    named = [m for m in lexicon().find(text) if m.field == "form" and not m.negated]
    if named:
        form = min(named, key=lambda match: order.index(match.value))
        fields["form"] = Found(form.value, form.words)
    elif "verse" in fields:
        fields["form"] = Found("poem", fields["verse"].words)
    return fields
