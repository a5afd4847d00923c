"""What an artifact can be turned into: other formats of the same, with its recipe inside.

A file that is there is turned by the formats that know how, through one other at most. What no file
can be turned into is made again from the recipe, where that gives the same and takes no weights.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from muse.contract.condition import Condition, build
from muse.contract.file import File
from muse.contract.generator import Generator
from muse.contract.hooks import Format
from muse.contract.inputs import ModelSource
from muse.contract.report import Report
from muse.contract.rights import Rights
from muse.errors import MuseError, NotFound, PluginError, RequestError
from muse.library.records import ArtifactRecord, FileRecord
from muse.media import content, keys
from muse.plugins.loading import TRAINER
from muse.running import carrying, recipe, rights, signing
from muse.running.host import Host

LARGEST = 2**28
"""Bytes of a file that is turned into another, which is done in memory."""


@dataclass(frozen=True, slots=True)
class Way:
    """How an artifact becomes a format: a file turned `through` suffixes, or made again (None)."""

    suffix: str
    media_type: str
    source: FileRecord | None = None
    through: tuple[str, ...] = ()


def ways(host: Host, artifact: ArtifactRecord) -> dict[str, Way]:
    """Return suffix -> how to come by it, for all that an artifact can become and isn't yet."""
    if artifact.unfinished:
        return {}
    known = host.formats()
    cls = _generator(host, artifact.recipe)
    condition = _condition(cls, artifact.recipe)
    found = _turned(known, artifact, condition or build(Condition, {}))
    there = {keys.ending(file.suffix, known) for file in artifact.files}
    if cls is None or condition is None or not _is_light(cls, condition, artifact.recipe):
        return found
    for suffix, media_type in _made_again(cls, condition, known):
        if suffix not in there:
            found.setdefault(suffix, Way(suffix, media_type))
    return found


def way(host: Host, artifact: ArtifactRecord, suffix: str) -> Way:
    """Return how an artifact becomes a format; NotFound tells which it can become."""
    there = ways(host, artifact)
    if suffix not in there:
        has = [file.suffix for file in artifact.files[:20]]
        can = f", and can become {', '.join(there)}" if there else ""
        hint = f"it has {', '.join(has)}{can}"
        raise NotFound(f"{artifact.id} can't become {suffix[:20]}", hint=hint)
    return there[suffix]


def made(host: Host, artifact: ArtifactRecord, chosen: Way) -> File:
    """Return an artifact in another format, its recipe inside or beside it; nothing is recorded."""
    if chosen.source is None:
        return _again(host, artifact, chosen.suffix)
    known = host.formats()
    kind, (data, whose) = chosen.source.media_type, _payload(host, artifact, chosen.source)
    for suffix in chosen.through:
        kind, data = known[suffix].media_type, known[suffix].encode[kind](data)
    sha256 = recipe.sha256(data)
    if whose is not None:
        whose = replace(whose, source="")
        fmt = known[chosen.suffix]
        inside = rights.put(fmt, fmt.suffix, data, whose, artifact.recipe, Report())
        data = content.read(inside)
    if not host.config.embed:
        return File(kind, data, sha256=None if whose else sha256)
    kept = artifact.recipe
    if len(chosen.through) == 1:  # the generator's own run would write it so
        kept = {**kept, "payload": {chosen.suffix: sha256}}
    text = recipe.dumps(kept)
    carried = carrying.put(known[chosen.suffix], data, text, None)
    if isinstance(carried, bytes):
        file = File(kind, carried)
    else:
        file = File(kind, data, text.encode(), sha256=None if whose else sha256)
    return signing.of_record(
        host.hooks, host.library, host.config, artifact, file, chosen.suffix, sha256
    )


def _turned(
    known: Mapping[str, Format], artifact: ArtifactRecord, condition: Condition
) -> dict[str, Way]:
    """Return what files can be turned into, the nearest way to each."""
    by_name = sorted(artifact.files, key=lambda file: keys.is_named(file.suffix, known))
    at: dict[str, tuple[FileRecord, tuple[str, ...]]] = {}
    for file in by_name:
        at.setdefault(file.media_type, (file, ()))
    found: dict[str, Way] = {}
    for _ in range(2):
        reached = dict(at)
        for suffix, fmt in known.items():
            kind = next((kind for kind in fmt.encode if kind in reached), None)
            if kind is None or fmt.media_type in at or _lacks(fmt, kind, condition):
                continue
            source, through = reached[kind]
            at[fmt.media_type] = source, (*through, suffix)
            found[suffix] = Way(suffix, fmt.media_type, source, (*through, suffix))
    return found


def _lacks(fmt: Format, kind: str, condition: Condition) -> bool:
    check = fmt.lacks.get(kind)
    try:
        return check is not None and check(condition) is not None
    except PluginError:
        return True


def _generator(host: Host, kept: Mapping[str, Any]) -> type[Generator[Any]] | None:
    name = str(kept.get("generator", ""))
    try:
        return None if name.endswith(TRAINER) else host.plugins.generator(name)
    except MuseError:
        return None


def _condition(cls: type[Generator[Any]] | None, kept: Mapping[str, Any]) -> Condition | None:
    """Return the condition of a recipe, its files empty; None where it can't be had."""
    if cls is None:
        return None
    try:
        return build(cls.condition, kept["condition"], inputs=lambda sha256: b"", recipe=True)
    except (MuseError, LookupError, TypeError, ValueError):
        return None


def _is_light(cls: type[Generator[Any]], condition: Condition, kept: Mapping[str, Any]) -> bool:
    """Whether an artifact can be made again on the side: the same, by this machine, soon."""
    if cls.repeatable != "bytes" or cls.needs_network or cls.missing():
        return False
    if cls.components or "torch" in cls.requires or kept.get("weights") or kept.get("parts"):
        return False
    return not any(isinstance(value, ModelSource) for _, value in condition)


def _made_again(
    cls: type[Generator[Any]], condition: Condition, known: Mapping[str, Format]
) -> Iterator[tuple[str, str]]:
    """Yield suffix and media type of what a generator makes, or what can be made of that."""
    yield from cls.formats.items()
    made = set(cls.formats.values())
    for suffix, fmt in known.items():
        kind = next((kind for kind in cls.formats.values() if kind in fmt.encode), None)
        if kind and fmt.media_type not in made and not _lacks(fmt, kind, condition):
            made.add(fmt.media_type)
            yield suffix, fmt.media_type


def _payload(host: Host, artifact: ArtifactRecord, file: FileRecord) -> tuple[bytes, Rights | None]:
    """Return a file without its recipe and rights, and the rights."""
    path = host.library.path_of(file)
    if path is None:
        raise NotFound(
            f"the {file.suffix} file of {artifact.id} is gone",
            hint=f"muse reproduce {artifact.id} makes it again",
        )
    if file.size > LARGEST:
        raise RequestError(
            f"the {file.suffix} file of {artifact.id} has {file.size // 10**6:,} MB, too many to"
            " turn into another",
            hint=f"the most is {LARGEST // 10**6:,} MB",
        )
    found = carrying.found(path, host.formats().values(), LARGEST)
    return content.read(path) if found.payload is None else found.payload, found.rights


def _again(host: Host, artifact: ArtifactRecord, suffix: str) -> File:
    """Make an artifact again in another format; MuseError where it comes out otherwise."""
    kept = artifact.recipe
    first = next(iter(kept["payload"]))
    wanted = {**kept, "payload": {first: kept["payload"][first], suffix: "0" * 64}}
    again = host.again(wanted, recorded=False).finish()[0]
    if again.recipe["payload"].get(first) != kept["payload"][first]:
        raise MuseError(
            f"{kept['generator']} of today makes {artifact.id} otherwise, so not as {suffix}",
            hint=f"it was made by version {kept.get('version') or '?'}",
        )
    named = keys.of_format(again.files, suffix, host.formats())
    return again.files[named[0]]
