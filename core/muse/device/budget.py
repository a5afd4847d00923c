"""How much of a device there is to give: capacity, what is spare, what a lease still lacks."""

from dataclasses import replace

from muse.device.backend import Backend, Memory
from muse.device.component import GIB, Component, DoesNotFit, Key, need, size_text
from muse.device.lease import Ticket
from muse.device.residents import Residents


class Budget:
    """The memory of one device, as leases share it; to be asked under the manager's lock.

    `limit` is the most that may be used (bytes; None: all that is free), `headroom` what always
    stays free. `leases` are those that are granted; `coming` the bytes of weights on their way.
    """

    def __init__(
        self, backend: Backend, residents: Residents, limit: int | None, headroom: int
    ) -> None:
        self.backend = backend
        self.residents = residents
        self.device = residents.device
        self.limit = limit
        self.headroom = headroom
        self.leases: list[Ticket] = []
        self.coming = 0

    def capacity(self) -> int:
        """Return the bytes that a lease could have if nobody else held one."""
        now = self._memory()
        ours = now.allocated if self.leases else self.residents.bytes_at("device")
        most = now.free + ours
        if self.limit is not None:
            most = min(most, self.limit - max(0, now.allocated - ours))
        return most - self.headroom

    def spare(self) -> int:
        """Return the bytes that can be taken now without evicting anything.

        What leases were promised and don't use yet is not to be had, nor what is about to come.
        """
        now = self._memory()
        promised = sum(ticket.reserved for ticket in self.leases)
        at_work = max(0, now.allocated - self.residents.bytes_at("device"))
        free = now.free
        if self.limit is not None:
            free = min(free, self.limit - now.allocated)
        return free - self.headroom - max(0, promised - at_work) - self.coming

    def _memory(self) -> Memory:
        """Return the memory of the device; what our workers have of it is in use by us."""
        now = self.backend.memory(self.device)
        elsewhere = self.residents.bytes_elsewhere()
        return replace(now, allocated=now.allocated + elsewhere) if elsewhere else now

    def choose_strategy(self, ticket: Ticket) -> None:
        """Choose the first strategy that fits an otherwise idle device; DoesNotFit if none does."""
        sized = [(c, self.residents.size_of(key, c)) for key, c in ticket.parts]
        weights = sum(size for _, size in sized)
        most = self.capacity()
        for strategy in ticket.strategies:
            reserved = 0 if strategy == "cpu" else need(sized, ticket.working, strategy)
            beside = strategy != "full" and weights > self.residents.ram
            if reserved <= max(most, 0) and not beside:
                ticket.strategy = strategy
                ticket.reserved = ticket.working if strategy == "full" else reserved
                return
        least = min(need(sized, ticket.working, strategy) for strategy in ticket.strategies)
        raise DoesNotFit(
            f"{', '.join(c.label for _, c in ticket.parts)} can't fit on {self.device}: "
            f"{size_text(weights)} of weights and {size_text(ticket.working)} to work with need "
            f"at least {size_text(least)}; the most there can be is {size_text(max(most, 0))}"
            f"{self._held_by_others()}",
            hint="choose a smaller model, or use --device cpu",
        )

    def _held_by_others(self) -> str:
        """Say what other programs, and leases of this one, hold of the device."""
        now = self._memory()
        others = now.total - now.free - now.allocated
        told = [f"{ticket.owner} has {size_text(_held(ticket))}" for ticket in self.leases]
        if others > GIB // 4:
            told.append(f"other programs hold {size_text(others)} (muse ps, muse stop)")
        return f" ({', '.join(told)})" if told else ""

    def has_room(self, ticket: Ticket) -> bool:
        """Whether a lease's components and working memory fit once everything idle has gone."""
        if ticket.home == "ram" and not self._fits_ram(ticket):
            return False
        wanted = self.missing(ticket) + ticket.reserved
        kept = ticket.keys if ticket.home == "device" else ()
        idle = sum(r.size for r in self.residents.idle("device", kept))
        return not wanted or self.spare() + idle >= wanted

    def is_ready(self, ticket: Ticket) -> bool:
        """Whether a lease can start as things are: all in its place, and memory free."""
        if ticket.home == "device":
            there = all(self.residents.is_at(key, "device") for key in ticket.keys)
        else:
            there = all(self.residents.is_at(key, "ram") for key, _ in self.for_ram(ticket))
        return there and (not ticket.reserved or self.spare() >= ticket.reserved)

    def missing(self, ticket: Ticket) -> int:
        """Return the bytes of weights that still have to come to the device."""
        if ticket.home == "ram":
            return 0
        return sum(
            self.residents.size_of(key, component)
            for key, component in ticket.parts
            if not self.residents.is_at(key, "device")
        )

    def for_ram(self, ticket: Ticket) -> list[tuple[Key, Component]]:
        """Return the components that have to be in memory: all but those that others have leased.

        What others have on the device stays there, and is used where it is.
        """
        found = {key: self.residents.get(key) for key in ticket.keys}
        own = 1 if ticket in self.leases else 0
        return [
            (key, component)
            for key, component in ticket.parts
            if (r := found[key]) is None or r.place != "device" or r.users <= own
        ]

    def _fits_ram(self, ticket: Ticket) -> bool:
        leased = self.residents.bytes_at("ram", leased=True)
        own = sum(self.residents.size_of(key, c) for key, c in self.for_ram(ticket))
        return leased + own <= self.residents.ram


def _held(ticket: Ticket) -> int:
    """Return the bytes of the device that a granted lease stands for."""
    return ticket.reserved + sum(r.size for r in ticket.held if r.place == "device")
