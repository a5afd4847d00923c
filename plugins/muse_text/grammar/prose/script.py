"""A script: the beats of a plot played as scenes, with headings, action and dialogue."""

from collections.abc import Iterator, Sequence

from ..document import Block
from .telling import Telling

SCENES = {"short": 3, "medium": 5, "long": 7}


def script(telling: Telling) -> list[Block]:
    """Return the blocks of a script: title, logline, and scenes of one or two beats each."""
    plot = telling.plot
    brief = plot.brief
    blocks = [Block("title", brief.title or telling.surface.title(telling.say("title")))]
    blocks.append(Block("note", telling.say("script.logline")))
    for place in range(len(plot.cast)):
        telling.rules.facts.update(telling.surface.person("who", plot, place))
        telling.rules.features -= {"hero"}
        telling.rules.features |= {"hero"} if place == 0 else set()
        if line := telling.say_or("script.person"):
            blocks.append(Block("paragraph", line))
    telling.rules.features -= {"hero"}
    if line := telling.say_or("script.elder"):
        blocks.append(Block("paragraph", line))
    count = brief.chapters or SCENES[brief.length]
    beats = plot.beats
    for number in range(count):
        own = beats[number * len(beats) // count : (number + 1) * len(beats) // count]
        for place, beat in enumerate(own):
            telling.enter(beat)
            if place == 0:
                telling.rules.facts["scene"] = telling.surface.number(number + 1)
                heading = telling.say("script.heading")
                blocks.append(Block("heading", heading.upper()))
            blocks += played(telling, telling.say_or(f"script.{beat.kind}"))
            if beat.topic is not None:
                blocks += played(telling, telling.say_or("script.topic"))
    blocks += played(telling, telling.say_or("script.close"))
    return _once(blocks)


def _once(blocks: Sequence[Block]) -> list[Block]:
    """Leave out what is said or seen a second time in the same words."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if block.kind in ("heading", "title") or block.text not in seen:
            kept.append(block)
        seen.add(block.text)
    return kept


def played(telling: Telling, body: str) -> Iterator[Block]:
    """Turn lines into blocks: `@hero (softly) text` is spoken, the others are seen."""
    for line in filter(None, (part.strip() for part in body.split("¶"))):
        if not line.startswith("@"):
            yield Block("paragraph", line)
            continue
        who, _, text = line[1:].partition(" ")
        speaker = telling.rules.facts[who]
        yield Block("speech", str(telling.surface.tidy(text)), speaker.upper())
