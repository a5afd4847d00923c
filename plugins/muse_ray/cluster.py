"""The cluster: one that is there, joined by its address, or this machine's own for a while."""

import importlib
import logging
import os
import re
import secrets
import shutil
import socket
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from muse import NotReady, RequestError
from muse.errors import described, printable

_STORE = 256 * 2**20
"""Bytes of shared memory for what workers of a cluster of this machine's own return."""

_PORT = 10001
"""Where a cluster listens for Ray's client, unless the address says."""

_LONGEST = 40
"""Characters of a folder in which Ray's sockets have names that a system takes (107 in all)."""

_HERE = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"
"""Set to 0 before Ray is imported, it has Ray listen on the loopback alone, on any system."""


_DOOR = re.compile(r"(?:ray://)?([^:/]+):(\d+)")

_PATIENCE = 5.0
"""Seconds in which the machine of a cluster has to answer."""

_THERE = "ray start --head starts one there, with the Ray and the Python of this machine"


class Cluster:
    """A connection to Ray; as a context manager, or closed, it undoes what it started.

    `address` is `host`, `host:port` or `ray://host:port` of a cluster's client server. Without one
    it is the cluster that RAY_ADDRESS names, and else one of this machine's own with `cores`,
    which only this user's processes can talk to, and which ends with it. A program that is
    connected to Ray already stays so.
    """

    def __init__(self, address: str | None = None, *, cores: int | None = None) -> None:
        self.address = _named(address)
        self._undo: list[Any] = []
        self.is_own = False
        """Whether it was started for this alone."""
        self.ray = _imported(alone=self.address is None)
        if self.ray.is_initialized():
            return
        try:
            if self.address is None:
                self._start(cores)
            else:
                self._join(self.address)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster; end it, if it was started for this."""
        while self._undo:
            self._undo.pop()()

    def has(self, resource: str) -> float:
        """Return how much of a resource (CPU, GPU) the whole cluster has."""
        return float(self.ray.cluster_resources().get(resource, 0))

    def nodes(self) -> int:
        """Return how many machines are alive."""
        return sum(bool(each["Alive"]) for each in self.ray.nodes())

    def _start(self, cores: int | None) -> None:
        """Start a cluster of this machine, in a folder of its own, behind a token of its own."""
        folder = Path(tempfile.mkdtemp(prefix="muse-ray-"))
        self._undo.append(lambda: shutil.rmtree(folder, ignore_errors=True))
        before = {name: os.environ.get(name) for name in ("RAY_AUTH_MODE", "RAY_AUTH_TOKEN")}
        self._undo.append(lambda: _restored(before))
        os.environ["RAY_AUTH_TOKEN"] = _token()
        self._undo.append(self.ray.shutdown)
        self.is_own = True
        temporary = {"TMPDIR": os.environ.get("TMPDIR")}
        os.environ["TMPDIR"] = str(folder)  # what workers leave that are killed goes with it
        try:
            self._begin(folder, cores)
        finally:
            _restored(temporary)

    def _begin(self, folder: Path, cores: int | None) -> None:
        self._init(
            "a cluster of this machine can't be started",
            address="local",
            num_cpus=cores,
            include_dashboard=False,
            object_store_memory=_STORE,
            **({"_temp_dir": str(folder)} if len(str(folder)) <= _LONGEST else {}),
        )

    def _join(self, address: str) -> None:
        door = _DOOR.fullmatch(address)
        if door is not None:  # Ray itself would try for minutes
            try:
                socket.create_connection((door[1], int(door[2])), _PATIENCE).close()
            except OSError as error:
                raise NotReady(
                    f"Ray: nobody answers at {address} ({error.strerror or error})", hint=_THERE
                ) from None
        self._undo.append(self.ray.shutdown)
        self._init(f"{address} can't be reached", address=address)

    def _init(self, problem: str, **options: Any) -> None:
        try:
            with _quiet():
                self.ray.init(log_to_driver=False, logging_level=logging.ERROR, **options)
            self._undo.append(_hushed())
        except Exception as error:
            hint = _THERE
            if options["address"] == "local":
                hint = "--workers makes rows in plain processes"
            told = printable(str(error).strip().partition("\n")[0])[:200]
            raise NotReady(f"Ray: {problem} ({told.rstrip('.')})", hint=hint) from error


def _named(address: str | None) -> str | None:
    """Return an address as Ray takes it; None for a cluster of this machine's own."""
    if not address:
        return os.environ.get("RAY_ADDRESS") or None
    host, _, port = address.removeprefix("ray://").rstrip("/").partition(":")
    if not host or (port and not port.isdecimal()):
        raise RequestError(
            f"on: {address!r} is no address of a cluster", hint="such as ray://host:10001"
        )
    return f"ray://{host}:{port or _PORT}"


def _imported(*, alone: bool) -> Any:
    """Import Ray; `alone` has it listen on the loopback, if it is imported for the first time."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    if alone and "ray" not in sys.modules:
        os.environ.setdefault(_HERE, "0")
    try:
        import ray
    except ImportError as error:
        hint = 'pip install "muse-host[ray]"'
        raise NotReady(f"--on ray needs Ray: {described(error)}", hint=hint) from error
    return ray


def _hushed() -> Callable[[], None]:
    """Keep off standard output what Ray tells of workers that end; return how to undo that.

    Ray has no option for it. Who starts them again tells of it, and Ray's own log has all.
    """
    worker = importlib.import_module("ray._private.worker")
    before = getattr(worker, "print_to_stdstream", None)
    if before is None:
        return lambda: None
    worker.print_to_stdstream = lambda *told, **options: None  # type: ignore[attr-defined]
    return lambda: setattr(worker, "print_to_stdstream", before)


@cache
def _token() -> str:
    """Return what the processes of this one's clusters know each other by: Ray reads it once."""
    return secrets.token_hex(32)


def _restored(before: dict[str, str | None]) -> None:
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Ray says of how it was started for its own log."""
    log = logging.getLogger("ray")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        with suppress(ValueError):
            log.setLevel(max(before, logging.ERROR))
