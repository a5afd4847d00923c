"""From a condition to a song: a piece of its own, or what is asked for with one handed in."""

from dataclasses import replace
from random import Random

from muse import Run
from muse_music.midi import tasks
from muse_music.midi.compose import compose
from muse_music.midi.condition import MidiCondition
from muse_music.midi.moods import Mood
from muse_music.midi.phrasing.touch import phrased
from muse_music.midi.settings import settle
from muse_music.midi.tune.steps import read
from muse_music.theory.notes import Song


def composed(condition: MidiCondition, chance: Random, run: Run) -> tuple[Song, Mood]:
    """Return the song of one item, and the mood that it is played in."""
    piece = tasks.taken(condition)
    styled = condition.style is not None
    if piece is not None:
        condition = tasks.settled(condition, piece, run)
    settings = settle(condition, Random(chance.getrandbits(64)), run)
    if condition.model is not None:
        settings = replace(settings, steps=read(run.weights(condition.model).path))
    streams = Random(chance.getrandbits(64))
    if piece is None:
        song = compose(settings, streams, run.check)
    else:
        song = tasks.worked(piece, settings, condition, streams, run, styled=styled)
        song.handed_in = True
    if piece is None or piece.task == "melody":
        touch = settings.style.touch
        song = phrased(song, touch, Random(chance.getrandbits(64)), tune=piece is None)
    song.fades = settings.ending == "fade"
    if song.unsung:
        run.report.note(
            f"{song.unsung} lines of the lyrics didn't fit; use more --bars, or a --form with a "
            "section for each verse."
        )
    return song, settings.mood
