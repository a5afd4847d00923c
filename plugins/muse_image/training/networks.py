"""Training one network on pictures with classes: what `image.cgan` and `image.vae` share."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from muse import RequestError
from muse_image.training.job import Job
from muse_image.training.trainer import PictureTrainer

if TYPE_CHECKING:
    from torch import Tensor

    from muse_image.training.learner import Learner


class NetworkTrainer(PictureTrainer):
    """Makes one file of weights for a generator of small pictures of a class."""

    network: ClassVar[str]
    """The generator that the weights are for."""

    halves: ClassVar[tuple[str, ...]] = ("decoder",)
    """The halves of an autoencoder around the network that go with its weights."""

    def settings(self, condition: Any, space: Any, classes: int) -> Any:
        """Return the network's settings for a space of pictures or latents, and so many classes."""
        raise NotImplementedError

    def learner(self, job: Job, settings: Any, space: Any) -> "Learner":
        """Return a learner with new networks; called under the item's seed."""
        raise NotImplementedError

    def found(self, learner: Any, job: Job) -> Mapping[str, "Tensor"]:
        """Return tensors beside the network's own, learnt once it is trained."""
        return {}

    def learnt(self, job: Job) -> tuple[bytes, dict[str, Any]]:
        """Return the network's weights, with the autoencoder it works in, if it does."""
        from muse_image.training import latents, loop, rights
        from muse_image.training.classes import of
        from muse_image.training.weights import packed

        keep = job.checkpoint()
        pictures, classes = of(job.pictures, job.condition)
        space = latents.space(job.condition, job.run, pictures, job.device)
        if space.size < 8 or space.size & (space.size - 1):
            raise RequestError(
                f"size: invalid value {pictures.size}; expected a size that halves down to 4",
                hint="use 8, 16, 32, 64... (8 times those with an autoencoder)",
            )
        settings = self.settings(job.condition, space, len(classes))
        job = replace(job, pictures=pictures)
        with job.run.global_seed(job.item):
            learner = self.learner(job, settings, space)
        draws = job.draws()
        facts = loop.learn(
            learner,
            lambda step: space.encoded(draws.batch(step)),
            keep,
            job.emit,
            main=job.place.main,
            what=self.title,
            share=(0.05, 1.0),
        )
        tensors = {
            **learner.weights(), **space.tensors(*self.halves), **self.found(learner, job)
        }  # fmt: skip
        data = packed(
            self.network,
            settings,
            tensors,
            job.condition.half,
            rights.header(rights.of(job), pictures.source),
            classes=[each.names for each in classes],
            learnt_from=pictures.source,
            **space.told(*self.halves),
        )
        return data, {**facts, "classes": len(classes), "bytes": len(data)}
