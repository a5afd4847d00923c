"""Tables of rows: CSV, JSON lines, Parquet, a folder of texts; read row by row, however long."""

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from muse import files
from muse.errors import NotReady, RequestError

TEXT = "text"
"""The column that has the text of a file, where the table is a folder."""

_TEXTS = (".txt", ".md", ".prompt")
_PIECE = 2**20
_LONGEST_CELL = 2**20
_LONGEST_TEXT = 2**20
"""Characters of a cell, and bytes of a text, at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number from 1, its line in the file (0 for none), and column -> value.

    `problem` says what is wrong with it as a row, whatever is asked of it.
    """

    number: int
    line: int
    values: Mapping[str, Any]
    problem: str = ""


class Table(Protocol):
    """What has rows, and gives them again whenever it is asked.

    `folder` is where files that its cells name are looked for; `notes` tell how it was read.
    """

    folder: Path
    notes: list[str]

    @property
    def columns(self) -> list[str]: ...
    def __iter__(self) -> Iterator[Row]: ...


def read(source: str | Path, encoding: str | None = None) -> Table:
    """Return the table that a file or folder is; RequestError for none, NotReady for Parquet.

    The suffix says what it is: .csv, .tsv, .jsonl, .ndjson, .json, .parquet.
    """
    path = files.expanded(source)
    if not path.exists():
        raise RequestError(f"there is no {path}", hint="give a table (CSV, JSONL), or a folder")
    if path.is_dir():
        return Folder(path)
    suffix = path.suffix.lower()
    if suffix in (".parquet", ".pq"):
        return Parquet(path)
    if suffix in (".xlsx", ".xls", ".ods", ".numbers"):
        raise RequestError(f"{path} is a spreadsheet", hint="save it as CSV (UTF-8)")
    try:
        kind, notes = _encoding(path, encoding)
        first = _first(path, kind)
    except OSError as error:
        raise RequestError(f"{path} can't be read ({error.strerror})") from None
    if suffix in (".jsonl", ".ndjson", ".json") or first in ("{", "["):
        return Json(path, kind, notes, whole=first == "[")
    return Csv(path, kind, notes)


class Rows:
    """A table of Python: mappings, or what makes them anew each time it is iterated."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._rows = rows if isinstance(rows, list | tuple) else list(rows)
        self.folder = Path.cwd()
        self.notes: list[str] = []

    @cached_property
    def columns(self) -> list[str]:
        """The columns of all rows, as they come."""
        return list(dict.fromkeys(str(name) for row in self._rows for name in row))

    def __iter__(self) -> Iterator[Row]:
        for number, row in enumerate(self._rows, 1):
            yield Row(number, 0, {str(name): value for name, value in row.items()})


class Csv:
    """A table of comma-separated values; semicolons, tabs and bars are seen by the header."""

    def __init__(self, path: Path, encoding: str, notes: list[str]) -> None:
        self.folder = path.absolute().parent
        self.notes = notes
        self._path = path
        self._encoding = encoding

    @cached_property
    def columns(self) -> list[str]:
        """The header; RequestError where it can't be one."""
        with self._opened() as file:
            header = self._header(file)
        names = [name.strip() for name in header]
        while names and not names[-1]:
            names.pop()
        if not names:
            raise RequestError(f"{self._path} is empty", hint="its first line names the columns")
        for number, name in enumerate(names, 1):
            if not name:
                raise RequestError(f"{self._path}: column {number} has no name in the first line")
            if names.index(name) != number - 1:
                raise RequestError(f"{self._path} has two columns {name!r}", hint="rename one")
        return names

    def __iter__(self) -> Iterator[Row]:
        columns, number = self.columns, 0
        with self._opened() as file:
            self._header(file)
            reader = self._reader(file)
            before = self._skipped
            while True:
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    number += 1
                    line = before + reader.line_num
                    yield Row(number, line, {}, f"it can't be read as CSV ({error})")
                    return
                if cells is None:
                    return
                if not any(cell.strip() for cell in cells):
                    continue
                number += 1
                line = before + reader.line_num
                values = dict(zip(columns, cells, strict=False))
                extra = [cell for cell in cells[len(columns) :] if cell.strip()]
                told = f"it has {len(cells)} cells, and the first line names {len(columns)}"
                yield Row(number, line, values, f"{told}: quote a cell with commas" * bool(extra))

    def _opened(self) -> io.TextIOWrapper:
        try:
            return self._path.open(encoding=self._encoding, newline="")
        except OSError as error:
            raise RequestError(f"{self._path} can't be read ({error.strerror})") from None

    def _header(self, file: io.TextIOWrapper) -> list[str]:
        """Read the first line that isn't empty; the lines until there are `_skipped`."""
        self._skipped = 0
        for line in iter(file.readline, ""):
            self._skipped += 1
            if line.strip():
                self._delimiter = self._seen(line)
                return next(csv.reader([line], delimiter=self._delimiter), [])
        return []

    def _seen(self, line: str) -> str:
        if self._path.suffix.lower() == ".tsv":
            return "\t"
        return max(",;\t|", key=line.count) if any(c in line for c in ",;\t|") else ","

    def _reader(self, file: io.TextIOWrapper) -> Any:
        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
        return csv.reader(file, delimiter=self._delimiter, strict=True)


class Json:
    """A table of JSON objects: one a line, or (`whole`) a list of them."""

    def __init__(self, path: Path, encoding: str, notes: list[str], *, whole: bool) -> None:
        self.folder = path.absolute().parent
        self.notes = notes
        self._path = path
        self._encoding = encoding
        self._whole = whole

    @cached_property
    def columns(self) -> list[str]:
        """The names of all rows, as they come."""
        found = dict.fromkeys(str(name) for row in self for name in row.values)
        if not found:
            raise RequestError(f"{self._path} has no rows", hint="one JSON object a line")
        return list(found)

    def __iter__(self) -> Iterator[Row]:
        number = 0
        for line, value, problem in self._values():
            number += 1
            if not problem and not isinstance(value, dict):
                problem = 'it is no JSON object; expected {"column": value, ...}'
            yield Row(number, line, {} if problem else value, problem)

    def _values(self) -> Iterator[tuple[int, Any, str]]:
        try:
            with self._path.open(encoding=self._encoding) as file:
                if self._whole:
                    yield from self._of_list(file)
                    return
                for line, text in enumerate(file, 1):
                    if not text.strip():
                        continue
                    try:
                        yield line, json.loads(text), ""
                    except (ValueError, RecursionError) as error:
                        yield line, None, f"it is no JSON ({error})"
        except OSError as error:
            raise RequestError(f"{self._path} can't be read ({error.strerror})") from None

    def _of_list(self, file: io.TextIOWrapper) -> Iterator[tuple[int, Any, str]]:
        try:
            rows = json.load(file)
        except (ValueError, RecursionError) as error:
            raise RequestError(f"{self._path} is no JSON ({error})") from None
        for row in rows:
            yield 0, row, ""


class Parquet:
    """A table in Parquet, by pyarrow."""

    def __init__(self, path: Path) -> None:
        self.folder = path.absolute().parent
        self.notes: list[str] = []
        self._path = path

    @cached_property
    def columns(self) -> list[str]:
        """The names in its schema."""
        with self._opened() as file:
            return list(file.schema_arrow.names)

    def __iter__(self) -> Iterator[Row]:
        number = 0
        with self._opened() as file:
            for batch in file.iter_batches(1024):
                for row in batch.to_pylist():
                    number += 1
                    yield Row(number, 0, {name: _plain(value) for name, value in row.items()})

    def _opened(self) -> Any:
        pyarrow = parquet_library()
        try:
            return pyarrow.ParquetFile(self._path)
        except OSError as error:
            raise RequestError(f"{self._path} can't be read ({error})") from None
        except Exception as error:  # pyarrow's own, which are ValueErrors mostly
            raise RequestError(f"{self._path} is no Parquet ({error})") from None


class Folder:
    """A folder of texts: each is a row with `name` (of the file) and `text`, in their order."""

    columns: list[str] = ["name", TEXT]

    def __init__(self, path: Path) -> None:
        self.folder = path.absolute()
        self.notes: list[str] = []
        self._paths = sorted(
            each
            for each in path.iterdir()
            if each.suffix.lower() in _TEXTS and each.is_file() and each.name[0] not in "._"
        )
        if not self._paths:
            raise RequestError(
                f"{path} has no texts", hint=f"each prompt is a file of its own: {_TEXTS[0]}"
            )

    def __iter__(self) -> Iterator[Row]:
        for number, path in enumerate(self._paths, 1):
            try:
                with path.open("rb") as file:
                    data = file.read(_LONGEST_TEXT + 1)
                text = _decoded(data)
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or error
                yield Row(number, 0, {"name": path.stem}, f"{path.name} can't be read ({why})")
                continue
            long = f"{path.name} has more than {_LONGEST_TEXT // 2**20} MiB"
            problem = long if len(data) > _LONGEST_TEXT else "" if text else f"{path.name} is empty"
            yield Row(number, 0, {"name": path.stem, TEXT: text}, problem)


def parquet_library() -> Any:
    """Return pyarrow.parquet; NotReady where it isn't installed."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise NotReady(
            "Parquet needs pyarrow, which isn't installed", hint='pip install "muse-host[tables]"'
        ) from None
    return pyarrow.parquet


def _plain(value: Any) -> Any:
    """Return a value of Parquet as JSON has it: dates as texts."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
    raise ValueError("it is neither UTF-8 nor GB18030")


def _encoding(path: Path, asked: str | None) -> tuple[str, list[str]]:
    """Return how a file is encoded, and what to tell of that; RequestError for neither."""
    if asked is not None:
        try:
            codecs.lookup(asked)
        except LookupError:
            raise RequestError(
                f"encoding: there is no {asked!r}", hint="such as utf-8, gb18030, cp1252, utf-16"
            ) from None
        if _fails_at(path, asked) is not None:
            raise RequestError(f"{path} isn't encoded as {asked}", hint="leave --encoding out")
        return asked, []
    with path.open("rb") as file:
        mark = file.read(4)
    if mark.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", []
    bad = _fails_at(path, "utf-8-sig")
    if bad is None:
        return "utf-8-sig", []
    if _fails_at(path, "gb18030") is None:
        return "gb18030", [
            f"{path.name} isn't UTF-8 (line {bad}), and is read as GB18030; "
            "--encoding cp1252 reads one of a western Windows"
        ]
    raise RequestError(
        f"{path} is neither UTF-8 (line {bad}) nor GB18030",
        hint="save it as UTF-8, or say --encoding cp1252",
    )


def _fails_at(path: Path, encoding: str) -> int | None:
    """Return the line at which a file isn't what an encoding makes; None where it all is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while True:
            data = file.read(_PIECE)
            try:
                decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                return line + data[: error.start].count(b"\n")
            line += data.count(b"\n")
            if not data:
                return None


def _first(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding) as file:
        return file.read(4096).lstrip()[:1]
