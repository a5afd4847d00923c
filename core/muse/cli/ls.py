"""`muse ls`: the models that are on this machine."""

from dataclasses import asdict
from pathlib import Path

import click

from muse import entry_points
from muse.cli.console import out_json, say, size, table, when
from muse.config import Config
from muse.plugins.loading import TRAINER
from muse.running.host import Host
from muse.weights import cards, hub_cache, licences, short_names

_MOST = 50
"""Trainings of a generator that are looked through, the newest first."""


@click.command("ls", help="List the models that are on this machine.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> None:
    """List the hub's cache: name, medium, size, licence, last used; state if not whole.

    Weights that were trained here follow by their paths.
    """
    found = [*hub_cache.listing(), *_packaged(), *_trained()]
    own = Config.load().licences
    allowed = {model.name: licences.settled(model.name, model.licence, own) for model in found}
    if as_json:
        out_json([{**asdict(m), "commercial": allowed[m.name].use} for m in found])
        return
    if not found:
        say(f"no models are here ({hub_cache.folder()}); muse pull OWNER/NAME downloads one")
        return
    rows = [["name", "medium", "size", "licence", "commercial", "last used", ""]]
    for model in found:
        used = when(model.used) if model.used else "-"
        state = "" if model.state == "ok" else model.state
        use = allowed[model.name].use
        rows.append([model.name, model.medium, size(model.size), model.licence, use, used, state])
    table(rows, limits=(60, 12, None, 30, None, None, None))


def _packaged() -> list[hub_cache.Model]:
    """Return the models that packages of others bring, where these are installed."""
    found = []
    for each in short_names.known().values():
        if each.package and each.place is not None:
            medium, length = each.generator.partition(".")[0], each.place.stat().st_size
            found.append(hub_cache.Model(each.name, medium, length, each.licence, None, {}))
    return found


def _trained() -> list[hub_cache.Model]:
    """Return the weights that `muse train` wrote, as far as they are where it wrote them."""
    found: dict[str, hub_cache.Model] = {}
    with Host() as host:
        for name in entry_points.load().generators:
            for run in host.library.log(generator=name + TRAINER, limit=_MOST):
                for path in (file.path for artifact in run.artifacts for file in artifact.files):
                    place = Path(path) if path else None
                    if place is None or str(place) in found or not place.is_file():
                        continue
                    found[str(place)] = hub_cache.Model(
                        str(place),
                        name.partition(".")[0],
                        place.stat().st_size,
                        cards.licence(place),
                        place.stat().st_mtime,
                        {},
                    )
    return list(found.values())
