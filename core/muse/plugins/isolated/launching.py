"""How the worker of an environment is started: its command, its variables, its sandbox."""

import os
from pathlib import Path

from muse.plugins.isolated import worker as worker_file
from muse.plugins.isolated.registry import Installed
from muse.plugins.isolated.wall import Launch, Wrap

_KEPT = ("PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TERM", "LD_LIBRARY_PATH", "USER", "LOGNAME")
_KEPT_FIRST = ("LC_", "CUDA_", "NVIDIA_", "OMP_", "MKL_", "OPENBLAS_", "HF_", "TORCH_", "PYTORCH_")
_SECRET = ("TOKEN", "KEY", "SECRET", "PASSWORD")


def launch(installed: Installed, sandbox: bool = True) -> Launch:
    """Return how the worker of an installed plugin is started."""
    installed.state.mkdir(parents=True, exist_ok=True)
    return of(
        installed.distribution,
        installed.python_path,
        installed.state,
        network=installed.network,
        sandbox=sandbox,
    )


def of(name: str, python: Path, state: Path, *, network: bool, sandbox: bool) -> Launch:
    """Return how a worker is started: in a sandbox, where that is asked for and there is one."""
    flags = ["network"] if network else []
    wrap = _sandbox(state, network) if sandbox else None
    flags += ["sandboxed"] if wrap else []
    command = [str(python), "-I", "-X", "utf8", str(worker_file.__file__), *flags]
    made = Launch(name, command, environment(state))
    return made if wrap is None else Launch(name, command, environment(state), wrap)


def environment(state: Path) -> dict[str, str]:
    """Return the variables of a worker: those that do no harm, and places where it may write."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if (name in _KEPT or name.startswith(_KEPT_FIRST))
        and not any(each in name for each in _SECRET)
    }
    caches = {
        "XDG_CACHE_HOME": "cache",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "MPLCONFIGDIR": "matplotlib",
        "NUMBA_CACHE_DIR": "numba",
        "MUSE_HOME": "muse",
    }
    return {**kept, **{name: str(state / folder) for name, folder in caches.items()}}


def _sandbox(state: Path, network: bool) -> Wrap | None:
    """Return what puts a command into a sandbox; None where there is none."""
    return None
