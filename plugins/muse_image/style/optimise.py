"""The engine `optimise`: a picture is changed step by step until a network finds it in the style.

Gatys, Ecker & Bethge 2015 (arXiv 1508.06576) with what was learnt since: optimal transport and
self-similarity instead of Gram matrices and kept features (Kolkin, Salavon & Shakhnarovich 2019,
arXiv 1904.12785), from coarse to fine, over the bands of a pyramid, by places drawn anew each step.

vgg         the network's features
lattice     the features at some places, tile by tile
losses      how far they are from the content and from the style
bands       the pyramid
optimiser   the steps at each size
gram        the same by Gram matrices, as Gatys has it, steps by L-BFGS
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from .engine import Engine

if TYPE_CHECKING:
    from muse import Run

    from .condition import StyleCondition

MODEL = "vgg19"
"""The short name of the network that it uses unless another is asked for."""
INSTALL = 'pip install "muse-host[image]"'
_WORKING = 5 * 2**29
"""Bytes beside the weights: a tile of 768 px with what VGG-19 remembers of it, for the slopes."""


def lacks(condition: StyleCondition) -> str:
    """Return what keeps it from running here, with the command that mends it; "" if nothing."""
    if find_spec("torch") is None or find_spec("safetensors") is None:
        return f"torch isn't installed: {INSTALL}"
    from muse import NotReady, RequestError
    from muse.weights.find import find

    try:
        find(condition.model or MODEL, used=False)
    except (NotReady, RequestError) as error:
        return f"{error.message}: {error.hint}" if error.hint else error.message
    return ""


@contextmanager
def ready(condition: StyleCondition, run: Run) -> Iterator[Engine]:
    """Give the engine, its network leased: on the device, or on the processor if it won't fit."""
    from .gram import Gram
    from .optimiser import Optimiser
    from .vgg import component

    found = component(run.weights(condition.model or MODEL))
    with run.lease(found, working=_WORKING, strategies=("full", "cpu")) as (net,):
        yield Gram(net) if condition.loss == "gram" else Optimiser(net)
