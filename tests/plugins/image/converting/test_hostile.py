"""Files that mean harm, or are damaged: one line each, nothing run, nothing written."""

import random
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from hypothesis import given, settings
from hypothesis import strategies as st

from muse import RequestError
from muse_image.converting import apart
from muse_image.converting.archives import Archive
from muse_image.converting.layouts import layout
from muse_image.converting.machine import Machine
from muse_image.converting.names import NAMES
from muse_image.converting.records import Refused
from plugins.image.converting import hostile

NAMES_OF_FILES = sorted(hostile.corpus("x"))


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("canary") / "sang"


@pytest.fixture(scope="module")
def files(canary: Path) -> dict[str, bytes]:
    return hostile.corpus(str(canary))


def read(data: bytes) -> None:
    layout(Archive(memoryview(data)).read())


def test_there_are_enough_of_them() -> None:
    assert len(NAMES_OF_FILES) > 100


@pytest.mark.parametrize("name", NAMES_OF_FILES)
def test_refused(name: str, files: dict[str, bytes], canary: Path) -> None:
    before = set(sys.modules)
    with pytest.raises(Refused) as wrong:
        read(files[name])
    told = str(wrong.value)
    assert told.isprintable() and len(told) < 300
    assert not canary.exists()
    new = {name.partition(".")[0] for name in set(sys.modules) - before}
    assert new <= {"numpy", "pickletools"} | sys.stdlib_module_names - {"webbrowser", "runpy"}


def test_nothing_in_it_can_run_anything() -> None:
    """All that a name may do is ours, and none of it is code of torch's or NVIDIA's."""
    for known in NAMES.values():
        for function in (known.call, known.new):
            home = getattr(function, "__module__", "builtins")
            assert function in (None, dict) or home == "muse_image.converting.names"
    module = hostile.whole(hostile.module())
    found = Archive(memoryview(module)).read()
    assert found.source == "raise SystemExit"


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes(data: bytes) -> None:
    for start in (b"\x80\x04", hostile.OLD, b"PK\x03\x04", b""):
        with pytest.raises(Refused):
            read(start + data)


@given(st.integers(0, 2**32), st.integers(1, 12))
@settings(max_examples=150, deadline=None)
def test_damage(seed: int, flips: int) -> None:
    """A file that is whole but for some bits is refused, or says what it said; nothing else."""
    chance = random.Random(seed)
    good = hostile.whole(
        b"}(",
        hostile.text("G_ema"),
        hostile.module(),
        hostile.text("t"),
        hostile.tensor(0, (4,), (1,)),
        b"u",
    )
    broken = bytearray(good)
    for _ in range(flips):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    with pytest.raises(Refused):  # whole or not, there is no generator inside
        read(bytes(broken))


def test_what_is_whole_is_read() -> None:
    good = hostile.whole(hostile.tensor(1, (3,), (1,)))
    assert Archive(memoryview(good)).read().shape == (3,)
    assert Machine(memoryview(b"\x80\x04K\x07."), {}, None, _budget()).run() == 7


def _budget():
    from muse_image.converting.machine import Budget

    return Budget()


@pytest.mark.parametrize("name", ["os.system", "laughter"])
def test_in_a_process_of_its_own(
    name: str, files: dict[str, bytes], canary: Path, tmp_path: Path
) -> None:
    source = tmp_path / "x.pkl"
    source.write_bytes(files[name])
    with pytest.raises(RequestError, match=r"^FILE: x\.pkl is refused: it ") as wrong:
        apart.convert(source, tmp_path / "x.safetensors")
    assert wrong.value.hint and "\n" not in str(wrong.value)
    assert [path.name for path in tmp_path.iterdir()] == ["x.pkl"]
    assert not canary.exists()


def test_one_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    source = tmp_path / "x.pkl"
    source.write_bytes(hostile.whole(b"N0" * 900_000))
    with pytest.raises(RequestError, match="takes too long"):
        apart.convert(source, tmp_path / "x.safetensors", seconds=0.01)
    assert [path.name for path in tmp_path.iterdir()] == ["x.pkl"]


def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that asks for more than it may have says so, and lives to say it."""
    pytest.importorskip("resource")
    code = (
        "import json, sys; from muse_image.converting import child;"
        "child.MEMORY = 2**28; child.layout = lambda value: bytearray(2**30);"
        "child.main(*sys.argv[1:3], json.loads(sys.argv[3]))"
    )
    monkeypatch.setattr(apart, "_COMMAND", (sys.executable, "-P", "-c", code))
    source = tmp_path / "x.pkl"
    source.write_bytes(hostile.whole(b"N"))
    with pytest.raises(RequestError, match="more memory than may be had"):
        apart.convert(source, tmp_path / "x.safetensors")


def test_all_of_them_are_quick(files: dict[str, bytes]) -> None:
    start = time.process_time()
    for name, data in files.items():
        if name not in ("operations",):
            with pytest.raises(Refused):
                read(data)
    assert time.process_time() - start < 30  # none of them grows with what it claims
