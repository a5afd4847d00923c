"""`muse ls`: the models that are on this machine."""

from dataclasses import asdict

import click

from muse.cli.console import out_json, say, size, table, when
from muse.weights import hub_cache, short_names


@click.command("ls", help="List the models that are on this machine.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> None:
    """List the hub's cache: name, medium, size, licence, last used; state if not whole."""
    found = [*hub_cache.listing(), *_packaged()]
    if as_json:
        out_json([asdict(model) for model in found])
        return
    if not found:
        say(f"no models are here ({hub_cache.folder()}); muse pull OWNER/NAME downloads one")
        return
    rows = [["name", "medium", "size", "licence", "last used", ""]]
    for model in found:
        used = when(model.used) if model.used else "-"
        state = "" if model.state == "ok" else model.state
        rows.append([model.name, model.medium, size(model.size), model.licence, used, state])
    table(rows, limits=(60, 12, None, 30, None, None))


def _packaged() -> list[hub_cache.Model]:
    """Return the models that packages of others bring, where these are installed."""
    found = []
    for each in short_names.known().values():
        if each.package and each.place is not None:
            medium, length = each.generator.partition(".")[0], each.place.stat().st_size
            found.append(hub_cache.Model(each.name, medium, length, each.licence, None, {}))
    return found
