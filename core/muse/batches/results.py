"""The table of what a batch made: a row for each artifact, in the order of the table's rows."""

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from muse import files, processes
from muse.batches.elsewhere import is_address
from muse.batches.executor import Done
from muse.batches.journal import Journal
from muse.batches.plan import Plan, Planned
from muse.batches.table import parquet_library
from muse.errors import RequestError

SUFFIXES = (".csv", ".jsonl", ".parquet")
OWN = ("row", "name", "state", "artifact", "generator", "seed", "files", "seconds", "error")
_AT_ONCE = 1024


def check(path: Path) -> None:
    """Raise RequestError for a name that says no format, NotReady where Parquet can't be had."""
    if path.suffix.lower() not in SUFFIXES:
        raise RequestError(f"results: {path} says no format", hint=f"one of {', '.join(SUFFIXES)}")
    if path.suffix.lower() == ".parquet":
        parquet_library()


def write(
    path: Path,
    plan: Plan,
    journal: Journal,
    folder: Path,
    wrong: Mapping[tuple[int, str], str],
    *,
    mark: bool = False,
) -> None:
    """Write the table in place of the one before, at once or not at all.

    `wrong` is (number of a row, key of its task) -> what was found to be wrong with it. A `mark` at
    its start tells a spreadsheet that it is UTF-8.
    """
    columns, rows = listed(plan, journal, folder, wrong)
    hidden = processes.hidden(path)
    writers: dict[str, Callable[[Path, Sequence[str], Iterable[dict[str, Any]], bool], None]]
    writers = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}
    with files.told(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            writers[path.suffix.lower()](hidden, columns, rows, mark)
            os.replace(hidden, path)
        finally:
            with suppress(OSError):
                hidden.unlink()


def listed(
    plan: Plan, journal: Journal, folder: Path, wrong: Mapping[tuple[int, str], str]
) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """Return the columns of the results, and their rows in the order of the table."""
    measured = sorted({name for done in journal.ended() for name in done.measured})
    columns = _columns(plan, measured)
    rows = (_row(_found(planned, wrong), journal, folder, columns) for planned in plan)
    return list(columns), rows


def _columns(plan: Plan, measured: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return column -> where its values are from, and under which name there.

    The table's columns keep their names: the results' own that has one of them is `muse.NAME`.
    """
    asked = {name: ("table", name) for name in plan.table.columns}
    asked |= {name: ("grid", name) for name in plan.axes}
    own = [(f"muse.{name}" if name in asked else name, ("own", name)) for name in OWN]
    found = {f"measured.{name}": ("measured", name) for name in measured}
    return {**dict(own[:2]), **asked, **dict(own[2:-1]), **found, **dict(own[-1:])}


def _found(planned: Planned, wrong: Mapping[tuple[int, str], str]) -> Planned:
    """Return what a row asks for, as it was found when it was checked."""
    task = planned.task
    problem = wrong.get((planned.row.number, task.key)) if task else None
    return planned if problem is None else Planned(planned.row, planned.point, None, problem)


def _row(
    planned: Planned, journal: Journal, folder: Path, columns: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    task = planned.task
    done = journal.done(task.key) if task else None
    own: dict[str, Any] = {"row": planned.row.number, "state": "wrong", "error": planned.problem}
    if task is not None:
        own |= {"name": task.name, "generator": task.generator, "seed": task.fields.get("seed")}
        own |= _told(done, folder)
    parts: dict[str, Mapping[str, Any]] = {
        "own": own,
        "table": planned.row.values,
        "grid": planned.point,
        "measured": done.measured if done else {},
    }
    return {column: parts[kind].get(name) for column, (kind, name) in columns.items()}


def _told(done: Done | None, folder: Path) -> dict[str, Any]:
    if done is None:
        return {"state": "waiting", "error": ""}
    if done.failure is not None:
        return {"state": "failed", "error": str(done.failure), "seconds": done.seconds}
    places = [_relative(str(file.path), folder) for file in done.files]
    made = {"state": "done", "artifact": done.id, "seconds": done.seconds, "error": ""}
    return {**made, "files": places}


def _relative(place: str, folder: Path) -> str:
    """Return a file's place below the folder, or as it stands: one elsewhere has an address."""
    if is_address(place):
        return place
    path = Path(place)
    try:
        return path.relative_to(folder.absolute()).as_posix()
    except ValueError:
        return str(path)


def _text(value: Any) -> Any:
    """Return a value as a cell of CSV: several files with `;`, what else is no scalar as JSON."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ";".join(value)
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False)
    return value


def _csv(path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]], mark: bool) -> None:
    with path.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_text(row[name]) for name in columns])
        _flush(file)


def _jsonl(path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]], mark: bool) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            kept = {name: value for name, value in row.items() if value not in (None, "")}
            file.write(json.dumps(kept, ensure_ascii=False, default=str) + "\n")
        _flush(file)


def _parquet(
    path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]], mark: bool
) -> None:
    """Write Parquet; of each column all values have one type, or are texts."""
    import pyarrow
    import pyarrow.parquet

    whole = list(rows)
    arrays = []
    for name in columns:
        values = [row[name] for row in whole]
        try:
            array = pyarrow.array(values)
        except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
            told = [None if value is None else str(_text(value)) for value in values]
            array = pyarrow.array(told, pyarrow.string())
        if pyarrow.types.is_null(array.type):
            array = array.cast(pyarrow.string())
        arrays.append(array)
    pyarrow.parquet.write_table(pyarrow.table(dict(zip(columns, arrays, strict=True))), path)


def _flush(file: TextIO) -> None:
    file.flush()
    os.fsync(file.fileno())
