"""From a plan to a page: the layout, its place for a picture, and the checks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .colours import NAMED, from_picture
from .page import Box, Page
from .planning import Plan
from .settle import over_faces, settle
from .sheet import Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDE = frozenset(
    "sky sea lake river meadow mountains mountain hills forest beach desert cliffs island stars "
    "moon sun clouds snow rain fog aurora path road street city floor wall night field grass "
    "water rainbow fireworks town village valley".split()
)
"""What painters report of a landscape: letters may lie on it."""


def placed(plan: Plan) -> tuple[float, float]:
    """Return the width and height of the place that a style has for a picture, px."""
    from PIL import Image

    trial = _sheet(plan, Image.new("RGB", (12, 12), NAMED["mono"].dark), ())
    photo = trial.page.photo()
    assert photo is not None
    return photo.box[2], photo.box[3]


def laid_out(
    plan: Plan, picture: "Image | None", keep_off: Sequence[Box] | None = None
) -> tuple[Sheet, list[str]]:
    """Return a page that is laid out and checked, and what had to be done for it, in words."""
    sheet = _sheet(plan, picture, keep_off)
    done: list[str] = []
    if over_faces(sheet.page, sheet.quiet):
        # No corner of the picture is free: letters go beside it.
        sheet = _sheet(replace(plan, style="split"), picture, keep_off)
        done.append(
            f"The text of the style {plan.style} would lie over a face or what looks like skin: "
            "it is beside the picture, as in the style split."
        )
    changed = settle(sheet.page)
    done += [f"To be read, {each}." for each in changed]
    return sheet, done


def _sheet(plan: Plan, picture: "Image | None", keep_off: Sequence[Box] | None) -> Sheet:
    from .styles import STYLES

    palette = plan.palette
    if palette is None:
        palette = from_picture(picture) if picture is not None else NAMED["mono"]
    page = Page(plan.width, plan.height, palette.light, palette)
    sheet = Sheet(
        page, plan.theme, plan.texts, picture, plan.lettering, plan.vertical, keep_off=keep_off
    )
    STYLES[plan.style](sheet)
    return sheet


def to_keep_off(measured: Mapping[str, Any], size: tuple[int, int]) -> list[Box] | None:
    """Return the boxes (parts of a picture) of who and what its painter says is there.

    Of a tall one, a person, it is the upper part, where the face is. None where it says nothing.
    """
    boxes: list[Box] = []
    listed = measured.get("elements")
    if not isinstance(listed, list | tuple):
        return None
    for each in listed:
        if not isinstance(each, dict) or each.get("name") in _WIDE:
            continue
        box = each.get("box")
        if not isinstance(box, list | tuple) or len(box) != 4:
            continue
        left, top, right, bottom = (
            float(side) / size[number % 2] for number, side in enumerate(box)
        )
        wide, tall = right - left, bottom - top
        if not 0 < wide * tall < 0.3:
            continue
        if tall > 1.4 * wide * size[0] / size[1]:
            bottom = top + 0.45 * tall
        boxes.append((left, top, right, bottom))
    return boxes
