"""What works ask of those who make their parts: only fields that these take."""

from collections.abc import Mapping
from typing import Any, Protocol


class Takes(Protocol):
    """Says whether the generator of a medium that would be used has a field; `run.takes` does."""

    def __call__(self, medium: str, field: str, generator: str | None = None) -> bool: ...


def taken(
    wished: Mapping[str, object], takes: Takes, medium: str, by: str | None
) -> dict[str, Any]:
    """Return the fields that are given and that a generator takes."""
    return {
        name: value
        for name, value in wished.items()
        if value not in (None, "") and takes(medium, name, by)
    }
