"""Installing plugins isolated, with a builder that needs no network, and by pip without one."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from muse import Host, entry_points, leftovers
from muse.errors import MuseError, NotReady, PluginError, RequestError
from muse.plugins.isolated import (
    builders,
    environments,
    fetching,
    installing,
    interpreters,
    registry,
    selftest,
    sources,
    upgrading,
)
from muse.plugins.isolated.builders import NeedsBuilding, Pip
from muse.plugins.isolated.commands import Ended, Failed
from muse.plugins.isolated.locks import Package
from muse.plugins.isolated.metadata import CONTRACT_NEEDS
from muse.plugins.isolated.registry import Installed
from wheels import CODE, ENTRIES, Small, wheel, zipped

Install = Callable[..., Installed]


def nothing(told: str) -> None:
    """Ask and tell nothing."""


def left() -> list[str]:
    """Return what is on the disk of isolated plugins."""
    root = registry.folder()
    paths = [*root.glob("*"), *root.glob(".*"), *root.glob("environments/.*"), *root.glob("*/*")]
    return sorted(path.relative_to(root).as_posix() for path in paths)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A plugin's folder, which asks for an older numpy."""
    folder = tmp_path / "muse-far"
    folder.mkdir()
    folder.joinpath("muse_far.py").write_text(CODE)
    folder.joinpath("pyproject.toml").write_text(
        "[tool.muse.isolated]\ndependencies = ['numpy<9']\nsystem = ['libfar-dev']\n"
    )
    return folder


def test_a_plugin_is_installed_and_works(
    install: Install, small: Small, tmp_path: Path, host: Host
) -> None:
    made = install(wheel(tmp_path, metadata="Requires-Dist: six\n"))
    assert small.needs == ["six", *CONTRACT_NEEDS]
    assert registry.find("muse-far") == made
    assert made.environment.name == f"muse-far-{made.lock[:12]}"
    assert made.size > 1000
    assert made.packages["muse-far"] == "1.0"
    assert registry.stale(made) is None
    script = made.python_path.with_name("far")
    assert script.read_text() == f"#!{made.python_path}\nprint(1)\n"
    assert os.access(script, os.X_OK)
    compiled = next(made.environment.glob("lib/*/site-packages/__pycache__/muse_far*.pyc"))
    assert str(made.environment).encode() in compiled.read_bytes()
    assert not list(made.environment.glob("compiled-*"))
    assert 'name = "muse-far"' in made.environment.joinpath("lock.toml").read_text()
    with Host(library=tmp_path / "lib") as opened:
        assert (
            opened.run("zoo", generator="far", size=2).artifacts[0].files[".txt"].data == b"far" * 2
        )


def test_a_source_is_built_after_it_was_asked(small: Small, project: Path, tmp_path: Path) -> None:
    asked: list[str] = []
    small.needs_building = True
    source = sources.parse(str(project), extra=("attrs",))
    plan = installing.prepare(source, leftovers.new_scratch(), asked.append, nothing)
    assert "to build it, its author's code runs" in asked[0]
    assert "comes as source alone" in asked[1]
    assert {"numpy<9", "attrs"} < set(small.needs)
    made = installing.install(plan, leftovers.new_scratch(), nothing)
    kept = fetching.kept(made.environment)
    assert kept is not None
    assert "libfar-dev" in fetching.beside(kept).read_text()

    def refuse(question: str) -> None:
        raise KeyboardInterrupt

    small.called.clear()
    with pytest.raises(KeyboardInterrupt):
        installing.prepare(source, leftovers.new_scratch(), refuse, nothing)
    assert small.called == []


def test_what_is_there_already_is_taken_up(install: Install, small: Small, tmp_path: Path) -> None:
    made = install(wheel(tmp_path))
    registry.write(replace(made, muse="0.0.1"))
    small.called.clear()
    assert install(wheel(tmp_path)) == made
    assert small.called == ["lock"]
    next(made.environment.glob("lib/*/site-packages/muse_far.py")).unlink()
    install(wheel(tmp_path))  # it is broken, and built again
    assert small.called[-3:] == ["create", "install", "add"]
    small.packages = [Package("pluggy", "1.8.0", "https://x/q.whl", {"sha256": "cc"}, 1)]
    newer = install(wheel(tmp_path))
    assert newer.environment != made.environment
    assert not made.environment.exists()


@pytest.mark.parametrize("step", ["lock", "create", "install", "add"])
def test_a_step_that_fails_leaves_nothing(
    install: Install, small: Small, project: Path, step: str
) -> None:
    small.fails = {step: Ended(1, ["av.c:1: fatal error: far.h: No such file"])}
    with pytest.raises(Failed) as error:
        install(project)
    assert "fatal error: far.h" in str(error.value)
    assert str(error.value).endswith("of the system: apt install libfar-dev")
    assert error.value.output
    assert left() in ([], ["environments"])
    small.fails = {"wheel": Ended(1, ["error: no"])}
    with pytest.raises(Failed, match="muse-far can't be built: no; install what it needs"):
        install(project)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import nowhere_at_all", "No module named 'nowhere_at_all'"),
        ("import os; os._exit(3)", "ended with exit code 3"),
        ("class Far: ...", "zoo.far"),
    ],
)
def test_a_plugin_that_fails_its_test_leaves_what_was_there(
    install: Install, tmp_path: Path, code: str, told: str
) -> None:
    bad = wheel(tmp_path / "bad", version="2.0", files={"muse_far.py": code})
    with pytest.raises(MuseError) as error:
        install(bad)
    assert told in str(error.value)
    assert left() in ([], ["environments"], ["environments", "state"])
    good = install(wheel(tmp_path))
    with pytest.raises(MuseError):
        install(bad)
    assert registry.find("muse-far") == good
    assert good.environment.is_dir()
    assert len([name for name in left() if name.startswith("environments/")]) == 1


def test_ctrl_c_and_a_full_disk_leave_nothing(
    install: Install, small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    archive = wheel(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(selftest, "try_out", interrupted)
        with pytest.raises(KeyboardInterrupt):
            install(archive)
    assert left() in ([], ["environments", "state"])
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", full)
        with pytest.raises(MuseError, match=r"can't be read .No space left"):
            install(archive)
    with monkeypatch.context() as patch:
        patch.setattr(small, "add", full)
        with pytest.raises(MuseError, match=r"can't write to .*; free some space"):
            install(archive)
    assert left() in ([], ["environments", "state"])


def test_two_at_once_are_told_apart(install: Install, tmp_path: Path) -> None:
    made = install(wheel(tmp_path))
    code = (
        "from muse.plugins.isolated import installing, registry\n"
        "with installing._alone('muse-far'):\n    print('held', flush=True); input()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    for call in (lambda: install(wheel(tmp_path)), lambda: installing.remove("muse-far")):
        with pytest.raises(RequestError, match="another muse installs or removes muse-far"):
            call()
    other.communicate("\n")
    assert registry.find("muse-far") == made


def test_what_is_installed_beside_muse_is_refused(
    install: Install, plant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, told in (("pluggy", "it is no plugin"), ("muse-host", "is Muse itself")):
        with pytest.raises(RequestError, match=told):
            install(name)
    monkeypatch.syspath_prepend(plant("muse-far", ENTRIES))
    with pytest.raises(RequestError, match="own environment; pip uninstall muse-far first"):
        install(wheel(tmp_path))


def test_removing_leaves_nothing_and_waits_for_nobody(install: Install, tmp_path: Path) -> None:
    made = install(wheel(tmp_path))
    made.state.joinpath("cache").write_text("x")
    assert installing.remove("muse-far") > 1000
    assert left() == []
    assert "zoo.far" not in entry_points.load().generators
    made = install(wheel(tmp_path))
    with environments.using(made.environment):
        with pytest.raises(MuseError, match=r"a process still uses .*; muse plugins gc --yes"):
            installing.remove("muse-far")
        assert environments.strays() == []
    assert registry.find("muse-far") is None
    assert {stray.path for stray in environments.strays()} == {made.environment, made.state}
    made.environment.parent.joinpath(".odd").mkdir()
    damaged = registry.path_of("muse-damaged")
    damaged.write_text("{")
    assert {stray.path for stray in environments.strays()} == {made.state}


def test_an_environment_in_use_outlives_an_upgrade(
    install: Install, small: Small, tmp_path: Path
) -> None:
    made = install(wheel(tmp_path))
    with environments.using(made.environment):
        install(wheel(tmp_path, version="2.0"))
        assert made.environment.is_dir()
        assert environments.strays() == []
        assert registry.stale(made) is None  # a server that has it goes on
    (stray,) = environments.strays()
    environments.remove(stray.path)
    environments.remove(stray.path)
    assert environments.strays() == []
    assert registry.stale(made) == (
        "muse-far was upgraded since this program began; start it again"
    )


def test_marks_and_builds_of_killed_processes_are_found(home: Path) -> None:
    gone = "4194301.0.00000000.00000000"
    place = registry.environments()
    place.mkdir(parents=True)
    old = place / f".muse-{gone}-0a0a0a0a.part"
    old.joinpath("lib").mkdir(parents=True)
    mark = place / f".muse-far-0123456789ab.{gone}.0a0a0a0a.use"
    mark.touch()
    for path in (old, mark):
        os.utime(path, (1e9, 1e9))
    assert not environments.is_used(place / "muse-far-0123456789ab")
    assert [stray.path for stray in environments.strays()] == [old]
    registry.folder().joinpath(".muse-far.json.lock").touch()
    environments.sweep()
    assert set(left()) == {"environments", f"environments/{old.name}"}


# -- upgrading


def planned(plugin: Installed, work: Path | None = None) -> object:
    return upgrading.plan(plugin, work or leftovers.new_scratch(), nothing, nothing)


def test_an_upgrade_resolves_anew(install: Install, small: Small, tmp_path: Path) -> None:
    archive = wheel(tmp_path)
    made = install(archive)
    assert planned(made).is_current  # type: ignore[attr-defined]
    small.packages = []
    plan = planned(made)
    assert isinstance(plan, installing.Plan)
    assert not plan.is_current
    small.fails = {"lock": Ended(1, ["error: dns error"])}
    assert "muse-far needs can't be resolved: dns error; check the network" in str(planned(made))
    registry.write(replace(made, muse="0.0.1", contract="0.1"))
    assert installing.refresh(registry.find("muse-far") or made) == made
    with pytest.raises(MuseError, match=r"was built with Python 3.1.0"):
        installing.refresh(replace(made, python="3.1.0"))
    shutil.rmtree(made.environment)
    with pytest.raises(MuseError, match="dns error"):
        planned(made)
    with pytest.raises(MuseError, match="lost its environment"):
        installing.refresh(made)
    with pytest.raises(MuseError, match="doesn't say where it came from; muse plugins remove"):
        planned(replace(made, source={}))


def test_a_folder_that_is_gone_is_built_of_what_is_kept(
    install: Install, small: Small, project: Path
) -> None:
    made = install(project)
    shutil.rmtree(project)
    plan = planned(made)
    assert isinstance(plan, installing.Plan)
    assert plan.is_current
    assert "numpy<9" in small.needs
    next(made.environment.glob("wheel/*.whl")).unlink()
    assert "is gone, and with it muse-far" in str(planned(made))
    shutil.rmtree(made.environment)
    with pytest.raises(MuseError, match="install it again from where it is now"):
        planned(made)


# -- from an index, and by pip


def test_a_name_is_looked_for_with_each_python(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[tuple[str, bool, bool]] = []
    here = next(interpreters.each(1))
    pythons = [here, replace(here, version="3.9.1"), replace(here, version="3.10.1")]
    monkeypatch.setattr(interpreters, "each", lambda most: iter(pythons[:most]))

    def fetch(what: str, into: Path, python: object, **options: bool) -> None:
        version = python.version  # type: ignore[attr-defined]
        tried.append((version, options["build"], options["any_python"]))
        if version != wanted:
            raise NeedsBuilding
        wheel(into)

    monkeypatch.setattr(builders, "fetch", fetch)
    wanted = "3.9.1"
    assert install("muse-far").distribution == "muse-far"
    assert tried == [(here.version, False, True), ("3.9.1", False, True)]
    tried.clear()
    wanted = ""
    with pytest.raises(NeedsBuilding):
        install("muse-far", python=sys.executable)
    assert tried == [(here.version, False, False), (here.version, True, False)]

    def fails(*_: object, **__: object) -> None:
        raise Ended(1, ["ERROR: No matching distribution found for x"])

    monkeypatch.setattr(builders, "fetch", fails)
    with pytest.raises(Failed, match=r"muse-far can't be had: .* check the name"):
        install("muse-far")
    monkeypatch.setattr(interpreters, "each", lambda most: iter(()))
    with pytest.raises(NotReady, match=r"no Python of 3.9 or later"):
        install("muse-far")


def stand_ins(folder: Path) -> None:
    """Put wheels into a folder that stand for what the contract needs."""
    for need in CONTRACT_NEEDS:
        name = need.partition(";")[0].partition(">")[0].strip()
        files = {f"{name}.py": "", f"{name}-99.data/scripts/{name}-tool": "#!python\nprint()\n"}
        wheel(folder, name, "99", files=files, entries="")


def test_pip_does_it_all_without_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    links = tmp_path / "links"
    stand_ins(links)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(links))
    monkeypatch.delenv("PIP_CONSTRAINT", raising=False)
    monkeypatch.setattr(builders, "choose", lambda **_: Pip())
    told = {"generators": {"zoo.far": {}}, "packages": {}, "python": "3.11.1"}
    monkeypatch.setattr(selftest, "try_out", lambda *_, **__: told)
    wheel(links, metadata="Requires-Dist: muse-host\nRequires-Dist: pluggy>2\n")
    work = leftovers.new_scratch()
    plan = installing.prepare(sources.parse("muse-far"), work, nothing, nothing)
    made = installing.install(plan, work, nothing)
    assert plan.lock.is_hashed and plan.lock.is_sized
    assert {package.name for package in plan.lock.packages} >= {"pluggy", "pydantic", "numpy"}
    site = next(made.environment.glob("lib/python3*/site-packages"))
    assert site.joinpath("pluggy.py").exists() and site.joinpath("muse_far.py").exists()
    assert not list(site.glob("pip*"))
    tool = made.python_path.with_name("pluggy-tool")
    assert tool.read_text().startswith(f"#!{made.environment}/bin/python")


def test_pip_says_what_it_cant_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = next(interpreters.each(1))

    def run(command: list[str], tell: object = None) -> None:
        archive = {"archive_info": {"hashes": {"sha256": "aa"}}, "url": "file:///muse.whl"}
        muse = {"metadata": {"name": "muse-host", "version": "1"}, "download_info": archive}
        report = Path(command[command.index("--report") + 1])
        report.write_text(json.dumps({"install": [muse]}))
        if fails in command:
            raise Ended(1, ["ERROR: No matching distribution found for x"])

    monkeypatch.setattr(builders, "run", run)
    fails = "--only-binary"
    with pytest.raises(NeedsBuilding):
        Pip().lock(["x"], [], here, tmp_path, build=False)
    fails = "--dry-run"
    with pytest.raises(Ended):
        Pip().lock(["x"], [], here, tmp_path, build=True)
    fails = "nothing"
    with pytest.raises(NotReady, match="asks for muse-host, which pip can't leave out"):
        Pip().lock(["x"], [], here, tmp_path, build=False)


def test_sizes_come_from_servers_where_an_index_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    import http.server
    import threading

    from muse.plugins.isolated import indexes
    from muse.plugins.isolated.locks import Lock

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200 if "a.whl" in self.path else 404)
            self.send_header("Content-Length", "1234")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(indexes, "pip_settings", dict)
    base = f"http://127.0.0.1:{server.server_port}"
    packages = [Package(n, "1", f"{base}/{n}.whl") for n in "ab"]
    packages += [Package("c", "1", "ftp://x/c.whl"), Package("d", "1", size=5)]
    try:
        sized = indexes.sized(Lock(tuple(packages)))
    finally:
        server.shutdown()
        server.server_close()
    assert [package.size for package in sized.packages] == [1234, None, None, 5]
    assert indexes.sized(Lock(tuple(packages[3:]))).packages == (packages[3],)
    monkeypatch.setattr(indexes, "pip_settings", lambda: {"cert": "/no/such.pem"})
    assert indexes.sized(sized) == sized


def test_odd_wheels_are_told(install: Install, small: Small, project: Path, tmp_path: Path) -> None:
    small.wheel = lambda *_: None  # type: ignore[method-assign]
    with pytest.raises(MuseError, match="gave 0 wheels"):
        install(project)
    project.joinpath("pyproject.toml").write_bytes(b"\xff")
    with pytest.raises(RequestError, match=r"pyproject.toml can't be read"):
        install(project)
    source = sources.parse(str(project))
    shutil.rmtree(project)
    with pytest.raises(RequestError, match="is gone"):
        installing.prepare(source, leftovers.new_scratch(), nothing, nothing)
    sdist = zipped(tmp_path / "muse-far-1.zip", {"muse-far-1/pyproject.toml": "[tool.muse"})
    with pytest.raises(PluginError, match=r"pyproject.toml can't be read"):
        install(sdist)
