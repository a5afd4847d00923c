"""What somebody may ask of text.llm."""

from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from muse import Condition, Field, InputFile, ModelSource

English: TypeAlias = Literal["quatrains", "haiku", "limerick", "sonnet", "couplets"]
Chinese: TypeAlias = Literal["free", "wuyan", "wujue", "qijue"]
"""Kinds of poem of a language."""


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
            raise ValueError(
                "an address can't contain a user, key or query; set OPENAI_API_KEY instead"
            )
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(
                f"invalid value {value!r}; expected an address such as http://localhost:8000"
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
        return {
            "type": "string",
            "description": "http://host:port, with /v1 unless a path is given",
        }


class LlmCondition(Condition):
    """A text by a language model, here or on a server, of a form, theme, characters and more."""

    prompt: str = Field(
        "",
        description="What to write, in your own words; the model gets all of them.",
        examples=["a love story set in ancient China about a kind fairy and a swordsman"],
    )
    model: ModelSource | None = Field(
        None,
        description=(
            "Any causal language model of the hub, a folder, or the name of a model on the"
            " server; if omitted, Qwen/Qwen3-0.6B, or the only model of the server."
        ),
        examples=["Qwen/Qwen3-1.7B"],
    )
    base_url: Endpoint | None = Field(
        None,
        description=(
            "The OpenAI-compatible server that has the model (Ollama, vLLM, llama.cpp...); if"
            " omitted, OPENAI_BASE_URL is used for models that aren't on this machine. The key is"
            " read from OPENAI_API_KEY."
        ),
        examples=["http://localhost:11434"],
    )
    form: (
        Literal["story", "poem", "outline", "script", "lyrics", "image_prompts", "free"] | None
    ) = Field(
        None,
        description=(
            "What kind of text; if omitted, the kind that the prompt names, else free (a prompt"
            " alone) or story."
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
        None, description="Narrative point of view.", examples=["first"]
    )
    mood: Literal["warm", "sad"] | None = Field(None, description="How it ends.", examples=["sad"])
    tone: str = Field("", description="Tone of the text.", examples=["dry and funny"])
    verse: Literal[English, Chinese] | None = Field(
        None, description="Kind of poem.", examples=["sonnet"]
    )
    rhyme: str = Field("", description="Rhyme scheme of a poem or song.", examples=["abab"])
    style: str = Field(
        "", description="Style of writing, or style of music for a song.", examples=["noir"]
    )
    language: Literal["en", "zh"] | None = Field(
        None, description="Language of the text; that of the request if omitted."
    )
    length: Literal["short", "medium", "long"] = Field(
        "medium",
        description="Length that is requested from the model; see docs/llm.md.",
        examples=["short"],
    )
    chapters: int | None = Field(
        None,
        ge=2,
        le=60,
        description="Write a story in steps: an outline, then each chapter with a summary so far.",
        examples=[8],
    )
    chapter: int | None = Field(
        None,
        ge=1,
        le=999,
        description="Write this chapter of the text in extend again; all others stay as they are.",
        examples=[3],
    )
    outline: InputFile | None = Field(
        None, description="The outline to follow: Markdown or JSON, as --form outline writes it."
    )
    extend: InputFile | None = Field(
        None,
        description="An unfinished text (Markdown) to continue; what is there is kept.",
    )
    system: str = Field("", description="System prompt, instead of Muse's own.")
    json_schema: InputFile | None = Field(
        None, description="A JSON schema that the answer follows.", examples=["schema.json"]
    )
    temperature: float | None = Field(
        None,
        ge=0,
        le=2,
        description="Sampling temperature; 0 is greedy; if omitted, the model's own or 0.8.",
    )
    top_p: float | None = Field(
        None,
        gt=0,
        le=1,
        description="Sample from the most likely tokens that make up this probability.",
    )
    top_k: int | None = Field(
        None,
        ge=0,
        le=100000,
        description="Sample from this many of the most likely tokens; 0 for all.",
    )
    repetition_penalty: float | None = Field(
        None, ge=1, le=2, description="Above 1, tokens that occurred before become less likely."
    )
    max_tokens: int | None = Field(
        None, ge=1, le=131072, description="Maximum number of tokens of a text, or of each chapter."
    )
    stop: list[str] = Field(
        [], max_length=4, description="End the text before one of these.", examples=[["THE END"]]
    )
    quantise: Literal["none", "8bit", "4bit"] = Field(
        "none", description="Load weights in lower precision; requires a CUDA GPU and bitsandbytes."
    )
    timeout: float = Field(
        120.0,
        gt=0,
        le=3600,
        description="Seconds to wait for a server that sends nothing.",
        examples=[30],
    )
    thoughts: Literal["drop", "keep"] = Field(
        "drop",
        description=(
            "What becomes of the thoughts of a model that thinks before it writes: left out, or"
            " kept in a comment at the end of the Markdown."
        ),
        examples=["keep"],
    )
