"""Generation: tokens for all rows at once, window by window, and sound from them.

A window is what the model was trained on, 30 s. A longer piece goes on from the last `overlap`
seconds of tokens, as its own. Tokens are joined, not samples, so a seam is no seam to the codec.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from muse_music.audio.sound import Sound

from .melody import chroma
from .model import MELODY
from .quick import cache
from .sampling import Draws, Enough, Last, Watch

WINDOW = 30.0
"""Seconds that the models were trained on."""

DECODED = 30.0
"""Seconds of tokens that are decoded at once."""

CONTEXT = 1.0
"""Seconds decoded on both sides of such a part, so that the codec's memory is warm there."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What all rows have in common: words, lengths in seconds, and how tokens are drawn."""

    text: str
    negative: str
    seconds: float
    overlap: float
    guidance: float
    temperature: float
    top_k: int
    melody: Sound | None = None
    start: Sound | None = None


class Composer:
    """Generates with one model; `rate` (Hz) and `channels` are those of its sound."""

    def __init__(self, model: Any, tokenizer: Any) -> None:
        self.model = model
        self.tokenizer = tokenizer
        codec = model.config.audio_encoder
        self.rate = int(codec.sampling_rate)
        self.frames = float(codec.frame_rate)
        self.channels = int(model.config.decoder.audio_channels)
        self.books = int(model.decoder.num_codebooks)
        self.melodic = model.config.model_type == MELODY

    def steps(self, wish: Wish) -> int:
        """Return how many steps a wish takes, in all its windows."""
        return sum(need + self.delay - 1 for _, need in self._plan(wish))

    @property
    def delay(self) -> int:
        """Codebooks of one channel: each is drawn one step after the one before."""
        return self.books // self.channels

    def seams(self, wish: Wish) -> list[float]:
        """Return where one window follows another, in seconds of what is made."""
        ends = np.cumsum([need for _, need in self._plan(wish)])
        return [float(end) / self.frames for end in ends[:-1]]

    def _plan(self, wish: Wish) -> list[tuple[int, int]]:
        """Return (frames of context, new frames) of each window."""
        whole = round(WINDOW * self.frames)
        total = max(1, int(np.ceil(wish.seconds * self.frames)))
        overlap = min(round(wish.overlap * self.frames), whole * 2 // 3)
        before = 0
        if wish.start is not None:
            before = min(int(wish.start.seconds * self.frames), overlap)
        plan = []
        while total > 0:
            need = min(total, whole - before)
            plan.append((before, need))
            total -= need
            before = min(overlap, before + need)
        return plan

    @torch.inference_mode()
    def tokens(
        self,
        wish: Wish,
        generators: Sequence[torch.Generator] | None,
        step: Callable[[], None],
    ) -> tuple[Any, int]:
        """Return tokens (rows, codebooks, frames) and how many of the frames are given context.

        `generators` has one for each row; None: one row from torch's global generator, exactly as
        the library draws. `step` is called after each step.
        """
        rows = 1 if generators is None else len(generators)
        plan = self._plan(wish)
        given = plan[0][0]
        made = None
        if wish.start is not None and given:
            seconds = given / self.frames
            made = self.encode(wish.start.part(wish.start.seconds - seconds, seconds), rows)
            made = made[..., made.shape[-1] - given :]
        done = 0
        for before, need in plan:
            context = made[..., made.shape[-1] - before :] if made is not None and before else None
            whole = self._window(wish, context, need, rows, generators, step, done / self.frames)
            fresh = whole[..., whole.shape[-1] - need :]
            made = fresh if made is None else torch.cat([made, fresh], dim=-1)
            done += need
        return made, given

    def _window(
        self,
        wish: Wish,
        context: Any,
        need: int,
        rows: int,
        generators: Sequence[torch.Generator] | None,
        step: Callable[[], None],
        offset: float,
    ) -> Any:
        model, device = self.model, self.model.device
        inputs = self.inputs(wish, rows, offset)
        more: dict[str, Any] = {"temperature": wish.temperature, "top_k": wish.top_k}
        if generators is not None:
            draws = Draws(generators, wish.temperature, wish.top_k)
            more = {"temperature": 1.0, "top_k": 0, "logits_processor": Last([draws])}
        first = torch.full((rows * self.books, 1), self._start, device=device)
        if context is not None:
            flat = context.reshape(rows * self.books, -1)
            more["decoder_input_ids"] = flat
            first = torch.cat([first, flat], dim=-1)
        new = need + self.delay - 1
        more |= cache(model, inputs, device.type == "cuda")
        watch = Watch(step, new)
        with suppress(Enough):
            model.generate(
                **inputs,
                do_sample=True,
                guidance_scale=wish.guidance,
                max_new_tokens=new,
                stopping_criteria=[watch],
                **more,
            )
        pad = model.generation_config.pad_token_id
        _, mask = model.decoder.build_delay_pattern_mask(
            first, pad_token_id=pad, max_length=first.shape[-1] + new
        )
        ids = model.decoder.apply_delay_pattern_mask(watch.tokens, mask)
        return ids[ids != pad].reshape(rows, self.books, -1)

    @property
    def _start(self) -> int:
        config = self.model.generation_config
        return int(config.decoder_start_token_id or config.pad_token_id)

    def inputs(self, wish: Wish, rows: int, offset: float = 0.0) -> dict[str, Any]:
        """Return the conditioning: ids and mask, a melody from `offset` s on, what to lead from."""
        device = self.model.device
        words = dict(self.tokenizer([wish.text] * rows, padding=True, return_tensors="pt"))
        inputs: dict[str, Any] = {
            name: words[name].to(device) for name in ("input_ids", "attention_mask")
        }
        if wish.melody is not None:
            tune = wish.melody.part(offset % max(wish.melody.seconds, 1e-3), WINDOW)
            features = chroma(tune, min(WINDOW, max(tune.seconds, 1.0)))
            inputs["input_features"] = features.to(device, self.model.dtype).repeat(rows, 1, 1)
        if wish.negative and wish.guidance > 1:
            inputs |= self._led_from(wish, rows, inputs)
        return inputs

    def _led_from(self, wish: Wish, rows: int, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return encoder states whose second half is the negative prompt instead of nothing."""
        both = self.tokenizer(
            [wish.text] * rows + [wish.negative] * rows, padding=True, return_tensors="pt"
        ).to(self.model.device)
        states = self.model.text_encoder(
            input_ids=both["input_ids"], attention_mask=both["attention_mask"]
        ).last_hidden_state
        if not self.melodic:
            from transformers.modeling_outputs import BaseModelOutput

            return {
                "encoder_outputs": BaseModelOutput(last_hidden_state=states),
                "attention_mask": both["attention_mask"],
            }
        model = self.model
        if model.text_encoder.config.hidden_size != model.decoder.config.hidden_size:
            states = model.enc_to_dec_proj(states)
        states = states * both["attention_mask"][..., None]
        features = inputs.get("input_features")
        if features is None:
            features = torch.zeros(rows, 1, model.config.num_chroma).to(states)
            features[..., 0] = 1
        empty = torch.zeros_like(features)
        empty[..., 0] = 1
        tune = torch.cat([features, empty]).to(states.dtype)
        if model.config.num_chroma != model.decoder.config.hidden_size:
            tune = model.audio_enc_to_dec_proj(tune)
        length = model.config.chroma_length
        tune = tune.repeat(1, -(-length // tune.shape[1]), 1)[:, :length]
        return {"encoder_hidden_states": torch.cat([tune, states], dim=1)}

    @torch.inference_mode()
    def encode(self, sound: Sound, rows: int) -> Any:
        """Return the codec's tokens of a sound (rows, codebooks, frames)."""
        fitting = sound.at(self.rate).with_channels(self.channels)
        codes = []
        for channel in fitting.samples:
            samples = torch.from_numpy(channel)[None, None].to(self.model.device, self.model.dtype)
            codes.append(self.model.audio_encoder.encode(samples).audio_codes[0])
        joined = torch.stack(codes, dim=2).reshape(1, self.books, -1)
        return joined.repeat(rows, 1, 1)

    @torch.inference_mode()
    def decode(self, tokens: Any) -> list[Sound]:
        """Return the sound of each row of tokens (rows, codebooks, frames)."""
        part, warm = round(DECODED * self.frames), round(CONTEXT * self.frames)
        total = tokens.shape[-1]
        pieces = []
        for first in range(0, total, part):
            low, high = max(0, first - warm), min(total, first + part + warm)
            samples = self._decoded(tokens[..., low:high])
            each = samples.shape[-1] / (high - low)
            start = round((first - low) * each)
            pieces.append(samples[..., start : start + round(min(part, total - first) * each)])
        made = np.concatenate(pieces, axis=-1)
        return [Sound(np.ascontiguousarray(row), self.rate) for row in made]

    def _decoded(self, tokens: Any) -> Any:
        """Return samples (rows, channels, n) of tokens that fit in memory."""
        codec, channels = self.model.audio_encoder, self.channels
        scales = [None] * len(tokens)
        sides = [
            codec.decode(tokens[None, :, side::channels], audio_scales=scales).audio_values
            for side in range(channels)
        ]
        return torch.cat(sides, dim=1).float().cpu().numpy()
