"""The components that a worker has loaded: on the host's word, for leases of the host's broker."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from muse.device.component import Component, Placement
from muse.errors import Cancelled, MuseError, PluginError
from muse.plugins.isolated.failing import failure
from muse.plugins.isolated.worker import Port


class Components:
    """What is loaded here, by numbers that the host knows."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self._loaded: dict[int, Any] = {}
        self._kinds: dict[int, Component] = {}
        self._undo: dict[int, Callable[[], None]] = {}
        self._declared: dict[int, Component] = {}
        self._failed: dict[int, BaseException] = {}
        self._lock = threading.RLock()
        self._next = 0

    def serve(self) -> None:
        """Do what the host asks of idle components, for ever: in a thread of its own."""
        while True:
            self.do(self._port.chores.get())

    def number_of(self, error: BaseException) -> int | None:
        """Return the number under which the host was told of an error before."""
        return next((n for n, each in self._failed.items() if each is error), None)

    def forget_errors(self) -> None:
        """Let go of errors, which hold what was at work: the call that they ended is over."""
        self._failed.clear()

    @contextmanager
    def lease(
        self,
        components: Sequence[Component],
        *,
        working: int = 0,
        size: float = 1.0,
        strategies: Sequence[str] = ("full",),
    ) -> Iterator[HeldLease]:
        """Hold components by a lease of the host's: it says what is loaded, and where."""
        told = []
        with self._lock:
            for component in components:
                self._next += 1
                self._declared[self._next] = component
                told.append({"number": self._next, **_declaration(component)})
        numbers = [each["number"] for each in told]
        asked = {"components": told, "working": working, "size": size, "strategies": [*strategies]}
        try:
            answer, _ = self._port.ask("lease", asked, do=self.do)
        finally:
            with self._lock:
                for number in numbers:
                    self._declared.pop(number, None)
        if "error" in answer:
            raise self._raised(answer)
        _count_peak(answer["device"])
        held = [answer["held"][str(number)] for number in numbers]
        try:
            yield HeldLease(self, answer, held)
        finally:
            peak, slack = _peak(answer["device"])
            self._port.ask("release", {"peak": peak, "slack": slack}, do=self.do)

    def loaded(self, number: int) -> Any:
        """Return a component that is loaded."""
        return self._loaded[number]

    @contextmanager
    def on(self, number: int) -> Iterator[Any]:
        """Have a component on the device for a while, as the host's lease does it."""
        answer, _ = self._port.ask("on", {"number": number}, do=self.do)
        if "error" in answer:
            raise self._raised(answer)
        try:
            yield self._loaded[number]
        finally:
            self._port.ask("off", {"number": number}, do=self.do)

    def _raised(self, answer: Mapping[str, Any]) -> BaseException:
        """Return what a lease failed with: a loader's own error, or the host's."""
        if answer.get("cancelled"):
            return Cancelled()
        own = self._failed.get(answer.get("own", 0))
        if own is not None:
            return own
        error = MuseError(answer["error"], hint=answer.get("hint"))
        self._failed[answer["number"]] = error
        return error

    def do(self, chore: Mapping[str, Any]) -> None:
        """Load, move or let go of a component, and tell the host what came of it."""
        told: dict[str, Any] = {}
        number = chore["number"]
        try:
            what = chore["what"]
            if what == "load":
                component = self._declared[number]
                loaded = component.load(Placement(component, chore["device"], chore["dtype"]))
                self._loaded[number], self._kinds[number] = loaded, component
                told["size"] = _size(loaded)
            elif what == "move":
                self._loaded[number].to(chore["device"])
                _collect()
            elif what == "offload":
                self._undo[number] = self._offload(number, chore["device"])
            elif what == "undo":
                self._undo.pop(number)()
            else:
                self._loaded.pop(number, None)
                self._kinds.pop(number, None)
                _collect()
        except BaseException as error:
            with self._lock:
                self._next += 1
                self._failed[self._next] = error
                told = {"error": failure(error), "own": self._next}
        self._port.channel.send({**told, "chore": chore["chore"]})

    def _offload(self, number: int, device: str) -> Callable[[], None]:
        own = self._kinds[number].offload
        if own is not None:
            return own(self._loaded[number], device)
        from muse.device.torch_backend import TorchBackend

        return TorchBackend().offload(self._loaded[number], device)


class HeldLease(Sequence[Any]):
    """A lease of the host's, as a generator in a worker has it; see `muse.Lease`."""

    def __init__(self, components: Components, answer: Mapping[str, Any], held: list[int]) -> None:
        self.strategy: str = answer["strategy"]
        self.device: str = answer["device"]
        self.dtype: str = answer["dtype"]
        self.peak: int | None = None
        self._components = components
        self._held = held

    def __len__(self) -> int:
        return len(self._held)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self._components.loaded(number) for number in self._held[index]]
        return self._components.loaded(self._held[index])

    @contextmanager
    def on(self, loaded: Any) -> Iterator[Any]:
        """Have one component work on the device for a while; with `full` it does already."""
        number = next((n for n in self._held if self._components.loaded(n) is loaded), None)
        if number is None:
            raise PluginError(
                f"lease.on was given a {type(loaded).__name__} that the lease doesn't hold",
                hint="ask for all components in one lease",
            )
        if self.strategy in ("full", "cpu"):
            yield loaded
            return
        with self._components.on(number):
            yield loaded


def _declaration(component: Component) -> dict[str, Any]:
    load = component.load
    return {
        "source": component.source,
        "size": component.size,
        "revision": component.revision,
        "subfolder": component.subfolder,
        "dtypes": list(component.dtypes),
        "quantisation": component.quantisation,
        "offload_size": component.offload_size,
        "movable": component.movable,
        "loader": f"{load.__module__}.{load.__qualname__}",
    }


def _size(loaded: Any) -> int:
    """Return the bytes of a module's parameters and buffers; of what is no module, what it says."""
    if hasattr(loaded, "parameters") and hasattr(loaded, "buffers"):
        tensors = [*loaded.parameters(), *loaded.buffers()]
        return sum(int(tensor.numel() * tensor.element_size()) for tensor in tensors)
    return int(getattr(loaded, "nbytes", 0))


def _cuda(device: str) -> Any:
    torch = sys.modules.get("torch")
    return torch.cuda if torch is not None and device.startswith("cuda") else None


def _collect() -> None:
    """Let go of what nobody refers to, and hand cached memory back to the driver."""
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available() and torch.cuda.is_initialized():
        torch.cuda.empty_cache()


_before = [0]


def _count_peak(device: str) -> None:
    cuda = _cuda(device)
    if cuda is not None:
        cuda.reset_peak_memory_stats(device)
        _before[0] = cuda.memory_allocated(device)


def _peak(device: str) -> tuple[int | None, int]:
    """Return the bytes that the work took beside what was there, and those kept for later."""
    cuda = _cuda(device)
    if cuda is None:
        return None, 0
    peak = int(cuda.max_memory_allocated(device)) - _before[0]
    return max(0, peak), int(cuda.memory_reserved(device) - cuda.memory_allocated(device))
