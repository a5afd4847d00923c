"""Bytes of an answer -> JSON values: of a stream of events, or one answer in a piece."""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

DONE = object()
"""The stream said `[DONE]`."""

MOST = 32 * 2**20
"""Characters that one event may have."""

_LINE = re.compile(r"\r\n|\n|\r(?!\Z)")


class StrangeError(Exception):
    """What came is no JSON; its words are the message."""


class BrokenError(Exception):
    """The bytes ended in the middle of a value."""


def values(chunks: Iterable[bytes], charset: str | None = None) -> Iterator[Any]:
    """Yield each JSON value as soon as it is whole, and `DONE`.

    Events needn't be as the standard has them: without a space after `data:`, without empty lines
    between, several lines long, or bare JSON. StrangeError or BrokenError.
    """
    held: list[str] = []
    page: list[str] = []
    name, kind = "", ""
    for line in _lines(chunks, charset):
        bare = line.strip().lstrip("\ufeff")
        if bare[:1] == "<":
            kind = "page"
        elif not kind and bare:
            kind = "json" if bare[0] in "{[" else "events"
        if kind == "page":
            page.append(line)
            if sum(map(len, page)) > 20_000:
                break
            continue
        if not bare:
            if held and kind == "events":
                raise StrangeError("\n".join(held))
            name = ""
            continue
        part = bare if kind == "json" else _data(bare)
        if part is None:
            name = bare[6:].strip() if bare.startswith("event:") else name
            continue
        if part.lower() in ("[done]", "done"):
            yield DONE
            return
        held.append(part)
        value = _whole(held)
        if value is not _OPEN:
            held.clear()
            yield {"error": value} if name == "error" and not _has_error(value) else value
    if page:
        raise StrangeError("\n".join(page))
    if held:
        raise BrokenError


_OPEN = object()


def _whole(held: list[str]) -> Any:
    if held[-1][-1:] not in ("}", "]", '"', "l") or sum(map(len, held)) > MOST:
        return _OPEN
    try:
        return json.loads("\n".join(held))
    except (ValueError, RecursionError):
        return _OPEN


def _data(line: str) -> str | None:
    """Return the data of a line of an event, None for its other fields; else StrangeError."""
    if line.startswith("data:"):
        while line.startswith("data:"):  # some put it there twice
            line = line[5:].strip()
        return line or None
    if line[:1] in ("{", "["):  # [DONE] too
        return line
    if line.startswith(":") or re.match(r"(?:event|id|retry|data)\b", line):
        return None
    raise StrangeError(line)


def _has_error(value: Any) -> bool:
    return isinstance(value, dict) and bool(value.get("error"))


def _lines(chunks: Iterable[bytes], charset: str | None) -> Iterator[str]:
    """Yield lines, wherever chunks split them or the bytes of a letter."""
    decoder = _decoder(charset)
    rest = ""
    for chunk in chunks:
        rest += decoder.decode(chunk)
        *whole, rest = _LINE.split(rest)
        yield from whole
        if len(rest) > MOST:
            raise StrangeError(rest[:200])
    rest += decoder.decode(b"", True)
    if rest:
        yield rest.rstrip("\r")


def _decoder(charset: str | None) -> codecs.IncrementalDecoder:
    try:
        return codecs.getincrementaldecoder(charset or "utf-8")("replace")
    except LookupError:
        return codecs.getincrementaldecoder("utf-8")("replace")
