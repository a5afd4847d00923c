"""The mix of a song: parts through the desk, glued, and brought to the level of a record."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from muse_music.audio.loudness import levelled
from muse_music.audio.sound import Sound
from muse_music.sampler.desk import Desk
from muse_music.sampler.events import Line
from muse_music.sampler.playing import Tick, dry_bus
from muse_music.sampler.rooms import Room
from muse_music.sampler.soundfont import SoundFont
from muse_music.sampler.voices import RATE, between

LOUDNESS = -16.0
"""LUFS of a finished recording."""
Buses = Iterable[tuple[Line, NDArray[np.float32]]]

_RATIO = 1.8  # dB above the threshold for each dB that is heard
_ABOVE = 2.0  # dB over the mean level at which the compressor begins
_RISE, _FALL = 0.02, 0.22  # s
_STEP = 256  # samples for which its gain is reckoned


def played(
    font: SoundFont, parts: Sequence[Line], size: int, tick: Callable[[float], None]
) -> Iterator[tuple[Line, NDArray[np.float32]]]:
    """Yield each part with its stereo bus, by Muse's own sampler."""
    for place, line in enumerate(parts):

        def share(done: float, place: int = place) -> None:
            tick((place + done) / len(parts))

        yield line, dry_bus(font, line, size, share)


def length(seconds: float, room: Room) -> int:
    """Return how many samples a piece of some seconds takes, until its room has died away."""
    return 2 * round((seconds + room.seconds + 0.9) * RATE / 2)  # even: a room has half the rate


def mixed(
    parts: Sequence[Line], buses: Buses, size: int, room: Room, tick: Tick = lambda done: None
) -> Sound:
    """Return the parts as stereo sound, levelled; `tick` is told how much is done (0..1)."""
    desk = Desk(parts, size)
    for line, bus in buses:
        desk.add(line, bus)
    tick(0.75)
    mix = desk.mixed(room)
    tick(0.85)
    made = finished(mix)
    tick(1.0)
    return made


def finished(mix: NDArray[np.float32]) -> Sound:
    """Return a mix glued, at the level of a record, and cut where its room has died away."""
    return ended(levelled(Sound(glued(mix), RATE), LOUDNESS))


def glued(mix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a mix through a slow compressor: loud places come a few dB nearer to the others."""
    count = mix.shape[1] // _STEP
    if count < 2:
        return mix
    blocks = mix[:, : count * _STEP].reshape(2, count, _STEP)
    power = np.einsum("cbs,cbs->b", blocks, blocks, dtype=np.float32) / (2 * _STEP)
    heard = power[power > power.max() * 1e-5]
    if not len(heard):
        return mix
    level = 10 * np.log10(np.maximum(power, 1e-10))
    threshold = 10 * float(np.log10(heard.mean())) + _ABOVE
    wanted = (np.maximum(level - threshold, 0) * (1 - 1 / _RATIO)).tolist()
    rise, fall = (float(np.exp(-_STEP / (RATE * time))) for time in (_RISE, _FALL))
    now, taken = 0.0, []
    for value in wanted:
        slow = rise if value > now else fall
        now = value + (now - value) * slow
        taken.append(now)
    gains = 10 ** (-np.array([taken[0], *taken, taken[-1]]) / 20)
    curve = between(gains.astype(np.float32), _STEP)[_STEP // 2 :]
    mix[:, : len(curve)] *= curve[: mix.shape[1]]
    mix[:, len(curve) :] *= np.float32(gains[-1])
    return mix


def ended(sound: Sound) -> Sound:
    """Return a recording cut where the room has died away, with a short fade."""
    from muse_music.audio.loudness import faded

    loud = np.flatnonzero(np.abs(sound.samples).max(0) > 10 ** (-66 / 20))
    stop = min(sound.samples.shape[1], (int(loud[-1]) if len(loud) else 0) + RATE // 5)
    return faded(Sound(sound.samples[:, :stop], sound.rate), 0.0, 0.15)
