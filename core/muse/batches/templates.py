"""Texts with `{column}` in them: what goes there comes from the row."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from muse.errors import RequestError
from muse.suggest import nearest

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}\n\"':,]*)\}")
"""An escaped brace, or a name in braces; what looks like JSON is left as it is."""


def plain(name: str) -> str:
    """Return a column's name as it is compared: no matter of case, width, hyphens or spaces."""
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFKC", name).strip().casefold())


class Names:
    """The names that a template may use, in any spelling; `names` as they are written."""

    def __init__(self, names: Sequence[str]) -> None:
        self._found = {plain(name): name for name in reversed(names)}
        self._names = list(names)

    def find(self, name: str) -> str | None:
        """Return a name as it is written; None where there is none."""
        return self._found.get(plain(name))

    def require(self, name: str, option: str) -> str:
        """Return a name as it is written; RequestError with the nearest where there is none."""
        found = self.find(name)
        if found is None:
            near = nearest(plain(name), list(self._found))
            there = ", ".join(self._names[:12]) or "none"
            hint = (
                f"did you mean {{{self._found[near]}}}?"
                if near
                else f"columns are {there}; {{{{ is a brace"
            )
            raise RequestError(f"{option}: there is no column {name!r}", hint=hint)
        return found


class Template:
    """A text with names in braces; `{{` and `}}` are braces."""

    def __init__(self, text: str, names: Names, option: str) -> None:
        self.text = text
        self.used: list[str] = []
        self._pieces: list[tuple[str, str | None]] = []
        self._option = option
        if text.lstrip().startswith(("{{", '{"', "[")) and _is_json(text):
            self._pieces.append((text, None))
            return
        last = 0
        for match in _PIECE.finditer(text):
            self._pieces.append((text[last : match.start()], None))
            last = match.end()
            if match[0] in ("{{", "}}"):
                self._pieces.append((match[0][0], None))
                continue
            name = names.require(match[1], option)
            self.used.append(name)
            self._pieces.append(("", name))
        self._pieces.append((text[last:], None))

    def fill(self, values: Mapping[str, Any]) -> Any:
        """Return the text with a row's values; one that is a name alone is that value itself."""
        pieces = [piece for piece in self._pieces if piece[0] or piece[1]]
        if len(pieces) == 1 and pieces[0][1] is not None:
            return values.get(pieces[0][1])
        return "".join(self._texts(pieces, values))

    def _texts(
        self, pieces: Sequence[tuple[str, str | None]], values: Mapping[str, Any]
    ) -> Iterator[str]:
        for text, name in pieces:
            if name is None:
                yield text
                continue
            value = values.get(name)
            if is_empty(value):
                raise RequestError(
                    f"{self._option}: the column {name!r} is empty", hint="fill in the cell"
                )
            yield shown(value)


def is_empty(value: Any) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def shown(value: Any) -> str:
    """Return a cell as a text: whole numbers without a fraction."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return value.strip() if isinstance(value, str) else str(value)


def _is_json(text: str) -> bool:
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
