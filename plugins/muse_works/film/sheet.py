"""A storyboard on one page: each scene's picture, words, seconds and moves."""

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..lettering import block
from ..video.read import Clip
from .condition import FilmCondition
from .planning import Plan, expected
from .scenes import Scene

if TYPE_CHECKING:
    from PIL.Image import Image

_CELL, _GAP, _EDGE = 420, 28, 48
_INK, _PALE, _PAPER = "#22252b", "#6d7380", "#faf8f4"

_ZH = {
    **{"zoom_in": "推近", "zoom_out": "拉远", "pan_left": "左移", "pan_right": "右移"},
    **{"pan_up": "上移", "pan_down": "下移", "still": "静止", "cut": "切"},
    **{"crossfade": "叠化", "fade": "淡入", "wipe": "擦除", "slide": "滑动", "push": "推移"},
    **{"iris": "圈入", "page": "翻页"},
}


def sheet(plan: Plan, sources: "Sequence[Image | Clip | None]", condition: FilmCondition) -> bytes:
    """Return the sheet of a plan as PNG."""
    from PIL import Image

    portrait = condition.height > condition.width
    across = min(len(plan.scenes), 5 if portrait else 3)
    wide = round(_CELL * (0.62 if portrait else 1))
    tall = round(wide * condition.height / condition.width)
    texts = [_words(scene, wide) for scene in plan.scenes]
    deep = max(text.height for text in texts)
    row = tall + 44 + round(deep) + _GAP
    rows = math.ceil(len(plan.scenes) / across)
    title = plan.title or ("分镜" if plan.zh else "Storyboard")
    width = across * wide + (across - 1) * _GAP + 2 * _EDGE
    head = block.set_text(title, "display", fit=(width - 2 * _EDGE, 96), largest=44)
    top = _EDGE + round(head.height) + 46
    page = Image.new("RGB", (width, top + rows * row + _EDGE - _GAP), _PAPER)
    block.draw(page, head, (_EDGE, _EDGE), _INK)
    told = _about(plan, condition)
    line = block.set_text(told, "sans", width=width - 2 * _EDGE, size=16)
    block.draw(page, line, (_EDGE, _EDGE + head.height + 8), _PALE)
    at = 0.0
    for number, (scene, source, text) in enumerate(zip(plan.scenes, sources, texts, strict=True)):
        x = _EDGE + number % across * (wide + _GAP)
        y = top + number // across * row
        page.paste(_small(source, (wide, tall)), (x, y))
        seconds = expected(scene)
        facts = _facts(scene, number, at, seconds, plan.zh)
        small = block.set_text(facts, "sans", size=15, weight=600)
        block.draw(page, small, (x, y + tall + 10), _PALE)
        block.draw(page, text, (x, y + tall + 36), _INK)
        at += seconds
    buffer = io.BytesIO()
    page.save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()


def _words(scene: Scene, wide: int) -> "block.Block":
    words = scene.say or scene.title or str(scene.picture)
    shown = words if len(words) < 240 else words[:237] + "…"
    return block.set_text(shown, "serif", width=wide, size=18)


def _small(source: "Image | Clip | None", size: tuple[int, int]) -> "Image":
    from PIL import Image, ImageOps

    if source is None:
        return Image.new("RGB", size, "#39405a")
    picture = source.still() if isinstance(source, Clip) else source
    return ImageOps.fit(picture.convert("RGB"), size)


def _facts(scene: Scene, number: int, at: float, seconds: float, zh: bool) -> str:
    names: Any = _ZH if zh else {}
    move = names.get(scene.move, scene.move.replace("_", " "))
    way = names.get(scene.transition, scene.transition)
    unit = "秒" if zh else " s"
    clock = f"{int(at) // 60}:{int(at) % 60:02}"
    return f"{number + 1}  ·  {clock}  ·  {seconds:.1f}{unit}  ·  {move}  ·  {way}"


def _about(plan: Plan, condition: FilmCondition) -> str:
    unit = "秒" if plan.zh else "s"
    told = [f"{condition.width} x {condition.height}", f"{plan.guessed:.0f} {unit}"]
    told += [value for value in (condition.style, plan.said("mood", condition.mood)) if value]
    return "  ·  ".join(told)
