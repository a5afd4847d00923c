"""A script: the beats of a plot played as scenes, with headings, action and dialogue."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..document import Block
from . import occasions
from .telling import Telling

LONG = 20
"""Characters of a sentence from which it isn't said twice."""
SCENES = {"short": 3, "medium": 5, "long": 7}


def script(telling: Telling) -> list[Block]:
    """Return the blocks of a script: title, logline, and scenes of one or two beats each."""
    plot = telling.plot
    brief = plot.brief
    _set_stage(telling)
    blocks = [Block("title", brief.title or telling.surface.title(telling.say("title")))]
    blocks.append(Block("note", telling.say("script.logline")))
    for place in range(len(plot.cast)):
        telling.rules.facts.update(telling.surface.person("who", plot, place))
        telling.rules.features -= {"hero"}
        telling.rules.features |= {"hero"} if place == 0 else set()
        if line := telling.say_or("script.person"):
            blocks.append(Block("paragraph", line))
    telling.rules.features -= {"hero"}
    goal = telling.rules.facts.get("goal", "")
    telling.rules.facts["goal"] = telling.surface.spoken(goal, plot, "I")
    telling.rules.facts["goal.your"] = telling.surface.spoken(goal, plot, "you")
    if line := telling.say_or("script.elder"):
        blocks.append(Block("paragraph", line))
    count = brief.chapters or SCENES[brief.length]
    beats = plot.beats
    for number in range(count):
        own = beats[number * len(beats) // count : (number + 1) * len(beats) // count]
        part = "first" if number == 0 else "last" if number == count - 1 else "mid"
        telling.rules.features -= {"part-first", "part-mid", "part-last"}
        telling.rules.features.add(f"part-{part}")
        occasion = True
        for place, beat in enumerate(own):
            telling.enter(beat)
            if place == 0:
                telling.rules.facts["scene"] = telling.surface.number(number + 1)
                heading = telling.say_or("script.heading") or telling.say("script.somewhere")
                blocks.append(Block("heading", heading.upper()))
            body = ""
            if telling.rules.fresh("script.occasion") and (
                occasion and beat.kind not in ("asked", "outcome", "after")
            ):
                occasion, body = False, telling.say_or("script.occasion")
            blocks += played(telling, body or telling.say_or(f"script.{beat.kind}"))
            if beat.topic is not None and not occasions.named(brief.topics[beat.topic].phrase):
                blocks += played(telling, telling.say_or("script.topic"))
    blocks += played(telling, telling.say_or("script.close"))
    return _once(blocks, telling.surface.sentences)


def _set_stage(telling: Telling) -> None:
    """Let the rules know what kind of scene was asked for, what is spoken of, who is there."""
    brief, cast = telling.plot.brief, telling.plot.cast
    rules = telling.rules
    if occasion := occasions.occasion(brief):
        rules.features.add(f"at-{occasion}")
    matter = telling.surface.matter(occasions.matter(brief))
    if not matter and occasion == "quarrel":
        matter = telling.say_or("script.matter")
    if matter:
        rules.facts["matter"] = matter
        rules.features.add("matter")
    asked = [each for each in brief.people if each.role or each.name]
    if len(cast) > 1 and (
        len(asked) > 1 or any(each.of is not None or each.group for each in cast)
    ):
        rules.features |= {"pair", "met"}  # both are there from the first scene on


def _once(blocks: Sequence[Block], split: Callable[[str], list[str]]) -> list[Block]:
    """Leave out what is said or seen a second time in the same words, if they are more than a few.

    `split` cuts a text into sentences.
    """
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if block.kind in ("heading", "title"):
            kept.append(block)
            continue
        parts = [block.text] if block.text not in seen else []
        if parts and any(part.strip() in seen for part in split(block.text)):
            parts = [part for part in split(block.text) if part.strip() not in seen]
        if text := "".join(parts).strip():
            kept.append(replace(block, text=text))
        seen.add(block.text)
        seen.update(part.strip() for part in split(block.text) if len(part) > LONG)
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
