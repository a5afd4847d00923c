"""A run's way to the device: its leases, and what is tried when memory runs out."""

import traceback
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from muse.backends import is_out_of_memory
from muse.components import Component, OutOfMemory, Rung
from muse.errors import PluginError
from muse.runs import Run

if TYPE_CHECKING:
    from muse.generator import Generator
    from muse.host import Host
    from muse.leases import Lease

_COSTLY = ("width", "height", "count", "duration", "max_tokens", "bars")


class Leasing:
    """The leases of one run.

    When memory runs out in the middle of the work, the run is started again for the items that
    aren't made yet: once as it was, with everything idle put out, then on each lower rung that the
    generator declares.
    """

    def __init__(
        self,
        host: "Host",
        generator: "Generator[Any]",
        device: str | None,
        keep_alive: float | None,
    ) -> None:
        self._host = host
        self._generator = generator
        self._device = device
        self._keep_alive = keep_alive
        self._below = 0
        self._again = False
        self._ladder: tuple[Rung, ...] = ()

    def __call__(
        self,
        run: Run,
        wanted: Sequence[str | Component],
        working: int,
        size: float,
        ladder: Sequence[Rung],
    ) -> "AbstractContextManager[Lease]":
        """Return a lease of components, given by name or as they are."""
        self._ladder = tuple(ladder)
        return self._host.devices.lease(
            [self._component(run.generator, each) for each in wanted],
            owner=run.generator,
            device=self._device,
            working=working,
            size=size,
            ladder=self._ladder[self._below :],
            keep_alive=self._keep_alive,
            cancelled=lambda: run.cancelled,
        )

    def _component(self, name: str, wanted: str | Component) -> Component:
        if isinstance(wanted, Component):
            return wanted
        try:
            return self._generator.components[wanted]
        except KeyError:
            known = ", ".join(self._generator.components) or "none"
            raise PluginError(f"{name} leases {wanted!r}, but its components are {known}") from None

    def can_try_again(self, problem: BaseException) -> bool:
        """Whether an error says that memory ran out and there is another way to try.

        If so, everything idle is put out; call it outside the `except` block of the problem.
        """
        if not self._ladder or isinstance(problem, OutOfMemory) or not is_out_of_memory(problem):
            return False
        if not self._again:
            self._again = True
            return True
        if self._below + 1 < len(self._ladder):
            self._below += 1
            return True
        return False

    def relieve(self) -> None:
        """Put out everything idle before the next try."""
        self._host.devices.relieve()

    def told(self, name: str, problem: BaseException, fields: Sequence[str]) -> BaseException:
        """Return the error for users: an error of memory says what to lower."""
        if not self._ladder or isinstance(problem, OutOfMemory) or not is_out_of_memory(problem):
            return problem
        traceback.clear_frames(problem.__traceback__)  # their locals are what filled the device
        device = self._host.devices.manager(self._device).device
        lower = [field for field in _COSTLY if field in fields] or ["the size"]
        return OutOfMemory(
            f"{name} ran out of memory on {device}, even {self._ladder[-1]}",
            hint=f"lower {', '.join(lower)}, choose a smaller model, or use --device cpu",
        )
