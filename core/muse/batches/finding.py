"""Which executor makes the rows of a batch, and where."""

import importlib
from typing import cast

from muse.batches.executor import Executor, Launcher, Lender
from muse.batches.local import Local
from muse.entry_points import Index
from muse.errors import NotReady, PluginError, RequestError, described

LOCAL = "local"
"""The executor that is there without a plugin."""


def find(name: str, index: Index) -> type[Executor]:
    """Return the executor of a name; RequestError for none, PluginError for a broken one."""
    if name == LOCAL:
        return Local
    entry = index.executors.get(name)
    if entry is None:
        there = ", ".join([LOCAL, *sorted(index.executors)])
        raise RequestError(f"there is no executor {name!r}", hint=f"there is {there}")
    module, _, attribute = entry.value.partition(":")
    try:
        found: type[Executor] = getattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError as error:
        raise NotReady(
            f"the executor {name} of {entry.distribution} needs {error.name}",
            hint=f'pip install "{entry.distribution}[{name}]"',
        ) from None
    except Exception as error:
        raise PluginError(
            f"the executor {name} of {entry.distribution} can't be loaded: {described(error)}"
        ) from error
    return found


def launcher(name: str, index: Index) -> type[Launcher]:
    """Return the executor of a name that can have several processes train; else RequestError."""
    found = find(name, index)
    if not hasattr(found, "launch"):
        raise RequestError(
            f"on: {name} launches no processes of a training", hint="accelerate launch does, here"
        )
    return cast(type[Launcher], found)


def lender(name: str, index: Index) -> type[Lender]:
    """Return the executor of a name that lends its workers to a server; else RequestError."""
    found = find(name, index)
    if not hasattr(found, "helper"):
        raise RequestError(f"on: {name} makes no jobs of a server", hint="local does, and ray")
    return cast(type[Lender], found)


def split(on: str) -> tuple[str, str | None]:
    """Return name and address of what `--on` says: `ray`, `ray://host:10001`, `local`."""
    name, colon, _ = on.partition("://")
    return name, on if colon else None
