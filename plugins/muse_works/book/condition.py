"""What `book.picture` can be asked for."""

from typing import Literal

from muse import Condition, Field, InputFile, ModelSource

from .board import Trim

_LONGEST = 200
FEWEST, MOST = 4, 40


class PictureBookCondition(Condition):
    """A picture book: its story, how it looks and sounds, and who makes the parts."""

    prompt: str = Field(
        "",
        description="What the story is about, in English or Chinese.",
        examples=["a bedtime story about a little fox and the stars"],
    )
    story: InputFile | None = Field(
        None,
        description="A story of your own, plain text or Markdown, instead of one that is written.",
        examples=["story.md"],
        json_schema_extra={"media": ["text/*"]},
    )
    storyboard: InputFile | None = Field(
        None,
        description="A storyboard in Markdown, as -o board.md writes it, edited as you like: only"
        " what changed is made again.",
        examples=["board.md"],
        json_schema_extra={"media": ["text/*"]},
    )
    characters: InputFile | None = Field(
        None,
        description="Cards of who is in it, JSON: a card of image.character, a list of them, or"
        " name -> card. A name that isn't in the story plays its hero.",
        examples=["mira.json"],
        json_schema_extra={"media": ["application/json"]},
    )
    ip_adapter: ModelSource | None = Field(
        None,
        description="An IP-Adapter for the painter (image.diffusion): with it every page follows a"
        " picture of the hero.",
        examples=["ip-adapter.safetensors"],
    )
    reference: InputFile | None = Field(
        None,
        description="The picture of the hero that pages follow by ip_adapter; if omitted, one"
        " painted from the hero's card.",
        examples=["fox.png"],
        json_schema_extra={"media": ["image/*"]},
    )
    pages: int = Field(
        8, ge=FEWEST, le=MOST, description="Pages with a text and a picture.", examples=[12]
    )
    language: Literal["en", "zh"] | None = Field(
        None, description="Language of the story; that of the prompt if omitted."
    )
    title: str = Field(
        "", max_length=120, description="Title; that of the story if omitted.", examples=["Pip"]
    )
    author: str = Field(
        "", max_length=120, description="Whose name is on the cover.", examples=["Mira Lang"]
    )
    dedication: str = Field(
        "", max_length=_LONGEST, description="For whom the book is.", examples=["Anna"]
    )
    trim: Trim = Field(
        "square",
        description="Shape of the pages: square (210 x 210 mm), landscape (280 x 210) or portrait"
        " (210 x 280).",
        examples=["landscape"],
    )
    style: str = Field(
        "gouache",
        min_length=1,
        max_length=_LONGEST,
        description="Style of the pictures, as their painter takes it.",
        examples=["watercolour"],
    )
    palette: str | None = Field(
        None,
        min_length=1,
        max_length=_LONGEST,
        description="Palette of the pictures, as their painter takes it.",
        examples=["pastel"],
    )
    mood: str | None = Field(
        None,
        max_length=60,
        description="Mood of the music; if omitted, calm.",
        examples=["joyful"],
    )
    detail: Literal["draft", "normal", "fine"] = Field(
        "normal", description="Quality of the pictures against time, where the painter takes it."
    )
    dpi: int = Field(
        150, ge=20, le=300, description="Sharpness of the pictures, px per inch.", examples=[300]
    )
    pinyin: bool = Field(False, description="Whether pinyin stands above Chinese characters.")
    narrate: bool = Field(True, description="Whether a voice reads the book (EPUB, HTML, film).")
    voice: str | None = Field(
        None,
        max_length=_LONGEST,
        description="Name of a voice, or female or male, as the speaker takes it.",
        examples=["male"],
    )
    rate: float = Field(
        0.9, ge=0.5, le=2.0, description="Pace of the voice, as a multiple of the usual one."
    )
    score: bool = Field(True, description="Whether there is music (HTML, film).")
    story_by: str | None = Field(
        None,
        max_length=_LONGEST,
        description="Who writes the story, a text generator; text.picturebook if omitted.",
        examples=["text.llm"],
    )
    pictures_by: str | None = Field(
        None,
        max_length=_LONGEST,
        description="Who makes the pictures: an image generator.",
        examples=["image.sketch"],
    )
    voice_by: str | None = Field(
        None, max_length=_LONGEST, description="Who reads the book: a speech generator."
    )
    music_by: str | None = Field(
        None,
        max_length=_LONGEST,
        description="Who makes the music: a music generator.",
        examples=["music.midi"],
    )
