"""What `music.musicgen` can be asked for."""

from pydantic import field_validator

from muse import Condition, Field, InputFile, ModelSource
from muse_music.theory import keys
from muse_music.theory import meter as meters


class MusicgenCondition(Condition):
    """A piece of sound, described in words, with a melody to follow or a beginning to carry on."""

    prompt: str = Field(
        "",
        description="What it sounds like; Chinese words for music are translated into English.",
        examples=["a calm piano ballad with strings", "欢快的流行歌曲，4/4 拍"],
    )
    negative_prompt: str = Field("", description="What to avoid.", examples=["vocals, noise"])
    model: ModelSource = Field(
        ModelSource("facebook/musicgen-small"),
        description="A MusicGen on the hub (small, medium, large, melody, stereo-*) or a folder.",
        examples=["facebook/musicgen-melody"],
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
    guidance: float = Field(
        3.0, ge=1, le=20, description="How closely to follow the prompt; 1 disables guidance."
    )
    temperature: float = Field(
        1.0, gt=0, le=5, description="Sampling temperature: higher is more varied."
    )
    top_k: int = Field(
        250, ge=0, description="Sample from this many of the most likely tokens; 0 for all."
    )
    melody: InputFile | None = Field(
        None,
        description="A tune to follow (WAV, FLAC, Ogg, MP3, MIDI); for melody models.",
        json_schema_extra={"media": ["audio/*"]},
    )
    extend: InputFile | None = Field(
        None,
        description="A sound to continue (WAV, FLAC, Ogg, MP3, MIDI); the result begins with it.",
        json_schema_extra={"media": ["audio/*"]},
    )
    overlap: float = Field(
        10.0,
        ge=1,
        le=20,
        description="Seconds of context of each window in pieces longer than the model's 30 s.",
    )
    tries: int = Field(
        1,
        ge=1,
        le=16,
        description="Candidates for each piece; the nearest to the request is kept.",
    )
    loudness: float = Field(-16.0, ge=-40, le=-8, description="Integrated loudness in LUFS.")
    fade: float = Field(0.4, ge=0, le=30, description="Fade at the end in seconds.")

    @field_validator("meter")
    @classmethod
    def _meter(cls, value: str | None) -> str | None:
        return value if value is None else str(meters.parse(value))

    @field_validator("key")
    @classmethod
    def _key(cls, value: str | None) -> str | None:
        return value if value is None else str(keys.parse(value))
