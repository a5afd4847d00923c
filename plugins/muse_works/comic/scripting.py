"""The script of a comic: handed in, or made of a play that a writer writes."""

import json
from collections.abc import Generator as Steps
from dataclasses import replace
from random import Random
from typing import Any

from muse import Artifact, Event, Item, RequestError, Run
from muse_works.book import wanting
from muse_works.book.board import Language

from .. import texts
from . import adapt, drama, letters, retelling
from .condition import ComicCondition
from .script import Panel, Script, is_chinese, read

TELLER = "text.picturebook"
"""Who tells a prompt that asks for a plot that it knows: a treasure hunt, a journey..."""


def language(condition: ComicCondition) -> str:
    """Return the language that a comic is asked in."""
    return condition.language or ("zh" if is_chinese(condition.prompt) else "en")


def play(condition: ComicCondition) -> dict[str, Any]:
    """Return the fields that the writer gets."""
    fields: dict[str, Any] = {
        "prompt": condition.prompt,
        "form": "script",
        "language": language(condition),
        "audience": "children",
        "length": "short" if condition.pages < 4 else "medium" if condition.pages < 8 else "long",
    }
    return fields


def story(condition: ComicCondition) -> dict[str, Any]:
    """Return the fields that the teller of a tale gets: a page for each panel."""
    pages = min(40, max(4, condition.pages * condition.panels))
    return {"prompt": condition.prompt, "language": language(condition), "pages": pages}


def handed_in(condition: ComicCondition) -> "Script | drama.Drama | None":
    """Return the script that is handed in, or the play; None for neither."""
    if condition.script is None:
        return None
    text = texts.of_file("script", condition.script)
    if "\n### " in f"\n{text}":
        return read(text)
    told = drama.read(text)
    if not told.exchanges:
        raise RequestError(
            "script: nobody speaks in it, and it has no panels",
            hint="write ## Page 1, ### Wide, and lines such as **Tom**: Hello!",
        )
    return told


def scripted(condition: ComicCondition, item: Item, run: Run) -> Steps[Event, None, Script]:
    """Return the comic's script: the one handed in, or one made of a play."""
    own = handed_in(condition)
    if own is None and is_tale(condition):
        tale = yield from run.make(
            "text", item=item, called="story", generator=TELLER, formats=(".json",),
            **story(condition),
        )  # fmt: skip
        chance = Random(item.seed_for("script"))
        own = retelling.retold(json.loads(tale.data), condition.pages, chance, condition.panels)
    if own is None:
        wanted = {
            name: value
            for name, value in play(condition).items()
            if name in ("prompt",) or run.takes("text", name, condition.story_by)
        }
        made = yield from run.make(
            "text", item=item, called="play", generator=condition.story_by,
            formats=_formats(condition, run), **wanted,
        )  # fmt: skip
        own = _drama(made)
        if not own.exchanges:
            raise RequestError(
                "story_by: what it wrote has no lines that people speak",
                hint="use text.grammar, or hand a script in (--script comic.md)",
            )
    if isinstance(own, drama.Drama):
        chance = Random(item.seed_for("script"))
        own = adapt.adapt(own, condition.prompt, condition.pages, chance, condition.panels)
        if len(own.pages) != condition.pages:
            why = "the play has no more exchanges of words"
            run.report.adjust("pages", condition.pages, len(own.pages), why)
    elif "pages" in condition.model_fields_set and len(own.pages) != condition.pages:
        run.report.adjust("pages", condition.pages, len(own.pages), "the script has so many")
    if condition.script is not None and "panels" in condition.model_fields_set:
        if max(map(len, own.pages)) > condition.panels:
            run.report.ignore("panels", "the script has its own")
    yield run.step("the script is written")
    return _lettered(replace(own, title=condition.title or own.title), run)


def is_tale(condition: ComicCondition) -> bool:
    """Whether a prompt asks for a shape of plot that text.picturebook tells."""
    if condition.story_by is not None:
        return False
    spoken: Language = "zh" if language(condition) == "zh" else "en"
    want = wanting.wanted(condition.prompt, spoken)
    return want.plot not in ("", "friend") and not (want.plot == "gift" and want.pal)


def _lettered(script: Script, run: Run) -> Script:
    """Return a script in signs that can be lettered; tell which can't."""
    told = [script.title, *(text for panel in script.panels for text in _texts(panel))]
    lost = {c for text in told for c in text if not c.isspace()}
    lost -= {c for text in told for c in letters.clean(text)}
    if lost:
        run.report.note(
            f"No font here has these signs; they are left out: {' '.join(sorted(lost))}"
        )
    pages = tuple(tuple(_cleaned(panel) for panel in page) for page in script.pages)
    return replace(script, title=letters.clean(script.title), pages=pages)


def _texts(panel: Panel) -> list[str]:
    return [*(line.text for line in panel.lines), *panel.captions, *panel.sounds]


def _cleaned(panel: Panel) -> Panel:
    lines = [replace(line, text=letters.clean(line.text)) for line in panel.lines]
    return replace(
        panel,
        lines=tuple(line for line in lines if line.text),
        captions=tuple(filter(None, map(letters.clean, panel.captions))),
        sounds=tuple(filter(None, map(letters.clean, panel.sounds))),
    )


def _formats(condition: ComicCondition, run: Run) -> tuple[str, ...]:
    plain = condition.story_by in (None, "text.grammar")
    return (".md", ".json") if plain and run.takes("text", "verse", condition.story_by) else ()


def _drama(made: Artifact) -> drama.Drama:
    data = made.files[".json"].data if ".json" in made.files else None
    return drama.read(made.data.decode("utf-8"), data)
