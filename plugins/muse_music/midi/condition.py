"""What `music.midi` can be asked for."""

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from pydantic import JsonValue, ValidationInfo, field_validator, model_validator

from muse import Condition, Field, InputFile, ModelSource
from muse_music.midi import casting, seeds, style, timing
from muse_music.midi.form import forms
from muse_music.midi.moods import MOODS
from muse_music.theory import keys, progressions

# The choices are the style files and the mood table themselves: a new one is offered at once.
if TYPE_CHECKING:
    Style: TypeAlias = str
    Mood: TypeAlias = str
else:
    Style = Literal[style.names()]
    Mood = Literal[tuple(MOODS)]


TASKS = ("melody", "extend", "chorale", "vary")
"""The fields that hand in a piece, and say what becomes of it."""
_CHARACTERS = {"form": 500, "chords": progressions.CHARACTERS, "lyrics": 20_000}
"""Characters of a text at most."""
_CREDIT = 200
_PIECES: list[JsonValue] = ["audio/*", "application/vnd.recordare.*", "text/vnd.abc"]


class MidiCondition(Condition):
    """A piece of music: what is asked for is kept exactly; the style decides the rest."""

    prompt: str = Field(
        "",
        description="What to compose, in English or Chinese; fills the fields you don't set.",
        examples=["a slow sad waltz in D minor, 16 bars", "一首欢快的流行歌曲，4/4 拍"],
    )
    style: Style | None = Field(
        None,
        description="The style of music; if omitted, that of the mood, or pop.",
        examples=["pop"],
    )
    meter: str | None = Field(
        None,
        description="The time signature n/d, optionally with accent groups; or several in turn.",
        examples=["4/4", "7/8:2+2+3", "4/4 x8, 7/8 x4"],
        json_schema_extra={"takes": "n/d, such as 4/4, 7/8:2+2+3 or 4/4 x8, 7/8 x4"},
    )
    key: str | None = Field(
        None,
        description="Tonic and mode (major, minor, church modes, blues, Chinese modes...), or a"
        " mode alone.",
        examples=["C", "F#m", "Bb major", "D dorian"],
        json_schema_extra={"takes": "a tonic and mode, such as C, F#m or D dorian"},
    )
    tempo: float | str | None = Field(
        None,
        description="Felt beats per minute (20 to 300): dotted quarters in 6/8, 9/8 and 12/8, else"
        " quarters; or how they change.",
        examples=[120, "90 -> 120", "90 x8, 120"],
        json_schema_extra={"takes": "a number from 20 to 300, or a change such as 90 -> 120"},
    )
    pace: Literal["slow", "medium", "fast"] | None = Field(
        None, description="How fast within the style's range, when no tempo is given."
    )
    bars: int | None = Field(
        None, ge=1, le=2000, description="Number of bars; the style's usual number if omitted."
    )
    duration: float | None = Field(
        None,
        ge=1,
        le=3600,
        description="Length in seconds; the piece has whole bars.",
        examples=[60],
    )
    form: str | None = Field(
        None,
        max_length=_CHARACTERS["form"],
        description="The sections in order, optionally with bars; the style's own if omitted.",
        examples=["AABA", "intro 4, verse 8, chorus 8, verse 8, chorus 8, outro 4"],
        json_schema_extra={"takes": "letters such as AABA, or sections such as verse 8, chorus 8"},
    )
    chords: str | None = Field(
        None,
        max_length=_CHARACTERS["chords"],
        description="The progression, kept exactly and repeated: numerals or chord names, one a"
        " bar, or bars separated by |.",
        examples=["I V vi IV", "Am | F | C | G/B", "ii7 V7 | Imaj7"],
        json_schema_extra={"takes": "chords such as I V vi IV, or C | G | Am F"},
    )
    chords_from: InputFile | None = Field(
        None,
        description="A file whose chord symbols are the progression: MusicXML, ABC or MIDI.",
        json_schema_extra={"media": ["audio/midi", "application/vnd.recordare.*", "text/vnd.abc"]},
    )
    mood: Mood | None = Field(
        None, description="Sets mode, pace, density, loudness and register.", examples=["happy"]
    )
    density: Literal["sparse", "medium", "dense"] | None = Field(
        None, description="How many notes the melody has."
    )
    modulation: int | None = Field(
        None,
        ge=-11,
        le=11,
        description="Semitones by which the last chorus moves to another key.",
        examples=[2],
    )
    ending: Literal["plain", "ritardando", "fade"] | None = Field(
        None, description="How the piece ends; the style decides if omitted."
    )
    swing: int | None = Field(
        None,
        ge=50,
        le=75,
        description="Position of the off-beat in % of its beat: 50 is straight, 66 triplets.",
        examples=[66],
    )
    seeds: list[str] = Field(
        [],
        max_length=16,
        description="Seeds of parts (melody, bass, players...) or sections (chorus, verse 2) that"
        " are drawn anew; the rest stays.",
        examples=[["bass=12", "chorus=3"]],
        json_schema_extra={"takes": "a part or section and its seed, such as bass=12"},
    )
    loop: bool = Field(
        False, description="Whether the piece runs into its start, without an ending."
    )
    humanise: bool = Field(
        True,
        description="Whether players are a little uneven; off: exactly on the grid, no ornaments.",
    )
    transpose: int | None = Field(
        None,
        ge=-24,
        le=24,
        description="Semitones by which the finished piece is moved, its key with it.",
        examples=[2],
    )
    drums: bool | None = Field(
        None, description="Whether drums play; the style decides if omitted."
    )
    instruments: list[str] = Field(
        [],
        max_length=8,
        description="General MIDI and Chinese instruments, optionally with their part; one or two"
        " play alone, without drums.",
        examples=[["violin", "bass=cello"]],
    )
    band: bool | None = Field(
        None, description="Whether the style's own instruments join those that are named."
    )

    melody: InputFile | None = Field(
        None,
        description="A melody to arrange, kept note for note: MIDI, MusicXML, ABC, a recording.",
        json_schema_extra={"media": _PIECES},
    )
    heard_by: str | None = Field(
        None,
        description="Who hears a recording: own (one voice), or a generator that takes audio and"
        " writes MIDI; if omitted, own for one voice, else such a generator.",
        examples=["music.pitch"],
    )
    keep: list[str] = Field(
        [],
        max_length=16,
        description="Parts of the piece given as melody that stay note for note, beside its tune;"
        " the others are composed anew.",
        examples=[["drums", "bass"]],
    )
    extend: InputFile | None = Field(
        None,
        description="A piece to continue in its own meter, key and motifs; bars is how many more.",
        json_schema_extra={"also": "--continue", "media": _PIECES},
    )
    chorale: InputFile | None = Field(
        None,
        description="A melody to set for four voices, in the style of Bach's chorales.",
        json_schema_extra={"media": _PIECES},
    )
    vary: InputFile | None = Field(
        None,
        description="A piece to write a variation of; strength sets how far it departs.",
        json_schema_extra={"media": _PIECES},
    )
    strength: float | None = Field(
        None, ge=0, le=1, description="How far a variation departs from its theme."
    )
    lyrics: str | None = Field(
        None,
        max_length=_CHARACTERS["lyrics"],
        description="Words to sing, a line for each phrase, one syllable a note; empty"
        " lines separate verses.",
        examples=["Over the hills and far away", "天上的云，慢慢走"],
    )
    language: Literal["de", "en", "es", "fr", "it", "pt", "zh"] | None = Field(
        None,
        description="The language of the lyrics, for their syllables; told by their words if"
        " omitted (zh is pinyin).",
    )
    title: str | None = Field(
        None, max_length=_CREDIT, description="The title, in the score and in the file."
    )
    composer: str | None = Field(
        None, max_length=_CREDIT, description="Who wrote the music, as the score says it."
    )
    lyricist: str | None = Field(
        None,
        max_length=_CREDIT,
        description="Who wrote the words.",
        json_schema_extra={"also": "--words-by"},
    )
    model: ModelSource | None = Field(
        None,
        description="Melody weights made by muse train music.midi; Muse's own if omitted.",
        json_schema_extra={"takes": "the path of a .safetensors file"},
    )
    soundfont: ModelSource | None = Field(
        None,
        description="A soundfont (.sf2) for the sound; that of pretty_midi if omitted.",
        json_schema_extra={"takes": "the path of an .sf2 file"},
    )
    synth: Literal["auto", "fluidsynth", "muse"] = Field(
        "auto",
        description="Synthesizer: fluidsynth, Muse's own, or auto (fluidsynth if it is installed).",
    )
    view: Literal["score", "lead", "chords", "tab", "drums", "roll"] = Field(
        "score",
        description="What a picture (.png, .svg, .pdf) or MusicXML shows: the score, a lead sheet,"
        " a chord sheet, tablature, the drums, or a piano roll.",
    )

    @field_validator(*_CHARACTERS, mode="before")
    @classmethod
    def _short(cls, value: object, info: ValidationInfo) -> object:
        most = _CHARACTERS[info.field_name or ""]
        if isinstance(value, str) and len(value) > most:
            raise ValueError(f"it has {len(value):,} characters; expected at most {most:,}")
        return value

    @field_validator("meter")
    @classmethod
    def _meter(cls, value: str | None) -> str | None:
        return value if value is None else timing.told(timing.meters(value))

    @field_validator("key")
    @classmethod
    def _key(cls, value: str | None) -> str | None:
        return value if value is None else str(keys.parse(value))

    @field_validator("form")
    @classmethod
    def _form(cls, value: str | None) -> str | None:
        if value is not None:
            forms.parse(value)
        return value

    @field_validator("chords")
    @classmethod
    def _chords(cls, value: str | None) -> str | None:
        if value is not None:
            progressions.read(value, keys.Key("C", "major"))
        return value

    @field_validator("tempo", mode="before")
    @classmethod
    def _tempo(cls, value: object) -> object:
        if value is None or isinstance(value, bool):
            return value
        # Two decimals survive in a MIDI file, which holds microseconds per quarter.
        ramps = timing.tempos(str(value))
        steady = len(ramps) == 1 and ramps[0].start == ramps[0].end
        return ramps[0].start if steady else timing.told(ramps)

    @field_validator("seeds", "keep", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            return value
        return [part.strip() for text in value for part in re.split("[,,、]", text)]

    @field_validator("seeds")
    @classmethod
    def _seeds(cls, value: list[str]) -> list[str]:
        return [seeds.named(text) for text in value]

    @field_validator("instruments")
    @classmethod
    def _instruments(cls, value: list[str]) -> list[str]:
        return [casting.named(text) for text in value]

    @model_validator(mode="after")
    def _one_task(self) -> "MidiCondition":
        given = [name for name in TASKS if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(f"{given[1]}: can't be combined with {given[0]}; give one of them")
        return self
