"""The executor `ray`: tasks of a batch on the machines of a cluster."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from muse import Host, MuseError, NotReady, entry_points
from muse.batches import work
from muse.batches.executor import (
    TRIES,
    Done,
    Failure,
    Place,
    Reached,
    Say,
    Task,
    Told,
    Underway,
    lost,
)
from muse.running.away import Helper
from muse_ray.assigning import Assigning, Hand
from muse_ray.carrying import Carrying
from muse_ray.cluster import Cluster
from muse_ray.team import Asked, Ended, Heard, Team
from muse_ray.worker import version

_LOOK = 0.5
"""Seconds between two looks at how far the workers are, and at who is missing."""

_PATIENCE = 60.0
"""Seconds in which a machine has to come where none is left for the workers, or for a task."""

_STARTS = 3
"""How often a worker is started in a row that ends before it is up."""

_MACHINES = 3
"""Machines at most on which a task is tried that each lack something for it."""


class Ray:
    """Workers are actors: one a GPU where the cluster has any, else one a core, or `workers`.

    Their files come back as bytes, so a machine needs no folder of the batch. One that goes costs
    the tasks that its workers held: they are begun again on what is left. A task whose worker ended
    TRIES times under it is told as failed.
    """

    def __init__(
        self, place: Place, *, address: str | None = None, workers: int | None = None
    ) -> None:
        cores = os.cpu_count() or 1
        self._cluster = Cluster(address, cores=cores if workers is None else max(workers, cores))
        try:
            on_gpus = os.environ.get("MUSE_DEVICE", "auto") != "cpu"
            gpus = int(self._cluster.has("GPU")) if on_gpus else 0
            self.workers = workers or gpus or int(self._cluster.has("CPU")) or 1
            self._team = Team(self._cluster, self.workers, gpus=bool(gpus))
            self._host = Host(library=place.library)
        except BaseException:
            self._cluster.close()
            raise
        self._place = place
        self._carrying = Carrying(self._host, self._team.put)
        self._version = version()
        self._generators = entry_points.load().generators
        self._need = "GPU" if gpus else "CPU"
        self._begun: dict[str, int] = {}
        self._failed: dict[str, Done] = {}
        self._again: dict[Hand, tuple[float, bool]] = {}
        self._other: dict[str, str] = {}
        self._busy = time.monotonic()

    def run(self, tasks: Iterator[Task]) -> Iterator[Told]:
        """Yield what is told of tasks, and one Done for each, as they end.

        NotReady where there is no machine for any worker, or none with the Muse of this one.
        """
        waiting = Assigning(tasks)
        looked = 0.0
        while True:
            yield from self._assign(waiting)
            for task in self._orphans(waiting):
                yield (
                    self._failed.pop(task.key) if task.key in self._failed else self._refused(task)
                )
            if not waiting and not any(hand.holds for hand in self._team.hands):
                return
            for heard in self._team.wait(_LOOK):
                yield from self._hear(waiting, heard)
            if time.monotonic() - looked > _LOOK:
                looked = time.monotonic()
                self._look()

    def close(self) -> None:
        """End the workers, and leave the cluster."""
        try:
            self._host.close()
            self._team.close()
        finally:
            self._cluster.close()

    @staticmethod
    def launch(
        arguments: Sequence[str], *, address: str | None, processes: int | None, say: Say
    ) -> int:
        """Run `muse ARGUMENTS` as one training of several processes; return the exit code."""
        from muse_ray import launching

        return launching.launch(arguments, address=address, processes=processes, say=say)

    @staticmethod
    def reach(address: str | None, workers: int | None) -> AbstractContextManager[Reached]:
        """See to it that there is a cluster as long as the block lasts, and count its workers."""
        from muse_ray import lending

        return lending.reach(address, workers)

    @staticmethod
    def helper(address: str | None) -> Helper:
        """Return an actor that works for this process alone."""
        from muse_ray import lending

        return lending.Lent(address)

    def _assign(self, waiting: Assigning) -> Iterator[Told]:
        """Give the workers what they are to do; first those that have nothing.

        What was made by a batch that ended just then, and what can't be sent, is told at once.
        """
        hands = self._team.hands
        up = sum(hand.is_up for hand in hands)
        for held in range(2):
            for hand in hands:
                while hand.room and len(hand.holds) == held:
                    waiting.pull(2 * up)
                    task = waiting.next(hand, hands)
                    if task is None:
                        break
                    done = self._give(hand, task)
                    if done is not None:
                        yield done
        waiting.pull(1)

    def _give(self, hand: Hand, task: Task) -> Done | None:
        """Give a worker a task; return how it ended instead where it needn't, or can't, be made."""
        try:
            done = work.made_before(self._host, task, self._place.folder)
            if done is None:
                self._team.give(hand, task, *self._carrying.packed(task))
        except MuseError as error:
            return work.failed(task, error)
        return done

    def _orphans(self, waiting: Assigning) -> list[Task]:
        """Return what nobody is going to make, since no machine has what it needs."""
        hands = self._team.hands
        if any(hand.holds for hand in hands) or not any(hand.is_up for hand in hands):
            return []
        if time.monotonic() - self._busy > _PATIENCE:  # nobody else comes
            hands = [hand for hand in hands if hand.is_known]
        return waiting.orphans(hands)

    def _hear(self, waiting: Assigning, heard: Heard) -> Iterator[Told]:
        """Take note of what a worker says, and pass on what is of its task."""
        hand, said = heard.hand, heard.said
        self._busy = time.monotonic()
        if isinstance(heard.of, Task):
            if isinstance(said, Done):
                hand.holds.remove(heard.of)
                hand.seconds = said.seconds
                self._begun.pop(heard.of.key, None)
                if not self._elsewhere(waiting, hand, heard.of, said):
                    yield said
            elif isinstance(said, Ended):
                self._part(hand, said)
                yield from self._begin_again(waiting, hand, heard.of)
        elif heard.of is Asked.WHO:
            if isinstance(said, dict):
                self._welcome(hand, said)
            elif isinstance(said, Ended):
                self._miss(hand, said)
        elif isinstance(said, tuple) and any(task.key == said[0] for task in hand.holds):
            yield Underway(*said)

    def _part(self, hand: Hand, ended: Ended) -> None:
        """Take note that a worker ended: what it was at is to blame, nothing else it held."""
        if hand.is_up:
            hand.is_up = False
            hand.recent.clear()
            hand.seconds = 1.0
            hand.blamed = hand.holds[0] if hand.holds else None
            self._again[hand] = (time.monotonic(), ended.for_good)

    def _begin_again(self, waiting: Assigning, hand: Hand, task: Task) -> Iterator[Told]:
        hand.holds.remove(task)
        if task is hand.blamed:
            hand.blamed = None
            self._begun[task.key] = self._begun.get(task.key, 0) + 1
            if self._begun[task.key] >= TRIES:
                del self._begun[task.key]
                yield lost(task)
                return
        waiting.again(task)

    def _welcome(self, hand: Hand, about: dict[str, Any]) -> None:
        """Take a worker in; one that can't work with this Muse has to go."""
        where, version = about["machine"], about.get("muse")
        if "lacks" in about:
            self._let_go(hand, f"{where} has no Muse, or no {about['lacks']}")
        elif version != self._version:
            self._let_go(hand, f"{where} has Muse {version}, this machine {self._version}")
        else:
            hand.node, hand.machine = about["node"], where
            hand.generators = self._fitting(where, about["generators"])
            hand.is_up, hand.failed = True, 0

    def _miss(self, hand: Hand, ended: Ended) -> None:
        """Have a worker greeted again that ended before it was up; a few times."""
        hand.failed += ended.for_good
        if hand.failed >= _STARTS:
            self._let_go(hand, f"a worker can't start: {ended.why}")
        else:
            self._again[hand] = (time.monotonic() + _LOOK, ended.for_good)

    def _let_go(self, hand: Hand, why: str) -> None:
        self._again.pop(hand, None)
        self._team.dismiss(hand)
        if not self._team.hands:
            hint = f'pip install "muse-host[ray]=={self._version}" on each machine'
            raise NotReady(f"Ray: no worker can be used: {why}", hint=hint)

    def _look(self) -> None:
        """Greet who ended, ask who works at something long, and see whether anybody can work."""
        now = time.monotonic()
        for hand, (when, anew) in list(self._again.items()):
            if when <= now:
                del self._again[hand]
                self._team.greet(hand, anew=anew)
        hands = self._team.hands
        for hand in hands:
            if hand.holds and hand.seconds >= _LOOK:
                self._team.look(hand)
        if any(hand.is_up for hand in hands) or now - self._busy < _PATIENCE:
            return
        if self._cluster.has(self._need) < 1:
            raise NotReady(
                f"Ray: the cluster has no {self._need} for a worker, and none came in"
                f" {_PATIENCE:g} s",
                hint="ray status shows what it has; the same command goes on",
            )

    def _elsewhere(self, waiting: Assigning, hand: Hand, task: Task, done: Done) -> bool:
        """Have a task tried on another machine that this one lacks something for, a model, say."""
        failure = done.failure
        if failure is None or not (failure.wrong or failure.kind == "NotReady"):
            self._failed.pop(task.key, None)
            return False
        tried = waiting.bar(task, hand.node, lacks=failure.kind == "NotReady")
        if tried >= _MACHINES or not waiting.may(task, self._team.hands):
            self._failed.pop(task.key, None)
            return False
        self._failed[task.key] = done
        waiting.again(task)
        return True

    def _fitting(self, where: str, there: dict[str, str]) -> frozenset[str]:
        """Return the generators of a machine that are those of this one, by their versions."""
        fitting = set()
        for name, theirs in there.items():
            ours = self._generators.get(name)
            if ours is None or ours.version == theirs:
                fitting.add(name)
            else:
                self._other[name] = f"{where} has version {theirs}, this machine {ours.version}"
        return frozenset(fitting)

    def _refused(self, task: Task) -> Done:
        """Return what becomes of a task that no machine has the generator of."""
        other = self._other.get(task.generator)
        failure = Failure(
            "NotReady",
            f"no machine of the cluster has the generator {task.generator}"
            + (f" as it is here ({other})" if other else ""),
            "install its plugin on each of them",
        )
        return Done(task.key, task.row, failure=failure)
