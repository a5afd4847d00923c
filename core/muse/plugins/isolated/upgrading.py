"""Upgrading isolated plugins: newer versions, and mending what became stale."""

from dataclasses import replace
from pathlib import Path

from muse.errors import MuseError
from muse.plugins.isolated import fetching, installing, registry, sources
from muse.plugins.isolated.commands import Ask, Tell
from muse.plugins.isolated.installing import Plan
from muse.plugins.isolated.registry import Installed
from muse.plugins.isolated.sources import Source


def plan(plugin: Installed, work: Path, ask: Ask, tell: Tell) -> Plan | str:
    """Resolve a plugin anew, from where it came from; or say why that can't be done now.

    What is here already works on without it; MuseError where it doesn't.
    """
    try:
        source = sources.of_record(plugin.source)
    except (ValueError, LookupError, TypeError):
        raise MuseError(
            f"the record of {plugin.distribution} doesn't say where it came from",
            hint=f"muse plugins remove {plugin.distribution}, and install it again",
        ) from None
    refusals: list[MuseError] = []

    def asked(question: str) -> None:
        try:
            ask(question)
        except MuseError as refusal:  # there is nobody to ask
            refusals.append(refusal)
            raise

    try:
        if _is_gone(source):
            return _of_kept(plugin, source, work, asked, tell)
        return installing.prepare(source, work, asked, tell)
    except MuseError as error:
        if error in refusals or registry.base_of(plugin.environment) is None:
            raise
        return str(error)


def _is_gone(source: Source) -> bool:
    return source.kind != "name" and not source.path.exists()


def _of_kept(plugin: Installed, source: Source, work: Path, ask: Ask, tell: Tell) -> Plan | str:
    """Plan with the wheel that the environment keeps, where what it was built of is gone."""
    wheel = fetching.kept(plugin.environment)
    if wheel is None:
        raise MuseError(
            f"{source.path} is gone, and with it {plugin.distribution}",
            hint="install it again from where it is now",
        )
    made = installing.prepare(replace(source, kind="archive", what=str(wheel)), work, ask, tell)
    return replace(made, source=source)
