"""Muse's own generators in the benchmark: each learns from a half and draws 900 digits.

image.cgan and image.vae run the one way that users' runs do: `muse train` on MNIST's kind of files,
then `muse run`. The diffusion model is a small one of the benchmark's own (diffusion.py): that of
image.diffusion works in the latents of pictures of 64 px and more.
A row is a `Sampler` (samplers.py); a line of likelihood is a `Density` (likelihood.py).
"""

import io
import os
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.digits_ab import diffusion
from benchmarks.digits_ab.halves import asked
from benchmarks.digits_ab.likelihood import Bits, Density, LogDensity
from benchmarks.digits_ab.samplers import Labels, Pictures, Sampler
from muse import Host

DRAWS = 500
"""Draws of the importance-weighted bound."""

CGAN: dict[str, Any] = {
    "steps": 4000, "batch": 64, "width": 24, "noise": 32, "rate": 1e-3, "average": 0.995,
    "slopes": 0.5, "changes": 0.0, "warp": 0.12, "diversity": 0.05,
}  # fmt: skip
VAE: dict[str, Any] = {
    "steps": 2700, "batch": 128, "width": 16, "latent": 16, "rate": 2e-3, "average": 0.995,
    "dropout": 0.2, "warm": 540, "warp": 0.12, "parts": 3, "axes": 16,
}  # fmt: skip


@contextmanager
def home() -> Iterator[Path]:
    """Let Muse have a folder of its own for a while."""
    before = os.environ.get("MUSE_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MUSE_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            if before is None:
                del os.environ["MUSE_HOME"]
            else:
                os.environ["MUSE_HOME"] = before


def written(folder: Path, pictures: Pictures, labels: Labels) -> Path:
    """Write pictures (n, 1, 8, 8) and labels as MNIST's files, and return their folder."""
    folder.mkdir()
    head = struct.pack(">BBBBIII", 0, 0, 8, 3, len(pictures), 8, 8)
    folder.joinpath("train-images-idx3-ubyte").write_bytes(head + pictures.tobytes())
    head = struct.pack(">BBBBI", 0, 0, 8, 1, len(labels))
    folder.joinpath("train-labels-idx1-ubyte").write_bytes(head + labels.astype("u1").tobytes())
    return folder


def trained(
    host: Host, name: str, folder: Path, pictures: Pictures, labels: Labels, **fields: Any
) -> Path:
    """Return the file of weights that a generator's trainer makes of pictures."""
    data = written(folder / "data", pictures, labels)
    made = host.run(f"image.{name}:train", data=str(data), size=8, half=False, **fields)
    return made[0].save(folder / f"{name}.safetensors")


def sampler(name: str, settings: dict[str, Any], **asking: Any) -> Sampler:
    """Return the row of a generator."""

    def draw(pictures: Pictures, labels: Labels, seed: int) -> tuple[Pictures, Labels]:
        wanted = asked()
        found = np.zeros((len(wanted), 1, 8, 8), np.uint8)
        with home() as folder, Host() as host:
            path = trained(host, name, folder, pictures, labels, seed=seed, **settings)
            for digit in np.unique(wanted):
                places = np.flatnonzero(wanted == digit)
                made = host.run(
                    f"image.{name}", model=str(path), label=str(digit), count=len(places),
                    seed=1000 * int(digit) + seed, no_embed=True, **asking,
                )  # fmt: skip
                for place, each in zip(places, made, strict=True):
                    found[place, 0] = np.asarray(Image.open(io.BytesIO(each.data)).convert("L"))
        return found, wanted

    return draw


def vae_density(pictures: Pictures, labels: Labels, seed: int) -> LogDensity:
    """Learn from digits without their classes; the bound of 500 draws (IW-500).

    Digits are changed a little as they are, grey, and made black and white afterwards.
    """
    import torch

    from muse_image.vae import making, model

    with home() as folder, Host() as host:
        none = np.zeros_like(labels)
        path = trained(
            host, "vae", folder, pictures, none, seed=seed, **{**VAE, "likelihood": "bernoulli"}
        )
        from muse import Component, Placement

        loaded = making.load(Placement(Component(str(path), making.load, 0), "cpu", "float32"))

    def density(tested: Bits, _: Labels) -> Any:
        pixels = torch.from_numpy(tested.reshape(-1, 1, 8, 8)).float() * 2 - 1
        chance = torch.Generator().manual_seed(seed)
        one = torch.full((len(pixels),), 1)  # the class that stands for none
        return model.bound(loaded.vae, pixels, one, DRAWS, chance).double().numpy()

    return density


SAMPLERS: dict[str, Sampler] = {
    "diffusion": diffusion.sampler,
    "image.cgan": sampler("cgan", CGAN, truncation=1.0),
    "image.vae": sampler("vae", VAE, temperature=1.0),
}
DENSITIES: dict[str, Density] = {"image.vae": vae_density}
