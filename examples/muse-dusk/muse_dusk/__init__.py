"""`image.dusk`: a generator with weights, which it leases. The network is small and comes along."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from muse import (
    Artifact,
    Component,
    Condition,
    Event,
    Field,
    Generator,
    Placement,
    Progress,
    Run,
)  # fmt: skip

WEIGHTS = Path(__file__).with_name("dusk.safetensors")


class DuskCondition(Condition):
    """What can be asked for."""

    width: int = Field(512, ge=16, le=4096, description="Width in px.")
    height: int = Field(320, ge=16, le=4096, description="Height in px.")
    hour: float = Field(0.5, ge=0, le=1, description="How late: 0 sunset, 1 night.", examples=[0.8])


def load(placement: Placement) -> Any:
    """Load the network to where it is wanted; called when nobody has it yet."""
    from muse_dusk.net import opened

    return opened(WEIGHTS, placement.device)


class Dusk(Generator[DuskCondition]):
    """Evening skies by a small network, trained by its own script."""

    condition = DuskCondition
    formats = {".png": "image/png"}
    repeatable = "measure"  # another processor adds up in another order
    requires = ("torch", "safetensors", "PIL")
    install = "pip install muse-dusk"
    environment = ("torch", "pillow")
    components = {"net": Component("muse-dusk", load, size=10_000)}
    example = "muse run image -g dusk --hour 0.8"

    @classmethod
    def small(cls) -> dict[str, int]:
        """Return a small picture."""
        return {"width": 32, "height": 24}

    def generate(self, condition: DuskCondition, run: Run) -> Iterator[Event]:
        """Lease the network for all items, and paint each from noise of its own."""
        from PIL import Image

        run.weights(str(WEIGHTS))  # the recipe pins them by hash
        size = (condition.width, condition.height)
        pixels = size[0] * size[1]
        with run.lease(
            "net", working=pixels * 600, size=pixels, strategies=("full", "cpu")
        ) as lease:
            (net,) = lease
            for item in run.items:
                with lease.on(net):
                    data = net.painted(size, condition.hour, item.torch, lease.device)
                yield Progress(item.index + 1, len(run.items))
                yield Artifact.image(Image.frombytes("RGB", size, data), item=item)

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Any:
        """Compare two pictures by their largest difference of a channel, 0..255."""
        import io

        from PIL import Image, ImageChops

        from muse import Likeness

        one, two = (Image.open(io.BytesIO(data)).convert("RGB") for data in (ours, theirs))
        if one.size != two.size:
            return None
        most = max(high for _, high in ImageChops.difference(one, two).getextrema())
        return Likeness("largest difference", most, "of 255", most <= 2)
