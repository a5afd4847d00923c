"""A piece from a file, on the composer's grid: its tune, its parts, and what it says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from muse import InputFile, RequestError, Run
from muse_music.midi.condition import TASKS, MidiCondition
from muse_music.midi.settings import MOST_BARS
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import DRUMS, Note

if TYPE_CHECKING:
    from muse_music.reading import Score


_STEADY = 76.0  # felt beats a minute: a congregation's breath
_LONG = 32 * TICKS  # a bar of which few are added


@dataclass(frozen=True)
class Piece:
    """A piece that was handed in for a task, in one meter, on a grid, from its first bar line.

    `tune` is its melody; `parts` are (name, program, notes) of all who play, the tune's first.
    """

    task: str
    score: "Score"
    meter: Meter
    key: Key
    bars: int
    tune: tuple[Note, ...]
    parts: tuple[tuple[str, int, tuple[Note, ...]], ...]


def taken(condition: MidiCondition) -> Piece | None:
    """Return the piece that was handed in, read under caps; None when there is none.

    RequestError when the file can't be read, has no tune, or changes its meter.
    """
    for task in TASKS:
        file = getattr(condition, task)
        if file is not None:
            return _read(task, file)
    return None


def _read(task: str, file: InputFile) -> Piece:
    from muse_music.reading import read
    from muse_music.reading.limits import SOUNDING

    score = read(file.data, f"{task}: {file.name}").quantised()
    meters = {str(meter) for _, meter in score.meters}
    if len(meters) > 1:
        raise RequestError(
            f"{task}: {file.name} changes its meter ({', '.join(sorted(meters))})",
            hint="give a passage in one meter",
        )
    meter = score.meter
    offset = (meter.bar - score.pickup) % meter.bar
    tune = tuple(_moved(score.melody(), offset))
    if not tune:
        raise RequestError(f"{task}: {file.name} has no melody", hint="give a piece with notes")
    parts = [(p.name, p.program, tuple(_moved(p.notes, offset))) for p in score.parts if p.notes]
    own = {(n.start, n.pitch) for n in tune}
    # The part that has most of the tune leads.
    parts.sort(key=lambda part: -_shared(own, part[1], part[2]))
    end = max(n.end for _, program, notes in parts for n in notes if program != DRUMS)
    bars = max(1, -(-end // meter.bar))
    if bars > MOST_BARS:
        raise RequestError(f"{task}: {file.name} has {bars} bars", hint=f"give at most {MOST_BARS}")
    sounding = sum(1 + n.length // meter.bar for _, _, notes in parts for n in notes)
    if sounding > SOUNDING:
        raise RequestError(
            f"{task}: {file.name} has notes that sound through {sounding:,} bars together",
            hint=f"give a piece whose notes sound through at most {SOUNDING:,}",
        )
    return Piece(task, score, meter, score.key, bars, tune, tuple(parts))


def _moved(notes: Any, offset: int) -> Iterator[Note]:
    return (replace(n, start=n.start + offset) for n in notes)


def _shared(tune: set[tuple[int, int]], program: int, notes: tuple[Note, ...]) -> int:
    return -1 if program == DRUMS else sum((n.start, n.pitch) in tune for n in notes)


def settled(condition: MidiCondition, piece: Piece, run: Run) -> MidiCondition:
    """Return the condition with what a piece decides: meter, key, tempo, bars, style.

    What was asked and can't be kept together with the piece is told in the report.
    """
    report, score, task = run.report, piece.score, piece.task
    changed: dict[str, Any] = {}
    why = f"that of the piece given as {task} is kept"
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
        tempo = round(60e6 / score.tempos[0][1] / piece.meter.felt, 2)
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
