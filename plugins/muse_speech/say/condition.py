"""What `speech.say` can be asked for."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator

from muse import Condition, Field, InputFile, ModelSource
from muse.contract.endpoint import Endpoint

from .languages import canonical

Form: TypeAlias = Literal["plain", "news", "story", "poem"]
EngineName: TypeAlias = Literal["auto", "hibari", "espeak-ng", "macos", "transformers", "openai"]


class SayCondition(Condition):
    """A text, and the voice, the pace and the pauses with which it is read."""

    prompt: str = Field(
        "",
        description=(
            "The words to say, and before a colon how: 'read this slowly as news: ...',"
            " '用女声慢慢读：……'."
        ),
        examples=["Read this slowly, as news: The harbour is open again."],
    )
    text: str = Field(
        "", description="The words to say, taken as they are.", examples=["Hello, world."]
    )
    script: InputFile | None = Field(
        None,
        description="A file or an artifact with the words to say: plain text or Markdown.",
        examples=["story.md"],
        json_schema_extra={"media": ["text/*"]},
    )
    form: Form = Field(
        "plain",
        description="What it is: decides pace and pauses at line ends, stanzas and punctuation.",
        examples=["poem"],
    )
    language: Annotated[str | None, BeforeValidator(canonical)] = Field(
        None,
        max_length=60,
        description="Language, a name or a code; if omitted, that of the words, span by span.",
        examples=["zh"],
    )
    engine: EngineName = Field(
        "auto",
        description=(
            "What speaks: auto takes hibari for English and espeak-ng for the rest, transformers"
            " where a model is named, openai where a server is."
        ),
        examples=["espeak-ng"],
    )
    voice: str | None = Field(
        None,
        max_length=200,
        description="Name of a voice of the engine, or female or male.",
        examples=["female"],
    )
    rate: float = Field(
        1.0, ge=0.5, le=2.0, description="Pace, as a multiple of the usual one.", examples=[0.9]
    )
    pitch: float = Field(
        0.0, ge=-12, le=12, description="Pitch in semitones above the voice's own.", examples=[-2]
    )
    pause: float = Field(
        1.0,
        ge=0,
        le=4,
        description="Length of pauses, as a multiple of the form's.",
        examples=[1.5],
    )
    loudness: float = Field(
        -16.0, ge=-36, le=-10, description="Integrated loudness in LUFS.", examples=[-23]
    )
    speaker: InputFile | None = Field(
        None,
        description="Whose voice SpeechT5 takes: an x-vector as .npy or .safetensors.",
        examples=["speaker.npy"],
        json_schema_extra={"media": ["application/vnd.safetensors", "application/octet-stream"]},
    )
    style: str = Field(
        "",
        max_length=2000,
        description="How to speak, in words, for servers whose voices take instructions.",
        examples=["warm, like a grandmother at bedtime"],
    )
    model: ModelSource | None = Field(
        None,
        description=(
            "A speech model (VITS/MMS, SpeechT5, Bark) on the hub or in a folder, or the name of"
            " the server's model."
        ),
        examples=["facebook/mms-tts-eng"],
    )
    base_url: Endpoint | None = Field(
        None,
        description=(
            "An OpenAI-compatible server with /v1/audio/speech; its key is read from"
            " OPENAI_API_KEY."
        ),
        examples=["http://localhost:8880"],
    )
    timeout: float = Field(
        120.0, gt=0, le=3600, description="Seconds to wait for a server that sends nothing."
    )
