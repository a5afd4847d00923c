"""The sound of a MIDI file, by fluidsynth where it is installed, or by Muse's own sampler."""

from collections.abc import Callable

from muse import RequestError
from muse_music.audio.sound import LONGEST, Sound
from muse_music.sampler import fluidsynth, mix, soundfont
from muse_music.sampler.events import lines
from muse_music.sampler.fluidsynth import available
from muse_music.sampler.rooms import room as room_of

__all__ = ["available", "render"]


def render(
    midi: bytes,
    *,
    font: str | None = None,
    synth: str = "auto",
    room: str = "studio",
    tick: Callable[[float], None] = lambda done: None,
) -> tuple[Sound, str]:
    """Return the sound of a MIDI file that Muse wrote, and who played it.

    `font` is the path of a soundfont; `synth` is "fluidsynth", "muse", or "auto" for the first that
    is there; `room` names one of `rooms.ROOMS`. Either's parts go through the same mix. Stereo at
    44.1 kHz, -16 LUFS, peaks below -1 dBFS. NotReady without fluidsynth.
    """
    place = room_of(room)
    path = soundfont.find(font)
    parts = lines(midi)
    seconds = max((e.end for line in parts for e in line.events), default=0.0)
    if seconds > LONGEST:
        raise RequestError(
            f"the piece lasts {seconds / 60:.0f} minutes; at most {LONGEST / 60:.0f} are rendered",
            hint="use fewer --bars, or write .mid alone",
        )
    size = mix.length(seconds, place)

    def share(done: float) -> None:
        tick(0.7 * done)

    if synth == "fluidsynth" or (synth == "auto" and available()):
        buses, player = fluidsynth.played(midi, path, parts, size, share), "fluidsynth"
    else:
        loaded = soundfont.load(path, path.stat().st_mtime_ns)
        buses, player = mix.played(loaded, parts, size, share), "Muse"
    return mix.mixed(parts, buses, size, place, tick), f"{player}, {path.name}"
