"""Who may use the device: components shared between generators, leases, eviction.

A lease is the right to use components for a while, all of them or none. Leases are granted in order
of arrival; one that can go at once may overtake one that can't, a few times only. What is leased is
never evicted. One lease at a time brings components in and takes others out, since the disk and the
bus are one anyway; a lease whose components are all there needn't wait for that.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from muse.backends import Backend
from muse.components import GIB, Component, DoesNotFit, Key, Rung, need, size_text
from muse.errors import Cancelled
from muse.eviction import GreedyDual, Policy
from muse.leases import Lease, Ticket
from muse.moves import Moves
from muse.residents import Resident, Residents

OVERTAKEN_AT_MOST = 4
"""How often a lease that can't go yet may be overtaken by others that can."""

_LOOK_AGAIN = 0.2
"""Seconds after which a waiting lease looks at the memory again: other programs give back too."""


class DeviceManager(Moves):
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
            self.backend.reset_peak(self.device)
            weights = self.residents.bytes_at("device")
            lease = Lease(self, ticket, [c.key(self.dtype) for c in components])
            yield lease
            peak = self.backend.peak(self.device)
            if peak is not None and ticket.alone and ticket.rung == "full":
                lease.peak = max(0, peak - weights)
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
            f"at least {size_text(least)}; the most there can be is {size_text(max(most, 0))}"
            f"{self._held_by_others()}",
            hint="lower width, height or count, choose a smaller model, or use --device cpu",
        )

    def _held_by_others(self) -> str:
        """Say what other programs, and leases of this one, hold of the device."""
        now = self.backend.memory(self.device)
        others = now.total - now.free - now.allocated
        told = [f"{ticket.owner} has {size_text(self._held(ticket))}" for ticket in self._leases]
        if others > GIB // 4:
            told.append(f"other programs hold {size_text(others)} (muse ps, muse stop)")
        return f" ({', '.join(told)})" if told else ""

    @staticmethod
    def _held(ticket: Ticket) -> int:
        return ticket.reserved + sum(r.size for r in ticket.held if r.place == "device")

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
        if len(self._leases) > 1:
            for other in self._leases:
                other.alone = False
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

    # -- giving back, and telling

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
