"""`muse plugins install|upgrade|remove|gc`: plugins in environments of their own."""

import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import click

from muse import entry_points
from muse.cli.console import out_json, safe, say, size, table, when
from muse.cli.pull import confirm
from muse.cli.steps import working
from muse.config import Config
from muse.errors import MuseError, RequestError
from muse.leftovers import Leftover
from muse.plugins import origins
from muse.plugins.isolated import (
    environments,
    installing,
    programs,
    registry,
    sandbox,
    sources,
    upgrading,
)
from muse.plugins.isolated.installing import Plan
from muse.plugins.isolated.registry import Installed
from muse.plugins.isolated.sources import Source


def install_isolated(source: Source, yes: bool) -> Installed:
    """Prepare, show, ask and install."""
    command = shlex.join(["muse", "plugins", "install", *source.words()])
    name = source.name or re.split(r"-\d", source.path.name)[0]
    with working(name, yes, command) as (work, ask, steps):
        plan = installing.prepare(source, work, ask, steps)
        steps.pause()
        if plan.is_current:
            say(f"{plan.about.name} {plan.about.version} is installed already, exactly so")
            assert plan.prior is not None
            return plan.prior
        _show(plan)
        confirm("Install?", yes, f"{command} --yes")
        made = installing.install(plan, work, steps)
    _told(made, plan)
    return made


def _show(plan: Plan) -> None:
    about, lock = plan.about, plan.lock
    say(f"{about.name} {about.version}  {safe(about.summary, 100)}")
    say(f"  from      {safe(plan.source.what)}")
    say(f"  Python    {plan.python.version} ({safe(plan.python.path)}), by {plan.builder.name}")
    known = size(lock.size) if lock.is_sized else f"{size(lock.size)} and what has no size"
    if plan.is_built:
        say(f"  packages  {len(lock.packages)}, all of them here already")
    else:
        say(f"  packages  {len(lock.packages)}, to download {known} at most")
    declared = " (it asks for it)" if about.wishes.network else ""
    say(f"  network   {'may be reached' + declared if plan.network else 'not while it works'}")
    say(f"  sandbox   {safe(_sandbox(plan))}")
    say(f"  brings    {', '.join(sorted(about.generators))}")
    if about.unused:
        say(f"  not used  its {', '.join(about.unused)}: they don't work from an environment")
    say("Its author's code, and that of its packages, will run on this machine.")


def _sandbox(plan: Plan) -> str:
    """Return what will keep a plugin in."""
    if not plan.source.sandbox:
        return "none, by --no-sandbox: it may do what you may"
    kept_in, way = sandbox.outlook(Config.load().isolated.get("sandbox", True))
    return f"{kept_in}: {way}" if way else kept_in


def _told(made: Installed, plan: Plan) -> None:
    holders = {
        entry.name: holder.distribution
        for entry, holder in entry_points.load().refused
        if entry.distribution == made.distribution
    }
    say(
        f"{made.distribution} {made.version} is installed in an environment of its own: "
        f"{len(made.packages)} packages, {size(made.size)}, Python {made.python}"
    )
    for name in sorted(plan.about.generators):
        if name in holders:
            say(f"{name} can't be used: {holders[name]} has the name")
    if made.distribution in entry_points.off():
        say(f"it is disabled; muse plugins enable {made.distribution}")


@click.command("install", help="Install a plugin; --isolated gives it an environment of its own.")
@click.argument("what", metavar="NAME|FOLDER|ARCHIVE")
@click.option("--isolated", is_flag=True, help="Build an environment for it and what it needs.")
@click.option("--python", metavar="VERSION|PATH", help="The Python of its environment.")
@click.option("--with", "extra", multiple=True, metavar="REQUIREMENT", help="Install that, too.")
@click.option(
    "--override", "overrides", multiple=True, metavar="REQUIREMENT",
    help="Install that instead of what any package asks for (by uv).",
)  # fmt: skip
@click.option("--network", is_flag=True, help="Let it reach the network while it works.")
@click.option("--no-sandbox", is_flag=True, help="Let it do all that you may do.")
@click.option("-y", "--yes", is_flag=True, help="Don't ask.")
def install(
    what: str,
    isolated: bool,
    python: str | None,
    extra: tuple[str, ...],
    overrides: tuple[str, ...],
    network: bool,
    no_sandbox: bool,
    yes: bool,
) -> None:
    """Install a plugin isolated, or by pip into the environment of Muse."""
    source = sources.parse(
        what,
        python=python,
        extra=extra,
        overrides=overrides,
        network=network,
        sandbox=not no_sandbox,
    )
    if isolated:
        install_isolated(source, yes)
        return
    if python or extra or overrides or network or no_sandbox:
        raise RequestError(
            "--python, --with, --override, --network and --no-sandbox are for environments",
            hint="add --isolated",
        )
    _install_beside(source, yes)


def _install_beside(source: Source, yes: bool) -> None:
    """Install into the environment of Muse, by pip, or uv where there is no pip."""
    command = [sys.executable, "-m", "pip", "install", source.what]
    uv = programs.find_uv() if find_spec("pip") is None else None
    if uv is not None:
        command = [uv, "pip", "install", "--python", sys.executable, source.what]
    if source.name is not None and registry.find(source.name) is not None:
        raise RequestError(
            f"{source.name} is installed isolated", hint=f"muse plugins remove {source.name} first"
        )
    say(f"to run:   {safe(shlex.join(command))}")
    say("Installing a plugin lets its author's code run on this machine.")
    say("It may change packages that Muse needs; --isolated gives it an environment of its own.")
    confirm("Install?", yes, f"muse plugins install {shlex.quote(source.what)} --yes")
    done = subprocess.run(command, check=False)
    if done.returncode:
        raise MuseError(f"pip ended with {done.returncode}", hint="what it says is above")


@click.command("upgrade", help="Bring isolated plugins up to date, and mend stale ones.")
@click.argument("name", required=False)
@click.option("-y", "--yes", is_flag=True, help="Don't ask.")
def upgrade(name: str | None, yes: bool) -> None:
    """Upgrade one plugin, or all of them, as far as each can be; an error tells which can't."""
    plugins = [_named(name)] if name else registry.installed()
    if not plugins:
        say("no plugin has an environment of its own")
    problems: list[str] = []
    for plugin in plugins:
        try:
            _upgrade(plugin, yes)
        except MuseError as error:
            if len(plugins) == 1:
                raise
            problems.append(str(error))
            say(f"{plugin.distribution}: {error}")
    if problems:
        raise MuseError(f"{len(problems)} of {len(plugins)} plugins can't be upgraded")


def _upgrade(plugin: Installed, yes: bool) -> None:
    name = plugin.distribution
    stale = registry.stale(plugin)
    with working(name, yes, f"muse plugins upgrade {name}") as (work, ask, steps):
        plan = upgrading.plan(plugin, work, ask, steps)
        steps.pause()
        if isinstance(plan, str):
            say(f"no newer {name} could be looked for: {plan}")
            if stale is None:
                raise MuseError(f"{name} stays as it is", hint="try again later")
            made = installing.refresh(plugin)
        elif plan.is_current:
            say(f"{name} {plugin.version} is up to date")
            return
        else:
            if not plan.is_built:
                _show(plan)
                confirm("Upgrade?", yes, f"muse plugins upgrade {name} --yes")
            made = installing.install(plan, work, steps)
    if made.lock == plugin.lock:
        say(f"{name} {made.version} works with this Muse; its environment is the same")
    else:
        older = "" if made.version == plugin.version else f"{plugin.version} -> "
        say(f"{name} {older}{made.version} is in a new environment, {size(made.size)}")


@click.command("remove", help="Remove an isolated plugin: its environment and what it kept.")
@click.argument("name")
@click.option("-y", "--yes", is_flag=True, help="Don't ask.")
def remove(name: str, yes: bool) -> None:
    """Remove record, environment and state of a plugin."""
    normal = entry_points.normal(name)
    if normal not in registry.damaged():
        normal = _named(name).distribution
    found = registry.find(normal)
    told = f" and free {size(found.size)}" if found else ""
    confirm(f"remove {normal}{told}?", yes, f"muse plugins remove {normal} --yes")
    freed = installing.remove(normal)
    if normal in entry_points.off():
        origins.enable(normal)
    say(f"{normal} is removed; {size(freed)} are free again")


def _named(name: str) -> Installed:
    """Return an isolated plugin by its name, or that of a generator that it brings."""
    found = registry.find(name)
    if found is not None:
        return found
    for each in registry.installed():
        if name in each.modules:
            return each
    if entry_points.normal(name) in registry.damaged():
        raise MuseError(
            f"the record of {name} can't be read",
            hint=f"muse plugins remove {name}, and install it again",
        )
    there = [each.distribution for each in registry.installed()]
    normal = origins.named(entry_points.load(), name)  # an unknown name ends here
    raise RequestError(
        f"{normal} isn't isolated",
        hint=f"isolated are {', '.join(there) or 'none'}; pip changes it",
    )


@click.command("gc", help="List environments that no plugin needs; --yes removes them.")
@click.option("-y", "--yes", is_flag=True, help="Remove them.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def gc(yes: bool, as_json: bool) -> None:
    """List old environments and what killed installations left, and remove them."""
    rows: list[dict[str, Any]] = []
    problems: list[str] = []
    for each in environments.strays():
        removed = False
        if yes:
            try:
                _discard(each)
                removed = True
            except (MuseError, OSError) as error:
                problems.append(str(error))
        told = {"path": str(each.path), "what": each.what, "size": each.size}
        rows.append({**told, "changed": each.changed, "removed": removed})
    environments.sweep()
    if as_json:
        out_json(rows)
    else:
        table([(size(row["size"]), when(row["changed"]), row["what"], row["path"]) for row in rows])
    total = size(sum(row["size"] for row in rows))
    if not rows:
        say("nothing was left behind")
    elif yes:
        say(f"{sum(row['removed'] for row in rows)} removed; {total} are free again")
    else:
        say(f"{total} in all; muse plugins gc --yes removes them")
    if problems:
        raise MuseError("; ".join(problems[:3]), hint="check the folder")


def _discard(each: Leftover) -> None:
    if each.path.is_dir():
        environments.remove(each.path)  # never half of it
    else:
        each.remove()
