"""`image.cgan`: pictures of a class by a conditional generative adversarial network.

model        both networks and their losses
learning     one step; training: `muse train image.cgan`
making       a file of weights as a module, and pictures of it
"""

from collections.abc import Iterator
from typing import Any

from muse import Artifact, Component, Generator, Likeness, Progress, Run
from muse_image.cgan.condition import CganCondition
from muse_image.cgan.training import CganTrainer

__all__ = ["Cgan", "CganCondition"]


class Cgan(Generator[CganCondition]):
    """Small pictures of a class by a conditional GAN; interpolates between classes and seeds."""

    condition = CganCondition
    formats = {".png": "image/png"}
    repeatable = "bytes"
    trainer = CganTrainer
    requires = ("torch", "safetensors")
    install = 'pip install "muse-host[image]"'
    environment = ("torch", "pillow")
    example = "muse run image -g cgan --label cat --count 4"

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Leave names of classes to those who know the weights."""
        return {"label": "0", "interpolate": [], "frames": 0}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which fields show; a class goes by its number, too."""
        two = {"interpolate": ["1", "2"]}
        frames = {**two, "frames": 3}
        return {
            "label": {"label": "1"},
            "prompt": {"label": None, "prompt": "moon"},
            "interpolate": two,
            "weight": {**two, "weight": 0.9},
            "frames": frames,
            "view": {**frames, "view": "sheet"},
        }

    def choices(self, condition: Any) -> dict[str, list[str]]:
        """Return the classes that the weights know."""
        from muse_image.training.weights import classes

        return {"label": classes(condition.model, "image.cgan")}

    def generate(self, condition: CganCondition, run: Run) -> Iterator[Any]:
        """Yield one picture, animation or sheet per item."""
        from muse_image import small
        from muse_image.cgan import making
        from muse_image.training.labels import chosen
        from muse_image.training.weights import own, told

        weights = own(run, condition.model, "image.cgan")
        header = told(weights.path, "image.cgan")
        labels = chosen(condition, header["classes"], run)
        ends = small.ends(condition, header["classes"])
        component = Component(
            str(weights.path), making.load, size=weights.size * 2, dtypes=("float32",)
        )
        with run.lease(component, working=2**26) as (model,):
            for item, label in zip(run.items, labels, strict=True):
                data, facts = making.made(model, condition, label, ends, item.seed)
                facts = {**facts, "label": header["classes"][label][0]} if not ends else facts
                yield Artifact({".png": data}, item, facts)
                yield Progress(item.index + 1, len(run.items))

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        """Compare two pictures by their peak signal-to-noise ratio, dB."""
        from muse_image.likeness import compare

        return compare(ours, theirs)
