"""Which generator a medium uses, and what is to be told of that."""

from collections.abc import Iterator

from muse.config import Config
from muse.errors import NotReady, RequestError
from muse.plugins.loading import Plugins
from muse.running import readiness


def choose(plugins: Plugins, config: Config, medium: str, generator: str | None = None) -> str:
    """Return the full name of a generator: the one named, or what the medium uses."""
    if "." in medium and generator is None:
        return plugins.full_name(medium.partition(".")[0], medium)
    if "." in medium:
        raise RequestError(f"{medium!r} already names a generator", hint="leave out -g")
    if generator:
        return plugins.full_name(medium, generator)
    return _used(plugins, config, medium)[0]


def gone(plugins: Plugins, config: Config) -> dict[str, str]:
    """Return medium -> generator for defaults in the settings that aren't there any more."""
    names = plugins.names()
    return {medium: name for medium, name in config.defaults.items() if name not in names}


def remarks(plugins: Plugins, config: Config, name: str, medium: str | None) -> Iterator[str]:
    """Yield why it is this generator, when that is a surprise.

    A default of the `medium` (None where the generator was named) is gone or can't run, a plugin is
    newer than Muse, or two claim the name.
    """
    lost = gone(plugins, config).get(medium or "")
    instead = f"{name} was used instead (muse use {name} makes it the default)."
    if lost:
        yield f"{lost} is the default of {medium} but isn't installed: {instead}"
    if medium and "." not in medium:
        _, default, why = _used(plugins, config, medium)
        if why is not None:
            yield f"{default} is the default of {medium} but can't run ({why}): {instead}"
    yield from filter(None, [plugins.remark(name)])
    for entry, holder in plugins.index.refused:
        if entry.name == name:
            yield (
                f"{entry.distribution} also provides {name}; it was refused, because "
                f"{holder.distribution} already does."
            )


def _used(plugins: Plugins, config: Config, medium: str) -> tuple[str, str, NotReady | None]:
    """Return what a medium uses when none is named, its default, and why they differ."""
    chosen = None if medium in gone(plugins, config) else config.defaults.get(medium)
    default = plugins.default(medium, chosen)
    others = dict.fromkeys((plugins.declared(medium), *plugins.names(medium)))
    found = [name for name in others if name]
    name, why = readiness.able(default, found, plugins.generator)
    return name, default, why
