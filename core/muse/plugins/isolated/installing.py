"""Installing plugins into environments of their own: the plan, the work, and taking it back."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from muse import entry_points, files
from muse.config import Config
from muse.contract.version import CONTRACT
from muse.errors import MuseError, NotReady, RequestError
from muse.plugins.isolated import builders, environments, fetching, registry
from muse.plugins.isolated.bounds import Bounds
from muse.plugins.isolated.builders import Builder, NeedsBuilding
from muse.plugins.isolated.commands import Ask, Ended, Tell
from muse.plugins.isolated.interpreters import Interpreter
from muse.plugins.isolated.locks import Lock, Package
from muse.plugins.isolated.metadata import About
from muse.plugins.isolated.registry import Installed
from muse.plugins.isolated.sources import Source


@dataclass(frozen=True)
class Plan:
    """What will be installed, all of it known: the plugin and its wheel, its Python, its lock."""

    source: Source
    about: About
    wheel: Path
    python: Interpreter
    builder: Builder
    lock: Lock
    identity: str
    prior: Installed | None

    @property
    def environment(self) -> Path:
        """Where its environment is, or will be."""
        return registry.environments() / f"{self.about.name}-{self.identity[:12]}"

    @property
    def network(self) -> bool:
        """Whether it may reach the network."""
        return self.about.wishes.network or self.source.network

    @property
    def is_built(self) -> bool:
        """Whether its environment is here already."""
        return self.environment.is_dir()

    @property
    def is_current(self) -> bool:
        """Whether exactly this is installed, and not stale."""
        prior = self.prior
        return (
            prior is not None
            and prior.lock == self.identity
            and prior.network == self.network
            and prior.source == self.source.record()
            and registry.stale(prior) is None
        )


def prepare(source: Source, work: Path, ask: Ask, tell: Tell) -> Plan:
    """Find out what a source is and all that its environment will consist of.

    `work` is a folder for what is made on the way. `ask` is called before code of others runs.
    """
    if os.name == "nt":
        raise NotReady("isolated plugins need Linux or macOS", hint="use WSL, or leave --isolated")
    _free(source.name)
    wheel, about, python = fetching.wheel(source, work, ask, tell)
    _free(about.name)
    overrides = instead(about.wishes.overrides, source.overrides)
    builder = builders.choose(overrides=overrides, what=about.name)
    needs = [*about.needs(source.extras, python), *source.extra]
    tell("resolving what it needs")
    try:
        lock = _lock(builder, needs, overrides, python, work, ask, tell, about)
    except Ended as error:
        raise error.failed(f"what {about.name} needs can't be resolved", _system(about)) from None
    identity = lock.identity(python, about.digest)
    prior = registry.find(about.name)
    return Plan(source, about, wheel, python, builder, lock, identity, prior)


def instead(wished: Sequence[str], asked: Sequence[str]) -> tuple[str, ...]:
    """Return the overrides of a plugin and those of the user, who has the last word on a name."""
    named = {entry_points.normal(Requirement(each).name) for each in asked}
    kept = (each for each in wished if entry_points.normal(Requirement(each).name) not in named)
    return (*kept, *asked)


def _lock(
    builder: Builder,
    needs: list[str],
    overrides: tuple[str, ...],
    python: Interpreter,
    work: Path,
    ask: Ask,
    tell: Tell,
    about: About,
) -> Lock:
    try:
        return builder.lock(needs, overrides, python, work, build=False, tell=tell)
    except NeedsBuilding:
        ask(
            f"something that {about.name} needs comes as source alone; to resolve it, code of its "
            "authors runs on this machine. Go on?"
        )
    return builder.lock(needs, overrides, python, work, build=True, tell=tell)


def _free(name: str | None) -> None:
    """Refuse a distribution that is installed beside Muse, since that one would be used."""
    if name is None:
        return
    with suppress(PackageNotFoundError):
        distribution(name)
        if name == entry_points.OWN:
            raise RequestError(f"{name} is Muse itself", hint="give a plugin")
        brings = name in {each.distribution for each in entry_points.scan()}
        raise RequestError(
            f"{name} is installed in Muse's own environment",
            hint=f"pip uninstall {name} first" if brings else "it is no plugin",
        )


def _system(about: About) -> str | None:
    """Return the hint that names the packages of the system that a build needs."""
    named = " ".join(about.wishes.system)
    return f"install what it needs of the system: apt install {named}" if named else None


def install(plan: Plan, work: Path, tell: Tell) -> Installed:
    """Build the environment of a plan, or take up the one that is there, and keep its record."""
    name = plan.about.name
    with _alone(name):
        exported = _built(plan, work, tell)
        tell("writing its record")
        made = _record(plan, exported)
        prior = registry.find(name)
        registry.write(made)
        if prior is not None and prior.environment != made.environment:
            if not environments.is_used(prior.environment):
                environments.remove(prior.environment)
        return made


def _built(plan: Plan, work: Path, tell: Tell) -> dict[str, Any]:
    """Return what the self-test exports of a plan's environment, which is there afterwards."""
    about = plan.about
    if plan.is_built:
        tell("testing the environment that is here")
        with suppress(MuseError):  # it is broken, and built again
            return _tested(plan, plan.environment)

    def fill(folder: Path) -> None:
        tell(f"making an environment of Python {plan.python.version}")
        plan.builder.create(folder, plan.python)
        tell(f"installing {len(plan.lock.packages)} packages")
        plan.builder.install(plan.lock, folder, work, tell)
        plan.builder.add(plan.wheel, f"{about.name}=={about.version}", folder)
        own = Package(about.name, about.version, plan.wheel.name, {"sha256": about.digest})
        folder.joinpath(environments.LOCK).write_text(plan.lock.text(plan.python, own), "utf-8")
        folder.joinpath(environments.WHEEL).mkdir()
        for path in (plan.wheel, fetching.beside(plan.wheel)):
            if path.is_file():
                shutil.copyfile(path, folder / environments.WHEEL / path.name)
        tell("compiling")

    def test(folder: Path) -> dict[str, Any]:
        tell("testing it")
        return _tested(plan, folder)

    try:
        return environments.build(plan.environment, fill, test)
    except Ended as error:
        raise error.failed(
            f"the environment of {about.name} can't be built", _system(about)
        ) from None


def _tested(plan: Plan, folder: Path) -> dict[str, Any]:
    about = plan.about
    bounds = Bounds.of(Config.load().isolated, plan.source.sandbox)
    return _try_out(folder, about.name, about.generators, network=plan.network, bounds=bounds)


def _try_out(
    folder: Path, name: str, generators: dict[str, str], *, network: bool, bounds: Bounds
) -> dict[str, Any]:
    """Start a worker in an environment and return what it exports of a plugin's generators."""
    from muse.plugins.isolated import selftest

    state = registry.folder() / "state" / name
    made = not state.is_dir()
    try:
        with files.told(state):
            state.mkdir(parents=True, exist_ok=True)
        return selftest.try_out(
            registry.interpreter(folder),
            name,
            generators,
            network=network,
            state=state,
            bounds=bounds,
        )
    except BaseException:
        if made:
            shutil.rmtree(state, ignore_errors=True)
        raise


def _record(plan: Plan, exported: dict[str, Any]) -> Installed:
    about, environment = plan.about, plan.environment
    base = registry.base_of(environment)
    if base is None:
        raise MuseError(f"{environment} has no Python", hint="try again")
    return Installed(
        distribution=about.name,
        version=about.version,
        summary=about.summary,
        source=plan.source.record(),
        environment=environment,
        lock=plan.identity,
        python=exported["python"],
        base=base,
        muse=registry.own_version(),
        contract=CONTRACT,
        network=plan.network,
        size=environments.size(environment),
        packages=exported["packages"],
        entries=about.entries,
        generators=exported["generators"],
    )


def refresh(plugin: Installed) -> Installed:
    """Test the environment of a plugin as it is, and keep what it exports to this Muse.

    MuseError where it doesn't work any more.
    """
    with _alone(plugin.distribution):
        base = registry.base_of(plugin.environment)
        if base is None:
            raise MuseError(f"{plugin.distribution} has lost its environment, or its Python")
        exported = _try_out(
            plugin.environment,
            plugin.distribution,
            plugin.modules,
            network=plugin.network,
            bounds=Bounds.of(Config.load().isolated, plugin.sandbox),
        )
        made = replace(
            plugin,
            base=base,
            muse=registry.own_version(),
            contract=CONTRACT,
            made_in=registry.FORMAT,
            packages=exported["packages"],
            generators=exported["generators"],
        )
        if exported["python"] != plugin.python:  # other than that what its packages were built for
            raise MuseError(f"{plugin.distribution} was built with Python {plugin.python}")
        registry.write(made)
        return made


def remove(name: str) -> int:
    """Remove a plugin: record, environments and state; return the bytes that are free again."""
    with _alone(name):
        found = environments.of(name)
        state = registry.folder() / "state" / name
        freed = sum(environments.size(path) for path in (*found, state))
        registry.forget(name)
        for path in found:
            if environments.is_used(path):
                raise MuseError(
                    f"{name} is removed, but a process still uses {path}",
                    hint="muse plugins gc --yes removes the rest, once that has ended",
                )
            environments.remove(path)
        with suppress(FileNotFoundError):
            shutil.rmtree(state)
        for folder in (registry.environments(), state.parent):
            with suppress(OSError):
                folder.rmdir()  # where it is empty
        return freed


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Let nobody else install or remove a plugin; RequestError where somebody does just now."""
    record = registry.path_of(name)
    try:
        with files.locked(record, patience=0.0):
            try:
                yield
            finally:
                if not record.exists():
                    environments.unlock(record)
    except files.Held:
        raise RequestError(
            f"another muse installs or removes {name} just now", hint="wait until that is done"
        ) from None
