"""What clients of A1111's API send; what isn't here is passed over, as A1111 passes it over."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

MOST_PICTURES = 8


class Asked(BaseModel):
    """A body; clients send fields of many versions and extensions."""

    model_config = ConfigDict(extra="ignore")


class Text2Image(Asked):
    """A picture from words. Null is what isn't given."""

    prompt: str | None = ""
    negative_prompt: str | None = ""
    width: int | None = None
    height: int | None = None
    steps: int | None = None
    cfg_scale: float | None = Field(None, allow_inf_nan=False)
    seed: int | None = None
    batch_size: int | None = Field(None, ge=1, le=1000)
    n_iter: int | None = Field(None, ge=1, le=1000)
    sampler_name: str | None = Field(None, max_length=100)
    sampler_index: str | None = Field(None, max_length=100)
    scheduler: str | None = Field(None, max_length=100)
    denoising_strength: float | None = Field(None, allow_inf_nan=False)
    styles: list[str] | None = None
    restore_faces: bool | None = None
    tiling: bool | None = None
    enable_hr: bool | None = None
    clip_skip: int | None = None
    script_name: str | None = None
    alwayson_scripts: dict[str, Any] | None = None
    refiner_checkpoint: str | None = None
    override_settings: dict[str, Any] | None = None
    send_images: bool | None = True

    @property
    def count(self) -> int:
        """How many pictures."""
        return (self.batch_size or 1) * (self.n_iter or 1)

    @property
    def sampler(self) -> str:
        """The sampler by A1111's name; empty where none is asked for."""
        return self.sampler_name or self.sampler_index or ""


class Image2Image(Text2Image):
    """A picture from another one; pictures are base64, or data URIs."""

    init_images: list[str] | None = Field(None, max_length=MOST_PICTURES)
    mask: str | None = None


class Options(Asked):
    """The settings that can be changed."""

    sd_model_checkpoint: str | None = Field(None, max_length=300)


class Picture(Asked):
    """A picture to be looked into, as base64 or a data URI."""

    image: str
