"""How the worker of an environment is started: its command, its variables, its sandbox."""

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from muse.errors import NotReady
from muse.plugins.isolated import hiding, sandbox
from muse.plugins.isolated import worker as worker_file
from muse.plugins.isolated.bounds import USUAL, Bounds
from muse.plugins.isolated.registry import Installed
from muse.plugins.isolated.variables import variables
from muse.plugins.isolated.wall import Launch


def launch(installed: Installed, bounds: Bounds = USUAL) -> Launch:
    """Return how the worker of an installed plugin is started."""
    installed.state.mkdir(parents=True, exist_ok=True)
    return of(
        installed.distribution,
        installed.python_path,
        installed.state,
        network=installed.network,
        bounds=bounds if installed.sandbox else Bounds(False, bounds.memory),
    )


def of(name: str, python: Path, state: Path, *, network: bool, bounds: Bounds) -> Launch:
    """Return how a worker is started: in a sandbox, where that is asked for and there is one."""
    if os.name == "nt":
        raise NotReady("workers of isolated plugins need Linux or macOS", hint="use WSL")
    kept_in = bounds.sandbox and sandbox.available() is None
    flags = ["network"] if network else []
    flags += ["sandboxed"] if kept_in else []
    command = [str(python), "-I", "-X", "utf8", str(worker_file.__file__), *flags]

    planned: list[tuple[str, str]] = []

    folder = python.parent.parent

    def wrap(argv: Sequence[str], scratch: Path) -> list[str]:
        if not kept_in:
            return sandbox.limited(argv, bounds.memory)
        hiding.make_ready()
        own = [scratch, state]
        planned[:] = sandbox.planned_for(argv[0], own)
        return sandbox.command(
            argv, network=network, writable=own, memory=bounds.memory, planned=planned
        )

    def sees(path: Path) -> bool:
        return hiding.is_seen(str(path), planned)

    told = variables(state, network=network)
    if find_spec("torch") is None:  # then cards are counted as their driver has them
        told.setdefault("CUDA_DEVICE_ORDER", "PCI_BUS_ID")
    return Launch(name, command, told, wrap, sees=sees if kept_in else None, folder=folder)
