"""Fixtures for all tests: a host of its own, a home of its own, and plugins planted on the path."""

import gc
import importlib.util
import os
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from muse import Host, entry_points
from muse.entry_points import Entry, Index

ZOO = ("dots", "other", "letters", "slow", "roughly", "refuses", "breaks", "needs")
SHARED = os.environ.pop("MUSE_TESTS_SHARED", "")
"""A folder in which two processes that share the tests mark the files that they take; or nothing.

`.ci/run` has one begin from the first file and another, once it is free, from the last.
"""
FROM_THE_END = bool(os.environ.pop("MUSE_TESTS_FROM_THE_END", ""))
CLASSES = {name: "".join(part.title() for part in name.split("_")) for name in ZOO}


def pytest_configure(config: pytest.Config) -> None:
    """Have Muse's pytest plugin in a checkout too that was installed before there was one.

    Nothing is looked for that could be thrown away before all tests are collected: there is
    nothing, and it takes a quarter of that time.
    """
    gc.disable()
    if not config.pluginmanager.has_plugin("muse"):
        config.pluginmanager.import_plugin("muse.testing.plugin")


def pytest_collection_finish() -> None:
    """Look for garbage from here on."""
    gc.enable()


_begun: set[Path] = set()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    """Leave out of each look, from each file of tests on, what stays anyway.

    That is thousands of tests, and all that was imported until then. A look at all of it takes a
    third of a second, and leases end with one.
    """
    if item.path not in _begun:
        _begun.add(item.path)
        gc.collect()
        gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip neural tests where torch isn't installed, unless they are required; and slow ones.

    Slow tests are run by `pytest -m slow`.
    """
    if FROM_THE_END:
        files = {path: place for place, path in enumerate(dict.fromkeys(i.path for i in items))}
        items.sort(key=lambda item: -files[item.path])
    for item in items:
        if item.get_closest_marker("slow") and "slow" not in config.option.markexpr:
            item.add_marker(pytest.mark.skip(reason="slow; pytest -m slow runs it"))
    if importlib.util.find_spec("torch") or os.environ.get("MUSE_REQUIRE_NEURAL"):
        return
    for item in items:
        if item.get_closest_marker("neural"):
            item.add_marker(pytest.mark.skip(reason="torch isn't installed"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the files of tests that no other process has taken, where two share the work."""
    if not SHARED or (
        session.testsfailed and not session.config.option.continue_on_collection_errors
    ):
        return None  # pytest itself does or says it
    ours = (item for item in session.items if taken(item.path))
    item = next(ours, None)
    while item is not None:
        following = next(ours, None)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        item = following
    return True


@cache
def taken(file: Path) -> bool:
    """Take a file of tests for this process; False where another was quicker."""
    mark = Path(SHARED, "-".join(file.relative_to(Path(__file__).parent).parts))
    try:
        mark.mkdir()
    except FileExistsError:
        return False
    return True


_scan = entry_points.scan
_scanned: dict[str, list[Entry]] = {}


def scanned() -> list[Entry]:
    """Scan what is installed once for all tests, as their caches are empty; and what is planted."""
    key = str(entry_points.cache_key())
    if key not in _scanned:
        _scanned[key] = _scan()
    return list(_scanned[key])


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test folders of its own for settings, library and cache."""
    monkeypatch.setattr(entry_points, "scan", scanned)
    folder = tmp_path / "home"
    monkeypatch.setenv("MUSE_HOME", str(folder))
    monkeypatch.delenv("MUSE_DEBUG", raising=False)
    monkeypatch.setenv("MUSE_SIGN", "off")  # a signature differs each time
    monkeypatch.delenv("MUSE_POLICY", raising=False)
    monkeypatch.setenv("MUSE_MARK", "off")  # what is compared with others' bytes isn't marked
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)  # of this run, not of those within
    return folder


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """A host with the installed plugins, and a library and settings of its own."""
    with Host(library=tmp_path / "lib", config=tmp_path / "config.toml") as made:
        yield made


def zoo_entries() -> list[Entry]:
    """Return the generators of `tests/zoo.py` as entry points of a distribution."""
    return [
        Entry("muse", f"zoo.{name}", f"zoo:{cls}", "muse-zoo", "1.5", "Small animals.")
        for name, cls in CLASSES.items()
    ]


@pytest.fixture
def zoo(tmp_path: Path) -> Iterator[Host]:
    """A host that has the generators of `tests/zoo.py`, beside Muse's own file formats."""
    entries = [
        *zoo_entries(),
        Entry("muse.defaults", "zoo", "zoo.dots", "muse-zoo", "1.5", ""),
        Entry("muse", "muse-image", "muse_image.formats", "muse-host", "0", ""),
    ]
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=Index(entries)) as made:
        yield made


@pytest.fixture
def plant(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that puts an installed-looking distribution on a folder for the path."""
    folder = tmp_path / "site"

    def put(name: str, entry_points: str, **modules: str) -> Path:
        folder.mkdir(exist_ok=True)
        info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        info.joinpath("METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nSummary: About {name}.\n"
        )
        info.joinpath("entry_points.txt").write_text(entry_points)
        for module, source in modules.items():
            folder.joinpath(f"{module}.py").write_text(source)
        return folder

    return put


def planted(project: Path, site: Path) -> Path:
    """Put the metadata of a project on a folder, as if it were installed; return the folder."""
    about = tomllib.loads(project.joinpath("pyproject.toml").read_text())["project"]
    name = about["name"].replace("-", "_")
    info = site / f"{name}-{about['version']}.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    info.joinpath("METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n"
        f"Summary: {about.get('description', '')}\n"
    )
    groups = about.get("entry-points", {})
    info.joinpath("entry_points.txt").write_text(
        "".join(
            f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in points.items())
            for group, points in groups.items()
        )
    )
    return site


@pytest.fixture
def planted_zoo(plant: Callable[..., Path]) -> Path:
    """A folder for PYTHONPATH in which `tests/zoo.py` is an installed distribution."""
    points = "\n".join(f"zoo.{name} = zoo:{cls}" for name, cls in CLASSES.items())
    source = Path(__file__).with_name("zoo.py").read_text()
    return plant("muse-zoo", f"[muse]\n{points}\n[muse.defaults]\nzoo = zoo.dots\n", zoo=source)


@pytest.fixture
def planted_bricks(plant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path in which `tests/bricks.py`, a work, is an installed distribution."""
    points = "[muse]\nbrick.clay = bricks:Brick\nwall.plain = bricks:Wall\n"
    source = Path(__file__).with_name("bricks.py").read_text()
    folder = plant("muse-bricks", points, bricks=source)
    monkeypatch.syspath_prepend(folder)
    return folder


Muse = Callable[..., tuple[int, str, str]]


@pytest.fixture
def muse(
    planted_zoo: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
    tmp_path: Path,
) -> Muse:
    """Return a function that calls the command line here: exit code, stdout, stderr."""
    from muse.cli import call

    monkeypatch.syspath_prepend(planted_zoo)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = call(list(arguments))
        return code, *capsys.readouterr()

    return run


def workers() -> list[str]:
    """Return the names of the threads in which generators work now."""
    names = [thread.name for thread in threading.enumerate()]
    return [name for name in names if name.startswith("muse ")]


def muse_process(*arguments: str, path: Path | None = None, **options: object) -> subprocess.Popen:
    """Start `muse` in a process of its own, with a folder of planted plugins on its path."""
    env = {**os.environ, "PYTHONPATH": str(path or ""), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-c", "from muse.cli import main; main()", *arguments],
        env=env,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", **options},
    )
