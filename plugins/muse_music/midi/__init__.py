"""`music.midi`: composes arranged pieces as MIDI, score and sound; no weights, no network.

    prompt       words, spoken*, players: what it says, as fields of `condition`
    settings     settings with moods, style, timing, texts, form.lengths: a `plan`
    score        hearing, of a recording that is handed in
    song         work chooses: compose (form, tune, band) or tasks (a piece that is handed in);
                 then seeds, loops, phrasing.touch, transposing
    performance  band.perform with phrasing.ornaments
    bytes        write; files: notation, sampler, karaoke, stems
    measured     measure and measured_time (know the bytes alone), verify (music21)

`band` has a folder each for `bass`, `comping` and `drums`, and files for players who do otherwise
(`heterophony`, `silk_bamboo`). Every pattern is a function of the meter's accent groups. A style
is one file in `styles`, the idiom of its tunes one in `tune.rhythms`.
"""

from collections.abc import Collection, Iterator
from random import Random
from typing import TYPE_CHECKING, Any

from muse import Artifact, Generator, Item, Order, Progress, Reading, Run
from muse_music.midi.condition import MidiCondition
from muse_music.midi.files import FORMATS, OPTIONAL, SLOW
from muse_music.midi.tune.training import MelodyTrainer

if TYPE_CHECKING:
    from muse_music.theory.notes import Song


class Midi(Generator[MidiCondition]):
    """Composes an arranged piece as MIDI, score and sound; requested fields are kept exactly."""

    condition = MidiCondition
    formats = FORMATS
    optional_formats = OPTIONAL
    repeatable = "bytes"
    inert = {"heard_by": "the notes of a recording decide, whoever heard them"}
    trainer = MelodyTrainer
    environment = ("mido", "numpy", "pillow", "pretty_midi", "resvg_py", "verovio")
    example = 'muse run music --style pop --meter 4/4 --key "A minor" --tempo 120 -o song.mid'

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return four bars."""
        return {"bars": 4}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return a tune to hand in, and the company in which some fields show."""
        from muse_music.sampler.render import available

        tune = b"X:1\nM:4/4\nL:1/4\nK:C\nCDEF|GAGE|FEDC|DECz|\n"
        sheet = b'X:1\nM:4/4\nL:1/4\nK:C\n"C"CDEF|"G7"GAGE|"F"FEDC|"C"DECz|\n'
        voices = b"X:1\nM:4/4\nL:1/4\nK:C\nV:1 name=Melody\nCDEF|\nV:2 name=Bass\nC,4|\n"
        return {
            "melody": {"melody": tune},
            "chords_from": {"chords_from": sheet},
            "keep": {"melody": voices, "keep": ["bass"]},
            "language": {"lyrics": "rose rouge", "language": "fr"},
            "composer": {"formats": [".musicxml"], "composer": "Ann"},
            "lyricist": {"formats": [".musicxml"], "lyricist": "Ann"},
            "seeds": {"seeds": ["melody=12"]},
            "extend": {"extend": tune},
            "chorale": {"chorale": tune},
            "vary": {"vary": tune},
            "strength": {"vary": tune, "strength": 1.0},
            "band": {"instruments": ["violin"], "band": True},
            "view": {"formats": [".svg"], "view": "roll"},
            # Another one than is chosen by itself.
            "synth": {"formats": [".wav"], "synth": "muse" if available() else "fluidsynth"},
        }

    def read(self, prompt: str) -> Reading:
        """Read style, mood, meter, key, tempo, length and instruments from a prompt."""
        from muse_music.midi import words

        return words.read(prompt)

    def seconds(self, condition: MidiCondition) -> float:
        """Guess the seconds of a piece with its sound, by how long it lasts."""
        return 0.8 + (condition.duration or 60.0) / 60

    def orders(
        self, condition: MidiCondition, item: Item, wanted: Collection[str] = ()
    ) -> Iterator[Order]:
        """Yield what somebody else is to hear in a recording."""
        from muse_music.midi.hearing import OWN, order, recording

        _, file = recording(condition)
        if file is not None and condition.heard_by not in (None, OWN):
            yield order(condition.heard_by, file, item)

    def generate(self, condition: MidiCondition, run: Run) -> Iterator[Any]:
        """Yield one song per item, in the formats that are asked for."""
        from muse_music.midi.files import made
        from muse_music.midi.hearing import SHARE, Ear
        from muse_music.midi.measure import measure
        from muse_music.midi.work import performed

        suffixes = run.formats or (".mid",)
        condition = _player(condition, run, suffixes)
        total = len(run.items)
        ear = Ear(condition, run)
        for item in run.items:
            yield Progress(item.index, total, ear.doing)
            heard = yield from ear.score(item)
            if heard is not None:
                yield Progress(item.index + SHARE, total, "composing")
            song, midi = performed(condition, item, run, heard)
            yield Progress(item.index + 0.2, total, "writing")
            if SLOW.isdisjoint(suffixes):
                files, facts = made(song, midi, suffixes, condition)
            else:

                def work(emit: Any, song: Any = song, midi: bytes = midi, item: Item = item) -> Any:
                    def tick(done: float, what: str) -> None:
                        emit.progress(item.index + 0.2 + 0.8 * done, total, what)

                    return made(song, midi, suffixes, condition, tick)

                files, facts = yield from run.drive(work)
            yield Artifact(files, item, {**measure(midi), **facts}, song.title)


def song(**fields: Any) -> "Song":
    """Return a composed song as data: notes in ticks, chords, sections.

    The fields are those of the condition. InvalidField, as a run would raise it.
    """
    from muse_music.midi.work import composed

    condition = MidiCondition(**fields)
    read = {name: found.value for name, found in Midi().read(condition.prompt).fields.items()}
    condition = MidiCondition(**{**read, **fields})
    item = Item(0, condition.seed or 0)
    run = Run(id="song", generator="music.midi", items=(item,), formats=())
    return composed(condition, Random(item.random.getrandbits(64)), run)[0]


def _player(condition: MidiCondition, run: Run, suffixes: Any) -> MidiCondition:
    """Return the condition with who plays the sound."""
    if not {".wav", ".zip"} & set(suffixes):
        if condition.soundfont is not None:
            run.report.ignore("soundfont", "no sound was requested (-o song.wav)")
        return condition
    from muse_music.sampler import soundfont

    font = soundfont.find(condition.soundfont)
    run.licensed(font.name, "" if condition.soundfont else soundfont.LICENCE)
    if condition.synth == "auto":
        from muse_music.sampler.render import available

        synth = "fluidsynth" if available() else "muse"
        run.report.choose("synth", synth)
        run.resolve(synth=synth)
        return condition.model_copy(update={"synth": synth})
    return condition
