"""Which worker gets which task: the one that has the model, and any rather than none."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from muse.batches.executor import Task

_RECENT = 2
"""Models that a worker is taken to have still: what was loaded last."""

_OVERTAKEN = 16
"""How often a task that waits is overtaken at most."""

_SHORT = 1.0
"""Seconds a task below which a worker is given the next before it is done with one."""


@dataclass(eq=False)
class Hand:
    """A worker as it is seen from here: its machine, what it has loaded, and what it holds.

    Of what it `holds` the first is at work; `blamed` is the one that it ended under. `seconds` is
    how long the last task took, `failed` how often it ended in a row before it was up.
    """

    name: str
    node: str = ""
    machine: str = ""
    generators: frozenset[str] = frozenset()
    recent: deque[str] = field(default_factory=lambda: deque(maxlen=_RECENT))
    holds: list[Task] = field(default_factory=list)
    seconds: float = _SHORT
    is_up: bool = False
    blamed: Task | None = None
    failed: int = 0

    def took(self, task: Task) -> None:
        """Take note that it was given a task."""
        self.holds.append(task)
        if task.model in self.recent:
            self.recent.remove(task.model)
        self.recent.append(task.model)

    @property
    def is_known(self) -> bool:
        """Whether it has been up."""
        return bool(self.node)

    @property
    def room(self) -> int:
        """How many more tasks it is to be given."""
        if not self.is_up:
            return 0
        return max(0, (2 if self.seconds < _SHORT else 1) - len(self.holds))


class Assigning:
    """The tasks that wait, pulled from `tasks` as they are needed, and where each can't be made.

    A task that waits is overtaken by those of a loaded model, but not for ever.
    """

    def __init__(self, tasks: Iterator[Task]) -> None:
        self._tasks = tasks
        self._waiting: list[Task] = []
        self._overtaken: dict[str, int] = {}
        self._not_on: dict[str, set[str]] = {}
        self._lacking: dict[str, set[str]] = {}
        self.is_out = False
        """Whether there are no more tasks to pull."""

    def __bool__(self) -> bool:
        return bool(self._waiting) or not self.is_out

    def again(self, task: Task) -> None:
        """Put a task back, before all others."""
        self._waiting.insert(0, task)

    def bar(self, task: Task, node: str, *, lacks: bool) -> int:
        """Give a task to no worker of a machine any more; return how many those are by now.

        One that `lacks` something for it gets others of its model only where all do.
        """
        barred = self._not_on.setdefault(task.key, set())
        barred.add(node)
        if lacks:
            self._lacking.setdefault(task.model, set()).add(node)
        return len(barred)

    def may(self, task: Task, hands: list[Hand]) -> bool:
        """Whether any of these workers can be given a task; one that isn't up yet might."""
        return any(self._may(task, hand) for hand in hands)

    def pull(self, room: int) -> None:
        """See to it that at least `room` tasks wait, if there are so many."""
        while len(self._waiting) < room and not self.is_out:
            try:
                self._waiting.append(next(self._tasks))
            except StopIteration:
                self.is_out = True

    def orphans(self, hands: list[Hand]) -> list[Task]:
        """Take and return what waits and none of these workers can do."""
        lost = [task for task in self._waiting if not self.may(task, hands)]
        for task in lost:
            self._waiting.remove(task)
        return lost

    def next(self, hand: Hand, others: list[Hand]) -> Task | None:
        """Take and return the task for a worker; None where it had better wait."""
        allowed = [task for task in self._waiting if self._may(task, hand)]
        nodes = {other.node for other in others if other.is_up}
        allowed = [task for task in allowed if not self._better(task, hand, nodes)]
        if not allowed:
            return None
        chosen = self._choose(allowed, hand, others)
        if chosen is None:
            return None
        for task in self._waiting[: self._waiting.index(chosen)]:
            self._overtaken[task.key] = self._overtaken.get(task.key, 0) + 1
        self._waiting.remove(chosen)
        self._overtaken.pop(chosen.key, None)
        return chosen

    def _choose(self, allowed: list[Task], hand: Hand, others: list[Hand]) -> Task | None:
        first = allowed[0]
        if self._overtaken.get(first.key, 0) >= _OVERTAKEN:
            return first
        for task in allowed:
            if task.model in hand.recent:
                return task
        elsewhere = {
            m for other in others if other.is_up and other is not hand for m in other.recent
        }
        for task in allowed:
            if task.model not in elsewhere:
                return task
        return first if not hand.holds else None

    def _better(self, task: Task, hand: Hand, nodes: set[str]) -> bool:
        """Whether a worker's machine lacked something for a model, and another's may not."""
        lacking = self._lacking.get(task.model, set())
        return hand.node in lacking and bool(nodes - lacking)

    def _may(self, task: Task, hand: Hand) -> bool:
        if not hand.is_known:
            return True
        barred = self._not_on.get(task.key, ())
        return hand.node not in barred and task.generator in hand.generators
