"""Which generator a medium uses, and what is to be told of that."""

from collections.abc import Iterator, Mapping

from muse.config import Config
from muse.contract.inputs import InputFile
from muse.errors import MuseError, NotReady, PluginError, RequestError
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
    if lost:
        yield (
            f"{lost} is the default of {medium} but isn't installed: {name} was used instead "
            f"(muse use {name} makes it the default)."
        )
    if medium and "." not in medium:
        _, default, why = _used(plugins, config, medium)
        if why is not None:
            yield instead(default, medium, why, name)
    yield from filter(None, [plugins.remark(name)])
    for entry, holder in plugins.index.refused:
        if entry.name == name:
            yield (
                f"{entry.distribution} also provides {name}; it was refused, because "
                f"{holder.distribution} already does."
            )


def instead(default: str, medium: str, why: MuseError, name: str) -> str:
    """Say that a generator was used instead of a default that can't run."""
    return (
        f"{default} is the default of {medium} but can't run ({why}): {name} was used instead "
        f"(muse use {name} makes it the default)."
    )


def stand_in(
    plugins: Plugins, config: Config, name: str, medium: str, fields: Mapping[str, object]
) -> str | None:
    """Return a generator of the medium that is ready, and takes these fields; None for none.

    There is none for a file that was handed in: what one makes of it, another may not even read.
    """
    if any(isinstance(value, InputFile) for value in fields.values()):
        return None
    for other in dict.fromkeys((plugins.declared(medium), *plugins.names(medium))):
        if other is None or other == name:
            continue
        try:
            cls = plugins.generator(other)
        except PluginError:
            continue
        if fields.keys() <= cls.condition.model_fields.keys():
            if readiness.lacking(other, cls, config.fields_of(other)) is None:
                return other
    return None


def _used(plugins: Plugins, config: Config, medium: str) -> tuple[str, str, NotReady | None]:
    """Return what a medium uses when none is named, its default, and why they differ."""
    chosen = None if medium in gone(plugins, config) else config.defaults.get(medium)
    default = plugins.default(medium, chosen)
    others = dict.fromkeys((plugins.declared(medium), *plugins.names(medium)))
    found = [name for name in others if name]
    name, why = readiness.able(default, found, plugins.generator)
    return name, default, why
