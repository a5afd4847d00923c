"""The check of safetensors headers: crafted, cut and random files."""

import os
import pickle
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counting import calls
from fake_hub import packed
from muse.errors import MuseError, RequestError
from muse.weights.safetensors import HEADER_LIMIT, Tensor, check_safetensors

TENSOR = {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}
GOOD = packed({"a": TENSOR, "__metadata__": {"format": "pt"}}, bytes(24))


def test_a_good_file_gives_its_tensors(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes(GOOD)
    assert check_safetensors(path) == {"a": Tensor("F32", (2, 3), 24)}
    path.write_bytes(packed(b"{}      ", b""))
    assert check_safetensors(path) == {}


def entry(**other: object) -> bytes:
    return packed({"a": {**TENSOR, **other}}, bytes(24))


ZEROS = {"dtype": "F32", "shape": [6], "data_offsets": [0, 24]}
BAD = {
    "empty": (b"", "too few"),
    "short": (b"\x08\0\0", "too few"),
    "longer than the file": (struct.pack("<Q", 5000) + b"{}", "5000 bytes can't be in 10"),
    "longer than allowed": (struct.pack("<Q", HEADER_LIMIT + 1) + b"{}" * 9, "can't be"),
    "longer than all memory": (b"\xff" * 8 + b"{}", "can't be"),
    "a pickle": (pickle.dumps({"a": list(range(99))}, protocol=2), "a pickle"),
    "a pickle with room": (b"\x80\x02" + bytes(6) + b"}q\x00." + bytes(900), "a pickle"),
    "a zip": (b"PK\x03\x04" + bytes(99), "a zip"),
    "no JSON": (packed(b"[" * 20, b""), "isn't JSON"),
    "broken JSON": (packed(b'{"a": ', b""), "isn't JSON"),
    "no text": (packed(b'{"\xff": 1}', b""), "isn't JSON"),
    "deep JSON": (packed(b'{"a":' + b"[" * 90_000, b""), "isn't JSON"),
    "NaN": (packed(b'{"a": NaN}', b""), "isn't JSON"),
    "a huge number": (packed(b'{"a": ' + b"9" * 6000 + b"}", b""), "isn't JSON"),
    "a name twice": (packed(b'{"a": 1, "a": 1}', b""), "twice"),
    "no entry": (packed({"a": 3}, b""), "needs dtype"),
    "more in an entry": (entry(extra=1), "needs dtype"),
    "unknown dtype": (entry(dtype="F33"), "dtype is unknown"),
    "dtype of another kind": (entry(dtype=["F32"]), "dtype is unknown"),
    "negative size": (entry(shape=[-2, -3]), "whole numbers"),
    "half a size": (entry(shape=[2.0, 3]), "whole numbers"),
    "a truth as size": (entry(shape=[True, 6]), "whole numbers"),
    "three offsets": (entry(data_offsets=[0, 12, 24]), "whole numbers"),
    "offsets beyond the file": (entry(data_offsets=[24, 48]), "outside"),
    "offsets backwards": (entry(data_offsets=[24, 0]), "outside"),
    "a size that isn't its shape's": (entry(shape=[2, 2]), "size isn't"),
    "a size that overflows": (entry(shape=[1 << 62] * 99_000), "size isn't"),
    "overlap": (packed({"a": ZEROS, "b": ZEROS}, bytes(24)), "overlaps"),
    "a gap": (
        packed({"a": {**ZEROS, "data_offsets": [8, 32]}}, bytes(32)),
        "leaves a gap",
    ),
    "bytes of no tensor": (GOOD + b"\0", "fill 24 bytes"),
    "cut short": (GOOD[:-1], "outside"),
    "metadata that aren't texts": (packed({"__metadata__": {"a": 1}}, b""), "metadata"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_only_looks_like_safetensors_is_refused(tmp_path: Path, name: str) -> None:
    data, part = BAD[name]
    path = tmp_path / "a.safetensors"
    path.write_bytes(data)
    errors: list[RequestError] = []

    def look() -> None:
        with pytest.raises(RequestError, match=part) as error:
            check_safetensors(path)
        errors.append(error.value)

    assert calls(look) < 200_000
    assert errors[0].hint
    assert "\n" not in str(errors[0])


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "none", tmp_path, tmp_path / "pipe"):
        with pytest.raises(RequestError):
            check_safetensors(path)


def test_every_cut_of_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    for end in range(len(GOOD)):
        path.write_bytes(GOOD[:end])
        with pytest.raises(RequestError):
            check_safetensors(path)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
tensor_like = st.fixed_dictionaries(
    {
        "dtype": st.sampled_from(["F32", "U8", "F4", "BOOL"]) | json_values,
        "shape": st.lists(st.integers(-1, 5), max_size=3) | json_values,
        "data_offsets": st.lists(st.integers(-1, 40), min_size=2, max_size=2) | json_values,
    }
)
files_like = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda at, byte: GOOD[:at] + bytes([byte]) + GOOD[at + 1 :],
        st.integers(0, len(GOOD) - 1),
        st.integers(0, 255),
    ),
    st.builds(
        packed,
        st.dictionaries(st.text(max_size=3), tensor_like | json_values, max_size=3),
        st.binary(max_size=40),
    ),
    st.builds(
        lambda sizes: packed(
            {
                str(i): {"dtype": "U8", "shape": [n], "data_offsets": [sum(sizes[:i])] * 1
                         + [sum(sizes[: i + 1])]}
                for i, n in enumerate(sizes)
            },
            bytes(sum(sizes)),
        ),
        st.lists(st.integers(0, 9), max_size=4),
    ),
)  # fmt: skip
quick = settings(
    max_examples=100, deadline=1000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@quick
@given(data=files_like)
def test_no_bytes_make_the_check_fail_otherwise(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes(data)
    try:
        check_safetensors(path)
    except MuseError as error:
        assert "\n" not in str(error)


@pytest.mark.neural
@quick
@given(data=files_like)
def test_what_passes_is_what_safetensors_opens(tmp_path: Path, data: bytes) -> None:
    from safetensors import SafetensorError, safe_open

    path = tmp_path / "a.safetensors"
    path.write_bytes(data)
    try:
        found = set(check_safetensors(path))
    except MuseError:
        return
    try:
        with safe_open(path, framework="np") as opened:
            assert set(opened.keys()) == found
    except SafetensorError as error:
        raise AssertionError(f"{data!r}: {error}") from error
