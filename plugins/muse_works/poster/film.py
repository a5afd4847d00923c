"""A poster that moves, as a film, a WebP or a GIF."""

import io
from collections.abc import Generator as Steps
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from muse import Item, Progress, Run

from .condition import PosterCondition
from .motion import Scene
from .page import Page

if TYPE_CHECKING:
    from PIL.Image import Image

_COLOURS = 256


def moved(
    page: Page, condition: PosterCondition, suffix: str, item: Item, run: Run
) -> Steps[Any, None, bytes]:
    """Return the bytes of a page that moves, and yield how far it is."""
    scene = Scene(page, condition.effects, condition.duration)
    if suffix in (".mp4", ".webm"):
        return (yield from _filmed(scene, condition, suffix, item, run))
    frames: list[Image] = []
    rate = float(condition.fps)
    if suffix == ".gif":  # its times are hundredths of a second
        rate = 100 / max(2, round(100 / rate))
        if rate != condition.fps:
            run.report.note(f"A GIF counts in hundredths of a second: {rate:.4g} fps.")
    for frame in _frames(scene, condition.duration, rate):
        frames.append(frame)
        run.check()
        if len(frames) % 10 == 0:
            yield _far(len(frames), condition.duration * rate, run)
    return _looped(frames, suffix, rate)


def _filmed(
    scene: Scene, condition: PosterCondition, suffix: str, item: Item, run: Run
) -> Steps[Any, None, bytes]:
    from muse_works.video.write import Film

    path = run.scratch / f"poster-{item.index}{suffix}"
    width, height = scene.base.size
    done = 0
    with Film(path, width, height, condition.fps, suffix=suffix, sound=False) as film:
        for frame in _frames(scene, condition.duration, condition.fps):
            film.frame(frame)
            run.check()
            done += 1
            if done % 10 == 0:
                yield _far(done, condition.duration * condition.fps, run)
    return path.read_bytes()


def _far(done: int, frames: float, run: Run) -> Progress:
    """Return the event that tells of frames: parts of the step that is being worked on."""
    part = min(1.0, done / frames)
    return Progress(run.finished + 0.99 * part, max(run.total, run.finished + 1), "frames")


def _frames(scene: Scene, duration: float, rate: float) -> "Iterator[Image]":
    number = max(1, round(duration * rate))
    for each in range(number):
        # The last frame is the end, so that the film holds the poster as it is.
        yield scene.frame(duration * each / max(1, number - 1))


def _looped(frames: "list[Image]", suffix: str, rate: float) -> bytes:
    """Return frames as an animation that plays once and stays."""
    from PIL import Image

    buffer = io.BytesIO()
    pause = round(1000 / rate)
    if suffix == ".webp":
        frames[0].save(
            buffer, "WEBP", save_all=True, append_images=frames[1:], duration=pause, loop=1,
            quality=82, method=0, minimize_size=False,
        )  # fmt: skip
        return buffer.getvalue()
    sample = frames[-1].copy()
    early = frames[len(frames) // 3]
    sample.paste(early.crop((0, 0, early.width // 2, early.height)), (0, 0))
    palette = sample.quantize(_COLOURS, Image.Quantize.MEDIANCUT)
    made = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    made[0].save(
        buffer, "GIF", save_all=True, append_images=made[1:], duration=pause, optimize=False,
    )  # fmt: skip
    return buffer.getvalue()
