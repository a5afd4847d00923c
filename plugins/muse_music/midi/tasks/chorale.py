"""A melody set for four voices, as a song."""

import random
from dataclasses import replace

from muse import RequestError, Run
from muse_music.chorale import harmonise
from muse_music.chorale.range import fitted
from muse_music.chorale.setting import BEATS, beats_of
from muse_music.midi.plan import Settings
from muse_music.midi.tasks.piece import Piece
from muse_music.midi.tasks.timing import in_keys
from muse_music.theory import gm, keys
from muse_music.theory.notes import Part, Section, Song

_VOICES = ("Soprano", "Alto", "Tenor", "Bass")
_LEVELS = (1.0, 0.82, 0.82, 0.9)
_PANS = (-0.35, -0.1, 0.15, 0.35)
_SHOWN = 8  # bars that a report names


def sung(piece: Piece) -> Piece:
    """Return a piece whose tune lies where sopranos sing, and tell what became of it.

    RequestError for a tune of over `BEATS` beats.
    """
    beats = len(beats_of(piece.tune, piece.time))
    if beats > BEATS:
        raise RequestError(
            f"chorale: the tune has {beats:,} beats, and at most {BEATS:,} are set for four voices",
            hint="give a passage of it",
        )
    found = fitted(piece.tune)
    told = list(piece.told)
    way = "higher" if found.shift > 0 else "lower"
    octaves, semitones = divmod(abs(found.shift), 12)
    time = piece.time
    if semitones:
        moved = [
            keys.usual((m.key.pitch_class + found.shift) % 12, m.key.mode) for m in time.measures
        ]
        time = in_keys(time, moved)
        told.append(
            f"The melody is set {abs(found.shift)} semitones {way}, in {time.measures[0].key}: "
            "its own range is not one that sopranos have."
        )
    elif octaves:
        several = "octave" if octaves == 1 else "octaves"
        told.append(f"The melody is set {octaves} {several} {way}, in the soprano range.")
    if found.folded:
        told.append(
            f"The melody is wider than a voice: {found.folded} of its {len(found.tune)} notes are "
            "sung in another octave."
        )
    return replace(piece, time=time, tune=tuple(found.tune), told=tuple(told))


def chorale(piece: Piece, settings: Settings, chance: random.Random, run: Run) -> Song:
    """Return the melody of a piece in four voices."""
    time = settings.time
    made = harmonise(piece.tune, time, chance, run.check)
    if made.broken:
        bars = sorted({time.index(tick) + 1 for tick in made.broken})
        named = ", ".join(map(str, bars[:_SHOWN])) + (" and more" if len(bars) > _SHOWN else "")
        run.report.note(
            f"{len(made.broken)} parallel fifths or octaves couldn't be avoided (bars {named})."
        )
    parts = [
        Part(name, role, program, notes, level, pan)
        for name, role, program, notes, level, pan in zip(
            _VOICES,
            ("melody", "inner", "inner", "bass"),
            _programs(settings, run),
            made.voices,
            _LEVELS,
            _PANS,
            strict=True,
        )
    ]
    return Song(
        title=piece.score.title or f"Chorale in {piece.key}",
        time=time,
        sections=[Section("theme", "chorale", 0, time.bars, 0.55)],
        parts=parts,
        chords=made.chords,
    )


def _programs(settings: Settings, run: Run) -> list[int]:
    """Return who sings or plays: a choir, one player for all, or one for each voice."""
    asked = [p for p in settings.instruments if p >= 0]
    if not asked:
        return [gm.program("Choir Aahs")] * 4
    if len(asked) not in (1, 4):
        run.report.note(
            "A chorale uses one instrument or four; the last one plays the remaining voices."
        )
    return (asked + [asked[-1]] * 4)[:4]
