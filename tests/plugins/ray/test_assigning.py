"""Which worker gets which task, without a cluster."""

from collections import Counter

from muse.batches.executor import Task
from muse_ray.assigning import Assigning, Hand

ALL = frozenset({"image.a", "image.b"})


def task(row: int, model: str = "", generator: str = "image.a") -> Task:
    return Task(f"{row}", row, f"{row}", generator, {"model": model} if model else {})


def hand(name: str, generators: frozenset[str] = ALL, node: str = "") -> Hand:
    return Hand(name, node or name, "", generators, is_up=True)


def given(tasks: list[Task], hands: list[Hand], turns: list[int]) -> list[tuple[str, int]]:
    """Give tasks to workers in turn, each done before its next; return who got which row."""
    waiting = Assigning(iter(tasks))
    found = []
    for turn in turns:
        waiting.pull(8)
        one = hands[turn]
        got = waiting.next(one, hands)
        if got is not None:
            one.took(got)
            one.holds.clear()
            found.append((one.name, got.row))
    return found


def test_rows_of_a_model_stay_with_the_worker_that_has_it() -> None:
    tasks = [task(row, "xy"[row % 2]) for row in range(1, 9)]
    hands = [hand("first"), hand("second")]
    found = given(tasks, hands, [0, 1] * 4)
    assert [row for name, row in found if name == "first"] == [1, 3, 5, 7]
    assert [row for name, row in found if name == "second"] == [2, 4, 6, 8]


def test_a_worker_without_work_takes_others_rather_than_none() -> None:
    tasks = [task(row, "x") for row in range(1, 5)]
    found = given(tasks, [hand("first"), hand("second")], [0, 1, 0, 1])
    assert Counter(name for name, _ in found) == {"first": 2, "second": 2}


def test_a_task_is_not_overtaken_for_ever() -> None:
    tasks = [task(1, "x"), task(2, "rare"), *(task(row, "x") for row in range(3, 60))]
    busy = hand("second")
    busy.recent.append("image.a rare")  # so it would be the other's
    found = given(tasks, [hand("first"), busy], [0] * 40)
    assert ("first", 2) in found


def test_a_worker_gets_only_what_its_machine_has() -> None:
    waiting = Assigning(iter([task(1, generator="image.b"), task(2)]))
    waiting.pull(2)
    lacking, having = hand("first", frozenset({"image.a"})), hand("second")
    first, second = (
        waiting.next(lacking, [lacking, having]),
        waiting.next(having, [lacking, having]),
    )
    assert first and second
    assert (first.row, second.row) == (2, 1)
    assert not waiting.orphans([lacking])


def test_what_no_machine_has_is_an_orphan() -> None:
    waiting = Assigning(iter([task(1, generator="image.gone"), task(2)]))
    waiting.pull(2)
    assert [each.row for each in waiting.orphans([hand("first")])] == [1]
    unknown = Hand("new")
    waiting.again(task(3, generator="image.gone"))
    assert not waiting.orphans([hand("first"), unknown])  # that one might have it


def test_a_machine_that_lacks_a_model_gets_it_only_where_all_do() -> None:
    poor, rich = hand("poor"), hand("rich")
    waiting = Assigning(iter([task(2, "x"), task(3, "x")]))
    assert waiting.bar(task(1, "x"), "poor", lacks=True) == 1
    waiting.pull(2)
    assert waiting.next(poor, [poor, rich]) is None
    assert waiting.next(rich, [poor, rich]) is not None
    rich.is_up = False
    assert waiting.next(poor, [poor, rich]) is not None


def test_a_worker_holds_a_second_task_only_where_they_are_short() -> None:
    one = hand("first")
    one.took(task(1))
    assert one.room == 0
    one.seconds = 0.1
    assert one.room == 1
    one.is_up = False
    assert one.room == 0
