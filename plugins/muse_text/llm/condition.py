"""What somebody may ask of text.llm."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator

from muse import Condition, Field, InputFile, ModelSource
from muse.contract.endpoint import Endpoint

from .languages import canonical

__all__ = ["LlmCondition", "Task"]

Task: TypeAlias = Literal[
    "write",
    "continue",
    "rewrite",
    "expand",
    "shorten",
    "translate",
    "infill",
    "titles",
    "loglines",
    "character",
    "summarise",
    "critique",
]
"""What is done: a text is written, or something with one that is there."""


class LlmCondition(Condition):
    """A text by a language model, here or on a server, of a form, theme, characters and more."""

    prompt: str = Field(
        "",
        description="What to write, in your own words; the model gets all of them.",
        examples=[
            "a love story set in ancient China about a kind fairy and a swordsman",
            "一个睡前故事，小熊学会了游泳",
        ],
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
    verse: str = Field(
        "",
        max_length=200,
        description=(
            "Kind of poem, in any words; quatrains, haiku, limerick, sonnet, couplets, free, wuyan,"
            " wujue and qijue are explained to the model."
        ),
        examples=["villanelle"],
    )
    rhyme: str = Field("", description="Rhyme scheme of a poem or song.", examples=["abab"])
    style: str = Field(
        "", description="Style of writing, or style of music for a song.", examples=["noir"]
    )
    language: Annotated[str | None, BeforeValidator(canonical)] = Field(
        None,
        max_length=60,
        description=(
            "Language of the text, a name or a code; if omitted, the one that the request asks"
            " for, else that of the request."
        ),
        examples=["French"],
    )
    length: Literal["short", "medium", "long"] | None = Field(
        None,
        description=(
            "Length that is requested from the model, see docs/llm.md; if omitted, only what the"
            " request says."
        ),
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
    task: Task = Field(
        "write",
        description=(
            "What to do: write, or with --text continue, rewrite, expand, shorten, translate,"
            " summarise, critique, titles, loglines; infill with --before and --after; character"
            " for a character sheet. If omitted, what the request asks for, else write."
        ),
        examples=["shorten"],
    )
    text: InputFile | None = Field(
        None,
        description="The passage that the task works on; --prompt says how.",
        examples=["draft.md"],
        json_schema_extra={"media": ["text/*"]},
    )
    before: InputFile | None = Field(
        None,
        description="What stands before the gap of infill.",
        json_schema_extra={"media": ["text/*"]},
    )
    after: InputFile | None = Field(
        None,
        description="What stands after the gap of infill.",
        json_schema_extra={"media": ["text/*"]},
    )
    alternatives: int = Field(
        10, ge=1, le=50, description="How many titles or loglines, in one list.", examples=[5]
    )
    like: InputFile | None = Field(
        None,
        description="A sample of prose whose manner is followed; nothing is copied from it.",
        examples=["sample.txt"],
        json_schema_extra={"media": ["text/*"]},
    )
    cards: list[InputFile] = Field(
        [],
        max_length=20,
        description="Cards of characters (Markdown, JSON or TOML), as --task character makes them.",
        examples=[["mira.json"]],
        json_schema_extra={"media": ["text/*", "application/json", "application/toml"]},
    )
    outline: InputFile | None = Field(
        None,
        description="The outline to follow: Markdown or JSON, as --form outline writes it.",
        json_schema_extra={"media": ["text/*", "application/json"]},
    )
    extend: InputFile | None = Field(
        None,
        description="An unfinished text (Markdown) to continue; what is there is kept.",
        json_schema_extra={"media": ["text/*"]},
    )
    system: str = Field("", description="System prompt, instead of Muse's own.")
    json_schema: InputFile | None = Field(
        None,
        description="A JSON schema that the answer follows.",
        examples=["schema.json"],
        json_schema_extra={"media": ["application/json"]},
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
        None,
        ge=1,
        le=131072,
        description="Maximum number of tokens of an answer; a chapter that reaches it goes on.",
    )
    stop: list[str] = Field(
        [], max_length=4, description="End the text before one of these.", examples=[["THE END"]]
    )
    watermark: bool = Field(
        False,
        description="Put an imperceptible mark (SynthID-Text) into the choice of words, by which"
        " muse verify finds the text again; only with a model on this machine.",
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
