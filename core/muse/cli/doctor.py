"""`muse doctor`: what there is, and what is missing."""

import os
import platform
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from muse.cli.console import out, out_json, safe, size
from muse.cli.pull import here
from muse.config import Config
from muse.device.hardware import choose_dtype, pick, survey
from muse.errors import MuseError, PluginError
from muse.folders import cache_folder
from muse.plugins.isolated import registry, sandbox
from muse.running.host import Host
from muse.weights import short_names

_PACKAGES = ("muse-host", "pydantic", "click", "pluggy")
"""Distributions that are told of whatever generators there are; theirs follow."""


@click.command("doctor", help="Report versions, device, folders and what is missing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> int:
    """Look at the installation; exit code 1 when something is broken."""
    found, problems = _look()
    if as_json:
        out_json({**found, "problems": problems})
    else:
        _tell(found, problems)
    return 1 if problems else 0


def _look() -> tuple[dict[str, Any], list[str]]:
    problems: list[str] = []
    try:
        config = Config.load()
    except MuseError as error:
        problems.append(str(error))
        config = Config()
    with Host(config=config) as host:
        problems += [
            f"{name} is the default of {medium} and is gone; muse use chooses another"
            for medium, name in host.gone().items()
        ]
        folders = {
            "config": host.config.path.parent if host.config.path else None,
            "library": host.library.folder,
            "cache": cache_folder(),
        }
        generators: dict[str, str] = {}
        packages = dict.fromkeys(_PACKAGES)
        for name in host.plugins.names():
            try:
                cls = host.plugins.generator(name)
                lack = host.lacking(name)
                trained = cls.trainer.environment if cls.trainer else ()
                packages |= dict.fromkeys((*cls.environment, *trained))
                generators[name] = str(lack).removeprefix(f"{name} ") if lack else "ready"
                if isinstance(lack, PluginError):
                    problems.append(str(lack))
            except MuseError as error:
                generators[name] = "broken"
                problems.append(str(error))
        for entry in host.plugins.index.hooks.values():
            broken = host.plugins.load(entry).broken
            if broken:
                problems.append(f"the hooks {entry.name} of {entry.distribution}: {broken}")
        host.formats()
        problems += host.hooks.off.values()
        for entry, holder in host.plugins.index.refused:
            problems.append(
                f"{entry.name} of {entry.distribution} is refused: "
                f"{holder.distribution} has that name"
            )
        problems += [
            f"the metadata of {entry.name} can't be read ({entry.value})"
            for entry in host.plugins.index.unreadable
        ]
        problems += filter(None, map(registry.stale, registry.installed()))
        wanted = host.devices.device
        try:
            host.library.log(limit=1)
        except MuseError as error:
            problems.append(str(error))
        if host.library.database.damage:
            problems.append("the library is damaged; muse library check says more")
    problems += [
        f"{kind} folder {path} can't be written to"
        for kind, path in folders.items()
        if path is not None and not _writable(path)
    ]
    problems += short_names.faults()
    kept_in, way = sandbox.outlook(config.isolated.get("sandbox", True))
    device = survey()
    if str(device["torch"]).startswith("broken"):
        problems.append(f"torch is {device['torch']}")
    else:
        device.update(_chosen(wanted, problems))
    if _version("torchvision") and device["torch"] and not _imports("torchvision"):
        problems.append("torchvision is broken, and transformers fails with it: uninstall it")
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "packages": {name: _version(name) for name in packages},
        "device": device,
        "folders": {kind: str(path) for kind, path in folders.items()},
        "generators": generators,
        "models": here(),
        "isolated": f"{kept_in}: {way}" if way else kept_in,
    }, problems


def _chosen(wanted: str | None, problems: list[str]) -> dict[str, str]:
    """Return the device that runs would use, its dtype and why."""
    try:
        name = pick(wanted)
        dtype, why = choose_dtype(name)
    except MuseError as error:
        problems.append(str(error))
        return {}
    return {"chosen": name, "dtype": dtype, "why": why}


def _imports(name: str) -> bool:
    try:
        import_module(name)
    except Exception:
        return False
    return True


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _writable(path: Path) -> bool:
    """Whether a folder, or the nearest one above it that exists, can be written to."""
    while not path.exists():
        path = path.parent
    return os.access(path, os.W_OK)


def _tell(found: dict[str, Any], problems: list[str]) -> None:
    out(f"Python {found['python']} on {found['system']}")
    there = [f"{name} {v}" for name, v in found["packages"].items() if v]
    absent = [name for name, v in found["packages"].items() if not v]
    out("installed   " + ", ".join(there))
    if absent:
        out("missing     " + ", ".join(absent) + '  (pip install "muse-host[all]")')
    device = found["device"]
    cards = ", ".join(f"{d['name']} ({size(d['memory'])})" for d in device["devices"])
    memory = size(device["memory"]) if device["memory"] else "memory unknown"
    out(f"device      {cards or 'cpu'}; {device['cores']} cores, {memory}")
    if "chosen" in device:
        out(f"weights     go to {device['chosen']} in {device['dtype']}: {device['why']}")
    for kind, path in found["folders"].items():
        out(f"{kind:11} {safe(path)}")
    for name, state in found["generators"].items():
        out(f"generator   {name}: {state}")
    for name, model in found["models"].items():
        out(f"model       {name} ({model['generator']}): {model['how']}")
    out(f"isolated    plugins: {safe(found['isolated'])}")
    for problem in problems:
        out(f"PROBLEM     {safe(problem)}")
    if not problems:
        out("no problems found")
