"""`muse plugins`: what is installed, from where, what it does at start; and which are enabled."""

from itertools import groupby
from pathlib import Path
from typing import Any

import click

from muse import entry_points
from muse.cli import environments
from muse.cli.console import out, out_json, safe, say, size
from muse.contract.hooks import Specs
from muse.entry_points import Entry
from muse.errors import MuseError, RequestError
from muse.plugins import origins
from muse.plugins.isolated import registry
from muse.running.host import Host


@click.group(
    "plugins",
    invoke_without_command=True,
    help="List, install, upgrade, remove or disable plugins; freeze or restore a list.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List distributions with their entry points; each is imported, and the time it took shown."""
    if ctx.invoked_subcommand is None:
        _list(as_json)


@command.command("list", help="List plugins: versions, sources, what is broken or stale.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def listing(as_json: bool) -> None:
    """List the same as `muse plugins` alone."""
    _list(as_json)


def _list(as_json: bool) -> None:
    with Host() as host:
        host.formats()  # a hook that fails in it is told of below
        refused = {entry: holder for entry, holder in host.plugins.index.refused}
        told = []
        for entry in host.plugins.index.entries:
            if entry.group == "muse.contract":
                continue
            row = _row(host, entry)
            if entry in refused:
                row |= {"state": "refused", "why": f"{refused[entry].distribution} has the name"}
            elif entry.group in ("muse", "muse.checks", "muse.commands"):
                loaded = host.plugins.load(entry)
                row["milliseconds"] = round(loaded.milliseconds, 1)
                if loaded.broken is not None:
                    row |= {"state": "broken", "why": loaded.broken}
                elif entry.group == "muse" and not entry.medium:
                    row["hooks"] = _hooks(loaded.found)
                    row["formats"] = host.hooks.offers.get(entry.name, [])
                    if entry.name in host.hooks.off:
                        row |= {"state": "off", "why": host.hooks.off[entry.name]}
            told.append(row)
        told += [
            {**_row(host, entry), "state": "disabled"}
            for entry in host.plugins.index.disabled
            if entry.group != "muse.contract"
        ]
    _add_isolated(told)
    if as_json:
        out_json(told)
        return
    for name, rows in groupby(told, key=lambda row: row["distribution"]):
        _tell(name, list(rows))


def _row(host: Host, entry: Entry) -> dict[str, Any]:
    made_for = host.plugins.index.contracts.get(entry.distribution)
    return {
        **entry._asdict(),
        "state": "ok",
        "why": "",
        "milliseconds": None,
        "hooks": [],
        "formats": [],
        "contract": made_for,
        "isolated": None,
    }


def _add_isolated(rows: list[dict[str, Any]]) -> None:
    """Add to the rows of isolated plugins what is known of their environments."""
    plugins = {each.distribution: each for each in registry.installed()}
    damaged = registry.damaged()
    for row in rows:
        name = row["distribution"]
        if row["group"] == entry_points.UNREADABLE and name in damaged:
            why = f"{damaged[name]}; muse plugins remove {name}, and install it again"
            row |= {"state": "broken", "value": "", "why": why}
        elif row["value"] == entry_points.ISOLATED + name and name in plugins:
            plugin = plugins[name]
            stale = registry.stale(plugin)
            row["isolated"] = {
                "environment": str(plugin.environment),
                "python": plugin.python,
                "size": plugin.size,
                "packages": len(plugin.packages),
                "network": plugin.network,
                "lock": plugin.lock,
                "value": plugin.modules.get(row["name"], ""),
            }
            if stale is not None and row["state"] in ("ok", "broken"):
                row |= {"state": "stale", "why": stale}


def _hooks(module: Any) -> list[str]:
    """Return the hooks that a module implements."""
    names = [name for name in vars(Specs) if name.startswith("muse_")]
    return [name for name in names if getattr(module, name, None) is not None]


def _tell(name: str, rows: list[dict[str, Any]]) -> None:
    found = origins.origin(name)
    kind = "editable, " if found.editable else ""
    origin = f"{'isolated, ' if found.isolated else ''}from {kind}{safe(found.source)}"
    made_for = f", made for contract {rows[0]['contract']}" if rows[0]["contract"] else ""
    out(f"{name} {rows[0]['version'] or 'of an unknown version'}  ({origin}{made_for})")
    if rows[0]["state"] == "disabled":
        out(f"  DISABLED: nothing of it is imported; {entry_points.enabling(name)}")
    for row in rows:
        spent = "" if row["milliseconds"] is None else f"{row['milliseconds']:.0f} ms"
        state = f"{row['state'].upper()}: {safe(row['why'])}" if row["why"] else spent
        kind = _kind(row["group"], row["name"])
        value = row["isolated"]["value"] if row["isolated"] else row["value"]
        out(f"  {kind:10} {row['name']:20} {value:32} {state}".rstrip())
    at_start = [hook for row in rows for hook in row["hooks"]]
    if at_start and name != entry_points.OWN:
        out(f"  at start: imported with every host; hooks {', '.join(at_start)}")
    formats = [told for row in rows for told in row["formats"]]
    if formats and name != entry_points.OWN:
        out(f"  formats: {', '.join(formats)}")
    environment = next((row["isolated"] for row in rows if row["isolated"]), None)
    if environment:
        out(
            f"  environment: Python {environment['python']}, {environment['packages']} packages, "
            f"{size(environment['size'])}, "
            f"{'network' if environment['network'] else 'no network'}; "
            f"{safe(environment['environment'])}"
        )


def _kind(group: str, name: str) -> str:
    if group == "muse":
        return "generator" if Entry(group, name, "", "", "", "").medium else "hooks"
    return group.removeprefix("muse.").rstrip("s")


@command.command("disable", help="Disable a plugin; nothing of it is imported.")
@click.argument("name")
def disable(name: str) -> None:
    """Disable a distribution, given by its name or that of a generator it brings."""
    found = origins.named(entry_points.load(), name)
    origins.disable(found)
    say(f"{found} is disabled ({entry_points.off_path()}); muse plugins enable {found}")


@command.command("enable", help="Enable a plugin again.")
@click.argument("name")
def enable(name: str) -> None:
    """Enable a distribution, given by its name or that of a generator it brings."""
    found = origins.named(entry_points.load(), name)
    if found not in entry_points.off():
        raise RequestError(f"{found} isn't disabled", hint="muse plugins shows what is")
    origins.enable(found)
    say(f"{found} is enabled")


@command.command("freeze", help="Print the installed plugins, as restore and pip read them.")
def freeze() -> None:
    """Print a line for each plugin: an exact version, URL and commit, or folder."""
    for line in origins.freeze(entry_points.load()):
        out(line)


@command.command("restore", help="Install the plugins of a list that freeze printed.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Don't ask.")
def restore(file: Path, yes: bool) -> None:
    """Say what is missing and the command that installs it, ask, and run it."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise RequestError(f"{file} can't be read ({error})") from None
    wanted = origins.read(text, str(file))
    for line in wanted.there:
        say(f"installed {safe(line)}")
    for line in wanted.missing:
        say(f"missing   {safe(line)}")
    for name in wanted.isolated:
        say(f"missing   {name}, in an environment of its own")
    for name in wanted.disabled:
        say(f"disabled  {safe(name)}")
    if wanted.missing:
        say(f"to run:   {safe(' '.join(wanted.command))}")
        say("Installing a plugin lets its author's code run on this machine.")
        if not yes and not click.confirm("Install?", err=True):
            raise click.Abort
    origins.restore(wanted)
    problems = []
    for name, source in wanted.isolated.items():
        try:
            environments.install_isolated(source, yes)
        except MuseError as error:
            problems.append(name)
            say(f"{name}: {error}")
    if problems:
        raise MuseError(f"{', '.join(problems)} can't be installed", hint="the reasons are above")
    say("everything on the list is installed")


for each in (
    environments.install,
    environments.upgrade,
    environments.remove,
    environments.gc,
):
    command.add_command(each)
