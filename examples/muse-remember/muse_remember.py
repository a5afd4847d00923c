"""A hook that answers from elsewhere: what was made before of the same condition is there at once.

Only generators that repeat themselves byte by byte are remembered, each item by its own seed.
MUSE_REMEMBER names the folder, the user's cache if it isn't set.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import platformdirs

from muse import Artifact, Condition, Event, Generator, Item, Report, Run, hookimpl

LARGE = 2**26
"""Bytes of a file that stays on the disk."""


@hookimpl(wrapper=True)
def muse_generate(generator: Generator[Any], condition: Condition, run: Run) -> Iterator[Any]:
    """Return what is remembered, or the generator's own events while remembering them."""
    events = yield  # nothing is generated before somebody iterates over it
    if generator.repeatable != "bytes":
        return events
    places = {item: place(condition, run, item) for item in run.items}
    if all((where / "facts.json").exists() for where in places.values()):
        events.close()
        return remembered(run, places)
    return remembering(events, run, places)


def place(condition: Condition, run: Run, item: Item) -> Path:
    """Return the folder of an item: a hash of all that decides about it."""
    asked = condition.model_dump(mode="json") | {"seed": item.seed, "count": 1}
    told = json.dumps([run.generator, sorted(run.formats), asked], sort_keys=True)
    folder = os.environ.get("MUSE_REMEMBER") or platformdirs.user_cache_path("muse-remember")
    return Path(folder) / hashlib.sha256(told.encode()).hexdigest()[:32]


def remembered(run: Run, places: dict[Item, Path]) -> Iterator[Event]:
    """Yield the artifacts that were kept, and tell what the generator told then."""
    for item, where in places.items():
        facts = json.loads((where / "facts.json").read_text(encoding="utf-8"))
        run.resolve(**facts["resolved"])
        then = Report.from_json(facts["report"])
        run.report.chosen |= {k: v for k, v in then.chosen.items() if k != "seed"}
        run.report.adjusted |= then.adjusted
        run.report.ignored |= then.ignored
        for sentence in (*then.notes, "Remembered: this was made before."):
            run.report.note(sentence)
        held = [where / f"file-{number}" for number in range(len(facts["files"]))]
        contents = {
            key: path if path.stat().st_size > LARGE else path.read_bytes()
            for key, path in zip(facts["files"], held, strict=True)
        }
        yield Artifact(contents, item, facts["measured"], facts["title"])


def remembering(events: Iterator[Event], run: Run, places: dict[Item, Path]) -> Iterator[Event]:
    """Pass events on and keep each artifact; closing it closes the generator."""
    try:
        for event in events:
            if isinstance(event, Artifact):
                keep(places[event.item], event, run)
            yield event
    finally:
        events.close()  # type: ignore[attr-defined]


def keep(where: Path, artifact: Artifact, run: Run) -> None:
    """Write an artifact; its facts last, so that half of one is never taken for a whole."""
    where.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(artifact.contents.values()):
        if isinstance(data, Path):  # a film, say: it is never held in memory
            shutil.copyfile(data, where / f"file-{number}")
        else:
            (where / f"file-{number}").write_bytes(data)
    facts = {
        "files": list(artifact.contents),
        "measured": dict(artifact.measured),
        "title": artifact.title,
        "report": run.report.to_json(),
        "resolved": run.resolved,
    }
    part = where / "facts.part"
    part.write_text(json.dumps(facts), encoding="utf-8")
    part.replace(where / "facts.json")
