"""Frames and sound into files, told as they are made."""

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse import Preview, Progress, Run

from ..video.cues import Cue
from ..video.planes import Planes
from ..video.write import RATE, Film

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOOK = 2.0
"""Seconds of film between previews."""

_SIDE = 480
"""The longer side of a preview, px."""


def filmed(
    frames: Iterator[Planes],
    count: int,
    samples: "NDArray[Any] | None",
    targets: Sequence[tuple[str, Path]],
    size: tuple[int, int],
    fps: float,
    run: Run,
    item: int,
    *,
    soft: Sequence[Cue] = (),
    language: str = "",
    title: str = "",
    steps: float = 1.0,
) -> Iterator[Any]:
    """Write a film of `count` frames to (suffix, path) each; yield progress and looks at it.

    It takes `steps` of the run's steps.
    """
    with ExitStack() as stack:
        films = [
            stack.enter_context(
                Film(
                    path,
                    *size,
                    fps,
                    suffix=suffix,
                    sound=samples is not None,
                    cues=soft,
                    language=language,
                    title=title,
                )
            )
            for suffix, path in targets
        ]
        heard = 0
        every = max(1, round(fps / 2))
        for number, frame in enumerate(frames):
            run.check()
            until = (
                min(len(samples), round((number + 1) * RATE / fps)) if samples is not None else 0
            )
            if number == count - 1 and samples is not None:
                until = len(samples)
            for film in films:
                film.frame(frame)
                if samples is not None:
                    film.sound(samples[heard:until])
            heard = until
            if number % every == 0:
                done = run.finished + steps * number / count
                yield Progress(done, max(run.total, done), f"filming, {number / fps:.0f} s")
            if number % round(_LOOK * fps) == round(_LOOK * fps) // 2:
                yield Preview("image/jpeg", look(frame), item)
    yield run.step("film written", steps)


def look(frame: Planes) -> bytes:
    """Return a small JPEG of a frame."""
    picture = frame.picture()
    picture.thumbnail((_SIDE, _SIDE))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
