"""How much of a run is the host's own: the run less the work it was made for.

The two parts are taken from one and the same run, so that the scatter from one run of a model to
the next, which is larger than what is looked for, doesn't count.
"""

import functools
import time
from collections.abc import Callable
from typing import Any


class Stopwatch:
    """Adds up the CPU seconds that the calling thread spends in one method."""

    def __init__(self, owner: Any, name: str) -> None:
        self.seconds = 0.0
        plain: Callable[..., Any] = getattr(owner, name)

        @functools.wraps(plain)
        def timed(*args: Any, **more: Any) -> Any:
            start = time.thread_time()
            try:
                return plain(*args, **more)
            finally:
                self.seconds += time.thread_time() - start

        setattr(owner, name, timed)

    def take(self) -> float:
        """Return what was added since the last call (s)."""
        seconds, self.seconds = self.seconds, 0.0
        return seconds
