"""What generators of small pictures share: fields, ends of an interpolation, frames."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import field_validator, model_validator

from muse import Condition, Field, ModelSource

if TYPE_CHECKING:
    from torch import Tensor

    from muse import InputFile

End = tuple[int | None, int | None]
"""One end of an interpolation: a class, or a seed."""


class SmallPictureCondition(Condition):
    """What generators of small pictures of a class understand."""

    prompt: str = Field(
        "",
        description="Words that name the class, English or Chinese.",
        examples=["a cat", "一只猫"],
    )
    label: str | None = Field(
        None,
        description="The class; the prompt's, or a random one, if omitted. `muse generators"
        " image.cgan` and `image.vae` list those of Muse's own weights.",
        examples=["cat"],
    )
    interpolate: list[str] = Field(
        [],
        max_length=2,
        description="Interpolate between two classes (names) or seeds (numbers); give it twice.",
        examples=[["cat", "moon"]],
        json_schema_extra={"takes": "two classes, or two seeds"},
    )
    weight: float = Field(
        0.5, ge=0, le=1, description="The weight of the second end of an interpolation."
    )
    frames: int = Field(
        0,
        ge=0,
        le=240,
        description="Frames of an interpolation from one end to the other; 0 for a single picture.",
    )
    view: Literal["animation", "sheet"] = Field(
        "animation", description="How frames are shown: as an animation, or side by side."
    )
    scale: int = Field(1, ge=1, le=16, description="Factor by which the picture is enlarged.")
    model: ModelSource | None = Field(
        None, description="Weights made by muse train; Muse's own if omitted."
    )

    @field_validator("interpolate")
    @classmethod
    def _two(cls, value: list[str]) -> list[str]:
        if len(value) == 1:
            raise ValueError("expected two ends, such as --interpolate cat --interpolate moon")
        return value

    @property
    def has_two_ends(self) -> bool:
        """Whether there is something to interpolate between."""
        return bool(self.interpolate)

    @model_validator(mode="after")
    def _ends(self: "S") -> "S":
        if self.frames == 1:
            raise ValueError(
                "frames: invalid value 1; expected 2 or more, or 0 for a single picture"
            )
        if not self.has_two_ends and (self.frames or self.weight != 0.5):
            name = "frames" if self.frames else "weight"
            raise ValueError(f"{name}: requires two ends, such as --interpolate 1 --interpolate 2")
        if self.frames and self.weight != 0.5:
            raise ValueError("weight: frames cover all weights; leave out weight or frames")
        return self


S = TypeVar("S", bound=SmallPictureCondition)


def ends(condition: SmallPictureCondition, classes: Sequence[Sequence[str]]) -> tuple[End, ...]:
    """Return the ends that `interpolate` names; numbers that no class has are seeds.

    InvalidField for a class that isn't there.
    """
    from muse_image.training import labels

    names = {name for each in classes for name in each}

    def end(text: str) -> End:
        if text.isdecimal() and text not in names:
            return None, int(text) % 2**32
        return labels.found(text, classes, "interpolate"), None

    return tuple(end(text) for text in condition.interpolate)


def weights_of(condition: SmallPictureCondition) -> "Tensor":
    """Return the weight of the second end for each picture to make, 0..1."""
    import torch

    if condition.frames:
        return torch.linspace(0, 1, condition.frames)
    return torch.tensor([condition.weight])


def written(condition: SmallPictureCondition, pictures: "Tensor") -> tuple[bytes, dict[str, Any]]:
    """Return pictures (n, c, h, w) in -1..1 as PNG bytes, and what is measured of them."""
    from muse_image.training import showing

    frames = showing.images(pictures, condition.scale)
    data, size = showing.written(frames, condition.view == "sheet")
    return data, {**size, "frames": len(frames)} if condition.frames else dict(size)


def handed_in(file: "InputFile", field: str, size: int, channels: int) -> "Tensor":
    """Return a picture that was handed in as pixels (1, c, s, s) in -1..1, its middle on white."""
    import numpy as np
    import torch
    from PIL import Image, ImageOps

    from muse import media

    upright = media.picture(file.data, field=field, name=file.name).convert("RGBA")
    flat = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    square = ImageOps.fit(flat.convert("RGB"), (size,) * 2, Image.Resampling.LANCZOS)
    pixels = np.asarray(square if channels == 3 else square.convert("L"))
    tensor = torch.from_numpy(pixels.copy()).float().div(127.5).sub(1)
    return (tensor.permute(2, 0, 1) if channels == 3 else tensor[None])[None]
