"""Which network a file of weights is for: StyleGAN2's, or StyleGAN3's."""

from collections.abc import Mapping
from typing import Any

from muse_image.stylegan import model, model3

Network = model.Generator | model3.Generator


def network(header: Mapping[str, Any]) -> Network:
    """Return the network that a header describes, its weights still to be filled in."""
    settings = dict(header["settings"])
    if header.get("network") == "stylegan3":
        settings["widths"] = tuple(settings["widths"])
        return model3.Generator(model3.Settings(**settings))
    return model.Generator(model.Settings(**settings))
