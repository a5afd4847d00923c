"""Palettes as they are asked for: a name, or hexadecimal colours; no numbers are crunched here."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

MOST = 8
"""The most colours of one palette."""

HEX = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])", re.IGNORECASE)
GAP = re.compile(r"[\s,;、,]+")
EXAMPLE = "#1b2a49,#e0a040,#f4ead5"


def asked(value: Any, names: Sequence[str]) -> Any:
    """Return a palette as its name or "#1b2a49,#e0a040": from such a text, or a list of colours.

    Raises ValueError with one line that says what to give for anything else that is text.
    """
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        value = ",".join(value)
    if not isinstance(value, str):
        return value
    text = value.strip().lower()
    if text in names:
        return text
    parts = [part for part in GAP.split(text) if part]
    colours = [_whole(part) for part in parts]
    if parts and all(colours):
        colours = list(dict.fromkeys(colours))
        if len(colours) > MOST:
            raise ValueError(f"expected 1 to {MOST} colours, not {len(colours)}")
        return ",".join(str(colour) for colour in colours)
    near = get_close_matches(text, names, 1)
    wrong = next((part for part, made in zip(parts, colours, strict=True) if not made), value)
    hint = f"did you mean {near[0]}?" if near else f"palettes are {', '.join(names)}"
    shown = wrong if len(wrong) <= 40 else f"{wrong[:37]}..."
    raise ValueError(
        f"invalid value {shown!r}; expected a palette or colours such as {EXAMPLE}; {hint}"
    )


def _whole(part: str) -> str | None:
    """Return a colour with six digits and its #, None for what is no colour."""
    digits = part.removeprefix("#")
    if not re.fullmatch(r"[0-9a-f]{6}|[0-9a-f]{3}", digits):
        return None
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def spoken(prompt: str) -> tuple[str, str] | None:
    """Return the palette of the hexadecimal colours in a prompt, and its words; None without any.

    Of more than the most that a palette takes, the first count.
    """
    words = list(dict.fromkeys(found.group() for found in HEX.finditer(prompt)))[:MOST]
    if not words:
        return None
    return ",".join(dict.fromkeys(str(_whole(word.lower())) for word in words)), ", ".join(words)


def without(prompt: str) -> str:
    """Return a prompt without its hexadecimal colours, which are no words."""
    return HEX.sub(" ", prompt)


def colours(palette: str | None) -> tuple[str, ...]:
    """Return the colours, "1b2a49", of a palette that isn't a name."""
    if not palette or not palette.startswith("#"):
        return ()
    return tuple(part.removeprefix("#") for part in palette.split(","))
