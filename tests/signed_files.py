"""Files of every format, signed as the hook does it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from muse import Artifact, Host
from muse.contract.file import File
from muse.contract.item import Item

PICTURES = (".png", ".jpg", ".webp", ".gif", ".svg")
SOUNDS = (".wav", ".flac", ".mp3")
INSIDE = (*PICTURES, *SOUNDS, ".mxl", ".html", ".epub", ".docx", ".pdf", ".mp4")
BESIDE = (".mid", ".ogg", ".musicxml", ".md", ".txt")


@dataclass(frozen=True)
class Shelf:
    """Signed files by their endings, what they were before, and the home of who signed them."""

    home: Path
    folder: Path
    made: dict[str, Artifact]

    def path(self, suffix: str) -> Path:
        """Return the file with an ending."""
        return self.folder / f"a{suffix}"

    def payload(self, suffix: str) -> str:
        """Return the hash that the payload had."""
        return self.made[suffix].recipe["payload"][suffix]


def made(host: Host, folder: Path) -> Iterator[tuple[str, Artifact]]:
    runs = (
        ("image.sketch", {"prompt": "a lake", "width": 64, "height": 64}, PICTURES),
        ("music.midi", {"bars": 2}, (*SOUNDS, ".mxl", ".mid", ".ogg", ".musicxml")),
        ("text.grammar", {"prompt": "a fox"}, (".html", ".epub", ".docx", ".md", ".txt")),
    )
    for generator, fields, suffixes in runs:
        (work,) = host.run(generator, seed=1, formats=suffixes, **fields)
        for suffix in suffixes:
            work.save(folder / f"a{suffix}")
            yield suffix, work
    (work,) = host.run("text.grammar", prompt="a fox", seed=2)
    for suffix, media_type, data in (
        (".pdf", "application/pdf", paper()),
        (".mp4", "video/mp4", film()),
    ):
        yield suffix, signed(work, suffix, media_type, data, folder)
        work.save(folder / f"a{suffix}")


def signed(like: Artifact, suffix: str, media_type: str, data: bytes, folder: Path) -> Artifact:
    """Sign bytes as a file of an artifact; no generator that makes some is quick."""
    from muse_provenance.signing import muse_sign

    like.files = {suffix: File(media_type, data)}
    like.recipe = {**like.recipe, "payload": {suffix: hashlib.sha256(data).hexdigest()}}
    made = muse_sign(artifact=like, key=suffix, inputs={}, settings={}, folder=folder)
    assert made is not None, like.report.notes
    like.files = {suffix: File(media_type, made.content or data, signatures=made.beside)}
    return Artifact({}, Item(0, 1), files=dict(like.files), recipe=like.recipe)


def paper() -> bytes:
    """Return a PDF of one empty page."""
    from PIL import Image

    buffer = BytesIO()
    Image.new("RGB", (60, 80), "ivory").save(buffer, "PDF")
    return buffer.getvalue()


def film() -> bytes:
    """Return an MP4: its boxes, as far as a file without moving pictures has them."""

    def box(kind: bytes, body: bytes) -> bytes:
        return (len(body) + 8).to_bytes(4, "big") + kind + body

    mvhd = bytes(12) + (1000).to_bytes(4, "big") + (1000).to_bytes(4, "big") + bytes(80)
    ftyp = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")
    return ftyp + box(b"moov", box(b"mvhd", mvhd)) + box(b"mdat", bytes(range(256)) * 16)
