"""Scenes: where and when the beats of a plot play, and in what mood."""

from collections.abc import Mapping
from dataclasses import replace

from ..brief import Brief
from .model import Beat, Scene

_MOODS: Mapping[str, str] = {
    "open": "calm",
    "hook": "tense",
    "back": "calm",
    "meet": "curious",
    "odd": "curious",
    "thing": "curious",
    "bond": "glad",
    "small-joy": "glad",
    "trouble": "tense",
    "worse": "tense",
    "trial": "tense",
    "crisis": "tense",
    "trapped": "tense",
    "face": "tense",
    "quarrel": "low",
    "alone": "low",
    "setback": "low",
    "turn": "bright",
    "reveal": "bright",
    "final": "tense",
    "help": "glad",
}
_AWAY = {"leave": "road", "road": "road", "trial": "road", "arrive": "far", "return": "home"}
_SPOT = ("meet", "bond", "talk", "clue", "quarrel", "challenge")
_DAY = ("morning", "noon", "evening", "night")


def scenes(brief: Brief, beats: list[Beat]) -> tuple[tuple[Beat, ...], tuple[Scene, ...]]:
    """Give beats their scenes: a new one where the place, the mood or the chapter changes."""
    made: list[Scene] = []
    told: list[Beat] = []
    chapters = brief.chapters or 0
    base = "asked" if brief.setting else "home"
    away = ""
    hour = 0
    for place, beat in enumerate(beats):
        if beat.kind in _AWAY:
            away = _AWAY[beat.kind]
            away = "" if away == "home" else away
        where = away or ("spot" if beat.kind in _SPOT and not brief.setting else base)
        mood = _MOODS.get(beat.kind, made[-1].mood if made else "calm")
        chapter = place * chapters // len(beats) + 1 if chapters else 0
        last = made[-1] if made else None
        new = last is None or (last.where, last.mood, last.chapter) != (where, mood, chapter)
        if new:
            hour = (hour + 1) % len(_DAY) if last and last.where == where else (hour + 1) % 4
            made.append(Scene(where, _DAY[hour], mood, chapter))
        features = {f"scene-{made[-1].when}", f"where-{where}", f"feel-{mood}"}
        if new:
            features.add("new-scene")
        if place == 0:
            features.add("first")
        if place == len(beats) - 1:
            features.add("last")
        told.append(replace(beat, scene=len(made) - 1, features=beat.features | features))
    return tuple(told), tuple(made)
