"""A melody set for four voices, as a song."""

import random
from dataclasses import replace
from statistics import mean

from muse import RequestError, Run
from muse_music.chorale import harmonise
from muse_music.chorale.setting import BEATS, SOPRANO, beats_of
from muse_music.midi.plan import Settings
from muse_music.midi.tasks.piece import Piece
from muse_music.theory import gm
from muse_music.theory.notes import Part, Section, Song
from muse_music.theory.timeline import steady

_VOICES = ("Soprano", "Alto", "Tenor", "Bass")
_LEVELS = (1.0, 0.82, 0.82, 0.9)
_PANS = (-0.35, -0.1, 0.15, 0.35)


def chorale(piece: Piece, settings: Settings, chance: random.Random, run: Run) -> Song:
    """Return the melody of a piece in four voices; it is moved by octaves to where it is sung.

    RequestError for a tune of over `BEATS` beats.
    """
    tune = list(piece.tune)
    beats = len(beats_of(tune, piece.meter))
    if beats > BEATS:
        raise RequestError(
            f"chorale: the tune has {beats:,} beats, and at most {BEATS:,} are set for four voices",
            hint="give a passage of it",
        )
    height = mean(n.pitch for n in tune)
    shift = 12 * round((_middle() - height) / 12) if not _sung(height) else 0
    if shift:
        tune = [replace(n, pitch=n.pitch + shift) for n in tune]
        way = "higher" if shift > 0 else "lower"
        run.report.note(f"The melody is set {abs(shift) // 12} octave {way}, in the soprano range.")
    made = harmonise(tune, piece.meter, piece.key, chance, run.check)
    programs = _programs(settings, run)
    parts = [
        Part(name, role, program, notes, level, pan)
        for name, role, program, notes, level, pan in zip(
            _VOICES,
            ("melody", "inner", "inner", "bass"),
            programs,
            made.voices,
            _LEVELS,
            _PANS,
            strict=True,
        )
    ]
    return Song(
        title=piece.score.title or f"Chorale in {piece.key}",
        time=steady(piece.meter, piece.key, settings.quarter, piece.bars),
        sections=[Section("theme", "chorale", 0, piece.bars, 0.55)],
        parts=parts,
        chords=made.chords,
    )


def _middle() -> float:
    return (SOPRANO[0] + SOPRANO[1]) / 2


def _sung(height: float) -> bool:
    return SOPRANO[0] + 2 <= height <= SOPRANO[1] - 3


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
