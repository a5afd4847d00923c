"""What `music.audiocraft` and `sound.audiocraft` can be asked for."""

from __future__ import annotations

from typing import Any

from pydantic import field_validator

from muse import Condition, Field, InputFile, ModelSource

from . import music

AUDIO: dict[str, Any] = {"media": ["audio/*"]}

NEGATIVE: Any = Field("", description="What to avoid.", examples=["vocals, noise"])
GUIDANCE: Any = Field(
    3.0,
    ge=1,
    le=20,
    description="How closely to follow the prompt; 1 disables guidance. MAGNeT begins at 10.",
)
TEMPERATURE: Any = Field(
    1.0,
    gt=0,
    le=5,
    description="Sampling temperature: higher is more varied. MAGNeT begins at 3.",
)
TOP_K: Any = Field(
    250, ge=0, description="Sample from this many of the most likely tokens; 0 for all."
)
TOP_P: Any = Field(
    0.0,
    ge=0,
    le=1,
    description="Sample from the likeliest tokens that have this share together; 0 for top_k.",
)
EXTEND: Any = Field(
    None,
    description="A sound to continue (WAV, FLAC, Ogg, MP3, MIDI); the result begins with it.",
    json_schema_extra=AUDIO,
)
OVERLAP: Any = Field(
    10.0,
    ge=1,
    le=20,
    description="Seconds of context of each window in pieces longer than the model's own.",
)
STEPS: Any = Field(
    20,
    ge=1,
    le=200,
    description="MAGNeT's steps for the first codebook; the others have half as many.",
)
TRIES: Any = Field(
    1,
    ge=1,
    le=16,
    description="Candidates for each piece; the nearest to the request is kept.",
)
LOUDNESS: Any = Field(-16.0, ge=-40, le=-8, description="Integrated loudness in LUFS.")
FADE: Any = Field(0.4, ge=0, le=30, description="Fade at the end in seconds.")


class AudiocraftCondition(Condition):
    """Music in words, with a melody to follow, a sound to be like, or a beginning to carry on."""

    prompt: str = Field(
        "",
        description="What it sounds like; Chinese words for music are translated into English.",
        examples=["a calm piano ballad with strings", "欢快的流行歌曲，4/4 拍"],
    )
    negative_prompt: str = NEGATIVE
    model: ModelSource = Field(
        ModelSource("facebook/musicgen-small"),
        description="A MusicGen, MAGNeT or AudioGen on the hub, or a folder.",
        examples=["facebook/musicgen-melody", "facebook/magnet-small-10secs"],
    )
    duration: float = Field(
        10.0,
        ge=0.5,
        le=600,
        description="Length in seconds; with --extend, of the part added.",
        examples=[30],
    )
    style: str | None = Field(None, description="Style of music, added to the prompt.")
    mood: str | None = Field(None, description="Mood, added to the prompt.")
    meter: str | None = Field(
        None,
        description="Time signature, added to the prompt and measured on the result.",
        examples=["4/4"],
        json_schema_extra={"takes": "n/d, such as 4/4"},
    )
    key: str | None = Field(
        None,
        description="Key, added to the prompt and measured on the result.",
        examples=["A minor"],
        json_schema_extra={"takes": "a tonic and mode, such as C or F#m"},
    )
    tempo: float | None = Field(
        None,
        ge=30,
        le=300,
        description="Beats per minute, added to the prompt and measured on the result.",
        examples=[120],
    )
    instruments: list[str] = Field(
        [], max_length=8, description="Instruments, added to the prompt.", examples=[["piano"]]
    )
    guidance: float = GUIDANCE
    temperature: float = TEMPERATURE
    top_k: int = TOP_K
    top_p: float = TOP_P
    steps: int = STEPS
    melody: InputFile | None = Field(
        None,
        description="A tune to follow (WAV, FLAC, Ogg, MP3, MIDI); for melody models.",
        json_schema_extra=AUDIO,
    )
    separator: ModelSource | None = Field(
        None,
        description="A demucs that takes drums and bass out of --melody before it is heard.",
        examples=["adefossez/HTDemucs"],
    )
    like: InputFile | None = Field(
        None,
        description="A sound whose style to take (WAV, FLAC, Ogg, MP3, MIDI); for style models.",
        json_schema_extra=AUDIO,
    )
    excerpt: float = Field(
        3.0, ge=1.5, le=4.5, description="Seconds of --like that are heard, from its middle."
    )
    closeness: int = Field(
        3, ge=1, le=6, description="How much of --like is taken: 6 its tune too, 1 hardly more."
    )
    emphasis: float = Field(
        5.0, ge=0, le=20, description="How much the prompt counts beside --like."
    )
    extend: InputFile | None = EXTEND
    overlap: float = OVERLAP
    tries: int = TRIES
    loudness: float = LOUDNESS
    fade: float = FADE

    @field_validator("meter")
    @classmethod
    def _meter(cls, value: str | None) -> str | None:
        return value if value is None else music.meter(value)

    @field_validator("key")
    @classmethod
    def _key(cls, value: str | None) -> str | None:
        return value if value is None else music.key(value)


class SoundCondition(Condition):
    """A sound effect in words, with a beginning to carry on."""

    prompt: str = Field(
        "",
        description="What is heard, in English.",
        examples=["a dog barks while rain falls on a tin roof"],
    )
    negative_prompt: str = NEGATIVE
    model: ModelSource = Field(
        ModelSource("facebook/audiogen-medium"),
        description="An AudioGen or AudioMAGNeT on the hub, or a folder.",
        examples=["facebook/audio-magnet-small"],
    )
    duration: float = Field(
        5.0,
        ge=0.5,
        le=600,
        description="Length in seconds; with --extend, of the part added.",
        examples=[10],
    )
    guidance: float = GUIDANCE
    temperature: float = TEMPERATURE
    top_k: int = TOP_K
    top_p: float = TOP_P
    steps: int = STEPS
    extend: InputFile | None = EXTEND
    overlap: float = OVERLAP
    loudness: float = LOUDNESS
    fade: float = FADE
