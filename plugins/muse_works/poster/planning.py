"""From a condition to what is to be made: theme, style, size, texts, and who paints."""

from dataclasses import dataclass, replace

from muse import RequestError, Run

from . import sizes
from .colours import Palette, given
from .condition import PosterCondition
from .sheet import Texts
from .themes import PLAIN, THEMES

MOST_PIXELS = 120_000_000
"""The most px of a still poster."""

MOST_MOVING = 3840 * 2160
"""The most px of a frame."""

_PAINTED = 520_000
"""Px of a painted picture; it is enlarged."""


@dataclass(frozen=True)
class Plan:
    """What a poster is to be."""

    theme: str
    texts: Texts
    style: str
    width: int
    height: int
    palette: Palette | None
    """The colours that were asked for; None: of `palettes`, or taken from the picture."""
    painted: bool
    scene: str
    vertical: bool
    lettering: str | None
    palettes: tuple[str, ...] = ()
    """Names of palettes to draw one from; empty: the picture gives them."""


def planned(condition: PosterCondition, moving: bool, run: Run | None = None) -> Plan:
    """Decide what isn't set, and tell the report; RequestError for what can't be."""
    theme = condition.theme
    brings = THEMES[theme] if theme else PLAIN
    if not theme and not condition.text.strip():
        raise RequestError("text: a poster has a headline", hint='give --text "..." or --theme')
    chinese = _chinese(condition)
    text = condition.text.strip() or brings.words[chinese]
    style = condition.style or brings.style
    pictured = condition.picture is not None
    asked = bool(condition.scene.strip() or condition.pictures_by) or condition.art == "painted"
    painted = not pictured and condition.art != "drawn" and (asked or brings.painted)
    if painted and not (brings.picture or condition.scene.strip()):
        brings = replace(brings, picture=text)
    width, height = measures(condition)
    largest = MOST_MOVING if moving else MOST_PIXELS
    if width * height > largest:
        raise RequestError(
            f"width: {width} x {height} px are too many for {'a film' if moving else 'a poster'}",
            hint=f"at most {largest:,} px: a smaller size" + ("" if moving else ", or a lower dpi"),
        )
    palette = given(condition.palette) if condition.palette else None
    drawn = palette is None and not painted and not pictured
    vertical = condition.vertical
    if vertical is None:
        vertical = style == "chinese" and _han(text)
    if run is not None:
        _tell(condition, run, text=text, style=style, width=width, height=height)
        if vertical and (style != "chinese" or not _han(text)):
            run.report.ignore(
                "vertical", "columns are for a Chinese headline in the style chinese"
            ) if condition.vertical else None
            vertical = False
        if "scene" in run.report.applied and not painted:
            run.report.ignore("scene", _unpainted(condition))
        if "pictures_by" in run.report.applied and not painted:
            run.report.ignore("pictures_by", _unpainted(condition))
        if "art" in run.report.applied and pictured:
            run.report.ignore("art", "a picture was given")
    texts = Texts(
        text, condition.line.strip(), condition.date.strip(), condition.small_print.strip()
    )
    scene = condition.scene.strip() or brings.picture
    return Plan(
        theme or "art", texts, style, width, height, palette, painted, scene,
        bool(vertical), condition.lettering,
        brings.palettes if drawn else (),
    )  # fmt: skip


def _unpainted(condition: PosterCondition) -> str:
    return "a picture was given" if condition.picture else "nothing is painted (--art painted)"


def measures(condition: PosterCondition) -> tuple[int, int]:
    """Return the width and height, px."""
    width, height = sizes.pixels(condition.size or sizes.DEFAULT, condition.dpi)
    if condition.width and condition.height:
        width, height = condition.width, condition.height
    elif condition.width:
        width, height = condition.width, round(condition.width * height / width)
    elif condition.height:
        width, height = round(condition.height * width / height), condition.height
    turned = (condition.orientation == "portrait" and width > height) or (
        condition.orientation == "landscape" and height > width
    )
    return (height, width) if turned else (width, height)


def painted_size(shape: tuple[float, float]) -> tuple[int, int]:
    """Return the size of a picture to paint for a place of a shape, px."""
    ratio = min(3.0, max(1 / 3, shape[0] / shape[1]))
    height = (_PAINTED / ratio) ** 0.5
    return round(height * ratio / 8) * 8, round(height / 8) * 8


def _tell(condition: PosterCondition, run: Run, **settled: str | int) -> None:
    """Tell what was chosen and what had no effect on the size."""
    both = condition.width and condition.height
    for name, value in settled.items():
        if name in ("width", "height"):
            run.resolve(**{name: value})
        elif not getattr(condition, name):
            run.report.choose(name, value)
            run.resolve(**{name: value})
    if both and "size" in run.report.applied:
        run.report.ignore("size", "width and height say it")
    paper = condition.size in sizes.MILLIMETRES and not both
    if "dpi" in run.report.applied and not paper:
        run.report.ignore("dpi", "only sizes of paper have inches")
    for name, value in (("width", settled["width"]), ("height", settled["height"])):
        asked = getattr(condition, name)
        if asked is not None and asked != value:
            run.report.adjust(name, asked, value, f"orientation: {condition.orientation}")


def _chinese(condition: PosterCondition) -> bool:
    said = " ".join((condition.prompt, condition.line, condition.date, condition.small_print))
    return any("\u4e00" <= char <= "\u9fff" for char in said)


def _han(text: str) -> bool:
    han = sum("\u3400" <= char <= "\u9fff" for char in text)
    return han * 2 > len(text.replace(" ", ""))
