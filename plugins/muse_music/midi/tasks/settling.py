"""What a piece that was handed in decides of the condition, and what the report tells of that."""

from typing import Any

from muse import Run
from muse_music.midi.condition import MidiCondition
from muse_music.midi.tasks.piece import Piece
from muse_music.theory.meter import TICKS

_STEADY = 76.0  # felt beats a minute: a congregation's breath
_LONG = 32 * TICKS  # a bar of which few are added


def settled(condition: MidiCondition, piece: Piece, run: Run) -> MidiCondition:
    """Return the condition with what a piece decides: meter, key, tempo, bars, style.

    What was asked and can't be kept together with the piece is told in the report.
    """
    report, score, task = run.report, piece.score, piece.task
    changed: dict[str, Any] = {}
    why = f"that of the piece given as {task} is kept"
    for sentence in piece.told:
        report.note(sentence)
    for name, value in (("meter", str(piece.meter)), ("key", str(piece.key))):
        asked = getattr(condition, name)
        changed[name] = value
        if asked is None:
            report.choose(name, value)
        elif asked != value:
            report.adjust(name, asked, value, why)
    if task == "chorale" and condition.tempo is None and not score.tempos:
        changed["tempo"] = _STEADY
        report.choose("tempo", _STEADY)
    if condition.tempo is None and score.tempos:
        tempo = round(60e6 / piece.time.tempos[0].quarter / piece.meter.felt, 2)
        changed["tempo"] = min(300.0, max(20.0, tempo))
        report.choose("tempo", changed["tempo"])
    if task == "extend" and condition.bars is None:
        usual = 32 if piece.meter.bar <= _LONG else 8
        changed["bars"] = max(8, min(usual, -(-piece.bars // 4) * 4))
    if task != "extend":
        changed["bars"] = piece.bars
        if condition.bars not in (None, piece.bars):
            report.adjust("bars", condition.bars, piece.bars, why)
        elif condition.bars is None:
            report.choose("bars", piece.bars)
        if condition.duration is not None:
            report.ignore("duration", why)
            changed["duration"] = None
    unused = {"melody": (), "chorale": ("form", "chords", "drums", "band", "swing", "lyrics")}
    for name in unused.get(task, ("form", "lyrics")):
        if getattr(condition, name) is not None:
            report.ignore(name, why if name == "form" else f"--{task} doesn't use it")
            changed[name] = None
    if condition.style is None:
        # Tunes that are handed in are oftenest folk tunes and hymns; a part that plays is kept.
        changed["style"] = {"melody": "folk", "chorale": "classical"}.get(task, "pop")
        if task == "melody":
            report.choose("style", changed["style"])
    kept = ("meter", "key", "tempo", "bars")
    run.resolve(**{name: value for name, value in changed.items() if name in kept})
    return condition.model_copy(update=changed)
