"""The features of VGG networks, by which the optimiser compares pictures; read from safetensors.

Simonyan & Zisserman 2014 (arXiv 1409.1556). The names in a file say what the network is made of:
`features.N.weight` are its convolutions, each with its ReLU at N + 1, and a number more that is
left out between two of them is a pooling. So VGG-11 to 19 are read alike, as torchvision and timm
write them, and so is any smaller network of that form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from muse import Component, Placement, RequestError

if TYPE_CHECKING:
    from muse import Weights

MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of the pictures that the published networks learnt from, sRGB in 0..1."""
LEAST = 32
"""The least side of what a network looks at, px: below it pictures are continued at the edge."""
_CONVOLUTION = re.compile(r"(?:.+\.)?features\.(\d+)\.(weight|bias)")
_NORMED = re.compile(r"(?:.+\.)?features\.\d+\.running_mean")
_HINT = "give a plain VGG, such as vgg19 (muse pull vgg19)"


class Vgg(nn.Module):
    """Blocks of convolutions, the largest of each four places handed on to the next block.

    Edges are reflected: zeros would draw a frame into what is optimised. Pooling stays as it was
    while the network learnt, since averages (Gatys 2015) shift what the deeper blocks see.
    """

    mean: Tensor
    spread: Tensor

    def __init__(self, blocks: Sequence[Sequence[nn.Conv2d]]) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(nn.ModuleList(block) for block in blocks)
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1))
        self.register_buffer("spread", torch.tensor(SPREAD).view(1, 3, 1, 1))

    @property
    def stride(self) -> int:
        """How many px of the picture a place of the deepest maps stands for."""
        return int(2 ** (len(self.blocks) - 1))

    def reach(self, block: int) -> int:
        """Return how far around itself a place in the maps of a block (0, 1...) sees, px."""
        seen = 0
        for number, convolutions in enumerate(list(self.blocks)[: block + 1]):
            seen += 2**number * len(cast("nn.ModuleList", convolutions))
            seen += 2 ** (number - 1) if number else 0
        return int(seen)

    def forward(self, pixels: Tensor) -> list[tuple[int, Tensor]]:
        """Return maps (1, c, h / s, w / s) of pixels (1, 3, h, w) with their strides s, rising.

        They are the pixels, what every convolution of the first three blocks gives, and the last
        of each deeper block, as in Kolkin, Salavon & Shakhnarovich 2019 (arXiv 1904.12785).
        """
        maps = [(1, continued(pixels))]
        for block, place, values in self.maps(pixels):
            if block < 3 or place == len(cast("nn.ModuleList", self.blocks[block])) - 1:
                maps.append((2**block, values))
        return maps

    def maps(self, pixels: Tensor) -> Iterator[tuple[int, int, Tensor]]:
        """Yield what each convolution gives of pixels (1, 3, h, w): its block, its place there
        (both from 0), and maps (1, c, h / 2**block, w / 2**block)."""
        x = (continued(pixels) - self.mean) / self.spread
        for number, block in enumerate(self.blocks):
            x = F.max_pool2d(x, 2) if number else x
            for place, convolution in enumerate(cast("nn.ModuleList", block)):
                x = F.pad(x, (1, 1, 1, 1), mode="reflect")
                x = F.relu(convolution(x))
                yield number, place, x


def continued(pixels: Tensor) -> Tensor:
    """Return pixels (1, 3, h, w) at least LEAST wide and high, continued at the edge."""
    height, width = pixels.shape[-2:]
    lacks = (0, max(0, LEAST - width), 0, max(0, LEAST - height))
    return F.pad(pixels, lacks, mode="replicate") if any(lacks) else pixels


def component(weights: Weights) -> Component:
    """Return a network to lease; RequestError where the file isn't of a VGG."""
    path = _file(weights)
    shapes = _shapes(path, weights.name)
    size = sum(4 * torch.Size(shape).numel() for shape in shapes.values())
    return Component(str(path), load, size=size, revision=weights.revision, dtypes=("float32",))


def load(placement: Placement) -> Vgg:
    """Load the convolutions of a file on a device; the rest of it isn't read."""
    from safetensors import safe_open

    path = Path(placement.component.source)
    with safe_open(path, framework="pt") as file:
        tensors = {key: file.get_tensor(key).float() for key in _shapes(path, path.name)}
    return made(tensors).requires_grad_(False).eval().to(placement.device)


def made(tensors: Mapping[str, Tensor]) -> Vgg:
    """Return the network of weights and biases by their names."""
    found: dict[int, dict[str, Tensor]] = {}
    for key, value in tensors.items():
        if match := _CONVOLUTION.fullmatch(key):
            found.setdefault(int(match[1]), {})[match[2]] = value
    blocks: list[list[nn.Conv2d]] = [[]]
    before = min(found) - 2
    for number, parts in sorted(found.items()):
        if number - before > 2:
            blocks.append([])
        before = number
        outputs, inputs = parts["weight"].shape[:2]
        convolution = nn.Conv2d(inputs, outputs, 3, device="meta")
        convolution.load_state_dict(parts, assign=True)
        blocks[-1].append(convolution)
    return Vgg(blocks)


def _file(weights: Weights) -> Path:
    if weights.path.is_file():
        return weights.path
    files = [each.path for each in weights.files if each.path.endswith(".safetensors")]
    if len(files) != 1:
        raise RequestError(
            f"model: {weights.name} has {len(files)} files of weights; expected one", hint=_HINT
        )
    return weights.path / files[0]


def _shapes(path: Path, name: str) -> dict[str, Sequence[int]]:
    """Return the shapes of a file's convolutions; RequestError where they are no plain VGG's."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="pt") as file:
            keys = list(file.keys())
            shapes = {k: file.get_slice(k).get_shape() for k in keys if _CONVOLUTION.fullmatch(k)}
    except (OSError, SafetensorError) as error:
        raise RequestError(f"model: {name} can't be read ({error})", hint=_HINT) from error
    wrong = "its normalisation by batches isn't known here"
    if not any(map(_NORMED.fullmatch, keys)):
        wrong = _wrong(shapes)
    if wrong:
        raise RequestError(f"model: {name} is no plain VGG ({wrong})", hint=_HINT)
    return shapes


def _wrong(shapes: Mapping[str, Sequence[int]]) -> str:
    """Say what keeps convolutions from being a chain of 3 x 3 with biases; "" if nothing."""
    found: dict[int, dict[str, Sequence[int]]] = {}
    for key, shape in shapes.items():
        if match := _CONVOLUTION.fullmatch(key):
            found.setdefault(int(match[1]), {})[match[2]] = shape
    if not found:
        return "it has no features.N.weight"
    channels, before = 3, -2
    for number, parts in sorted(found.items()):
        weight, bias = list(parts.get("weight", ())), list(parts.get("bias", ()))
        if weight[1:] != [channels, 3, 3] or bias != weight[:1]:
            return f"features.{number}: {weight} and {bias}, expected [n, {channels}, 3, 3] and [n]"
        if number - before > 3:
            return f"features.{before + 2} to {number - 1} are missing"
        channels, before = weight[0], number
    return ""
