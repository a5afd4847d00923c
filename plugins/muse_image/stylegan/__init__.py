"""`image.stylegan`: pictures by StyleGAN2: drawn, mixed, edited, and found in what it can make.

model        both networks; resizing: their filter
model3       StyleGAN3's generator, for weights of others; filtering: its filters
networks     which of the two a file is for
augmenting   how pictures are changed while it learns
learning     one step; training: `muse train image.stylegan`
maker        a file of weights as a module; making: pictures as they are asked for
directions   where a picture can be moved; sheet: what that does
projection   a picture found in what the network can make
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from muse import Artifact, Component, Generator, Item, Likeness, NotReady, Progress, Run
from muse_image.stylegan.condition import DIRECTIONS, STEPS, StyleganCondition
from muse_image.stylegan.training import StyleganTrainer

if TYPE_CHECKING:
    from muse import Emit

__all__ = ["Stylegan", "StyleganCondition"]


class Stylegan(Generator[StyleganCondition]):
    """Pictures by StyleGAN2: truncation, mixing, walks, editing; finds your picture in them."""

    condition = StyleganCondition
    formats = {".png": "image/png"}
    repeatable = "bytes"
    trainer = StyleganTrainer
    requires = ("torch", "safetensors")
    install = 'pip install "muse-host[image]"'
    environment = ("torch", "pillow")
    example = "muse run image -g stylegan --label cat --edit sefa1=2"

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Leave names of classes to those who know the weights, and pictures to `probes`."""
        alone = {"init": None, "space": "w+", "steps": STEPS, "mix": None, "mixed": "fine"}
        shown = {"frames": 0, "view": "animation"}
        return {"label": "0", "interpolate": [], "edit": [], **alone, **shown}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return pictures, and the company in which fields show; a class goes by its number."""
        from PIL import Image

        from muse.media import png

        photo = png(Image.linear_gradient("L").convert("RGB"))[0]
        two = {"interpolate": ["1", "2"]}
        frames = {**two, "frames": 3}
        found = {"init": photo, "steps": 2}
        return {
            "label": {"label": "1"},
            "prompt": {"label": None, "prompt": "moon"},
            "interpolate": two,
            "weight": {**two, "weight": 0.9},
            "frames": frames,
            "view": {**frames, "view": "sheet"},
            "mix": {"mix": 5},
            "mixed": {"mix": 5, "mixed": "coarse"},
            "edit": {"edit": ["sefa1=2"]},
            "init": {"init": photo},
            "space": {**found, "space": "w"},
            "steps": {**found, "steps": 3},
        }

    def lacks(self, condition: Any) -> NotReady | None:
        """Return what keeps it from working: without weights of its own, --model is needed."""
        from muse_image.training.weights import missing

        own = missing("image.stylegan") if condition.model is None else None
        return own or super().lacks(condition)

    def choices(self, condition: Any) -> dict[str, list[str]]:
        """Return the classes that the weights know, and the directions that there are."""
        from muse_image.training.weights import classes, missing

        directions = {"edit": [f"{name}=2" for name in DIRECTIONS]}
        if condition.model is None and missing("image.stylegan"):
            return directions
        return {"label": classes(condition.model, "image.stylegan"), **directions}

    def generate(self, condition: StyleganCondition, run: Run) -> Iterator[Any]:
        """Yield one picture, animation or sheet per item."""
        from muse_image import small
        from muse_image.stylegan import maker, making
        from muse_image.training.labels import chosen
        from muse_image.training.weights import own, told

        weights = own(run, condition.model, "image.stylegan")
        header = told(weights.path, "image.stylegan")
        classes = header["classes"]
        searched = condition.init is not None and condition.label is None and not condition.prompt
        labels: list[int | None] = [None] * len(run.items)
        if not searched:
            labels = list(chosen(condition, classes, run))
        ends = small.ends(condition, classes)
        component = Component(
            str(weights.path), maker.load, size=weights.size * 2, dtypes=("float32",)
        )
        area = header["settings"]["size"] ** 2
        working = 2**26 + area * (6000 if condition.init is not None else 1500)
        working *= 4 if header.get("network") == "stylegan3" else 1  # its finer grids
        with run.lease(component, working=working) as (model,):
            for item, label in zip(run.items, labels, strict=True):

                def work(emit: "Emit", item: Item = item, label: int | None = label) -> Any:
                    telling = maker.Telling(emit, item.index, len(run.items))
                    place, facts = None, {}
                    if condition.init is not None:
                        place, label, facts = _looked_for(condition, model, item, label, telling)
                    label = label or 0
                    data, told_too = making.made(
                        model, condition, label, ends, item.seed, telling, place
                    )
                    if not ends and classes[label][0]:
                        facts["label"] = classes[label][0]
                    return data, {**facts, **told_too}

                data, measured = yield from run.drive(work)
                yield Artifact({".png": data}, item, measured)
                yield Progress(item.index + 1, len(run.items))

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        """Compare two pictures by their peak signal-to-noise ratio, dB."""
        from muse_image.likeness import compare

        return compare(ours, theirs)


def _looked_for(
    condition: StyleganCondition, model: Any, item: Item, label: int | None, telling: Any
) -> Any:
    """Return where `init` is in what the network can make, its class, and what is measured."""
    from muse_image import small
    from muse_image.stylegan import projection

    assert condition.init is not None
    picture = small.handed_in(condition.init, "init", model.size, model.channels)
    each_layer = condition.space == "w+"
    search = projection.Search(picture, label, condition.steps, each_layer, item.seed)
    return projection.found(model, search, telling)
