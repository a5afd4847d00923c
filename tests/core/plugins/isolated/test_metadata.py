"""What wheels say of plugins, and archives that lie."""

import io
import re
import tarfile
import tomllib
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest

from muse.errors import MuseError
from muse.plugins.isolated import archives, interpreters, metadata
from muse.plugins.isolated.interpreters import Interpreter
from muse.plugins.isolated.metadata import About, Wishes
from wheels import ENTRIES, wheel, zipped

TABLE = """
[tool.muse.isolated]
python = ">=3.9,<3.12"
dependencies = ["numpy<2"]
overrides = ["torch==2.1.0", "xformers ; sys_platform == 'never'"]
system = ["libavformat-dev"]
network = true
"""
WISHES = Wishes(
    ">=3.9,<3.12",
    ("numpy<2",),
    ("torch==2.1.0", "xformers ; sys_platform == 'never'"),
    ("libavformat-dev",),
    True,
)


def about(path: Path, source: str = "") -> About:
    with archives.wheel(path) as opened:
        return metadata.read(opened, source)


@pytest.fixture(scope="module")
def here() -> Interpreter:
    """The Python of these tests."""
    return next(interpreters.each(1))


def test_a_wheel_says_what_it_is(tmp_path: Path, here: Interpreter) -> None:
    lines = (
        "Requires-Python: >=3.9\nRequires-Dist: muse-host>=0.1\nRequires-Dist: attrs<24\n"
        "Requires-Dist: six; extra == 'big'\nRequires-Dist: gone; python_version < '3'\n"
    )
    found = about(wheel(tmp_path, metadata=lines, entries=f"{ENTRIES}[muse.commands]\nz = x:y\n"))
    assert (found.name, found.version, found.summary) == ("muse-far", "1.0", "From afar.")
    assert found.generators == {"zoo.far": "muse_far:Far"}
    assert found.unused == ["commands"]
    assert found.needs(set(), here) == ["attrs<24", *metadata.CONTRACT_NEEDS]
    assert found.needs({"big"}, here)[:2] == ["attrs<24", "six"]
    assert found.fits(here) is None


@pytest.mark.parametrize("place", ["muse_far/pyproject.toml", "muse_far.pyproject.toml"])
def test_a_wheel_carries_what_its_environment_shall_be(tmp_path: Path, place: str) -> None:
    files = {"other/pyproject.toml": "[tool.ruff]\n", place: TABLE}
    assert about(wheel(tmp_path, files=files)).wishes == WISHES
    assert about(wheel(tmp_path, files={}), TABLE).wishes == WISHES


def test_the_same_files_are_the_same_wheel_however_they_are_packed(tmp_path: Path) -> None:
    first = wheel(tmp_path / "a")
    with zipfile.ZipFile(first) as file:
        files = {name: file.read(name) for name in reversed(file.namelist())}
    second = zipped(tmp_path / "b" / first.name, files)
    assert first.read_bytes() != second.read_bytes()
    assert about(first).digest == about(second).digest
    assert about(wheel(tmp_path / "c", files={"muse_far.py": "pass"})).digest != about(first).digest


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"entries": ""}, "brings no generator; is it a plugin of Muse?"),
        ({"entries": "[muse]\nhooks = x\n[muse.pages]\np = x:y\n"}, "it brings hooks, pages,"),
        ({"entries": f"{ENTRIES}[muse.contract]\n9.0 = x\n"}, "it was made for contract 9.0"),
        ({"entries": "no section"}, "entry_points.txt can't be read"),
        ({"metadata": "Requires-Python: banana\n"}, "'banana' is no range of versions"),
        ({"metadata": "Requires-Dist: !\n"}, "'!' is no requirement"),
        ({"files": {"a.pyproject.toml": "[tool"}}, "a.pyproject.toml can't be read"),
        ({"files": {"a.pyproject.toml": "tool.muse.isolated = 3"}}, "isolated is no table"),
        ({"name": "muse-host"}, "muse-host is Muse itself"),
        ({"files": {"../evil.py": ""}}, "'../evil.py', which leads out of it"),
        ({"files": {"/etc/evil.py": ""}}, "which leads out of it"),
        ({"files": {"C:/evil.py": ""}}, "which leads out of it"),
        ({"files": {"other-1.dist-info/METADATA": ""}}, "it has metadata of several"),
        ({"files": {"a.pyproject.toml": "#" * (2**22 + 1)}}, "is too large"),
    ],
)
def test_what_is_wrong_with_a_wheel_is_told(
    options: dict[str, object], told: str, tmp_path: Path
) -> None:
    with pytest.raises(MuseError) as error:
        about(wheel(tmp_path, **options))  # type: ignore[arg-type]
    assert told in str(error.value)
    assert not tmp_path.parent.joinpath("evil.py").exists()


def test_a_file_that_is_no_wheel_is_told(tmp_path: Path) -> None:
    good = wheel(tmp_path)
    inside = good.read_bytes()
    broken = bytearray(inside)
    broken[inside.index(b"Comes from afar")] ^= 1
    for name, data, told in (
        (good.name, b"hello", "no such archive"),
        (good.name, inside[:-30], "no such archive"),
        (good.name, bytes(broken), "Bad CRC"),
        ("muse.whl", inside, "Invalid wheel filename"),
        ("muse_near-1.0-py3-none-any.whl", inside, "inside it is muse-far 1.0"),
        ("muse_far-2.0-py3-none-any.whl", inside, "inside it is muse-far 1.0"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(MuseError, match=told):
            about(path)
    nameless = zipped(tmp_path / good.name, {"a-1.dist-info/METADATA": "Version: 1\n"})
    with pytest.raises(MuseError, match="its metadata has no name"):
        about(nameless)
    with pytest.raises(MuseError, match="it has no metadata"):
        about(zipped(tmp_path / good.name, {"a.py": ""}))
    with pytest.raises(MuseError, match="No such file"):
        about(tmp_path / "gone.whl")


def test_an_archive_that_would_fill_the_disk_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "LARGEST", 5000)
    with pytest.raises(MuseError, match="unpacks to more than"):
        about(wheel(tmp_path, files={"big.bin": bytes(6000)}))
    monkeypatch.setattr(archives, "MANY", 3)
    with pytest.raises(MuseError, match="or 3 files"):
        about(wheel(tmp_path))


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"pythn": ">=3"}, "pythn is unknown; did you mean python?"),
        ({"colour": 1}, "colour is unknown; there are python, "),
        ({"python": 3}, "python is no text"),
        ({"python": "three"}, "'three' is no range of versions"),
        ({"network": "no"}, "network is neither true nor false"),
        ({"dependencies": "numpy"}, "dependencies is no list of texts"),
        ({"overrides": ["numpy <"]}, "overrides: 'numpy <' is no requirement"),
        ({"system": ["a; rm -r /"]}, "is no name of a Debian package"),
    ],
)
def test_a_table_with_a_slip_says_which(table: dict[str, object], told: str) -> None:
    with pytest.raises(MuseError) as error:
        metadata.wishes(table, "muse-far")
    assert told in str(error.value)


def test_the_table_of_the_guide_is_one() -> None:
    guide = Path(__file__).parents[4].joinpath("docs", "isolated.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", guide, re.S)
    shown = next(tomllib.loads(each) for each in blocks if "tool.muse.isolated" in each)
    table = shown["tool"]["muse"]["isolated"]
    assert table.keys() == {field.name for field in fields(Wishes)}
    assert metadata.wishes(table, "muse-far").overrides[0] == "torch==2.1.0"


def test_a_source_says_which_python_builds_it() -> None:
    project = f"[project]\nrequires-python = '>=3.10'\n{TABLE}"
    assert metadata.of_source(project, "x").python == "<3.12,>=3.10,>=3.9"
    assert metadata.of_source("", "x").python == ">=3.9"


def test_another_python_or_platform_is_told(tmp_path: Path, here: Interpreter) -> None:
    old = about(wheel(tmp_path, metadata="Requires-Python: <3.5\n"))
    assert "muse-far wants Python <3.5,>=3.9, and " in str(old.fits(here))
    other = about(wheel(tmp_path, tag="cp311-cp311-win_amd64"))
    assert "is for cp311-cp311-win_amd64, and this is " in str(other.fits(here))
    odd = Interpreter(here.path, here.version, "", {"implementation_name": "pypy"})
    assert other.fits(odd) is None  # its builder knows better
    newer = about(wheel(tmp_path, metadata="Requires-Dist: muse-host>=99\n"))
    with pytest.raises(MuseError, match="asks for muse-host>=99, and this is"):
        newer.needs(set(), here)


def tarred(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as file:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
    return path


def test_source_archives_are_looked_at_before_they_are_built(tmp_path: Path) -> None:
    files = {"a-1/pyproject.toml": b"[project]", "a-1/PKG-INFO": b"Name: a", "a-1/x/y": b""}
    for path in (
        tarred(tmp_path / "a-1.tar.gz", files),
        zipped(tmp_path / "a-1.zip", files),
    ):
        assert archives.source(path) == {"pyproject.toml": "[project]", "PKG-INFO": "Name: a"}
    for name, told in (("../evil", "leads out of it"), ("a-1/x", "neither pyproject.toml nor")):
        with pytest.raises(MuseError, match=told):
            archives.source(tarred(tmp_path / "b.tar.gz", {name: b""}))
    tmp_path.joinpath("c.tar.gz").write_bytes(b"nonsense")
    with pytest.raises(MuseError, match="no such archive"):
        archives.source(tmp_path / "c.tar.gz")
