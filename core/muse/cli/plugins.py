"""`muse plugins`: what is installed, and what of it is broken."""

from itertools import groupby

import click

from muse.cli.console import out, out_json, safe
from muse.host import Host
from muse.index import Entry


@click.command("plugins", help="List what is installed, and what of it is broken.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> None:
    """List distributions with their entry points; each is imported, and the time it took shown."""
    with Host() as host:
        refused = {entry: holder for entry, holder in host.plugins.index.refused}
        told = []
        for entry in host.plugins.index.entries:
            row = {**entry._asdict(), "state": "ok", "why": "", "milliseconds": None}
            if entry in refused:
                row |= {"state": "refused", "why": f"{refused[entry].distribution} has the name"}
            elif entry.group not in ("muse.defaults", "muse.models"):  # those are data
                loaded = host.plugins.load(entry)
                row["milliseconds"] = round(loaded.milliseconds, 1)
                if loaded.broken is not None:
                    row |= {"state": "broken", "why": loaded.broken}
            told.append(row)
    if as_json:
        out_json(told)
        return
    for name, rows in groupby(told, key=lambda row: row["distribution"]):
        listed = list(rows)
        out(f"{name} {listed[0]['version']}")
        for row in listed:
            spent = "" if row["milliseconds"] is None else f"{row['milliseconds']:.0f} ms"
            state = f"{row['state'].upper()}: {safe(row['why'])}" if row["why"] else spent
            kind = _kind(row["group"], row["name"])
            out(f"  {kind:10} {row['name']:20} {row['value']:32} {state}".rstrip())


def _kind(group: str, name: str) -> str:
    if group == "muse":
        return "generator" if Entry(group, name, "", "", "", "").medium else "hooks"
    return group.removeprefix("muse.").rstrip("s")
