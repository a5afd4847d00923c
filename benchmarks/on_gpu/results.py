"""What was measured: a line of JSON for each check as it ends, and a report made of them."""

import contextlib
import json
import os
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TITLES = {
    "check": "The machine",
    "sharing": "Sharing the card",
    "requests": "Models of realistic size, random weights",
    "emoji": "Training the emoji model",
}
"""The parts in their order."""

_MARKS = {True: "pass", False: "**FAIL**", None: "told"}


class Results:
    """Adds what one part measures to a file that all parts share."""

    def __init__(self, out: Path, part: str) -> None:
        self.path = out / "results.jsonl"
        self.part = part

    def tell(self, name: str, ok: bool | None, note: str = "", **figures: Any) -> None:
        """Write one result: whether it passed (None: nothing was asked), and figures."""
        row = {"part": self.part, "name": name, "ok": ok, "note": note, "figures": figures}
        line = json.dumps(row, ensure_ascii=False, default=str) + "\n"
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:  # a full disk costs the file, not what is left to measure
            print(f"{self.path}: {error}", flush=True)
        told = ", ".join(f"{key} {value}" for key, value in figures.items())
        print(f"{self.part}: {_MARKS[ok].strip('*')}: {name}  {told}  {note}".rstrip(), flush=True)

    @contextlib.contextmanager
    def check(self, name: str) -> Iterator[dict[str, Any]]:
        """Measure something: the block fills in figures; an assertion or error in it is a fail.

        `note` among the figures is told as a sentence; `ok` as None says that nothing was asked.
        """
        figures: dict[str, Any] = {}
        start = time.perf_counter()
        try:
            yield figures
        except Exception as error:
            lines = str(error).strip().splitlines() or [""]
            figures["note"] = f"{type(error).__name__}: {lines[0][:300]}"
            figures["ok"] = False
            traceback.print_exc(file=sys.stdout)
        note, ok = str(figures.pop("note", "")), figures.pop("ok", True)
        figures["s"] = round(time.perf_counter() - start, 2)
        self.tell(name, ok, note, **figures)


def expect(true: Any, said: str) -> None:
    """Raise AssertionError, which says what was expected, where something isn't true."""
    if not true:
        raise AssertionError(said)


def read(out: Path) -> list[dict[str, Any]]:
    """Return all results; a line that was cut off is left out."""
    found = []
    with contextlib.suppress(OSError):
        for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):
                found.append(json.loads(line))
    return found


def report(out: Path, minutes: float, ended: str) -> None:
    """Write report.md of what is there so far; `ended` says how far the run is."""
    rows = read(out)
    failed = [row for row in rows if row["ok"] is False]
    passed = sum(row["ok"] is True for row in rows)
    lines = [
        "# Muse on a card",
        "",
        f"{ended}. {passed} passed, {len(failed)} failed; planned for {minutes:g} minutes.",
    ]
    for part, title in TITLES.items():
        own = [row for row in rows if row["part"] == part]
        if not own:
            continue
        lines += ["", f"## {title}", "", "| | check | figures |", "| --- | --- | --- |"]
        for row in own:
            told = ", ".join(f"{key} {_shown(value)}" for key, value in row["figures"].items())
            both = " — ".join(filter(None, (told, row["note"])))
            cells = (_MARKS[row["ok"]], row["name"], both)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    part = out / "report.md.part"
    try:
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        os.replace(part, out / "report.md")
    except OSError as error:
        print(f"{out}: {error}", flush=True)


def _shown(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
