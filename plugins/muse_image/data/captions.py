"""What files beside pictures say of them: captions and classes."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

METADATA = ("metadata.jsonl", "metadata.csv")
"""Names of files that say more of the pictures beside them and below."""

CAPTIONS = ("text", "caption", "captions", "prompt", "description")
"""Names of columns that hold a caption, or a list of them."""

CLASSES = ("label", "class", "category")
"""Names of columns that hold a class."""

_MOST_BYTES = 512 * 2**20
_MOST_CAPTION = 64 * 2**10
_MOST_LETTERS = 2000


class Known(NamedTuple):
    """Captions and class of a picture; None when the folder says the class."""

    captions: tuple[str, ...] = ()
    name: str | None = None


@dataclass
class Listed:
    """What metadata files say: words by path, and what was wrong with the files."""

    words: dict[Path, Known] = field(default_factory=dict)
    problems: Counter[str] = field(default_factory=Counter)


def listed(files: list[Path]) -> Listed:
    """Return what metadata.jsonl and metadata.csv files say; `file_name` is relative to the file.

    A line that can't be understood, and one whose picture is missing, is counted.
    """
    found = Listed()
    for path in files:
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise ValueError
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            found.problems["unreadable metadata"] += 1
            continue
        for row in _rows(path, text):
            name = row.get("file_name") if row is not None else None
            if row is None or not isinstance(name, str) or not name:
                found.problems["unreadable metadata line"] += 1
                continue
            picture = path.parent / name
            if not picture.is_file():
                found.problems["listed but missing"] += 1
                continue
            found.words[picture] = Known(captions(row), of_class(row))
    return found


def beside(picture: Path, problems: Counter[str]) -> tuple[str, ...]:
    """Return the captions in the .txt of a picture's name: one a line."""
    path = picture.with_suffix(".txt")
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_CAPTION).decode("utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, ValueError):
        problems["unreadable caption"] += 1
        return ()
    return tuple(filter(None, map(cleaned, text.splitlines())))


def captions(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the captions of a row: those of every column that is known to hold some."""
    found: list[str] = []
    for column in CAPTIONS:
        value = row.get(column)
        texts = value if isinstance(value, list | tuple) else [value]
        found += [cleaned(text) for text in texts if isinstance(text, str)]
    return tuple(filter(None, found))


def of_class(row: Mapping[str, Any]) -> str | None:
    """Return the class of a row; None where it has none."""
    for column in CLASSES:
        value = row.get(column)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None


def cleaned(text: str) -> str:
    """Return a caption on one line, at most 2,000 letters."""
    return " ".join(text.split())[:_MOST_LETTERS]


def _rows(path: Path, text: str) -> Iterator[dict[str, Any] | None]:
    """Yield the rows of a metadata file; None for one that is broken."""
    if path.suffix == ".csv":
        try:
            yield from csv.DictReader(io.StringIO(text, newline=""))
        except csv.Error:
            yield None
        return
    for line in text.split("\n"):  # JSON may hold other line ends as they are
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        yield row if isinstance(row, dict) else None
