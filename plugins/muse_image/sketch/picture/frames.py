"""Frames and sizes: what is settled before painting, and how frames are written."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PIL import Image

from muse import RequestError, Run

from . import own

if TYPE_CHECKING:
    from muse import InputFile

    from ..condition import SketchCondition

MOST = 160_000_000
"""Pixels of all frames together, at most: they are kept until the file is written."""

DRAWN = (".svg",)
"""Own formats that hold shapes: no animation and no transparency."""

STILL = (".jpg", ".jpeg")
"""Formats that hold one opaque picture."""

OPAQUE = (*STILL, ".gif")
"""Formats in which Muse writes no transparency."""

KEPT = 4_000_000
"""Pixels of somebody's own picture up to which it is painted at its size."""

LEAST, LONGEST = 64, 8192
"""The shortest and the longest side, px, of a picture."""

SLIM = 32
"""How many times as long as wide a picture may be, of which no size is asked for."""


def settled(condition: "SketchCondition", run: Run) -> "SketchCondition":
    """Return the condition with what somebody's own picture settles: size, frames and their pace.

    RequestError when an animation is too large, or when the file asked for can't hold it, or no
    transparency.
    """
    if condition.transparent:
        _transparent(condition, run)
    if condition.init is not None:
        condition = _of_own(condition, condition.init, run)
    if condition.animate:
        _animated(condition, run)
    return condition


def _transparent(condition: "SketchCondition", run: Run) -> None:
    held = [suffix for suffix in run.wanted if suffix in (*OPAQUE, *DRAWN)]
    if held:
        raise RequestError(
            f"transparent: {held[0]} files are written without transparency",
            hint="use .png or .webp",
        )
    if condition.init is not None and not own.opened(condition.init).has_transparency_data:
        raise RequestError(
            f"transparent: nothing in {condition.init.name} is transparent",
            hint="give a PNG or WebP whose background is cut out, or leave transparent out",
        )


def _animated(condition: "SketchCondition", run: Run) -> None:
    """Refuse an animation that can't be kept or written, and tell which files hold one frame."""
    pixels = condition.width * condition.height * condition.animate
    if pixels > MOST:
        fewer = max(2, MOST // (condition.width * condition.height))
        raise RequestError(
            f"animate: {condition.animate} frames of {condition.width}x{condition.height} px "
            "need too much memory",
            hint=f"use at most {fewer} frames, or a smaller picture",
        )
    still = [suffix for suffix in run.wanted if suffix in STILL]
    held = [suffix for suffix in run.wanted if suffix in DRAWN]
    held += still if len(still) == len(run.wanted) else []
    if held:
        raise RequestError(
            f"animate: {held[0]} files can't be animated", hint="use .png, .webp or .gif"
        )
    if still:
        run.report.note(f"The {still[0]} file holds the first frame only.")


def _of_own(condition: "SketchCondition", file: "InputFile", run: Run) -> "SketchCondition":
    """Return the condition with the size and the frames of somebody's own picture."""
    asked = {"width", "height"} & condition.model_fields_set
    picture = own.opened(file)
    found: dict[str, Any] = {}
    if len(asked) == 2:
        apart = picture.width / picture.height - condition.width / condition.height
        if abs(apart) * condition.height > 1:
            run.report.note("The picture is cropped around its centre to the requested size.")
    else:
        found |= _sized(condition, file.name, picture.size, asked, run)
    held = own.sequence(file)
    if held.count > 1 and not (held.moving and condition.animate):
        kind, more = ("frames", " (--animate to repaint them)") if held.moving else ("pages", "")
        run.report.note(f"{file.name} has {held.count} {kind}; the first is repainted{more}.")
    elif held.moving:
        if condition.animate > held.count:
            why = f"{file.name} has {held.count} frames"
            run.report.adjust("animate", condition.animate, held.count, why)
            found["animate"] = held.count
        many = found.get("animate", condition.animate)
        if many < held.count:
            run.report.note(f"{many} of the {held.count} frames of {file.name} are repainted.")
        if "fps" not in condition.model_fields_set:
            pace = round(min(30.0, max(1.0, held.fps * many / held.count)), 2)
            run.report.choose("fps", pace)
            found["fps"] = pace
    run.resolve(**found)
    return condition.model_copy(update=found)


def _sized(
    condition: "SketchCondition", name: str, size: tuple[int, int], asked: set[str], run: Run
) -> dict[str, int]:
    """Return width and height in the proportions of a picture; its own size where none is asked."""
    long, short = max(size), min(size)
    if long > SLIM * short:
        raise RequestError(
            f"init: {name} is {size[0]} x {size[1]} px, too long and thin to repaint",
            hint=f"crop it to at most {SLIM} : 1, or give width and height to cut out its middle",
        )
    if asked:
        side = 0 if "width" in asked else 1
        scale = (condition.width, condition.height)[side] / size[side]
    else:
        scale = max(min(1.0, (KEPT / (size[0] * size[1])) ** 0.5), LEAST / short)
    scale = min(scale, LONGEST / long)
    made = {
        field: min(LONGEST, max(LEAST, round(length * scale)))
        for field, length in zip(("width", "height"), size, strict=True)
    }
    for field, used in made.items():
        before = getattr(condition, field)
        if before != used:
            why = "your picture's size" if scale == 1 else "your picture keeps its proportions"
            run.report.adjust(field, before, used, why)
    return made


def chosen(count: int, held: int) -> list[int]:
    """Return which of `held` frames are painted, evenly spread, when `count` are asked for."""
    return [number * held // count for number in range(count)]


def apng(frames: Sequence[Image.Image], fps: float) -> bytes:
    """Return frames as an animated PNG that loops for ever."""
    buffer = io.BytesIO()
    frames[0].save(
        buffer,
        "PNG",
        save_all=True,
        append_images=list(frames[1:]),
        duration=round(1000 / fps),
        loop=0,
    )
    return buffer.getvalue()
