"""Addresses and Roman numerals, as they are said."""

import re

_ROMAN = re.compile(r"(?=.)(X{0,4})(IX|IV|V?I{0,3})|L(X{0,3})(IX|IV|V?I{0,3})|XL(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def roman(text: str) -> int | None:
    """Return the value of a Roman numeral below 90; None when it is none."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    total = 0
    for letter, after in zip(text, [*text[1:], "I"], strict=True):
        value = _VALUES[letter]
        total += -value if value < _VALUES[after] else value
    return total


def address(text: str) -> str:
    """Return an address of the web or of mail in words: 'example dot com slash news'."""
    from . import english_numbers as say

    text = re.sub(r"^https?://(?:www\.)?|^www\.|\?.*$", "", text).rstrip("/")
    names = {".": " dot ", "/": " slash ", "@": " at ", "-": " dash ", "_": " underscore "}
    names |= {"+": " plus ", "#": " hash ", ":": " colon ", "=": " equals ", "&": " and ", "~": " "}
    made = "".join(names.get(letter, letter if letter.isalnum() else " ") for letter in text)
    made = re.sub(
        r"\d+", lambda m: f" {say.decimal(m[0]) if len(m[0]) < 3 else say.digits(m[0])} ", made
    )
    return " ".join(made.split())
