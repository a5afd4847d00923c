"""Marking what is made: pictures and sounds carry 64 bits of what they are found again by."""

from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

from muse import Artifact, Event, Run, hookimpl
from muse import Generator as Maker
from muse_provenance import settings as ours
from muse_provenance.marks.kinds import LOSSY, PICTURES, SOUNDS

VERSION = "muse 1"


@hookimpl
def muse_environment(settings: Mapping[str, Mapping[str, Any]]) -> Mapping[str, str]:
    """Say which marks are put on: they are part of the bytes."""
    return {"mark": VERSION} if ours.marks(settings) else {}


@hookimpl(wrapper=True)
def muse_generate(
    generator: Maker[Any], run: Run
) -> Generator[None, Iterator[Event], Iterator[Event]]:
    """Return the events of a run, its pictures and sounds marked.

    Who makes an MP3 and could make a WAV makes both: the MP3 is then made of the marked WAV. The
    host leaves out what nobody asked for.
    """
    marks = ours.marks(run.settings)
    if marks and LOSSY & {*run.formats} and ".wav" in {*generator.formats} - {*run.formats}:
        run.formats = (*run.formats, ".wav")
    events = yield
    return marked(events, run) if marks else events


def marked(events: Iterator[Event], run: Run) -> Iterator[Event]:
    """Pass events on, artifacts with a mark; closing it closes the generator."""
    try:
        for event in events:
            if isinstance(event, Artifact) and not event.unfinished:
                bits = bytes.fromhex(run.fingerprint(event.item)[:16])
                mark(event, bits, lambda: run.scratch)
            yield event
    finally:
        if hasattr(events, "close"):
            events.close()


def mark(artifact: Artifact, bits: bytes, scratch: Callable[[], Path]) -> None:
    """Put a mark of 8 bytes into the pictures and sounds of an artifact.

    `scratch` gives a folder for those that are files; it is asked only where there are some.
    """
    if any(key.endswith(PICTURES) for key in artifact.contents):
        from muse_provenance.marks import pictures

        pictures.mark(artifact, bits, scratch)
    if any(key.endswith(SOUNDS) for key in artifact.contents):
        from muse_provenance.marks import sounds

        made = sounds.marked(artifact.contents, bits, scratch)
        artifact.contents = {**artifact.contents, **made}
