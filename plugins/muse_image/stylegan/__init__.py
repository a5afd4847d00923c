"""`image.stylegan`: pictures by StyleGAN2.

model        both networks
augmenting   how pictures are changed while it learns
learning     one step; training: `muse train image.stylegan`
"""

from collections.abc import Iterator
from typing import Any

from muse import Artifact, Component, Generator, Progress, Run
from muse_image.stylegan.condition import StyleganCondition
from muse_image.stylegan.training import StyleganTrainer

__all__ = ["Stylegan", "StyleganCondition"]


class Stylegan(Generator[StyleganCondition]):
    """Pictures by StyleGAN2."""

    condition = StyleganCondition
    formats = {".png": "image/png"}
    repeatable = "bytes"
    trainer = StyleganTrainer
    requires = ("torch", "safetensors")
    install = 'pip install "muse-host[image]"'
    environment = ("torch", "pillow")
    example = "muse run image -g stylegan --label cat --count 4"

    def generate(self, condition: StyleganCondition, run: Run) -> Iterator[Any]:
        """Yield one picture, animation or sheet per item."""
        from muse_image import small
        from muse_image.stylegan import making
        from muse_image.training.labels import chosen
        from muse_image.training.weights import own, told

        weights = own(run, condition.model, "image.stylegan")
        header = told(weights.path, "image.stylegan")
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
