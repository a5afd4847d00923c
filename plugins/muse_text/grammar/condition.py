"""What somebody may ask of text.grammar."""

from typing import Literal, TypeAlias

from muse import Condition, Field, InputFile

English: TypeAlias = Literal["quatrains", "haiku", "limerick", "sonnet", "couplets"]
Chinese: TypeAlias = Literal["free", "wuyan", "wujue", "qijue"]
"""Kinds of poem of a language."""
Genre: TypeAlias = Literal[
    "adventure",
    "comedy",
    "fable",
    "fantasy",
    "horror",
    "love",
    "mystery",
    "science-fiction",
    "slice-of-life",
    "wuxia",
    "tragedy",
    "coming-of-age",
    "war",
    "western",
]
Period: TypeAlias = Literal[
    "ancient", "medieval", "old", "1920s", "wartime", "modern", "future", "timeless"
]
"""The names of `brief.GENRES` and `brief.PERIODS`."""


class GrammarCondition(Condition):
    """A story, poem, outline, script or song, of a theme, characters and a setting."""

    prompt: str = Field(
        "",
        description="What to write, in your own words; fields that you don't set are read from it.",
        examples=[
            "a love story set in ancient China about a kind fairy and a swordsman",
            "一个睡前故事，小熊学会了游泳",
        ],
    )
    form: Literal["story", "poem", "outline", "script", "lyrics"] = Field(
        "story", description="What kind of text.", examples=["poem"]
    )
    theme: str = Field(
        "", description="What it is about; these words appear in the text.", examples=["loneliness"]
    )
    characters: list[str] = Field(
        [],
        description="Who is in it, each a name, a role, or both; at most six.",
        examples=[["Anna, a lighthouse keeper", "a mysterious swordsman"]],
    )
    setting: str = Field(
        "",
        description="Where or when it happens; it appears in the text.",
        examples=["a lighthouse"],
    )
    events: list[str] = Field(
        [],
        description="What happens, in this order, each a short clause; at most eight.",
        examples=[["Maya inherits a lighthouse", "she finds a hidden letter"]],
    )
    genre: Genre | None = Field(None, description="Kind of story.", examples=["mystery"])
    period: Period | None = Field(
        None,
        description="When it happens; old is the time of candles and carriages.",
        examples=["1920s"],
    )
    mood: Literal["warm", "sad", "comic", "frightening", "tender"] | None = Field(
        None, description="Tone of the text; random if omitted.", examples=["comic"]
    )
    ending: Literal["happy", "sad", "twist", "open"] | None = Field(
        None, description="How a story ends; it follows the mood if omitted.", examples=["twist"]
    )
    audience: Literal["everyone", "children"] = Field(
        "everyone",
        description="For children: short sentences, nothing cruel, a happy end.",
        examples=["children"],
    )
    point_of_view: Literal["first", "third"] = Field(
        "third", description="Who tells it: the hero (first) or a narrator.", examples=["first"]
    )
    title: str = Field("", description="Title; invented if omitted.", examples=["The Last Lamp"])
    include: list[str] = Field(
        [],
        description="Words that must occur in the text; at most eight.",
        examples=[["umbrella", "midnight"]],
    )
    dedication: str = Field("", description="For whom it is written.", examples=["my mother"])
    occasion: str = Field("", description="Occasion that it is written for.", examples=["birthday"])
    pieces: int = Field(1, ge=1, le=12, description="How many poems under one title.", examples=[3])
    words: int | None = Field(
        None,
        ge=30,
        le=5000,
        description="About how many words (Chinese: characters) a story has, within 15 %.",
        examples=[500],
    )
    lines: int | None = Field(
        None, ge=1, le=200, description="How many lines a poem has.", examples=[12]
    )
    stanzas: int | None = Field(
        None, ge=1, le=40, description="How many stanzas a poem or verses a song has."
    )
    chapters: int | None = Field(
        None, ge=1, le=40, description="How many chapters an outline or a story has.", examples=[10]
    )
    language: Literal["en", "zh"] | None = Field(
        None, description="Language of the text; that of the request if omitted."
    )
    length: Literal["short", "medium", "long"] = Field(
        "medium",
        description=(
            "A story of 350-600, 600-800 or 800-1300 words (Chinese: 400-800, 800-1050 or 1050-2000"
            " characters); a poem of 3-8, 9-20 or 21-40 lines; an outline of 4, 7 or 10 chapters;"
            " a script of 3, 5 or 7 scenes; lyrics of 5, 8 or 11 sections."
        ),
        examples=["short"],
    )
    verse: Literal[English, Chinese] | None = Field(
        None,
        description=(
            "Kind of poem: English quatrains (a b c b), a haiku (5-7-5 syllables), limericks, a"
            " sonnet or couplets (ten syllables a line); Chinese free verse, wuyan (five characters"
            " a line, even lines rhyme), wujue or qijue (绝句 of four lines of five or seven"
            " characters, with their tones)."
        ),
        examples=["sonnet"],
    )
    watermark: bool = Field(
        False,
        description="Put an imperceptible mark into the choice of phrases of a story, outline or"
        " script, by which muse verify finds it again.",
    )
    extend: InputFile | None = Field(
        None,
        description=(
            "A text (Markdown) to go on with: its next passage, stanza or chapter follows, with its"
            " people, places and form; with --words as much as that, with --ending to its end."
        ),
        examples=["draft.md"],
        json_schema_extra={"media": ["text/*"]},
    )
    passage: int | None = Field(
        None,
        ge=1,
        le=5000,
        description=(
            "Write this passage in other words, counted from 1 below the title; all others stay as"
            " they are. Of the text in extend, or of the one that the other fields give."
        ),
        examples=[3],
    )
    wording: int = Field(
        1, ge=1, le=1000, description="Which other words a passage gets.", examples=[2]
    )
