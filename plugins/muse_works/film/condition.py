"""What `video.film` can be asked for."""

import json
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pydantic import field_validator

from muse import Condition, Field, InputFile, ModelSource

from ..video.moves import MOVES
from ..video.transitions import TRANSITIONS
from .scenes import MOST, checked

# The choices are the tables themselves: a new one is offered at once.
if TYPE_CHECKING:
    Move: TypeAlias = str
    Transition: TypeAlias = str
else:
    Move = Literal[("auto", *MOVES)]
    Transition = Literal[("auto", *TRANSITIONS)]

_SOUNDS: list[Any] = ["audio/wav", "audio/mpeg", "audio/flac", "audio/ogg"]
_LONGEST = 200


class FilmCondition(Condition):
    """A film: its scenes, how they are shown and heard, and who makes the parts."""

    prompt: str = Field(
        "",
        description="The story, a scene for each sentence or paragraph; or what it is to be of"
        " ('a film about a fox', 'a lyric video of a song about the sea', '一部关于小狐狸的短片').",
        examples=["A keeper finds a letter. He sails out at night. In the morning he comes home."],
    )
    script: InputFile | None = Field(
        None,
        description="A text whose paragraphs are the scenes: plain or Markdown.",
        examples=["story.md"],
        json_schema_extra={"media": ["text/*"]},
    )
    storyboard: InputFile | None = Field(
        None,
        description="A storyboard, in Markdown or JSON, as -o board.md writes it.",
        examples=["board.md"],
        json_schema_extra={"media": ["text/*", "application/json"]},
    )
    scenes: list[dict[str, Any]] = Field(
        [],
        max_length=MOST,
        description="Scenes as JSON: say, picture (words, or the number of one handed in), sound,"
        " times (of its words), title, seconds, move, transition.",
        examples=[[{"say": "The lamp is lit.", "picture": "a lighthouse at dusk", "seconds": 4}]],
    )
    song: InputFile | None = Field(
        None,
        description="A song with words for a lyric video: .mid, .kar or .lrc; its sound is the"
        " music handed in, or made again from the recipe in a .mid of Muse's.",
        examples=["song.mid"],
        json_schema_extra={"media": ["audio/midi", "text/x-lrc"]},
    )
    pictures: list[InputFile] = Field(
        [],
        max_length=MOST,
        description="Pictures, moving pictures or films that scenes show, in their order or by"
        " number.",
        examples=[["shore.png"]],
        json_schema_extra={"media": ["image/*", "video/*"]},
    )
    sounds: list[InputFile] = Field(
        [],
        max_length=MOST,
        description="Sounds that scenes are told by instead of a voice, by number.",
        examples=[["page-1.wav"]],
        json_schema_extra={"media": _SOUNDS},
    )
    music: InputFile | None = Field(
        None,
        description="Music instead of that which is composed; it ends with the film.",
        examples=["song.wav"],
        json_schema_extra={"media": _SOUNDS},
    )
    title: str | None = Field(
        None,
        max_length=_LONGEST,
        description="Title, on a card before the first scene; that of the storyboard if omitted.",
        examples=["The Letter"],
    )
    ending: str | None = Field(
        None,
        max_length=_LONGEST,
        description="Words on a card after the last scene; if omitted, The End in a film that has"
        " a title.",
        examples=["The End"],
    )
    width: int = Field(1280, ge=64, le=3840, description="Width in px; even.", examples=[1920])
    height: int = Field(720, ge=64, le=3840, description="Height in px; even.", examples=[1080])
    fps: float = Field(24.0, ge=5, le=60, description="Frames per second.", examples=[30])
    style: str = Field(
        "",
        max_length=_LONGEST,
        description="Style of the pictures, as their generator takes it.",
        examples=["watercolour"],
    )
    setting: str = Field(
        "",
        max_length=_LONGEST,
        description="Words added to every picture, such as the place.",
        examples=["by the sea, at night"],
    )
    animate: int = Field(
        0,
        ge=0,
        le=120,
        description="Frames of a moving picture for each scene, where the painter can animate; 0:"
        " still ones, over which the camera moves.",
        examples=[24],
    )
    move: Move = Field(
        "auto", description="What the camera does over still pictures; auto: by turns."
    )
    transition: Transition = Field(
        "auto", description="How scenes begin; auto: crossfades, and through black at the ends."
    )
    narrate: bool = Field(True, description="Whether a voice reads the words.")
    voice: str | None = Field(
        None,
        max_length=_LONGEST,
        description="Name of a voice, or female or male, as the speaker takes it.",
        examples=["male"],
    )
    rate: float = Field(
        0.95, ge=0.5, le=2.0, description="Pace of the voice, as a multiple of the usual one."
    )
    language: str | None = Field(
        None,
        max_length=60,
        description="Language of the words; told by them if omitted.",
        examples=["zh"],
    )
    score: bool = Field(True, description="Whether there is music.")
    mood: str | None = Field(
        None,
        max_length=60,
        description="Mood of the music, as its generator takes it; that of the words if omitted.",
        examples=["calm"],
    )
    music_below: float = Field(
        12.0,
        ge=3,
        le=40,
        description="How far the music stays below the voice where that speaks, LU.",
    )
    subtitles: Literal["burnt", "soft", "both", "none"] = Field(
        "burnt",
        description="Subtitles drawn on the pictures, soft ones that players switch on, both, or"
        " none.",
    )
    story_by: str | None = Field(
        None, max_length=_LONGEST, description="Who writes the story: a text generator."
    )
    pictures_by: str | None = Field(
        None,
        max_length=_LONGEST,
        description="Who makes the pictures: an image generator.",
        examples=["image.sketch"],
    )
    ip_adapter: ModelSource | None = Field(
        None,
        description="An IP-Adapter for the painter (image.diffusion): with it every picture follows"
        " `reference`.",
        examples=["ip-adapter.safetensors"],
    )
    reference: InputFile | None = Field(
        None,
        description="The picture that the painted scenes follow by ip_adapter: somebody who is in"
        " all of them.",
        examples=["fox.png"],
        json_schema_extra={"media": ["image/*"]},
    )
    voice_by: str | None = Field(
        None, max_length=_LONGEST, description="Who reads the words: a speech generator."
    )
    music_by: str | None = Field(
        None,
        max_length=_LONGEST,
        description="Who makes the music: a music generator.",
        examples=["music.midi"],
    )

    @field_validator("width", "height")
    @classmethod
    def _even(cls, value: int) -> int:
        if value % 2:
            raise ValueError(f"{value} is odd, and a film's sides are even; try {value - 1}")
        return value

    @field_validator("scenes", mode="before")
    @classmethod
    def _scenes(cls, value: object) -> object:
        """Read scenes that are typed as JSON, one at a time or as a list; check each."""
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            return value
        made: list[dict[str, Any]] = []
        for each in value:
            found = _parsed(each) if isinstance(each, str) else each
            made += found if isinstance(found, list) else [found]
        for number, each in enumerate(made, 1):
            if not isinstance(each, dict):
                raise ValueError(f'scene {number} is no JSON object such as {{"say": "..."}}')
            try:
                checked(each)
            except ValueError as error:
                raise ValueError(f"scene {number}: {error}") from None
        return made


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError('a scene is JSON such as {"say": "...", "picture": "..."}') from None
