"""Lyric videos."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from muse import Item

if TYPE_CHECKING:
    from .session import Session


def lyric_film(session: "Session", item: Item, topic: str) -> Iterator[Any]:
    """Yield what happens, and the film of a song."""
    raise NotImplementedError
