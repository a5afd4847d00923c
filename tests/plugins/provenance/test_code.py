"""The code of marks: what it corrects, and that it finds nothing where nothing is."""

import numpy as np
import pytest

from muse_provenance.marks import code

BITS = bytes.fromhex("0123456789abcdef")


def noisy(bits: bytes, noise: float, rng: np.random.Generator) -> np.ndarray:
    return (code.encode(bits) + noise * rng.standard_normal(code.CHIPS)).astype(np.float32)


def test_chips_are_416_of_minus_or_plus_one() -> None:
    chips = code.encode(BITS)
    assert chips.shape == (code.CHIPS,) == (416,)
    assert set(chips.tolist()) == {-1, 1}
    assert abs(int(chips.sum())) < 80


def test_the_chips_of_a_message_stay_the_same_for_ever() -> None:
    packed = np.packbits(code.encode(BITS) > 0)
    assert packed[:8].tobytes().hex() == "b8f129bc7bbf3945"


def test_what_was_encoded_is_decoded() -> None:
    rng = np.random.default_rng(1)
    for _ in range(50):
        bits = rng.bytes(8)
        found = code.decode(code.encode(bits).astype(np.float32))
        assert found == (bits, pytest.approx(1))


@pytest.mark.parametrize(("noise", "least"), [(1.0, 98), (1.2, 88), (1.4, 50)])
def test_noise_is_corrected(noise: float, least: int) -> None:
    rng = np.random.default_rng(2)
    sent = [rng.bytes(8) for _ in range(100)]
    told = code.decode_all(np.stack([noisy(bits, noise, rng) for bits in sent]))
    read = [found and found[0] for found in told]
    assert sum(map(bytes.__eq__, sent, (each or b"" for each in read))) >= least
    assert all(found in (None, bits) for found, bits in zip(read, sent, strict=True))


def test_scale_does_not_matter_and_the_fit_tells_noise() -> None:
    rng = np.random.default_rng(3)
    clear, dim = (code.decode(1e-6 * noisy(BITS, noise, rng)) for noise in (0.3, 1.2))
    assert clear is not None and dim is not None
    assert clear[0] == dim[0] == BITS
    assert 0.5 < dim[1] < clear[1] < 1


def test_a_quarter_of_the_chips_may_be_missing_in_one_piece() -> None:
    soft = code.encode(BITS).astype(np.float32)
    for start in range(0, 416, 52):
        damaged = soft.copy()
        damaged[start : start + 104] = 0
        found = code.decode(damaged)
        assert found is not None and found[0] == BITS


def test_nothing_is_found_in_noise() -> None:
    rng = np.random.default_rng(4)
    soft = rng.standard_normal((2000, code.CHIPS)).astype(np.float32)
    assert code.decode_all(soft) == [None] * 2000


@pytest.mark.parametrize("fill", [0.0, 1.0, -1.0, np.nan, np.inf])
def test_nothing_is_found_where_all_chips_are_the_same(fill: float) -> None:
    assert code.decode(np.full(code.CHIPS, fill, np.float32)) is None


def test_one_changed_bit_changes_at_least_24_chips() -> None:
    whole = int.from_bytes(BITS, "big")
    for bit in range(64):
        near = (whole ^ 1 << bit).to_bytes(8, "big")
        assert (code.encode(near) != code.encode(BITS)).sum() >= 24


def test_other_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="8 bytes, not 7"):
        code.encode(b"1234567")
    with pytest.raises(ValueError, match="416 chips"):
        code.decode(np.zeros(400, np.float32))
