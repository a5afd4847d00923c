"""Hearing the style of a sound, as MusicGen-Style does; audiocraft 1.3 on PyPI can't yet.

By Rouard et al., "Audio Conditioning for Music Generation via Discrete Bottleneck Features" (2024):
features of a short excerpt by MERT or EnCodec -> a small transformer -> a residual quantiser, of
which few codebooks are kept so that the style passes and the tune doesn't -> every n-th step. The
names of its parts are those of the published weights.
"""

from __future__ import annotations

from typing import Any

import torch
from audiocraft.data.audio_utils import convert_audio
from audiocraft.modules.conditioners import WavCondition, WaveformConditioner
from audiocraft.modules.transformer import StreamingTransformer
from audiocraft.quantization import ResidualVectorQuantizer
from audiocraft.utils.autocast import TorchAutocast
from audiocraft.utils.utils import length_to_mask
from torch import nn

MERT_RATE, MERT_FRAMES, MERT_DIM = 24_000, 75, 768
"""What MERT hears: samples a second, features a second and their size."""

SIZES: dict[str, dict[str, int]] = {
    "xsmall": {"d_model": 256, "num_heads": 8, "num_layers": 4},
    "default": {"d_model": 512, "num_heads": 8, "num_layers": 8},
    "large": {"d_model": 1024, "num_heads": 16, "num_layers": 24},
    "none": {"d_model": 512},
}


class StyleConditioner(WaveformConditioner):  # type: ignore[misc]
    """Hears a sound whole; `eval_q` of its codebooks are kept (1..n_q_out).

    `feat_extractor` is put in before it hears anything: a MERT, or a codec of audiocraft.
    """

    feat_extractor: Any

    def __init__(
        self,
        output_dim: int,
        model_name: str,
        sample_rate: int,
        transformer_scale: str = "default",
        ds_factor: int = 15,
        encodec_n_q: int = 4,
        n_q_out: int = 6,
        eval_q: int = 3,
        bins: int = 1024,
        batch_norm: bool = True,
        **training: Any,
    ) -> None:
        size = dict(SIZES[transformer_scale])
        dim = size["d_model"]
        super().__init__(dim, output_dim, "cpu")
        self.autocast = TorchAutocast(enabled=False)
        self.model_name, self.sample_rate = model_name, sample_rate
        self.ds_factor, self.eval_q, self.n_q_out = ds_factor, eval_q, n_q_out
        self.encodec_n_q = encodec_n_q
        self.embed: nn.Module = (
            nn.Linear(MERT_DIM, dim)
            if model_name == "mert"
            else nn.ModuleList([nn.Embedding(bins, dim) for _ in range(encodec_n_q)])
        )
        self.transformer = self.rvq = self.batch_norm = None
        if transformer_scale != "none":
            self.transformer = StreamingTransformer(
                **size,
                dim_feedforward=4 * dim,
                memory_efficient=True,
                activation="gelu",
                norm_first=True,
                causal=False,
                layer_scale=None,
                bias_ff=False,
                bias_attn=False,
            )
        if n_q_out > 0:
            self.rvq = ResidualVectorQuantizer(dim, n_q=n_q_out, bins=bins)
        if batch_norm:
            self.batch_norm = nn.BatchNorm1d(dim, affine=False)

    def _downsampling_factor(self) -> float:
        """Return how many samples become one step."""
        rate = MERT_FRAMES if self.model_name == "mert" else self.feat_extractor.frame_rate
        return float(self.sample_rate / rate * self.ds_factor)

    def _features(self, heard: WavCondition) -> torch.Tensor:
        """Return features (B, T, dim) of sound (B, 1, samples); one sample stands for none."""
        wave = heard.wav
        if wave.shape[-1] == 1:
            return torch.zeros(len(wave), 1, self.dim, device=wave.device)
        if self.model_name == "mert":
            mono = convert_audio(wave, heard.sample_rate[0], MERT_RATE, 1).squeeze(-2)
            found: torch.Tensor = self.embed(self.feat_extractor(mono).last_hidden_state)
            return found
        codes = self.feat_extractor.encode(wave)[0][:, : self.encodec_n_q]
        parts = [each(codes[:, k]) for k, each in enumerate(self.embed.children())]
        return torch.stack(parts).sum(0)

    def _get_wav_embedding(self, x: WavCondition) -> torch.Tensor:
        with self.autocast:
            made = self._features(x)
            if self.transformer is not None:
                made = self.transformer(made)
            if self.batch_norm is not None:
                made = self.batch_norm(made.transpose(1, 2)).transpose(1, 2)
            if self.rvq is not None:
                self.rvq.set_num_codebooks(self.eval_q)
                made = self.rvq(made.transpose(1, 2), frame_rate=1.0).x.transpose(1, 2)
            return made[:, :: self.ds_factor]

    @torch.no_grad()
    def forward(self, x: WavCondition) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the style (B, steps, output_dim) and which steps count (B, steps)."""
        made = self._get_wav_embedding(x)
        made = self.output_proj(made.to(self.output_proj.weight))
        steps = x.length / self._downsampling_factor()
        mask = length_to_mask(steps, max_len=made.shape[1]).int().to(made.device)
        return made * mask.unsqueeze(-1), mask
