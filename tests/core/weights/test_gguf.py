"""The header of GGUF files: what it says, and that one that lies costs neither memory nor time."""

import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muse import NotReady, RequestError
from muse.cli import call
from muse.weights import brought
from muse.weights.find import find, pin
from muse.weights.gguf import check_gguf
from muse.weights.short_names import known


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def fact(name: str, kind: int, value: bytes) -> bytes:
    return text(name) + struct.pack("<I", kind) + value


def tensor(name: str, *shape: int, kind: int = 0, place: int = 0) -> bytes:
    sizes = struct.pack(f"<I{len(shape)}Q", len(shape), *shape)
    return text(name) + sizes + struct.pack("<IQ", kind, place)


FACTS = (
    fact("general.architecture", 8, text("llama")),
    fact("llama.block_count", 4, struct.pack("<I", 2)),
    fact("tokens", 9, struct.pack("<IQ", 8, 2) + text("a") + text("灯")),
    fact("scores", 9, struct.pack("<IQ", 6, 3) + bytes(12)),
    fact("bos", 7, b"\1"),
)
TENSORS = (tensor("a", 8, 2), tensor("b", 32, 2, kind=2, place=64))  # 64 bytes, and 36 of Q4_0


def gguf(
    facts: tuple[bytes, ...] = FACTS,
    tensors: tuple[bytes, ...] = TENSORS,
    data: int = 100,
    start: bytes = b"GGUF\3\0\0\0",
    counts: tuple[int, int] | None = None,
) -> bytes:
    counts = counts or (len(tensors), len(facts))
    head = start + struct.pack("<QQ", *counts) + b"".join(facts) + b"".join(tensors)
    return head + bytes(-len(head) % 32) + bytes(data)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], Path]:
    def put(data: bytes) -> Path:
        path = tmp_path / "model.gguf"
        path.write_bytes(data)
        return path

    return put


def test_what_a_file_says_of_itself(written: Callable[[bytes], Path]) -> None:
    header = check_gguf(written(gguf()))
    assert (header.architecture, header.weights) == ("llama", 80)
    assert header.facts == {
        "general.architecture": "llama",
        "llama.block_count": 2,
        "bos": True,
    }


def test_a_file_that_is_cut_anywhere_is_refused(written: Callable[[bytes], Path]) -> None:
    whole = gguf()
    for length in range(len(whole)):
        with pytest.raises(RequestError, match="isn't a GGUF file"):
            check_gguf(written(whole[:length]))


MANY = 2**62


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ({"start": b"GGML\3\0\0\0"}, "doesn't begin as one"),
        ({"start": b"GGUF\1\0\0\0"}, "version 1"),
        ({"start": b"GGUF\0\0\0\3"}, "version 50331648"),
        ({"counts": (MANY, 5)}, "claims"),
        ({"counts": (2, MANY)}, "claims"),
        ({"facts": (text("x" * 9).replace(b"\x09", b"\xff", 1),)}, "too early"),
        ({"facts": (fact("a", 8, struct.pack("<Q", MANY)),)}, "text of"),
        ({"facts": (fact("a", 8, struct.pack("<Q", 1) + b"\xff"),)}, "UTF-8"),
        ({"facts": (fact("a", 9, struct.pack("<IQ", 8, MANY)),)}, "arrays of"),
        ({"facts": (fact("a", 9, struct.pack("<IQ", 5, 2**20)),)}, "too early"),
        ({"facts": (fact("a", 9, struct.pack("<IQ", 9, 1)),)}, "arrays in arrays"),
        ({"facts": (fact("a", 99, b""),)}, "type 99"),
        ({"facts": (FACTS[1], FACTS[1])}, "twice"),
        ({"facts": (fact("general.alignment", 4, struct.pack("<I", 7)),)}, "alignment"),
        ({"tensors": (tensor("a", 8, 2), tensor("a", 8, place=64))}, "named twice"),
        ({"tensors": (tensor("a"),)}, "no shape"),
        ({"tensors": (tensor("a", *[2] * 9),)}, "no shape"),
        ({"tensors": (tensor("a", 8, 0),)}, "can't be"),
        ({"tensors": (tensor("a", 8, kind=77),)}, "can't be"),
        ({"tensors": (tensor("a", 8, kind=2),)}, "can't be"),
        ({"tensors": (tensor("a", MANY, MANY, MANY),)}, "lies outside"),
        ({"tensors": (tensor("a", 8, place=2**63),)}, "lies outside"),
        ({"tensors": (tensor("a", 8, place=4),)}, "isn't aligned"),
        ({"tensors": (tensor("a", 8, 2), tensor("b", 8, place=32))}, "overlaps"),
    ],
)
def test_a_header_that_lies_is_refused(
    written: Callable[[bytes], Path], damage: dict[str, Any], says: str
) -> None:
    began = time.monotonic()
    with pytest.raises(RequestError, match=f"isn't a GGUF file: .*{says}"):
        check_gguf(written(gguf(**damage)))
    assert time.monotonic() - began < 5


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=9)), max_size=4))
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(
    written: Callable[[bytes], Path], changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(gguf())
    for place, piece in changes:
        data[place : place + len(piece)] = piece
    try:
        assert check_gguf(written(bytes(data))).weights >= 0
    except RequestError as error:
        assert "GGUF" in error.message


def test_only_who_reads_gguf_gets_it(written: Callable[[bytes], Path], tmp_path: Path) -> None:
    path = written(gguf())
    with pytest.raises(RequestError, match=r"is no \.safetensors file"):
        find(path)
    found = find(path, gguf=True)
    assert (found.name, found.path, found.header.weights) == ("model.gguf", path, 80)
    assert len(pin(found)["files"]["model.gguf"]) == 64
    again = find(written(gguf(data=101)), gguf=True)
    assert found.made.parent == again.made.parent and found.made != again.made
    with pytest.raises(RequestError, match=r"there is no gone\.gguf"):
        find("gone.gguf", gguf=True)
    with pytest.raises(RequestError, match="is no file"):
        tmp_path.joinpath("folder").mkdir()
        check_gguf(tmp_path / "folder")


TABLE = """[shell]
generator = "zoo.dots"
about = "shells"
licence = "CC0-1.0"
memory = 2
cpu_speed = "a second"
package = "other_shells"
file = "shell.gguf"
install = "pip install other-shells"
"""


@pytest.fixture
def shells(
    plant: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Path]:
    """Name a model that another package brings; return a function that installs that package."""
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "home"))
    brought.read.cache_clear()
    site = plant("muse-shells", "[muse.models]\nmuse-shells = muse_shells\n")
    (site / "muse_shells").mkdir()
    (site / "muse_shells" / "__init__.py").write_text("")
    (site / "muse_shells" / "models.toml").write_text(TABLE)
    monkeypatch.syspath_prepend(site)

    def install() -> Path:
        (site / "other_shells").mkdir()
        (site / "other_shells" / "__init__.py").write_text("raise SystemExit('it is imported')")
        (site / "other_shells" / "shell.gguf").write_bytes(gguf())
        return site / "other_shells" / "shell.gguf"

    return install


def test_a_name_stands_for_a_file_of_another_package(
    shells: Callable[[], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NotReady, match="shell isn't on this machine; pip install other-shells"):
        find("shell", gguf=True)
    assert call(["pull", "shell"]) == 1
    assert "pip install other-shells" in capsys.readouterr().err
    path = shells()
    found = find("shell", gguf=True)
    assert (found.name, found.path, found.revision) == ("shell", path, None)
    assert call(["pull", "shell"]) == 0
    assert "shell is here" in capsys.readouterr().err
    assert call(["ls"]) == 0
    listed = next(line for line in capsys.readouterr().out.splitlines() if "shell" in line)
    assert "zoo" in listed and "CC0-1.0" in listed
    assert call(["rm", "shell", "--yes"]) == 2
    assert "pip uninstall other-shells" in capsys.readouterr().err
    found.made.mkdir(parents=True)
    (found.made / "model.safetensors").write_bytes(bytes(2000))
    assert call(["rm", "shell", "--yes"]) == 0
    assert not found.made.exists() and path.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('file = "shell.gguf"', 'file = "../shell.gguf"'),
        ('file = "shell.gguf"', 'file = "/shell.gguf"'),
        ('file = "shell.gguf"\n', ""),
        ('install = "pip install other-shells"', ""),
        ('"other_shells"', '"other shells"'),
        ('"other_shells"', '"other_shells"\nrepo = "a/b"'),
    ],
)
def test_a_name_of_a_package_is_looked_at(
    shells: Callable[[], Path], tmp_path: Path, old: str, new: str
) -> None:
    place = next(tmp_path.rglob("models.toml"))
    place.write_text(TABLE.replace(old, new))
    assert "shell" not in known()
