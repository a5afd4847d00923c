"""`muse train image.cgan`: a conditional GAN from pictures."""

from typing import TYPE_CHECKING, Any

from muse import Field, Item, RequestError, Run
from muse_image.training.condition import ClassesCondition
from muse_image.training.trainer import PictureTrainer, Place

if TYPE_CHECKING:
    from muse import Emit
    from muse_image.data import Pictures


class CganTrainCondition(ClassesCondition):
    """What a conditional GAN learns from, and how."""

    rate: float = Field(
        5e-4, gt=0, le=1, description="Learning rate; falls to nothing along a cosine."
    )
    clip: float = Field(1000.0, gt=0, le=1e6, description="The largest norm of a gradient.")
    width: int | None = Field(
        None,
        ge=8,
        le=1024,
        description="Channels at half of the full size, doubled as it halves: 32 if none; 64 for"
        " what is 8 x 8, as latents of 64 px are.",
    )
    noise: int = Field(64, ge=1, le=1024, description="Numbers of noise that lead a picture.")
    slopes: float = Field(
        0.5, ge=0, le=1000, description="Weight of the penalty on slopes of the score."
    )
    diversity: float = Field(
        0.1, ge=0, le=100, description="Weight of the reward for pictures of a class that differ."
    )
    changes: float = Field(
        0.7, ge=0, le=1, description="Share of pictures changed at random before they are judged."
    )


class CganTrainer(PictureTrainer):
    """Trains a conditional GAN on pictures with classes."""

    condition = CganTrainCondition
    title = "cgan"
    example = "muse train image.cgan --data photos/ --steps 20000 -o mine.safetensors"

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
        """Return the generator's weights, with the decoder of its latents if it makes latents."""
        from muse_image.cgan.learning import Adversaries
        from muse_image.cgan.model import Settings
        from muse_image.training import latents, loop
        from muse_image.training.classes import of
        from muse_image.training.weights import packed

        pictures, classes = of(pictures, condition)
        space = latents.space(condition, run, pictures, device)
        size = space.size
        if size < 8 or size & (size - 1):
            raise RequestError(
                f"size: {pictures.size} px can't be halved down to 4",
                hint="take 8, 16, 32, 64... (8 times those in latents)",
            )
        settings = Settings(
            classes=len(classes),
            size=size,
            channels=space.channels,
            bounded=space.pixels,
            noise=condition.noise,
            width=condition.width or (64 if size == 8 else 32),
        )
        with run.global_seed(item):
            learner = Adversaries(
                condition,
                device,
                settings,
                slopes=condition.slopes,
                changes=condition.changes,
                diversity=condition.diversity,
                decode=space.decode,
            )
        draws = self.draws(condition, pictures, item, place, device)
        facts = loop.learn(
            learner,
            lambda step: space.encoded(draws.batch(step)),
            self.kept(condition, pictures, run, item),
            emit,
            main=place.main,
            what="cgan",
            share=(0.05, 1.0),
        )
        tensors = {**learner.weights(), **space.tensors("decoder")}
        data = packed(
            "image.cgan",
            settings,
            tensors,
            condition.half,
            classes=[each.names for each in classes],
            **space.told("decoder"),
            learnt_from=pictures.source,
        )
        return data, {**facts, "classes": len(classes), "bytes": len(data)}
