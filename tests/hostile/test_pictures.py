"""Pictures handed in: no program in one runs, and none takes all the memory, whatever its name."""

import io
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from muse import InputFile, RequestError, media
from muse.media import picture

EPS = b"""%!PS-Adobe-3.0 EPSF-3.0
%%BoundingBox: 0 0 64 64
%%EndComments
(ran) (w) file pop
showpage
%%EOF
"""


def png(width: int, height: int) -> bytes:
    """Return a grey PNG that claims and has so many pixels, all alike: some kB."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    packer = zlib.compressobj(9)
    line = bytes(1 + 3 * width)
    rows = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def no_ghostscript(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Fail where a program is started; returns what was."""
    started: list[object] = []

    def start(*arguments: object, **options: object) -> None:
        started.append(arguments)
        raise AssertionError(f"a program was started: {arguments}")

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(subprocess, "check_call", start)
    return started


@pytest.mark.parametrize("name", ["a.eps", "a.png", "a.jpg"])
def test_an_eps_is_no_picture_whatever_it_is_called(host, no_ghostscript, name: str) -> None:
    with pytest.raises(RequestError, match=rf"init: {name} can't be read as a picture"):
        host.run("image", prompt="a lake", init=InputFile(EPS, name))
    assert not no_ghostscript


@pytest.mark.parametrize("kind", ["ICO", "TGA", "PCX", "SGI", "DDS", "ICNS", "PDF"])
def test_other_formats_are_refused(kind: str) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(buffer, kind)
    with pytest.raises(RequestError, match="give a PNG, JPEG or WebP of at most 67 megapixels"):
        media.picture(buffer.getvalue(), field="init", name="a.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "PPM"])
def test_the_formats_of_pictures_are_read(kind: str) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(buffer, kind)
    assert media.picture(buffer.getvalue(), field="init", name="a").size == (64, 48)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBP", b"GIF89a", b"BM",
     b"P6 9 9", png(64, 64)[:-60], b"II*\0\xff\xff\xff\xff"],
)  # fmt: skip
def test_a_damaged_picture_has_one_line(data: bytes) -> None:
    with pytest.raises(RequestError, match=r"^mask: a\.png can't be read as a picture"):
        media.picture(data, field="mask", name="a.png")


def test_a_claim_of_billions_of_pixels_is_not_believed() -> None:
    data = bytearray(png(64, 64))
    data[16:24] = struct.pack(">II", 60_000, 60_000)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    with pytest.raises(RequestError, match="megapixels"):
        media.picture(bytes(data), field="init", name="a.png")


def test_a_picture_of_100_megapixels_is_refused_and_one_of_60_is_halved(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"init: a\.png has 10000 x 10000 px, too many"):
        media.picture(png(10_000, 10_000), field="init", name="a.png")
    path = tmp_path / "large.png"
    path.write_bytes(png(8000, 7500))
    code = (
        "import pathlib, re; from muse import InputFile\n"
        "from muse_image.sketch.picture.own import opened\n"
        f"picture = opened(InputFile(pathlib.Path({str(path)!r}).read_bytes(), 'large.png'))\n"
        "status = pathlib.Path('/proc/self/status')\n"
        "most = re.search(r'VmHWM:\\s+(\\d+)', status.read_text())[1] if status.exists() else 0\n"
        "print(*picture.size, most)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    width, height, most = map(int, done.stdout.split())
    assert (width, height) == (4000, 3750)
    assert most / 1024 < 512, "MB"


def _png_with(parts: int, size: int) -> bytes:
    made = png(8, 8)
    text = (size).to_bytes(4, "big") + b"tEXt" + bytes(size)
    text += zlib.crc32(text[4:]).to_bytes(4, "big")
    return made[:33] + text * parts + made[33:]


def _jpeg_with(parts: int, size: int, kind: bytes = b"\xff\xfe") -> bytes:
    made = _saved("JPEG")
    return made[:2] + (kind + (size + 2).to_bytes(2, "big") + bytes(size)) * parts + made[2:]


def _exif(tags: int) -> bytes:
    made = b"Exif\0\0MM\0*\0\0\0\x08" + tags.to_bytes(2, "big")
    made += b"".join(struct.pack(">HHII", tag, 2, 65_000, 8) for tag in range(tags))
    return b"\xff\xe1" + (len(made) + 2).to_bytes(2, "big") + made


def _gif_with(part: bytes) -> bytes:
    made = _saved("GIF")
    at = made.index(b",")
    return made[:at] + part + made[at:]


def _saved(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("L" if kind == "GIF" else "RGB", (8, 8)).save(buffer, kind)
    return buffer.getvalue()


CROWDED = {
    "PNG, texts": lambda: _png_with(500_000, 4),
    "PNG, a large text": lambda: _png_with(1, 2**25),
    "JPEG, comments": lambda: _jpeg_with(1_000_000, 1),
    "JPEG, megabytes of comments": lambda: _jpeg_with(400, 65_000),
    "JPEG, EXIF": lambda: _saved("JPEG")[:2] + _exif(4_000) * 1_000 + _saved("JPEG")[2:],
    "GIF, comments": lambda: _gif_with(b"!\xfe\x01a\0" * 1_000_000),
    "GIF, pieces of a comment": lambda: _gif_with(b"!\xfe" + b"\x01a" * 3_000_000 + b"\0"),
    "TIFF, entries": lambda: b"II*\0\x08\0\0\0\xff\xff" + bytes(12 * 65_535),
    "TIFF, entries, the other order": lambda: b"MM\0*\0\0\0\x08\xff\xff" + bytes(12 * 65_535),
    "PPM, comments": lambda: b"P6\n" + b"#x\n" * 5_000_000 + b"8 8\n255\n" + bytes(192),
}


@pytest.mark.parametrize("made", CROWDED.values(), ids=CROWDED.keys())
def test_a_picture_in_a_crowd_of_metadata_is_refused_unread(
    made: Callable[[], bytes], recwarn: pytest.WarningsRecorder
) -> None:
    data = made()
    start = time.process_time()
    with pytest.raises(RequestError, match="texts, profiles or comments; give a PNG"):
        picture(data, field="init", name="a")
    assert time.process_time() - start < 0.5
    assert not recwarn.list


@pytest.mark.parametrize(
    "data",
    [
        _png_with(20, 4_000),
        _jpeg_with(60, 65_000, b"\xff\xe2"),
        _saved("JPEG")[:2] + _exif(400) + _saved("JPEG")[2:],
        _gif_with(b"!\xfe\x05hello\0" * 10),
        _saved("TIFF"),
        b"P6\n# made by hand\n# twice\n8 8\n255\n" + bytes(192),
    ],
    ids=["PNG", "JPEG", "EXIF", "GIF", "TIFF", "PPM"],
)
def test_ordinary_metadata_is_no_matter(data: bytes, recwarn: pytest.WarningsRecorder) -> None:
    assert picture(data, field="init", name="a").size == (8, 8)
    assert not recwarn.list


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "PPM"])
def test_a_cut_header_is_no_crash(kind: str) -> None:
    data = _saved(kind)
    for end in range(2, min(len(data), 200)):
        with suppress(RequestError):
            picture(data[:end], field="init", name="a")


@pytest.mark.parametrize("mode", ["1", "P", "I;16", "L", "RGBA"])
def test_a_large_scan_of_any_mode_is_halved(mode: str) -> None:
    buffer = io.BytesIO()
    Image.new(mode, (4_500, 4_000)).save(buffer, "PNG")
    assert picture(buffer.getvalue(), field="init", name="a").size == (2_250, 2_000)
