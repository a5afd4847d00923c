"""A hook that watches: a line of JSON in a file for each artifact.

MUSE_DIARY names the file, `muse-diary.jsonl` in the home folder if it isn't set.
"""

import json
import os
import time
from pathlib import Path

from muse import Artifact, Event, Run, hookimpl


@hookimpl
def muse_event(run: Run, event: Event) -> None:
    """Write down a finished artifact: when, by whom, what, where."""
    if not isinstance(event, Artifact):
        return
    line = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "id": event.id,
        "generator": run.generator,
        "title": event.title,
        "seed": event.seed,
        "files": [str(path) for path in event.paths],
    }
    path = Path(os.environ.get("MUSE_DIARY") or Path.home() / "muse-diary.jsonl")
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
