"""What a run of music.midi left on the disk, read by mido and music21."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import mido

DRUMS = 9
"""The channel of the drums."""


@dataclass(frozen=True)
class Note:
    """A note as it sounds: quarters from the start, its track's name and program."""

    start: float
    end: float
    pitch: int
    velocity: int
    channel: int
    program: int
    track: str


class Midi:
    """A MIDI file: notes, and the meters, keys, tempos and texts at their quarters."""

    def __init__(self, path: Path) -> None:
        file = mido.MidiFile(path, charset="utf-8")
        self.notes: list[Note] = []
        self.meters: list[tuple[float, int, int]] = []
        self.keys: list[tuple[float, str]] = []
        self.tempos: list[tuple[float, float]] = []
        self.markers: list[tuple[float, str]] = []
        self.lyrics: list[tuple[float, str]] = []
        self.levels: list[tuple[float, int]] = []
        self.length = 0.0
        self.title = file.tracks[0].name
        self.hanging = 0
        for track in file.tracks:
            self._read(track, file.ticks_per_beat)
        self.notes.sort(key=lambda n: (n.start, n.pitch))

    def _read(self, track: Any, division: int) -> None:
        tick, programs = 0, dict.fromkeys(range(16), 0)
        struck: dict[tuple[int, int], list[tuple[float, int]]] = {}
        for message in track:
            tick += message.time
            at = tick / division
            kind = message.type
            if kind == "note_on" and message.velocity:
                struck.setdefault((message.channel, message.note), []).append(
                    (at, message.velocity)
                )
            elif kind in ("note_on", "note_off"):
                waiting = struck.get((message.channel, message.note))
                if not waiting:
                    self.hanging += 1
                    continue
                start, velocity = waiting.pop(0)
                channel = message.channel
                note = Note(
                    *(start, at, message.note, velocity, channel, programs[channel], track.name)
                )
                self.notes.append(note)
            elif kind == "program_change":
                programs[message.channel] = message.program
            elif kind == "control_change" and message.control == 11:
                self.levels.append((at, message.value))
            elif kind == "time_signature":
                self.meters.append((at, message.numerator, message.denominator))
            elif kind == "key_signature":
                self.keys.append((at, message.key))
            elif kind == "set_tempo":
                self.tempos.append((at, 60e6 / message.tempo))
            elif kind == "marker":
                self.markers.append((at, message.text))
            elif kind == "lyrics":
                self.lyrics.append((at, message.text))
        self.hanging += sum(map(len, struck.values()))
        self.length = max(self.length, tick / division)

    @cached_property
    def bars(self) -> list[tuple[float, float, str]]:
        """Start, end (quarters) and meter of each bar."""
        found = []
        at = 0.0
        while at < self.length - 1e-3:
            _, count, unit = [m for m in self.meters if m[0] <= at + 1e-3][-1]
            found.append((at, at + count * 4 / unit, f"{count}/{unit}"))
            at = found[-1][1]
        return found

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        ends = [*(at for at, _ in self.tempos[1:]), self.length]
        return sum(
            (end - at) * 60 / tempo for (at, tempo), end in zip(self.tempos, ends, strict=True)
        )

    @property
    def felt(self) -> float:
        """Felt beats of the first bar, in quarters."""
        _, count, unit = self.meters[0]
        return 1.5 * 8 / unit if count % 3 == 0 and count > 3 and unit >= 8 else 1.0

    def of(self, *names: str) -> list[Note]:
        """Return the notes of tracks whose names begin with one of some words."""
        return [n for n in self.notes if n.track.lower().startswith(names)]

    @property
    def pitched(self) -> list[Note]:
        """Notes that aren't the drums'."""
        return [n for n in self.notes if n.channel != DRUMS]


@dataclass(frozen=True)
class Made:
    """What a command left: exit code, what it printed, and its files `made.*` in a folder."""

    code: object
    said: str
    told: str
    folder: Path

    @cached_property
    def midi(self) -> Midi:
        """The MIDI file."""
        return Midi(self.path(".mid"))

    @cached_property
    def score(self) -> Any:
        """The MusicXML file as music21 reads it."""
        from music21 import converter

        return converter.parse(self.path(".musicxml"), forceSource=True)

    def path(self, suffix: str) -> Path:
        """Return where the file of a suffix is."""
        return self.folder / f"made{suffix}"


FIFTHS = {"F": -1, "C": 0, "G": 1, "D": 2, "A": 3, "E": 4, "B": 5}
PITCHES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
# Signatures count from that of the major key on the same tonic.
MODES = {
    **dict.fromkeys(("major", "ionian", "gong", "mixolydian+1"), 0),
    **dict.fromkeys(("minor", "aeolian", "yu", "harmonic"), -3),
    **dict.fromkeys(("dorian", "shang"), -2),
    **dict.fromkeys(("mixolydian", "zhi"), -1),
    **{"lydian": 1, "phrygian": -4, "jue": -4, "locrian": -5},
}
QUALITIES = {
    **{"": (0, 4, 7), "m": (0, 3, 7), "7": (0, 4, 7, 10), "m7": (0, 3, 7, 10), "5": (0, 7)},
    **{"maj7": (0, 4, 7, 11), "m7b5": (0, 3, 6, 10), "dim7": (0, 3, 6, 9), "dim": (0, 3, 6)},
    **{"6": (0, 4, 7, 9), "m6": (0, 3, 7, 9), "9": (0, 2, 4, 7, 10), "sus4": (0, 5, 7)},
    **{"sus2": (0, 2, 7), "add9": (0, 2, 4, 7), "7b9": (0, 1, 4, 7, 10), "aug": (0, 4, 8)},
    **{"7#9": (0, 3, 4, 7, 10), "7alt": (0, 1, 3, 4, 6, 8, 10), "13": (0, 2, 4, 5, 7, 9, 10)},
    **{"maj9": (0, 2, 4, 7, 11), "7sus4": (0, 5, 7, 10), "11": (0, 2, 4, 5, 7, 10)},
    **{"6/9": (0, 2, 4, 7, 9), "mMaj7": (0, 3, 7, 11), "maj7#11": (0, 4, 6, 7, 11)},
    **{"m9": (0, 2, 3, 7, 10)},
}
"""Quality -> semitones above the root, in one octave."""


def spelled(name: str) -> tuple[str, str]:
    """Return the tone at the start of a name, and the rest: "Bbm7" is "Bb", "m7"."""
    length = 2 if name[1:2] in ("b", "#") else 1
    return name[:length], name[length:]


def pitch_class(tone: str) -> int:
    """Return the pitch class of a tone such as F#."""
    return (PITCHES[tone[0]] + tone.count("#") - tone[1:].count("b")) % 12


def fifths(tone: str) -> int:
    """Return the sharps of the major key on a tone; flats are negative."""
    return FIFTHS[tone[0]] + 7 * (tone.count("#") - tone[1:].count("b"))


def classes(chord: str) -> set[int]:
    """Return the pitch classes of a chord name."""
    over = chord.partition("/")[2] if not chord.endswith("/9") else ""
    root, quality = spelled(chord.removesuffix(f"/{over}") if over else chord)
    found = {(pitch_class(root) + step) % 12 for step in QUALITIES[quality]}
    return found | ({pitch_class(over)} if over else set())


def names(words: Sequence[str]) -> set[int]:
    """Return the pitch classes of tones."""
    return {pitch_class(word) for word in words}
