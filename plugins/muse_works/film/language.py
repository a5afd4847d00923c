"""What language a text is in, and its sentences."""

import re

_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_END = re.compile(
    r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9\u00c0-\u00de])|(?<=[。！？…])[”’」』）]*(?![。！？…”’」』）])"
)
_SHORTS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|vs|etc|No|Capt|Lt|Sr|Jr)\.$|\b[A-Z]\.$")


def chinese(text: str) -> bool:
    """Whether at least a third of a text's letters are Chinese."""
    letters = len(_LETTER.findall(text))
    return letters > 0 and len(_HAN.findall(text)) * 3 >= letters


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, closing quotes with them; titles such as Mr. end none."""
    made: list[str] = []
    at = 0
    for found in _END.finditer(text):
        part = text[at : found.end()].strip()
        if part and not _SHORTS.search(part):
            made.append(part)
            at = found.end()
    rest = text[at:].strip()
    return [*made, rest] if rest else made


_SPEED = {True: 4.0, False: 14.0}
"""Characters that are read aloud in a second: Chinese, others."""


def reading_time(text: str) -> float:
    """Return about how many seconds a text takes to be read aloud."""
    signs = len("".join(text.split())) if chinese(text) else len(text)
    return max(1.2, signs / _SPEED[chinese(text)]) if text else 0.0
