"""What somebody may ask of text.llm."""

from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from muse import Condition, Field, InputFile, ModelSource


class Endpoint(str):
    """The address of a server, `http://host:port/v1`; in a recipe scheme, host and port alone."""

    @property
    def label(self) -> str:
        """Scheme, host and port."""
        parts = urlsplit(self)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def url(self) -> str:
        """The address that is called: with `/v1` where it has no path."""
        return str(self).rstrip("/") if urlsplit(self).path.strip("/") else f"{self.label}/v1"

    @classmethod
    def _validate(cls, value: str) -> "Endpoint":
        try:
            parts = urlsplit(value)
            _ = parts.port
        except ValueError:
            parts = urlsplit("")
        if "@" in parts.netloc or parts.query or parts.fragment:
            # The value itself is not repeated: it may hold a password.
            raise ValueError("an address holds no user, key or query; set OPENAI_API_KEY instead")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(
                f"invalid value {value!r}; expected an address like http://localhost:8000"
            )
        return cls(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._validate,
            core_schema.str_schema(strip_whitespace=True, max_length=500),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: value.label if isinstance(value, cls) else value
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "description": "http://host:port, with /v1 unless a path is told"}


class LlmCondition(Condition):
    """A text by a language model, here or on a server, of a form, theme, characters and more."""

    prompt: str = Field(
        "",
        description="What to write, in your own words; the model reads all of them.",
        examples=["a love story set in ancient China about a kind fairy and a swordsman"],
    )
    model: ModelSource | None = Field(
        None,
        description=(
            "Any causal language model of the hub, a folder, or a name that the server knows;"
            " Qwen/Qwen3-0.6B, or the only one that the server has."
        ),
        examples=["Qwen/Qwen3-1.7B"],
    )
    base_url: Endpoint | None = Field(
        None,
        description=(
            "The OpenAI-compatible server that has the model (Ollama, vLLM, llama.cpp...);"
            " OPENAI_BASE_URL does for models that aren't on this machine. Its key is"
            " OPENAI_API_KEY."
        ),
        examples=["http://localhost:11434"],
    )
    form: (
        Literal["story", "poem", "outline", "script", "lyrics", "image_prompts", "free"] | None
    ) = Field(
        None,
        description=(
            "What kind of text; without it what the prompt names, else free (a prompt alone) or"
            " story."
        ),
        examples=["poem"],
    )
    theme: str = Field("", description="What it is about.", examples=["loneliness"])
    plot: str = Field("", description="What happens.", examples=["a letter comes 40 years late"])
    characters: list[str] = Field(
        [],
        description="Who is in it, each a name, a role, or both.",
        examples=[["Anna, a lighthouse keeper", "a mysterious swordsman"]],
    )
    setting: str = Field("", description="Where or when it happens.", examples=["a lighthouse"])
    point_of_view: Literal["first", "second", "third", "omniscient"] | None = Field(
        None, description="Who tells it.", examples=["first"]
    )
    mood: Literal["warm", "sad"] | None = Field(None, description="How it ends.", examples=["sad"])
    tone: str = Field("", description="How it sounds.", examples=["dry and funny"])
    verse: (
        Literal[
            *("quatrains", "haiku", "limerick", "sonnet", "couplets"),
            *("free", "wuyan", "wujue", "qijue"),
        ]
        | None
    ) = Field(None, description="Kind of poem.", examples=["sonnet"])
    rhyme: str = Field("", description="How a poem or song rhymes.", examples=["abab"])
    style: str = Field("", description="Whose manner, or the music of a song.", examples=["noir"])
    language: Literal["en", "zh"] | None = Field(
        None, description="The language of the text; that of what you asked unless given."
    )
    length: Literal["short", "medium", "long"] = Field(
        "medium", description="How long, as the model is told; see docs/llm.md.", examples=["short"]
    )
    chapters: int | None = Field(
        None,
        ge=2,
        le=60,
        description="Write a story by steps: an outline, then each chapter with what was before.",
        examples=[8],
    )
    outline: InputFile | None = Field(
        None, description="The outline to follow: Markdown or JSON, as --form outline writes it."
    )
    extend: InputFile | None = Field(
        None,
        description="An unfinished text (Markdown): what is there stays, and the rest is written.",
    )
    system: str = Field("", description="Tell the model this first, instead of Muse's own words.")
    json_schema: InputFile | None = Field(
        None, description="A JSON schema that the answer keeps to.", examples=["schema.json"]
    )
    temperature: float | None = Field(
        None,
        ge=0,
        le=2,
        description="How daring: 0 always takes the likeliest token; 0.8 unless the model says.",
    )
    top_p: float | None = Field(
        None, gt=0, le=1, description="Draw from the likeliest tokens that make up this share."
    )
    top_k: int | None = Field(
        None, ge=0, le=100000, description="Draw from this many of the likeliest tokens; 0: all."
    )
    repetition_penalty: float | None = Field(
        None, ge=1, le=2, description="Above 1 makes tokens that were there before less likely."
    )
    max_tokens: int | None = Field(
        None, ge=1, le=131072, description="The most tokens of a text, or of each chapter."
    )
    stop: list[str] = Field(
        [], max_length=4, description="End the text before one of these.", examples=[["THE END"]]
    )
    quantise: Literal["none", "8bit", "4bit"] = Field(
        "none", description="Load weights in fewer bits; needs a CUDA card and bitsandbytes."
    )
    timeout: float = Field(
        120.0, gt=0, le=3600, description="Seconds that a server may keep silent.", examples=[30]
    )
