"""Reading a prompt: choices by words, then people, events, theme and place by the language."""

from muse import Found, Reading

from .. import packs
from ..cast import clean
from ..chinese import words as han_words
from ..english import words as latin_words
from .choices import left
from .sheet import Sheet

LONGEST = 2000
"""Characters of a prompt that are read; the rest of a longer one isn't."""
THEME = {"en": 90, "zh": 40}
"""The most characters of a theme or setting."""
UNREAD = 40
"""The most unread words that are told."""


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
    sheet = Sheet(text)
    if language == "en":
        from .en.ask import find
    else:
        from .zh.ask import find
    find(sheet)
    fields = sheet.fields
    fields.setdefault("language", Found(language, clean(text, 12)))
    if "form" not in fields and "verse" in fields:
        fields["form"] = Found("poem", fields["verse"].words)
    if "verse" in fields and fields.get("form", Found("poem", "")).value != "poem":
        del fields["verse"]
    unable = packs.table(language, "request")["unable"]["kinds"]
    low = text.lower()
    told = [kind for kind in unable if kind in low]
    told = [kind for kind in told if not any(kind != other and kind in other for other in told)]
    unread = [*told, *(word for word in left(sheet.text, language) if word not in "".join(told))]
    return Reading(dict(fields), tuple(unread)[:UNREAD])
