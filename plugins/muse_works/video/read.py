"""Sounds, films and moving pictures that are handed in: samples, facts, and frames at any time."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .planes import Box, Planes, planes
from .write import RATE, needed

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

Source = bytes | str | Path
"""Bytes, or where a file is."""


def _opened(source: Source) -> Any:
    """Return a PyAV container for bytes or a path; ValueError when it can't be read."""
    needed()
    import av

    file = io.BytesIO(source) if isinstance(source, bytes) else str(source)
    try:
        return av.open(file, metadata_errors="replace")
    except (av.FFmpegError, OSError, ValueError) as error:
        raise ValueError(f"it can't be read as sound or film ({type(error).__name__})") from None


def samples(source: Source, rate: int = RATE, *, longest: float = 3600.0) -> "NDArray[Any]":
    """Return the sound of a file as float samples (n x 2); ValueError when it has none.

    What comes after `longest` seconds is left out.
    """
    import av
    import numpy as np

    made: list[NDArray[Any]] = []
    count = 0
    with _opened(source) as container:
        if not container.streams.audio:
            raise ValueError("it has no sound")
        resampler = av.AudioResampler("flt", "stereo", rate)
        try:
            for frame in container.decode(audio=0):
                for part in resampler.resample(frame):
                    made.append(part.to_ndarray().reshape(-1, 2))
                    count += len(made[-1])
                if count > longest * rate:
                    break
            made += [part.to_ndarray().reshape(-1, 2) for part in resampler.resample(None)]
        except av.FFmpegError as error:
            raise ValueError(f"its sound is damaged ({type(error).__name__})") from None
    if not made:
        raise ValueError("its sound is empty")
    return np.concatenate(made)[: round(longest * rate)]


def facts(source: Source) -> dict[str, Any]:
    """Return what a film is: `width`, `height` (px), `fps`, `duration` (s), `sound` (if any)."""
    with _opened(source) as container:
        if not container.streams.video:
            raise ValueError("it has no pictures")
        stream = container.streams.video[0]
        fps = float(stream.average_rate or stream.guessed_rate or 0)
        seconds = (container.duration or 0) / 1_000_000
        if stream.duration and stream.time_base:
            seconds = float(stream.duration * stream.time_base)
        made: dict[str, Any] = {
            "width": stream.width,
            "height": stream.height,
            "fps": round(fps, 3),
            "duration": round(seconds, 3),
        }
        if container.streams.audio:
            made["sound"] = container.streams.audio[0].codec_context.name
        if container.streams.subtitles:
            made["subtitles"] = container.streams.subtitles[0].codec_context.name
        return made


def first_frame(source: Source, at: float = 0.0) -> "Image":
    """Return the frame of a film that is shown at a time, or its last one, as RGB."""
    last = None
    with _opened(source) as container:
        stream = container.streams.video[0]
        if at > 0 and stream.time_base:
            container.seek(int(at / stream.time_base), stream=stream)
        for frame in container.decode(video=0):
            last = frame
            if frame.time is None or frame.time >= at - 1e-6:
                break
        if last is None:
            raise ValueError("it has no frames")
        return last.to_image()  # type: ignore[no-any-return]


class Clip:
    """A film or a moving picture that is shown again from its start when it has ended.

    `at(seconds)` returns the frame of a time, at one size; times only grow. Moving pictures (WebP,
    APNG, GIF) are kept decoded, films are read as they are shown.
    """

    def __init__(self, source: Source, size: tuple[int, int]) -> None:
        self.size = size
        self._source = source
        self._loop = [(fitted(planes(one), size), end) for one, end in moving(source)]
        self._frames = self._read()
        self._passed = 0.0
        self._shown, self._until = next(self._frames)

    @property
    def length(self) -> float:
        """How long a film lasts, s; 0 for a moving picture, which is a loop."""
        return 0.0 if self._loop else float(facts(self._source)["duration"])

    def still(self) -> "Image":
        """Return a frame that shows what it is of: of a film, one after its opening."""
        length = self.length
        return first_frame(self._source, min(4.0, length / 3)) if length else self._shown.picture()

    def at(self, seconds: float) -> Planes:
        """Return the frame that is shown at a time."""
        while seconds - self._passed >= self._until - 1e-6:
            following = next(self._frames, None)
            if following is None:
                self._passed += self._until
                self._frames = self._read()
                following = next(self._frames)
            self._shown, self._until = following
        return self._shown

    def _read(self) -> Iterator[tuple[Planes, float]]:
        """Yield frames and when each ends, in seconds from the start of the clip."""
        if self._loop:
            yield from self._loop
            return
        with _opened(self._source) as container:
            rate = float(container.streams.video[0].average_rate or 25)
            for number, frame in enumerate(container.decode(video=0), 1):
                yield fitted(planes(frame.to_image()), self.size), number / rate


def fitted(source: Planes, size: tuple[int, int]) -> Planes:
    """Return the middle of a picture at a size: whole where its sides allow, else cut."""
    return source if source.size == size else source.resized(size, cover(source.size, size))


def cover(source: tuple[int, int], size: tuple[int, int]) -> Box:
    """Return the largest middle part of a picture that has the shape of a size (px)."""
    scale = min(source[0] / size[0], source[1] / size[1])
    width, height = size[0] * scale, size[1] * scale
    left, top = (source[0] - width) / 2, (source[1] - height) / 2
    return (left, top, left + width, top + height)


def moves(source: Source) -> bool:
    """Whether a file is a moving picture."""
    return next(moving(source), None) is not None


def moving(source: Source) -> "Iterator[tuple[Image, float]]":
    """Yield the frames of a moving picture and when each ends (s); none of other files."""
    from PIL import Image, ImageSequence

    file = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        with Image.open(file, formats=("PNG", "WEBP", "GIF")) as opened:
            if getattr(opened, "n_frames", 1) < 2:
                return
            end = 0.0
            for frame in ImageSequence.Iterator(opened):
                end += max(0.02, float(frame.info.get("duration", 100)) / 1000)
                yield frame.convert("RGBA"), end
    except (OSError, ValueError, SyntaxError):
        return
