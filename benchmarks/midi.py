"""The composer against music21 and against the clock: `python benchmarks/midi.py [--json]`.

One run, one thread, CPU seconds, medians of five: writing the MIDI of a 32-bar, five-part song from
its notes, against building the same notes with music21 and writing them with it; composing and
writing such a song; a piece of 1,000 bars against one of 32; sound against its own length; the
whole command for MIDI alone (wall time).
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import warnings

from muse_music.midi import song
from muse_music.midi.band.perform import perform
from muse_music.midi.write import write
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Song

TIMES = 5


def median(work, times: int = TIMES) -> float:
    """Return the median CPU seconds of a piece of work."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


def by_music21(made: Song) -> bytes:
    """Return the song's notes as MIDI, built and written by music21 alone."""
    from music21 import instrument, meter, midi, note, stream, tempo

    score = stream.Score()
    for part in made.parts:
        line = stream.Part()
        line.insert(0, meter.TimeSignature(f"{made.meter.numerator}/{made.meter.denominator}"))
        line.insert(0, tempo.MetronomeMark(number=60e6 / made.quarter))
        if part.program != DRUMS:
            line.insert(0, instrument.instrumentFromMidiProgram(part.program))
        for each in part.notes:
            made_note = note.Note(each.pitch, quarterLength=each.length / TICKS)
            line.insert(each.start / TICKS, made_note)
        score.insert(0, line)
    return midi.translate.streamToMidiFile(score).writestr()


def main() -> int:
    """Print the figures, and exit with 1 when one misses its aim."""
    warnings.simplefilter("ignore")
    made = song(style="pop", bars=32, seed=5)
    played = perform(made, random.Random(1), loud=1.0, legato=1.0)

    def compose(bars: int) -> None:
        new = song(style="pop", bars=bars, seed=random.randrange(1000))
        write(new, perform(new, random.Random(1), loud=1.0, legato=1.0))

    by_music21(made)  # imports
    ours, theirs = median(lambda: write(made, played)), median(lambda: by_music21(made))
    short, long = median(lambda: compose(32)), median(lambda: compose(1000), 3)

    from muse_music.sampler import render

    midi = write(made, played)
    sound, _ = render(midi, synth="muse")
    sounding = median(lambda: render(midi, synth="muse"), 3)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "muse", "run", "music", "--style", "pop", "--force"]
        command += ["-o", f"{folder}/a.mid"]
        environment = {**os.environ, "MUSE_HOME": folder}
        walls = []
        for _ in range(TIMES):
            start = time.perf_counter()
            subprocess.run(command, env=environment, check=True, capture_output=True)
            walls.append(time.perf_counter() - start)
    rows = {
        "writing MIDI, times music21": (theirs / ours, ">=", 20),
        "composing and writing 32 bars, ms": (1000 * short, "<=", 60),
        "1,000 bars, times 32 bars": (long / short, "<=", 30),
        "WAV, times its own length": (sound.seconds / sounding, ">=", 80),
        "the command for MIDI, s": (statistics.median(walls), "<=", 0.8),
    }
    missed = 0
    for name, (value, sign, aim) in rows.items():
        good = value >= aim if sign == ">=" else value <= aim
        missed += not good
        print(f"{name:36} {value:8.2f}  {sign} {aim:<5} {'PASS' if good else 'FAIL'}")
    if "--json" in sys.argv:
        print(json.dumps({name: row[0] for name, row in rows.items()}))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
