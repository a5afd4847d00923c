"""What somebody may ask of text.grammar."""

from typing import Literal, TypeAlias

from muse import Condition, Field

English: TypeAlias = Literal["quatrains", "haiku", "limerick", "sonnet", "couplets"]
Chinese: TypeAlias = Literal["free", "wuyan", "wujue", "qijue"]
"""Kinds of poem of a language."""


class GrammarCondition(Condition):
    """A story, poem, outline, script or song, of a theme, characters and a setting."""

    prompt: str = Field(
        "",
        description="What to write, in your own words; fields that you don't set are read from it.",
        examples=["a love story set in ancient China about a kind fairy and a swordsman"],
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
    mood: Literal["warm", "sad"] | None = Field(
        None, description="How it ends; random if omitted.", examples=["sad"]
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
