"""Components that a worker has loaded, as the host's device manager holds them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any, get_args

from muse.contract.run import Run
from muse.device.component import Placement, Strategy
from muse.device.elsewhere import Elsewhere, Remote
from muse.device.lease import Lease
from muse.errors import Cancelled, GenerationError, MuseError, PluginError
from muse.plugins.isolated import raising
from muse.plugins.isolated.wall import Worker

_asking: ContextVar[int | None] = ContextVar("asking", default=None)
"""The worker's question that is being answered; what that takes is done by the thread that asks."""

_MOST = 2**46
"""Bytes that a component can have at most: a worker may say anything."""


class Handle(Elsewhere):
    """A component that a worker has loaded, by the number that the worker knows it by."""

    def __init__(self, worker: Worker, number: int, size: Any) -> None:
        if not isinstance(size, int) or not 0 <= size < _MOST:
            raise GenerationError(
                f"the worker of {worker.name} says that weights have {size} bytes"
            )
        self.worker = worker
        self.number = number
        self.size = size
        worker.held += 1

    @property
    def gone(self) -> bool:
        """Whether its process has ended, and it with that."""
        return not self.worker.is_alive

    @property
    def process(self) -> int:
        """The number of its process."""
        return self.worker.pid

    def move(self, device: str) -> None:
        """Have it moved to a device."""
        _do(self.worker, {"what": "move", "number": self.number, "device": device})

    def offload(self, device: str) -> Callable[[], None]:
        """Have it stream through a device; return how to end that."""
        _do(self.worker, {"what": "offload", "number": self.number, "device": device})

        def undo() -> None:
            _do(self.worker, {"what": "undo", "number": self.number})

        return undo

    def release(self) -> None:
        """Have it let go of for good."""
        self.worker.held -= 1
        if self.gone:
            return
        try:
            _do(self.worker, {"what": "drop", "number": self.number})
        except (MuseError, LoaderFailed):
            self.worker.kill()  # its weights have to go in any case


class LoaderFailed(Exception):
    """A component can't be loaded; the worker knows why by a number."""

    def __init__(self, number: int, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.number = number
        self.__cause__ = cause


def _count(told: Any) -> int:
    """Return bytes that a worker tells of; PluginError for what can't be."""
    if not isinstance(told, int) or not 0 <= told < _MOST:
        raise PluginError(f"it says that something takes {str(told)[:40]} bytes")
    return told


def _do(worker: Worker, chore: dict[str, Any]) -> dict[str, Any]:
    answer = worker.chore(chore, ask=_asking.get())
    if "error" in answer:
        raise LoaderFailed(int(answer["own"]), raising.again(answer["error"]))
    return answer


class Leases:
    """The lease that a worker's run holds, at most one."""

    def __init__(self, worker: Worker, run: Run) -> None:
        self._worker = worker
        self._run = run
        self._stack: ExitStack | None = None
        self._lease: Lease | None = None
        self._on: dict[int, ExitStack] = {}
        self.raised: dict[int, BaseException] = {}
        """By the worker's numbers: the host's own errors that it was told of."""

    def answer(self, what: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Answer what a worker asks of leases; an error is an answer too."""
        token = _asking.set(asked["ask"])
        try:
            if what == "lease":
                return self._take(asked)
            if what == "release":
                return self._give_back(asked)
            if what == "on":
                return self._begin(int(asked["number"]))
            return self._end(int(asked["number"]))
        except Cancelled:
            if self._worker.is_alive:
                return {"error": "cancelled", "cancelled": True}
            raise
        except LoaderFailed as error:
            return {"error": str(error), "own": error.number}
        except Exception as error:
            number = -asked["ask"]
            self.raised[number] = error
            hint = error.hint if isinstance(error, MuseError) else None
            message = error.message if isinstance(error, MuseError) else str(error)
            return {"error": message, "hint": hint, "number": number}
        finally:
            _asking.reset(token)

    def close(self) -> None:
        """Give back what is still held: the run is over."""
        for stack in list(self._on.values()):
            stack.close()
        self._on.clear()
        if self._stack is not None:
            self._stack.close()
            self._stack = self._lease = None

    def _take(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        if self._stack is not None:
            raise PluginError(f"{self._run.generator} asks for a lease while it holds one")
        components = [self._component(each) for each in asked["components"]]
        strategies: Sequence[Strategy] = tuple(asked["strategies"])
        if not set(strategies) <= set(get_args(Strategy)):
            raise PluginError(f"{self._run.generator} asks for a lease in no way that there is")
        size = float(asked["size"])
        if not 0 <= size < _MOST:
            raise PluginError(f"{self._run.generator} asks for a lease of the size {size}")
        stack = ExitStack()
        lease = stack.enter_context(
            self._run.lease(
                *components,
                working=_count(asked["working"]),
                size=size,
                strategies=strategies,
            )
        )
        self._stack, self._lease = stack, lease
        held = {
            str(told["number"]): handle.number
            for told, handle in zip(asked["components"], lease, strict=True)
        }
        told = {"strategy": lease.strategy, "device": lease.device, "dtype": lease.dtype}
        return {**told, "held": held}

    def _give_back(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        peak = asked.get("peak")
        try:
            if self._lease is not None and peak is not None:
                self._lease.told_peak = _count(peak)
        finally:
            self.close()
        return {}

    def _component(self, told: Mapping[str, Any]) -> Remote:
        worker, number = self._worker, int(told["number"])

        def load(placement: Placement) -> Handle:
            chore = {"what": "load", "number": number}
            where = {"device": placement.device, "dtype": placement.dtype}
            return Handle(worker, number, _do(worker, {**chore, **where}).get("size"))

        return Remote(
            source=str(told["source"]),
            load=load,
            size=_count(told["size"]),
            revision=told["revision"],
            subfolder=str(told["subfolder"]),
            dtypes=tuple(told["dtypes"]),
            quantisation=told["quantisation"],
            offload_size=None if told["offload_size"] is None else _count(told["offload_size"]),
            movable=bool(told["movable"]),
            owner=f"{worker.name} {worker.pid}",
            loader=str(told["loader"]),
        )

    def _begin(self, number: int) -> dict[str, Any]:
        if self._lease is None:
            raise PluginError(f"{self._run.generator} holds no lease")
        handle = next((each for each in self._lease if each.number == number), None)
        stack = ExitStack()
        stack.enter_context(self._lease.on(handle))
        self._on[number] = stack
        return {}

    def _end(self, number: int) -> dict[str, Any]:
        stack = self._on.pop(number, None)
        if stack is not None:
            stack.close()
        return {}


@contextmanager
def leases(worker: Worker, run: Run) -> Iterator[Leases]:
    """Answer what a run asks of leases while the block lasts, and give back what it holds then."""
    found = Leases(worker, run)
    try:
        yield found
    finally:
        found.close()
