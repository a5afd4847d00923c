"""`muse show ID`: all that is known of an artifact."""

from dataclasses import asdict
from pathlib import Path

import click

from muse.cli.console import out, out_json, safe, size, when
from muse.cli.reporting import lines
from muse.host import Host
from muse.report import Report


@click.command("show", help="Show all that is known of an artifact.")
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(id: str, as_json: bool) -> None:
    """Show an artifact: its run, files, report, environment and rating."""
    with Host() as host:
        run, artifact = host.library.find(id)
    if as_json:
        out_json({**asdict(artifact), "run": {**asdict(run), "artifacts": None}})
        return
    out(f"{artifact.id}  {safe(artifact.title, 100)}")
    took = f"{run.seconds or 0:.1f} s"
    out(f"  made      {when(run.created)} by {run.generator} {run.version}, {took}")
    out(f"  seed      {artifact.seed}")
    if artifact.unfinished:
        out(f"  state     unfinished ({safe(run.error or run.status)})")
    for file in artifact.files:
        place = safe(file.path) if file.path else "not saved"
        gone = " (gone)" if file.path and not Path(file.path).exists() else ""
        out(f"  file      {place}{gone}  {file.media_type}, {size(file.size)}")
    for line in lines(Report.from_json(artifact.report)):
        out(f"  {line}")
    versions = artifact.recipe.get("environment", {})
    out("  made with " + ", ".join(f"{name} {version}" for name, version in versions.items()))
    if artifact.rating:
        out(f"  rating    {artifact.rating}/5  {safe(artifact.note or '')}".rstrip())
    if artifact.excerpt:
        out()
        for line in artifact.excerpt.splitlines():
            out(f"  {safe(line)}")
