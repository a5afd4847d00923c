"""Frames of an animation, and the size of what is repainted: what is settled before painting."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PIL import Image

from muse import RequestError, Run

if TYPE_CHECKING:
    from ..condition import SketchCondition

MOST = 160_000_000
"""Pixels of all frames together, at most: they are kept until the file is written."""

STILL = (".svg",)
"""Own formats that hold no animation."""


def settled(condition: "SketchCondition", run: Run) -> "SketchCondition":
    """Return the condition with the size at which somebody's own picture is repainted.

    At the size that nobody asks for, a picture keeps its own proportions; at another it is cut to
    fill that. RequestError when an animation is too large, or asked for in a format without one.
    """
    if condition.animate:
        pixels = condition.width * condition.height * condition.animate
        if pixels > MOST:
            fewer = max(2, MOST // (condition.width * condition.height))
            raise RequestError(
                f"animate: {condition.animate} frames of {condition.width}x{condition.height} px "
                "need too much memory",
                hint=f"use at most {fewer} frames, or a smaller picture",
            )
        held = [suffix for suffix in run.formats if suffix in STILL]
        if held:
            raise RequestError(
                f"animate: {held[0]} files can't be animated", hint="use .png, .webp or .gif"
            )
    if condition.init is None:
        return condition
    from .photo import opened

    usual = (condition.width, condition.height)
    picture = opened(condition.init)
    if {"width", "height"} & condition.model_fields_set:
        if abs(picture.width / picture.height - usual[0] / usual[1]) * usual[1] > 1:
            run.report.note("The picture is cropped around its centre to the requested size.")
        return condition
    scale = (usual[0] * usual[1] / (picture.width * picture.height)) ** 0.5
    size = [min(8192, max(64, round(side * scale))) for side in picture.size]
    for name, asked, used in zip(("width", "height"), usual, size, strict=True):
        if asked != used:
            run.report.adjust(name, asked, used, "your picture keeps its proportions")
    run.resolve(width=size[0], height=size[1])
    return condition.model_copy(update=run.resolved)


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
