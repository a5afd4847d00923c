"""The number of an Ogg stream is ours, and its pages stay whole."""

import io

import numpy as np
import soundfile

from muse.media.ogg import numbered


def written(seconds: float) -> bytes:
    buffer = io.BytesIO()
    noise = np.random.default_rng(1).standard_normal((round(seconds * 8000), 2)) * 0.1
    soundfile.write(buffer, noise, 8000, format="OGG", subtype="VORBIS")
    return buffer.getvalue()


def checksum(page: bytes) -> int:
    found = 0
    for byte in page:
        found ^= byte << 24
        for _ in range(8):
            found = (found << 1 ^ (0x04C11DB7 if found >> 31 else 0)) & 0xFFFFFFFF
    return found


def test_the_same_sound_gives_the_same_bytes() -> None:
    one, other = written(0.5), written(0.5)
    assert numbered(one) == numbered(other)
    assert numbered(one, 7) != numbered(one)
    assert numbered(numbered(one, 7), int.from_bytes(one[14:18], "little")) == one


def test_pages_stay_whole() -> None:
    made, place, pages = numbered(written(1), 0x12345678), 0, 0
    while place < len(made):
        count = made[place + 26]
        end = place + 27 + count + sum(made[place + 27 : place + 27 + count])
        page = bytearray(made[place:end])
        told, page[22:26] = int.from_bytes(page[22:26], "little"), bytes(4)
        assert (checksum(page), page[14:18]) == (told, (0x12345678).to_bytes(4, "little"))
        place, pages = end, pages + 1
    assert pages > 3
    assert soundfile.read(io.BytesIO(made))[0].shape == (8000, 2)


def test_what_is_no_ogg_stays_as_it_is() -> None:
    whole = written(0.2)
    for data in (b"", b"OggS", b"RIFF" * 20, whole[:-3], whole + b"x"):
        assert numbered(data) == data
