"""The workers of a batch as actors of Ray: started, asked, and told apart when they end."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from muse.batches.executor import Done, Failure, Task
from muse.contract.events import Progress
from muse.errors import described
from muse_ray.assigning import Hand
from muse_ray.cluster import Cluster

_TIDY = 3.0
"""Seconds that workers have to let go of what they hold."""


@dataclass(frozen=True)
class Ended:
    """A worker has ended; Ray starts it again where it can, unless it is so `for_good`."""

    why: str
    for_good: bool


class Asked(Enum):
    """What a worker is asked beside its tasks: who it is, and how far."""

    WHO = 1
    HOW_FAR = 2


@dataclass(frozen=True)
class Heard:
    """What a worker says to what it was asked: of a task a Done, else what `Worker` returns."""

    hand: Hand
    of: Task | Asked
    said: Done | dict[str, Any] | tuple[str, Progress] | Ended | None


class Team:
    """`size` actors of a cluster, each with one of its GPUs (`gpus`), or else with a core.

    What they say is told by `wait`. Ray places them, and starts one that ended again on a machine
    that is left.
    """

    def __init__(self, cluster: Cluster, size: int, *, gpus: bool) -> None:
        self._ray = cluster.ray
        self._class = self._ray.remote(
            max_restarts=-1,
            max_task_retries=0,
            concurrency_groups={"look": 1},
            **({"num_gpus": 1} if gpus else {"num_cpus": 1}),
        )(_shell(self._ray))
        self.hands = [Hand(f"worker {number + 1}") for number in range(size)]
        self._actors = {hand: self._class.remote() for hand in self.hands}
        self._asked: dict[Any, tuple[Hand, Task | Asked]] = {}
        for hand in self.hands:
            self.greet(hand)

    def greet(self, hand: Hand, *, anew: bool = False) -> None:
        """Ask a worker who it is: it answers once it has a place. `anew` takes another actor."""
        if anew:
            self._actors[hand] = self._class.remote()
        self._asked[self._actors[hand].about.remote()] = (hand, Asked.WHO)

    def give(self, hand: Hand, task: Task, told: dict[str, Any], files: Mapping[str, Any]) -> None:
        """Give a worker a task, `told` as JSON, after those that it holds.

        `files` are what `put` returned for those that it names, by SHA-256.
        """
        hand.took(task)
        asked = self._actors[hand].work.remote(told, list(files), *files.values())
        self._asked[asked] = (hand, task)

    def put(self, data: bytes) -> Any:
        """Put bytes where each worker finds them."""
        return self._ray.put(data)

    def look(self, hand: Hand) -> None:
        """Ask a worker how far it is, unless it is being asked."""
        if (hand, Asked.HOW_FAR) not in self._asked.values():
            self._asked[self._actors[hand].progress.remote()] = (hand, Asked.HOW_FAR)

    def wait(self, seconds: float) -> list[Heard]:
        """Return what was said within a time, as soon as there is anything, in order of asking."""
        every = list(self._asked)
        if not every:
            return []
        ready, _ = self._ray.wait(every, num_returns=1, timeout=seconds)
        if ready and len(every) > 1:  # take along what came with it
            ready, _ = self._ray.wait(every, num_returns=len(every), timeout=0)
        found = set(ready)
        return [self._heard(ref) for ref in every if ref in found]

    def dismiss(self, hand: Hand) -> None:
        """End a worker for good; what it was asked is forgotten."""
        self.hands.remove(hand)
        self._ray.kill(self._actors.pop(hand), no_restart=True)
        self._asked = {ref: asked for ref, asked in self._asked.items() if asked[0] is not hand}

    def close(self) -> None:
        """End all workers, whatever they are at; those that rest may tidy up."""
        resting = [self._actors[hand] for hand in self.hands if hand.is_up and not hand.holds]
        if resting:
            self._ray.wait(
                [each.close.remote() for each in resting], num_returns=len(resting), timeout=_TIDY
            )
        for hand in list(self.hands):
            self.dismiss(hand)

    def _heard(self, ref: Any) -> Heard:
        hand, of = self._asked.pop(ref)
        return Heard(hand, of, self._said(ref, of))

    def _said(self, ref: Any, of: Task | Asked) -> Any:
        from ray import exceptions

        try:
            return self._ray.get(ref)
        except exceptions.ActorUnavailableError as error:
            return Ended(described(error), for_good=False)
        except (exceptions.RayActorError, exceptions.ActorPlacementGroupRemoved) as error:
            return Ended(described(error), for_good=True)
        except exceptions.RayTaskError as error:
            if isinstance(of, Task):
                failure = Failure("internal", described(error.cause or error))
                return Done(of.key, of.row, failure=failure)
            return Ended(described(error.cause or error), for_good=True)
        except exceptions.RayError as error:  # the machine with the answer has gone, say
            return Ended(described(error), for_good=False)


def _shell(ray: Any) -> type[Any]:
    """Return the class of the actors: it travels as it stands, and can say that Muse is missing."""

    class MuseWorker:
        def __init__(self) -> None:
            self.worker: Any = None
            self.lacks = ""
            try:
                from muse_ray.worker import Worker
            except ImportError as error:
                self.lacks = str(error)
            else:
                self.worker = Worker()

        def about(self) -> dict[str, Any]:
            import platform

            import ray

            context = ray.get_runtime_context()
            about: dict[str, Any] = self.worker.about() if self.worker else {"lacks": self.lacks}
            return about | {"node": context.get_node_id(), "machine": platform.node()}

        def work(self, told: dict[str, Any], hashes: list[str], *data: bytes) -> Any:
            return self.worker.work(told, dict(zip(hashes, data, strict=True)))

        def close(self) -> None:
            if self.worker is not None:
                self.worker.close()

        @ray.method(concurrency_group="look")  # type: ignore[untyped-decorator]
        def progress(self) -> Any:
            return self.worker and self.worker.progress()

    return MuseWorker
