"""A page of a comic as SVG: pictures in their frames, balloons, captions, sound words."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from . import balloons, letters, placing, seen, sounds
from .layouts import Frame
from .placing import Box
from .script import Panel, is_chinese, names


@dataclass(frozen=True, slots=True)
class Picture:
    """A panel's picture: JPEG, its size in px, and what the painter measured on it."""

    data: bytes
    size: tuple[int, int]
    measured: Mapping[str, Any]


@dataclass(slots=True)
class Facts:
    """What was found while a page was laid out."""

    balloons: int = 0
    pointed: int = 0
    on_heads: int = 0
    smallest: float = 0.0


def svg(
    panels: Sequence[Panel], frames: Sequence[Frame], pictures: Sequence[Picture],
    cast: Mapping[str, str], size: tuple[int, int], chance: Random, facts: Facts,
    *, title: str = "", number: int = 0, rtl: bool = False, mono: bool = False,
    vertical: bool = False,
) -> str:  # fmt: skip
    """Return a page of `size` px."""
    width, height = size
    stroke = max(2.0, width / 310)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="#fffefb"/>'
    ]
    over: list[str] = []
    for k, (panel, frame, picture) in enumerate(zip(panels, frames, pictures, strict=True)):
        parts.append(_picture(frame, picture, k, stroke))
        own = title if k == 0 else ""
        over.append(
            _lettered(panel, frame, picture, cast, width, chance, facts, own, rtl, mono, vertical)
        )
    if number:
        at = letters.width(str(number), width / 62, "hand")
        parts.append(
            letters.row(
                str(number),
                (width - at) / 2,
                height - width * 0.016,
                width / 62,
                "hand",
                'fill="#444"',
            )
        )
    return "".join([*parts, *over, "</svg>"])


def _picture(frame: Frame, picture: Picture, number: int, stroke: float) -> str:
    left, top, right, bottom = frame.box
    outline = " ".join(f"{x:.1f},{y:.1f}" for x, y in frame.corners)
    data = base64.b64encode(picture.data).decode("ascii")
    look = f'stroke="{balloons.INK}" stroke-width="{stroke * 1.2:.1f}" stroke-linejoin="round"'
    line = "" if frame.bleeds else f'<polygon points="{outline}" fill="none" {look}/>'
    return (
        f'<clipPath id="p{number}"><polygon points="{outline}"/></clipPath>'
        f'<g clip-path="url(#p{number})"><image x="{left}" y="{top}" width="{right - left}" '
        f'height="{bottom - top}" preserveAspectRatio="xMidYMid slice" '
        f'href="data:image/jpeg;base64,{data}"/></g>{line}'
    )


def _lettered(
    panel: Panel, frame: Frame, picture: Picture, cast: Mapping[str, str], width: int,
    chance: Random, facts: Facts, title: str, rtl: bool, mono: bool, vertical: bool,
) -> str:  # fmt: skip
    """Return what is lettered into a panel: title, captions, balloons, sounds."""
    stroke, size = max(2.0, width / 310), width / 46
    inner = frame.inner
    pad = width * 0.011
    inside = (inner[0] + pad, inner[1] + pad, inner[2] - pad, inner[3] - pad)
    if frame.bleeds:
        inside = (width * 0.04, width * 0.035, width * 0.96, inner[3] - pad)
    made: list[str] = []
    taken: list[Box] = []
    if title:
        drawn, box = sounds.title(title, inside, width, mono=mono)
        made.append(drawn)
        taken.append(box)
    who = list(dict.fromkeys([line.who for line in panel.lines]))
    named = list(dict.fromkeys([*who, *_named(panel, cast)]))
    heads = seen.heads(panel, cast, named, picture.measured, frame.box, picture.size)
    told = bool(heads)
    places = {**seen.guessed(named, inside), **heads} if named else {}
    known = list(heads.values())
    for k, text in enumerate(panel.captions):
        last = (k == len(panel.captions) - 1 and bool(panel.lines) and k > 0) or text in (
            "The end.",
            "（完）",
        )
        drawn, box = _caption(
            text, inside, taken, known, width, chance, last=last, rtl=rtl, mono=mono
        )
        made.append(drawn)
        taken.append(box)
    blocks, targets = [], []
    for line in panel.lines:
        few = 0.86 if sum(len(one.text) for one in panel.lines) > 130 else 1.0
        own = size * few * (0.88 if line.how == "whispers" else 1.0)
        blocks.append(_offered(line.text, own, inside, vertical))
        head = places.get(line.who)
        targets.append(None if head is None else ((head[0] + head[2]) / 2, (head[1] + head[3]) / 2))
    put = placing.place(blocks, targets, inside, known, taken, rtl=rtl)
    for line, (placed, block) in zip(panel.lines, put, strict=True):
        head = places.get(line.who)
        tip = None if head is None else _tip(head, placed, inside)
        made.append(balloons.balloon(line.how, placed.centre, placed.half, tip, chance, stroke))
        made.append(letters.svg(block, placed.centre[0], placed.centre[1] - block.height / 2))
        facts.balloons += 1
        facts.pointed += told and line.who in heads
        facts.on_heads += placed.hides > 0.25
        facts.smallest = min(facts.smallest or block.size, block.size)
        taken.append(placed.box)
    for text in panel.sounds:
        drawn, box = sounds.sound(text, inside, known, taken, width, chance, mono=mono)
        made.insert(0, drawn)
        taken.append(box)
    return "".join(made)


def _offered(text: str, size: float, inside: Box, vertical: bool) -> list[letters.Block]:
    """Return ways to set a balloon's text, the best one first: wide, flat, narrow, smaller."""
    wide, tall = (inside[2] - inside[0]) * 0.72, (inside[3] - inside[1]) * 0.7
    if vertical and is_chinese(text):
        return [letters.set_columns(text, size * small, tall) for small in (1.0, 0.84)]
    return [
        letters.set_text(text, size * small, wide, aspect=aspect)
        for small, aspect in ((1.0, 2.1), (1.0, 3.6), (1.0, 1.2), (0.84, 2.1), (0.84, 1.2))
    ]


def _named(panel: Panel, cast: Mapping[str, str]) -> list[str]:
    return names(panel.picture, cast)


def _tip(head: Box, placed: placing.Placed, inside: Box) -> tuple[float, float]:
    """Return where a tail ends: near the mouth, within the panel, no longer than it needs."""
    x, y = seen.mouth(head, placed.centre)
    x, y = min(max(x, inside[0]), inside[2]), min(max(y, inside[1]), inside[3])
    away = x - placed.centre[0], y - placed.centre[1]
    edge = max(abs(away[0]) / placed.half[0], abs(away[1]) / placed.half[1])
    if edge < 1.12:  # too near to be seen: a short tail that points at the head
        x, y = (head[0] + head[2]) / 2, (head[1] + head[3]) / 2
        away = x - placed.centre[0], y - placed.centre[1]
        edge = max(abs(away[0]) / placed.half[0], abs(away[1]) / placed.half[1], 0.01)
        return placed.centre[0] + away[0] / edge * 1.3, placed.centre[1] + away[1] / edge * 1.3
    if edge > 4:  # far away: a tail that points there
        share = 4 / edge
        return placed.centre[0] + away[0] * share, placed.centre[1] + away[1] * share
    return x, y


def _caption(
    text: str,
    inside: Box,
    taken: Sequence[Box],
    heads: Sequence[Box],
    width: int,
    chance: Random,
    *,
    last: bool,
    rtl: bool,
    mono: bool,
) -> tuple[str, Box]:
    """Return a caption at the top, where reading begins; the last one at the bottom."""
    size = width / 50
    best: tuple[float, Box, letters.Block] | None = None
    for aspect in (5.0, 2.4):
        block = letters.set_text(text, size, (inside[2] - inside[0]) * 0.62, aspect=aspect)
        wide, high = block.width + size * 1.1, block.height + size * 0.7
        sides = [inside[0], inside[2] - wide]
        for place, left in enumerate(sides[::-1] if rtl != last else sides):
            for step in range(9):
                free = max(0.0, inside[3] - inside[1] - high)
                top = inside[1] + free * (8 - step if last else step) / 8
                box = (left, top, left + wide, top + high)
                cost = 0.3 * place + 0.5 * step / 8 + 0.05 * (aspect < 5)
                cost += sum(9 for other in taken if placing.overlap(box, other))
                cost += sum(4 for head in heads if placing.overlap(box, head))
                if best is None or cost < best[0]:
                    best = cost, box, block
    assert best is not None
    _, box, block = best
    drawn = balloons.caption(box, chance, max(2.0, width / 310), mono=mono)
    return drawn + letters.svg(block, (box[0] + box[2]) / 2, box[1] + size * 0.35), box
