"""Reads MIDI by mido alone, for tests that must not trust Muse's own measuring."""

import io
import itertools

import mido

from muse import Host


class File:
    """A MIDI file as mido reads it."""

    def __init__(self, data: bytes):
        self.file = mido.MidiFile(file=io.BytesIO(data), charset="utf-8")
        first = {}
        for message in itertools.chain(*self.file.tracks):
            first.setdefault(message.type, message)
        self.numerator = first["time_signature"].numerator
        self.denominator = first["time_signature"].denominator
        self.quarters = mido.tempo2bpm(first["set_tempo"].tempo)
        self.signature = first["key_signature"].key
        self.lengths = {sum(m.time for m in track) for track in self.file.tracks}
        self.bar = self.file.ticks_per_beat * 4 * self.numerator // self.denominator

    @property
    def bars(self) -> float:
        (length,) = self.lengths  # every track ends at once
        return length / self.bar

    def notes(self, name: str = "") -> list[tuple[int, int, int, int]]:
        """Start, end, pitch, channel of the notes of the tracks whose names start so."""
        found = []
        for track in self.file.tracks:
            if not track.name.startswith(name):
                continue
            now, sounding = 0, {}
            for m in track:
                now += m.time
                if m.type == "note_on" and m.velocity:
                    assert (m.channel, m.note) not in sounding, "one pitch sounds twice"
                    sounding[m.channel, m.note] = now
                elif m.type == "note_off":
                    start = sounding.pop((m.channel, m.note))
                    assert start < now
                    found.append((start, now, m.note, m.channel))
            assert not sounding, "a note is stuck"
        return sorted(found)


def compose(host: Host, **fields):
    fields.setdefault("seed", 7)
    return host.run("music", generator="midi", **fields)[0]
