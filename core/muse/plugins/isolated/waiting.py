"""What a worker told and nobody took yet: so much of it can wait, in memory and in descriptors."""

import threading
from collections import deque
from collections.abc import Sequence

from muse.plugins.isolated.worker import MOST_FDS, WINDOW, Blob, Garbled

_MOST_WAITING = 4 * WINDOW
_MOST_BYTES = 2**29
"""Bytes of memory that what waits takes at most, roughly: JSON takes many times its length."""

_MOST_SHARED = 3 * MOST_FDS


class Waiting:
    """What was heard and not yet dealt with: how much, in memory and in file descriptors."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._each: deque[tuple[int, int]] = deque()
        self._bytes = self._shared = 0

    def comes(self, blobs: Sequence[Blob], length: int) -> None:
        """Count a message, its JSON so long; Garbled where it is too much."""
        own = [blob.size for blob in blobs if blob.fd < 0]
        room, shared = 1000 + 16 * length + sum(own), len(blobs) - len(own)
        with self._lock:
            self._each.append((room, shared))
            self._bytes += room
            self._shared += shared
            over = self._bytes > _MOST_BYTES or self._shared > _MOST_SHARED
            if over or len(self._each) > _MOST_WAITING:
                raise Garbled("it tells more than anybody can take")

    def taken(self) -> None:
        """Count the first no more."""
        with self._lock:
            room, shared = self._each.popleft()
            self._bytes -= room
            self._shared -= shared
