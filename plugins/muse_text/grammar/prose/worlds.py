"""Worlds: where a text plays, and what is seen, heard, eaten and done there (`worlds/NAME.toml`).

A world has `cues` (words of requests), `periods` (of `brief.PERIODS`; empty: any), `culture` (of
names), `default` (whether it may be drawn when nothing is asked), `suits` (the
genres, or `children`, for which it is drawn first), `like` (the world whose lists it
takes where it has none of its own), `never` (words that belong to no text of it: no rain in a
space station), and rules: lists of frames that others call as
`{@world.NAME}`. The world `any` adds to those marked in its `adds`, and has what others lack.
"""

import re
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from .. import packs
from ..brief import Brief

_CHOICE = re.compile(r"\[[^\[\]]*\]")
_CONDITIONS = re.compile(r"^<[^<>]*>\s*")
_OWN = ("default", "genres", "cues", "periods")
"""What a world doesn't take from the one that it is like."""


def choose(brief: Brief, random: Random) -> str:
    """Return the world that was asked for, that the words of the brief name, or a drawn one."""
    known = [name for name in packs.names(brief.language, "worlds") if name != "any"]
    if brief.world in known and _fits(world(brief.language, brief.world), brief.period):
        return brief.world
    told = " . ".join(  # where it plays counts most, what somebody is least
        [*[brief.setting] * 3, *(p.role for p in brief.people)]
        + [t.phrase for t in brief.topics] * 2
        + [f"{h.verb} {h.rest}" for h in brief.happenings] * 2
    )
    fitting = [name for name in known if _fits(world(brief.language, name), brief.period)]
    counted = {name: n for name, n in packs.count_cues(brief.language, "world", told).items()}
    named = [name for name in counted if name in fitting] or list(counted)
    if named:
        most = max(counted[name] for name in named)
        return random.choice(sorted(name for name in named if counted[name] == most))
    own = [name for name in fitting if brief.genre in world(brief.language, name).get("genres", ())]
    if brief.genre and own:
        return random.choice(own)
    drawn = [name for name in fitting if world(brief.language, name).get("default")]
    suiting = [name for name in fitting if _suits(world(brief.language, name), brief)]
    return random.choice(suiting or drawn or fitting or known)


def _suits(table: Mapping[str, Any], brief: Brief) -> bool:
    """Whether a world is marked as one for the genre of a brief, or for children."""
    marks = table.get("suits", ())
    return brief.genre in marks or (brief.children and "children" in marks)


def _fits(table: Mapping[str, Any], period: str) -> bool:
    return not period or not table.get("periods") or period in table["periods"]


def world(language: str, name: str) -> Mapping[str, Any]:
    """Return the table of a world; what it lacks is that of the world that it is `like`."""
    own = packs.table(language, f"worlds/{name}")
    if not own.get("like"):
        return own
    base = world(language, own["like"])
    return {key: value for key, value in base.items() if key not in _OWN} | own


@cache
def rules(language: str, name: str) -> Mapping[str, tuple[str, ...]]:
    """Return all rules of a language with those of a world under `world.`."""
    found: dict[str, tuple[str, ...]] = {}
    for file in packs.names(language, "rules"):
        _gather(packs.table(language, f"rules/{file}"), "", found)
    own, common = world(language, name), world(language, "any")
    never = re.compile("|".join(map(re.escape, own.get("never", ()))) or "(?!)")
    found = {rule: _without(never, frames) for rule, frames in found.items()}
    for key, value in {**common, **own}.items():
        if isinstance(value, list) and all(isinstance(frame, str) for frame in value):
            shared = _without(never, tuple(common.get(key, ())))
            both = key in common.get("adds", ()) and key in own
            found[f"world.{key}"] = (*value, *shared) if both else tuple(own.get(key, shared))
    return found


def _without(never: re.Pattern[str], frames: tuple[str, ...]) -> tuple[str, ...]:
    """Return frames without the choices that hold a word that a world never has.

    A frame that holds one outside its choices is left out, if another one has its conditions.
    """
    told = [_CHOICE.sub(lambda choice: _fewer(never, choice[0]), frame) for frame in frames]
    fit = [frame for frame in told if not never.search(_CONDITIONS.sub("", frame))]
    kept = {_conditions(frame) for frame in fit}
    return tuple(frame for frame in told if frame in fit or _conditions(frame) not in kept)


def _fewer(never: re.Pattern[str], choice: str) -> str:
    parts = choice[1:-1].split("|")
    kept = [part for part in parts if not never.search(part)]
    return choice if choice.startswith("[~") or not kept else f"[{'|'.join(kept)}]"


def _conditions(frame: str) -> str:
    found = _CONDITIONS.match(frame)
    return found[0].strip() if found else ""


def _gather(table: Mapping[str, Any], prefix: str, found: dict[str, tuple[str, ...]]) -> None:
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, dict):
            _gather(value, name, found)
        else:
            found[name] = (*found.get(name, ()), *value)
