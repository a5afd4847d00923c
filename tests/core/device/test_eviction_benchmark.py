"""The benchmark of eviction policies: its optimum is one, and its bound is a bound."""

import importlib.util
import itertools
import math
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


def load(name: str) -> ModuleType:
    """Import a benchmark by its path; under its own name, since one imports the other."""
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


offline, eviction = load("offline_optimum"), load("eviction")
Part, Request = offline.Part, offline.Request

BIG, DEAR, CHEAP = Part("big", 6, 6.0), Part("dear", 3, 30.0), Part("cheap", 3, 1.0)


def only(*parts: object) -> object:
    return Request(parts)


def test_the_optimum_of_a_trace_that_is_known_by_hand() -> None:
    # Of 9 bytes, big and one of the others fit. Everything is loaded once (37 s). Keeping dear
    # through the middle costs cheap again (1 s); keeping cheap would cost dear again (30 s).
    trace = [only(DEAR), only(CHEAP), only(BIG), only(CHEAP), only(DEAR)]
    assert offline.optimum(trace, 9) == 38
    assert offline.optimum(trace, 12) == 37
    assert offline.optimum(trace, 6) == 37 + 1 + 30
    assert 37 < offline.bound(trace, 9, 68.0) <= 38


def test_a_lease_needs_all_its_components_and_its_working_memory_at_once() -> None:
    both = Request((DEAR, CHEAP), 3)
    assert offline.optimum([both, both], 9) == 31
    assert offline.optimum([only(BIG), both, only(BIG)], 14) == 37 + 6
    assert offline.optimum([only(BIG), both, only(BIG)], 15) == 37


def test_what_fits_beside_no_other_is_lost_for_sure() -> None:
    trace = [only(BIG), only(DEAR)] * 5
    assert offline.optimum(trace, 8) == 5 * 36
    assert offline.bound(trace, 8, 1e9) == pytest.approx(5 * 36)


def test_policies_differ_where_they_should() -> None:
    trace = [only(DEAR), only(CHEAP), only(BIG), only(CHEAP), only(DEAR)]
    spent = {
        name: eviction.simulate(trace, 9, policy) for name, policy in eviction.policies().items()
    }
    assert spent["GreedyDual"] == 38
    assert spent["LRU"] == 37 + 30
    assert spent["largest"] == 37 + 30


def by_trying_all(trace: list, capacity: int) -> float:
    """Return the least seconds, by trying every set to keep after every request."""
    ways = {frozenset(): 0.0}
    for request in trace:
        needed = frozenset(request.parts)
        after: dict[frozenset, float] = {}
        for there, spent in ways.items():
            paid = spent + sum(part.cost for part in needed - there)
            for count in range(len(there - needed) + 1):
                for kept in itertools.combinations(there - needed, count):
                    held = needed | set(kept)
                    if sum(part.size for part in held) + request.working <= capacity:
                        after[held] = min(paid, after.get(held, math.inf))
        ways = after
    return min(ways.values())


@st.composite
def traces(draw: st.DrawFn) -> tuple[list, int]:
    sizes = draw(st.lists(st.integers(1, 8), min_size=2, max_size=5))
    parts = [Part(f"p{n}", s, draw(st.integers(1, 20)) / 2) for n, s in enumerate(sizes)]
    lease = st.lists(st.sampled_from(parts), min_size=1, max_size=3, unique=True)
    made = st.builds(lambda parts, more: Request(tuple(parts), more), lease, st.integers(0, 3))
    trace = draw(st.lists(made, min_size=1, max_size=14))
    least = max(request.need for request in trace)
    return trace, least + draw(st.integers(0, 8))


@settings(max_examples=150, deadline=None)
@given(traces())
def test_bound_optimum_and_policies_are_in_order(drawn: tuple[list, int]) -> None:
    trace, capacity = drawn
    spent = [eviction.simulate(trace, capacity, each) for each in eviction.policies().values()]
    exact = offline.optimum(trace, capacity)
    assert exact == pytest.approx(by_trying_all(trace, capacity))
    assert offline.bound(trace, capacity, min(spent), rounds=60) <= exact
    assert exact <= min(spent) + 1e-9


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=7), st.data())
def test_the_least_sum(sizes: list[int], data: st.DataObject) -> None:
    wanted = data.draw(st.integers(1, sum(sizes)))
    sums = {sum(some) for n in range(len(sizes) + 1) for some in itertools.combinations(sizes, n)}
    assert offline.least_sum(sizes, wanted) == min(each for each in sums if each >= wanted)
