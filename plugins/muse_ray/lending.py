"""Workers that are lent to processes that aren't of the cluster, one each: a server's."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from muse import NotReady, entry_points
from muse.batches.executor import Reached
from muse.errors import GenerationError, described
from muse.running.away import HelperLost
from muse.running.errand import Errand, Said
from muse_ray.cluster import Cluster
from muse_ray.worker import version

_MOMENT = 0.2
"""Seconds that a worker is listened to at a time: then it is told to stop, if it is to."""

_AGAIN = 2.0
"""Seconds without a word after which a worker that rests is asked whether it is there."""

_PATIENCE = 10.0
"""Seconds in which it has to answer that."""

_STARTS = 3
"""How often a worker is started in a row that ends before it is up."""

_KEPT = 2**30
"""Bytes of files that a worker was sent after which it forgets them."""

_TIDY = 3.0
"""Seconds in which a worker has to let go of what it holds."""


@contextmanager
def reach(address: str | None, workers: int | None) -> Iterator[Reached]:
    """See to it that there is a cluster, one of this machine's own if need be, and count workers.

    There is one a GPU, or else one a core, unless `workers` says how many.
    """
    cores = os.cpu_count() or 1
    with Cluster(address, cores=cores if workers is None else max(workers, cores)) as cluster:
        count = workers or _gpus(cluster) or int(cluster.has("CPU")) or 1
        if cluster.is_own:
            door = str(cluster.ray.get_runtime_context().gcs_address)
            yield Reached(count, {"RAY_ADDRESS": door})
            return
    yield Reached(count)


def _gpus(cluster: Cluster) -> int:
    """Return how many GPUs there are for workers."""
    return int(cluster.has("GPU")) if os.environ.get("MUSE_DEVICE", "auto") != "cpu" else 0


class Lent:
    """An actor that works for this process alone, and ends with it; see `muse.running.away.Helper`.

    It has one of the cluster's GPUs, or else a core. Files that it was sent once aren't sent again.
    """

    def __init__(self, address: str | None) -> None:
        self._cluster = Cluster(address)
        self._ray = self._cluster.ray
        self._class = self._ray.remote(
            max_restarts=0,
            max_task_retries=0,
            concurrency_groups={"look": 1},
            **({"num_gpus": 1} if _gpus(self._cluster) else {"num_cpus": 1}),
        )(_shell(self._ray))
        self._version = version()
        self._generators = entry_points.load().generators
        self._actor: Any = None
        self._greeting: Any = None
        self._work: Any = None
        self._about: dict[str, Any] | None = None
        self._sent: dict[str, int] = {}
        self._heard = 0.0
        self._failed = 0

    def is_up(self) -> bool:
        """Whether it can be given an errand; one that ended is replaced meanwhile."""
        try:
            if self._actor is None:
                self._actor = self._class.remote()
                self._greeting = self._actor.about.remote()
            if self._about is None:
                ready, _ = self._ray.wait([self._greeting], timeout=_MOMENT)
                if not ready:  # it has no place yet, or is starting
                    return False
                self._about = self._fitting(self._ray.get(self._greeting))
            elif time.monotonic() - self._heard > _AGAIN:
                self._ray.get(self._actor.heard.remote("", False, 0.0), timeout=_PATIENCE)
        except NotReady:
            raise
        except Exception as error:
            self._failed += self._about is None
            self.end()
            if self._failed >= _STARTS:
                raise NotReady(
                    f"Ray: a worker can't start: {described(error)[:200]}",
                    hint="ray status shows what the cluster has",
                ) from error
            return False
        self._failed = 0
        self._heard = time.monotonic()
        return True

    def lacks(self, generator: str) -> NotReady | None:
        """Return why its machine can't do the work of a generator; None where it can."""
        about = self._about or {}
        name = generator.removesuffix(":train")
        theirs, ours = about.get("generators", {}).get(name), self._generators.get(name)
        where = about.get("machine", "the worker's machine")
        if theirs is None:
            told = f"{where} of the cluster doesn't have the generator {name}"
        elif ours is not None and ours.version != theirs:
            told = f"{where} of the cluster has version {theirs} of {name}, this one {ours.version}"
        else:
            return None
        return NotReady(told, hint="install its plugin there as it is here")

    def begin(self, errand: Errand, inputs: Mapping[str, bytes]) -> None:
        """Give it an errand, and those of its files that it hasn't got."""
        anew = sum(self._sent.values()) > _KEPT
        if anew:
            self._sent.clear()
        new = [sha256 for sha256 in inputs if sha256 not in self._sent]
        with self._losing():
            files = [self._ray.put(inputs[sha256]) for sha256 in new]
            self._work = self._actor.work.remote(errand, anew, new, *files)
        self._sent.update({sha256: len(inputs[sha256]) for sha256 in new})

    def heard(self, id: str, *, stop: bool = False) -> Sequence[Said]:
        """Return what it has said of an errand since, after a moment at most."""
        with self._losing():
            ended, _ = self._ray.wait([self._work], timeout=0)
            said: list[Said] = self._ray.get(self._actor.heard.remote(id, stop, _MOMENT))
            if ended and not said:
                self._ray.get(self._work)  # why it ended without a word
                raise GenerationError("the worker ended its work without saying how")
        self._heard = time.monotonic()
        return said

    def end(self) -> None:
        """End the actor, whatever it is at: another takes its place."""
        if self._actor is not None:
            with suppress(Exception):  # it may be gone, or the cluster
                self._ray.kill(self._actor, no_restart=True)
        self._actor = self._greeting = self._work = self._about = None
        self._sent.clear()

    def close(self) -> None:
        """Let it go, and leave the cluster."""
        try:
            if self._about is not None:
                with suppress(Exception):
                    self._ray.wait([self._actor.close.remote()], timeout=_TIDY)
            self.end()
        finally:
            self._cluster.close()

    @contextmanager
    def _losing(self) -> Iterator[None]:
        """Turn what says that the actor can't be reached into HelperLost; it is ended then."""
        from ray import exceptions

        try:
            yield
        except GenerationError:
            self.end()
            raise
        except exceptions.RayTaskError as error:  # no doing of a generator's, which is told
            self.end()
            raise GenerationError(
                f"the worker failed: {described(error.cause or error)}"
            ) from error
        except (exceptions.RayError, ConnectionError, RuntimeError, TimeoutError) as error:
            self.end()
            raise HelperLost(described(error)) from error

    def _fitting(self, about: dict[str, Any]) -> dict[str, Any]:
        """Return what a worker says of itself; NotReady for one that can't work with this Muse."""
        where, theirs = about["machine"], about.get("muse")
        hint = f'pip install "muse-host[ray]=={self._version}" there'
        if "lacks" in about:
            raise NotReady(f"Ray: {where} has no Muse, or no {about['lacks']}", hint=hint)
        if theirs != self._version:
            told = f"Ray: {where} has Muse {theirs}, this machine {self._version}"
            raise NotReady(told, hint=hint)
        return about


def _shell(ray: Any) -> type[Any]:
    """Return the class of the actors: it travels as it stands, and can say that Muse is missing."""

    class MuseHelper:
        def __init__(self) -> None:
            self.worker: Any = None
            self.lacks = ""
            try:
                from muse_ray.helper import Helper
            except ImportError as error:
                self.lacks = str(error)
            else:
                self.worker = Helper()

        def about(self) -> dict[str, Any]:
            import platform

            about: dict[str, Any] = self.worker.about() if self.worker else {"lacks": self.lacks}
            return about | {"machine": platform.node()}

        def work(self, errand: Any, anew: bool, hashes: list[str], *data: bytes) -> None:
            self.worker.do(errand, dict(zip(hashes, data, strict=True)), anew=anew)

        def close(self) -> None:
            if self.worker is not None:
                self.worker.close()

        @ray.method(concurrency_group="look")  # type: ignore[untyped-decorator]
        def heard(self, id: str, stop: bool, seconds: float) -> Any:
            return self.worker.heard(id, stop, seconds)

    return MuseHelper
