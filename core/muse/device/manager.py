"""Who may use the device: components shared between generators, leases, and their order.

A lease is the right to use components for a while, all of them or none. Leases are granted in order
of arrival; one that can go at once may overtake one that can't, a few times only. What is leased is
never evicted. One lease at a time brings components in and takes others out, since the disk and the
bus are one anyway; a lease whose components are all there needn't wait for that.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from muse.device.backend import Backend
from muse.device.budget import Budget
from muse.device.component import GIB, Component, Key, Strategy
from muse.device.elsewhere import Elsewhere
from muse.device.eviction import GreedyDual, Policy
from muse.device.lease import Lease, Ticket
from muse.device.residents import Residents
from muse.device.transfers import Transfers
from muse.errors import Cancelled

OVERTAKEN_AT_MOST = 4
"""How often a lease that can't go yet may be overtaken by others that can."""

_LOOK_AGAIN = 0.2
"""Seconds after which a waiting lease looks at the memory again: other programs give back too."""


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
        self.keep_alive = keep_alive
        self.residents = Residents(backend, device, dtype, ram, policy)
        self._changed = threading.Condition()
        self._budget = Budget(backend, self.residents, budget, headroom)
        self._transfers = Transfers(backend, self.residents, self._budget, self._changed)
        self._queue: list[Ticket] = []

    @contextmanager
    def lease(
        self,
        components: Sequence[Component],
        *,
        owner: str,
        working: int = 0,
        strategies: Sequence[Strategy] = ("full",),
        keep_alive: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator["Lease"]:
        """Hold components: wait for the turn, and give them back at the end.

        `working` is what the work itself needs beside the weights (bytes), `strategies` the ways it
        can run. DoesNotFit is raised at once when none of them can ever fit, Cancelled when
        `cancelled` says so, and what a loader raises as it is; nothing is held then.
        """
        keys = [c.key(c.dtype_on(self.dtype)) for c in components]
        parts = dict(zip(keys, components, strict=True))
        kept = self.keep_alive if keep_alive is None else keep_alive
        ticket = Ticket(owner, list(parts.items()), working, tuple(strategies), kept)
        with self._changed:
            self._budget.choose_strategy(ticket)
        self._wait(ticket, cancelled)
        try:
            self._transfers.bring(ticket)
            self.backend.reset_peak(self.device)
            weights = self.residents.bytes_at("device") - self.residents.bytes_elsewhere()
            lease = Lease(self.residents, ticket, keys)
            yield lease
            peak = self.backend.peak(self.device)
            if ticket.alone and ticket.strategy == "full":
                lease.peak = lease.told_peak
                if peak is not None and lease.told_peak is None:
                    lease.peak = max(0, peak - weights)
        finally:
            self._give_back(ticket)

    @property
    def waiting(self) -> int:
        """How many leases wait for their turn."""
        return len(self._queue)

    @property
    def at_rest(self) -> bool:
        """Whether no lease is held or waited for, and nothing is on its way in."""
        return not self._queue and self._nobody_else() and not self._budget.coming

    def relieve(self, label: str | None = None) -> int:
        """Put out what nobody uses, for good; return the bytes. `label` names one component."""
        return self._transfers.relieve(label)

    def expire(self) -> int:
        """Put out what was idle for longer than it was to be kept; return the bytes."""
        return self._transfers.expire()

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
                    **({"worker": r.loaded.process} if isinstance(r.loaded, Elsewhere) else {}),
                }
                for r in self.residents
            ]

    # -- the queue

    def _wait(self, ticket: Ticket, cancelled: Callable[[], bool]) -> None:
        with self._changed:
            self._queue.append(ticket)
            try:
                while not self._grant(ticket):
                    if cancelled():
                        raise Cancelled
                    if self._queue[0] is ticket and self._nobody_else():
                        self._budget.choose_strategy(ticket)  # other programs may have taken memory
                        if self._grant(ticket):
                            break
                    self._changed.wait(_LOOK_AGAIN)
            finally:
                self._queue.remove(ticket)
                self._changed.notify_all()

    def _nobody_else(self) -> bool:
        return not self._budget.leases and self._transfers.mover is None

    def _grant(self, ticket: Ticket) -> bool:
        """Grant a lease if it can go and may: its components are pinned and its memory reserved."""
        before = self._queue[: self._queue.index(ticket)]
        if any(t.overtaken >= OVERTAKEN_AT_MOST or self._can_go(t) for t in before):
            return False
        if not self._can_go(ticket):
            return False
        for other in before:
            other.overtaken += 1
        if not self._budget.is_ready(ticket):
            self._budget.coming = self._budget.missing(ticket)
            self._transfers.mover = ticket
        leases = self._budget.leases
        leases.append(ticket)
        if len(leases) > 1:
            for other in leases:
                other.alone = False
        for key in ticket.keys:
            resident = self.residents.get(key)
            if resident is not None and resident.place != "between":
                ticket.hold(resident, self.residents)
        return True

    def _can_go(self, ticket: Ticket) -> bool:
        if self._is_in_other_hands(ticket):
            return False
        if self._budget.is_ready(ticket):
            return True
        return self._transfers.mover is None and self._budget.has_room(ticket)

    def _is_in_other_hands(self, ticket: Ticket) -> bool:
        """Whether a lease that isn't `full` has one of the components for itself."""
        found = (self.residents.get(key) for key in ticket.keys)
        return any(r is not None and r.place == "ram" and r.users > 0 for r in found)

    def _give_back(self, ticket: Ticket) -> None:
        now = self.backend.clock()
        with self._changed:
            if ticket in self._budget.leases:
                self._budget.leases.remove(ticket)
            for resident in ticket.held:
                resident.users -= 1
                resident.used = now
                before = resident.keep_until if resident.users else now
                resident.keep_until = max(before, now + ticket.keep_alive)
            ticket.held.clear()
            gone = self.residents.expired(now)
            self._changed.notify_all()
        self.residents.release(gone)
