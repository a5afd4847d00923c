"""`muse plugins install --isolated` and what belongs to it, as a user calls it."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import Muse
from muse import entry_points
from muse.cli import environments as commands
from muse.cli import steps
from muse.plugins import origins
from muse.plugins.isolated import builders, environments, installing, programs, registry, selftest
from muse.plugins.isolated.commands import Ended
from muse.plugins.isolated.locks import Package
from wheels import CODE, ENTRIES, Small, wheel

_tried: dict[str, dict[str, Any]] = {}
_try_out = selftest.try_out


def tried(python: Path, name: str, generators: dict[str, str], **options: Any) -> dict[str, Any]:
    """Try an environment out once for all of these tests: they bring the same generator."""
    key = f"{name} {generators}"
    if key not in _tried:
        _tried[key] = _try_out(python, name, generators, **options)
    return _tried[key]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Small:
    """The builder that every environment is made by; nothing is compiled."""
    made = Small()
    monkeypatch.setattr(builders, "choose", lambda **_: made)
    monkeypatch.setattr(selftest, "try_out", tried)
    monkeypatch.setattr(environments, "together", lambda commands: None)
    return made


def test_a_plugin_from_install_to_removal(muse: Muse, small: Small, tmp_path: Path) -> None:
    archive = wheel(tmp_path, entries=f"{ENTRIES}[muse.commands]\nfar = muse_far:far\n")
    code, out, told = muse("plugins", "install", str(archive), "--isolated", "--yes")
    assert (code, out) == (0, "")
    for line in (
        "muse-far 1.0  From afar.",
        f"  from      {archive}",
        ", by small",
        "  packages  1, to download 27.0 kB at most",
        "  network   not while it works",
        "  brings    zoo.far",
        "  not used  its commands",
        "Its author's code, and that of its packages, will run on this machine.",
        "muse-far 1.0 is installed in an environment of its own: ",
    ):
        assert line in told
    _, out, _ = muse("plugins", "list")
    assert f"muse-far 1.0  (isolated, from {archive})" in out
    assert "  generator  zoo.far              muse_far:Far" in out
    assert "  environment: Python 3." in out
    assert muse("run", "zoo", "-g", "far", "--size", "2", "--json")[0] == 0
    assert (
        "installed already, exactly so"
        in muse("plugins", "install", str(archive), "--isolated", "--yes")[2]
    )
    assert "muse-far 1.0 is up to date" in muse("plugins", "upgrade", "--yes")[2]
    assert muse("plugins", "disable", "zoo.far")[0] == 0
    assert "DISABLED" in muse("plugins", "list")[1]
    code, _, told = muse("plugins", "remove", "zoo.far", "--yes")
    assert code == 0
    assert "muse-far is removed; " in told
    assert entry_points.off() == []
    assert "zoo.far" not in muse("plugins", "list")[1]
    assert not list(registry.folder().rglob("*"))


def test_nothing_happens_without_a_yes(
    muse: Muse, small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = wheel(tmp_path)
    code, _, told = muse("plugins", "install", str(archive), "--isolated", "--network")
    assert code == 2
    assert "Install? (there is no terminal to ask on)" in told
    assert f"muse plugins install {archive} --isolated --network --yes" in told
    project = tmp_path / "muse-far"
    project.mkdir()
    project.joinpath("pyproject.toml").touch()
    project.joinpath("muse_far.py").write_text(CODE)
    code, _, told = muse("plugins", "install", str(project), "--isolated")
    assert code == 2
    assert "muse-far comes as source; to build it, its author's code runs" in told
    assert small.called == ["lock"]
    assert not registry.folder().exists()
    assert muse("plugins", "install", str(project), "--isolated", "--yes")[0] == 0
    code, _, told = muse("plugins", "remove", "muse-far")
    assert code == 2
    assert "remove muse-far and free " in told
    project.joinpath("muse_far.py").write_text(f"{CODE}\n# newer\n")
    code, _, told = muse("plugins", "upgrade", "muse-far")
    assert code == 2
    assert "comes as source" in told
    assert "is in a new environment, " in muse("plugins", "upgrade", "muse-far", "--yes")[2]


def test_what_is_stale_is_told_and_mended(muse: Muse, small: Small, tmp_path: Path) -> None:
    muse("plugins", "install", str(wheel(tmp_path)), "--isolated", "--yes")
    made = registry.find("muse-far")
    assert made is not None
    registry.write(replace(made, muse="0.0.1"))
    why = "muse-far was prepared by Muse 0.0.1, and this is "
    code, _, told = muse("run", "zoo", "-g", "far")
    assert code == 1
    assert told.startswith(f"muse: {why}") and told.endswith("; muse plugins upgrade muse-far\n")
    assert f"STALE: {why}" in muse("plugins")[1]
    row = next(
        r for r in json.loads(muse("plugins", "list", "--json")[1]) if r["name"] == "zoo.far"
    )
    assert row["state"] == "stale"
    assert row["isolated"]["packages"] == len(made.packages)
    assert f"PROBLEM     {why}" in muse("doctor")[1]
    small.fails = {"lock": Ended(1, ["error: dns error"])}
    _, _, told = muse("plugins", "upgrade", "muse-far", "--yes")
    assert "no newer muse-far could be looked for: what muse-far needs can't be resolved" in told
    assert "muse-far 1.0 works with this Muse; its environment is the same" in told
    code, _, told = muse("plugins", "upgrade", "muse-far", "--yes")
    assert (code, told.splitlines()[-1]) == (1, "muse: muse-far stays as it is; try again later")
    registry.write(replace(made, distribution="muse-near", entries=(("muse", "zoo.near", "x:y"),)))
    code, _, told = muse("plugins", "upgrade", "--yes")
    assert "muse: 2 of 2 plugins can't be upgraded" in told
    registry.path_of("muse-near").write_text("{")
    _, out, _ = muse("plugins")
    assert "muse-near of an unknown version  (isolated, from a record that can't be read)" in out
    assert "BROKEN: JSONDecodeError" in out and "muse plugins remove muse-near" in out
    code, _, told = muse("plugins", "upgrade", "muse-near")
    assert "the record of muse-near can't be read; muse plugins remove muse-near" in told
    assert muse("plugins", "remove", "muse-near", "--yes")[0] == 0
    assert registry.damaged() == {}


def test_a_new_version_replaces_the_old(muse: Muse, small: Small, tmp_path: Path) -> None:
    archive = wheel(tmp_path)
    muse("plugins", "install", str(archive), "--isolated", "--yes")
    small.packages = [Package("pluggy", "1.8.0", "https://x/p.whl", {"sha256": "bb"})]
    code, _, told = muse("plugins", "upgrade", "--yes")
    assert code == 0
    assert "to download 0 B and what has no size at most" in told
    assert "muse-far 1.0 is in a new environment, " in told
    assert len(environments.of("muse-far")) == 1
    small.packages = []
    code, _, told = muse("plugins", "upgrade", "muse-far")
    assert code == 2
    assert "Upgrade? (there is no terminal to ask on)" in told
    muse("plugins", "remove", "muse-far", "--yes")
    assert "no plugin has an environment of its own" in muse("plugins", "upgrade")[2]


def test_slips_are_told(muse: Muse, small: Small, tmp_path: Path) -> None:
    for words, told in (
        (("install", "./nowhere", "--isolated"), "there is no ./nowhere"),
        (("install", "x", "--with", "six"), "are for environments; add --isolated"),
        (("upgrade", "muse-zoo"), "muse-zoo isn't isolated; isolated are none; pip changes it"),
        (("remove", "nobody-has-this"), "there is no plugin 'nobody-has-this'"),
    ):
        code, _, said = muse("plugins", *words)
        assert code == 2
        assert told in said
    output = [f"line {number}" for number in range(30)]
    small.fails = {"create": Ended(1, [*output, "error: it broke"])}
    code, _, said = muse("plugins", "install", str(wheel(tmp_path)), "--isolated", "--yes")
    assert code == 1
    lines = said.splitlines()
    assert lines[-1] == "muse: the environment of muse-far can't be built: it broke"
    assert lines[-13:-1] == [f"  | {line}" for line in [*output[-11:], "error: it broke"]]


def test_a_plain_install_is_pips(
    muse: Muse, small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []

    def run(command: list[str], check: bool) -> subprocess.CompletedProcess[bytes]:
        called.append(command)
        return subprocess.CompletedProcess(command, len(called) - 1)

    near = wheel(tmp_path, "muse-near", files={"muse_far.py": CODE})
    muse("plugins", "install", str(near), "--isolated", "--yes")
    monkeypatch.setattr(commands.subprocess, "run", run)
    told = muse("plugins", "install", "muse-near")[2]
    assert "muse-near is installed isolated; muse plugins remove muse-near first" in told
    code, _, told = muse("plugins", "install", "muse-far==1.0", "--yes")
    assert code == 0
    assert "--isolated gives it an environment of its own" in told
    assert called == [[sys.executable, "-m", "pip", "install", "muse-far==1.0"]]
    assert "pip ended with 1" in muse("plugins", "install", "muse-far==1.0", "--yes")[2]
    monkeypatch.setattr(commands, "find_spec", lambda name: None)
    monkeypatch.setattr(programs, "find_uv", lambda: "/bin/uv")
    muse("plugins", "install", "muse-far", "--yes")
    assert called[-1] == ["/bin/uv", "pip", "install", "--python", sys.executable, "muse-far"]


def test_a_name_that_somebody_has_is_told(muse: Muse, small: Small, tmp_path: Path) -> None:
    entries = "[muse]\nzoo.dots = muse_far:Far\nzoo.far = muse_far:Far\n"
    origins.disable("muse-near")
    archive = wheel(tmp_path, "muse-near", files={"muse_far.py": CODE}, entries=entries)
    _, _, told = muse("plugins", "install", str(archive), "--isolated", "--yes")
    assert "it is disabled; muse plugins enable muse-near" in told
    muse("plugins", "enable", "muse-near")
    muse("plugins", "remove", "muse-near", "--yes")
    archive = wheel(tmp_path, "muse-zz", files={"muse_far.py": CODE}, entries=entries)
    _, _, told = muse("plugins", "install", str(archive), "--isolated", "--yes")
    assert "zoo.dots can't be used: muse-zoo has the name" in told
    assert "REFUSED: muse-zoo has the name" in muse("plugins")[1]


def test_a_list_brings_isolated_plugins_back(muse: Muse, small: Small, tmp_path: Path) -> None:
    archive = wheel(tmp_path)
    muse("plugins", "install", str(archive), "--isolated", "--yes", "--with", "six<2")
    _, listed, _ = muse("plugins", "freeze")
    assert f"# isolated: muse-far {archive} --isolated --with 'six<2'\n" in listed
    path = tmp_path / "plugins.txt"
    path.write_text(listed)
    _, _, told = muse("plugins", "restore", str(path), "--yes")
    assert "installed muse-far, in an environment of its own\n" in told
    muse("plugins", "remove", "muse-far", "--yes")
    code, _, told = muse("plugins", "restore", str(path), "--yes")
    assert code == 0
    assert "missing   muse-far, in an environment of its own\n" in told
    found = registry.find("muse-far")
    assert found is not None and found.source["with"] == ["six<2"]
    muse("plugins", "remove", "muse-far", "--yes")
    small.fails = {"lock": Ended(1, ["error: no"])}
    code, _, told = muse("plugins", "restore", str(path), "--yes")
    assert (code, told.splitlines()[-1]) == (
        1, "muse: muse-far can't be installed; the reasons are above",
    )  # fmt: skip
    path.write_text("# isolated: muse-far --colour\n")
    code, _, told = muse("plugins", "restore", str(path), "--yes")
    assert code == 2
    assert "line 1 can't be followed" in told


def test_gc_lists_and_removes_what_nobody_needs(muse: Muse, small: Small, tmp_path: Path) -> None:
    muse("plugins", "install", str(wheel(tmp_path)), "--isolated", "--yes")
    assert muse("plugins", "gc")[2] == "nothing was left behind\n"
    registry.forget("muse-far")
    _, out, told = muse("plugins", "gc")
    assert "environment that no plugin uses any more" in out
    assert "what a plugin kept that isn't installed" in out
    assert "muse plugins gc --yes removes them" in told
    assert "environment that no plugin uses any more" in muse("gc")[1]
    rows = json.loads(muse("plugins", "gc", "--json", "--yes")[1])
    assert [row["removed"] for row in rows] == [True, True]
    assert not list(registry.folder().rglob("*.py"))


def test_phases_are_told_where_they_take_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "PATIENCE", 0.01)
    shown = steps.Steps("muse-far")
    shown("resolving what it needs")
    shown._late.join()
    shown(" Downloading torch (825.0MiB)")
    shown("installing 3 packages")
    shown.close()
    assert capsys.readouterr().err.splitlines() == [
        "muse-far: resolving what it needs", "muse-far: installing 3 packages",
    ]  # fmt: skip

    drawn: list[str] = []
    monkeypatch.setattr(steps.sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(steps.Steps, "_show", lambda self, text: drawn.append(text))
    shown = steps.Steps("muse-far")
    shown("installing 3 packages")
    shown._late.join()
    for note in (" Downloading torch (825.0MiB)", " noise", "testing it"):
        shown(note)
    shown.close()
    assert drawn == [
        "installing 3 packages", "installing 3 packages: Downloading torch (825.0MiB)",
        "testing it",
    ]  # fmt: skip


def test_what_is_shown_on_a_terminal_goes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "PATIENCE", 0.01)
    master, terminal = os.openpty()
    with open(terminal, "w") as file, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", file)
        shown = steps.Steps("muse-far")
        shown("installing [3] packages")
        shown._late.join()
        time.sleep(0.2)
        shown("testing [it]")
        time.sleep(0.2)
        shown.close()
        assert shown._status is None
    told = ""
    with suppress(OSError):  # it ends so once all was read
        while piece := os.read(master, 65536):
            told += piece.decode()
    os.close(master)
    assert "muse-far: installing [3] packages" in told and "testing [it]" in told
    assert told.rstrip().endswith(("\x1b[2K", "\x1b[1A"))  # the line is empty again


def answers() -> bool:
    """Whether PyPI can be reached, as far as a connection says."""
    try:
        socket.create_connection(("pypi.org", 443), timeout=3).close()
        return True
    except OSError:
        return False


def test_the_real_thing(muse: Muse, tmp_path: Path) -> None:
    if not answers():
        pytest.skip("no index can be reached")
    archive = wheel(tmp_path, metadata="Requires-Dist: muse-host\n")
    code, _, told = muse("plugins", "install", str(archive), "--isolated", "--yes")
    assert code == 0, told
    found = registry.find("muse-far")
    assert found is not None
    assert {"pydantic", "pluggy", "platformdirs", "numpy"} < found.packages.keys()
    assert "muse-host" not in found.packages
    code, _, told = muse("run", "zoo", "-g", "far", "--size", "3", "-o", str(tmp_path / "a.txt"))
    assert (code, (tmp_path / "a.txt").read_bytes()) == (0, b"farfarfar"), told
    assert installing.remove("muse-far") > 10**6
    assert os.listdir(registry.folder()) == []
