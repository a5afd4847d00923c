"""<<medium>>.<<short>>: numbers of a small network, made into something."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from muse import Component, Condition, Event, Field, Generator, Placement, Progress, Run
from <<module>>.making import FORMATS, Shape, made

WEIGHTS = Path(__file__).with_name("weights.safetensors")


class <<Class>>Condition(Shape):  # seed and count are inherited
    """What can be asked for: each field is an option, a keyword and a key in JSON."""

    parts: int = Field(8, ge=1, le=64, description="How many parts it has.", examples=[12])
    contrast: float = Field(1.0, ge=0.1, le=1, description="How far the parts differ.")


def load(placement: Placement) -> Any:
    """Load the network to where it is wanted."""
    from <<module>>.net import opened

    return opened(WEIGHTS, placement.device)


class <<Class>>(Generator[<<Class>>Condition]):
    """Parts by a small network: change this line, it is what `muse generators` says."""

    condition = <<Class>>Condition
    formats = FORMATS
    requires = ("torch", "safetensors")
    install = "pip install <<dist>>"
    environment = ("torch",)
    components = {"net": Component("<<dist>>", load, size=4 * 65)}
    example = "muse run <<medium>> -g <<short>> --parts 12"

    def generate(self, condition: <<Class>>Condition, run: Run) -> Iterator[Event]:
        """Lease the network, and make each item with noise from its own seed."""
        run.weights(str(WEIGHTS))  # the recipe pins them by hash
        with run.lease("net", working=2**20, size=condition.parts) as lease:
            (net,) = lease
            for item in run.items:
                with lease.on(net):
                    found = net.values(item.torch, condition.parts, lease.device)
                values = [0.5 + (value - 0.5) * condition.contrast for value in found]
                yield Progress(item.index + 1, len(run.items))
                yield made(values, condition, item)
