"""What a generator yields, looked at before anybody relies on it."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from muse import interrupts
from muse.contract.artifact import Artifact
from muse.contract.events import Draft, Event, Preview, Progress, Text
from muse.contract.item import Item
from muse.contract.run import Run
from muse.errors import PluginError, described, shown
from muse.media import keys

_MEASURED = 2**20
"""Bytes of JSON that the measures of an artifact may have."""


def steps(events: Iterable[Event], run: Run, all_items: tuple[Item, ...]) -> Iterator[Event]:
    """Pass a generator's events on; between two of them, stop once the run is cancelled.

    PluginError for what is no event of this run, and for an end that nobody asked for.
    """
    source = iter(events)
    while True:
        try:
            event = next(source)
        except StopIteration:
            return
        except (GeneratorExit, KeyboardInterrupt) as error:
            if isinstance(error, KeyboardInterrupt) and (run.cancelled or interrupts.by_user()):
                raise
            why = f"{run.generator} ended itself: {described(error)}"
            raise PluginError(why, hint="--debug shows where") from error
        odd = wrong(event, all_items)
        if odd is not None:
            raise PluginError(f"{run.generator} yielded {odd}")
        yield event
        run.check()


def wrong(event: Any, items: tuple[Item, ...]) -> str | None:
    """Say what is wrong with an event; None for a sound one."""
    if isinstance(event, Artifact):
        return _wrong_artifact(event, items)
    if isinstance(event, Progress):
        numbers = _is_number(event.done) and _is_number(event.total)
        return None if numbers and isinstance(event.note, str) else "a progress of no numbers"
    if isinstance(event, Text):
        if not isinstance(event.piece, str):
            return f"a text of {type(event.piece).__name__}, which is no str"
        return _wrong_index(event.item, items)
    if isinstance(event, Draft):
        if not isinstance(event.text, str) or not isinstance(event.title, str):
            return f"a draft of {type(event.text).__name__}, which is no str"
        return _wrong_index(event.item, items)
    if isinstance(event, Preview):
        if not isinstance(event.data, bytes) or not isinstance(event.media_type, str):
            return "a preview without bytes or media type"
        if not isinstance(event.append, bool):
            return "a preview that doesn't say whether it continues the last"
        return _wrong_index(event.item, items)
    return f"{shown(event)}, which is no event"


def _wrong_artifact(artifact: Artifact, items: tuple[Item, ...]) -> str | None:
    if not isinstance(artifact.item, Item) or artifact.item not in items:
        return "an artifact for an item that isn't of this run"
    if not isinstance(artifact.contents, Mapping) or not artifact.contents:
        return "an artifact without contents"
    odd = keys.problem(artifact.contents.keys())
    if odd is not None:
        return f"an artifact with {odd}"
    for suffix, data in artifact.contents.items():
        if isinstance(data, Path):
            if not data.is_file():
                return f"an artifact whose {suffix} is no file: {shown(str(data))}"
        elif not isinstance(data, bytes | bytearray | memoryview):
            return f"an artifact whose {suffix} is {type(data).__name__}, not bytes or a Path"
    if not isinstance(artifact.title, str | None):
        return f"an artifact whose title is {type(artifact.title).__name__}, not str"
    if not isinstance(artifact.measured, Mapping):
        return f"an artifact whose measures are {type(artifact.measured).__name__}, not by name"
    try:
        size = len(json.dumps(dict(artifact.measured)))
    except (TypeError, ValueError, RecursionError) as error:
        return f"an artifact whose measures are no JSON ({described(error)[:100]})"
    if size > _MEASURED:
        return f"an artifact whose measures have {size // 1000:,} kB; keep to {_MEASURED // 1000:,}"
    return None


def _wrong_index(index: Any, items: tuple[Item, ...]) -> str | None:
    if isinstance(index, int) and any(item.index == index for item in items):
        return None
    return f"an event for item {shown(index)}, which isn't of this run"


def _is_number(value: Any) -> bool:
    try:
        return math.isfinite(value)
    except (TypeError, ValueError, OverflowError):
        return False
