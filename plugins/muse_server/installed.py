"""The models that a request from the network may name: what is on this machine, or allowed."""

import re
from collections.abc import Iterable

from muse.weights import hub_cache, short_names

_REVISION = re.compile(r"[\w.+-]{1,200}(/[\w.+-]{1,100})?")


def names(allowed: Iterable[str] = ()) -> set[str]:
    """Return the models by name: of the hub's cache, short names that are here, and `allowed`."""
    kept = set(hub_cache.names())
    short = {each.name for each in short_names.known().values() if each.folder or each.repo in kept}
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
