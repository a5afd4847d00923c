"""A small diffusion model from nothing: an autoencoder, then a denoiser in its latents."""

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from muse import RequestError, quiet
from muse_image.diffusion import model_defaults
from muse_image.diffusion.learning import small, starting
from muse_image.diffusion.learning.captions import Captions
from muse_image.diffusion.learning.compress import Compressor
from muse_image.diffusion.learning.denoise import Denoiser
from muse_image.training import latents, loop, rights
from muse_image.training.weights import check_finite

if TYPE_CHECKING:
    from muse_image.data import Pictures
    from muse_image.training.job import Job


AUTOENCODER_STEPS = 5000
"""Batches that an autoencoder from nothing is trained on, unless the condition says."""


def learnt(job: "Job") -> tuple[bytes, dict[str, Any]]:
    """Return the folder of diffusers as a .zip, and what is measured."""
    condition, pictures, run, item = job.condition, job.pictures, job.run, job.item
    draws = job.draws()
    if pictures.size % 16:
        raise RequestError(
            f"size: invalid value {pictures.size}; expected a multiple of 16, such as 64"
        )
    settings = small.Settings(size=pictures.size, attention=condition.attention)
    facts: dict[str, Any] = {}
    half = 0.05
    begun = None if condition.start is None else starting.opened(run, condition.start, settings)
    autoencoder: Any = None
    if begun is not None:
        autoencoder = begun.autoencoder
    elif condition.autoencoder is not None:
        autoencoder = latents.opened(run, condition.autoencoder)
    steps = condition.autoencoder_steps
    if steps is None and autoencoder is None:
        steps = AUTOENCODER_STEPS
    if steps is not None:
        half = 0.35 if autoencoder is None else 0.2
        shorter = condition.model_copy(update={"steps": steps})
        with run.global_seed(item):
            made: Any = autoencoder or small.autoencoder(settings)
            compressor = Compressor(shorter, job.device, made.float(), whole=begun is None)
        found = loop.learn(
            compressor, draws.batch, job.checkpoint("autoencoder"), job.emit,
            main=job.place.main, what="autoencoder", share=(0.05, half),
        )  # fmt: skip
        facts["autoencoder_loss"] = found["loss"]
        compressor.settle()
        autoencoder = compressor.model
    known = None if begun is None else begun.scaling
    space = latents.Latents(autoencoder, pictures, job.device, known, precision=condition.precision)
    if space.channels != settings.latents or space.size * 2**settings.halvings != pictures.size:
        raise RequestError(
            f"autoencoder: it makes {space.channels} x {space.size} x {space.size} latents",
            hint=f"use one that makes {settings.latents} channels at an eighth of the size",
        )
    texts = _texts(pictures)
    every = (text for each in texts for text in each)
    unet: Any
    text_encoder: Any
    if begun is None:
        tokenizer = small.tokenizer(settings, every)
        with run.global_seed(item):
            unet = small.denoiser(settings)
            text_encoder = small.text_encoder(settings, tokenizer)
    else:
        with run.global_seed(item):
            facts["new_words"] = begun.learn(every)
            if condition.attention:
                begun.attend(settings)
        tokenizer, unet, text_encoder = begun.tokenizer, begun.unet, begun.text_encoder
    scheduler = small.scheduler()
    denoiser = Denoiser(
        condition,
        job.device,
        unet=unet,
        text_encoder=text_encoder,
        scheduler=scheduler,
        captions=Captions(texts, tokenizer, item.seed),
        decode=space.decode,
    )
    facts |= loop.learn(
        denoiser, lambda step: space.encoded(draws.batch(step)), job.checkpoint(), job.emit,
        main=job.place.main, what="diffusion", share=(half, 1.0),
    )  # fmt: skip
    denoiser.settle()
    # The folders in which they were found are nobody's business.
    autoencoder.register_to_config(scaling_factor=space.scaling, _name_or_path="")
    unet.register_to_config(_name_or_path="")
    dtype = torch.float16 if condition.half else torch.float32
    for part in (autoencoder, unet, text_encoder):
        check_finite(part.state_dict(), condition.half)
    with quiet("diffusers", "transformers"):
        parts = {
            "vae": autoencoder.to("cpu", dtype),
            "unet": unet.to("cpu", dtype),
            "text_encoder": text_encoder.to("cpu", dtype),
            "tokenizer": tokenizer,
            "scheduler": scheduler,
        }
        folder = run.scratch / f"model-{item.index}"
        pipe: Any = small.pipeline(parts)
        pipe.save_pretrained(folder)
    model_defaults.write(folder)
    weights = sum(
        p.numel() for part in (autoencoder, unet, text_encoder) for p in part.parameters()
    )
    said = rights.header(rights.of(job), pictures.source)
    card = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in said.items()
    )
    (folder / "README.md").write_text(f"---\n{card}---\n", encoding="utf-8")
    data = zipped(folder)
    return data, {**facts, "million_weights": round(weights / 1e6, 2), "bytes": len(data)}


def _texts(pictures: "Pictures") -> list[tuple[str, ...]]:
    """Return each picture's captions; its class where it has none."""
    return [
        tuple(text for text in captions if text) or (pictures.classes[label],)
        for captions, label in zip(pictures.captions, pictures.labels.tolist(), strict=True)
    ]


def zipped(folder: Path) -> bytes:
    """Return a folder as a .zip without times, so that the same weights are the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = zipfile.ZipInfo(path.relative_to(folder).as_posix())
                archive.writestr(name, path.read_bytes())
    return buffer.getvalue()
