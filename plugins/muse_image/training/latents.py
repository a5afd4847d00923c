"""Where a network works: in pixels, or in the latents of an autoencoder of diffusers."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from muse import RequestError, Run, quiet
from muse_image.training.batches import Batch

if TYPE_CHECKING:
    from muse_image.data import Pictures


class Pixels:
    """Pictures as they are."""

    pixels = True

    def __init__(self, pictures: "Pictures") -> None:
        self.size, self.channels = pictures.size, pictures.channels

    def at(self, pictures: "Pictures", places: Tensor) -> Tensor:
        """Return the values of the pictures at some places, in -1..1."""
        return torch.from_numpy(pictures.pixels)[places].float().div(127.5).sub(1)

    def encoded(self, batch: Batch) -> Batch:
        """Return the batch as it is."""
        return batch

    def decode(self, values: Tensor) -> Tensor:
        """Return values as they are."""
        return values

    def tensors(self, *halves: str) -> Mapping[str, Tensor]:
        """Return the weights between pixels and values: none."""
        return {}

    def told(self, *halves: str) -> dict[str, Any]:
        """Return the settings of an autoencoder's halves: none."""
        return {}


class Latents:
    """Latents of an AutoencoderTiny, scaled to a spread of one.

    All pictures are encoded once; a batch takes its latents by place, so pictures are neither
    mirrored nor moved.
    """

    pixels = False

    def __init__(
        self,
        model: Any,
        pictures: "Pictures",
        device: str,
        scaling: float | None = None,
        precision: str = "float32",
    ) -> None:
        """Encode all pictures; `scaling` is that of a network which knows these latents."""
        self.model = model.to(device).eval()
        self.values = encoded(self.model, pictures, precision)
        self.size, self.channels = self.values.shape[-1], self.values.shape[1]
        self.scaling = scaling or 1 / self.values.std().item()
        self.values *= self.scaling

    def at(self, pictures: "Pictures", places: Tensor) -> Tensor:
        """Return the latents of the pictures at some places."""
        return self.values[places]

    def encoded(self, batch: Batch) -> Batch:
        """Return the batch with latents (b, c, h, w) for pixels."""
        return replace(batch, pixels=self.values[batch.places].to(batch.pixels.device))

    def decode(self, values: Tensor) -> Tensor:
        """Return pixels (b, 3, s, s) of latents."""
        with torch.no_grad():
            return self.model.decode(values / self.scaling).sample  # type: ignore[no-any-return]

    def tensors(self, *halves: str) -> dict[str, Tensor]:
        """Return the weights of halves of the autoencoder: encoder, decoder."""
        return {
            f"{half}.{name}": value
            for half in halves
            for name, value in getattr(self.model, half).state_dict().items()
        }

    def told(self, *halves: str) -> dict[str, Any]:
        """Return the settings of halves of the autoencoder, as `tiny` takes them."""
        config = self.model.config
        return {
            half: {
                "latents": config.latent_channels,
                "width": config[f"{half}_block_out_channels"][0],
                "blocks": list(config[f"num_{half}_blocks"]),
                "scaling": self.scaling,
            }
            for half in halves
        }


def space(condition: Any, run: Run, pictures: "Pictures", device: str) -> Pixels | Latents:
    """Return where a network works: the latents of the autoencoder asked for, or pixels."""
    if condition.autoencoder is None:
        return Pixels(pictures)
    return Latents(opened(run, condition.autoencoder), pictures, device)


def opened(run: Run, source: str) -> Any:
    """Return an AutoencoderTiny by its folder, or the folder of a model that has it as its vae."""
    import diffusers

    weights = run.weights(source)
    for folder in (weights.path / "vae", weights.path):
        if (folder / "config.json").is_file():
            with quiet("diffusers", "transformers"):
                made = diffusers.AutoModel.from_pretrained(str(folder), local_files_only=True)
            if isinstance(made, diffusers.AutoencoderTiny):
                return made
    raise RequestError(
        f"autoencoder: {weights.name} has no AutoencoderTiny of diffusers",
        hint="give a folder that has one, or leave it out",
    )


@torch.no_grad()
def encoded(model: Any, pictures: "Pictures", precision: str = "float32") -> Tensor:
    """Return the latents (n, c, h, w) of all pictures, float32 on the processor.

    In bfloat16, pixels beside each other in memory, it takes a third of the time.
    """
    device = next(model.parameters()).device
    quick = precision == "bfloat16"
    found = []
    for chunk in torch.from_numpy(pictures.pixels).split(64 if quick else 256):
        pixels = chunk.to(device).float().div(127.5).sub(1).expand(-1, 3, -1, -1)
        if quick:
            pixels = pixels.contiguous(memory_format=torch.channels_last)
        with torch.autocast(device.type, torch.bfloat16) if quick else nullcontext():
            latents = model.encode(pixels).latents
        found.append(latents.float().contiguous().cpu())
    return torch.cat(found)
