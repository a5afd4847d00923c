"""`music.midi`: composes arranged pieces as MIDI; no weights, no network.

    condition, prompt   condition, words, players
    -> settings         settings, moods, style
    -> song             compose, band, form, chords, tune; comping, bass, drums (notes as data)
    -> performance      perform
    -> bytes            write
    -> measured         measure (knows the bytes alone)

Every pattern is a function of the meter's accent groups. A style is one file in `styles`.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from muse import Artifact, Generator, Progress, Reading, Run
from muse_music.midi.condition import MidiCondition


class Midi(Generator[MidiCondition]):
    """Composes an arranged piece as MIDI; meter, tempo, key and length are kept exactly."""

    condition = MidiCondition
    formats = {".mid": "audio/midi"}
    repeatable = "bytes"
    environment = ("mido",)
    example = 'muse run music --style pop --meter 4/4 --key "A minor" --tempo 120 -o song.mid'

    def read(self, prompt: str) -> Reading:
        """Read style, mood, meter, key, tempo, length and instruments from a prompt."""
        from muse_music.midi import words

        return words.read(prompt)

    def generate(self, condition: MidiCondition, run: Run) -> Iterator[Any]:
        """Yield one MIDI file per item."""
        from muse_music.midi.compose import compose
        from muse_music.midi.measure import measure
        from muse_music.midi.perform import perform
        from muse_music.midi.settings import settle
        from muse_music.midi.words import LONGEST
        from muse_music.midi.write import write

        if len(condition.prompt) > LONGEST:
            run.report.note(f"Only the first {LONGEST} characters of the prompt were read.")
        for item in run.items:
            yield Progress(item.index, len(run.items), "composing")
            chance = Random(item.random.getrandbits(64))
            settings = settle(condition, Random(chance.getrandbits(64)), run)
            song = compose(settings, Random(chance.getrandbits(64)), run.check)
            yield Progress(item.index + 0.5, len(run.items), "playing")
            hands = Random(chance.getrandbits(64))
            mood = settings.mood
            data = write(song, perform(song, hands, loud=mood.loud, legato=mood.legato))
            yield Artifact({".mid": data}, item, measure(data), song.title)
