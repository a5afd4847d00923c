"""A lease as it is asked for (a ticket) and as a generator holds it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, overload

from muse.components import Component, Key, Rung
from muse.residents import Place, Resident, Residents


@dataclass(eq=False)
class Ticket:
    """A lease that is asked for or held."""

    owner: str
    parts: list[tuple[Key, Component]]
    working: int
    ladder: tuple[Rung, ...]
    keep_alive: float
    rung: Rung = "full"
    reserved: int = 0
    overtaken: int = 0
    held: list[Resident] = field(default_factory=list)
    alone: bool = True
    """Whether no other lease was held meanwhile, so that the peak of the device is its own."""

    @property
    def keys(self) -> list[Key]:
        """The keys of its components."""
        return [key for key, _ in self.parts]

    @property
    def home(self) -> Place:
        """Where its components have to be."""
        return "device" if self.rung == "full" else "ram"


class Holder(Protocol):
    """What a lease needs of the manager that gave it."""

    device: str
    dtype: str
    residents: Residents


class Lease(Sequence[Any]):
    """Components to work with, in the order they were asked for.

    `rung` says how: `full` has them on `device`; below that they are in memory, and
    `with lease.on(component)` makes one work on `device` for a while, whatever the rung: as a whole
    (`sequential`), streamed through it by layers (`offload`), or where it is (`cpu`).
    `peak` is what the work took beside the weights (bytes), once it is over and was measured.
    """

    def __init__(self, manager: "Holder", ticket: Ticket, keys: list[Key]) -> None:
        found = {resident.key: resident for resident in ticket.held}
        self.rung = ticket.rung
        self.device = "cpu" if ticket.rung == "cpu" else manager.device
        self.dtype = manager.dtype
        self.peak: int | None = None
        self._manager = manager
        self._residents = [found[key] for key in keys]

    def __len__(self) -> int:
        return len(self._residents)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [resident.loaded for resident in self._residents[index]]
        return self._residents[index].loaded

    @contextmanager
    def on(self, loaded: Any) -> Iterator[Any]:
        """Have one component work on the device for a while; it already does on the rung `full`."""
        resident = next(r for r in self._residents if r.loaded is loaded)
        if self.rung in ("full", "cpu") or resident.place == "device":
            yield loaded
            return
        residents = self._manager.residents
        if self.rung == "offload":
            undo = (resident.component.offload or residents.backend.offload)(loaded, self.device)
            try:
                yield loaded
            finally:
                undo()
            return
        try:
            residents.move(resident, "device")
            yield loaded
        finally:
            residents.move(resident, "ram")
