"""The Pythons of a machine, and which one a plugin gets."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from muse.errors import MuseError, NotReady, RequestError
from muse.plugins.isolated import interpreters
from muse.plugins.isolated.interpreters import Interpreter

HERE = "{}.{}.{}".format(*sys.version_info)


def every(found: Interpreter) -> None:
    """Let every Python do."""


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that says which Pythons there are, Muse's own first."""

    def has(*versions: str) -> None:
        made = {Path(f"/py/{v}/python{v.rpartition('.')[0]}"): v for v in versions}
        monkeypatch.setattr(interpreters, "candidates", lambda: iter(made))
        monkeypatch.setattr(
            interpreters, "_probed", lambda path: Interpreter(path, made[path], "abi", {})
        )

    return has


def test_muses_own_python_is_probed() -> None:
    found = interpreters.find(None, ">=3.9", every)
    assert found.version == HERE
    assert found.markers["sys_platform"] == sys.platform
    assert interpreters.probe(found.path) == found
    assert interpreters.find(sys.executable, "<3", every).version == HERE
    assert interpreters.versions()[0].startswith("3.")
    assert interpreters.probe("/bin/false") is None
    assert interpreters.probe("/no/python") is None


def test_a_plugin_gets_muses_own_or_the_newest_that_it_wants(machine: Callable[..., None]) -> None:
    machine("3.12.1", "3.13.0", "3.11.7", "3.10.13", "3.9.18")

    def got(asked: str | None, wanted: str = ">=3.9") -> str:
        return interpreters.find(asked, wanted, every).version

    assert got(None) == "3.12.1"
    assert got(None, ">=3.9,<3.12") == "3.11.7"
    assert got(None, "==3.10.13") == "3.10.13"
    assert got("3.10") == "3.10.13"
    assert got("python3.9") == "3.9.18"
    assert got("3.11.7") == "3.11.7"
    assert got(">=3.9,<3.11") == "3.10.13"
    assert [each.version for each in interpreters.each(2)] == ["3.12.1", "3.13.0"]


def test_what_isnt_there_is_told(machine: Callable[..., None]) -> None:
    machine("3.12.1", "3.9.18")

    def said(asked: str | None, wanted: str, fits: interpreters.Fits = every) -> str:
        with pytest.raises(MuseError) as error:
            interpreters.find(asked, wanted, fits, "muse-far")
        return str(error.value)

    assert said(None, ">=3.10,<3.12").startswith(
        "muse-far wants Python <3.12,>=3.10, and none here is one; "
        "install one (apt install python3.11, or uv python install 3.11), or name it with"
    )
    assert "install one, or name it" in said(None, "<3.5")
    assert "there is no Python 3.10 here; there are 3.9.18, 3.12.1; or give" in said("3.10", "")
    assert "give another with --python" in said(None, "", lambda found: "it won't do")
    assert "it won't do; --python 3.9 was asked for" in said("3.9", "", lambda found: "it won't do")
    with pytest.raises(RequestError, match=r"is no Python of 3.9 or later"):
        interpreters.find("/bin/false", "", every)


def test_pythons_are_looked_for_on_the_path_and_where_pyenv_and_uv_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(folder: Path, name: str) -> Path:
        folder.mkdir(parents=True)
        folder.joinpath(name).touch(mode=0o755)
        return folder / name

    found = [
        put(tmp_path / "bin", "python3.10"),
        put(tmp_path / "pyenv/versions/3.10.4/bin", "python3.10"),
        put(tmp_path / "uv/cpython-3.9.1-linux/bin", "python3.9"),
    ]
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("UV_PYTHON_INSTALL_DIR", str(tmp_path / "uv"))
    assert list(interpreters.candidates())[1:] == found


def test_a_specifier_that_is_none_is_told() -> None:
    found = Interpreter(Path("/p"), "3.11.1", "", {})
    with pytest.raises(MuseError, match="wants the Python 'x', which is none"):
        interpreters.no_fit(found, "muse-far", "x")
    assert issubclass(NotReady, MuseError)
