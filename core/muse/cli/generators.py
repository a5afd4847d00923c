"""`muse generators`: what there is, ready or not, and what would make it ready."""

from typing import Any

import click

from muse.cli.console import out_json, table
from muse.contract.generator import summary
from muse.errors import PluginError, UnknownGenerator
from muse.running.host import Host


@click.command("generators", help="List the generators and whether they are ready.")
@click.argument("medium", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(medium: str | None, as_json: bool) -> None:
    """List generators with their state; `*` marks the default of each medium."""
    with Host() as host:
        if medium is not None:
            host.choose(medium)
        rows = [_row(host, name) for name in host.plugins.names(medium)]
    if as_json:
        out_json(rows)
        return
    table(
        [
            [
                ("* " if row["default"] else "  ") + row["name"],
                row["state"],
                row["summary"] if row["state"] == "ready" else row["fix"],
            ]
            for row in rows
        ],
        limits=(None, None, 110),
    )


def _row(host: Host, name: str) -> dict[str, Any]:
    medium = name.partition(".")[0]
    default = _default(host, medium) == name
    row = {"name": name, "default": default, "state": "ready", "summary": "", "fix": ""}
    try:
        cls = host.plugins.generator(name)
    except PluginError as error:
        return {**row, "state": "broken", "fix": error.message}
    row["summary"] = summary(cls)
    lack = host.lacking(name)
    if lack is not None:
        fix = lack.message.removeprefix(f"{name} ")
        return {
            **row,
            "state": "broken" if isinstance(lack, PluginError) else "not ready",
            "fix": f"{fix}: {lack.hint}" if lack.hint else fix,
        }
    return row


def _default(host: Host, medium: str) -> str | None:
    """Return a medium's default; None where there is none to choose."""
    try:
        return host.choose(medium)
    except UnknownGenerator:
        return None
