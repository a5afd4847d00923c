"""Loaded components: on the device, or waiting in memory; bringing them in, putting them out.

The manager holds a lock around every method but `load`, `move` and `release`, which take long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from muse.compat import TypeAlias
from muse.device.backend import Backend
from muse.device.component import Component, Key, Placement
from muse.device.elsewhere import Elsewhere, Remote
from muse.device.eviction import GreedyDual, Policy, choose

Place: TypeAlias = Literal["device", "ram", "between"]


@dataclass(eq=False)
class Resident:
    """A loaded component: where it is, its bytes, the seconds it took to load, who uses it.

    `between` is where it is while it moves: nobody may count on it then.
    """

    key: Key
    component: Component
    loaded: Any
    size: int
    cost: float
    place: Place
    since: float
    used: float
    users: int = 0
    owners: set[str] = field(default_factory=set)
    keep_until: float = float("inf")


class Residents:
    """The loaded components of one device, and those that wait in `ram` bytes of memory."""

    def __init__(
        self,
        backend: Backend,
        device: str,
        dtype: str,
        ram: int,
        policy: Callable[[], Policy[Key]] = GreedyDual,
    ) -> None:
        self.backend = backend
        self.device = device
        self.dtype = dtype
        self.ram = ram
        self.loads = 0
        self.load_seconds = 0.0
        self._all: dict[Key, Resident] = {}
        self._sizes: dict[Key, int] = {}
        self._costs: dict[Key, float] = {}
        # One for each place: what goes from the device may stay in memory, and be dear to load.
        self._policies: dict[Place, Policy[Key]] = {"device": policy(), "ram": policy()}

    def __iter__(self) -> Iterator[Resident]:
        return iter([each for each in list(self._all.values()) if not self._is_lost(each)])

    def get(self, key: Key) -> Resident | None:
        """Return a component that is loaded, wherever it is."""
        found = self._all.get(key)
        return None if found is None or self._is_lost(found) else found

    def _is_lost(self, resident: Resident) -> bool:
        """Whether a component went with the process that had it; then it is forgotten."""
        if not isinstance(resident.loaded, Elsewhere) or not resident.loaded.gone:
            return False
        if resident.place != "between" and self._all.get(resident.key) is resident:
            self.forget(resident)
        return True

    def size_of(self, key: Key, component: Component) -> int:
        """Return a component's bytes: measured once it was loaded, declared before."""
        return self._sizes.get(key, component.size)

    def is_at(self, key: Key, *places: Place) -> bool:
        """Whether a component is loaded at one of some places."""
        resident = self.get(key)
        return resident is not None and resident.place in places

    def bytes_at(self, place: Place, *, leased: bool = False) -> int:
        """Return the bytes at a place; of leased components only, if so asked."""
        return sum(r.size for r in self if r.place == place and (r.users or not leased))

    def bytes_elsewhere(self) -> int:
        """Return the bytes on the device that other processes have, and this one's books count."""
        there = (r for r in self if r.place == "device" and isinstance(r.loaded, Elsewhere))
        return sum(r.size for r in there)

    def idle(self, place: Place, but: Iterable[Key] = ()) -> list[Resident]:
        """Return what nobody uses at a place, the least worth keeping first."""
        kept = set(but)
        found = {r.key: r for r in self if r.place == place and not r.users and r.key not in kept}
        return [found[key] for key in self._policies[place].order(found)]

    def victims(self, place: Place, wanted: int, but: Iterable[Key] = ()) -> list[Resident]:
        """Return idle components that free `wanted` bytes at a place, or all there are."""
        idle = self.idle(place, but)
        chosen = set(choose([(r.key, r.size) for r in idle], wanted))
        return [r for r in idle if r.key in chosen]

    def hold(self, resident: Resident, owner: str) -> None:
        """Note that one more lease uses a component from now on."""
        resident.users += 1
        resident.used = self.backend.clock()
        resident.owners.add(owner)
        self._use(resident)

    def _use(self, resident: Resident) -> None:
        for policy in self._policies.values():
            policy.use(resident.key, resident.size, resident.cost)

    def take_out(self, resident: Resident, *, drop: bool = False) -> list[Resident]:
        """Mark an idle component of the device as leaving, for memory or for good.

        Return what has to be released for it: itself when it can't wait in memory, and those
        that make room for it there. Call `release` with them, and `settle` if it isn't among them.
        """
        waits = resident.component.movable and not drop and resident.size <= self.ram
        released: list[Resident] = []
        if waits:
            over = self.bytes_at("ram") + resident.size - self.ram
            released = self.victims("ram", over) if over > 0 else []
            waits = over <= sum(r.size for r in released)
        if not waits:
            released = [resident]
        self._policies["device"].evict(resident.key)
        for each in released:
            if each is not resident:
                self._policies["ram"].evict(each.key)
            self.forget(each)
        if waits:
            self._policies["ram"].use(resident.key, resident.size, resident.cost)
            resident.place = "between"
        return released

    def forget(self, resident: Resident) -> None:
        """Note that a component leaves for good."""
        resident.place = "between"
        del self._all[resident.key]
        for policy in self._policies.values():
            policy.forget(resident.key)

    def settle(self, resident: Resident, place: Place) -> None:
        """Note that a component has arrived."""
        resident.place = place

    def enter(
        self, key: Key, component: Component, loaded: Any, seconds: float, at: Place
    ) -> Resident:
        """Note that a component was loaded, and what that took; return its entry."""
        now = self.backend.clock()
        size = loaded.size if isinstance(loaded, Elsewhere) else self.backend.size(loaded)
        self._sizes[key], self._costs[key] = size, seconds
        self.loads += 1
        self.load_seconds += seconds
        resident = self._all[key] = Resident(key, component, loaded, size, seconds, at, now, now)
        self._use(resident)
        return resident

    def expired(self, now: float) -> list[Resident]:
        """Take out for good what nobody used for as long as it was to be kept; return it."""
        gone = [r for r in self if not r.users and r.place != "between" and r.keep_until <= now]
        for resident in gone:
            self.forget(resident)
        return gone

    # -- what takes long, and is done without the lock

    def load(self, component: Component, place: Place) -> tuple[Any, float]:
        """Load a component to a place; return it and the seconds that took."""
        start = self.backend.clock()
        device = self.device if place == "device" else "cpu"
        placement = Placement(component, device, component.dtype_on(self.dtype))
        load = component.load if isinstance(component, Remote) else self.backend.load
        loaded = load(placement)
        return loaded, self.backend.clock() - start

    def move(self, resident: Resident, place: Place) -> None:
        """Move a component between the device and memory."""
        device = self.device if place == "device" else "cpu"
        if isinstance(resident.loaded, Elsewhere):
            resident.loaded.move(device)
            return
        self.backend.move(resident.loaded, device)
        if place == "ram":
            self.backend.collect(self.device)

    def offload(self, resident: Resident) -> Callable[[], None]:
        """Have a component stream through the device; return how to end that."""
        if isinstance(resident.loaded, Elsewhere):
            return resident.loaded.offload(self.device)
        offload = resident.component.offload or self.backend.offload
        return offload(resident.loaded, self.device)

    def release(self, residents: Iterable[Resident]) -> None:
        """Let go of components for good."""
        found = False
        for resident in residents:
            if isinstance(resident.loaded, Elsewhere):
                resident.loaded.release()
            else:
                found = True
            resident.loaded = None
        if found:
            self.backend.collect(self.device)
