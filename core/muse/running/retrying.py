"""What to do when memory runs out in the middle of a run: again, then with less of the device."""

import traceback
from collections.abc import Sequence

from muse.contract.run import Leasing
from muse.device.backend import is_out_of_memory
from muse.device.component import DoesNotFit, OutOfMemory
from muse.device.devices import Devices


class Retry:
    """Decides whether a run that ran out of memory is started again, and how.

    It is started for the items that aren't made yet: once as it was, with everything idle put out,
    then with each offload strategy that is left of those its lease named.
    """

    def __init__(self, devices: Devices, device: str | None, leasing: Leasing) -> None:
        self._devices = devices
        self._device = device
        self._leasing = leasing
        self._again = False

    def can_help(self, problem: BaseException) -> bool:
        """Whether an error says that memory ran out and there is another way to try.

        If so, call `relieve` before that try, outside the `except` block of the problem.
        """
        if not self._is_ours(problem):
            return False
        if not self._again:
            self._again = True
            return True
        if self._leasing.skipped + 1 < len(self._leasing.strategies):
            self._leasing.skipped += 1
            return True
        return False

    def relieve(self) -> None:
        """Put out everything idle before the next try."""
        self._devices.relieve()

    def told(self, problem: BaseException, name: str, costly: Sequence[str]) -> BaseException:
        """Return the error for users: one of memory says which of the `costly` fields to lower."""
        lower = f"lower {', '.join(costly)}, " if costly else ""
        if isinstance(problem, DoesNotFit):
            problem.hint = f"{lower}{problem.hint}"
        if not self._is_ours(problem):
            return problem
        traceback.clear_frames(problem.__traceback__)  # their locals are what filled the device
        device = self._devices.manager(self._device).device
        return OutOfMemory(
            f"{name} ran out of memory on {device}, even {self._leasing.strategies[-1]}",
            hint=f"{lower}choose a smaller model, or use --device cpu",
        )

    def _is_ours(self, problem: BaseException) -> bool:
        """Whether memory ran out under a lease, and nobody has said so yet."""
        return (
            bool(self._leasing.strategies)
            and not isinstance(problem, OutOfMemory)
            and is_out_of_memory(problem)
        )
