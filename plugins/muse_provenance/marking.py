"""Marking what is made: pictures and sounds carry 64 bits of what they are found again by."""

from collections.abc import Generator, Iterator, Mapping
from typing import Any

from muse import Artifact, Event, Run, hookimpl
from muse_provenance import settings as ours

VERSION = "muse 1"


@hookimpl
def muse_environment(settings: Mapping[str, Mapping[str, Any]]) -> Mapping[str, str]:
    """Say which marks are put on: they are part of the bytes."""
    return {"mark": VERSION} if ours.marks(settings) else {}


@hookimpl(wrapper=True)
def muse_generate(run: Run) -> Generator[None, Iterator[Event], Iterator[Event]]:
    """Return the events of a run, its pictures and sounds marked."""
    events = yield
    return marked(events, run) if ours.marks(run.settings) else events


def marked(events: Iterator[Event], run: Run) -> Iterator[Event]:
    """Pass events on, artifacts with a mark; closing it closes the generator."""
    try:
        for event in events:
            if isinstance(event, Artifact) and not event.unfinished:
                mark(event, bytes.fromhex(run.fingerprint(event.item)[:16]))
            yield event
    finally:
        if hasattr(events, "close"):
            events.close()


def mark(artifact: Artifact, bits: bytes) -> None:
    """Put a mark of 8 bytes into the pictures and sounds of an artifact."""
