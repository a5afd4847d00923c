"""Pictures handed in: no program in one runs, and none takes all the memory, whatever its name."""

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from muse import InputFile, RequestError, media

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
        "from muse_image.sketch.picture.photo import opened\n"
        f"picture = opened(InputFile(pathlib.Path({str(path)!r}).read_bytes(), 'large.png'))\n"
        "status = pathlib.Path('/proc/self/status')\n"
        "most = re.search(r'VmHWM:\\s+(\\d+)', status.read_text())[1] if status.exists() else 0\n"
        "print(*picture.size, most)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    width, height, most = map(int, done.stdout.split())
    assert (width, height) == (4000, 3750)
    assert most / 1024 < 512, "MB"
