"""Stories, outlines and scripts: a plan told beat by beat."""

from collections.abc import Iterator
from typing import Any

from . import packs
from .document import Block
from .plan import CAST, Plan
from .templates import Templates

BEATS = {
    "short": ("open", "meet", "break", "turn", "end"),
    "medium": ("open", "want", "meet", "bond", "incident", "break", "turn", "end"),
    "long": (
        *("open", "want", "meet", "bond", "incident", "incident", "incident", "incident"),
        *("break", "alone", "turn", "end"),
    ),
}
_APART = {"short": 0, "medium": 1, "long": 2}
"""How many more characters are told of one by one; more than that come in one passage."""
CHAPTERS = {"short": (0, 5, 6, 9), "medium": (0, 1, 3, 5, 6, 8, 9), "long": tuple(range(10))}
SCENES = {
    "short": ("meet", "break", "end"),
    "medium": ("meet", "bond", "break", "turn", "end"),
    "long": ("meet", "bond", "secret", "break", "alone", "turn", "end"),
}


_ACTS = {"meet": "begin", "break": "middle", "end": "end"}
"""The scenes in which a theme comes up, each time in another role."""


def story(plan: Plan, length: str, templates: Templates) -> list[Block]:
    """Tell a plan as prose: one passage for each beat."""
    seen: set[str] = set()
    body: list[Block] = []
    extras = list(range(len(plan.cast) - CAST))
    if extras:
        templates.rename("extra0", "extra")
        intros = [str(plan.facts[f"extra{k}.intro"]).rstrip(",") for k in extras]
        templates.facts["extras"] = plan.surface.listed(intros)
    if "want" in BEATS[length]:
        templates.facts["want"] = "told"
    theme_after = "meet" if length == "short" else "bond"
    acts = {"open": "begin", theme_after: "middle"} if plan.kind else {}
    for beat in BEATS[length]:
        passages = [_passage(plan, beat, templates)]
        if beat == "open" and "pair" in plan.facts:
            passages = [f"{templates.fill(_common(plan)['pair'])} {passages[0]}"]
        if beat in acts:
            passages[-1] += f"¶{templates.draw(_kind(plan)[acts[beat]])}"
        elif beat == theme_after and plan.theme and (line := _theme(plan, templates)):
            passages.append(line)
        # The others come in one by one after the two have met, or all at once.
        if beat == "meet" and extras and len(extras) > _APART[length]:
            passages.append(templates.draw(_common(plan)["together" if extras[1:] else "extras"]))
            extras = []
        elif beat in ("meet", "bond") and extras:
            passages.append(_extra(plan, extras.pop(0), templates))
        if beat == "end" and plan.kind:
            passages.append(templates.draw(_kind(plan)["end"]))
        for passage in passages:
            body += _paragraphs(plan, passage, seen)
    blocks = [Block("title", title(plan, templates)), *body]
    if plan.theme and not any(plan.theme.lower() in block.text.lower() for block in blocks):
        frame = templates.random.choice(("before", "after"))
        line = templates.draw(packs.table(plan.language, "themes")["any"][frame])
        place = 1 if frame == "before" else len(blocks)
        blocks.insert(place, Block("paragraph", plan.surface.tidy(line)))
    return blocks


def title(plan: Plan, templates: Templates) -> str:
    """Return a title that speaks of the plan's own places and things."""
    made = templates.draw(packs.plot(plan.language, plan.plot)["titles"])
    return str(plan.surface.title(plan.surface.tidy(made)))


def outline(plan: Plan, length: str, templates: Templates) -> list[Block]:
    """Lay a plan out as chapters with beats, after its premise and its people."""
    words = packs.table(plan.language, "outline")
    tidy = plan.surface.tidy
    blocks = [Block("title", title(plan, templates))]
    blocks.append(Block("note", tidy(templates.draw(words["premise"]))))
    if plan.theme:
        line = templates.draw(words["theme"])
        course = f" {templates.fill(_kind(plan)['course'])}" if plan.kind else ""
        blocks.append(Block("paragraph", tidy(line + course)))
    blocks.append(Block("heading", words["people"]))
    for who in ("hero", "other"):
        blocks.append(Block("point", tidy(templates.draw(words[who]))))
    for k in range(len(plan.cast) - CAST):
        templates.rename(f"extra{k}", "extra")
        blocks.append(Block("point", tidy(templates.draw(words["extra"]))))
    chapters = packs.plot(plan.language, plan.plot)["outline"]
    for number, place in enumerate(CHAPTERS[length], 1):
        head, *beats = chapters[place]
        name = plan.surface.title(tidy(templates.fill(head)))
        head = words["chapter"].format(number=_number(plan, number), name=name)
        blocks.append(Block("heading", head))
        blocks += [Block("point", tidy(templates.fill(beat))) for beat in beats]
    return blocks


def script(plan: Plan, length: str, templates: Templates) -> list[Block]:
    """Play a plan as scenes: a heading, what is seen, who speaks."""
    words = packs.table(plan.language, "script")
    tidy = plan.surface.tidy
    blocks = [Block("title", title(plan, templates))]
    blocks.append(Block("note", tidy(templates.draw(words["logline"]))))
    if plan.theme:
        blocks.append(Block("note", tidy(templates.draw(words["theme"]))))
    for number, scene in enumerate(SCENES[length], 1):
        name = f"{scene}_{plan.mood}" if scene == "end" else scene
        places = words["headings"]
        if "room" in plan.facts:  # what was asked for is where it plays
            places = {**places, **words["rooms"]}
        heading = tidy(templates.fill(templates.random.choice(places[scene])))
        if plan.language == "en":
            heading = heading.upper()
        blocks.append(
            Block("heading", words["scene"].format(number=_number(plan, number), name=heading))
        )
        body = templates.draw(words[name])
        if plan.kind and (act := _ACTS.get(scene)):
            talk = templates.draw(packs.table(plan.language, "kinds")["talk"][act])
            first, _, rest = body.partition("¶")
            # Later on somebody leaves in the middle of the scene: it comes up before.
            body = f"{body}¶{talk}" if act == "begin" else f"{first}¶{talk}¶{rest}"
        if scene == "break":
            for k in range(len(plan.cast) - CAST):
                templates.rename(f"extra{k}", "extra")
                body += "¶" + templates.draw(words["extras"]).replace("@extra ", f"@extra{k} ")
        blocks += _played(plan, body)
    return blocks


def _played(plan: Plan, body: str) -> Iterator[Block]:
    """Turn lines into blocks: `@hero (softly) text` is spoken, the others are seen."""
    for line in body.split("¶"):
        if not line.startswith("@"):
            yield Block("paragraph", plan.surface.tidy(line))
            continue
        who, _, text = line[1:].partition(" ")
        name = plan.facts[who]
        assert isinstance(name, str)
        speaker = name.upper() if plan.language == "en" else name
        yield Block("speech", plan.surface.tidy(text), speaker)


def _passage(plan: Plan, beat: str, templates: Templates) -> str:
    """Draw the passage of a beat; people who know each other meet in their own way."""
    plot = packs.plot(plan.language, plan.plot)
    if beat == "incident":
        return templates.try_draw(packs.genre(plan.language, plan.genre)["incidents"])
    if beat == "end":
        return templates.draw(plot[f"end_{plan.mood}"])
    if beat == "meet" and "known" in plan.facts:
        return templates.draw(plot["meet_known"])
    return templates.draw(plot[beat])


def _extra(plan: Plan, number: int, templates: Templates) -> str:
    """Draw the passage of somebody beyond the first two."""
    templates.rename(f"extra{number}", "extra")
    return templates.draw(_common(plan)["extras"])


def _theme(plan: Plan, templates: Templates) -> str:
    """Draw a sentence that names the theme, from its own lines; empty when it has none."""
    known = packs.table(plan.language, "themes")
    named = plan.theme.lower()
    for theme in plan.themes:
        if named in known[theme]["cues"]:
            return templates.try_draw(known[theme]["lines"])
    return ""


def _kind(plan: Plan) -> dict[str, Any]:
    """Return what becomes of a theme of the plan's kind in the three acts."""
    kinds: dict[str, Any] = packs.table(plan.language, "kinds")[plan.kind]
    return kinds


def _common(plan: Plan) -> dict[str, Any]:
    return packs.table(plan.language, "common")


def _number(plan: Plan, number: int) -> str:
    return "零一二三四五六七八九十"[number] if plan.language == "zh" else str(number)


def _paragraphs(plan: Plan, passage: str, seen: set[str]) -> Iterator[Block]:
    """Tidy a passage and split it; a sentence that the text already holds is left out."""
    for part in plan.surface.tidy(passage).split("¶"):
        kept = []
        for sentence in plan.surface.sentences(part.strip()):
            key = sentence.strip()
            if key in seen and len(key) > 20:
                continue
            seen.add(key)
            kept.append(sentence)
        if text := "".join(kept).strip():
            yield Block("paragraph", text)
