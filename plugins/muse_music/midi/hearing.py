"""Who hears a recording that is handed in: Muse's own ear, or a generator that writes it down."""

from collections.abc import Generator as Steps
from typing import TYPE_CHECKING, Any

from muse import InputFile, Item, Order, Progress, RequestError, Run
from muse_music.audio.magic import is_sound
from muse_music.midi.condition import TASKS, MidiCondition

if TYPE_CHECKING:
    from muse_music.listening import Tracked
    from muse_music.reading import Score

OWN = "own"
SHARE = 0.15
"""How much of an item's progress somebody else's hearing takes."""

_PLUGIN = "a plugin such as muse-pitch hears several notes at once"


class Ear:
    """Hears the recording of a run, if there is one: once, for all its items."""

    def __init__(self, condition: MidiCondition, run: Run) -> None:
        self._condition, self._run = condition, run
        self._task, self._file = recording(condition)
        self.doing = "listening" if self._file else "composing"
        self._tracked: Tracked | None = None
        if self._file is None and condition.heard_by is not None:
            run.report.ignore("heard_by", "there is no recording to hear")

    def score(self, item: Item) -> "Steps[Any, None, Score | None]":
        """Yield progress, and return the notes of the recording; None where there is none."""
        from muse_music.listening import transcribed

        if self._file is None:
            return None
        name = f"{self._task}: {self._file.name}"
        by = self._chosen(self._file, name)
        if by == OWN:
            return self._own(self._file, name).score(**self._asked())
        midi = yield from self._made(by, self._file, item)
        return transcribed(midi, name, by=by, **self._asked())

    def _asked(self) -> dict[str, Any]:
        """Return the tempo and meter that are asked for; a recording tells none of its own."""
        tempo, meter = self._condition.tempo, self._condition.meter
        return {
            "tempo": tempo if isinstance(tempo, float | int) else None,
            "meter": None if "," in (meter or "") else meter,
        }

    def _own(self, file: InputFile, name: str) -> "Tracked":
        from muse_music.listening import tracked

        if self._tracked is None:
            self._tracked = tracked(file.data, name, self._run.check)
        return self._tracked

    def _chosen(self, file: InputFile, name: str) -> str:
        """Return who hears it; RequestError for who can't, or where nobody hears a tune."""
        asked, run = self._condition.heard_by, self._run
        if asked == OWN:
            return asked
        if asked is not None:
            if not run.takes("music", "audio", asked):
                able = run.makers("music", "audio", writes=".mid")
                raise RequestError(
                    f"heard_by: {asked} takes no audio",
                    hint=f"give own or {', '.join(able)}" if able else f"give own; {_PLUGIN}",
                )
            return asked
        found = self._own(file, name)
        by, others = OWN, []
        if not found.alone:
            others = run.makers("music", "audio", writes=".mid")
            by = next(iter(others), OWN)
        if by == OWN and not found.alone:
            problem = found.refusal()
            if problem is not None:
                raise RequestError(problem.message, hint=f"{problem.hint}; {_PLUGIN}")
            run.report.note(f"{name}: several notes seem to sound at once; {_PLUGIN}.")
        run.report.choose("heard_by", by)
        run.resolve(heard_by=by)
        return by

    def _made(self, by: str, file: InputFile, item: Item) -> Steps[Any, None, bytes]:
        """Have a recording written down as MIDI, within a share of the item's progress."""
        total = len(self._run.items)
        steps = self._run.make_all([order(by, file, item)])
        try:
            while True:
                event = next(steps)
                if isinstance(event, Progress):
                    done = event.done / event.total if event.total else 0.0
                    yield Progress(item.index + SHARE * min(1.0, done), total, event.note)
        except StopIteration as end:
            (made,) = end.value
        return bytes(made.files[".mid"].data)


def recording(condition: MidiCondition) -> tuple[str, InputFile | None]:
    """Return the field that hands a recording in, and the recording; None for no sound."""
    for task in TASKS:
        file = getattr(condition, task)
        if file is not None and is_sound(file.data):
            return task, file
    return "", None


def order(by: str, file: InputFile, item: Item) -> Order:
    """Return the order for what is in a recording; it is the same for all items."""
    return Order("music", "recording", by, (".mid",), {"audio": file, "seed": 0}, item)
