"""Trying an environment out: a worker imports the plugin, and says what it brings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from muse.errors import MuseError, PluginError
from muse.plugins.isolated import packing, raising, schema
from muse.plugins.isolated.bounds import USUAL, Bounds
from muse.plugins.isolated.launching import of
from muse.plugins.isolated.wall import Worker


def try_out(
    python: Path,
    distribution: str,
    generators: Mapping[str, str],
    *,
    network: bool,
    state: Path,
    bounds: Bounds = USUAL,
) -> dict[str, Any]:
    """Return what a plugin brings, as a worker in its environment says: `generators` by name.

    `packages` are the versions that are installed there, `python` is its version. MuseError with
    the last lines of the worker's stderr where it can't be started, imported or used.
    """
    state.mkdir(parents=True, exist_ok=True)
    worker = Worker(of(distribution, python, state, network=network, bounds=bounds))
    try:
        worker.greet()
        told = _asked(worker, generators)
        for name, exported in told["generators"].items():
            _understood(name, exported)
        return told
    finally:
        worker.close()


def _asked(worker: Worker, generators: Mapping[str, str]) -> dict[str, Any]:
    limit = worker.patience.question
    for heard, _ in worker.converse("export", {"generators": dict(generators)}, limit=limit):
        if "error" in heard:
            error = raising.again(heard["error"])
            if isinstance(error, MuseError):
                raise error
            raise PluginError(f"{worker.name} can't be used: {error}") from error
        if "done" in heard:
            found: dict[str, Any] = packing.answer(heard["done"])
            return found
    raise AssertionError("a conversation ends with an answer")


def _understood(name: str, exported: Mapping[str, Any]) -> None:
    """Raise PluginError where a condition can't be made again of what was exported."""
    try:
        schema.condition(exported)
    except Exception as error:
        raise PluginError(f"the fields of {name} can't be taken over ({error})") from error
    if exported["missing"]:
        raise PluginError(
            f"{name} needs {', '.join(exported['missing'])}, which its environment hasn't",
            hint="its author lists it in dependencies, or you add it by --with",
        )
    if exported["trainer"] is not None:
        _understood(f"{name}:train", exported["trainer"])
