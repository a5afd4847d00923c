"""Texts that files carry: how long one may be, so that a file that lies costs little."""

LONGEST = 2**24
"""Bytes of a text at most, 16 MiB: what a block of FLAC holds. A recipe has some kB."""
CHUNKS = 1000
"""Chunks of a file that are looked through for a text."""


def encoded(text: str) -> bytes:
    """Return a text as UTF-8; ValueError when it is longer than a file may carry."""
    data = text.encode()
    if len(data) >= LONGEST:
        raise ValueError(f"a file carries at most {LONGEST >> 20} MiB of text")
    return data


def decoded(data: bytes | memoryview) -> str | None:
    """Return the text of some UTF-8; None when it is too long, or none."""
    if len(data) >= LONGEST:
        return None
    try:
        return str(data, "utf-8")
    except UnicodeDecodeError:
        return None
