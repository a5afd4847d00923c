"""The keys of an artifact's files: a suffix, or a name with one.

.wav         song.wav         what the artifact is
.drums.wav   song.drums.wav   a file beside it
/03.png      song/03.png      a file in a folder named as it
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable
from pathlib import Path

from muse.errors import shown

MOST = 999
"""Files that an artifact has at most."""

_SUFFIX = r"\.[a-z0-9][a-z0-9.]{0,11}"
_NAMED = r"[a-z0-9][a-z0-9_-]{0,39}\.[a-z0-9]{1,12}"
_KEY = re.compile(rf"{_SUFFIX}|[./]{_NAMED}")
_RESERVED = re.compile(r"/(con|prn|aux|nul|com\d|lpt\d)\.")
"""What Windows has for itself."""


def is_key(key: object) -> bool:
    """Whether something can be the key of a file."""
    return isinstance(key, str) and bool(_KEY.fullmatch(key)) and not _RESERVED.match(key)


def problem(keys: Collection[object]) -> str | None:
    """Say what is wrong with the keys of an artifact; None where nothing is."""
    if len(keys) > MOST:
        return f"{len(keys):,} files; keep to {MOST}"
    for key in keys:
        if not is_key(key):
            return f"suffix {shown(key)}; one is like '.png', '.drums.wav' or '/03.png'"
        if isinstance(key, str) and key.startswith("/") and f".{key[1:]}" in keys:
            return f"both {key} and .{key[1:]}, which are hard to tell apart"
    return None


def ending(key: str, whole: Container[str] = ()) -> str:
    """Return the suffix that says the format of a file; those in `whole` have more than one dot."""
    return key if key in whole else key[key.rindex(".") :]


def is_named(key: str, whole: Container[str] = ()) -> bool:
    """Whether a key is more than a suffix."""
    return ending(key, whole) != key


def at(base: Path, key: str) -> Path:
    """Return where the file of a key goes; `base` is the name that all of them have."""
    return base / key[1:] if key.startswith("/") else base.with_name(base.name + key)


def of_format(keys: Iterable[str], suffix: str, whole: Container[str] = ()) -> list[str]:
    """Return the keys that end in a suffix, in their order."""
    return [key for key in keys if ending(key, whole) == suffix]


def found(keys: Iterable[str], word: str) -> str | None:
    """Return the key that somebody names by `png`, `.png`, `drums.wav` or `03.png`; None if none.

    Without a word it is the first.
    """
    plain = word.lower().lstrip("./")
    for key in keys:
        if plain in ("", key[1:]):
            return key
    return None
