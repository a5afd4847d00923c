"""`muse train image.vae`: a conditional variational autoencoder from pictures."""

from typing import TYPE_CHECKING, Any

from muse import Field, RequestError
from muse_image.training.condition import ClassesCondition
from muse_image.training.job import Job
from muse_image.training.networks import NetworkTrainer
from muse_image.vae.condition import Likelihood

if TYPE_CHECKING:
    from muse_image.vae.learning import Autoencoding
    from muse_image.vae.model import Settings


LINEAR = 32
"""The largest side at which the linear way beside the network works."""

NARROW = 8
"""How many numbers a picture has for each that z has, at least, for there to be a linear way.

Where z is nearly as large as the pictures (digits of 8 x 8), their classes and the network say more
than axes: its best held-out bound was worse with it (-1.75 nats a number, -1.89 without)."""


class VaeTrainCondition(ClassesCondition):
    """What a variational autoencoder learns from, and how."""

    beta: float = Field(
        1.0, ge=0, le=1000, description="Weight of the KL term: more is smoother, less is sharper."
    )
    warm: int = Field(
        1000, ge=0, le=10_000_000, description="Steps over which beta rises from zero."
    )
    latent: int = Field(128, ge=1, le=4096, description="Size of the latent vector of a picture.")
    width: int = Field(48, ge=8, le=1024, description="Channels at full size.")
    dropout: float = Field(
        0.0, ge=0, lt=1, description="Dropout of the encoder's features in training."
    )
    parts: int = Field(
        6,
        ge=1,
        le=256,
        description="Largest number of clusters of pictures within a class.",
    )
    axes: int = Field(
        4, ge=1, le=256, description="Number of axes along which samples of a cluster vary."
    )
    likelihood: Likelihood = Field(
        "laplace",
        description="Distribution of a pixel's error; bernoulli is for black and white.",
    )


class VaeTrainer(NetworkTrainer):
    """Trains a conditional variational autoencoder on pictures."""

    condition = VaeTrainCondition
    title = "vae"
    network = "image.vae"
    halves = ("encoder", "decoder")
    example = "muse train image.vae --data photos/ --steps 20000 -o mine.safetensors"

    def settings(self, condition: Any, space: Any, classes: int) -> "Settings":
        """Return the sizes of the network."""
        from muse_image.vae.model import Settings

        if condition.likelihood == "bernoulli" and not space.pixels:
            raise RequestError("likelihood: bernoulli doesn't support latents", hint="use laplace")
        patch = max(1, space.size // 16)
        levels = (space.size // patch // 4).bit_length()
        linear = min(space.size, LINEAR)
        if space.channels * linear**2 < NARROW * condition.latent:
            linear = 0
        widths = [8 * round(condition.width * (5 / 3) ** k / 8) for k in range(levels)]
        return Settings(
            classes=classes,
            size=space.size,
            channels=space.channels,
            patch=patch,
            latent=condition.latent,
            widths=tuple(widths[::-1]),
            likelihood=condition.likelihood,
            dropout=condition.dropout,
            linear=linear,
        )

    def learner(self, job: Job, settings: Any, space: Any) -> "Autoencoding":
        """Return the network, begun from the principal components of the pictures."""
        from muse_image.vae.learning import Autoencoding

        condition = job.condition
        learner = Autoencoding(
            condition, job.device, settings, beta=condition.beta, warm=condition.warm, space=space
        )
        learner.begin(job.pictures)
        return learner

    def found(self, learner: Any, job: Job) -> dict[str, Any]:
        """Return where the pictures of each class lie."""
        from muse_image.vae.learning import places

        return vars(places(learner, job.pictures, job.condition.parts, job.condition.axes))
