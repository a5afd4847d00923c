"""The sandbox of a worker: bubblewrap, which takes from a process what it has no business with.

It sees the files of the machine, but for secrets, and writes to its own folders alone; `/tmp`,
`/dev/shm`, processes and IPC are its own; without leave there is no network. It dies with its
host, and so does all that it started.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import muse
from muse.errors import described, printable
from muse.plugins.isolated.hiding import plan
from muse.weights import hub_cache

_DEVICES = ("/dev/nvidia*", "/dev/dri", "/dev/kfd", "/dev/dxg", "/dev/accel")
"""Graphics cards: NVIDIA's, those of the kernel, AMD's, WSL's, and others that compute."""

_ROOTS = tuple(
    f"/proc/{name}" for name in ("acpi", "bus", "driver", "fs", "irq", "mtrr", "scsi", "sys")
)
"""What root alone could write to in /proc, even without its rights."""

_TEMPORARY = 2**30
"""Bytes that may lie in `/tmp`, and in `/dev/shm`: they are in memory."""

_TRY = 10.0  # seconds that bubblewrap may take to say something
_PROCESSES = 1024
"""Processes and threads that a worker may have, or 16 for each core."""

_HELP = re.compile(r"^\s+(--[a-z0-9-]+)", re.MULTILINE)


def command(
    argv: Sequence[str],
    *,
    network: bool,
    writable: Sequence[Path],
    readable: Sequence[Path] = (),
    memory: int | None = None,
    planned: Sequence[tuple[str, str]] | None = None,
) -> list[str]:
    """Return the command that runs `argv` in a sandbox; `available` says whether there can be one.

    It begins in the first of the folders `writable`, which have to be there, may write to those
    alone, and sees `readable` even where the rest is hidden from it (Muse's own folders, `/tmp`).
    `memory` limits the bytes that each of its processes takes of the ordinary memory. File
    descriptors that it inherits stay open. `planned` is what `planned_for` returns for the same.
    """
    program = _program() or "bwrap"
    able = _options(program)
    own = [os.path.realpath(each) for each in writable]
    if planned is None:
        planned = planned_for(argv[0], writable, readable)
    empty = [path for path, kind in planned if kind == "hide" and os.path.isdir(path)]
    return [
        program,
        *("--unshare-all", "--unshare-user", "--die-with-parent", "--new-session"),
        *("--cap-drop", "ALL", "--unsetenv", "TMPDIR"),
        *(["--share-net"] if network else []),
        *(["--disable-userns"] if "--disable-userns" in able else []),
        *("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"),
        *(part for each in _ROOTS if os.getuid() == 0 for part in ("--ro-bind-try", each, each)),
        *_passing("/dev/shm", able),
        *(part for each in _cards() for part in ("--dev-bind", each, each)),
        *(part for path, kind in planned for part in _mount(path, kind, able)),
        *(part for each in ("/dev", *empty) for part in ("--remount-ro", each)),
        *("--chdir", (own or ["/"])[0]),
        *("--", "/bin/sh", "-c", f'{_limits(memory)}; exec "$@"', "worker"),
        *argv,
    ]


def planned_for(
    program: str, writable: Sequence[Path], readable: Sequence[Path] = ()
) -> list[tuple[str, str]]:
    """Return what a program sees of the files, as `hiding.plan` does."""
    return plan([*_needed(program), *map(str, readable)], map(str, writable))


def limited(argv: Sequence[str], memory: int | None) -> list[str]:
    """Return the command that runs `argv` without a sandbox, with no more memory than that."""
    if memory is None or os.name == "nt":
        return list(argv)
    return ["/bin/sh", "-c", f'ulimit -d {memory // 1024}; exec "$@"', "worker", *argv]


def available() -> str | None:
    """Return None where a sandbox works, else why not and what to do, in a sentence.

    It is tried once, in some 20 ms, and kept for the process.
    """
    trouble = _trouble()
    return trouble and ": ".join(filter(None, trouble))


def outlook(wanted: bool = True) -> tuple[str, str]:
    """Return what keeps isolated plugins in here, and the command that mends what doesn't, or "".

    `wanted` is the user's setting.
    """
    if not wanted:
        return "no sandbox, as isolated.sandbox in config.toml says", ""
    trouble = _trouble()
    if trouble is None:
        return f"no network, home read-only, own /tmp (bubblewrap {version()})", ""
    return f"no sandbox, and no network by Python alone: {trouble[0]}", trouble[1]


@cache
def version() -> str:
    """Return the version of bubblewrap, as `0.8.0`; "" without it."""
    program = _program()
    if program is None:
        return ""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=_TRY)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip().rpartition(" ")[2]


@cache
def _trouble() -> tuple[str, str] | None:
    """Return why there is no sandbox, and the command that mends that, or ""."""
    if sys.platform != "linux":
        return "only Linux has bubblewrap", ""
    if _program() is None:
        way = "apt-get install bubblewrap" if shutil.which("apt-get") else "install bubblewrap"
        return "bubblewrap isn't installed", way
    tried = command(["true"], network=False, writable=[])
    try:
        done = subprocess.run(
            tried, stdin=subprocess.DEVNULL, capture_output=True, timeout=_TRY, cwd="/"
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap doesn't work ({described(error)})", ""
    if done.returncode == 0:
        return None
    said = printable(done.stderr.decode("utf-8", "replace")).strip().splitlines()
    why = said[-1][:200] if said else f"it ended with {done.returncode}"
    return f"bubblewrap doesn't work ({why})", _way_out()


def _program() -> str | None:
    return shutil.which("bwrap")


@cache
def _options(program: str) -> frozenset[str]:
    """Return the options that this bubblewrap knows; older ones lack some."""
    try:
        done = subprocess.run([program, "--help"], capture_output=True, text=True, timeout=_TRY)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(_HELP.findall(done.stdout + done.stderr))


def _way_out() -> str:
    """Say how user namespaces are allowed, where the system forbids them."""
    for name, value, way in (
        ("kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
        ("user/max_user_namespaces", "0", "user.max_user_namespaces=15000"),
        (
            "kernel/apparmor_restrict_unprivileged_userns",
            "1",
            "kernel.apparmor_restrict_unprivileged_userns=0",
        ),
    ):
        try:
            found = Path("/proc/sys", name).read_text(encoding="ascii").strip()
        except OSError:
            continue
        if found == value:
            return f"sudo sysctl -w {way}"
    return ""


def _counts_apart() -> bool:
    """Whether the kernel counts the processes of a user namespace apart (Linux 5.14)."""
    numbers = re.match(r"(\d+)\.(\d+)", os.uname().release)
    return numbers is not None and (int(numbers[1]), int(numbers[2])) >= (5, 14)


def _passing(folder: str, able: frozenset[str]) -> list[str]:
    """Return the options for a folder in memory, for what passes."""
    size = ["--size", str(_TEMPORARY)] if "--size" in able else []
    perms = ["--perms", "1777"] if "--perms" in able else []
    return [*perms, *size, "--tmpfs", folder]


def _mount(path: str, kind: str, able: frozenset[str]) -> list[str]:
    """Return the options for a path of the plan; an empty folder is made read-only later."""
    if kind == "empty":
        return _passing(path, able)
    if kind == "hide":
        return ["--tmpfs", path] if os.path.isdir(path) else ["--ro-bind", "/dev/null", path]
    return ["--ro-bind" if kind == "show" else "--bind", path, path]


def _needed(program: str) -> Iterator[str]:
    """Yield what a worker needs: its environment, the Python of that, Muse's, and the models."""
    path = shutil.which(program) or program
    for each in (os.path.abspath(path), os.path.realpath(path)):
        yield os.path.dirname(os.path.dirname(each))
    yield from (os.path.dirname(muse.__file__), sys.prefix)
    yield str(hub_cache.folder())


def _cards() -> Iterator[str]:
    """Yield the devices of graphics cards."""
    for pattern in _DEVICES:
        yield from sorted(glob.glob(pattern))


def _limits(memory: int | None) -> str:
    """Return what the shell says first: no dumps, so many processes, so much memory.

    A limit that is lower already stays.
    """
    limits = ["ulimit -c 0"]
    if _counts_apart():
        most = max(_PROCESSES, 16 * (os.cpu_count() or 1))
        limits.append(f"ulimit -u {most} 2> /dev/null || ulimit -p {most} 2> /dev/null")
    if memory is not None:
        limits.append(f"ulimit -d {memory // 1024}")
    return "; ".join(limits)
