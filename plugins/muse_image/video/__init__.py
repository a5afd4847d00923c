"""`video.diffusion`: videos from words, or from a picture, by pipelines of diffusers.

condition
-> pipelines   which pipeline of diffusers fits model and task; its parts as for pictures
   motion      a model of pictures that an adapter moves (AnimateDiff)
-> call        what that pipeline is asked; a field that it can't use is refused by name
   sizes       frames and sides that a model can represent
-> session     one run: pipeline, progress, previews; frames written as they are decoded
-> write       .mp4, .webm, .webp, .gif, or each frame as a .png
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from muse import Artifact, Generator, Likeness, Progress, Run
from muse_image.video.condition import VideoCondition

__all__ = ["Diffusion", "VideoCondition"]


class Diffusion(Generator[VideoCondition]):
    """Videos from words or a picture by diffusers: AnimateDiff, CogVideoX, LTX, Wan."""

    condition = VideoCondition
    formats = {
        ".mp4": "video/mp4", ".webm": "video/webm", ".webp": "image/webp", ".gif": "image/gif",
        ".png": "image/png",
    }  # fmt: skip
    optional_formats = frozenset({".png"})  # a file for each frame
    repeatable = "measure"
    requires = ("torch", "diffusers", "transformers", "accelerate", "av", "ftfy")
    install = 'pip install "muse-host[image,video]"'
    environment = ("torch", "diffusers", "transformers", "pillow", "av")
    costly = ("frames", "width", "height")
    example = 'muse run video -g diffusion --model ltx --prompt "a red fox runs through snow"'

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return nine tiny frames of two steps."""
        return {"prompt": "a red fox", "steps": 2, "width": 64, "height": 64, "frames": 9}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return a picture to start from, and the company in which some fields show."""
        from PIL import Image

        from muse.media import png

        photo = png(Image.linear_gradient("L").convert("RGB"))[0]
        return {
            "init": {"init": photo},
            "strength": {"init": photo, "steps": 4, "strength": 0.25},
            "preview": {"preview": 1},
        }

    def generate(self, condition: VideoCondition, run: Run) -> Iterator[Any]:
        """Yield progress by steps, previews where they are asked for, and one video per item."""
        yield Progress(0, 1, f"loading {condition.model.label}")
        from muse_image.video.session import VideoSession

        session = VideoSession(condition, run)
        with run.lease(
            *session.components,
            working=session.working,
            size=session.size,
            strategies=session.strategies,
        ) as lease:
            for item in run.items:
                contents, measured = yield from run.drive(partial(session.work, lease, item))
                yield Artifact(contents, item, measured)

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        """Compare two videos by the lowest peak signal-to-noise ratio of their frames, dB."""
        from muse_image.video.frames import compare

        return compare(ours, theirs, media_type)
