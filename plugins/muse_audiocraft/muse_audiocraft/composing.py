"""Tokens by audiocraft's MusicGen, AudioGen and MAGNeT, and sound from them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from . import conditioning
from .drawing import by_rows, guided
from .kinds import Kind
from .sound import Sound

DECODED = 30.0
"""Seconds of tokens that are decoded at once."""

CONTEXT = 1.0
"""Seconds decoded on both sides of such a part, so that the codec's memory is warm there."""

ENOUGH = 5.0
"""Seconds of a piece that a window makes at least: the rest is context."""


@dataclass(frozen=True)
class Wish:
    """What all rows have in common: words, lengths in seconds, and how tokens are drawn."""

    text: str
    negative: str
    seconds: float
    overlap: float
    guidance: float
    temperature: float
    top_k: int
    top_p: float = 0.0
    steps: int = 20
    melody: Sound | None = None
    start: Sound | None = None
    like: Sound | None = None
    excerpt: float = 3.0
    closeness: int = 3
    emphasis: float | None = None


@dataclass(frozen=True)
class Parts:
    """What a run has leased, all on `device`."""

    model: Any
    codec: Any
    device: str
    t5: Any = None
    separator: Any = None
    hears: Any = None


class Composer:
    """Generates with one model; `rate` (Hz) and `channels` are those of its sound."""

    def __init__(self, parts: Parts, kind: Kind) -> None:
        from audiocraft.modules.transformer import set_efficient_attention_backend

        self.model, self.device, self.kind = parts.model, parts.device, kind
        conditioning.join(parts.model, parts.device, parts.t5, parts.separator, parts.hears)
        # A setting of the whole library: without it the order of runs would decide.
        set_efficient_attention_backend("xformers" if kind.name == "magnet" else "torch")
        self.gen = kind.generator()(name=kind.name, compression_model=parts.codec, lm=parts.model)
        if kind.name == "magnet":
            self._mask()
        if parts.device != "cpu" and _dtype(parts.model) == torch.float32:
            self.gen.autocast = nullcontext()
        self.rate = int(self.gen.sample_rate)
        self.frames = float(self.gen.frame_rate)
        self.channels = int(self.gen.audio_channels)
        self.window = float(self.gen.max_duration)

    def _mask(self) -> None:
        """Reckon what MAGNeT's later codebooks see of the others, by the rate of this codec."""
        model, heads = self.model, int(self.model.cfg.transformer_lm.num_heads)
        where = (int(self.gen.frame_rate), self.device, _dtype(model))
        if getattr(model, "masked", None) != where:
            seconds = int(model.cfg.dataset.segment_duration)
            model._build_attn_masks(where[0], seconds, heads, torch.device(where[1]), where[2])
            model.masked = where

    # -- how long

    def lengths(self, wish: Wish) -> tuple[int, int]:
        """Return the frames of a given start that are continued, and all frames with them."""
        need = max(1, math.ceil(round(wish.seconds * self.frames, 6)))
        given = 0
        if wish.start is not None:
            given = int(min(wish.start.seconds, self.overlap(wish)) * self.frames)
        if self.kind.name == "magnet":
            whole = round(self.window * self.frames)
            return given, whole
        return given, given + need

    def overlap(self, wish: Wish) -> float:
        """Return the seconds of context of each window: as asked, or as the model's window has."""
        return min(wish.overlap, max(self.window - ENOUGH, self.window * 2 / 3))

    def seams(self, wish: Wish) -> list[float]:
        """Return where one window follows another, in seconds of what is made."""
        given, total = self.lengths(wish)
        whole = round(self.window * self.frames)
        stride = int(self.frames * self._stride(wish))
        ends = range(whole, total, max(1, stride))
        return [(end - given) / self.frames for end in ends if total > whole]

    def _stride(self, wish: Wish) -> float:
        return self.window - self.overlap(wish)

    def steps(self, wish: Wish) -> int:
        """Return about how many steps a wish takes, in all its windows."""
        if self.kind.name == "magnet":
            return sum(self._decoding(wish))
        given, total = self.lengths(wish)
        delay = int(self.model.num_codebooks // self.channels) - 1
        return total - given + delay * (1 + len(self.seams(wish)))

    def _decoding(self, wish: Wish) -> list[int]:
        """Return MAGNeT's steps for each codebook: half as many for all but the first."""
        rest = max(1, wish.steps // 2)
        return [wish.steps] + [rest] * (int(self.model.num_codebooks) - 1)

    # -- tokens

    @torch.inference_mode()
    def tokens(
        self, wish: Wish, seeds: Sequence[int], step: Callable[[], None]
    ) -> tuple[torch.Tensor, int]:
        """Return tokens (rows, codebooks, frames) and how many of the frames are given context.

        A row for each seed, whose draws are those of the seed alone; one row draws from torch's
        global generator, which the caller has seeded. `step` is called after each step.
        """
        given, total = self.lengths(wish)
        self._set(wish, total)
        gen = self.gen
        gen.set_custom_progress_callback(lambda done, of: step())
        rows = len(seeds)
        start = None
        if given and wish.start is not None:
            seconds = given / self.frames
            wave = wish.start.part(wish.start.seconds - seconds, seconds)
            start = self._wave(wave, self.channels).expand(rows, -1, -1)
        with by_rows(seeds, self.device), guided(self.model, wish.negative, wish.emphasis):
            attributes, prompt = gen._prepare_tokens_and_attributes(
                [wish.text] * rows, start, **self._heard(wish, rows)
            )
            if prompt is not None:
                prompt = prompt[..., :given]
            made = gen._generate_tokens(attributes, prompt, progress=True)
        return made, given

    def _set(self, wish: Wish, total: int) -> None:
        """Tell audiocraft how to draw, and how long."""
        gen = self.gen
        card = int(self.model.card)
        how: dict[str, Any] = {
            "use_sampling": True,
            "top_k": min(wish.top_k, card),
            "top_p": wish.top_p,
            "temperature": wish.temperature,
        }
        if self.kind.name == "magnet":
            gen.set_generation_params(
                **how,
                max_cfg_coef=wish.guidance,
                min_cfg_coef=1.0,
                decoding_steps=self._decoding(wish),
            )
            return
        # A quarter of a frame more, so that no product of it falls below a whole frame.
        more = 0.25 if total > round(self.window * self.frames) else 0.0
        duration = (total + more) / self.frames
        while int(duration * self.frames) < total:
            duration = math.nextafter(duration, math.inf)
        gen.set_generation_params(
            **how, duration=duration, cfg_coef=wish.guidance, extend_stride=self._stride(wish)
        )

    def _heard(self, wish: Wish, rows: int) -> dict[str, Any]:
        """Return the sound that the model hears beside words, where there is one."""
        if wish.melody is not None:
            return {"melody_wavs": [self._wave(wish.melody, self.channels)] * rows}
        if wish.like is None:
            return {}
        style = self.model.condition_provider.conditioners[conditioning.TUNE]
        style.eval_q = min(wish.closeness, style.n_q_out or wish.closeness)
        length = min(wish.excerpt, wish.like.seconds)
        wave = wish.like.part((wish.like.seconds - length) / 2, length)
        return {"melody_wavs": [self._wave(wave, self.channels)] * rows}

    def _wave(self, sound: Sound, channels: int) -> torch.Tensor:
        fitting = sound.at(self.rate).with_channels(channels)
        return torch.from_numpy(np.ascontiguousarray(fitting.samples)).to(self.device)

    # -- sound

    @torch.inference_mode()
    def decode(self, tokens: torch.Tensor) -> list[Sound]:
        """Return the sound of each row of tokens (rows, codebooks, frames)."""
        part, warm = round(DECODED * self.frames), round(CONTEXT * self.frames)
        total = tokens.shape[-1]
        pieces = []
        for first in range(0, total, part):
            low, high = max(0, first - warm), min(total, first + part + warm)
            samples = self.gen.generate_audio(tokens[..., low:high]).float().cpu().numpy()
            each = samples.shape[-1] / (high - low)
            begin = round((first - low) * each)
            pieces.append(samples[..., begin : begin + round(min(part, total - first) * each)])
        made = np.concatenate(pieces, axis=-1)
        return [Sound(np.ascontiguousarray(row), self.rate) for row in made]


def _dtype(model: Any) -> torch.dtype:
    """Return the dtype in which a language model computes: that of its transformer."""
    found: torch.dtype = next(model.transformer.parameters()).dtype
    return found
