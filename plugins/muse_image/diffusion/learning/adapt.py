"""One step of a LoRA: a few weights beside a model's own, learnt from a few pictures.

Low-rank adaptation, Hu et al. 2021 (arXiv:2106.09685), by peft; saved as diffusers loads it.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from muse_image.training.batches import Batch, generator
from muse_image.training.learner import Learner, adam

TARGETS = ("to_q", "to_k", "to_v", "to_out.0")
"""The layers of a denoiser that are adapted: its attention."""


class Adapter(Learner):
    """Learns a LoRA of a U-Net that predicts noise or velocity (Stable Diffusion 1, 2, XL)."""

    def __init__(
        self, condition: Any, device: str, pipe: Any, latents: Tensor, captions: Sequence[str]
    ) -> None:
        import diffusers
        from peft import LoraConfig

        self.pipe, self.latents, self.texts = pipe, latents, captions
        self.scheduler = diffusers.DDPMScheduler.from_config(pipe.scheduler.config)
        with torch.no_grad():
            self.words = [_told(pipe, text, device) for text in ("", *captions)]
        self.unet = pipe.unet.requires_grad_(False)
        self.unet.add_adapter(
            LoraConfig(
                r=condition.rank,
                lora_alpha=condition.rank,
                init_lora_weights="gaussian",
                target_modules=list(TARGETS),
            )
        )
        adapted = [p for p in self.unet.parameters() if p.requires_grad]
        optimiser = adam(adapted, condition.rate, (0.9, 0.999), 0.01)
        part = Added(self.unet)
        super().__init__(condition, device, {"lora": part}, {"lora": optimiser}, ["lora"])

    def step(self, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch of pictures, by their places."""
        latents = self.latents[batch.places].to(self.device)
        dropped = batch.rand(len(latents)) < 0.1
        told = [
            self.words[0 if drop else place + 1]
            for place, drop in zip(batch.places.tolist(), dropped.tolist(), strict=True)
        ]
        words = torch.cat([text for text, _ in told])
        added = None
        if told[0][1] is not None:
            side = latents.shape[-1] * self.pipe.vae_scale_factor
            sizes = torch.tensor([[side, side, 0, 0, side, side]], device=self.device)
            added = {
                "text_embeds": torch.cat([pooled for _, pooled in told if pooled is not None]),
                "time_ids": sizes.expand(len(latents), -1).to(words.dtype),
            }
        noise = batch.randn(*latents.shape)
        steps = self.scheduler.config.num_train_timesteps
        when = (batch.rand(len(latents)) * steps).long().clamp(max=steps - 1)
        noisy = self.scheduler.add_noise(latents, noise, when)
        target = noise
        if self.scheduler.config.prediction_type == "v_prediction":
            target = self.scheduler.get_velocity(latents, noise, when)
        with self.autocast():
            found = self.unet(noisy, when, words, added_cond_kwargs=added).sample
        loss = F.mse_loss(found.float(), target)
        self.descend("lora", loss)
        return {"loss": loss.detach()}

    @torch.no_grad()
    def samples(self) -> Tensor:
        """Return pictures of the first captions, twenty steps each."""
        with self.averages["lora"].applied():
            self.pipe.set_progress_bar_config(disable=True)
            made = self.pipe(
                [*self.texts[:4]],
                num_inference_steps=20,
                generator=generator(0, 0, "samples"),
                output_type="pt",
            )
        return made.images * 2 - 1

    def adapter(self) -> dict[str, Tensor]:
        """Return the adapter's weights by peft's names."""
        from peft import get_peft_model_state_dict

        return dict(get_peft_model_state_dict(self.unet))


class Added(nn.Module):
    """The weights that an adapter adds to a module, as a module of their own."""

    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        for name, weight in module.named_parameters():
            if weight.requires_grad:
                self.register_parameter(name.replace(".", "|"), weight)  # type: ignore[arg-type]


def _told(pipe: Any, text: str, device: str) -> tuple[Tensor, Tensor | None]:
    """Return what a text tells the denoiser: (1, t, width), and XL's pooled (1, width)."""
    if hasattr(pipe, "text_encoder_2"):
        told, _, pooled, _ = pipe.encode_prompt(
            text, device=device, do_classifier_free_guidance=False
        )
        return told, pooled
    told, _ = pipe.encode_prompt(text, device, 1, do_classifier_free_guidance=False)
    return told, None
