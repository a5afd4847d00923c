"""A story: the beats of a plot told as paragraphs, in chapters where they were asked for."""

from collections.abc import Iterator

from ..document import Block
from ..plot import Beat
from .telling import Telling

SHORTEST = 20
"""Characters of a sentence from which it isn't told twice in one text."""


def story(telling: Telling) -> list[Block]:
    """Return the blocks of a story: title, chapters, paragraphs."""
    plot = telling.plot
    seen: set[str] = set()
    body: list[Block] = []
    chapter = 0
    for beat in plot.beats:
        telling.enter(beat)
        scene = plot.scenes[beat.scene]
        if scene.chapter != chapter:
            chapter = scene.chapter
            telling.rules.facts["chapter"] = telling.surface.number(chapter)
            name = telling.surface.title(telling.say("chapter.title"))
            telling.rules.facts["chapter.name"] = name
            body.append(Block("heading", telling.rules.fill(telling.say("chapter.heading"))))
        for passage in passages(telling, beat):
            body += _paragraphs(telling, passage, seen)
    for word in plot.brief.include:
        if not any(word.lower() in block.text.lower() for block in body):
            telling.rules.facts["include"] = word
            body.insert(-1, Block("paragraph", telling.say_or("story.include", word)))
    title = plot.brief.title or telling.surface.title(telling.say("title"))
    blocks = [Block("title", title)]
    if plot.brief.dedication:
        blocks.append(Block("note", telling.surface.dedicated(plot.brief.dedication)))
    return blocks + body


def passages(telling: Telling, beat: Beat) -> Iterator[str]:
    """Yield the passages of a beat: what happens in it, and the topic if it comes up."""
    told = [f"story.{beat.kind}"] + (["story.topic"] if beat.topic is not None else [])
    yield from filter(None, map(telling.say_or, told))


def _paragraphs(telling: Telling, passage: str, seen: set[str]) -> Iterator[Block]:
    """Split a passage into paragraphs; a sentence that the text already holds is left out."""
    for part in passage.split("¶"):
        kept = []
        for sentence in telling.surface.sentences(part.strip()):
            key = sentence.strip()
            if key in seen and len(key) > SHORTEST:
                continue
            seen.add(key)
            kept.append(sentence)
        if text := telling.surface.flow("".join(kept).strip(), telling.plot):
            yield Block("paragraph", text)
