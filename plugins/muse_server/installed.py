"""The models that a request from the network may name: what is on this machine, or allowed."""

import re
from collections.abc import Collection, Iterable

from muse import ModelSource, MuseError
from muse.running.host import Host
from muse.weights import hub_cache, short_names

_FIELD = "model"
"""The field of a generator that takes its model."""

_REPO = re.compile(r"[\w.-]+/[\w.-]+(@[\w./+-]+)?")
_REVISION = re.compile(r"[\w.+-]{1,200}(/[\w.+-]{1,100})?")


def names(allowed: Iterable[str] = ()) -> set[str]:
    """Return the models by name: of the hub's cache, short names that are here, and `allowed`."""
    kept = set(hub_cache.names())
    known = short_names.known().values()
    short = {each.name for each in known if each.place is not None or each.repo in kept}
    return kept | short | set(allowed)


def is_here(model: str, allowed: Iterable[str] = ()) -> bool:
    """Whether a model (`name`, or `name@revision`) may be named; nothing is fetched for that."""
    there = names(allowed)
    if model in there:
        return True
    name, mark, revision = model.partition("@")
    if not mark or name not in there or not _REVISION.fullmatch(revision):
        return False
    return hub_cache.snapshot(short_names.repo(name), revision) is not None


def takes_model(host: Host, generator: str) -> bool:
    """Whether a generator has a field for its model."""
    try:
        info = host.plugins.generator(generator).condition.model_fields.get(_FIELD)
    except MuseError:  # a broken plugin: muse plugins tells of it
        return False
    kinds = (info.annotation, *getattr(info.annotation, "__args__", ())) if info else ()
    return ModelSource in kinds


def models(host: Host, generator: str, allowed: Collection[str] = ()) -> list[str]:
    """Return the models that a generator can run here, sorted; none if it lacks packages itself.

    A model of the hub without a short name counts where its card says that it is of the medium;
    one of `allowed` that isn't here yet counts, too.
    """
    if not takes_model(host, generator):
        return []
    try:
        host.ready(generator)
    except MuseError:
        return []
    known = short_names.known()
    short = [each for each in known.values() if each.generator == generator]
    here = names(allowed)
    found = {each.name for each in short if each.name in here}
    if any(each.repo for each in short):  # it takes models of the hub, so others of it, too
        rest = here - {each.repo for each in known.values()} - known.keys()
        medium = generator.partition(".")[0]
        found |= {each for each in rest if _REPO.fullmatch(each) and _may_be(medium, each, allowed)}
    return sorted(found)


def _may_be(medium: str, repo: str, allowed: Collection[str]) -> bool:
    name, _, revision = repo.partition("@")
    root = hub_cache.snapshot(name, revision or None)
    return repo in allowed if root is None else hub_cache.about(root)[0] == medium
