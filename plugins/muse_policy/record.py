"""What was refused, noted without the words: `policy.log` in the folder of the library.

A line of JSON for each: when, which rule, the generator, the field, where it came from, and a keyed
hash of the text. The key is this Muse's own, so that a log that gets into other hands doesn't tell
whether somebody asked for a certain thing; who has both sees that the same was asked twice.
"""

import hashlib
import hmac
import json
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from muse.folders import data_folder

LARGEST = 2**20
"""Bytes of the log; then it becomes `policy.log.1`, and the one before goes."""


def refused(rule: str, do: str, generator: str, field: str, surface: str, text: str) -> None:
    """Note what was refused; where that can't be written, the refusal stands all the same."""
    with suppress(OSError):
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        told = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "rule": rule,
            "do": do,
            "generator": generator,
            "field": field,
            "surface": surface,
            "text": marked(text, folder),
        }
        _append(folder / "policy.log", json.dumps(told).encode() + b"\n")


def marked(text: str, folder: Path) -> str:
    """Return the keyed hash of a text: 16 hexadecimal digits."""
    return hmac.new(_key(folder / "policy.key"), text.encode(), hashlib.sha256).hexdigest()[:16]


def _append(path: Path, line: bytes) -> None:
    with suppress(FileNotFoundError):
        if path.stat().st_size + len(line) > LARGEST:
            os.replace(path, path.with_name(f"{path.name}.1"))
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
        file.write(line)


def _key(path: Path) -> bytes:
    """Return the key, made at first use (mode 0600)."""
    with suppress(FileNotFoundError):
        found = path.read_bytes()
        if len(found) == 32:
            return found
    hidden = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        with open(os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
        try:
            os.link(hidden, path)  # of two processes that begin at once, the first one's stays
        except FileExistsError:
            if len(path.read_bytes()) != 32:
                os.replace(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)
    return path.read_bytes()
