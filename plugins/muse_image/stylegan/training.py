"""`muse train image.stylegan`: StyleGAN2 from pictures."""

from typing import TYPE_CHECKING, Any, Literal

from muse import Field
from muse_image.training.condition import ClassesCondition
from muse_image.training.job import Job
from muse_image.training.networks import NetworkTrainer

if TYPE_CHECKING:
    from muse_image.stylegan.learning import Adversaries
    from muse_image.stylegan.model import Settings


class StyleganTrainCondition(ClassesCondition):
    """What StyleGAN2 learns from, and how."""

    rate: float = Field(
        2e-3, gt=0, le=1, description="Learning rate; decays to zero along a cosine."
    )
    clip: float = Field(1000.0, gt=0, le=1e6, description="Gradients are clipped to this norm.")
    width: int | None = Field(
        None,
        ge=1,
        le=1024,
        description="Channels at full size, doubled at each halving up to --widest; if omitted"
        " 16384 / size, or 128 for inputs of 8 x 8 such as the latents of 64 px.",
    )
    widest: int = Field(512, ge=8, le=2048, description="Most channels at any size.")
    depth: int = Field(2, ge=2, le=8, description="Convolutions at each size.")
    noise: int = Field(512, ge=1, le=1024, description="Size of the noise vector of a picture.")
    style: int = Field(512, ge=8, le=1024, description="Size of the style vector.")
    mapping: int = Field(8, ge=1, le=16, description="Layers between noise and style.")
    loss: Literal["logistic", "relativistic"] = Field(
        "logistic",
        description="logistic: StyleGAN2's; relativistic: each real picture against a made one,"
        " steadier on few pictures.",
    )
    slopes: float | None = Field(
        None,
        ge=0,
        le=1000,
        description="Weight of the gradient penalty on the discriminator's score; by size and"
        " batch if omitted.",
    )
    path: float = Field(
        2.0, ge=0, le=100, description="Weight of the path length penalty on the generator."
    )
    mixing: float = Field(
        0.9,
        ge=0,
        le=1,
        description="Share of pictures whose finer layers take another style; less, or 0, for"
        " latents and pictures of 32 px and below.",
    )
    diversity: float = Field(
        0.0, ge=0, le=100, description="Weight of the reward for variety within a class."
    )
    changes: float = Field(
        0.0,
        ge=0,
        le=1,
        description="Share of pictures augmented at random for the discriminator, at first.",
    )
    target: float = Field(
        0.6,
        ge=0,
        le=1,
        description="How sure the discriminator shall be of real pictures: adapts --changes; 0"
        " leaves them as they are.",
    )


class StyleganTrainer(NetworkTrainer):
    """Trains StyleGAN2 on pictures, with classes or without."""

    condition = StyleganTrainCondition
    title = "stylegan"
    network = "image.stylegan"
    halves = ("encoder", "decoder")
    example = "muse train image.stylegan --data photos/ --steps 20000 -o mine.safetensors"

    def settings(self, condition: Any, space: Any, classes: int) -> "Settings":
        """Return the sizes of both networks."""
        from muse_image.stylegan.model import Settings

        width = condition.width or (128 if space.size == 8 else 16384 // space.size)
        return Settings(
            size=space.size,
            channels=space.channels,
            classes=classes if classes > 1 else 0,
            noise=condition.noise,
            style=condition.style,
            mapping=condition.mapping,
            base=width * space.size,
            most=condition.widest,
            depth=condition.depth,
        )

    def learner(self, job: Job, settings: Any, space: Any) -> "Adversaries":
        """Return both networks, new."""
        from muse_image.stylegan.learning import Adversaries

        condition = job.condition
        if condition.slopes is None:
            # StyleGAN2-ADA's rule of thumb, by the area of a picture (arXiv:2006.06676, their code)
            weight = 0.0002 * space.size**2 / condition.batch
            condition = condition.model_copy(update={"slopes": weight})
        return Adversaries(
            condition, job.device, settings, pixels=space.pixels, decode=space.decode
        )
