"""Texts of MIDI files, which don't tell their encoding: guessed by what looks like words."""

import re
from collections.abc import Sequence

_HIGH = re.compile(rb"[\x80-\xff]")
_CHARACTERS = 20_000  # bytes by which an encoding is guessed
_LETTERS = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝ")
_SIGNS = frozenset("’‘“”«»©®°–—…¡¿ºª§·")
_KOREAN = 6  # syllables that are told from Chinese characters
NAMES = {"cp1252": "Latin-1", "gb18030": "GBK", "cp932": "Shift-JIS", "cp949": "EUC-KR"}
"""What a guessed encoding is called."""


def guessed(texts: Sequence[bytes]) -> str:
    """Return the encoding of a file's texts: "utf-8", or one of NAMES."""
    found = [text for text in dict.fromkeys(texts) if _HIGH.search(text)]
    if not found:
        return "utf-8"
    joined = b"\n".join(found)[:_CHARACTERS]
    if _unicode(joined):
        return "utf-8"
    scores = {name: _plausible(joined, name) for name in NAMES}
    return max(scores, key=lambda name: scores[name])


def text(data: bytes, encoding: str, most: int) -> str:
    """Return a text of at most `most` characters that can be shown."""
    try:
        made = data.decode(encoding)
    except UnicodeDecodeError:  # cut within a character, or a text of another encoding
        made = data.decode(encoding, "replace").rstrip("\ufffd")
        made = data.decode("cp1252", "replace") if "\ufffd" in made else made
    return "".join(c if c.isprintable() or c in "\r\n" else " " for c in made)[:most]


def _unicode(data: bytes) -> bool:
    """Return whether bytes are UTF-8, the last character perhaps cut."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
        return cut and bool(_HIGH.search(data[: error.start]))
    return True


def _plausible(data: bytes, encoding: str) -> float:
    """Return how much bytes look like words in an encoding: 0 to 1 a byte beyond ASCII."""
    if encoding == "cp949":
        return _korean(data)
    total = score = 0.0
    for line in data.split(b"\n"):
        made = line.decode(encoding, "replace")
        for place, letter in enumerate(made):
            if letter < "\x80":
                continue
            beside = made[max(0, place - 1) : place] + made[place + 1 : place + 2]
            size = 1 if encoding == "cp1252" else len(letter.encode(encoding, "replace"))
            total += size
            score += size * _letter(letter, beside, encoding)
    return score / total if total else 0.0


def _letter(letter: str, beside: str, encoding: str) -> float:
    if encoding == "cp1252":
        # Letters of European words stand among plain ones, and seldom beside each other.
        plain = sum(c < "\x80" and c.isalpha() for c in beside)
        if letter in _LETTERS:
            return 0.9 if plain == len(beside) else 0.6 if plain else 0.3
        if letter in "’´`":
            return 0.95 if plain == 2 else 0.3
        return 0.5 if letter in _SIGNS else 0.0
    if "\u3040" <= letter <= "\u30ff":
        return 1.0 if encoding == "cp932" else 0.6
    if "\u3000" <= letter <= "\u303f" or "\uff00" <= letter <= "\uff60":
        return 0.6
    if "\u4e00" <= letter <= "\u9fff":
        return _common(letter, encoding)
    return 0.05


def _common(letter: str, encoding: str) -> float:
    """Return how usual a character is: the first level of GB 2312 and JIS are in common use."""
    lead = letter.encode(encoding, "replace")[0]
    if encoding == "cp932":
        return 0.85 if 0x88 <= lead <= 0x98 else 0.3
    if 0xB0 <= lead <= 0xD7 and len(letter.encode("gb2312", "ignore")) == 2:
        return 0.9
    return 0.5 if len(letter.encode("gb2312", "ignore")) == 2 else 0.1


def _korean(data: bytes) -> float:
    """Return how much bytes look like Korean: all syllables, where Chinese has other rows too."""
    made = [c for c in data.decode("cp949", "replace") if c >= "\x80"]
    plain = [
        c for c in made if "\uac00" <= c <= "\ud7a3" and len(c.encode("euc_kr", "ignore")) == 2
    ]
    return 0.95 if len(made) >= _KOREAN and len(plain) >= 0.98 * len(made) else 0.0
