"""A helper: an actor of Ray that does the work of generators for one process elsewhere."""

import platform
import shutil
from collections.abc import Mapping
from contextlib import suppress
from queue import Empty, Queue

from muse.running.errand import Errand, Said
from muse.running.helping import Helping
from muse_ray.worker import Worker

_WAITING = 64
"""What is said and not heard yet, at most: then the generator waits, as it would for a host."""


class Helper(Worker):
    """A worker that tells of its work as it goes on, since who asked finishes what it makes."""

    def __init__(self) -> None:
        super().__init__()
        self._helping = Helping(self._host, platform.node())
        self._said: Queue[tuple[str, Said]] = Queue(_WAITING)

    def do(self, errand: Errand, files: Mapping[str, bytes], *, anew: bool) -> None:
        """Do an errand; `files` are those of it that weren't sent before, by their SHA-256.

        With `anew` those that were are forgotten.
        """
        if anew:
            shutil.rmtree(self._host.library.folder / "inputs", ignore_errors=True)
        self._helping.work(errand, files, lambda said: self._said.put((errand.id, said)))

    def heard(self, id: str, stop: bool, seconds: float) -> list[Said]:
        """Return what was said of an errand, once there is anything or the time is over.

        `stop` has it stop at the next step. From any thread.
        """
        if stop:
            self._helping.stop(id)
        found: list[Said] = []
        with suppress(Empty):
            while True:
                of, said = self._said.get(not found and seconds > 0, seconds)
                if of == id:  # else it is of one that nobody waits for any more
                    found.append(said)
        return found
