"""`image.vae`: pictures by a conditional variational autoencoder; it also changes your own.

model        the network and the bound that it learns
learning     one step; training: `muse train image.vae`
making       a file of weights as a module; its latent space: interpolation, arithmetic
"""

from collections.abc import Iterator
from typing import Any

from muse import Artifact, Component, Generator, Likeness, Progress, Run
from muse_image.vae.condition import VaeCondition
from muse_image.vae.training import VaeTrainer

__all__ = ["Vae", "VaeCondition"]


class Vae(Generator[VaeCondition]):
    """Small pictures by a conditional VAE: sampled, varied, interpolated; latent arithmetic."""

    condition = VaeCondition
    formats = {".png": "image/png"}
    repeatable = "bytes"
    trainer = VaeTrainer
    requires = ("torch", "safetensors")
    install = 'pip install "muse-host[image]"'
    environment = ("torch", "pillow")
    example = "muse run image -g vae --interpolate 1 --interpolate 2 --frames 24 -o between.webp"

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Leave names of classes to those who know the weights, and pictures to `probes`."""
        alone = {"init": None, "other": None, "strength": 0.0, "frames": 0}
        return {"label": "0", "interpolate": [], "plus": [], "minus": [], **alone}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return pictures, and the company in which fields show; a number is a class, too."""
        from PIL import Image

        from muse.media import png

        photo = png(Image.linear_gradient("L").convert("RGB"))[0]
        upright = png(Image.linear_gradient("L").rotate(90).convert("RGB"))[0]
        two = {"label": None, "interpolate": ["1", "2"]}
        frames = {**two, "frames": 3}
        return {
            "label": {"label": "1"},
            "prompt": {"label": None, "prompt": "moon"},
            "init": {"label": None, "init": photo},
            "strength": {"label": None, "init": photo, "strength": 0.7},
            "other": {"label": None, "init": photo, "other": upright},
            "interpolate": two,
            "weight": {**two, "weight": 0.9},
            "plus": {"plus": ["0"]},
            "minus": {"minus": ["0"]},
            "frames": frames,
            "view": {**frames, "view": "sheet"},
        }

    def choices(self, condition: Any) -> dict[str, list[str]]:
        """Return the classes that the weights know."""
        from muse_image.training.weights import classes

        return {"label": classes(condition.model, "image.vae")}

    def generate(self, condition: VaeCondition, run: Run) -> Iterator[Any]:
        """Yield one picture, animation or sheet per item."""
        from muse_image.training.labels import chosen
        from muse_image.training.weights import own, told
        from muse_image.vae import making

        weights = own(run, condition.model, "image.vae")
        header = told(weights.path, "image.vae")
        plan = making.planned(condition, header["classes"])
        labels: list[int] | None = None
        if not (plan.told or condition.init):
            labels = chosen(condition, header["classes"], run)
        component = Component(
            str(weights.path), making.load, size=weights.size * 2, dtypes=("float32",)
        )
        with run.lease(component, working=2**26) as (model,):
            for item in run.items:
                label = labels[item.index] if labels else None
                data, facts = making.made(model, condition, plan, label, item.seed)
                if label is not None:
                    facts["label"] = header["classes"][label][0]
                yield Artifact({".png": data}, item, facts)
                yield Progress(item.index + 1, len(run.items))

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        """Compare two pictures by their peak signal-to-noise ratio, dB."""
        from muse_image.likeness import compare

        return compare(ours, theirs)
