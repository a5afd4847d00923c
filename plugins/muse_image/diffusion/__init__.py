"""`image.diffusion`: pictures from words by any text-to-image model of diffusers.

condition
-> family        which pipeline of diffusers fits model and task; its parts as leased components
   single_file   the same of a model in one file; checkpoint reads it
   parts         what a part is; loading how it is loaded: quantising, compiling
-> call          what that pipeline is asked; a field that it can't use is refused by name
-> session       one run: pipeline, adapters, batches, progress, previews
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from muse import Artifact, Generator, Likeness, Progress, Run
from muse_image.diffusion.condition import DiffusionCondition
from muse_image.diffusion.training import DiffusionTrainer

__all__ = ["Diffusion", "DiffusionCondition"]


class Diffusion(Generator[DiffusionCondition]):
    """Pictures from words by any text-to-image model of diffusers, from the hub or a folder."""

    condition = DiffusionCondition
    formats = {".png": "image/png"}
    repeatable = "measure"
    trainer = DiffusionTrainer
    requires = ("torch", "diffusers", "transformers", "accelerate")
    install = 'pip install "muse-host[image]"'
    environment = ("torch", "diffusers", "transformers", "pillow")
    costly = ("width", "height", "count")
    example = 'muse run image -g diffusion --model stabilityai/sd-turbo --prompt "a red fox"'

    inert = {"compile": "the same picture, in quicker steps"}

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return a tiny picture of two steps, without the minutes that compiling takes."""
        size = {"width": 64, "height": 64}
        return {"prompt": "a red fox", "steps": 2, **size, "compile": False}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return pictures to start from, and the company in which some fields show."""
        from PIL import Image

        from muse.media import png

        photo = png(Image.linear_gradient("L").convert("RGB"))[0]
        return {
            "init": {"init": photo},
            "strength": {"init": photo, "steps": 4, "strength": 0.25},
            "preview": {"preview": 1},
            "mask": {"init": photo, "mask": photo},
            "control": {"control": photo},
            "ip_image": {"ip_image": photo},
        }

    def generate(self, condition: DiffusionCondition, run: Run) -> Iterator[Any]:
        """Yield progress by steps, previews where they are asked for, and one picture per item."""
        yield Progress(0, 1, f"loading {condition.model.label}")
        from muse_image.diffusion.session import Session

        session = Session(condition, run)
        with run.lease(
            *session.components,
            working=session.working,
            size=session.pixels,
            strategies=session.strategies,
        ) as lease:
            for batch in session.batches(lease):
                made = yield from run.drive(partial(session.work, lease, batch))
                for item, (data, measured) in zip(batch, made, strict=True):
                    yield Artifact({".png": data}, item, measured)

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        """Compare two pictures by their peak signal-to-noise ratio, dB."""
        from muse_image.likeness import compare

        return compare(ours, theirs)
