"""The devices of a host: a manager for each that is used, and telling other processes of it."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from muse import files, kept, processes
from muse.device.backend import Backend
from muse.device.cards import CardBackend
from muse.device.component import Component, Strategy
from muse.device.elsewhere import Remote
from muse.device.hardware import choose_dtype, memory, pick
from muse.device.lease import Lease
from muse.device.manager import DeviceManager
from muse.device.peaks import Peaks
from muse.errors import PluginError
from muse.folders import cache_folder

_LOOK = 1.0
"""Seconds between two looks at what is idle and at what other processes ask for."""


class Beside(Protocol):
    """Processes that work for this one, and take memory whether or not they have weights."""

    def rows(self) -> list[dict[str, Any]]: ...
    def relieve(self, name: str | None) -> int: ...


@dataclass
class _Held:
    """A lease that is held, until `ended`."""

    owner: str
    ended: bool = False


_held: ContextVar[_Held | None] = ContextVar("held", default=None)


def holder() -> str | None:
    """Return who holds a lease where this is called; None if nobody does."""
    held = _held.get()
    return held.owner if held is not None and not held.ended else None


"""The last lease of the run at work: a stream has its own context, `Run.drive` passes it on."""
_ROW: dict[str, Any] = {
    **{"component": str, "generators": list, "where": str, "leased": bool},
    **{name: int | float for name in ("size", "since", "idle_since")},
}
"""What a process tells of each component that it has loaded."""


class Devices:
    """Owns the device managers of a process; nothing is touched before the first lease.

    `device` is the name asked for (`cuda:1`, `mps`, `cpu`; None: the best there is), `keep_alive`
    the seconds after which idle components go.
    """

    def __init__(
        self,
        *,
        device: str | None = None,
        keep_alive: float = 300.0,
        backend: Callable[[], Backend] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.device = device
        self.keep_alive = keep_alive
        self.folder = folder or cache_folder() / "loaded"
        self.peaks = Peaks(self.folder.parent / "working-memory.json")
        self.beside: Beside | None = None
        self._backend = backend
        self._managers: dict[str, DeviceManager] = {}
        self._holders: dict[int, _Held] = {}
        self._lock = threading.RLock()
        self._closed = threading.Event()
        self._janitor: threading.Thread | None = None

    def manager(self, device: str | None = None, *, elsewhere: bool = False) -> DeviceManager:
        """Return the manager of a device, made when it is first asked for.

        `elsewhere` says that workers have its components, which may use what this process can't.
        """
        name = pick(device or self.device, elsewhere=elsewhere)
        with self._lock:
            if name not in self._managers:
                self._managers[name] = self._make(name, elsewhere)
                self._start_janitor()
            return self._managers[name]

    def managers(self) -> list[DeviceManager]:
        """Return the managers of the devices that were leased from so far."""
        with self._lock:
            return list(self._managers.values())

    def _make(self, name: str, elsewhere: bool) -> DeviceManager:
        card = elsewhere and name.startswith("cuda") and find_spec("torch") is None
        if self._backend is None and card:
            backend: Backend = CardBackend()
        elif self._backend is None:
            from muse.device.torch_backend import TorchBackend

            backend = TorchBackend()
        else:
            backend = self._backend()
        return DeviceManager(
            backend,
            device=name,
            dtype=choose_dtype(name)[0],
            ram=0 if name == "cpu" else (memory() or 0) // 2,
            keep_alive=self.keep_alive,
        )

    @contextmanager
    def lease(
        self,
        components: Sequence[Component],
        *,
        owner: str,
        device: str | None = None,
        working: int = 0,
        size: float = 1.0,
        strategies: Sequence[Strategy] = ("full",),
        keep_alive: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Lease]:
        """Hold components for a generator; its working memory is learned by `size`.

        What runs under a lease, in its thread or in `Run.drive`, can't take a second one:
        PluginError, since it could wait for itself for ever.
        """
        me = threading.get_ident()
        for held in (_held.get(), self._holders.get(me)):
            if held is not None and not held.ended:
                raise PluginError(
                    f"{owner} asks for a lease while {held.owner} holds one",
                    hint="ask for all components in one lease, and end it before the next run",
                )
        remote = bool(components) and all(isinstance(each, Remote) for each in components)
        manager = self.manager(device, elsewhere=remote)
        if manager.device == "cpu":
            strategies = ("full",)  # which is what `cpu` is there, and nothing is beside it
        reserved = self.peaks.guess(owner, manager.device, size, working)
        holding = self._holders[me] = _Held(owner)
        _held.set(holding)
        try:
            with manager.lease(
                components,
                owner=owner,
                working=reserved,
                strategies=strategies,
                keep_alive=keep_alive,
                cancelled=cancelled,
            ) as lease:
                self.tell()
                yield lease
            if lease.peak is not None:
                self.peaks.learn(owner, manager.device, size, lease.peak)
        finally:
            holding.ended = True
            if self._holders.get(me) is holding:
                del self._holders[me]
            self.tell()

    def loaded(self) -> list[dict[str, Any]]:
        """Return what this process has loaded, on all devices."""
        with self._lock:
            return [row for manager in self._managers.values() for row in manager.loaded()]

    def relieve(self, name: str | None = None) -> int:
        """Put out what nobody uses, or one component of it; return the bytes."""
        with self._lock:
            freed = sum(manager.relieve(name) for manager in self._managers.values())
        if self.beside is not None:
            freed += self.beside.relieve(name)
        self.tell()
        return freed

    def close(self) -> None:
        """Put everything out that nobody uses, and stop telling of it."""
        self._closed.set()
        if self._managers:
            self.relieve()
        if self._janitor is not None:
            for suffix in ("json", "stop"):
                _forget(self._path(suffix))

    # -- other processes

    def tell(self) -> None:
        """Write down what is loaded, for `muse ps` in another process."""
        if self._closed.is_set():
            return
        now = time.time()
        rows = [
            {
                **row,
                "since": now - row["since"],
                "idle_since": now - row["idle"],
                "pid": os.getpid(),
            }
            for row in self.loaded()
        ]
        if self.beside is not None:
            rows += [{**row, "pid": os.getpid()} for row in self.beside.rows()]
            self._start_janitor()
        part = self._path("part")
        try:  # not worth waiting for the disk, as files.write does
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(rows), encoding="utf-8")
            part.replace(self._path("json"))
        except OSError:
            return  # a read-only cache folder only costs the telling

    def _path(self, suffix: str) -> Path:
        return self.folder / f"{os.getpid()}.{suffix}"

    def _start_janitor(self) -> None:
        if self._janitor is None and not self._closed.is_set():
            self._janitor = threading.Thread(target=self._tidy, name="muse devices", daemon=True)
            self._janitor.start()

    def _tidy(self) -> None:
        """Put out what was idle for too long, and what another process asked to stop."""
        while not self._closed.wait(_LOOK):
            with self._lock:
                managers = list(self._managers.values())
            freed = sum(manager.expire() for manager in managers)
            freed += sum(self.relieve(name) for name in self._asked_to_stop())
            if freed:
                self.tell()

    def _asked_to_stop(self) -> list[str]:
        path = self._path("stop")
        asked = kept.read_json(path, lambda value: [str(name) for name in list(value)])
        if asked:
            _forget(path)
        return asked or []


def everywhere(folder: Path | None = None) -> list[dict[str, Any]]:
    """Return what all running processes of this user have loaded."""
    rows: list[dict[str, Any]] = []
    for path in sorted((folder or cache_folder() / "loaded").glob("*.json")):
        if path.stem.isdecimal() and not processes.is_alive(int(path.stem)):
            _forget(path)
            continue
        rows += kept.read_json(path, partial(_loaded, path.stem)) or []
    return rows


def _forget(path: Path) -> None:
    """Remove what a process told, where that can be: it is of no use, and harms nobody."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _loaded(stem: str, value: Any) -> list[dict[str, Any]]:
    """Return what a process wrote of itself; ValueError for what no process wrote."""
    if not stem.isdecimal():
        raise ValueError("it is named after no process")
    for row in value:
        if row["pid"] != int(stem):
            raise ValueError("it is of another process")
        for name, kind in _ROW.items():
            if not isinstance(row[name], kind):
                raise ValueError(f"{name} can't be {row[name]!r:.40}")
    return list(value)


def ask_to_stop(pid: int, names: Sequence[str], folder: Path | None = None) -> None:
    """Ask a process to put out components that are idle; it does within seconds."""
    path = (folder or cache_folder() / "loaded") / f"{pid}.stop"
    files.write(path, json.dumps(list(names)).encode(), force=True)
