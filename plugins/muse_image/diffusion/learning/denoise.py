"""One step of a denoiser and its text encoder: latents, noise and words -> velocity."""

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from muse_image.diffusion.learning.captions import Captions
from muse_image.training.batches import Batch, generator
from muse_image.training.learner import Learner, adam

NOISY, EVEN = 1.0, 0.1
"""Logarithm of noise over signal that is learnt most; share of steps that are drawn evenly."""

SHOWN = (
    *("grinning cat", "red heart", "猫脸", "full moon face", "police car", "苹果", "a sad dog"),
    *("blue heart with eyes", "smiling cat, party hat", "火箭", "green snake", "woman teacher"),
)
"""Prompts of which samples are shown on the way."""


class Denoiser(Learner):
    """Learns to tell the velocity v = sqrt(a) noise - sqrt(1 - a) latents of noisy latents.

    Batches hold latents with a spread of one instead of pixels; `decode` turns them into those.
    """

    def __init__(
        self,
        condition: Any,
        device: str,
        *,
        unet: Any,
        text_encoder: Any,
        scheduler: Any,
        captions: Captions,
        decode: Callable[[Tensor], Tensor],
    ) -> None:
        self.unet, self.text, self.scheduler = unet.to(device), text_encoder.to(device), scheduler
        self.captions, self.decode = captions, decode
        if device == "cpu":  # attention in one piece is slow there to learn through
            from diffusers.models.attention_processor import AttnProcessor

            self.unet.set_attn_processor(AttnProcessor())
        weights = [*unet.parameters(), *text_encoder.parameters()]
        optimiser = adam(weights, condition.rate, (0.9, 0.99), 0.01)
        parts = {"unet": unet, "text_encoder": text_encoder}
        super().__init__(condition, device, parts, {"denoiser": optimiser}, parts)

    def step(self, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch of latents (b, c, h, w)."""
        latents = batch.pixels
        words = self.captions.tokens(batch.places, batch.step).to(self.device)
        noise = batch.randn(*latents.shape)
        when = self._times(batch)
        noisy = self.scheduler.add_noise(latents, noise, when)
        velocity = self.scheduler.get_velocity(latents, noise, when)
        with self.autocast():
            told = self.text(words).last_hidden_state
            found = self.unet(noisy, when, told).sample
        loss = F.mse_loss(found.float(), velocity)
        self.descend("denoiser", loss)
        return {"loss": loss.detach()}

    def _times(self, batch: Batch) -> Tensor:
        """Return steps of noise (b,): most where there is more noise than picture.

        There the words decide what becomes of it; where little noise is left they add nothing. The
        signal's share in decibels is normal (Esser et al. 2024, arXiv:2403.03206), a tenth even.
        """
        steps, count = self.scheduler.config.num_train_timesteps, len(batch.pixels)
        # One of each stretch of chances: less scatter than independent draws (Kingma et al. 2021).
        even = (torch.arange(count, device=self.device) + batch.rand(1)) / count
        normal = torch.special.ndtri(even.clamp(1e-6, 1 - 1e-6))
        noisy = torch.atan(torch.exp(NOISY + normal)) * 2 / math.pi
        when = torch.where(batch.rand(count) < EVEN, even, noisy)
        return (when * steps).long().clamp(max=steps - 1)

    @torch.no_grad()
    def samples(self, prompts: tuple[str, ...] = SHOWN, guidance: float = 3.0) -> Tensor:
        """Return samples (n, 3, s, s) for prompts, twenty steps each."""
        import copy

        scheduler = copy.deepcopy(self.scheduler)
        scheduler.set_timesteps(20)
        tokens = self.captions.read([*prompts, *[""] * len(prompts)]).to(self.device)
        size = self.unet.config.sample_size
        shape = (len(prompts), self.unet.config.in_channels, size, size)
        latents = torch.randn(*shape, generator=generator(0, 0, "samples")).to(self.device)
        with self.averages["unet"].applied(), self.averages["text_encoder"].applied():
            told = self.text(tokens).last_hidden_state
            for when in scheduler.timesteps:
                both = self.unet(latents.repeat(2, 1, 1, 1), when, told).sample
                with_words, without = both.chunk(2)
                found = without + guidance * (with_words - without)
                latents = scheduler.step(found, when, latents).prev_sample
        return self.decode(latents)
