"""`muse train image.cgan`: a conditional GAN from pictures."""

from typing import TYPE_CHECKING, Any

from muse import Field
from muse_image.training.condition import ClassesCondition
from muse_image.training.job import Job
from muse_image.training.networks import NetworkTrainer

if TYPE_CHECKING:
    from muse_image.cgan.learning import Adversaries
    from muse_image.cgan.model import Settings


class CganTrainCondition(ClassesCondition):
    """What a conditional GAN learns from, and how."""

    rate: float = Field(
        5e-4, gt=0, le=1, description="Learning rate; decays to zero along a cosine."
    )
    clip: float = Field(1000.0, gt=0, le=1e6, description="Gradients are clipped to this norm.")
    width: int | None = Field(
        None,
        ge=8,
        le=1024,
        description="Channels at half of the full size, doubled at each halving; if omitted 32, or"
        " 64 for inputs of 8 x 8 such as the latents of 64 px.",
    )
    noise: int = Field(64, ge=1, le=1024, description="Size of the noise vector of a picture.")
    slopes: float = Field(
        0.5,
        ge=0,
        le=1000,
        description="Weight of the gradient penalty on the discriminator's score.",
    )
    diversity: float = Field(
        0.1, ge=0, le=100, description="Weight of the reward for variety within a class."
    )
    changes: float = Field(
        0.7,
        ge=0,
        le=1,
        description="Share of pictures augmented at random for the discriminator.",
    )


class CganTrainer(NetworkTrainer):
    """Trains a conditional GAN on pictures with classes."""

    condition = CganTrainCondition
    title = "cgan"
    network = "image.cgan"
    example = "muse train image.cgan --data photos/ --steps 20000 -o mine.safetensors"

    def settings(self, condition: Any, space: Any, classes: int) -> "Settings":
        """Return the sizes of both networks."""
        from muse_image.cgan.model import Settings

        return Settings(
            classes=classes,
            size=space.size,
            channels=space.channels,
            bounded=space.pixels,
            noise=condition.noise,
            width=condition.width or (64 if space.size == 8 else 32),
        )

    def learner(self, job: Job, settings: Any, space: Any) -> "Adversaries":
        """Return both networks, new."""
        from muse_image.cgan.learning import Adversaries

        return Adversaries(
            job.condition,
            job.device,
            settings,
            slopes=job.condition.slopes,
            changes=job.condition.changes,
            diversity=job.condition.diversity,
            decode=space.decode,
        )
