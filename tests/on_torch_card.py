"""What `test_torch_card` runs in a process of its own: generators and trainers on the card.

python -m on_torch_card FOLDER: prints a line of JSON, name -> "ok" or what went wrong.
"""

import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import muse.device.devices as devices
import torch_card
from muse import Host

CARD = torch_card.begin()
STEPS = 2


def main(folder: Path) -> dict[str, str]:
    """Run all, and return what became of each."""
    devices.pick = lambda wanted=None, **more: CARD  # type: ignore[assignment]
    devices.choose_dtype = lambda device: ("float32", "it is pretended")
    told: dict[str, str] = {}

    def trial(name: str, work: Callable[[], Any]) -> None:
        try:
            work()
            told[name] = "ok"
        except BaseException as error:
            traceback.print_exc()
            told[name] = f"{type(error).__name__}: {error}"[:300]

    trial("two devices", refused)
    with Host(library=folder / "library") as host:
        for name, work in generators(host, folder).items():
            trial(name, work)
    for work in (cgan, vae, autoencoder_and_denoiser):
        trial(f"learning: {work.__name__}", work)
    return told


def refused() -> None:
    """The card refuses what a card refuses, or all the rest would say nothing."""
    import torch

    there = torch.ones(2, device=CARD)
    wrong: list[Callable[[], Any]] = [
        lambda: there + torch.ones(2),
        lambda: torch.nn.functional.embedding(torch.tensor([1]), torch.ones(2, 2, device=CARD)),
        lambda: torch.randn(2, generator=torch.Generator(), device=CARD),
        there.numpy,
    ]
    for each in wrong:
        try:
            each()
        except (RuntimeError, TypeError):
            continue
        raise AssertionError("it was done")
    assert there.tolist() == [1.0, 1.0] and (there + torch.tensor(1.0)).sum().item() == 4


def generators(host: Host, folder: Path) -> dict[str, Callable[[], Any]]:
    """Return runs of generators: pictures whole and part by part, texts, sound."""
    import muse_image.diffusion.pipeline_session as sessions
    from plugins.image import diffusion_models
    from plugins.music import musicgen_models
    from plugins.text import llm_models

    model = diffusion_models.build(folder / "sdxl", "sdxl")
    words = llm_models.build(folder / "words", True)
    sound = musicgen_models.build(folder / "sound")
    schema = folder / "schema.json"
    schema.write_text('{"type": "object", "properties": {"a": {"type": "integer"}}}')

    def paint(**fields: Any) -> Any:
        fields = {"prompt": "a red fox", "model": str(model), "steps": 1, **fields}
        return host.run("image.diffusion", seed=1, width=32, height=32, no_embed=True, **fields)

    def in_parts() -> None:
        whole = paint().data
        sessions.STRATEGIES = ("sequential",)
        host.devices.relieve()
        assert paint().data == whole

    def write(**fields: Any) -> Any:
        return host.run(
            "text.llm", prompt="rain", model=str(words), seed=1, **{"max_tokens": 8, **fields}
        )

    return {
        "pictures, whole and in parts": in_parts,
        "texts": lambda: write(count=2, top_k=5),
        "JSON": lambda: write(json_schema=str(schema), max_tokens=30),
        "sound": lambda: host.run(
            "music.musicgen", prompt="a calm piano", negative_prompt="drums", duration=0.5,
            model=str(sound), seed=1, count=2,
        ),
        "cgan": lambda: host.run("image.cgan", seed=1),
        "vae": lambda: host.run("image.vae", seed=1),
    }  # fmt: skip


def pictures() -> Any:
    """Return 32 pictures of four classes."""
    import numpy as np

    from muse_image.data import Pictures

    return Pictures(
        np.random.default_rng(0).integers(0, 256, (32, 3, 16, 16), dtype=np.uint8),
        np.arange(32) % 4, tuple("abcd"), (("a cat, happy",),) * 32, np.full(32, 1 / 32),
        tuple(map(str, range(32))),
    )  # fmt: skip


def learn(learner: Any, **changes: Any) -> None:
    """Take a few steps, and look at samples."""
    from muse_image.training.batches import Draws

    draws = Draws(pictures(), seed=0, batch=8, device=CARD, **changes)
    for step in range(STEPS):
        losses = learner.advance(draws.batch(step))
    assert all(value.device.type == torch_card.NAME for value in losses.values())
    assert learner.samples().device.type == torch_card.NAME
    learner.load(learner.state())


def cgan() -> None:
    """The conditional GAN's steps, with all changes of pictures."""
    from muse_image.cgan.learning import Adversaries
    from muse_image.cgan.model import Settings
    from muse_image.cgan.training import CganTrainCondition

    settings = Settings(classes=4, size=16, channels=3, bounded=True, width=16, noise=8)
    learner = Adversaries(
        CganTrainCondition(steps=4, batch=8), CARD, settings, slopes=1.0, changes=0.5,
        diversity=0.1, decode=lambda values: values,
    )  # fmt: skip
    learn(learner, flip=True, shift=2, warp=0.5)


def vae() -> None:
    """The variational autoencoder's steps, and where its classes lie."""
    from muse_image.training.latents import Pixels
    from muse_image.vae.learning import Autoencoding, places
    from muse_image.vae.model import Settings
    from muse_image.vae.training import VaeTrainCondition

    settings = Settings(classes=4, size=16, channels=3, patch=1, latent=8, widths=(16, 16, 16))
    learner = Autoencoding(
        VaeTrainCondition(steps=4, batch=8), CARD, settings, beta=1.0, warm=10,
        space=Pixels(pictures()),
    )  # fmt: skip
    learner.begin(pictures())
    learn(learner)
    assert places(learner, pictures(), 2, 2).means.device.type == "cpu"


def autoencoder_and_denoiser() -> None:
    """A small diffusion model's steps: its autoencoder, then its denoiser in latents."""
    import torch

    from muse_image.diffusion.learning import small
    from muse_image.diffusion.learning.captions import Captions
    from muse_image.diffusion.learning.compress import Compressor
    from muse_image.diffusion.learning.denoise import Denoiser
    from muse_image.diffusion.training import DiffusionTrainCondition
    from muse_image.training import latents

    settings = small.Settings(size=16, widths=(16, 32), autoencoder=8, text=32)
    condition = DiffusionTrainCondition(steps=4, batch=8)
    coder = small.autoencoder(settings)
    learn(Compressor(condition, CARD, coder))
    space = latents.Latents(coder, pictures(), CARD)
    words = small.tokenizer(settings, ["a cat, happy"])
    learner = Denoiser(
        condition, CARD, unet=small.denoiser(settings), decode=space.decode,
        text_encoder=small.text_encoder(settings, words), scheduler=small.scheduler(),
        captions=Captions(pictures().captions, words, 0),
    )  # fmt: skip
    advance = learner.advance
    learner.advance = lambda batch: advance(space.encoded(batch))  # type: ignore[method-assign]
    learn(learner)
    assert torch.isfinite(space.values).all()


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
