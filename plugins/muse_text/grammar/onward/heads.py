"""Another heading in the place of one that is there."""

import re
from random import Random

from ..document import Block
from ..prose.surfaces import SURFACES
from .blocks import Passage
from .grounding import telling
from .known import Known


def again(known: Known, old: Passage, random: Random) -> list[Block]:
    """Return another name for a chapter; what numbers it stays."""
    made, _ = telling(known, random)
    name = SURFACES[known.language].title(made.say_or("chapter.title") or made.say("title"))
    numbered = re.match(
        r"(.*?(?:\d+|第[一二三四五六七八九十]+[章回节])\s*[:：.、]?\s*)(.*)", old.words
    )
    words = f"{numbered[1]}{name}" if numbered else name
    return [Block("note", words) if old.kind == "note" else Block("heading", words)]
