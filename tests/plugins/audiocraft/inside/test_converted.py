"""A MusicGen of transformers is the same model to audiocraft: it sounds alike, sample by sample."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny
import torch
from muse_audiocraft.composing import Composer, Parts, Wish

from muse import Component, Placement
from muse_audiocraft import kinds, parts

WORDS = "a calm piano"
CARD = 1024
"""Tokens of each codebook: older transformers reckon with no other number."""


def build(folder: Path, kind: str, channels: int) -> Any:
    """Save a small model of transformers with random weights, and return it."""
    import transformers as t

    torch.manual_seed(7)
    text = t.T5Config(
        vocab_size=240, d_model=24, d_kv=4, d_ff=32, num_layers=1, num_heads=2, pad_token_id=0,
        eos_token_id=1, decoder_start_token_id=0,
    )  # fmt: skip
    codec = t.EncodecConfig(
        sampling_rate=tiny.RATE, audio_channels=1, num_filters=4, hidden_size=16, codebook_dim=16,
        codebook_size=CARD, upsampling_ratios=[8, 5, 4], num_residual_layers=1,
        num_lstm_layers=1, target_bandwidths=[tiny.BOOKS * 0.5], normalize=False,
        use_causal_conv=False,
    )  # fmt: skip
    shape = {
        **{"vocab_size": CARD, "num_codebooks": tiny.BOOKS * channels, "hidden_size": 16},
        **{"audio_channels": channels, "num_hidden_layers": 2, "num_attention_heads": 2},
        **{"ffn_dim": 32, "pad_token_id": CARD, "bos_token_id": CARD},
    }
    name = "MusicgenMelody" if kind == "musicgen_melody" else "Musicgen"
    config = getattr(t, f"{name}Config")(
        text_encoder=text.to_dict(),
        audio_encoder=codec.to_dict(),
        decoder=getattr(t, f"{name}DecoderConfig")(**shape).to_dict(),
    )
    made = getattr(t, f"{name}ForConditionalGeneration")(config).eval()
    for layer in made.audio_encoder.quantizer.layers:  # zeros at first: any tokens sound alike
        layer.codebook.embed.normal_()
    for called, weight in made.named_parameters():  # random weights hardly heed words
        if any(part in called for part in ("enc_to_dec", "encoder_attn", "lm_heads")):
            weight.data *= 8
    for each in ("decoder_start_token_id", "pad_token_id", "bos_token_id"):
        setattr(made.generation_config, each, CARD)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tiny.t5(folder)  # for its tokenizer; the rest of it is written over
        made.save_pretrained(folder, safe_serialization=True)
    return made


@pytest.mark.parametrize(
    ("kind", "channels"), [("musicgen", 1), ("musicgen", 2), ("musicgen_melody", 1)]
)
def test_it_sounds_as_transformers_has_it(tmp_path: Path, kind: str, channels: int) -> None:
    theirs = build(tmp_path, kind, channels)

    def load(component: Component) -> Any:
        return component.load(Placement(component, "cpu", "float32"))

    t5 = load(parts.text_encoder(tmp_path, None))
    held = Parts(load(parts.model(tmp_path, None)), load(parts.codec(tmp_path, None)), "cpu", t5)
    composer = Composer(held, kinds.of(parts.config(tmp_path)))
    # The likeliest token at each step: both libraries choose without chance.
    tokens = composer.tokens(Wish(WORDS, "", 1.2, 2.0, 3.0, 1.0, 1), [1], lambda: None)[0]
    assert tokens.shape == (1, tiny.BOOKS * channels, 60)
    assert len(tokens.unique()) > 10
    told = t5.tokenizer([WORDS], return_tensors="pt")
    with torch.no_grad():
        sound = theirs.generate(
            input_ids=told["input_ids"],
            attention_mask=told["attention_mask"],
            do_sample=False,
            guidance_scale=3.0,
            max_new_tokens=60 + tiny.BOOKS - 1,
        )[0].numpy()
    ours = composer.decode(tokens)[0].samples
    assert ours.shape == sound.shape == (channels, 1.2 * tiny.RATE)
    assert np.allclose(ours, sound, atol=1e-5)
