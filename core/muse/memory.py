"""Who may use the device: components shared between generators, leases, eviction.

A lease is the right to use components for a while, all of them or none. Leases are granted in order
of arrival; one that can go at once may overtake one that can't, a few times only. What is leased is
never evicted. One lease at a time brings components in and takes others out, since the disk and the
bus are one anyway; a lease whose components are all there needn't wait for that.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, overload

from muse.backends import Backend, is_out_of_memory
from muse.components import (
    GIB,
    Component,
    DoesNotFit,
    Key,
    OutOfMemory,
    Rung,
    need,
    size_text,
)
from muse.errors import Cancelled
from muse.eviction import GreedyDual, Policy
from muse.residents import Place, Resident, Residents

T = TypeVar("T")

OVERTAKEN_AT_MOST = 4
"""How often a lease that can't go yet may be overtaken by others that can."""

_LOOK_AGAIN = 0.2
"""Seconds after which a waiting lease looks at the memory again: other programs give back too."""


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

    @property
    def keys(self) -> list[Key]:
        """The keys of its components."""
        return [key for key, _ in self.parts]

    @property
    def home(self) -> Place:
        """Where its components have to be."""
        return "device" if self.rung == "full" else "ram"


class DeviceManager:
    """Shares one device among all generators of a process.

    `budget` is the most that may be used (bytes; None: all that is free), `headroom` what always
    stays free, `ram` what components that wait in memory may take, `keep_alive` the seconds after
    which an idle component goes.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        device: str = "cpu",
        dtype: str = "float32",
        budget: int | None = None,
        headroom: int = GIB // 2,
        ram: int = 0,
        keep_alive: float = 300.0,
        policy: Callable[[], Policy[Key]] = GreedyDual,
    ) -> None:
        self.backend = backend
        self.device = device
        self.dtype = dtype
        self.headroom = headroom
        self.keep_alive = keep_alive
        self.residents = Residents(backend, device, dtype, ram, policy)
        self._budget = budget
        self._leases: list[Ticket] = []
        self._queue: list[Ticket] = []
        self._mover: Ticket | None = None
        self._coming = 0
        self._changed = threading.Condition()

    # -- leases

    @contextmanager
    def lease(
        self,
        components: Sequence[Component],
        *,
        owner: str,
        working: int = 0,
        ladder: Sequence[Rung] = ("full",),
        keep_alive: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator["Lease"]:
        """Hold components: wait for the turn, and give them back at the end.

        `working` is what the work itself needs beside the weights (bytes), `ladder` the ways it
        can run. DoesNotFit is raised at once when none of them can ever fit, Cancelled when
        `cancelled` says so, and what a loader raises as it is; nothing is held then.
        """
        parts = {c.key(self.dtype): c for c in components}
        kept = self.keep_alive if keep_alive is None else keep_alive
        ticket = Ticket(owner, list(parts.items()), working, tuple(ladder), kept)
        with self._changed:
            self._settle_rung(ticket)
        self._wait(ticket, cancelled)
        try:
            self._bring(ticket)
            yield Lease(self, ticket, [c.key(self.dtype) for c in components])
        finally:
            self._give_back(ticket)

    def _settle_rung(self, ticket: Ticket) -> None:
        """Choose the first rung that fits a device nobody else uses; DoesNotFit if none does."""
        sized = [(c, self.residents.size_of(key, c)) for key, c in ticket.parts]
        weights = sum(size for _, size in sized)
        most = self._capacity()
        for rung in ticket.ladder:
            reserved = 0 if rung == "cpu" else need(sized, ticket.working, rung)
            beside = rung != "full" and weights > self.residents.ram
            if reserved <= max(most, 0) and not beside:
                ticket.rung = rung
                ticket.reserved = ticket.working if rung == "full" else reserved
                return
        least = min(need(sized, ticket.working, rung) for rung in ticket.ladder)
        raise DoesNotFit(
            f"{', '.join(c.label for _, c in ticket.parts)} can't fit on {self.device}: "
            f"{size_text(weights)} of weights and {size_text(ticket.working)} to work with need "
            f"at least {size_text(least)}; the most there can be is {size_text(max(most, 0))}",
            hint="lower width, height or count, choose a smaller model, or use --device cpu",
        )

    def _wait(self, ticket: Ticket, cancelled: Callable[[], bool]) -> None:
        with self._changed:
            self._queue.append(ticket)
            try:
                while not self._grant(ticket):
                    if cancelled():
                        raise Cancelled
                    if self._queue[0] is ticket and not self._leases and self._mover is None:
                        self._settle_rung(ticket)  # other programs may have taken memory
                        if self._grant(ticket):
                            break
                    self._changed.wait(_LOOK_AGAIN)
            finally:
                self._queue.remove(ticket)
                self._changed.notify_all()

    def _grant(self, ticket: Ticket) -> bool:
        """Grant a lease if it can go and may: its components are pinned and its memory reserved."""
        before = self._queue[: self._queue.index(ticket)]
        if any(t.overtaken >= OVERTAKEN_AT_MOST or self._can_go(t) for t in before):
            return False
        if not self._can_go(ticket):
            return False
        for other in before:
            other.overtaken += 1
        ready = self._is_ready(ticket)
        self._coming = self._coming if ready else self._missing(ticket)
        self._mover = self._mover if ready else ticket
        self._leases.append(ticket)
        for key in ticket.keys:
            resident = self.residents.get(key)
            if resident is not None and resident.place != "between":
                self._hold(ticket, resident)
        return True

    def _hold(self, ticket: Ticket, resident: Resident) -> None:
        resident.users += 1
        ticket.held.append(resident)
        self.residents.touch(resident, ticket.owner)

    def _can_go(self, ticket: Ticket) -> bool:
        if self._is_in_other_hands(ticket):
            return False
        if self._is_ready(ticket):
            return True
        if self._mover is not None:
            return False
        if ticket.home == "ram" and not self._fits_ram(ticket):
            return False
        wanted = self._missing(ticket) + ticket.reserved
        kept = ticket.keys if ticket.home == "device" else ()
        idle = sum(r.size for r in self.residents.idle("device", kept))
        return not wanted or self._spare() + idle >= wanted

    def _fits_ram(self, ticket: Ticket) -> bool:
        leased = self.residents.bytes_at("ram", leased=True)
        own = sum(self.residents.size_of(key, c) for key, c in self._for_ram(ticket))
        return leased + own <= self.residents.ram

    def _is_in_other_hands(self, ticket: Ticket) -> bool:
        """Whether a lease below the rung `full` has one of the components for itself."""
        found = (self.residents.get(key) for key in ticket.keys)
        return any(r is not None and r.place == "ram" and r.users > 0 for r in found)

    def _is_ready(self, ticket: Ticket) -> bool:
        if ticket.home == "device":
            there = all(self.residents.is_at(key, "device") for key in ticket.keys)
        else:
            there = all(self.residents.is_at(key, "ram") for key, _ in self._for_ram(ticket))
        return there and (not ticket.reserved or self._spare() >= ticket.reserved)

    def _missing(self, ticket: Ticket) -> int:
        """Return the bytes of weights that still have to come to the device."""
        if ticket.home == "ram":
            return 0
        return sum(
            self.residents.size_of(key, component)
            for key, component in ticket.parts
            if not self.residents.is_at(key, "device")
        )

    def _for_ram(self, ticket: Ticket) -> list[tuple[Key, Component]]:
        """Return the components that have to be in memory: all but those that others have leased.

        What others have on the device stays there, and is used where it is.
        """
        found = {key: self.residents.get(key) for key in ticket.keys}
        own = 1 if ticket in self._leases else 0
        return [
            (key, component)
            for key, component in ticket.parts
            if (r := found[key]) is None or r.place != "device" or r.users <= own
        ]

    # -- budget

    def _capacity(self) -> int:
        """Return the bytes that a lease could have if nobody else held one."""
        now = self.backend.memory(self.device)
        ours = now.allocated if self._leases else self.residents.bytes_at("device")
        most = now.free + ours
        if self._budget is not None:
            most = min(most, self._budget - max(0, now.allocated - ours))
        return most - self.headroom

    def _spare(self) -> int:
        """Return the bytes that can be taken now without evicting anything.

        What leases were promised and don't use yet is not to be had, nor what is about to come.
        """
        now = self.backend.memory(self.device)
        promised = sum(ticket.reserved for ticket in self._leases)
        at_work = max(0, now.allocated - self.residents.bytes_at("device"))
        free = now.free
        if self._budget is not None:
            free = min(free, self._budget - now.allocated)
        return free - self.headroom - max(0, promised - at_work) - self._coming

    # -- bringing in and giving back

    def _bring(self, ticket: Ticket) -> None:
        if self._mover is not ticket:
            return
        try:
            if ticket.home == "ram":
                self._make_room_in_ram(ticket)
            self._make_room(ticket)
            for resident in ticket.held:
                if ticket.home == "device" and resident.place == "ram":
                    self._move_in(resident)
            for key, component in ticket.parts:
                if not any(resident.key == key for resident in ticket.held):
                    self._bring_in(ticket, key, component)
        finally:
            with self._changed:
                self._mover, self._coming = None, 0
                self._changed.notify_all()

    def _make_room(self, ticket: Ticket) -> None:
        """Evict until the ticket's own reservation is met; memory is read again after each."""
        while True:
            with self._changed:
                wanted = -self._spare()
                idle = self.residents.idle("device", ticket.keys)
                if wanted <= 0 or not idle:
                    return
                victim = self.residents.victims("device", wanted)[0]
                released = self.residents.take_out(victim)
            if victim not in released:
                self.residents.move(victim, "ram")
            self.residents.release(released)
            with self._changed:
                if victim not in released:
                    self.residents.settle(victim, "ram")

    def _make_room_in_ram(self, ticket: Ticket) -> None:
        """Let go of what waits in memory, and move the ticket's own components out there."""
        with self._changed:
            coming = [
                (k, c) for k, c in self._for_ram(ticket) if not self.residents.is_at(k, "ram")
            ]
            wanted = sum(self.residents.size_of(key, c) for key, c in coming)
            over = self.residents.bytes_at("ram") + wanted - self.residents.ram
            gone = self.residents.victims("ram", over, ticket.keys) if over > 0 else []
            for resident in gone:
                self.residents.forget(resident)
            own = [r for r in ticket.held if r.place == "device" and r.users == 1]
            for resident in own:
                self.residents.settle(resident, "between")
        self.residents.release(gone)
        for resident in own:
            self.residents.move(resident, "ram")
            with self._changed:
                self.residents.settle(resident, "ram")

    def _bring_in(self, ticket: Ticket, key: Key, component: Component) -> None:
        loaded, seconds = self._patiently(lambda: self.residents.load(component, ticket.home))
        with self._changed:
            self._coming = max(0, self._coming - self.residents.size_of(key, component))
            self.residents.enter(key, component, loaded, seconds, ticket.home)
            resident = self.residents.get(key)
            assert resident is not None
            self._hold(ticket, resident)

    def _move_in(self, resident: Resident) -> None:
        with self._changed:
            self.residents.settle(resident, "between")
        try:
            self._patiently(lambda: self.residents.move(resident, "device"))
        except BaseException:
            with self._changed:  # nobody knows where its tensors are now
                self.residents.forget(resident)
            raise
        with self._changed:
            self._coming = max(0, self._coming - resident.size)
            self.residents.settle(resident, "device")

    def _patiently(self, action: Callable[[], T]) -> T:
        """Do what takes memory; when that runs out, put out all that is idle and try once more."""
        try:
            return action()
        except Exception as error:
            if not is_out_of_memory(error):
                raise
        # Outside the except block: its traceback would hold the tensors that have to go.
        self.relieve()
        try:
            return action()
        except Exception as error:
            if not is_out_of_memory(error):
                raise
        self.relieve()
        raise OutOfMemory(
            f"{self.device} ran out of memory while weights were loaded; "
            f"{size_text(max(0, self._spare()))} are left",
            hint="muse ps shows who holds it; choose a smaller model, or use --device cpu",
        )

    def _give_back(self, ticket: Ticket) -> None:
        now = self.backend.clock()
        with self._changed:
            if ticket in self._leases:
                self._leases.remove(ticket)
            for resident in ticket.held:
                resident.users -= 1
                resident.used = now
                before = resident.keep_until if resident.users else now
                resident.keep_until = max(before, now + ticket.keep_alive)
            ticket.held.clear()
            gone = self.residents.expired(now)
            self._changed.notify_all()
        self.residents.release(gone)

    # -- for the host

    def relieve(self, label: str | None = None) -> int:
        """Put out what nobody uses, for good; return the bytes. `label` names one component."""
        with self._changed:
            found = [
                r
                for place in ("device", "ram")
                for r in self.residents.idle(place)
                if label in (None, r.component.label, r.component.source)
            ]
            for resident in found:
                self.residents.forget(resident)
        freed = sum(r.size for r in found)
        self.residents.release(found)
        with self._changed:
            self._changed.notify_all()
        return freed

    def expire(self) -> int:
        """Put out what was idle for longer than it was to be kept; return the bytes."""
        with self._changed:
            gone = self.residents.expired(self.backend.clock())
        freed = sum(r.size for r in gone)
        self.residents.release(gone)
        with self._changed:
            self._changed.notify_all()
        return freed

    def loaded(self) -> list[dict[str, Any]]:
        """Return what is loaded: component, generators, bytes, where, seconds since and idle."""
        now = self.backend.clock()
        with self._changed:
            return [
                {
                    "component": r.component.label,
                    "generators": sorted(r.owners),
                    "size": r.size,
                    "where": self.device if r.place == "device" else "ram",
                    "leased": r.users > 0,
                    "since": now - r.since,
                    "idle": 0.0 if r.users else now - r.used,
                }
                for r in self.residents
            ]


class Lease(Sequence[Any]):
    """Components to work with, in the order they were asked for.

    `rung` says how: `full` has them on `device`; with `sequential` they wait in memory and
    `with lease.on(component)` brings one in at a time; with `offload` and `cpu` they are in memory
    too, and the generator hands them to the offloading of its library, or leaves them there.
    """

    def __init__(self, manager: DeviceManager, ticket: Ticket, keys: list[Key]) -> None:
        found = {resident.key: resident for resident in ticket.held}
        self.rung = ticket.rung
        self.device = "cpu" if ticket.rung == "cpu" else manager.device
        self.dtype = manager.dtype
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
        """Have one component on the device for a while; it already is on the rung `full`."""
        resident = next(r for r in self._residents if r.loaded is loaded)
        if self.rung != "sequential" or resident.place == "device":
            yield loaded
            return
        try:
            self._manager.residents.move(resident, "device")
            yield loaded
        finally:
            self._manager.residents.move(resident, "ram")
