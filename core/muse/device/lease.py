"""A lease as it is asked for (a ticket) and as a generator holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, overload

from muse.device.component import Component, Key, Strategy
from muse.device.residents import Place, Resident, Residents
from muse.errors import PluginError


@dataclass(eq=False)
class Ticket:
    """A lease that is asked for or held."""

    owner: str
    parts: list[tuple[Key, Component]]
    working: int
    strategies: tuple[Strategy, ...]
    keep_alive: float
    strategy: Strategy = "full"
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
        return "device" if self.strategy == "full" else "ram"

    def hold(self, resident: Resident, residents: Residents) -> None:
        """Hold a component that is loaded, until the lease is given back."""
        residents.hold(resident, self.owner)
        self.held.append(resident)


class Lease(Sequence[Any]):
    """Components to work with, in the order they were asked for.

    `strategy` says how: `full` has them on `device`; below that they are in memory, and
    `with lease.on(component)` makes one work on `device` for a while, whatever the strategy: as a
    whole (`sequential`), streamed through it by layers (`offload`), or where it is (`cpu`).
    `dtype` is the one that suits the device best; a component that can't have it has another.
    `peak` is what the work took beside the weights (bytes), once it is over and was measured.
    """

    def __init__(self, residents: Residents, ticket: Ticket, keys: list[Key]) -> None:
        found = {resident.key: resident for resident in ticket.held}
        self.strategy = ticket.strategy
        self.device = "cpu" if ticket.strategy == "cpu" else residents.device
        self.dtype = residents.dtype
        self.peak: int | None = None
        self.told_peak: int | None = None
        """What another process says that the work took there, where it was done."""
        self._books = residents
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
        """Have one component work on the device for a while; with `full` it does already.

        PluginError for what this lease doesn't hold.
        """
        resident = next((r for r in self._residents if r.loaded is loaded), None)
        if resident is None:
            held = ", ".join(r.component.label for r in self._residents) or "nothing"
            raise PluginError(
                f"lease.on was given a {type(loaded).__name__} that the lease doesn't hold",
                hint=f"it holds {held}; ask for all components in one lease",
            )
        if self.strategy in ("full", "cpu") or resident.place == "device":
            yield loaded
            return
        residents = self._books
        if self.strategy == "offload":
            undo = residents.offload(resident)
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
