"""`muse generators`: what there is, ready or not, and what would make it ready."""

from typing import Any

import click

from muse.cli.console import out, out_json, safe, table
from muse.contract.generator import summary
from muse.errors import PluginError, UnknownGenerator
from muse.running.host import Host

_WIDEST = 110
"""Columns of what is said of a generator in the list."""


@click.command("generators", help="List the generators and whether they are ready.")
@click.argument("medium", metavar="[MEDIUM|NAME]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(medium: str | None, as_json: bool) -> None:
    """List generators with their state; `*` marks the default of each medium."""
    with Host() as host:
        if medium is not None:
            full = host.choose(medium)
            if "." in medium:
                _show(host, full, as_json)
                return
        rows = [_row(host, name) for name in host.plugins.names(medium)]
    if as_json:
        out_json(rows)
        return
    table(
        [
            [
                ("* " if row["default"] else "  ") + row["name"],
                row["state"],
                row["summary"] if row["state"] == "ready" else _short(row["fix"]),
            ]
            for row in rows
        ],
        limits=(None, None, _WIDEST),
    )


def _short(fix: str) -> str:
    """Return what is needed and the way out in one line; the way out is never cut."""
    what, colon, out = fix.partition(": ")
    return f"{safe(what, max(20, _WIDEST - len(out) - 2))}{colon}{out}"


def _show(host: Host, name: str, as_json: bool) -> None:
    """Show one generator: its state, formats and example, and what its fields can be."""
    row = _row(host, name)
    if row["state"] != "broken":
        cls = host.plugins.generator(name)
        row |= {"formats": list(cls.formats), "example": cls.example}
        row["choices"] = {k: list(v) for k, v in host.choices(name).items()}
    if as_json:
        out_json(row)
        return
    out(f"{row['name']}  {row['state']}{'  (default)' if row['default'] else ''}")
    for label, text in (
        ("makes", row["summary"]),
        ("needs", row["fix"]),
        ("formats", ", ".join(row.get("formats", ()))),
        *((f"--{k.replace('_', '-')}", ", ".join(v)) for k, v in row.get("choices", {}).items()),
        ("example", row.get("example", "")),
        ("fields", f"muse run {name} --help"),
    ):
        if text:
            out(f"  {label:<9} {safe(text)}")


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
