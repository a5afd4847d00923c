"""Generators known only at run time: one for each text file of a folder, named `text.<file>`.

MUSE_FOLDER names the folder. Each line of a file is a possible beginning, middle or end; a text is
drawn from them.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from muse import Artifact, Condition, Event, Field, Generator, Run, hookimpl


class LinesCondition(Condition):
    """What can be asked for."""

    lines: int = Field(4, ge=1, le=100, description="How many lines.")


@hookimpl
def muse_generators() -> Mapping[str, type[Generator[LinesCondition]]]:
    """Offer a generator for each file; called once, when a host opens."""
    folder = os.environ.get("MUSE_FOLDER")
    files = sorted(Path(folder).glob("*.txt")) if folder else []
    return {f"text.{path.stem}": made_of(path) for path in files}


def made_of(path: Path) -> type[Generator[LinesCondition]]:
    """Return the generator of a file, which is read when it runs."""

    class Lines(Generator[LinesCondition]):
        condition = LinesCondition
        formats = {".md": "text/markdown"}

        def generate(self, condition: LinesCondition, run: Run) -> Iterator[Event]:
            """Draw lines for each item."""
            lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
            for item in run.items:
                drawn = item.random.choices(lines, k=condition.lines)
                yield Artifact.text("\n".join(drawn) + "\n", item=item)

    Lines.__doc__ = f"Lines drawn from {path.name}."
    return Lines
