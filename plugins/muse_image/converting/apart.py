"""Converting in a process of its own, and the new file at once or not at all."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from muse import MuseError, RequestError, files, processes
from muse.errors import OutputError, printable
from muse_image.converting.child import SECONDS, SPEED

LARGEST = 8 * 2**30
"""Bytes of a file that is read; the largest public ones have less than a tenth of that."""

_COMMAND = (sys.executable, "-P", "-m", "muse_image.converting.child")


def convert(
    source: Path,
    target: Path,
    *,
    licence: str = "",
    half: bool = False,
    force: bool = False,
    progress: Callable[[float, float], None] = lambda done, total: None,
    seconds: float = SECONDS,
) -> dict[str, Any]:
    """Write the weights in a pickle as .safetensors; return what they are.

    That is `license`, `origin`, `origin_sha256`, `network`, `settings`, `notes`, and `size` in
    bytes. `half` writes float16. RequestError for a file that isn't read, and why; OutputError
    where the new one can't be written, or is there and `force` isn't set.
    """
    size = _checked(source, target, force)
    asked = {"licence": licence, "half": half, "name": printable(source.name)}
    hidden = processes.hidden(target)
    try:
        with files.told(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
            hidden.touch()
        told = _asked(source, hidden, asked, progress, seconds + size / SPEED)
        made = hidden.stat().st_size
        with files.told(target.parent):
            if force:
                os.replace(hidden, target)
            else:
                _named(hidden, target)
    finally:
        hidden.unlink(missing_ok=True)
    return {**told, "size": made}


def _checked(source: Path, target: Path, force: bool) -> int:
    """Return the bytes of the source; RequestError for what can't be asked."""
    if not source.is_file():
        raise RequestError(f"FILE: there is no file {source}", hint="check the path")
    if target.suffix.lower() != ".safetensors":
        raise RequestError(
            f"output: {target.name} doesn't end in .safetensors",
            hint=f"-o {target.with_suffix('.safetensors').name}",
        )
    if target.is_dir():
        raise OutputError(f"{target} is a folder", hint="choose another name")
    if target.exists() and not force:
        raise files.taken(target)
    size = source.stat().st_size
    if size > LARGEST:
        raise RequestError(
            f"FILE: {source.name} has more than {LARGEST // 2**30} GiB", hint="choose another"
        )
    return size


def _named(hidden: Path, target: Path) -> None:
    """Give a file its name, unless another got it meanwhile."""
    try:
        os.link(hidden, target)
    except FileExistsError:
        raise files.taken(target) from None
    except OSError:  # a disk without links
        if target.exists():
            raise files.taken(target) from None
        os.replace(hidden, target)


def _asked(
    source: Path,
    target: Path,
    asked: dict[str, Any],
    progress: Callable[[float, float], None],
    seconds: float,
) -> dict[str, Any]:
    """Have a process convert a file; RequestError for what it refuses or can't stand."""
    child = subprocess.Popen(
        [*_COMMAND, str(source.absolute()), str(target.absolute()), json.dumps(asked)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    watch = threading.Timer(seconds, stop)
    watch.daemon = True
    said: dict[str, Any] = {}
    try:
        watch.start()
        assert child.stdout is not None
        for line in child.stdout:
            said = json.loads(line)
            if "done" in said:
                progress(*said["done"])
    finally:
        watch.cancel()
        with suppress(OSError):
            child.kill()
        code = child.wait()
        if child.stdout is not None:
            child.stdout.close()
    if "made" in said:
        return dict(said["made"])
    name = source.name
    if "refused" in said:
        raise RequestError(f"FILE: {name} is refused: {said['refused']}", hint=_NEXT)
    if "failed" in said:
        raise MuseError(
            f"{name}: {said['failed']}", hint="free some space, or choose another place"
        )
    if late.is_set() or code in _OUT_OF_TIME:
        raise RequestError(f"FILE: {name} is refused: it takes too long", hint=_NEXT)
    how = f"by signal {-code}" if code < 0 else f"with {code}"
    raise RequestError(f"FILE: {name} is refused: the process that read it ended {how}", hint=_NEXT)


_NEXT = "give a pickle of NVIDIA's StyleGAN2 or 3, or a checkpoint of rosinality's StyleGAN2"
_OUT_OF_TIME = (-9, -24)  # SIGKILL and SIGXCPU, by the limit of processor time
