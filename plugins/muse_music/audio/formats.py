"""Sound file formats, from WAV: FLAC, MP3, Ogg Vorbis; recipes, and waveforms."""

import io
from collections.abc import Callable, Iterable

from muse import Format, hookimpl
from muse.media.ogg import numbered

from . import containers


def _encoder(kind: str, subtype: str) -> Callable[[bytes], bytes]:
    def encode(data: bytes) -> bytes:
        import soundfile

        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
        buffer = io.BytesIO()
        with soundfile.SoundFile(
            buffer, "w", rate, samples.shape[1], format=kind, subtype=subtype
        ) as file:
            # Ogg's encoder keeps a block on the stack: a long sound at once would overflow it.
            for start in range(0, len(samples), 2**16):
                file.write(samples[start : start + 2**16])
        made = buffer.getvalue()
        return numbered(made) if kind == "OGG" else made

    return encode


def _peaks(data: bytes) -> bytes:
    from .peaks import peaks  # numpy, at the first sound

    return peaks(data)


@hookimpl
def muse_formats() -> Iterable[Format]:
    """Offer WAV, and FLAC, MP3 and Ogg Vorbis made from it."""
    wav = "audio/wav"
    return (
        Format(".wav", wav, embed=containers.put_wav, extract=containers.take_wav, peaks=_peaks),
        Format(
            ".flac",
            "audio/flac",
            encode={wav: _encoder("FLAC", "PCM_16")},
            embed=containers.put_flac,
            extract=containers.take_flac,
            peaks=_peaks,
        ),
        Format(
            ".mp3",
            "audio/mpeg",
            encode={wav: _encoder("MP3", "MPEG_LAYER_III")},
            embed=containers.put_mp3,
            extract=containers.take_mp3,
            peaks=_peaks,
        ),
        Format(".ogg", "audio/ogg", encode={wav: _encoder("OGG", "VORBIS")}, peaks=_peaks),
    )
