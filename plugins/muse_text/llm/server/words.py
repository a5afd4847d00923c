"""What a server says in its own words, as one short line."""

import json
import re
from typing import Any

MOST = 200
"""Characters of a server's words that are told."""

_NAMES = ("message", "msg", "detail", "error_description", "description", "reason", "title")
_UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.S | re.I)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.S | re.I)
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|.)|\\u001b\[[\d;]*m")


def said(body: Any, secret: str = "") -> str:
    """Return a server's words for an error, from JSON, a page or plain text; never the secret."""
    return line(_found(body), secret)


def line(text: str, secret: str = "", most: int = MOST) -> str:
    """Return a text as one line without a secret and without what a terminal would obey."""
    if secret:
        text = text.replace(secret, "...")
    text = _ESCAPES.sub("", text)
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3].rstrip() + "..."


def _found(body: Any, deep: int = 0) -> str:
    if isinstance(body, bytes):
        body = body.decode("utf-8", "replace")
    if isinstance(body, str):
        return _text(body, deep)
    if isinstance(body, list):
        parts = [_found(each, deep + 1) for each in body[:3]] if deep < 4 else []
        return "; ".join(part for part in parts if part)
    if not isinstance(body, dict) or deep > 4:
        return "" if body is None else str(body)
    where = body.get("loc")
    place = ".".join(map(str, where)) + ": " if isinstance(where, list) and where else ""
    inner = body.get("error") or body.get("errors")
    told = _found(inner, deep + 1) if inner and not isinstance(inner, bool | int) else ""
    for name in _NAMES:
        if body.get(name) and not told:
            told = _found(body[name], deep + 1)
    more = body.get("metadata")  # of a server that passes another one's words on
    raw = _found(more["raw"], deep + 1) if isinstance(more, dict) and more.get("raw") else ""
    if raw and raw not in told:
        told = f"{told}: {raw}" if told else raw
    if not told:
        told = str(body.get("code") or body.get("type") or "") if deep else ""
    return place + told


def _text(body: str, deep: int) -> str:
    bare = body.strip()
    if bare[:1] in ("{", "[") and deep < 4:
        try:
            return _found(json.loads(bare), deep + 1) or bare
        except (ValueError, RecursionError):
            return bare
    if bare[:1] == "<":
        title = _TITLE.search(bare[:20_000])
        return (title[1].strip() if title else "") or _UNSEEN.sub(" ", bare[:20_000])
    return bare


def field(body: Any) -> str:
    """Return the field of the request that an error names, as the server spells it, or ''."""
    inner = body.get("error") if isinstance(body, dict) else None
    for each in (inner, body):
        found = each.get("param") if isinstance(each, dict) else None
        if isinstance(found, str):
            return found
    return ""


def code(body: Any) -> str:
    """Return the short name that a server gives an error, or ''."""
    inner = body.get("error") if isinstance(body, dict) else None
    for each in (inner, body):
        if isinstance(each, dict):
            names = [each.get("code"), each.get("type"), each.get("status")]
            found = " ".join(str(name) for name in names if name is not None)
            if found:
                return found
    return inner if isinstance(inner, str) else ""
