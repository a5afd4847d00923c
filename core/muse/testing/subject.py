"""A generator under test: its host, its cheap condition, and what it made so far."""

import hashlib
import json
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any

from muse.config import Config
from muse.contract.artifact import Artifact, Result
from muse.contract.condition import build
from muse.contract.events import Event
from muse.contract.generator import Generator
from muse.contract.inputs import InputFile
from muse.entry_points import Entry
from muse.errors import Cancelled, MuseError, NotReady
from muse.running.host import Host
from muse.running.stream import Stream
from muse.testing import chance
from muse.testing.quiet import no_network


class Fault(AssertionError):
    """What is wrong with a generator; `fix` says how to put it right, if the check doesn't."""

    def __init__(self, message: str, fix: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class Skip(Exception):
    """A check has nothing to look at; the message says why."""


class Subject:
    """A generator that is looked at, by its name (`image.dots`, `music.midi:train`).

    It has a host with a library and settings of its own, unless one is given. `small` are fields
    that make a cheap run, over those of `Generator.small()`; `probes` more samples for fields;
    `seconds` is how long a check that tries many conditions may take, `trials` how many it tries
    at most (200 without weights, 20 with, unless given). Use it as a context manager.
    """

    def __init__(
        self,
        name: str,
        *,
        host: Host | None = None,
        small: Mapping[str, Any] | None = None,
        probes: Mapping[str, Mapping[str, Any]] | None = None,
        seconds: float = 10.0,
        trials: int | None = None,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="muse-check-"))
        self._own = host is None
        # Bytes are compared, and a signature differs each time.
        settings = Config(sign=False, path=self.folder / "config.toml")
        self.host = host or Host(library=self.folder / "lib", config=settings)
        try:
            self.name = self.host.choose(name)
            self.cls: type[Generator[Any]] = self.host.ready(self.name)
        except MuseError:
            self._leave()
            raise
        self.generator = self.cls()
        self.seconds = seconds
        self._trials = trials
        self.odd: str | None = None
        self.small: dict[str, Any] = dict(small or {})
        self.probes: dict[str, Mapping[str, Any]] = dict(probes or {})
        try:
            self.small = {**self.cls.small(), **self.small}
            self.probes = {**self.cls.probes(), **self.probes}
            made = self.build(self.small)
            self.small = {name: getattr(made, name) for name in self.small}
        except MuseError as error:
            self.odd = f"small() makes no valid condition: {error}"
        except Exception as error:
            self.odd = f"small() or probes() fails: {type(error).__name__}: {error}"
        self.tried: list[str] = []
        self._made: dict[str, Result] = {}

    def __enter__(self) -> "Subject":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._leave()

    def offline(self) -> AbstractContextManager[None]:
        """Refuse the network for a while, unless the generator is declared to need one."""
        return nullcontext() if self.cls.needs_network else no_network(self.tried)

    def _leave(self) -> None:
        if self._own:
            self.host.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def entry(self) -> Entry | None:
        """The entry point that names it; None for one offered at run time."""
        return self.host.plugins.index.generators.get(self.name.partition(":")[0])

    @property
    def weighs(self) -> bool:
        """Whether its runs have leased weights so far."""
        devices = self.host.__dict__.get("devices")
        return devices is not None and bool(devices.managers())

    @property
    def trials(self) -> int:
        """How many random conditions are tried at most."""
        return self._trials or (20 if self.weighs or self.cls.requires else 200)

    # -- running

    def stream(self, fields: Mapping[str, Any], **options: Any) -> Stream:
        """Prepare a run, without recipes inside files, so that their bytes are the generator's."""
        options = {"no_embed": True, **options}
        return self.host.stream(self.name, **{**options, **fields})

    def run(self, **fields: Any) -> Result:
        """Return the result of the cheap condition with some fields changed; made once only."""
        wanted = {"seed": 1, **self.small, **fields}
        key = _key(wanted)
        if key not in self._made:
            self._made[key] = self.again(**fields)
        return self._made[key]

    def again(self, **fields: Any) -> Result:
        """Return the result of the cheap condition with some fields changed, made anew."""
        return self.stream({"seed": 1, **self.small, **fields}).finish()

    def repeated(self, recipe: Mapping[str, Any]) -> Artifact:
        """Return what a recipe of its own makes again; whatever that takes is agreed to."""
        return self.host.again(recipe, agree=lambda question: True).finish()[0]

    def events(self, **fields: Any) -> list[Event]:
        """Return the events of a run."""
        with self.stream({"seed": 1, **self.small, **fields}) as stream:
            return list(stream)

    def attempt(self, fields: Mapping[str, Any]) -> Result | MuseError | None:
        """Run fields as they are; return the result, how the request was refused, or None.

        None is for a run that was stopped because it took many times a check's time. Fault for
        anything else that goes wrong, with the command that shows it.
        """
        try:
            stream = self.stream(fields)
            timer = threading.Timer(max(5.0, 3 * self.seconds), stream.cancel)
            timer.start()
            try:
                return stream.finish()
            finally:
                timer.cancel()
        except Cancelled:
            return None
        except MuseError as error:
            if error.exit_code == 2 or isinstance(error, NotReady):
                return error
            problem: BaseException = error
        except Exception as error:
            problem = error
        raise Fault(f"{self.shown(fields)}: {type(problem).__name__}: {str(problem)[:200]}")

    def trial(self, count: int) -> Iterator[int]:
        """Count up to `count`, until the time of a check is over."""
        start = time.monotonic()
        for number in range(count):
            if number and time.monotonic() - start > self.seconds:
                return
            yield number

    # -- comparing

    def unlike(self, ours: Artifact, theirs: Artifact) -> str | None:
        """Say how two artifacts that should repeat each other differ; None when they don't."""
        one, two = ours.recipe["payload"], theirs.recipe["payload"]
        if one == two:
            return None
        if self.cls.repeatable == "bytes":
            changed = [suffix for suffix in one if one[suffix] != two.get(suffix)]
            return f"other bytes in {', '.join(changed)}"
        suffix = ours.suffix
        likeness = self.generator.compare(
            ours.files[suffix].data, theirs.files[suffix].data, ours.media_type
        )
        if likeness is None:
            return f"other bytes, and compare() says nothing of {ours.media_type}"
        told = f"{likeness.measure} {likeness.value} {likeness.unit}"
        return None if likeness.near else f"they aren't near: {told}"

    def changes(self, ours: Result, theirs: Result) -> bool:
        """Whether two results differ in their bytes."""
        return [a.recipe["payload"] for a in ours] != [a.recipe["payload"] for a in theirs]

    def build(self, fields: Mapping[str, Any]) -> Any:
        """Return a condition."""
        library = self.host.library
        return build(self.cls.condition, fields, inputs=library.input, paths=library)

    def sample(self, name: str) -> Any:
        """Return what may be handed in for a field, of the probes or the cheap condition."""
        return self.probes.get(name, {}).get(name, self.small.get(name))

    def files(self) -> dict[str, Any]:
        """Return what may be handed in for the fields that take a file."""
        fields = self.cls.condition.model_fields
        names = [n for n in chance.own(self.cls.condition) if chance.kind(fields[n]) == "file"]
        return {name: self.sample(name) for name in names if self.sample(name) is not None}

    def shown(self, fields: Mapping[str, Any]) -> str:
        """Return the command line that runs some fields."""
        told = []
        for name, value in fields.items():
            for each in value if isinstance(value, list) else [value]:
                flag = name.replace("_", "-")
                if isinstance(each, bool):
                    told.append(f"--{flag}" if each else f"--no-{flag}")
                elif each is not None:
                    text = "FILE" if isinstance(each, bytes) else json.dumps(each, default=str)
                    told.append(f"--{flag} {text[:80]}")
        return f"muse run {self.name} {' '.join(told)}"


def _key(fields: Mapping[str, Any]) -> str:
    """Return what tells two sets of fields apart, whatever files they hold."""

    def plain(value: Any) -> str:
        if isinstance(value, InputFile):
            return value.sha256
        return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else repr(value)

    return json.dumps(dict(fields), sort_keys=True, default=plain)


Look = Callable[[Subject], str]
"""A check: it returns what it saw in a few words, or raises Fault or Skip."""
