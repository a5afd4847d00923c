"""Writing a video frame by frame: encoded at once for .mp4 and .webm, a picture each for .png."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse import GenerationError
from muse.media import png
from muse_image.formats import animated

if TYPE_CHECKING:
    from PIL.Image import Image

_ENCODERS = {
    ".mp4": (
        "mp4",
        ("libx264", "libopenh264", "h264_videotoolbox", "h264_mf"),
        # Else x264 rounds as the frames lie in memory.
        {"preset": "medium", "crf": "16", "x264-params": "cpu-independent=1"},
    ),
    ".webm": (
        "webm",
        ("libvpx-vp9",),
        {"deadline": "good", "cpu-used": "4", "crf": "24", "b": "0", "row-mt": "1"},
    ),
}
_THREADS = 2
"""One number everywhere, because the bytes depend on it."""


class Movie:
    """A video that is being written, in several formats at once; all frames have one size.

    Its files are in `folder`, their names begin with `name`.
    """

    def __init__(self, folder: Path, name: str, suffixes: Iterable[str], fps: float) -> None:
        self.folder, self.name, self.fps = folder, name, fps
        self.suffixes = tuple(suffixes)
        self.size = (0, 0)
        self.count = 0
        self._encoders: dict[str, Encoder] = {}
        self._pictures: dict[str, Path] = {}
        self._kept: list[Image] = []

    def frame(self, picture: "Image") -> None:
        """Add the next frame, RGB."""
        if not self.count:
            self.size = picture.size
            for suffix in self.suffixes:
                if suffix in _ENCODERS:
                    path = self.folder / f"{self.name}{suffix}"
                    self._encoders[suffix] = Encoder(path, suffix, picture.size, self.fps)
        self.count += 1
        for encoder in self._encoders.values():
            encoder.frame(picture)
        if ".png" in self.suffixes:
            path = self.folder / f"{self.name}-{self.count:04}.png"
            path.write_bytes(png(picture)[0])
            self._pictures[f"/{self.count:04}.png"] = path
        if not {".webp", ".gif"}.isdisjoint(self.suffixes):
            self._kept.append(picture)

    def close(self) -> None:
        """Close files that were left unfinished."""
        for encoder in self._encoders.values():
            encoder.abandon()

    def contents(self) -> dict[str, bytes | Path]:
        """Return the finished files: by their suffixes, and frames by their numbers."""
        made: dict[str, bytes | Path] = {}
        for suffix in self.suffixes:
            if suffix in self._encoders:
                self._encoders[suffix].finish()
                made[suffix] = self._encoders[suffix].path
            elif suffix == ".png":
                made |= self._pictures
            else:
                made[suffix] = animated(self._kept, self.fps, suffix)
        return made


class Encoder:
    """One file of a video that PyAV writes; the same frames give the same bytes."""

    def __init__(self, path: Path, suffix: str, size: tuple[int, int], fps: float) -> None:
        import av
        from av.codec.context import Flags

        kind, names, options = _ENCODERS[suffix]
        self.path = path
        flags = {"fflags": "+bitexact"}  # no date, no version
        if suffix == ".mp4":
            flags["movflags"] = "+faststart"
        rate = Fraction(fps).limit_denominator(1001)
        opened: Callable[..., Any] = av.open
        self._file = opened(str(path), "w", format=kind, container_options=flags)
        name = next((each for each in names if each in av.codecs_available), None)
        if name is None:
            raise GenerationError(f"this PyAV has no encoder for {suffix}", hint="use another")
        self._stream = self._file.add_stream(name, rate=rate)
        self._stream.width, self._stream.height = (side - side % 2 for side in size)
        self._stream.pix_fmt = "yuv420p"
        self._stream.options = dict(options) if name == names[0] else {}
        context = self._stream.codec_context
        context.thread_count = _THREADS
        context.flags |= int(Flags.bitexact)
        context.color_primaries = context.color_trc = context.colorspace = 1  # BT.709
        context.color_range = 1

    def frame(self, picture: "Image") -> None:
        """Encode the next frame."""
        import av

        shown = av.VideoFrame.from_image(picture).reformat(
            self._stream.width, self._stream.height, "yuv420p", dst_colorspace="ITU709"
        )
        shown.colorspace = shown.color_range = 1
        self._mux(self._stream.encode(shown))

    def finish(self) -> None:
        """Write what the encoder still holds, and the index."""
        self._mux(self._stream.encode(None))
        self._file.close()

    def abandon(self) -> None:
        """Close the file as it is; nothing happens to a finished one."""
        self._file.close()

    def _mux(self, packets: Any) -> None:
        for packet in packets:
            self._file.mux(packet)
