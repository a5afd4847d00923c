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
                "where": telling.rules.facts.get("place", ""),
                "when": scene.when,
                "mood": scene.mood,
                "happens": [text for text in told if text],
                "seen": telling.say_or("seen"),
            }
        )
    brief = plot.brief
    return {"title": title, "language": brief.language, "people": people, "scenes": found}
