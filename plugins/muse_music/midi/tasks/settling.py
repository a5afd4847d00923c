"""What a piece that was handed in decides of the condition, and what the report tells of that."""

from typing import Any

from muse import Run
from muse_music.midi.condition import MidiCondition
from muse_music.midi.measured_time import Told, metered, tempo
from muse_music.midi.tasks.piece import Piece
from muse_music.midi.timing import FASTEST, SLOWEST
from muse_music.theory.meter import TICKS
from muse_music.theory.timeline import Timeline

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
    meters, pace = described(piece.time)
    for name, value in (("meter", meters), ("key", str(piece.key))):
        asked = getattr(condition, name)
        changed[name] = value if name == "key" else str(piece.meter)
        if asked is None:
            report.choose(name, value)
        elif asked != value:
            report.adjust(name, asked, value, why)
    if task == "chorale" and condition.tempo is None and not score.tempos:
        changed["tempo"] = _STEADY
        report.choose("tempo", _STEADY)
    if condition.tempo is None and score.tempos:
        changed["tempo"] = min(float(FASTEST), max(float(SLOWEST), beats(piece.time)))
        report.choose("tempo", pace)
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
    if condition.modulation:
        report.ignore("modulation", f"the keys of the piece given as {task} are kept")
    changed["modulation"] = None
    if condition.ending is None:
        changed["ending"] = "plain"  # the piece has its own
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
    kept = ["meter", "key", "bars"]
    if not beyond(piece.time):  # what nobody could ask for can't be in a recipe
        kept.append("tempo")
    run.resolve(**{name: value for name, value in changed.items() if name in kept})
    return condition.model_copy(update=changed)


def beyond(time: Timeline) -> bool:
    """Whether a time begins slower or faster than anybody can ask for."""
    return not SLOWEST <= beats(time) <= FASTEST


def beats(time: Timeline) -> float:
    """Return the first tempo of a time in felt beats a minute."""
    return round(60e6 / time.tempos[0].quarter / time.measures[0].meter.felt, 2)


def described(time: Timeline) -> tuple[str, float | str]:
    """Return the meter and the tempo of a time, or how they change, as a MIDI file is measured."""
    pickup = time.measures[0].length if time.measures[0].offset else 0
    meters: list[tuple[int, str]] = []
    texts = [(each.start, each.mark) for each in time.tempos if each.mark]
    for place, measure in enumerate(time.measures):
        meter = measure.meter if place == 0 and pickup else measure.filled
        name = f"{meter.numerator}/{meter.denominator}"
        if ":" in str(meter):
            texts.append((measure.start, f"grouping {'+'.join(map(str, meter.groups))}"))
        if not meters or meters[-1][1] != name:
            meters.append((measure.start, name))
    tempos = [(each.start, each.quarter) for each in time.tempos]
    told = Told(TICKS, time.length, meters, tempos, [], texts, pickup)
    first = time.measures[0].meter if pickup else time.measures[0].filled
    pace = tempo(told, first)
    return metered(told, first)[0], pace


def retold(before: Timeline, after: Timeline, run: Run) -> None:
    """Tell the report how meter and tempo change where more than the piece's own bars are there."""
    report = run.report
    for name, was, now in zip(("meter", "tempo"), described(before), described(after), strict=True):
        if report.chosen.get(name) == was:
            report.choose(name, now)
        elif name in report.adjusted and report.adjusted[name].used == was:
            told = report.adjusted[name]
            report.adjust(name, told.asked, now, told.why)
