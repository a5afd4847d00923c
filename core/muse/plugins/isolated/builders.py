"""uv, or else venv and pip: what resolves requirements and fills environments."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from muse.errors import NotReady
from muse.plugins.isolated import indexes, locks, programs
from muse.plugins.isolated.commands import Ended, Tell, run
from muse.plugins.isolated.interpreters import Interpreter
from muse.plugins.isolated.locks import Lock

_NO_MUSE = "muse-host ; sys_platform == 'never'"
"""Muse itself is never installed in an environment: its workers load it from the host."""

_UNBUILT = re.compile(r"building from source is disabled|no usable wheels|No matching distribution")


class NeedsBuilding(Exception):
    """Something comes as source alone, and its author's code has to run before it is installed."""


class Builder(Protocol):
    """Makes environments. `Ended` says that a program failed."""

    name: str

    def lock(
        self,
        needs: Sequence[str],
        overrides: Sequence[str],
        python: Interpreter,
        work: Path,
        *,
        build: bool,
        tell: Tell | None = None,
    ) -> Lock:
        """Resolve requirements; NeedsBuilding where that takes a build, and `build` is false."""

    def wheel(self, source: Path, into: Path, python: Interpreter, tell: Tell | None) -> None:
        """Build the wheel of a folder or source archive into a folder."""

    def create(self, folder: Path, python: Interpreter) -> None:
        """Make an environment without any package."""

    def install(self, lock: Lock, folder: Path, work: Path, tell: Tell | None) -> None:
        """Install what a lock has, each package as its hash says."""

    def add(self, wheel: Path, requirement: str, folder: Path) -> None:
        """Install one wheel, and nothing that it asks for."""


def choose(*, overrides: Sequence[str] = (), what: str = "") -> Builder:
    """Return uv where it is, else pip; NotReady where there are overrides, which pip can't do."""
    uv = programs.find_uv()
    if uv is not None:
        return Uv(uv)
    if overrides:
        raise NotReady(
            f"{what} overrides what other packages ask for ({', '.join(overrides)[:120]}), "
            "which pip can't do",
            hint="pip install uv, and try again",
        )
    return Pip()


class Uv:
    """Environments by uv: quick, hard links from its cache, and overrides."""

    name = "uv"

    def __init__(self, program: str) -> None:
        self.program = program
        self.settings = indexes.settings()

    def lock(
        self,
        needs: Sequence[str],
        overrides: Sequence[str],
        python: Interpreter,
        work: Path,
        *,
        build: bool,
        tell: Tell | None = None,
    ) -> Lock:
        """Resolve by `uv pip compile`."""
        asked, instead, made = work / "needs.in", work / "overrides.in", work / "pylock.toml"
        asked.write_text("".join(f"{line}\n" for line in needs), encoding="utf-8")
        instead.write_text("".join(f"{line}\n" for line in (*overrides, _NO_MUSE)), "utf-8")
        made.unlink(missing_ok=True)
        command: list[str | Path] = [
            "pip",
            "compile",
            asked,
            "--overrides",
            instead,
            "--format",
            "pylock.toml",
        ]
        command += ["-o", made, "--python", python.path, "--quiet", "--no-header"]
        command += [*self.settings.index, *self.settings.resolving]
        try:
            self._run(*command, *(() if build else ("--no-build",)), cwd=work, tell=tell)
        except Ended as error:
            if not build and _UNBUILT.search(error.text):
                raise NeedsBuilding from error
            raise
        return locks.of_pylock(made.read_text(encoding="utf-8"))

    def wheel(self, source: Path, into: Path, python: Interpreter, tell: Tell | None) -> None:
        """Build by `uv build`."""
        self._run(
            "build", "--wheel", "-o", into, "--python", python.path, "--no-create-gitignore",
            *self.settings.index, source, cwd=into, tell=tell,
        )  # fmt: skip

    def create(self, folder: Path, python: Interpreter) -> None:
        """Make it by `uv venv`."""
        self._run("venv", "--quiet", "--no-project", "--python", python.path, folder)

    def install(self, lock: Lock, folder: Path, work: Path, tell: Tell | None) -> None:
        """Install by `uv pip install --require-hashes`."""
        asked = work / "requirements.txt"
        asked.write_text(lock.requirements(), encoding="utf-8")
        hashed = ["--require-hashes"] if lock.is_hashed else []
        command: list[str | Path] = [
            "pip",
            "install",
            "--python",
            folder,
            "--no-deps",
            *hashed,
            "-r",
            asked,
        ]
        if lock.packages:
            self._run(*command, *self.settings.index, cwd=work, tell=tell)

    def add(self, wheel: Path, requirement: str, folder: Path) -> None:
        """Install one wheel from its folder."""
        command: list[str | Path] = ["pip", "install", "--quiet", "--python", folder]
        command += ["--no-deps", "--no-index"]
        self._run(*command, "--find-links", wheel.parent, requirement, cwd=wheel.parent)

    def _run(self, *words: str | Path, cwd: Path | None = None, tell: Tell | None = None) -> None:
        variables = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
        given = {**self.settings.variables, **variables}
        run([self.program, *words], cwd=cwd, variables=given, tell=tell)


class Pip:
    """Environments by `python -m venv` and pip, where there is no uv."""

    name = "pip"

    def lock(
        self,
        needs: Sequence[str],
        overrides: Sequence[str],
        python: Interpreter,
        work: Path,
        *,
        build: bool,
        tell: Tell | None = None,
    ) -> Lock:
        """Resolve by pip's report of what it would install."""
        asked, report = work / "needs.in", work / "report.json"
        asked.write_text("".join(f"{line}\n" for line in needs), encoding="utf-8")
        command: list[str | Path] = [
            "install",
            "--dry-run",
            "--ignore-installed",
            "--no-user",
            "--report",
            report,
        ]
        wheels = [] if build else ["--only-binary", ":all:"]
        try:
            run([*programs.pip(python), *command, *wheels, "-r", asked], tell=tell)
        except Ended as error:
            if not build and _UNBUILT.search(error.text):
                raise NeedsBuilding from error
            raise
        lock = locks.of_report(json.loads(report.read_text(encoding="utf-8")))
        if any(package.name == "muse-host" for package in lock.packages):
            raise NotReady(
                "one of the packages asks for muse-host, which pip can't leave out",
                hint="pip install uv, and try again",
            )
        return indexes.sized(lock)

    def wheel(self, source: Path, into: Path, python: Interpreter, tell: Tell | None) -> None:
        """Build by `pip wheel`."""
        run([*programs.pip(python), "wheel", "--no-deps", "-w", into, source], tell=tell)

    def create(self, folder: Path, python: Interpreter) -> None:
        """Make it by `python -m venv`."""
        run([python.path, "-I", "-m", "venv", "--without-pip", folder])

    def install(self, lock: Lock, folder: Path, work: Path, tell: Tell | None) -> None:
        """Install by `pip install --require-hashes`; what has no hash by itself."""
        hashed = [each.requirement for each in lock.packages if each.hashes and not each.direct]
        others = [
            each.requirement for each in lock.packages if not (each.hashes and not each.direct)
        ]
        for lines, options in ((hashed, ["--require-hashes"]), (others, [])):
            if lines:
                asked = work / "requirements.txt"
                asked.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
                self._install(folder, *options, "-r", asked, tell=tell)

    def add(self, wheel: Path, requirement: str, folder: Path) -> None:
        """Install one wheel from its folder."""
        self._install(folder, "--no-index", "--find-links", wheel.parent, requirement)

    def _install(self, folder: Path, *words: str | Path, tell: Tell | None = None) -> None:
        command = ["install", "--no-deps", "--no-user", "--no-compile", "--no-warn-script-location"]
        run([*programs.pip_of(folder), *command, *words], tell=tell)


def fetch(
    requirement: str,
    into: Path,
    python: Interpreter,
    *,
    build: bool,
    any_python: bool,
    tell: Tell | None,
) -> None:
    """Get the wheel of a plugin from an index into a folder, by pip, whoever builds the rest.

    With `any_python` the Pythons that it asks for don't matter yet: one is looked for later.
    NeedsBuilding where there is none that fits, and `build` is false.
    """
    command: list[str | Path] = ["wheel" if build else "download", "--no-deps"]
    command += [] if build else ["--only-binary", ":all:"]
    command += ["--ignore-requires-python"] if any_python else []
    command += ["-w" if build else "-d", into, requirement]
    try:
        run([*programs.pip(python), *command], tell=tell)
    except Ended as error:
        if not build and _UNBUILT.search(error.text):
            raise NeedsBuilding from error
        raise
