"""Who is where in a panel's picture: by what the painter measured, else by side."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .placing import Box, Point
from .script import Panel

_ENGLISH = {
    "熊": "bear", "兔": "rabbit", "龙": "dragon", "狐": "fox", "猫": "cat", "狗": "dog",
    "鼠": "mouse", "鸟": "bird", "马": "horse", "羊": "sheep", "牛": "cow", "猪": "pig",
    "狼": "wolf", "虎": "tiger", "狮": "lion", "象": "elephant", "猴": "monkey", "龟": "turtle",
    "鸭": "duck", "鸡": "hen", "鱼": "fish", "鲸": "whale", "猫头鹰": "owl", "刺猬": "hedgehog",
    "机器人": "robot", "法师": "wizard", "巫": "witch", "女孩": "girl", "男孩": "boy",
    "公主": "princess", "国王": "king", "骑士": "knight", "老师": "teacher", "医生": "doctor",
}  # fmt: skip
"""Chinese names of those who are often in comics, and what painters call them."""

_SCENERY = frozenset(
    "forest meadow river sea lake sun moon mountains snowy_mountains hills room kitchen table "
    "picture bookshelf wheat field sky street beach garden path clouds desert bridge pond".split()
)


def heads(
    panel: Panel, cast: Mapping[str, str], who: Sequence[str], measured: Mapping[str, Any],
    box: tuple[int, int, int, int], size: tuple[int, int],
) -> dict[str, Box]:  # fmt: skip
    """Return name -> where the head of each is on the page, of those who were found.

    `box` is the panel's picture on the page, `size` that of the picture (px).
    """
    told = _told(measured, box, size)
    if set(who) <= told.keys():
        return {name: told[name] for name in who}
    elements = [e for e in measured.get("elements", ()) if isinstance(e, dict) and "box" in e]
    found: dict[str, Box] = {}
    free = [e for e in elements if e["name"] not in _SCENERY]
    for name in who:
        own = [e for e in free if _is(str(e["name"]), cast.get(name, name))]
        if own:
            best = max(own, key=lambda e: (e["box"][2] - e["box"][0]) * (e["box"][3] - e["box"][1]))
            found[name] = best["box"]
            free.remove(best)
    for name in [name for name in who if name not in found][: len(free)]:
        found[name] = free.pop()["box"]
    kx, ky = (box[2] - box[0]) / size[0], (box[3] - box[1]) / size[1]
    bodies = {
        name: (box[0] + b[0] * kx, box[1] + b[1] * ky, box[0] + b[2] * kx, box[1] + b[3] * ky)
        for name, b in found.items()
    }
    return {**{name: _head(body, bodies, panel) for name, body in bodies.items()}, **told}


def _told(
    measured: Mapping[str, Any], box: tuple[int, int, int, int], size: tuple[int, int]
) -> dict[str, Box]:
    """Return name -> the face of each character that the painter tells of, on the page."""
    kx, ky = (box[2] - box[0]) / size[0], (box[3] - box[1]) / size[1]
    made: dict[str, Box] = {}
    for each in measured.get("characters", ()):
        if isinstance(each, dict) and (own := each.get("face") or each.get("box")):
            left, top, right, bottom = own
            made[str(each.get("name"))] = (
                box[0] + left * kx, box[1] + top * ky, box[0] + right * kx, box[1] + bottom * ky
            )  # fmt: skip
    return made


def guessed(who: Sequence[str], box: Box) -> dict[str, Box]:
    """Return name -> where a head may be when the painter doesn't tell: side by side, low."""
    wide, tall = (box[2] - box[0]) / max(1, len(who)), box[3] - box[1]
    return {
        name: (
            box[0] + wide * (k + 0.3),
            box[1] + tall * 0.5,
            box[0] + wide * (k + 0.7),
            box[3] - tall * 0.2,
        )
        for k, name in enumerate(who)
    }


def _is(element: str, look: str) -> bool:
    """Tell whether a painter's name of something is that of a person or animal of this look."""
    words = set(element.replace("_", " ").split())
    told = set(re.findall("[a-z]+", look.lower()))
    told |= {english for chinese, english in _ENGLISH.items() if chinese in look}
    return bool(words & told)


def _head(body: Box, everyone: Mapping[str, Box], panel: Panel) -> Box:
    """Return the part of a body's box that its head is likely in.

    An animal on four legs is seen from its side, with its head towards whom it is with.
    """
    left, top, right, bottom = body
    wide, tall = right - left, bottom - top
    if panel.shot in ("close", "medium"):
        return (left + wide * 0.18, top + tall * 0.1, right - wide * 0.18, top + tall * 0.72)
    if wide < tall * 1.15:
        return (left, top, right, top + tall * 0.4)
    others = [(b[0] + b[2]) / 2 for b in everyone.values() if b != body]
    if others and sum(others) / len(others) > (left + right) / 2:
        return (right - wide * 0.34, top, right, top + tall * 0.5)
    return (left, top, left + wide * 0.34, top + tall * 0.5)


def mouth(head: Box, centre: Point) -> Point:
    """Return where a tail from a balloon ends: at the edge of the head that is next to it."""
    x, y = (head[0] + head[2]) / 2, head[1] + (head[3] - head[1]) * 0.55
    away = centre[0] - x, centre[1] - y
    reach = (head[2] - head[0]) * 0.48, (head[3] - head[1]) * 0.52
    scale = max(abs(away[0]) / max(1.0, reach[0]), abs(away[1]) / max(1.0, reach[1]), 1.0)
    return x + away[0] / scale, y + away[1] / scale
