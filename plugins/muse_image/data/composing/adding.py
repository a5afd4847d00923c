"""Adding composed pictures to those of a font."""

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from muse_image.data.dataset import MOST_BYTES

from .composer import Composer

if TYPE_CHECKING:
    import numpy as np

    from muse_image.data.dataset import Pictures

SHARE = 0.6
"""How often a composed picture is drawn, where some were added."""

_PLAIN = 0.15  # share of them that are any emoji as it is, but smaller, moved and turned
_EVERY = 200


def added(
    pictures: "Pictures",
    count: int,
    *,
    font: str = "",
    seed: int = 0,
    check: Callable[[], None] = lambda: None,
) -> Generator[Any, None, "Pictures"]:
    """Yield Progress and return emoji with `count` composed pictures of the emoji among them.

    Composed ones make SHARE of all draws. `check` may raise Cancelled. RequestError when there are
    too many, or the font shows too few of the things that are put together.
    """
    import numpy as np

    from muse import Progress, RequestError

    own, size = len(pictures), pictures.size
    if (needed := (own + count) * 3 * size**2) > MOST_BYTES:
        raise RequestError(
            f"compose: {count} pictures of {size} px need {needed / 2**30:.1f} GiB",
            hint=f"at most {MOST_BYTES / 2**30:.0f} GiB: compose fewer, or use a smaller size",
        )
    composer = Composer(font, frozenset(pictures.groups))
    if len(composer.scenes.things) < 2:
        raise RequestError(
            f"compose: {pictures.source} shows none of the things that are put together",
            hint="leave out compose, or use Noto Color Emoji",
        )
    pixels = np.empty((own + count, 3, size, size), np.uint8)
    pixels[:own] = pictures.pixels
    ends = np.cumsum(pictures.weights)
    captions: list[tuple[str, ...]] = []
    for place in range(count):
        if place % _EVERY == 0:
            check()
            yield Progress(place, count, "composing emoji")
        chance = np.random.Generator(np.random.PCG64([seed, place, 11]))
        if chance.random() < _PLAIN:
            which = min(int(np.searchsorted(ends, chance.random(), side="right")), own - 1)
            pixels[own + place] = moved(pictures.pixels[which], chance)
            captions.append(pictures.captions[which])
            continue
        scene = composer.scenes.draw(chance)
        pixels[own + place] = composer.picture(scene, size, chance)
        captions.append(scene.captions)
    label = len(pictures.classes)
    return replace(
        pictures,
        pixels=pixels,
        labels=np.concatenate([pictures.labels, np.full(count, label, np.int64)]),
        classes=(*pictures.classes, "composed"),
        captions=pictures.captions + tuple(captions),
        weights=np.concatenate([pictures.weights * (1 - SHARE), np.full(count, SHARE / count)]),
        groups=pictures.groups + ("composed",) * count,
        source=f"{pictures.source}, {count} composed",
    )


def moved(pixels: "np.ndarray", chance: "np.random.Generator") -> "np.ndarray":
    """Return a picture (3, s, s) on white somewhat smaller, moved and turned."""
    import numpy as np
    from PIL import Image

    size = pixels.shape[-1]
    side = round(size * chance.uniform(0.7, 0.98))
    picture = Image.fromarray(pixels.transpose(1, 2, 0))
    turn = float(chance.uniform(-12, 12)) if chance.random() < 0.3 else 0.0
    if turn:
        picture = picture.rotate(turn, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    canvas = Image.new("RGB", (size, size), "white")
    corner = [int(part) for part in chance.integers(0, size - side + 1, 2)]
    canvas.paste(picture.resize((side, side), Image.Resampling.LANCZOS), (corner[0], corner[1]))
    return np.ascontiguousarray(np.asarray(canvas).transpose(2, 0, 1))
