"""Loading plugins one by one; a broken one is told of and breaks nothing but itself."""

import importlib
import time
from dataclasses import dataclass
from typing import Any

from muse import interrupts
from muse.contract.generator import Generator, malformed
from muse.contract.hooks import unfit
from muse.contract.version import refusal, remark
from muse.entry_points import ISOLATED, OWN, Entry, Index, enabling
from muse.errors import PluginError, RequestError, UnknownGenerator, described, printable
from muse.plugins import surroundings
from muse.plugins.hooking import Hooks
from muse.plugins.isolated.pool import Workers
from muse.suggest import nearest

TRAINER = ":train"
"""What a trainer's name ends in, after that of the generator whose weights it makes."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of an entry point: the object, or why it is broken; import time in ms."""

    entry: Entry
    found: Any = None
    broken: str | None = None
    milliseconds: float = 0.0


class Plugins:
    """The installed plugins of one host; each module is imported when it is first needed."""

    def __init__(self, index: Index, hooks: Hooks, workers: Workers | None = None) -> None:
        self.index = index
        self.workers = workers or Workers()
        self.hooks = hooks
        self._loaded: dict[tuple[str, str], Loaded] = {}
        self._offered: dict[str, type[Generator[Any]]] = {}

    def open(self) -> None:
        """Import the plugins of hooks and register them; broken ones are recorded."""
        for entry in self.index.hooks.values():
            loaded = self.load(entry)
            if loaded.broken is not None:
                continue
            try:
                wrong = unfit(loaded.found)
                if wrong is None:
                    self.hooks.register(loaded.found, entry.name, own=entry.distribution == OWN)
            except Exception as error:  # ours, pluggy's, or of an attribute of the module
                wrong = str(error) if isinstance(error, ValueError) else described(error)
            if wrong is not None:
                self._mark(entry, printable(wrong)[:500], loaded.milliseconds)
        for name, cls in self.hooks.generators():
            self.offer(name, cls)

    def offer(self, name: str, cls: type[Generator[Any]]) -> None:
        """Offer a generator of this host alone; a name that is taken already keeps its holder."""
        if name not in self.index.generators:
            self._offered.setdefault(name, cls)

    def load(self, entry: Entry) -> Loaded:
        """Import what an entry point names, once; a generator is checked to be well-formed."""
        key = (entry.group, entry.name)
        if key not in self._loaded:
            start = time.perf_counter()
            made_for = self.index.contracts.get(entry.distribution)
            broken = refusal(made_for) if made_for else None
            found: Any = None
            if broken is None:
                isolated = entry.value.startswith(ISOLATED)
                found, broken = _stand_in(entry, self.workers) if isolated else _import(entry)
                newer = remark(made_for) if made_for else None
                broken = f"{broken} ({newer})" if broken and newer else broken
            if broken is None and entry.group == "muse" and entry.medium:
                broken = malformed(found)
            spent = (time.perf_counter() - start) * 1000
            self._loaded[key] = Loaded(entry, found, broken, spent)
        return self._loaded[key]

    def _mark(self, entry: Entry, why: str, spent: float) -> None:
        self._loaded[entry.group, entry.name] = Loaded(entry, None, why, spent)

    def media(self) -> list[str]:
        """Return the media that have generators, sorted."""
        return sorted({name.partition(".")[0] for name in self.names()})

    def names(self, medium: str | None = None) -> list[str]:
        """Return the names of all generators, or those of one medium, sorted."""
        known = {*self.index.generators, *self._offered}
        return sorted(n for n in known if medium is None or n.startswith(f"{medium}."))

    def full(self, short: str) -> str:
        """Return the one generator whose name ends in `.short`; `short` itself if there is none."""
        found = [name for name in self.names() if name.endswith(f".{short}")]
        return found[0] if len(found) == 1 else short

    def full_name(self, medium: str, name: str) -> str:
        """Return `medium.name` for a generator given as `name` or `medium.name`.

        A trainer's name, `medium.name:train`, stays one.
        """
        if name.endswith(TRAINER):
            return self.full_name(medium, name.removesuffix(TRAINER)) + TRAINER
        full = name if "." in name else f"{medium}.{name}"
        if full in self.names(medium):
            return full
        self._refuse_disabled(full)
        if medium not in self.media():
            raise self._unknown_medium(medium)
        raise UnknownGenerator(
            f"there is no generator {full!r}", hint=_suggest(full, self.names(medium))
        )

    def declared(self, medium: str) -> str | None:
        """Return the first default of a medium, as a plugin declares it; None where none does."""
        entry = self.index.defaults.get(medium)
        return entry.value if entry and entry.value in self.names(medium) else None

    def default(self, medium: str, chosen: str | None) -> str:
        """Return the generator that a medium uses when none is named."""
        if chosen:
            return self.full_name(medium, chosen)
        names = self.names(medium)
        declared = self.declared(medium)
        if declared:
            return declared
        if len(names) == 1:
            return names[0]
        if not names:
            raise self._unknown_medium(medium)
        raise UnknownGenerator(
            f"{medium} has several generators and no default",
            hint=f"choose one with -g: {', '.join(names)}",
        )

    def generator(self, name: str) -> type[Generator[Any]]:
        """Import and return a generator class; PluginError says why it can't be had."""
        if name.endswith(TRAINER):
            trained = name.removesuffix(TRAINER)
            trainer = self.generator(trained).trainer
            if trainer is None:
                raise RequestError(f"{trained} has nothing to train")
            return trainer
        if name in self._offered:
            wrong = malformed(self._offered[name])
            if wrong is not None:
                raise PluginError(f"{name}, offered at run time, can't be used: {wrong}")
            return self._offered[name]
        entry = self.index.generators.get(name)
        if entry is None:
            self._refuse_disabled(name)
            raise UnknownGenerator(
                f"there is no generator {name!r}", hint=_suggest(name, self.names())
            )
        loaded = self.load(entry)
        if loaded.broken is not None:
            raise PluginError(
                f"{name} can't be loaded: {loaded.broken}",
                hint=f"fix or uninstall {entry.distribution}, or choose another with -g",
            ) from (loaded.found if isinstance(loaded.found, BaseException) else None)
        return loaded.found  # type: ignore[no-any-return]

    def brought_by(self, name: str) -> tuple[str, str]:
        """Return distribution and version of a generator; a run-time one has none of its own."""
        entry = self.index.generators.get(name.removesuffix(TRAINER))
        return (entry.distribution, entry.version) if entry else ("", "")

    def remark(self, name: str) -> str | None:
        """Say what is to be told of a generator whose plugin was made for a newer contract."""
        distribution = self.brought_by(name)[0]
        newer = remark(self.index.contracts.get(distribution, ""))
        return f"Of {distribution}: {newer}." if newer else None

    def _refuse_disabled(self, name: str) -> None:
        """Raise UnknownGenerator for a generator that is installed and disabled."""
        for entry in self.index.disabled:
            if entry.group == "muse" and entry.name == name:
                raise UnknownGenerator(
                    f"{name} belongs to {entry.distribution}, which is disabled",
                    hint=enabling(entry.distribution),
                )

    def _unknown_medium(self, medium: str) -> UnknownGenerator:
        short = [name for name in self.names() if name.endswith(f".{medium}")]
        hint = f"did you mean {short[0]}?" if short else _suggest(medium, self.media())
        return UnknownGenerator(f"there is no medium {medium!r}", hint=hint)


def _import(entry: Entry) -> tuple[Any, str | None]:
    """Return what an entry point names, or the error and why: a module may raise anything."""
    module, _, attribute = entry.value.partition(":")
    try:
        with surroundings.kept(modules=True):
            found: Any = importlib.import_module(module.strip())
            for part in filter(None, attribute.strip().split(".")):
                found = getattr(found, part)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and interrupts.by_user():
            raise
        return error, described(error)
    return found, None


def _stand_in(entry: Entry, workers: Workers) -> tuple[Any, str | None]:
    """Return what stands for a generator in an environment of its own, or the error and why."""
    from muse.plugins.isolated import proxy, registry

    name = entry.value.removeprefix(ISOLATED)
    try:
        installed = registry.find(name)
        if installed is None:
            return None, f"its record can't be read: muse plugins upgrade {name}"
        exported, value = installed.generators[entry.name], installed.modules[entry.name]
        return proxy.built(installed, entry.name, value, exported, workers), None
    except Exception as error:  # a record is a file, and may hold anything
        return error, f"its record is damaged ({described(error)}): muse plugins upgrade {name}"


def _suggest(name: str, names: list[str]) -> str:
    near = nearest(name, names)
    return f"did you mean {near}?" if near else f"there are {', '.join(names) or 'none'}"
