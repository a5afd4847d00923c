"""The scenes of a plot as data: for films, picture books and whoever builds on a text."""

from typing import Any

from .telling import Telling


def scenes(telling: Telling, title: str) -> dict[str, Any]:
    """Return who is in the text and its scenes: who, where, when, mood, what happens, is seen."""
    plot = telling.plot
    people = [
        {"name": p.name, "role": p.role, "kind": p.kind, "pronoun": p.pronoun} for p in plot.cast
    ]
    found = []
    for number, scene in enumerate(plot.scenes):
        beats = [beat for beat in plot.beats if beat.scene == number]
        told, who = [], []
        for beat in beats:
            telling.enter(beat)
            told.append(telling.say_or(f"outline.{beat.kind}"))
            who += [plot.cast[k].name for k in beat.who if k < len(plot.cast)]
        found.append(
            {
                "who": list(dict.fromkeys(who)),
                "where": _where(telling, scene.where),
                "when": scene.when,
                "mood": scene.mood,
                "happens": [text for text in told if text],
                "seen": _seen(telling, scene.when),
            }
        )
    brief = plot.brief
    return {"title": title, "language": brief.language, "people": people, "scenes": found}


def _where(telling: Telling, where: str) -> str:
    """Return the place of a scene in words: the one asked for, the hero's, that of meetings."""
    facts = telling.rules.facts
    names = {"asked": "setting", "spot": "spot", "far": "far", "road": "far"}
    place = facts.get(names.get(where, "home")) or facts.get("home", "")
    return telling.rules.fill(place)


def _seen(telling: Telling, when: str) -> str:
    """Return a sentence of what is seen or heard there at that hour."""
    rules = ("world.night", "sense", "world.sense") if when == "night" else ("world.sense", "sense")
    return next(filter(None, map(telling.say_or, rules)), "")
