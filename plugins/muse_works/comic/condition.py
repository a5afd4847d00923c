"""What `book.comic` understands."""

from typing import Literal

from muse import Condition, Field, InputFile, ModelSource

from .script import MOST_PAGES

Reading = Literal["ltr", "rtl"]


class ComicCondition(Condition):
    """A comic: what it tells, how many pages, who draws and who writes."""

    prompt: str = Field(
        "",
        description="What it tells, in English or Chinese; fields that you don't set are read from"
        " it.",
        examples=[
            "a young wizard and a grumpy dragon share the last cake",
            "小熊和兔子抢最后一块月饼",
        ],
    )
    script: InputFile | None = Field(
        None,
        description="The whole comic in Markdown (-o comic.md writes one): pages, panels, who says"
        " what; or a play, as text --form script writes it.",
        json_schema_extra={"media": ["text/*"]},
    )
    pages: int = Field(
        2, ge=1, le=MOST_PAGES, description="How many pages; a script has its own.", examples=[4]
    )
    panels: int = Field(
        6, ge=3, le=7, description="Panels of a page at most, where none are given."
    )
    title: str = Field("", max_length=60, description="Title; that of the story if omitted.")
    style: str = Field(
        "cartoon",
        description="How the pictures are painted: a style of the painter (cartoon, ink, line-art,"
        " watercolour...), or manga: black and white with screen tones.",
        examples=["ink", "manga"],
    )
    reading: Reading = Field(
        "ltr", description="Direction of reading: from left to right, or from right to left."
    )
    vertical: bool = Field(
        False, description="Whether balloons set Chinese in columns, from right to left."
    )
    width: int = Field(1240, ge=400, le=3508, description="Width of a page in px.", examples=[1654])
    height: int = Field(
        1754, ge=500, le=4961, description="Height of a page in px; 1240 x 1754 is A4 at 150 dpi."
    )
    language: Literal["en", "zh"] | None = Field(
        None, description="Language of the comic; that of the request if omitted."
    )
    story_by: str | None = Field(
        None,
        description="The generator of texts that writes the play; the default one if omitted.",
        examples=["text.llm"],
    )
    pictures_by: str | None = Field(
        None,
        description="The generator of pictures that paints the panels; the default one if omitted.",
        examples=["image.diffusion"],
    )
    ip_adapter: ModelSource | None = Field(
        None,
        description="An IP-Adapter for the painter (image.diffusion): with it every panel with the"
        " hero follows a picture of the hero.",
        examples=["ip-adapter.safetensors"],
    )
    reference: InputFile | None = Field(
        None,
        description="The picture of the hero that panels follow by ip_adapter; if omitted, one"
        " painted from the hero's card.",
        examples=["fox.png"],
        json_schema_extra={"media": ["image/*"]},
    )
