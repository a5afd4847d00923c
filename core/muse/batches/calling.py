"""`muse.batch`: what `muse batch` does, from Python."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from muse.batches import grid as grids
from muse.batches.batch import Batch, refused
from muse.batches.finding import LOCAL
from muse.batches.journal import Journal
from muse.batches.plan import Asked, Plan
from muse.batches.table import Rows, read
from muse.running.default_host import host
from muse.running.host import Host


def batch(
    rows: str | Path | Iterable[Mapping[str, Any]],
    generator: str | None = None,
    /,
    *,
    output: str | Path,
    grid: Mapping[str, Sequence[Any]] | Sequence[str] = (),
    name: str | None = None,
    formats: Sequence[str] = (),
    workers: int | None = None,
    on: str = LOCAL,
    skip_wrong: bool = False,
    again: bool = False,
    force: bool = False,
    **fields: Any,
) -> list[dict[str, Any]]:
    """Make something of each row of a table, once, and return a row of results for each.

    `rows` are a file (CSV, JSON lines, Parquet), a folder of texts, or mappings; `generator` a
    medium or a generator, unless a column says it. Files go to the folder `output`, where the same
    call goes on after whatever stopped it. The other keywords are fields, the same for all rows;
    texts among them, and `name`, may have `{column}` in them. `grid` is field -> values, or texts
    as on the command line. With `again` the rows that failed before are made, and only those.

    A result has `row`, `name`, `state` (done, failed, wrong, waiting), `artifact`, `files` (below
    `output`), `seed`, `seconds`, `measured.NAME`, `error`, and the table's own columns.
    RequestError where rows are wrong, before any is made, unless `skip_wrong`. Workers are
    processes that find plugins and settings by themselves: where they are started anew (Windows,
    macOS), call it below `if __name__ == "__main__"`.
    """
    mine: Host = host()
    table = read(rows) if isinstance(rows, str | Path) else Rows(rows)
    axes = dict(grid) if isinstance(grid, Mapping) else grids.axes(grid)
    asked = Asked(
        generator=generator,
        fields={k: str(v) if isinstance(v, Path) else v for k, v in fields.items()},
        grid=axes,
        name=name,
        formats=tuple(f".{each.lower().lstrip('.')}" for each in formats),
        force=force,
    )
    folder = Path(output)
    plan = Plan(mine, table, asked, folder)
    with Journal(folder) as journal:
        whole = Batch(mine, plan, folder, journal, again=again)
        checked = whole.check()
        if checked.wrong and not skip_wrong:
            first = checked.wrong[0]
            error = refused(checked.wrong, checked.total)
            error.message += f": {first.where}: {first.problem}"
            raise error
        if checked.waiting:
            executor = whole.executor(on, workers, checked)
            try:
                for _ in whole.run(executor):
                    pass
            finally:
                executor.close()
        return whole.rows()
