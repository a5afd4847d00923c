"""Trust: where plugins come from, which are enabled, listing and installing them again."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Muse, muse_process
from muse import Host, RequestError, allowed, entry_points
from muse.plugins import origins

HOOKS = """
import pathlib
pathlib.Path({mark!r}).write_text("imported")
from muse import hookimpl
@hookimpl
def muse_event(event): ...
@hookimpl(wrapper=True)
def muse_generate(): return (yield)
"""


@pytest.fixture
def spy(plant: Callable[..., Path], tmp_path: Path) -> tuple[Path, Path]:
    """A site with a plugin of hooks, a generator and a command; and what tells of its import."""
    mark = tmp_path / "imported"
    points = (
        "[muse]\nspy = spy_hooks\nzoo.spy = spy_hooks:Spy\n"
        "[muse.commands]\nspying = spy_hooks:command\n"
    )
    return plant("muse-spy", points, spy_hooks=HOOKS.format(mark=str(mark))), mark


def muse_at(site: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run `muse` in a process of its own; return exit code, stdout, stderr."""
    done = subprocess.run(
        [sys.executable, "-c", "from muse.cli import main; main()", *arguments],
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_plugins_tells_from_where_and_what_happens_at_start(spy: tuple[Path, Path]) -> None:
    site, _ = spy
    info = site / "muse_spy-1.0.dist-info"
    url = {"url": "https://example.org/muse-spy", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}
    info.joinpath("direct_url.json").write_text(json.dumps(url))
    _, out, _ = muse_at(site, "plugins")
    assert "muse-spy 1.0  (from https://example.org/muse-spy at c0ffee)" in out
    assert "at start: imported with every host; hooks muse_generate, muse_event" in out
    _, out, _ = muse_at(site, "plugins", "--json")
    row = next(row for row in json.loads(out) if row["name"] == "spy")
    assert row["hooks"] == ["muse_generate", "muse_event"]


def test_a_disabled_plugin_is_never_imported(spy: tuple[Path, Path], home: Path) -> None:
    site, mark = spy
    assert muse_at(site, "generators")[0] == 0
    assert mark.exists()
    mark.unlink()
    code, _, errors = muse_at(site, "plugins", "disable", "zoo.spy")
    assert code == 0
    assert errors.startswith("muse-spy is disabled")
    _, helped, _ = muse_at(site, "--help")
    assert "spying" not in helped
    code, _, errors = muse_at(site, "run", "zoo")
    assert code == 2
    assert not mark.exists()
    assert (
        "DISABLED: nothing of it is imported; muse plugins enable muse-spy"
        in (muse_at(site, "plugins")[1])
    )
    assert "# disabled: muse-spy" in muse_at(site, "plugins", "freeze")[1]
    assert muse_at(site, "plugins", "enable", "muse_spy")[0] == 0
    assert "spying" in muse_at(site, "--help")[1]
    assert muse_at(site, "plugins", "enable", "muse-spy")[0] == 2


def test_muse_plugins_names_who_takes_part(spy: tuple[Path, Path], plant: Callable) -> None:
    site, mark = spy
    plant("muse-other", "[muse.commands]\nothers = nowhere:command\n")
    for value, spying, others in (
        ("", False, False),
        ("muse-other", False, True),
        ("Muse_Spy, muse-other", True, True),
    ):
        _, out, _ = muse_at(site, "--help", MUSE_PLUGINS=value)
        assert (" spying " in out, " others " in out) == (spying, others)
    muse_at(site, "generators", MUSE_PLUGINS="muse-other")
    assert not mark.exists()


def test_safe_starts_with_muses_own_alone(
    spy: tuple[Path, Path], muse: Muse, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, mark = spy
    assert " spying " not in muse_at(site, "--safe", "--help")[1]
    _, out, _ = muse_at(site, "--safe", "generators")
    assert "image.sketch" in out
    assert "zoo.spy" not in out
    assert not mark.exists()
    monkeypatch.setenv("MUSE_PLUGINS", "muse-zoo")
    assert "zoo.dots" not in muse("--safe", "generators")[1]
    assert os.environ["MUSE_PLUGINS"] == "muse-zoo"
    assert "zoo.dots" in muse("generators")[1]


def test_what_may_take_part_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert allowed("muse-tavern")
    origins.disable("muse-tavern")
    assert not allowed("Muse_Tavern")
    monkeypatch.setenv("MUSE_PLUGINS", "muse-tavern")
    assert allowed("muse-tavern")
    assert not allowed("muse-spy")
    assert allowed("muse-host")


def test_muses_own_can_not_be_disabled(muse: Muse) -> None:
    for name in ("muse-host", "image.sketch"):
        code, _, errors = muse("plugins", "disable", name)
        assert code == 2
        assert "is Muse's own" in errors
    code, _, errors = muse("plugins", "disable", "muse-zo")
    assert code == 2
    assert "did you mean muse-zoo?" in errors


@pytest.mark.parametrize(
    ("direct", "requirement", "source"),
    [
        (None, "muse-spy==1.0", "an index"),
        (
            {"url": "file:///home/me/muse%20spy", "dir_info": {"editable": True}},
            "-e /home/me/muse spy",
            "/home/me/muse spy",
        ),
        ({"url": "file:///w/s", "dir_info": {}}, "muse-spy @ file:///w/s", "/w/s"),
        (
            {"url": "https://e.org/r", "vcs_info": {"vcs": "git", "commit_id": "abc123"}},
            "muse-spy @ git+https://e.org/r@abc123",
            "https://e.org/r at abc123",
        ),
        (
            {"url": "https://e.org/s.whl", "archive_info": {"hashes": {"sha256": "00ff"}}},
            "muse-spy @ https://e.org/s.whl#sha256=00ff",
            "https://e.org/s.whl",
        ),
    ],
)
def test_a_frozen_line_installs_the_same_again(
    spy: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    direct: object,
    requirement: str,
    source: str,
) -> None:
    site, _ = spy
    if direct:
        path = site / "muse_spy-1.0.dist-info" / "direct_url.json"
        path.write_text(json.dumps(direct))
    monkeypatch.syspath_prepend(site)
    found = origins.origin("muse-spy")
    assert (found.requirement, found.source) == (requirement, source)
    wanted = origins.read("\n".join(origins.freeze(entry_points.load())), "list")
    assert (wanted.missing, wanted.there) == ((), (requirement,))
    elsewhere = requirement.replace("1.0", "1.1").replace("/", "/x/")
    assert origins.read(elsewhere, "list").missing == (elsewhere,)


@pytest.mark.parametrize("line", ["muse-spy", "muse-spy>=1", "--index-url x", "-e ", "-r other"])
def test_a_list_holds_exact_requirements_alone(line: str) -> None:
    with pytest.raises(RequestError, match=r"line 2, .* is no exact requirement"):
        origins.read(f"# mine\n{line}\n", "list")


def wheel(folder: Path, name: str) -> Path:
    """Write the wheel of a plugin with a command."""
    module = name.replace("-", "_")
    path = folder / f"{module}-1.0-py3-none-any.whl"
    info = f"{module}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{module}.py", "import click\ncommand = click.Command('hi')\n")
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        file.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{info}/entry_points.txt", f"[muse.commands]\nhi = {module}:command\n")
        file.writestr(f"{info}/RECORD", "")
    return path


def test_restore_asks_and_installs_what_is_missing(tmp_path: Path) -> None:
    wheel(tmp_path, "muse-hello")
    listed = tmp_path / "plugins.txt"
    listed.write_text("# Muse plugins\nmuse-hello==1.0\n# disabled: muse-hello\n")
    site = tmp_path / "target"
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(tmp_path),
        "PIP_TARGET": str(site),
        "PIP_QUIET": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    code, _, errors = muse_at(site, "plugins", "restore", str(listed), **offline)
    assert code == 130, "nobody said yes"
    assert "missing   muse-hello==1.0" in errors
    assert "-m pip install muse-hello==1.0" in errors
    assert not site.exists()
    code, _, errors = muse_at(site, "plugins", "restore", "--yes", str(listed), **offline)
    assert code == 0, errors
    assert "DISABLED" in muse_at(site, "plugins")[1]
    muse_at(site, "plugins", "enable", "muse-hello")
    assert " hi " in muse_at(site, "--help")[1]
    assert "muse-hello==1.0\n" in muse_at(site, "plugins", "freeze")[1]
    code, _, errors = muse_at(site, "plugins", "restore", str(listed), **offline)
    assert (code, "installed muse-hello==1.0" in errors) == (0, True)
    listed.write_text("muse-nobody==1.0\n")
    code, _, errors = muse_at(site, "plugins", "restore", "--yes", str(listed), **offline)
    assert code == 1
    assert "pip ended with 1" in errors


def test_a_host_can_be_given_any_index(tmp_path: Path) -> None:
    made = entry_points.Index(entry_points.scan(), lambda name: True)
    with Host(library=tmp_path, index=made) as host:
        assert host.plugins.names() == []
        assert "muse-host" in {entry.distribution for entry in made.disabled}


def test_help_stays_light_with_a_list_of_disabled(spy: tuple[Path, Path]) -> None:
    site, _ = spy
    origins.disable("muse-spy")
    code = "from muse.cli import call; call(['--help']); import sys; print(sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "'spy_hooks'" not in done.stdout
    process = muse_process("--help", path=site)
    assert " spying " not in process.communicate(timeout=60)[0]
    loaded = done.stdout.splitlines()[-1]
    assert "'muse.entry_points'" in loaded
    assert not [name for name in ("tomllib", "pydantic", "muse.config") if f"'{name}'" in loaded]


def test_the_whole_round_in_one_process(muse: Muse, tmp_path: Path) -> None:
    _, listed, _ = muse("plugins", "freeze")
    assert listed.splitlines()[1:] == ["muse-zoo==1.0"]
    code, _, errors = muse("plugins", "disable", "zoo.dots")
    assert (code, errors.partition(" is disabled")[0]) == (0, "muse-zoo")
    _, out, _ = muse("plugins")
    assert "muse-zoo 1.0  (from an index)\n  DISABLED: nothing of it is imported" in out
    _, listed, _ = muse("plugins", "freeze")
    assert muse("plugins", "enable", "muse-zoo")[0] == 0
    assert "DISABLED" not in muse("plugins")[1]
    path = tmp_path / "plugins.txt"
    path.write_text(listed)
    code, _, errors = muse("plugins", "restore", str(path))
    assert code == 0
    assert errors.splitlines() == [
        "installed muse-zoo==1.0", "disabled  muse-zoo", "everything on the list is installed",
    ]  # fmt: skip
    assert "DISABLED" in muse("plugins")[1]
    path.write_bytes(b"\xff\xfe")
    assert muse("plugins", "restore", str(path))[0] == 2


def test_plugins_of_plugins_are_listed_and_never_imported(
    plant: Callable[..., Path], tmp_path: Path
) -> None:
    site = plant("muse-pub", "[muse.grammar]\npub = muse_pub\n", muse_pub="raise SystemExit(3)")
    code, out, _ = muse_at(site, "plugins")
    assert code == 0
    assert "muse-pub 1.0  (from an index)\n  grammar    pub                  muse_pub\n" in out
    assert "muse-pub==1.0" in muse_at(site, "plugins", "freeze")[1]
    assert muse_at(site, "plugins", "disable", "pub")[0] == 0
    assert "DISABLED" in muse_at(site, "plugins")[1]


def test_what_is_wrong_is_told_in_one_process(
    spy: tuple[Path, Path], plant: Callable[..., Path], muse: Muse
) -> None:
    plant("muse-late", "[muse.commands]\nlate = x:y\n[muse.contract]\n2.5 = x\n")
    plant("muse-odd", "[muse]\nodd = nowhere_at_all\nzoo.dots = nowhere_at_all:X\n")
    _, out, _ = muse("plugins")
    assert "at start: imported with every host; hooks muse_generate, muse_event" in out
    assert "muse-late 1.0  (from an index, made for contract 2.5)" in out
    assert "REFUSED: muse-odd has the name" in out
    assert "BROKEN: ModuleNotFoundError" in out
    code, _, errors = muse("late")
    assert code == 1
    assert "muse-late can't be used: it was made for contract 2.5" in errors
    code, _, errors = muse("plugins", "disable", "nobody-has-this")
    assert code == 2
    assert "there are muse-late, muse-odd, muse-spy, muse-zoo" in errors


def test_restore_says_the_command_and_runs_it(
    muse: Muse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []

    def run(command: list[str], check: bool) -> subprocess.CompletedProcess[bytes]:
        called.append(command)
        return subprocess.CompletedProcess(command, len(called) - 1)

    listed = tmp_path / "plugins.txt"
    listed.write_text("muse-hello==2.0\n-e /some/folder\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    code, _, errors = muse("plugins", "restore", str(listed))
    assert (code, called) == (130, [])
    assert "to run:" in errors
    monkeypatch.setattr(origins.subprocess, "run", run)
    assert muse("plugins", "restore", "--yes", str(listed))[0] == 0
    assert called == [
        [sys.executable, "-m", "pip", "install", "muse-hello==2.0", "-e", "/some/folder"]
    ]
    code, _, errors = muse("plugins", "restore", "--yes", str(listed))
    assert code == 1
    assert "pip ended with 1" in errors


def test_a_plugin_that_is_gone_or_damaged_is_told(
    spy: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert origins.origin("muse-nobody").source.startswith("unknown")
    site, _ = spy
    site.joinpath("muse_spy-1.0.dist-info", "direct_url.json").write_text("{")
    monkeypatch.syspath_prepend(site)
    assert origins.origin("muse-spy").requirement == "muse-spy==1.0"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "def muse_event(run, event): pass",
            "muse_event isn't marked: put @muse.hookimpl above it",
        ),
        (
            "import muse\n@muse.hookimpl\ndef muse_events(run): pass",
            "there is no hook muse_events; did you mean muse_event?",
        ),
    ],
)
def test_a_hook_that_would_never_be_called_is_told(muse, plant, monkeypatch, source, told):
    path = plant("muse-tally", "[muse]\ntally = muse_tally\n", muse_tally=source)
    monkeypatch.syspath_prepend(path)
    sys.modules.pop("muse_tally", None)
    out = muse("plugins")[1]
    assert told in out and "takes part" not in out.partition("muse-tally")[2]


def test_a_disabled_generator_says_what_enables_it(muse, plant, monkeypatch):
    source = Path(__file__).parents[2].joinpath("zoo.py").read_text()
    path = plant("muse-cage", "[muse]\nimage.caged = cage:Dots\n", cage=source)
    monkeypatch.syspath_prepend(path)
    assert muse("plugins", "disable", "muse-cage")[0] == 0
    code, _, told = muse("run", "image", "-g", "caged")
    assert code == 2
    assert "belongs to muse-cage, which is disabled; muse plugins enable muse-cage" in told
