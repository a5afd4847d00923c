"""Bringing components in and putting them out: what takes long, and is done outside the lock."""

from collections.abc import Callable
from threading import Condition
from typing import TypeVar

from muse.device.backend import Backend, is_out_of_memory
from muse.device.budget import Budget
from muse.device.component import Component, Key, OutOfMemory, size_text
from muse.device.lease import Ticket
from muse.device.residents import Resident, Residents

T = TypeVar("T")


class Transfers:
    """Moves components in and out of one device, for one lease at a time: the mover.

    `changed` is the manager's lock: every change of the books is made under it, and those who wait
    are woken by it.
    """

    def __init__(
        self, backend: Backend, residents: Residents, budget: Budget, changed: Condition
    ) -> None:
        self.backend = backend
        self.residents = residents
        self.budget = budget
        self.mover: Ticket | None = None
        self._changed = changed

    def bring(self, ticket: Ticket) -> None:
        """Bring in what a lease lacks, if it is the mover; others have all they need already."""
        if self.mover is not ticket:
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
                    self._load(ticket, key, component)
        finally:
            with self._changed:
                self.mover, self.budget.coming = None, 0
                self._changed.notify_all()

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
        return self._release(found)

    def expire(self) -> int:
        """Put out what was idle for longer than it was to be kept; return the bytes."""
        with self._changed:
            gone = self.residents.expired(self.backend.clock())
        return self._release(gone)

    def _release(self, gone: list[Resident]) -> int:
        freed = sum(r.size for r in gone)
        self.residents.release(gone)
        with self._changed:
            self._changed.notify_all()
        return freed

    def _make_room(self, ticket: Ticket) -> None:
        """Evict until the ticket's own reservation is met; memory is read again after each."""
        while True:
            with self._changed:
                wanted = -self.budget.spare()
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
                (k, c) for k, c in self.budget.for_ram(ticket) if not self.residents.is_at(k, "ram")
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

    def _load(self, ticket: Ticket, key: Key, component: Component) -> None:
        loaded, seconds = self._patiently(lambda: self.residents.load(component, ticket.home))
        with self._changed:
            self._arrived(self.residents.size_of(key, component))
            resident = self.residents.enter(key, component, loaded, seconds, ticket.home)
            ticket.hold(resident, self.residents)

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
            self._arrived(resident.size)
            self.residents.settle(resident, "device")

    def _arrived(self, size: int) -> None:
        self.budget.coming = max(0, self.budget.coming - size)

    def _patiently(self, action: Callable[[], T]) -> T:
        """Do what takes memory; when that runs out, put out all that is idle and try once more."""
        for _ in range(2):
            try:
                return action()
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
            # Outside the except block: its traceback would hold the tensors that have to go.
            self.relieve()
        raise OutOfMemory(
            f"{self.residents.device} ran out of memory while weights were loaded; "
            f"{size_text(max(0, self.budget.spare()))} are left",
            hint="muse ps shows who holds it; choose a smaller model, or use --device cpu",
        )
