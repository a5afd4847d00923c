"""An outline: premise, people, and chapters whose points are the beats of a plot."""

from ..document import Block
from ..plot import Beat
from .telling import Telling

CHAPTERS = {"short": 4, "medium": 7, "long": 10}


def outline(telling: Telling) -> list[Block]:
    """Return the blocks of an outline; each chapter has two or three points."""
    plot = telling.plot
    brief = plot.brief
    blocks = [Block("title", brief.title or telling.surface.title(telling.say("title")))]
    blocks.append(Block("note", telling.say("outline.premise")))
    if where := telling.say_or("outline.where"):
        blocks.append(Block("paragraph", where))
    if brief.topics:
        telling.enter(Beat("premise", topic=0))
        blocks.append(Block("paragraph", telling.say("outline.topic")))
    blocks.append(Block("heading", telling.say("outline.people")))
    for place in range(len(plot.cast)):
        telling.rules.facts.update(telling.surface.person("who", plot, place))
        telling.rules.features.discard("hero")
        telling.rules.features |= {"hero"} if place == 0 else set()
        blocks.append(Block("point", telling.say("outline.person")))
    count = brief.chapters or CHAPTERS[brief.length]
    beats = plot.beats
    for number in range(count):
        own = beats[number * len(beats) // count : (number + 1) * len(beats) // count]
        for beat in own[:1]:
            telling.enter(beat)
        telling.rules.facts["chapter"] = telling.surface.number(number + 1)
        name = telling.surface.title(telling.say("chapter.title"))
        telling.rules.facts["chapter.name"] = name
        blocks.append(Block("heading", telling.say("outline.heading")))
        for beat in own:
            telling.enter(beat)
            told = [f"outline.{beat.kind}"]
            told += ["outline.theme"] if beat.topic is not None else []
            points = filter(None, map(telling.say_or, told))
            said = {block.text for block in blocks}
            blocks += [Block("point", point) for point in points if point not in said]
    return blocks
