"""What becomes of a piece that somebody hands in: it is arranged, carried on, set, or varied."""

from dataclasses import replace
from random import Random

from muse import Run
from muse_music.midi import timing as asked
from muse_music.midi.compose import compose
from muse_music.midi.condition import MidiCondition
from muse_music.midi.plan import Settings
from muse_music.midi.tasks.piece import Piece
from muse_music.midi.tasks.settling import beyond, retold, settled
from muse_music.midi.tasks.taking import taken
from muse_music.midi.tasks.timing import carried_on, paced, phrased
from muse_music.midi.timing import FASTEST, SLOWEST
from muse_music.theory.channels import channels
from muse_music.theory.notes import Song

__all__ = ["Piece", "settled", "taken", "worked"]

_STRENGTH = 0.5


def worked(
    piece: Piece,
    settings: Settings,
    condition: MidiCondition,
    chance: Random,
    run: Run,
    *,
    styled: bool,
) -> Song:
    """Return the song that the piece's task makes of it; `styled`: a style was asked for."""
    score = piece.score
    song = _worked(piece, settings, condition, chance, run, styled)
    song.dynamics = [mark for mark in score.dynamics if mark.start < song.length]
    song.composer, song.poet = score.composer, score.poet
    second = sum(port > 0 for port, _ in channels(song.parts))
    if second:
        run.report.note(
            f"MIDI has 15 channels for instruments: {second} of {len(song.parts)} parts are on a "
            "second port, which not every player has."
        )
    return song


def _worked(
    piece: Piece,
    settings: Settings,
    condition: MidiCondition,
    chance: Random,
    run: Run,
    styled: bool,
) -> Song:
    added = settings.bars
    # A tempo beyond those that can be asked for stays, if it is the piece's own.
    own = beyond(piece.time) and condition.tempo in (SLOWEST, FASTEST)
    time = piece.time if own else paced(piece.time, settings.quarter)
    if piece.task == "extend":
        before, time = time, carried_on(time, added)
        retold(before, time, run)
    if isinstance(condition.tempo, str) and piece.task != "extend":  # it changes as was asked for
        time = asked.paced(time, condition.tempo)
    if settings.ending == "ritardando":
        time = replace(time, tempos=tuple(asked.slowed(time, time.tempos)))
    settings = replace(settings, time=time, sections=settings.sections or phrased(time))
    if piece.task == "melody":
        from muse_music.midi.tasks import keeping, symbols

        if not settings.chords:
            named = symbols.symbols(piece)
            settings = replace(settings, chords=tuple(map(tuple, named)))
        parts = keeping.kept(piece, condition.keep)
        settings = keeping.harmonised(settings, piece, parts)
        song = compose(replace(settings, given=piece.tune), chance, run.check)
        song.title = piece.score.title or song.title
        return keeping.joined(song, parts)
    if piece.task == "extend":
        from muse_music.midi.tasks.continuation import extended

        why = f"{piece.bars} bars of the piece, and {added} added"
        run.report.adjust("bars", added, settings.bars, why)
        return extended(piece, settings, chance, run.check)
    if piece.task == "chorale":
        from muse_music.midi.tasks.chorale import chorale

        return chorale(piece, settings, chance, run)
    from muse_music.midi.tasks.variation import varied

    strength = _STRENGTH if condition.strength is None else condition.strength
    if condition.strength is None:
        run.report.choose("strength", strength)
    return varied(piece, settings, strength, chance, run.check, restyled=styled)
