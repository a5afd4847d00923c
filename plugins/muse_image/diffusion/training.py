"""`muse train image.diffusion`: a LoRA of a large model, or a small model from nothing."""

from collections.abc import Generator as Steps
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import model_validator

from muse import Field, ModelSource, Progress, RequestError, Run
from muse_image.training.condition import TrainCondition
from muse_image.training.job import Job
from muse_image.training.trainer import PictureTrainer

if TYPE_CHECKING:
    from muse_image.data import Pictures


class DiffusionTrainCondition(TrainCondition):
    """What a diffusion model learns from, and how."""

    rate: float = Field(
        8e-4, gt=0, le=1, description="Learning rate; decays to zero along a cosine (LoRA: 1e-4)."
    )
    average: float = Field(
        0.9995,
        ge=0,
        lt=1,
        description="Decay of the moving average of the weights, which is what is kept.",
    )
    model: ModelSource | None = Field(
        None,
        description="Train a LoRA of this model (Stable Diffusion 1, 2, XL: owner/name or folder)"
        " instead of a small model from scratch.",
        examples=["stabilityai/stable-diffusion-xl-base-1.0"],
    )
    rank: int = Field(8, ge=1, le=256, description="Rank of the LoRA: how much it can learn.")
    caption: str = Field(
        "",
        description="Caption of the pictures that have none, for a LoRA.",
        examples=["a picture in the style of qwz"],
    )
    start: ModelSource | None = Field(
        None,
        description="A small model (emoji, or a folder that muse train image.diffusion made) whose"
        " weights are trained on, autoencoder and words with them; random weights if omitted.",
        examples=["emoji"],
    )
    attention: bool = Field(
        False,
        description="Let a small model look at single words at each place, besides all words at"
        " once: a step takes longer, and it learns better what is where.",
    )
    compose: int = Field(
        0,
        ge=0,
        le=1_000_000,
        description="Number of composed pictures added to emoji: in other colours, several of one,"
        " two of them, with captions in English and Chinese.",
        examples=[60_000],
    )
    autoencoder: ModelSource | None = Field(
        None,
        description="An AutoencoderTiny of diffusers; one is trained first if omitted.",
    )
    autoencoder_steps: int | None = Field(
        None,
        ge=1,
        le=10_000_000,
        description="Number of batches that the autoencoder is trained on (of a start's: its"
        " decoder, as the rest knows the latents); if omitted, 5000 for one from random weights and"
        " none for one that is given.",
    )

    @model_validator(mode="before")
    @classmethod
    def _usual(cls, values: Any) -> Any:
        """Take the rate and the decay that suit a LoRA where one is asked for."""
        if isinstance(values, dict) and values.get("model") is not None:
            return {"rate": 1e-4, "average": 0.99, **values}
        return values

    @model_validator(mode="after")
    def _together(self) -> "DiffusionTrainCondition":
        given = self.model_fields_set
        if self.model is not None and self.autoencoder is not None:
            raise ValueError("autoencoder: a LoRA uses the model's own; leave it out")
        for name in ("start", "attention", "compose"):
            if self.model is not None and getattr(self, name):
                raise ValueError(f"{name}: a LoRA has no use for it; leave it out, or --model")
        if self.start is not None and self.autoencoder is not None:
            raise ValueError("autoencoder: start brings its own; leave it out")
        if self.compose and self.data.partition(":")[0] != "emoji":
            raise ValueError("compose: only emoji can be composed; give --data emoji")
        if self.model is None and given & {"rank", "caption"}:
            name = "rank" if "rank" in given else "caption"
            raise ValueError(f"{name}: requires a LoRA; give --model, or leave it out")
        return self


class DiffusionTrainer(PictureTrainer):
    """Trains a LoRA of a diffusion model, or a small latent diffusion model from nothing."""

    condition = DiffusionTrainCondition
    formats = {".zip": "application/zip", ".safetensors": "application/vnd.safetensors"}
    optional_formats = frozenset({".safetensors"})
    requires = ("torch", "accelerate", "diffusers", "peft", "transformers", "safetensors")
    environment = ("accelerate", "diffusers", "peft", "torch", "transformers")
    title = "diffusion"
    example = "muse train image.diffusion --data photos/ --model MODEL -o qwz.safetensors"

    def generate(self, condition: Any, run: Run) -> Iterator[Any]:
        """Yield progress, samples where they are asked for, and one file of weights per item."""
        made = ".zip" if condition.model is None else ".safetensors"
        if set(run.formats) != {made}:
            what = "a small model is a diffusers folder" if made == ".zip" else "a LoRA is a file"
            raise RequestError(f"output: {what}, written as {made}", hint=f"use -o mine{made}")
        yield from super().generate(condition, run)

    def suffix_of(self, condition: Any) -> str:
        """Return the suffix of what is made: a folder in a .zip, or a LoRA."""
        return ".zip" if condition.model is None else ".safetensors"

    def pictures(self, condition: Any, run: Run) -> Steps[Any, None, "Pictures"]:
        """Read what there is to learn from, and compose more of it where that is asked for."""
        found: Pictures = yield from super().pictures(condition, run)
        if not condition.compose:
            return found
        from muse_image.data import composing

        adding = composing.added(
            found,
            condition.compose,
            font=condition.data.partition(":")[2],
            seed=condition.seed,
            check=run.check,
        )
        while True:
            try:
                event = next(adding)
            except StopIteration as done:
                return done.value  # type: ignore[no-any-return]
            yield Progress(0.05 * event.done / max(1, event.total), 1, event.note)

    def colours(self, condition: Any) -> int:
        """Return the channels of the pictures: a diffusion model has three."""
        return 3

    def learnt(self, job: Job) -> tuple[bytes, dict[str, Any]]:
        """Return a LoRA, or a small model as the folder of diffusers in a .zip."""
        from muse_image.diffusion.learning import lora, scratch

        return scratch.learnt(job) if job.condition.model is None else lora.learnt(job)
