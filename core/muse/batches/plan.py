"""From a table to tasks: what each row asks for, under which name and key, checked before work."""

import difflib
import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from muse import files
from muse.batches import grid
from muse.batches.executor import Task
from muse.batches.naming import Naming
from muse.batches.table import TEXT, Row, Table
from muse.batches.templates import Names, Template, is_empty, plain, shown
from muse.contract.condition import MAX_COUNT, SEEDS
from muse.contract.fields import is_list, type_name
from muse.contract.inputs import ARTIFACT
from muse.errors import RequestError
from muse.media import content
from muse.running.host import Host

_BYTES = ("no_embed", "rights")
"""Options of a run that decide about the bytes of what it makes."""


_ALIKE = 0.75
"""How much a column's name is like a field's that it may have been meant for."""


@dataclass(frozen=True)
class Asked:
    """What is asked of all rows.

    `fields` are values, or templates where they are texts; `grid` is field -> values; `name` a
    template for names. `options` are those of Task. `limit` is how many artifacts to make at most.
    """

    generator: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    grid: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    name: str | None = None
    formats: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    force: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One artifact of a row: where in the grid it is, its task, or what is wrong."""

    row: Row
    point: Mapping[str, Any]
    task: Task | None
    problem: str = ""

    @property
    def where(self) -> str:
        """Which row it is, for people."""
        line = f" (line {self.row.line})" if self.row.line else ""
        point = ", ".join(f"{name} {shown(value)}" for name, value in self.point.items())
        return f"row {self.row.number}{line}{f', {point}' if point else ''}"


class Plan:
    """The artifacts that a table asks for; the same each time it is iterated.

    RequestError for a column that a template wants and the table hasn't, for axes that columns or
    options set too, and where nothing says which generator to use. `folder` is where the files go.
    """

    def __init__(self, host: Host, table: Table, asked: Asked, folder: Path) -> None:
        self.table = table
        self.asked = asked
        self.axes = dict(asked.grid)
        self._host = host
        self._place = str(folder.absolute())
        self._kinds: dict[str, _Kind] = {}
        columns = table.columns
        names = Names([*columns, *self.axes, "row"])
        self._templates = {
            field: _templated(f"--{field.replace('_', '-')}", value, names)
            for field, value in asked.fields.items()
        }
        for axis in self.axes:
            if axis in self._templates:
                raise RequestError(f"{axis} is an axis of the grid and an option", hint="leave one")
            clash = Names(columns).find(axis)
            if clash is not None:
                raise RequestError(
                    f"{axis} is an axis of the grid and a column", hint="leave one of them out"
                )
        known = Names([*columns, *self.axes, "row", "generator", "seed", *asked.fields])
        named = Template(asked.name, known, "--name") if asked.name else None
        own = Names(columns)
        self._name = next(filter(None, map(own.find, ("name", *_own("name")))), None)
        self._generator = next(filter(None, map(own.find, ("generator", *_own("generator")))), None)
        self._medium = next(filter(None, map(own.find, ("medium", *_own("medium")))), None)
        self._naming = Naming(named, self._name, list(self.axes))
        if asked.generator is None and self._generator is None and self._medium is None:
            media = ", ".join(sorted({n.partition(".")[0] for n in host.plugins.names()}))
            raise RequestError(
                "nothing says what to make of the rows",
                hint=f"-g NAME, or a column generator; media are {media}",
            )
        self.used = {name for t in self._all_templates(named) for name in t.used}

    @property
    def unused(self) -> list[str]:
        """Columns that nothing has used so far."""
        known = {self._name, self._generator, self._medium, *self.used}
        for kind in self._kinds.values():
            known |= kind.columns.keys()
        return [name for name in self.table.columns if name not in known]

    def nearest_field(self, column: str) -> str | None:
        """Return the field that an unused column may have been meant for."""
        fields = {name for kind in self._kinds.values() for name in kind.fields}
        found = difflib.get_close_matches(plain(column), sorted(fields), 1, _ALIKE)
        return found[0] if found else None

    def __iter__(self) -> Iterator[Planned]:
        """Yield what each row asks for: each combination of the grid, each of its copies."""
        seen: Counter[bytes] = Counter()
        made = 0
        for row in self.table:
            drawn: dict[str, int] = {}
            for point in grid.combinations(self.axes):
                for each in self._of_row(row, point, drawn, seen):
                    if self.asked.limit is not None and made >= self.asked.limit:
                        return
                    made += 1
                    yield each

    def _of_row(
        self, row: Row, point: dict[str, Any], drawn: dict[str, int], seen: Counter[bytes]
    ) -> Iterator[Planned]:
        try:
            if row.problem:
                raise RequestError(row.problem)
            kind = self._kind_of(row)
            values = {**row.values, **point, "row": row.number}
            fields = self._fields(kind, row, point, values)
            count = _count(fields.pop("count", 1))
            if "seed" in fields:
                first = _seed(fields["seed"])
            else:
                first = self._drawn(kind, row, drawn, seen)
            for copy in range(count):
                whole = {**fields, "seed": (first + copy) % SEEDS}
                name = self._naming.name(
                    {**whole, **values, "generator": kind.name},
                    row.number,
                    point,
                    fields.get("prompt") or fields.get(TEXT),
                    copy + 1 if count > 1 else None,
                )
                yield Planned(row, point, self._task(kind, row, name, whole))
        except RequestError as error:
            yield Planned(row, point, None, str(error))

    def _drawn(self, kind: "_Kind", row: Row, drawn: dict[str, int], seen: Counter[bytes]) -> int:
        """Return the seed of a row that has none, the same wherever in the grid it is.

        It comes from what the row says, and how often that was said before: so a table makes the
        same again wherever its rows stand, and a grid shows what its axes change.
        """
        if not drawn:
            used = {*self.used, *(name for name, f in kind.columns.items() if f != "count")}
            says = {name: row.values.get(name) for name in self.table.columns if name in used}
            digest = _digest(says)
            found = hashlib.sha256(b"seed %d " % seen[digest] + digest).digest()
            drawn["seed"] = int.from_bytes(found[:4], "big")
            seen[digest] += 1
        return drawn["seed"]

    def _task(self, kind: "_Kind", row: Row, name: str, fields: dict[str, Any]) -> Task:
        formats = self.asked.formats or kind.formats[:1]
        if not formats:
            raise RequestError(f"{kind.name} declares no formats", hint="muse run makes one")
        suffix = next((s for s in formats if name.lower().endswith(s)), "")
        name = name[: len(name) - len(suffix)] or name
        matters = {name: v for name, v in self.asked.options.items() if name in _BYTES and v}
        whole = [self._place, kind.name, kind.hashed(fields), formats, name, matters]
        return Task(
            key=f"batch-{_digest(whole).hex()}",
            row=row.number,
            name=name,
            generator=kind.name,
            fields=fields,
            formats=formats,
            options=self.asked.options,
            replace=self.asked.force,
        )

    def _fields(
        self, kind: "_Kind", row: Row, point: Mapping[str, Any], values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the fields of a row: what options say, and else its cells; the grid's values."""
        found: dict[str, Any] = {}
        for column, name in kind.columns.items():
            value = row.values.get(column)
            if name not in self._templates and not is_empty(value):
                found[name] = kind.value(name, value, self.table.folder)
        for name, template in self._templates.items():
            value = _filled(template, values)
            if not is_empty(value):
                found[name] = kind.value(name, value, Path.cwd())
        for axis, value in point.items():
            if axis in kind.fields or axis not in self.used:
                found[axis] = kind.value(axis, value, Path.cwd())
        return found

    def _kind_of(self, row: Row) -> "_Kind":
        cells = [row.values.get(name) for name in (self._generator, self._medium) if name]
        told = next((shown(cell) for cell in cells if not is_empty(cell)), self.asked.generator)
        if not told:
            raise RequestError("generator: the cell is empty", hint="-g NAME is for such rows")
        if told not in self._kinds:
            name = self._host.choose(told)
            self._kinds[told] = _Kind(name, self._host.ready(name), self.table.columns)
        return self._kinds[told]

    def _all_templates(self, named: Template | None) -> Iterator[Template]:
        if named:
            yield named
        for each in self._templates.values():
            yield from (t for t in (each if isinstance(each, list) else [each])
                        if isinstance(t, Template))  # fmt: skip


class _Kind:
    """A generator that rows ask for: its fields, and which columns are which of them."""

    def __init__(self, name: str, cls: Any, columns: Sequence[str]) -> None:
        self.name = name
        self.fields = dict(cls.condition.model_fields)
        self.formats = tuple(cls.formats)
        self.columns: dict[str, str] = {}
        for column in columns:
            field = self._field(column)
            if field is None:
                continue
            other = next((c for c, f in self.columns.items() if f == field), None)
            if other is not None:
                raise RequestError(f"the columns {other!r} and {column!r} are both {field}")
            self.columns[column] = field
        if TEXT in columns and TEXT not in self.fields and "prompt" in self.fields:
            if "prompt" not in self.columns.values():
                self.columns[TEXT] = "prompt"

    def _field(self, column: str) -> str | None:
        name = plain(column)
        if name in self.fields:
            return name
        also = _aliases().get(name)
        return also if also in self.fields else None

    def value(self, name: str, value: Any, folder: Path) -> Any:
        """Return a cell as its field takes it: several values, a file by its whole path."""
        info = self.fields.get(name)
        if isinstance(value, Path):
            value = str(value)
        if info is None:
            return value
        kind = type_name(info)
        if isinstance(value, str):
            value = value if kind == "text" else value.strip()
            if is_list(info):
                value = _listed(name, value)
        elif isinstance(value, float) and value.is_integer() and "number" not in kind:
            value = shown(value)
        if "file" in kind and "model" not in kind:
            several = isinstance(value, list)
            whole = [_path(name, each, folder) for each in (value if several else [value])]
            return whole if several else whole[0]
        return value

    def hashed(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return fields with the hashes of files in the place of their paths."""
        found = {}
        for name, value in fields.items():
            info = self.fields.get(name)
            if info is not None and "file" in type_name(info):
                value = [_sum(v) for v in value] if isinstance(value, list) else _sum(value)
            found[name] = value
        return found


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))


def _own(name: str) -> list[str]:
    return _words()["own"][name]


@cache
def _aliases() -> dict[str, str]:
    return {plain(also): name for name, others in _words()["fields"].items() for also in others}


def _templated(option: str, value: Any, names: Names) -> Any:
    if isinstance(value, str):
        return Template(value, names, option)
    if isinstance(value, list):
        return [_templated(option, each, names) for each in value]
    return value


def _filled(template: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(template, list):
        return [_filled(each, values) for each in template]
    return template.fill(values) if isinstance(template, Template) else template


def _listed(name: str, text: str) -> list[Any]:
    """Return the values in a cell of a field that takes several: JSON, or parts with `;`."""
    if text.startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            raise RequestError(f"{name}: {text[:60]!r} is no JSON list") from None
        return list(found) if isinstance(found, list) else [found]
    return [part.strip() for part in text.split(";") if part.strip()]


def _path(name: str, value: Any, folder: Path) -> Any:
    """Return a file that a cell names by its whole path; data and `muse:ID` are as they are."""
    if not isinstance(value, str) or value.startswith((ARTIFACT, "data:")):
        return value
    if value == "-":
        raise RequestError(f"{name}: standard input can't be for rows", hint="give a file")
    path = folder / files.expanded(value)
    if not path.is_file():
        raise RequestError(f"{name}: there is no file {path}")
    return str(path.absolute())


@cache
def _hash_of(path: str, size: int, changed: int) -> str:
    return content.sha256(Path(path))


def _sum(value: Any) -> Any:
    if not isinstance(value, str) or value.startswith((ARTIFACT, "data:")):
        return value
    found = Path(value).stat()
    return _hash_of(value, found.st_size, found.st_mtime_ns)


def _count(value: Any) -> int:
    try:
        count = int(value)
        if not 1 <= count <= MAX_COUNT or (isinstance(value, float) and value != count):
            raise ValueError
    except (ValueError, TypeError):
        raise RequestError(
            f"count: invalid value {value!r}; expected a whole number from 1 to {MAX_COUNT}"
        ) from None
    return count


def _seed(value: Any) -> int:
    try:
        seed = int(value)
        if not 0 <= seed < SEEDS or (isinstance(value, float) and value != seed):
            raise ValueError
    except (ValueError, TypeError):
        raise RequestError(
            f"seed: invalid value {value!r}; expected a whole number from 0 to {SEEDS - 1}"
        ) from None
    return seed


def _digest(value: Any) -> bytes:
    try:
        text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    except (TypeError, ValueError):
        raise RequestError("a value is no JSON", hint="give texts, numbers, lists, paths") from None
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]
