"""Checks of how a run goes: what it tells, and how it is stopped."""

import shutil
import threading
import time
from pathlib import Path

from muse.contract.events import Preview, Progress, Text
from muse.errors import Cancelled
from muse.testing.subject import Fault, Subject

_PROMPT = 10.0
"""Seconds within which a run has to stop."""

_QUIET = 2.0
"""Seconds that a run may take without telling how far it is."""


def progress(subject: Subject) -> str:
    """Watch the progress of two items: it only grows, and ends at its total or before."""
    start = time.monotonic()
    events = subject.events(count=2)
    spent = time.monotonic() - start
    told = [event for event in events if isinstance(event, Progress)]
    before = 0.0
    for event in told:
        if not (event.total > 0 and 0 <= event.done <= event.total * (1 + 1e-9)):
            raise Fault(f"{event} isn't between 0 and its total")
        share = event.done / event.total
        if share < before - 1e-9:
            raise Fault(
                f"progress goes back, from {before:.0%} to {share:.0%}",
                "count over all run.items, not from the start for each",
            )
        before = share
    _continued([event for event in events if isinstance(event, Preview)])
    seen = sum(isinstance(event, Text | Preview) for event in events)
    if not told and not seen and spent > _QUIET:
        raise Fault(f"it is silent for {spent:.1f} s", "yield Progress(done, total)")
    return f"{len(told)} steps" + (f", {seen} pieces or previews" if seen else "")


def _continued(previews: list[Preview]) -> None:
    """Look at previews that continue one another: there is a first, and all are of its kind."""
    begun: dict[int, str] = {}
    for each in previews:
        if each.append and begun.get(each.item) != each.media_type:
            before = begun.get(each.item, "nothing")
            raise Fault(
                f"a preview of {each.media_type} continues {before}",
                "the first of an item has append=False; those that follow are of its media type",
            )
        begun[each.item] = each.media_type


def cancelling(subject: Subject) -> str:
    """Cancel and close a run at each of its events: it stops, and leaves nothing."""
    total = len(subject.events())
    places = list(range(total + 1))
    if len(places) > 40:  # the first, the last, and some between
        places = sorted({*places[:10], *places[-10:], *places[:: max(1, len(places) // 20)]})
    stopped = 0
    for turn in subject.trial(2 * len(places)):
        _stop(subject, places[turn // 2], closing=bool(turn % 2))
        stopped += 1
    return f"stopped {stopped} times, at {-(-stopped // 2)} of {total + 1} places"


def _stop(subject: Subject, place: int, *, closing: bool) -> None:
    folder = subject.folder / "stopped"
    folder.mkdir(exist_ok=True)
    how = "closing" if closing else "cancelling"
    stream = subject.stream({"seed": 1, **subject.small}, output=f"{folder}/")
    start = time.monotonic()
    try:
        with stream:
            for _ in range(place):
                next(stream, None)
            start = time.monotonic()
            if closing:
                stream.close()
            else:
                stream.cancel()
                for _ in stream:
                    pass
    except Cancelled:
        pass
    except Exception as error:
        raise Fault(
            f"{how} after event {place} raises {type(error).__name__}: {error}",
            "let Cancelled and GeneratorExit pass: except Exception, never except BaseException",
        ) from error
    if time.monotonic() - start > _PROMPT:
        raise Fault(
            f"{how} after event {place} takes {time.monotonic() - start:.0f} s",
            "call run.check() in long loops, emit in callbacks",
        )
    _left(subject, folder, f"{how} after event {place}")


def _left(subject: Subject, folder: Path, when: str) -> None:
    odd = [p.name for p in folder.rglob("*") if p.name.startswith(".") or p.suffix == ".part"]
    if odd:
        raise Fault(f"{when} leaves {odd[0]}")
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    workers = [t.name for t in threading.enumerate() if t.name == f"muse {subject.name}"]
    if workers:
        raise Fault(f"{when} leaves a thread at work", "use run.drive, which waits for its thread")
    devices = subject.host.__dict__.get("devices")
    if devices is not None and any(row["leased"] for row in devices.loaded()):
        raise Fault(f"{when} leaves a lease held", "with run.lease(...) as ...: gives it back")
