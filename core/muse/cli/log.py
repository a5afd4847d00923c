"""`muse log`: what was made, the newest first."""

import shutil
from dataclasses import asdict, replace
from pathlib import Path

import click

from muse.cli.console import out_json, say, table, when
from muse.library.records import RunRecord
from muse.running.host import Host


@click.command("log", help="List what was made, the newest first.")
@click.option("-q", "--query", default="", help="Only runs with all these words.")
@click.option("-m", "--medium", help="Only this medium.")
@click.option("-g", "--generator", help="Only this generator.")
@click.option("-n", "--limit", default=20, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    query: str, medium: str | None, generator: str | None, limit: int, as_json: bool
) -> None:
    """List runs: artifact, when, generator, rating, prompt or title, file."""
    with Host() as host:
        if generator and "." not in generator:
            generator = host.plugins.full(generator)
        runs = host.library.log(query=query, medium=medium, generator=generator, limit=limit)
        trashed = {id for id, _ in host.library.gallery.in_trash()}
    runs = [
        replace(run, artifacts=[each for each in run.artifacts if each.id not in trashed])
        for run in runs
    ]
    if as_json:
        out_json([asdict(run) for run in runs])
        return
    if not runs:
        say("nothing was made yet" if not (query or medium or generator) else "nothing matches")
        return
    wide = shutil.get_terminal_size((160, 24)).columns - 58
    rows = [row for run in runs for row in _rows(run)][:limit]
    table(rows, limits=(None, None, None, 12, max(16, wide // 2), max(16, wide // 2)))


def _rows(run: RunRecord) -> list[list[str]]:
    if not run.artifacts:
        state = {"running": "not ended"}.get(run.status, run.status)
        seed = f"seed {run.condition['seed']}" if "seed" in run.condition else ""
        told = "; ".join(filter(None, (seed, run.error)))
        return [[run.id, when(run.created), run.generator, state, run.prompt, told]]
    rows = []
    for artifact in run.artifacts:
        early = "" if run.status == "done" else run.status
        state = "unfinished" if artifact.unfinished else "★" * (artifact.rating or 0) or early
        kept = next((file for file in artifact.files if file.path), None)
        name = Path(kept.path).name if kept and kept.path else ""
        if kept and name.startswith(kept.sha256):
            name = f"{kept.suffix} in the library"
        rows.append(
            [
                *(artifact.id, when(run.created), run.generator, state),
                *(run.prompt or artifact.title, name),
            ]
        )
    return rows
