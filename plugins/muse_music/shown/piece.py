"""A file as a piece: the song as it is written, and the notes that sound of it, in seconds.

A file of Muse's own is composed again by its recipe, where that gives the same bytes: then the song
has all that a MIDI file can't say. Any other file is read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from random import Random
from typing import Any

from muse import Item, MuseError, Run
from muse_music.midi.band.perform import perform, swung
from muse_music.midi.condition import TASKS, MidiCondition
from muse_music.midi.plan import MOST_BARS
from muse_music.midi.write import write
from muse_music.shown.tracks import Track, parted, tracks
from muse_music.theory.notes import Part, Section, Song

_KEPT = 8  # pieces that are kept: a page asks for score, notes and sound of the same file
_WITH_FILES = (*TASKS, "chords_from", "model")


@dataclass(frozen=True)
class Piece:
    """A song, its MIDI file with a track for each part, and what sounds of it.

    `tracks` has the sounding notes of each of the song's parts, in order. Tick 0 of the song is
    heard after `offset` seconds.
    """

    song: Song
    midi: bytes = field(repr=False)
    tracks: Sequence[Track]
    offset: float = 0.0

    def seconds(self, tick: float) -> float:
        """Return when a tick of the song is heard, swing counted (s)."""
        return self.song.time.seconds(round(swung(round(tick), self.song))) + self.offset

    def straight(self, tick: int) -> float:
        """Return when a tick of the song is heard where nothing swings, as a bar line (s)."""
        return self.song.time.seconds(tick) + self.offset

    @property
    def duration(self) -> float:
        """How long the piece lasts (s)."""
        ends = [note.end for track in self.tracks for note in track.notes]
        return max([self.straight(self.song.length), *ends])


@lru_cache(_KEPT)
def piece(data: bytes) -> Piece:
    """Return the piece of a MIDI file or a score; RequestError where it can't be read."""
    return _composed(data) or _read(data)


def _composed(data: bytes) -> Piece | None:
    """Return the piece composed again by the recipe in a file; None where it isn't the same."""
    plain, recipe = _recipe(data)
    if recipe.get("generator") != "music.midi":
        return None
    told = recipe.get("condition")
    if not isinstance(told, dict) or any(told.get(name) for name in _WITH_FILES):
        return None
    try:
        song, midi = composed(MidiCondition(**{**told, "soundfont": None}))
    except (MuseError, TypeError, ValueError):
        return None  # of another version
    if midi != plain and _score(song, told) != plain:
        return None
    return _paired(song, midi)


def composed(condition: MidiCondition) -> tuple[Song, bytes]:
    """Return the song of a condition that hands in no file, and its MIDI file."""
    from muse_music.midi.work import performed

    item = Item(0, condition.seed or 0)
    run = Run(id="shown", generator="music.midi", items=(item,), formats=())
    return performed(condition, item, run)


def _recipe(data: bytes) -> tuple[bytes, Mapping[str, Any]]:
    """Return a file without its recipe, and that; an empty one where there is none."""
    from muse_music import formats

    found = formats.extract(data) or formats.extract_xml(data) or formats.extract_abc(data)
    if found is None:
        return data, {}
    try:
        recipe = json.loads(found[1])
    except ValueError:
        return found[0], {}
    return found[0], recipe if isinstance(recipe, dict) else {}


def _score(song: Song, told: Mapping[str, Any]) -> bytes:
    from muse_music.notation import musicxml
    from muse_music.notation.musicxml import Layout
    from muse_music.notation.views import view

    shown = view(song, str(told.get("view") or "score"))
    return musicxml(shown.song, Layout(tabs=shown.tabs))


def _read(data: bytes) -> Piece:
    """Return the piece that a file holds, as it would be written."""
    from muse_music.midi.tasks.timing import phrased, timed
    from muse_music.reading import read
    from muse_music.reading.grid import quantised
    from muse_music.theory import gm

    score = quantised(read(_recipe(data)[0]))
    tune = score.melody()
    end = score.length
    time = timed(score, end, MOST_BARS)
    if time is None:
        raise ValueError(f"the piece has over {MOST_BARS:,} bars")
    playing = [part for part in score.parts if part.notes]
    own = {(n.start, n.pitch) for n in tune}
    lead = max(playing, key=lambda part: sum((n.start, n.pitch) in own for n in part.notes))
    parts = []
    for part in playing:
        # What was written note for note is shown so.
        role = "melody" if part is lead else "double" if score.exact else gm.role(part.program)
        role = "inner" if role == "melody" and part is not lead else role
        name = part.name if any(map(str.isalpha, part.name)) else gm.instrument(part.program)
        notes = [n for n in part.notes if n.start < time.length]
        parts.append(
            Part(name, role, part.program, notes, instrument=part.instrument, pedal=part.pedal)
        )
    swing, step = score.swing
    song = Song(score.title, time, _sections(score.markers, time), parts, list(score.chords))
    song.swing, song.swing_step = swing, step
    song.composer, song.poet, song.dynamics = score.composer, score.poet, list(score.dynamics)
    song.handed_in = True
    if data[:4] == b"MThd":
        return _paired(song, parted(_recipe(data)[0]))
    played = perform(
        replace(song, sections=song.sections or list(phrased(time))),
        Random(0),
        loud=1.0,
        legato=1.0,
        human=False,
    )
    return _paired(song, write(song, played))


def _sections(markers: Sequence[tuple[int, str]], time: Any) -> list[Section]:
    """Return the stretches between the markers of a piece that name bars."""
    firsts = {time.index(tick): label[:40] for tick, label in sorted(markers) if label}
    places = sorted(firsts)
    if not places or len(places) > 64:
        return []
    made = []
    for first, stop in zip(places, [*places[1:], time.bars], strict=True):
        label = firsts[first]
        made.append(Section(label.split()[0].lower(), label, first, stop - first, 0.6))
    if places[0]:
        made.insert(0, Section("intro", "", 0, places[0], 0.5))
    return made


def _paired(song: Song, midi: bytes) -> Piece:
    """Return a piece whose tracks stand in the order of its parts."""
    found = [track for track in tracks(midi) if track.notes]
    silent = Track("", 0, 0, [])
    if len(found) == sum(bool(part.notes) for part in song.parts):
        order = iter(found)
        held = [next(order) if part.notes else silent for part in song.parts]
    else:  # a part whose notes are all gone, or a track that is several players
        names = {track.name: track for track in found}
        held = [names.get(part.name, silent) for part in song.parts]
    starts = [n.start for track in held for n in track.notes]
    written = [n.start for part in song.parts for n in part.notes]
    offset = 0.0
    if starts and written and song.handed_in:
        offset = min(starts) - song.time.seconds(min(written))
        offset = offset if abs(offset) > 0.02 else 0.0
    return Piece(song, midi, held, offset)
