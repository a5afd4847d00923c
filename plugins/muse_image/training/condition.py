"""The fields that all trainers of pictures share."""

from typing import Any, Literal

from pydantic import model_validator

from muse import Condition, Field, ModelSource
from muse_image.data.source import KINDS, DataSource

Precision = Literal["float32", "bfloat16"]
Classes = Literal["auto", "folders", "words"]


class TrainCondition(Condition):
    """What to learn from, how long, and how."""

    seed: int | None = Field(
        0,
        ge=0,
        lt=2**32,
        description="Same seed and data, same weights; a stopped training is resumed.",
        examples=[7],
    )
    data: DataSource = Field(
        DataSource("emoji"),
        description="What to train on: a folder of pictures (sub-folders are classes; captions in"
        " .txt or metadata.jsonl), MNIST's IDX files, digits, emoji, emoji:FONT or hub:OWNER/NAME.",
        examples=["photos/"],
        json_schema_extra={"takes": KINDS},
    )
    data_licence: str = Field(
        "",
        max_length=100,
        description="Licence of the data, for the card of the weights; unknown if omitted, but for"
        " digits and emoji.",
        examples=["CC-BY-4.0"],
    )
    licence: str = Field(
        "",
        max_length=100,
        description="Licence of the weights; that of the data if omitted.",
        examples=["CC-BY-SA-4.0"],
    )
    size: int | None = Field(
        None,
        ge=8,
        le=1024,
        description="Side of the square pictures in px; taken from the data if omitted.",
    )
    grey: bool = Field(
        False, description="Train on grey pictures; digits and MNIST's files are always grey."
    )
    held_out: float = Field(
        0.0, ge=0, lt=1, description="Share of the pictures held out for evaluation."
    )
    steps: int = Field(
        20_000,
        ge=1,
        le=10_000_000,
        description="Number of training steps, one batch each.",
        examples=[2000],
    )
    batch: int = Field(64, ge=1, le=4096, description="Pictures in a batch.")
    rate: float = Field(
        1e-3, gt=0, le=1, description="Learning rate; decays to zero along a cosine."
    )
    average: float = Field(
        0.999,
        ge=0,
        lt=1,
        description="Decay of the moving average of the weights, which is what is kept.",
    )
    clip: float = Field(1.0, gt=0, le=1e6, description="Gradients are clipped to this norm.")
    flip: bool = Field(False, description="Mirror half of the pictures at random.")
    shift: int = Field(
        0,
        ge=0,
        le=64,
        description="Shift pictures at random by up to this many px; edges are repeated.",
    )
    warp: float = Field(
        0.0,
        ge=0,
        le=1,
        description="Probability of each slight distortion (rotate, stretch, shear, shift).",
    )
    precision: Precision = Field(
        "float32", description="bfloat16 is faster where the hardware supports it."
    )
    threads: int = Field(
        1,
        ge=1,
        le=256,
        description="CPU threads; small networks are fastest with one.",
    )
    preview: int = Field(
        0, ge=0, le=10_000_000, description="Show samples every so many steps; 0 for none."
    )
    logs: DataSource | None = Field(
        None,
        description="A folder for TensorBoard: losses and samples.",
        json_schema_extra={"takes": "a folder"},
    )
    half: bool = Field(True, description="Write weights as float16, half as large.")
    restart: bool = Field(
        False,
        description="Start from scratch instead of resuming a stopped training.",
    )

    @model_validator(mode="before")
    @classmethod
    def _seeded(cls, values: Any) -> Any:
        """Take no seed for the usual one: a drawn seed could never be resumed."""
        if isinstance(values, dict) and values.get("seed", 0) is None:
            values = {key: value for key, value in values.items() if key != "seed"}
        return values


class ClassesCondition(TrainCondition):
    """What networks learn from that tell classes apart."""

    classes: Classes = Field(
        "auto",
        description="What the classes are: folders, or the words that captions share (auto: words"
        " for emoji).",
    )
    autoencoder: ModelSource | None = Field(
        None,
        description="An AutoencoderTiny of diffusers whose latents to train on, which is faster for"
        " larger pictures; pixels if omitted.",
    )
