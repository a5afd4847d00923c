"""Parts of a song as they sound in its mix: laid over each other they are the mix again.

All that a desk does is linear once it is known what it does to the whole: the tone, the width, and
a gain for each sample, by the compressor, the level and the limiter. Each part gets just that.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from muse import RequestError
from muse_music.audio.loudness import levelled
from muse_music.audio.sound import LONGEST, Sound
from muse_music.sampler import mix, soundfont
from muse_music.sampler.desk import Desk
from muse_music.sampler.events import Line, lines
from muse_music.sampler.playing import dry_bus
from muse_music.sampler.rooms import Room
from muse_music.sampler.rooms import room as room_of
from muse_music.sampler.soundfont import SoundFont
from muse_music.sampler.voices import RATE

_SILENT = 1e-9


@dataclass(frozen=True)
class Mix:
    """The sound of a whole, and what its mix did: to the tone, and to each sample (`gains`)."""

    whole: Sound = field(repr=False)
    desk: Desk = field(repr=False)
    gains: NDArray[np.float32] = field(repr=False)
    parts: list[Line]
    size: int
    room: Room
    font: SoundFont = field(repr=False)

    def part(self, track: int) -> Sound:
        """Return the part on a track of the file as it sounds in the whole."""
        desk = Desk(self.parts, self.size)
        for line in self.parts:
            if line.track != track:
                desk.leave_out(line)
                continue
            desk.add(line, dry_bus(self.font, line, self.size, lambda done: None))
        made = desk.mixed(self.room, self.desk)[:, : len(self.gains)]
        made *= self.gains
        return Sound(made, RATE)


def mixed(midi: bytes, room: str = "studio") -> Mix:
    """Return the mix of a MIDI file with a part on each track, by Muse's own sampler.

    RequestError where it lasts too long.
    """
    place = room_of(room)
    path = soundfont.find(None)
    font = soundfont.load(path, path.stat().st_mtime_ns)
    parts = lines(midi)
    seconds = max((e.end for line in parts for e in line.events), default=0.0)
    if seconds > LONGEST:
        raise RequestError(
            f"the piece lasts {seconds / 60:.0f} minutes; at most {LONGEST / 60:.0f} are rendered"
        )
    size = mix.length(seconds, place)
    desk = Desk(parts, size)
    for line, bus in mix.played(font, parts, size, lambda done: None):
        desk.add(line, bus)
    raw = desk.mixed(place)
    whole = mix.finished(raw.copy())
    return Mix(whole, desk.settled(), _gains(raw, whole.samples), parts, size, place, font)


def beginning(midi: bytes, room: str, seconds: float) -> Sound:
    """Return how a MIDI file begins, long before the whole is mixed: nearly as it is there.

    Its tone and its level are reckoned on what is heard of it.
    """
    place = room_of(room)
    path = soundfont.find(None)
    font = soundfont.load(path, path.stat().st_mtime_ns)
    parts = [
        replace(line, events=[e for e in line.events if e.start < seconds]) for line in lines(midi)
    ]
    size = 2 * round(seconds * RATE / 2)
    desk = Desk(parts, size)
    for line, bus in mix.played(font, parts, size, lambda done: None):
        desk.add(line, bus)
    return levelled(Sound(mix.glued(desk.mixed(place)), RATE), mix.LOUDNESS)


def _gains(raw: NDArray[np.float32], made: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what each sample of a mix was multiplied by, told by the louder of its sides."""
    count = made.shape[1]
    louder = np.abs(raw[0, :count]) >= np.abs(raw[1, :count])
    before = np.where(louder, raw[0, :count], raw[1, :count])
    after = np.where(louder, made[0], made[1])
    heard = np.abs(before) > _SILENT
    gains = np.divide(after, before, out=np.zeros_like(before), where=heard)
    if not heard.all() and heard.any():
        at = np.arange(count)
        gains[~heard] = np.interp(at[~heard], at[heard], gains[heard])
    return gains
