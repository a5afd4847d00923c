"""Items, reports, and what a generator is handed."""

import time

import numpy as np
import pytest

from conftest import workers
from muse import Cancelled, Item, Progress, Report, Run, Text
from muse.contract.item import items


def make(count: int = 1) -> Run:
    return Run(id="r", generator="zoo.x", items=items(7, count), formats=())


def test_items_draw_from_their_seed_alone() -> None:
    first, second = Item(0, 7), Item(3, 7)
    assert np.array_equal(first.rng.random(4), second.rng.random(4))
    assert first.random.random() == second.random.random()
    assert Item(0, 8).random.random() != Item(0, 7).random.random()


def test_the_numpy_draws_are_what_they_were() -> None:
    assert Item(0, 7).rng.integers(1000, size=4).tolist() == [944, 625, 684, 897]
    assert Item(0, 7).random.randrange(1000) == 331


def test_driven_work_returns_its_value_and_raises_its_errors() -> None:
    run = make()
    seen = []

    def work(emit) -> int:
        emit.progress(1, 2, "half")
        emit.text("a")
        emit.preview("image/png", b"p")
        return 5

    def generate():
        value = yield from run.drive(work)
        seen.append(value)
        with pytest.raises(ValueError, match="no"):
            yield from run.drive(lambda emit: (_ for _ in ()).throw(ValueError("no")))

    events = list(generate())
    assert seen == [5]
    assert events[:2] == [Progress(1, 2, "half"), Text("a")]


def test_progress_that_comes_too_fast_is_told_now_and_then() -> None:
    run = make()

    def work(emit) -> None:
        for number in range(5000):
            emit.progress(number + 1, 5000)

    events = list(run.drive(work))
    assert events[0].done == 1 and events[-1].done == 5000
    assert len(events) < 1000


def test_a_cancel_reaches_the_work_at_its_next_emit() -> None:
    run = make()
    steps = []

    def work(emit) -> None:
        while True:
            steps.append(1)
            emit.progress(len(steps), 1000)
            time.sleep(0.005)

    with pytest.raises(Cancelled):
        for _ in run.drive(work):
            run.cancel()
            done = len(steps)
    assert len(steps) <= done + 2
    assert run.cancelled
    with pytest.raises(Cancelled):
        run.check()
    assert not workers()


def test_a_report_says_what_became_of_each_field() -> None:
    report = Report(applied={"meter": "4/4", "steps": 3, "tempo": 120})
    report.adjust("meter", "4/4", "3/4", "a waltz has three beats")
    report.ignore("steps", "it has none")
    report.choose("key", "C")
    report.note("Only once.")
    report.note("Only once.")
    one = report.for_artifact({"meter": "3/4", "tempo": 118})
    assert one.applied == {"tempo": 120}
    assert one.disagreements() == {"tempo": (120, 118)}
    assert one.notes == ["Only once."]
    assert Report.from_json(one.to_json()) == one
    assert "measured" not in report.to_json()
