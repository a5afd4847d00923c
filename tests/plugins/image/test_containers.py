"""PNG, JPEG and WebP carry a text, give it back, and give back their own bytes."""

import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from muse_image import formats


def _picture(mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> bytes:
    picture = Image.effect_mandelbrot(size, (-2, -1.5, 1, 1.5), 40).convert(mode)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


FORMATS = {fmt.suffix: fmt for fmt in formats.muse_formats() if fmt.suffix != ".svg"}
PNG = _picture()
FILES = {s: f.encode["image/png"](PNG) if f.encode else PNG for s, f in FORMATS.items()}
SUFFIXES = sorted(FILES)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(text=TEXT)
@settings(max_examples=40, deadline=None)
def test_round_trip_is_exact(suffix: str, text: str) -> None:
    fmt, data = FORMATS[suffix], FILES[suffix]
    carried = fmt.embed(data, text)
    assert carried != data
    assert fmt.extract(carried) == (data, text)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("length", [0, 1, 65_520, 65_526, 65_527, 131_100, 400_001])
def test_long_texts_fit_and_pillow_still_opens_the_file(suffix: str, length: int) -> None:
    fmt, data = FORMATS[suffix], FILES[suffix]
    text = ("a ümlaut 山 " * (length // 8 + 1))[:length]
    carried = fmt.embed(data, text)
    assert fmt.extract(carried) == (data, text)
    with Image.open(io.BytesIO(carried)) as opened, Image.open(io.BytesIO(data)) as plain:
        opened.load()
        assert opened.size == (40, 30)
        assert opened.convert("RGB").tobytes() == plain.convert("RGB").tobytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_without_text_gives_none(suffix: str) -> None:
    assert FORMATS[suffix].extract(FILES[suffix]) is None


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_truncated_file_gives_none(suffix: str) -> None:
    fmt = FORMATS[suffix]
    carried = fmt.embed(FILES[suffix], "hello" * 50)
    # A JPEG's text stands at its start, so that it may survive the loss of the picture's end.
    whole = len(carried) if suffix not in (".jpg", ".jpeg") else 200
    assert all(fmt.extract(carried[:end]) is None for end in range(0, whole, 7))


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.binary(max_size=200), at=st.integers(0, 100_000), byte=st.integers(0, 255))
@settings(max_examples=80, deadline=None)
def test_damage_never_raises(suffix: str, data: bytes, at: int, byte: int) -> None:
    fmt = FORMATS[suffix]
    assert fmt.extract(data) is None
    carried = bytearray(fmt.embed(FILES[suffix], "recipe"))
    carried[at % len(carried)] = byte
    found = fmt.extract(bytes(carried))
    assert found is None or isinstance(found[1], str)


def test_damage_in_a_png_gives_none() -> None:
    carried = bytearray(FORMATS[".png"].embed(PNG, "recipe"))
    carried[carried.index(b"recipe")] ^= 1
    assert FORMATS[".png"].extract(bytes(carried)) is None


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_no_picture_is_refused(suffix: str) -> None:
    with pytest.raises(ValueError, match="this is no"):
        FORMATS[suffix].embed(b"hello", "recipe")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_second_text_is_found_first_and_the_first_is_left(suffix: str) -> None:
    fmt = FORMATS[suffix]
    once = fmt.embed(FILES[suffix], "one")
    assert fmt.extract(fmt.embed(once, "two")) == (once, "two")


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
@pytest.mark.parametrize("suffix", [".jpg", ".webp"])
def test_encoding_takes_every_mode(mode: str, suffix: str) -> None:
    made = FORMATS[suffix].encode["image/png"](_picture(mode))
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.size == (40, 30)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_thumbnail_is_a_small_webp(suffix: str) -> None:
    large = _picture(size=(900, 300))
    data = FORMATS[suffix].encode["image/png"](large) if suffix != ".png" else large
    with Image.open(io.BytesIO(FORMATS[suffix].thumbnail(data))) as small:
        assert small.format == "WEBP"
        assert small.size == (256, 85)


@pytest.mark.parametrize("module", ["muse_image.formats", "muse_image.sketch"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = (
        f"import sys, {module}; print([m for m in ('numpy', 'PIL', 'torch') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
