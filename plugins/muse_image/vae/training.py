"""`muse train image.vae`: a conditional variational autoencoder from pictures."""

from typing import TYPE_CHECKING, Any

from muse import Field, Item, RequestError, Run
from muse_image.training.condition import ClassesCondition
from muse_image.training.trainer import PictureTrainer, Place
from muse_image.vae.condition import Likelihood

if TYPE_CHECKING:
    from muse import Emit
    from muse_image.data import Pictures


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
        1000, ge=0, le=10_000_000, description="Steps in which beta grows from nothing."
    )
    latent: int = Field(128, ge=1, le=4096, description="Numbers that stand for a picture.")
    width: int = Field(48, ge=8, le=1024, description="Channels at full size.")
    dropout: float = Field(
        0.0, ge=0, lt=1, description="Share of the encoder's features left out while it learns."
    )
    parts: int = Field(
        6,
        ge=1,
        le=256,
        description="Kinds of pictures within a class that are told apart, at most.",
    )
    axes: int = Field(
        4, ge=1, le=256, description="Ways in which pictures of a kind vary when they are drawn."
    )
    likelihood: Likelihood = Field(
        "laplace",
        description="How a pixel's error counts; bernoulli takes pictures as black and white.",
    )


class VaeTrainer(PictureTrainer):
    """Trains a conditional variational autoencoder on pictures."""

    condition = VaeTrainCondition
    title = "vae"
    example = "muse train image.vae --data photos/ --steps 20000 -o mine.safetensors"

    def learnt(
        self,
        condition: Any,
        pictures: "Pictures",
        run: Run,
        item: Item,
        place: Place,
        device: str,
        emit: "Emit",
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the network's weights, and where the pictures of each class lie."""
        from muse_image.training import latents, loop
        from muse_image.training.classes import of
        from muse_image.training.weights import packed
        from muse_image.vae.learning import Autoencoding, places
        from muse_image.vae.model import Settings

        pictures, classes = of(pictures, condition)
        space = latents.space(condition, run, pictures, device)
        size = space.size
        if size < 8 or size & (size - 1):
            raise RequestError(
                f"size: {pictures.size} px can't be halved down to 4",
                hint="take 8, 16, 32, 64... (8 times those in latents)",
            )
        if condition.likelihood == "bernoulli" and not space.pixels:
            raise RequestError("likelihood: latents aren't black and white", hint="take laplace")
        patch = max(1, size // 16)
        levels = (size // patch // 4).bit_length()
        linear = min(size, LINEAR)
        if space.channels * linear**2 < NARROW * condition.latent:
            linear = 0
        widths = [8 * round(condition.width * (5 / 3) ** k / 8) for k in range(levels)]
        settings = Settings(
            classes=len(classes),
            size=size,
            channels=space.channels,
            patch=patch,
            latent=condition.latent,
            widths=tuple(widths[::-1]),
            likelihood=condition.likelihood,
            dropout=condition.dropout,
            linear=linear,
        )
        with run.global_seed(item):
            learner = Autoencoding(
                condition, device, settings, beta=condition.beta, warm=condition.warm, space=space
            )
            learner.begin(pictures)
        draws = self.draws(condition, pictures, item, place, device)
        facts = loop.learn(
            learner,
            lambda step: space.encoded(draws.batch(step)),
            self.kept(condition, pictures, run, item),
            emit,
            main=place.main,
            what="vae",
            share=(0.05, 1.0),
        )
        found = places(learner, pictures, condition.parts, condition.axes)
        data = packed(
            "image.vae",
            settings,
            {
                **learner.weights(),
                **space.tensors("encoder", "decoder"),
                **vars(found),
            },
            condition.half,
            classes=[each.names for each in classes],
            learnt_from=pictures.source,
            **space.told("encoder", "decoder"),
        )
        return data, {**facts, "classes": len(classes), "bytes": len(data)}
