"""From a condition to a song: a piece of its own, or what is asked for with one handed in."""

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from muse import Item, RequestError, Run
from muse_music.midi import lead_sheet, seeds, tasks
from muse_music.midi.band.perform import perform
from muse_music.midi.compose import compose
from muse_music.midi.condition import MidiCondition
from muse_music.midi.moods import Mood
from muse_music.midi.phrasing.touch import phrased
from muse_music.midi.plan import Settings
from muse_music.midi.settings import settle
from muse_music.midi.tasks.piece import Piece
from muse_music.midi.transposing import transposed
from muse_music.midi.tune.steps import read
from muse_music.midi.write import write
from muse_music.theory.notes import Song

if TYPE_CHECKING:
    from muse_music.reading import Score


def performed(
    condition: MidiCondition, item: Item, run: Run, heard: "Score | None" = None
) -> tuple[Song, bytes]:
    """Return the song of one item, and how it is played, as a MIDI file.

    `heard` is the recording that is handed in, where there is one.
    """
    chance = Random(item.random.getrandbits(64))
    song, mood = composed(condition, chance, run, heard)
    hands = Random(chance.getrandbits(64))
    played = perform(song, hands, loud=mood.loud, legato=mood.legato, human=condition.humanise)
    return song, write(song, played)


def composed(
    condition: MidiCondition, chance: Random, run: Run, heard: "Score | None" = None
) -> tuple[Song, Mood]:
    """Return the song of one item, and the mood that it is played in."""
    piece = tasks.taken(condition, run.check, heard)
    styled = condition.style is not None
    if piece is not None:
        condition = tasks.settled(condition, piece, run)
    elif condition.keep:
        raise RequestError(
            "keep: there is no piece whose parts could be kept",
            hint="give it with --melody song.mid; for another bass in a piece of Muse's own, give "
            "its --seed and --seeds bass=12",
        )
    if piece is not None:
        for field in ("keep",) * (piece.task != "melody") + ("seeds", "loop"):
            if getattr(condition, field):
                run.report.ignore(field, f"--{piece.task} doesn't use it")
        condition = condition.model_copy(update={"loop": False})
    sheet = lead_sheet.taken(condition.chords_from)
    if sheet is not None:
        condition = lead_sheet.settled(condition, sheet, run)
    settings = settle(condition, Random(chance.getrandbits(64)), run)
    if sheet is not None:
        settings = replace(settings, chords=sheet.bars)
    if condition.model is not None:
        settings = replace(settings, steps=read(run.weights(condition.model).path))
    streams = Random(chance.getrandbits(64))
    if piece is None:
        song = _own(settings, condition, streams, run)
    else:
        song = tasks.worked(piece, settings, condition, streams, run, styled=styled)
        song.handed_in = True
        if condition.swing is None and (condition.keep or not styled):
            _swung(song, piece, run)
    if piece is None or piece.task == "melody":
        touch = settings.style.touch
        song = phrased(song, touch, Random(chance.getrandbits(64)), tune=piece is None)
    song.fades = settings.ending == "fade"
    song.room = "church" if piece is not None and piece.task == "chorale" else settings.style.room
    if song.unsung:
        run.report.note(
            f"{song.unsung} lines of the lyrics didn't fit; use more --bars, or a --form with a "
            "section for each verse."
        )
    if condition.transpose:
        before, song = song, transposed(song, condition.transpose)
        why = f"moved by {condition.transpose} semitones"
        run.report.adjust("key", str(before.key), str(song.key), why)
    song.title = condition.title or song.title
    song.composer = condition.composer or song.composer
    song.poet = condition.lyricist or song.poet
    song.words = condition.lyrics or ""
    return song, settings.mood


def _swung(song: Song, piece: Piece, run: Run) -> None:
    """Let a song swing as the piece did that was handed in, where it did."""
    share, step = piece.score.swing
    if share != 50 and piece.task != "chorale":
        song.swing, song.swing_step = share, step
        run.report.choose("swing", round(share))


def _own(settings: Settings, condition: MidiCondition, chance: Random, run: Run) -> Song:
    """Return a song of Muse's own, with what is drawn by seeds of its own."""
    numbers = seeds.numbers(condition.seeds)
    number = chance.getrandbits(64)
    own = {"": number, **numbers}
    song = compose(replace(settings, seeds=tuple(own.items())), chance, run.check)
    seeds.known(song, list(numbers))
    for name, other in numbers.items():
        places = seeds.sections(song, name)
        if places:
            drawn = (("", other), ("players", number))
            same = replace(settings, sections=tuple(song.sections), seeds=drawn)
            song = seeds.spliced(song, compose(same, chance, run.check), places)
    return song
