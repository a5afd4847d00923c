"""What a work asks of other generators: one order for each part that is to be made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from muse.errors import PluginError, shown

if TYPE_CHECKING:
    from muse.contract.item import Item

DEEPEST = 4
"""How many works may stand above a part."""

_CALLED = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
_LONGEST = 120


@dataclass(frozen=True)
class Order:
    """A part that a work wants made, by the default of a medium or by a named generator.

    - `medium`, or the full name of a generator; `generator` names one for the medium
    - `called`: its place in the work, "page-3/picture": lower-case words joined by "-" and "/"
    - `fields` of its condition; where an InputFile is taken, also an Artifact, a Result or a
      Pillow picture. A seed that isn't given is `item.seed_for(called)`.
    - `formats`: the suffixes that are wanted; the generator's default if empty
    """

    medium: str
    called: str
    generator: str | None = None
    formats: Sequence[str] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    item: Item | None = None

    def __post_init__(self) -> None:
        named = isinstance(self.called, str) and len(self.called) <= _LONGEST
        if not named or not _CALLED.fullmatch(self.called):
            raise PluginError(
                f"a part can't be called {shown(self.called)}", hint='one is like "chapter-3/cover"'
            )


def spoken(called: str) -> str:
    """Return the place of a part as words: "page-3/picture" is "page 3, picture"."""
    return called.replace("-", " ").replace("/", ", ")
