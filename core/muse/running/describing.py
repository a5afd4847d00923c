"""What a run would make, by whom and for how long, before anything is made."""

import re
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from muse.contract.order import Order, spoken
from muse.errors import MuseError
from muse.library.library import Library
from muse.running.stream import Stream

_LATELY = 20
"""Runs of a generator that say how long the next takes, where it has no guess of its own."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be made: `count` parts of one kind, `there` of which the library has already.

    `called` is the name of the kind, "page 1..8, picture", and empty for the run itself; `seconds`
    is what those take that aren't there, one after another, None for no idea; `problem` says why
    one can't be made.
    """

    called: str
    generator: str
    count: int = 1
    there: int = 0
    seconds: float | None = None
    problem: str = ""


def plan(stream: Stream) -> list[Planned]:
    """Return what a run that was prepared would make: parts in their order, then itself.

    Parts of parts come after the part that has them made. Nothing is made, nothing is recorded.
    """
    found: list[Planned] = []
    for item in stream.run.items:
        request = stream.request
        found += _parts(
            stream, request.generator.orders(request.condition, item, stream.run.wanted)
        )
        found.append(Planned("", request.name, 1, 0, _seconds(stream)))
    return _together(found)


def total(planned: Iterable[Planned]) -> float | None:
    """Return the seconds that all of it takes, one after another; None where one isn't known."""
    seconds = [each.seconds for each in planned if each.there < each.count]
    return None if None in seconds else sum(each or 0.0 for each in seconds)


def _parts(stream: Stream, orders: Iterable[Order], above: str = "") -> list[Planned]:
    composer = stream.run.composer
    assert composer is not None
    found: list[Planned] = []
    for order in orders:
        called = f"{above}{spoken(order.called)}"
        try:
            part, there = composer.looked_for(order)
        except MuseError as error:
            told = str(error).removeprefix(f"{spoken(order.called)}: ")
            found.append(Planned(called, order.generator or order.medium, problem=told))
            continue
        with part:
            request, item = part.request, part.run.items[0]
            own = 0.0 if there else _seconds(part)
            found.append(Planned(called, request.name, 1, int(there), own))
            if not there:
                inner = request.generator.orders(request.condition, item, part.run.wanted)
                found += _parts(part, inner, f"{called}: ")
    return found


def _seconds(stream: Stream) -> float | None:
    """Return the seconds that a run takes by itself: its generator's guess, or as of late."""
    request = stream.request
    guess = request.generator.seconds(request.condition)
    return guess if guess is not None else lately(stream.recording.library, request.name)


def lately(library: Library, generator: str) -> float | None:
    """Return the median of the seconds that the last runs of a generator took; None for none."""
    rows = library.database.rows(
        "SELECT seconds FROM runs WHERE generator = ? AND status = 'done' AND seconds IS NOT NULL"
        " ORDER BY seq DESC LIMIT ?",
        (generator, _LATELY),
    )
    return statistics.median(row[0] for row in rows) if rows else None


def _together(planned: Iterable[Planned]) -> list[Planned]:
    """Put parts that differ by a number alone together: "page 1..8, picture"."""
    groups: dict[tuple[str, str, str], list[Planned]] = {}
    for each in planned:
        kind = re.sub(r"\d+", "#", each.called)
        groups.setdefault((kind, each.generator, each.problem), []).append(each)
    found = []
    for (kind, generator, problem), group in groups.items():
        numbers = [re.findall(r"\d+", each.called) for each in group]
        called = kind
        for column in zip(*numbers, strict=True):
            low, high = min(map(int, column)), max(map(int, column))
            called = called.replace("#", str(low) if low == high else f"{low}..{high}", 1)
        times = [each.seconds for each in group]
        seconds = None if None in times else sum(each or 0.0 for each in times)
        there = sum(each.there for each in group)
        found.append(Planned(called, generator, len(group), there, seconds, problem))
    return found
