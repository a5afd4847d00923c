"""Which network a file holds, and its settings and tensors as ours."""

from dataclasses import replace
from typing import Any

from muse.errors import shown
from muse_image.converting import nvidia, rosinality, stylegan3, tensorflow
from muse_image.converting.arrays import Layout
from muse_image.converting.records import Module, Refused, in_words


def layout(value: Any) -> Layout:
    """Return what was found in a file; Refused for what is no StyleGAN that is known here."""
    tensors = rosinality.network(value)
    if tensors is not None:
        return rosinality.layout(value, tensors)
    old = tensorflow.network(value)
    if old is not None:
        origin = "StyleGAN2 for TensorFlow"
        return replace(nvidia.layout(tensorflow.generator(old)), origin=origin)
    found = value.get("G_ema", value.get("G")) if isinstance(value, dict) else value
    if not isinstance(found, Module):
        raise Refused(f"it holds no StyleGAN: {_told(value)}")
    synthesis = found.part("synthesis")
    if synthesis.has("b4") is not None:
        return nvidia.layout(found)
    if synthesis.has("input") is not None:
        return stylegan3.layout(found)
    raise Refused(f"its {found.name!r} is neither StyleGAN2's nor StyleGAN3's")


def _told(value: Any) -> str:
    """Return in words what a file holds instead."""
    if isinstance(value, dict):
        names = [shown(str(name)[:40]) for name in list(value)[:4]]
        return f"it has {', '.join(names)}" if names else "it is empty"
    return f"it is {in_words(value)}"
