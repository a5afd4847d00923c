"""What `music.midi` can be asked for."""

from typing import Literal

from pydantic import field_validator

from muse import Condition, Field
from muse_music.midi import forms, gm, keys, progressions, style
from muse_music.midi import meter as meters
from muse_music.midi.moods import MOODS

# The choices are the style files and the mood table themselves: a new one is offered at once.
Style = Literal[style.names()]  # type: ignore[valid-type]
Mood = Literal[tuple(MOODS)]  # type: ignore[valid-type]


class MidiCondition(Condition):
    """A piece of music: what is asked for is kept exactly; the style decides the rest."""

    prompt: str = Field(
        "",
        description="What to compose, in English or Chinese; fills the fields you don't set.",
        examples=["a slow sad waltz in D minor, 16 bars", "一首欢快的流行歌曲,节奏为4/4拍"],
    )
    style: Style | None = Field(
        None,
        description="The style of music; the mood's or pop if none is given.",
        examples=["pop"],
    )
    meter: str | None = Field(
        None,
        description="The time signature n/d, if you like with its accent groups.",
        examples=["4/4", "7/8:2+2+3"],
        json_schema_extra={"takes": "n/d, such as 4/4 or 7/8:2+2+3"},
    )
    key: str | None = Field(
        None,
        description="Tonic and mode (major, minor or a church mode), or a mode alone.",
        examples=["C", "F#m", "Bb major", "D dorian"],
        json_schema_extra={"takes": "a tonic and mode, such as C, F#m or D dorian"},
    )
    tempo: float | None = Field(
        None,
        ge=20,
        le=300,
        description="Felt beats per minute: dotted quarters in 6/8, 9/8 and 12/8, else quarters.",
        examples=[120],
    )
    pace: Literal["slow", "medium", "fast"] | None = Field(
        None, description="How fast within the style's range, when no tempo is given."
    )
    bars: int | None = Field(
        None, ge=1, le=512, description="How many bars; the style's usual number if not given."
    )
    duration: float | None = Field(
        None, ge=1, le=3600, description="Length in seconds, kept to whole bars.", examples=[60]
    )
    form: str | None = Field(
        None,
        max_length=500,
        description="The sections in order, with bars if you like; the style's own if not given.",
        examples=["AABA", "intro 4, verse 8, chorus 8, verse 8, chorus 8, outro 4"],
        json_schema_extra={"takes": "letters such as AABA, or sections such as verse 8, chorus 8"},
    )
    chords: str | None = Field(
        None,
        max_length=2000,
        description="The progression, kept exactly and repeated: numerals or chord names, a bar"
        " each, or bars divided by |.",
        examples=["I V vi IV", "Am | F | C | G/B", "ii7 V7 | Imaj7"],
        json_schema_extra={"takes": "chords such as I V vi IV, or C | G | Am F"},
    )
    mood: Mood | None = Field(
        None, description="Sets mode, pace, density, loudness and register.", examples=["happy"]
    )
    density: Literal["sparse", "medium", "dense"] | None = Field(
        None, description="How many notes the melody has."
    )
    swing: int | None = Field(
        None,
        ge=50,
        le=75,
        description="Where the off-beat falls, % of its beat: 50 is straight, 66 triplets.",
        examples=[66],
    )
    drums: bool | None = Field(
        None, description="Whether drums play; the style decides if it isn't given."
    )
    instruments: list[str] = Field(
        [],
        max_length=8,
        description="Who plays, by General MIDI name; one or two play alone, without drums.",
        examples=[["violin", "piano"]],
    )
    band: bool | None = Field(
        None, description="Whether the style's own players join the instruments that are named."
    )

    @field_validator("meter")
    @classmethod
    def _meter(cls, value: str | None) -> str | None:
        return value if value is None else str(meters.parse(value))

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

    @field_validator("tempo")
    @classmethod
    def _tempo(cls, value: float | None) -> float | None:
        # Two decimals survive in a MIDI file, which holds microseconds per quarter.
        return value if value is None else round(value, 2)

    @field_validator("instruments")
    @classmethod
    def _instruments(cls, value: list[str]) -> list[str]:
        return [gm.instrument(gm.program(name)) for name in value]
