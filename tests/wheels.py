"""Wheels made by hand, and a builder of environments that needs no network."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from isolated_plugins import environment
from muse.plugins.isolated import builders, registry
from muse.plugins.isolated.builders import NeedsBuilding
from muse.plugins.isolated.commands import Ended
from muse.plugins.isolated.interpreters import Interpreter
from muse.plugins.isolated.locks import Lock, Package

CODE = '''
from muse import Artifact, Condition, Field, Generator


class Far(Generator):
    """Comes from afar."""

    class condition(Condition):
        size: int = Field(3, ge=1, le=9, description="How far.")

    formats = {".txt": "text/plain"}

    def generate(self, condition, run):
        for item in run.items:
            yield Artifact({".txt": b"far" * condition.size}, item)
'''
ENTRIES = "[muse]\nzoo.far = muse_far:Far\n"


def wheel(
    folder: Path,
    name: str = "muse-far",
    version: str = "1.0",
    *,
    files: Mapping[str, str | bytes] | None = None,
    entries: str = ENTRIES,
    metadata: str = "",
    tag: str = "py3-none-any",
) -> Path:
    """Write a wheel of some files and lines of metadata, and return where it is."""
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    body = {f"{module}.py": CODE} if files is None else dict(files)
    told = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nSummary: From afar.\n"
    body[f"{info}/METADATA"] = told + metadata
    body[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n"
    if entries:
        body[f"{info}/entry_points.txt"] = entries
    body[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in (*body, f"{info}/RECORD"))
    return zipped(folder / f"{module}-{version}-{tag}.whl", body)


def zipped(path: Path, body: Mapping[str, str | bytes]) -> Path:
    """Write an archive of files by name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as file:
        for name, data in body.items():
            file.writestr(zipfile.ZipInfo(name), data)
    return path


class Small(builders.Builder):
    """Makes environments that see this one's packages; what it shall do otherwise is set on it."""

    name = "small"

    def __init__(self) -> None:
        self.packages = [Package("pluggy", "1.7.0", "https://x/p.whl", {"sha256": "aa"}, 27_000)]
        self.source: Path | None = None
        self.fails: Mapping[str, Ended] = {}
        self.needs_building = False
        self.called: list[str] = []
        self.needs: list[str] = []

    def _call(self, name: str) -> None:
        self.called.append(name)
        if name in self.fails:
            raise self.fails[name]

    def lock(
        self,
        needs: Sequence[str],
        overrides: Sequence[str],
        python: Interpreter,
        work: Path,
        *,
        build: bool,
        tell: object = None,
    ) -> Lock:
        self._call("lock")
        if self.needs_building and not build:
            raise NeedsBuilding
        self.needs = [*needs, *overrides]
        return Lock(tuple(self.packages))

    def wheel(self, source: Path, into: Path, python: Interpreter, tell: object) -> None:
        self._call("wheel")
        module = {p.name: p.read_text() for p in source.glob("*.py") if p.name != "setup.py"}
        wheel(into, files=module)

    def create(self, folder: Path, python: Interpreter) -> None:
        self._call("create")
        environment(folder)

    def install(self, lock: Lock, folder: Path, work: Path, tell: object) -> None:
        self._call("install")

    def add(self, wheel: Path, requirement: str, folder: Path) -> None:
        self._call("add")
        site = next(folder.glob("lib/python3*/site-packages"))
        with zipfile.ZipFile(wheel) as file:
            file.extractall(site)
        script = registry.interpreter(folder).with_name("far")
        script.write_text(f"#!{registry.interpreter(folder)}\nprint(1)\n")
        script.chmod(0o755)
