"""Writing a film: frames and sound go in as they come, an .mp4 or .webm is there at the end."""

import fractions
import math
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from muse import GenerationError, NotReady

from .cues import Cue
from .planes import Planes, planes

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

RATE = 48_000
"""Samples per second of a film's sound."""

MEDIA = {".mp4": "video/mp4", ".webm": "video/webm"}
"""Suffix -> media type of what can be written."""

INSTALL = 'pip install "muse-host[video]"'

_THREADS = 2
"""Of the picture's encoder: one number everywhere, because the bytes depend on it."""

_H264 = {
    "preset": "superfast",  # 1080p at some 70 frames a second on one core
    "crf": "23",
    "x264-params": "cpu-independent=1:keyint=120",
}
_VP9 = {
    "deadline": "realtime",
    "cpu-used": "8",
    "crf": "30",
    "b": "0",
    "row-mt": "1",
    "tile-columns": "1",
    "g": "120",
}
_OPTIONS = {"libx264": _H264, "libvpx-vp9": _VP9}


def needed() -> None:
    """Raise NotReady with the command that installs PyAV where it is missing."""
    from importlib.util import find_spec

    if find_spec("av") is None:
        raise NotReady("films need the package av", hint=f"install it with {INSTALL}")


class Film:
    """A film that is being written: `with Film(path, 1280, 720, 30) as film: film.frame(...)`.

    H.264 and AAC in an .mp4 that plays while it loads, VP9 and Opus in a .webm. Sides are even.
    `cues` are its soft subtitles, in order of time; `sound` says whether it has any. The same
    frames and samples give the same bytes.
    """

    def __init__(
        self,
        path: str | Path,
        width: int,
        height: int,
        fps: float,
        rate: int = RATE,
        suffix: str = ".mp4",
        *,
        sound: bool = True,
        cues: Sequence[Cue] = (),
        language: str = "",
        title: str = "",
    ) -> None:
        needed()
        import av

        if suffix not in MEDIA:
            raise ValueError(f"a film is {' or '.join(MEDIA)}, not {suffix}")
        if width % 2 or height % 2:
            raise ValueError(f"a film's sides are even, not {width} x {height}")
        self.size = (width, height)
        self.fps = fractions.Fraction(fps).limit_denominator(1001)
        self.rate = rate
        self.frames = 0
        self.samples = 0
        mp4 = suffix == ".mp4"
        # "+bitexact" leaves out the date, the writer's version and ids drawn by chance.
        flags = {"fflags": "+bitexact"}
        flags |= {"movflags": "+faststart"} if mp4 else {}
        self._container = av.open(
            str(path), "w", format="mp4" if mp4 else "webm", container_options=flags
        )
        if title:
            self._container.metadata["title"] = title
        self._picture = self._picture_stream(mp4)
        self._sound: Any = self._sound_stream(mp4) if sound else None
        self._fifo = av.AudioFifo() if sound else None
        self._cues = list(cues)
        self._text = self._text_stream(mp4, language) if self._cues else None

    def _picture_stream(self, mp4: bool) -> Any:
        """Return the stream of pictures, its encoder set so that it gives the same bytes again."""
        name = "libx264" if mp4 else "libvpx-vp9"
        name = _known(name, mp4)
        stream: Any = self._container.add_stream(name, rate=self.fps)
        stream.width, stream.height = self.size
        stream.pix_fmt = "yuv420p"
        stream.options = dict(_OPTIONS.get(name, {}))
        context = stream.codec_context
        context.thread_count = _THREADS
        context.flags |= _bitexact()
        context.time_base = 1 / self.fps
        context.color_primaries = context.color_trc = context.colorspace = 1  # BT.709
        context.color_range = 1
        return stream

    def _sound_stream(self, mp4: bool) -> Any:
        stream: Any = self._container.add_stream("aac" if mp4 else "libopus", rate=self.rate)
        stream.layout = "stereo"
        stream.bit_rate = 160_000 if mp4 else 128_000
        stream.codec_context.flags |= _bitexact()
        return stream

    def _text_stream(self, mp4: bool, language: str) -> Any:
        """Return a stream of subtitles."""
        stream: Any = self._container.add_stream("mov_text" if mp4 else "webvtt")
        stream.codec_context.subtitle_header = _ASS_HEADER
        if language:
            stream.metadata["language"] = language
        stream.time_base = fractions.Fraction(1, 1000)
        stream.codec_context.time_base = fractions.Fraction(1, 1000)
        return stream

    def __enter__(self) -> "Film":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._container.close()

    def frame(self, picture: "Planes | Image | NDArray[Any]") -> None:
        """Add the next frame: planes, a Pillow picture or an array (height x width x 3)."""
        import av

        shown = picture if isinstance(picture, Planes) else planes(picture)
        if shown.size != self.size:
            raise ValueError(f"a frame of {shown.size} px in a film of {self.size} px")
        frame = av.VideoFrame.from_ndarray(shown.array(), format="yuv420p")
        frame.pts = self.frames
        frame.time_base = 1 / self.fps
        frame.colorspace = frame.color_range = 1
        self._write_cues(self.seconds)
        self._mux(self._picture.encode(frame))
        self.frames += 1

    def sound(self, samples: "NDArray[Any]") -> None:
        """Add sound: float samples (n x 2) from -1 to 1."""
        import av
        import numpy as np

        if self._sound is None or self._fifo is None:
            raise ValueError("this film was opened without sound")
        flat = np.ascontiguousarray(np.clip(samples, -1, 1), np.float32).reshape(1, -1)
        if not flat.size:
            return
        frame = av.AudioFrame.from_ndarray(flat, format="flt", layout="stereo")
        frame.sample_rate = self.rate
        frame.pts = self.samples
        frame.time_base = fractions.Fraction(1, self.rate)
        self.samples += flat.size // 2
        self._fifo.write(frame)
        self._drain(False)

    def _drain(self, last: bool) -> None:
        """Encode the sound that fills a frame of the encoder; at the end also what is left."""
        assert self._fifo is not None
        size = self._sound.codec_context.frame_size or 1024
        while (chunk := self._fifo.read(size, partial=last)) is not None:
            self._mux(self._sound.encode(chunk))

    def _write_cues(self, until: float) -> None:
        """Write the subtitles that start by a time; each is one packet."""
        while self._cues and self._cues[0].start <= until:
            cue = self._cues.pop(0)
            self._mux([_packet(self._text, cue)])

    def _mux(self, packets: Any) -> None:
        for packet in packets:
            self._container.mux(packet)

    @property
    def seconds(self) -> float:
        """How long the pictures are so far."""
        return float(self.frames / self.fps)

    def close(self) -> None:
        """Write what the encoders still hold, and the index."""
        self._write_cues(math.inf)
        self._mux(self._picture.encode(None))
        if self._sound is not None:
            self._drain(True)
            self._mux(self._sound.encode(None))
        self._container.close()


_ASS_HEADER = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, \
Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""

_PLAIN = str.maketrans({"{": "(", "}": ")", "\\": "/"})  # these would be read as ASS commands


def _packet(stream: Any, cue: Cue) -> Any:
    """Return a subtitle as a packet of a stream."""
    from av.subtitles.subtitle import SubtitleSet

    start, end = round(cue.start * 1000), round(cue.end * 1000)
    text = cue.text.translate(_PLAIN).replace("\n", "\\N")
    dialogue = f"0,0,Default,,0,0,0,,{text}".encode()
    made = SubtitleSet.create(dialogue, 0, end - start, start)
    packet = stream.codec_context.encode_subtitle(made)
    packet.stream = stream
    packet.time_base = fractions.Fraction(1, 1000)
    packet.pts = packet.dts = start
    packet.duration = end - start
    return packet


def _bitexact() -> int:
    from av.codec.context import Flags

    return int(Flags.bitexact)


def _known(name: str, mp4: bool) -> str:
    """Return the encoder of a name, or another of the same kind; GenerationError for none."""
    import av

    for found in (name, *(("libopenh264", "h264_mf", "h264_videotoolbox") if mp4 else ())):
        if found in av.codecs_available:
            try:
                av.Codec(found, "w")
            except ValueError:
                continue
            return found
    raise GenerationError(
        f"this PyAV has no encoder for {'H.264' if mp4 else 'VP9'}",
        hint="write .webm" if mp4 else "write .mp4",
    )
