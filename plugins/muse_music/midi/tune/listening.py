"""Who hears the tune: an ear for each stretch of one meter and key."""

from muse_music.midi.style import Melody
from muse_music.midi.tune.ear import Ear
from muse_music.midi.tune.events import Sung, scale
from muse_music.midi.tune.steps import Steps
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.timeline import Timeline


class Listener:
    """Hears a tune bar by bar; `origin` is the tick from which its ear counts."""

    def __init__(self, melody: Melody, time: Timeline, steps: Steps) -> None:
        self.melody, self.time, self.steps = melody, time, steps
        self.origin = 0
        self._ear: Ear | None = None
        self._heard: tuple[Meter, Key] | None = None

    def at(self, index: int) -> Ear | None:
        """Return an ear for the meter and key of a bar, or None where nobody has one."""
        measure = self.time.measures[index]
        if self._heard != (measure.meter, measure.key):
            self._heard = measure.meter, measure.key
            self.origin = measure.start
            key = measure.key
            # Blue notes are in none of the tunes that were learnt from.
            blue = not scale(self.melody, key) <= frozenset(key.scale)
            ear = None if blue else self.steps.ear(measure.meter, key.pitch_class, key.minor)
            self._ear = ear
        return self._ear

    def begin(self, index: int) -> None:
        """Let a section begin in a bar."""
        ear = self.at(index)
        if ear:
            ear.heard.origin = self.time.measures[index].start - self.origin

    def follow(self, index: int, bar: Sung, middle: float | None) -> None:
        """Hear a bar that is sung as it was: without a middle, one that it knows by heart."""
        ear = self.at(index)
        if not ear:
            return
        start = self.time.measures[index].start - self.origin
        for (tick, length), pitch in zip(bar.rhythm.notes, bar.line, strict=True):
            at = max(0, start + tick)
            if middle is not None:
                ear.expect(at, length, middle)
            ear.hear(at, length, pitch)
