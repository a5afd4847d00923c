"""Going on with a text that is there, or writing one of its passages anew."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from ..document import Block, markdown
from ..prose.surfaces import SURFACES
from . import prose
from .blocks import Passage, joined, kind
from .known import Known, read


@dataclass(frozen=True, slots=True)
class Onward:
    """A text with what was added: the whole, what is new of it, and what it was read as."""

    text: str
    added: str
    known: Known
    new: tuple[str, ...] = ()


def go_on(
    text: str, random: Random, words: int | None = None, ending: bool = False, language: str = ""
) -> Onward:
    """Return a text with its next passage; with so many words more; or with an end."""
    text = text if text.endswith("\n") else f"{text}\n"
    known = first = read(text, None, language or None)
    made = text.rstrip("\n") + "\n\n"
    start = len(made)
    new: list[str] = []
    kinds: Sequence[Sequence[str]] = [("final",), ("outcome", "after"), ("echo", "after")]
    for number in range(60):
        wanted = kinds[number] if ending and known.form == "story" else ()
        blocks, who = _next(known, random, wanted)
        made += markdown(blocks) + "\n"
        new += [who] if who else []
        added = SURFACES[known.language].words(made[start:])
        if (ending and number == 2) or (not ending and len(added) >= (words or 1)):
            break
        known = read(made, None, known.language)
    made = made.rstrip("\n") + "\n"
    return Onward(made, made[start:], first, tuple(new))


def _next(known: Known, random: Random, kinds: Sequence[str] = ()) -> tuple[list[Block], str]:
    from . import outline, verse

    if known.form in ("poem", "lyrics"):
        return verse.following(known, random), ""
    if known.form == "outline":
        return outline.following(known, random), ""
    made = prose.following(known, random, kinds)
    return list(made.blocks), made.new


def anew(text: str, place: int, random: Random, language: str = "") -> Onward:
    """Return a text with one passage in other words; the others stay letter for letter.

    `place` counts from 1, the title not counted; IndexError when there is no such passage.
    """
    known = read(text, None, language or None)
    places = [k for k, each in enumerate(known.passages) if each.kind != "title"]
    at = places[place - 1]
    known = replace(read(text, at, known.language), form=known.form)
    old = known.passages[at]
    blocks = _again(known, old, random)
    raw = markdown(blocks).rstrip("\n")
    lead = len(text) - len(text.lstrip("\n"))
    made = [*known.passages]
    made[at] = Passage(kind(raw), raw, old.gap)
    return Onward(text[:lead] + joined(made), raw, known)


def _again(known: Known, old: Passage, random: Random) -> list[Block]:
    from . import heads, outline, verse

    if old.kind in ("heading", "note"):
        return heads.again(known, old, random)
    if old.kind == "stanza" or known.form in ("poem", "lyrics"):
        return verse.again(known, old, random)
    if old.kind == "point":
        return outline.again(known, old, random)
    return list(prose.following(known, random).blocks)
