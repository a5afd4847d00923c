"""Models with random weights of the sizes that people use, built on the card and saved.

`tiny` ones are those of the tests. Configurations are those of the models named; vocabularies are
as large, with tokenizers that were trained here on Python's own help texts.
"""

import json
from pathlib import Path
from typing import Any

import torch

from plugins.image import diffusion_models
from plugins.music import musicgen_models
from plugins.text import llm_models

DIFFUSION = {"tiny": 0, "sd": 2.1, "sdxl": 6.9}
LANGUAGE = {"tiny": 0, "1.7b": 3.4, "8b": 16.4}
MUSIC = {"tiny": 0, "small": 1.2, "medium": 4.0, "large": 6.9}
"""Sizes, and about the GB that they take in half precision."""


def diffusion(folder: Path, size: str, device: str) -> Path:
    """Save a Stable Diffusion 1.5 (`sd`) or XL, and return where."""
    if size == "tiny":
        return diffusion_models.build(folder, "sdxl")
    import diffusers as d

    half = torch.bfloat16
    vae = _made(device, half, d.AutoencoderKL, {
        "block_out_channels": [128, 256, 512, 512], "layers_per_block": 2, "latent_channels": 4,
        "down_block_types": ["DownEncoderBlock2D"] * 4, "sample_size": 512,
        "up_block_types": ["UpDecoderBlock2D"] * 4, "scaling_factor": 0.18215,
    })  # fmt: skip
    noise = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
    scheduler = d.EulerDiscreteScheduler(**noise, timestep_spacing="leading", steps_offset=1)
    if size == "sd":
        unet = _made(device, half, d.UNet2DConditionModel, {
            "sample_size": 64, "cross_attention_dim": 768, "attention_head_dim": 8,
            "block_out_channels": (320, 640, 1280, 1280), "layers_per_block": 2,
        })  # fmt: skip
        made: Any = d.StableDiffusionPipeline(
            vae=vae, unet=unet, text_encoder=_clip(device, 768, 12, 12, False),
            tokenizer=diffusion_models._tokenizer(), scheduler=scheduler, safety_checker=None,
            feature_extractor=None, requires_safety_checker=False,
        )  # fmt: skip
    else:
        unet = _made(device, half, d.UNet2DConditionModel, {
            "sample_size": 128, "cross_attention_dim": 2048, "attention_head_dim": (5, 10, 20),
            "block_out_channels": (320, 640, 1280), "layers_per_block": 2,
            "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
            "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
            "transformer_layers_per_block": (1, 2, 10), "use_linear_projection": True,
            "addition_embed_type": "text_time", "addition_time_embed_dim": 256,
            "projection_class_embeddings_input_dim": 2816,
        })  # fmt: skip
        made = d.StableDiffusionXLPipeline(
            vae=vae, unet=unet, text_encoder=_clip(device, 768, 12, 12, False),
            text_encoder_2=_clip(device, 1280, 32, 20, True),
            tokenizer=diffusion_models._tokenizer(), tokenizer_2=diffusion_models._tokenizer(),
            scheduler=scheduler, add_watermarker=False,
        )  # fmt: skip
    made.save_pretrained(folder, safe_serialization=True)
    return folder


def _clip(device: str, width: int, layers: int, heads: int, projected: bool) -> Any:
    import transformers as t

    words, _ = diffusion_models._words()
    config = t.CLIPTextConfig(
        vocab_size=49408, hidden_size=width, intermediate_size=4 * width, num_hidden_layers=layers,
        num_attention_heads=heads, projection_dim=width, max_position_embeddings=77,
        bos_token_id=len(words) - 2, eos_token_id=len(words) - 1, pad_token_id=len(words) - 1,
        hidden_act="gelu" if projected else "quick_gelu",
    )  # fmt: skip
    kind = t.CLIPTextModelWithProjection if projected else t.CLIPTextModel
    return _made(device, torch.bfloat16, kind, config)


def language(folder: Path, size: str, device: str) -> Path:
    """Save a language model of the shape of Qwen3's 1.7B or 8B, and return where."""
    if size == "tiny":
        return llm_models.build(folder, True)
    import transformers as t

    words = _many(llm_models.tokenizer(True), 151_936)
    width, inner, layers, heads = {
        "1.7b": (2048, 6144, 28, 16), "8b": (4096, 12288, 36, 32)
    }[size]  # fmt: skip
    config = t.Qwen3Config(
        vocab_size=151_936, hidden_size=width, intermediate_size=inner, num_hidden_layers=layers,
        num_attention_heads=heads, num_key_value_heads=8, head_dim=128, bos_token_id=None,
        max_position_embeddings=40_960, eos_token_id=words.eos_token_id,
        pad_token_id=words.pad_token_id, tie_word_embeddings=size == "1.7b",
    )  # fmt: skip
    model = _made(device, torch.bfloat16, t.Qwen3ForCausalLM, config)
    model.save_pretrained(folder)
    words.save_pretrained(folder)
    return folder


def _many(words: Any, count: int) -> Any:
    """Return a tokenizer with so many tokens; those that are added are words of no text."""
    from tokenizers import Tokenizer

    told = json.loads(words._tokenizer.to_str())
    vocabulary = told["model"]["vocab"]
    first = max(max(vocabulary.values()), *(each["id"] for each in told["added_tokens"])) + 1
    vocabulary.update({f"word{number}": number for number in range(first, count)})
    made = type(words)(
        tokenizer_object=Tokenizer.from_str(json.dumps(told)),
        pad_token=words.pad_token, eos_token=words.eos_token,
    )  # fmt: skip
    made.chat_template = words.chat_template
    return made


def music(folder: Path, size: str, device: str) -> Path:
    """Save a MusicGen small, medium or large, and return where."""
    if size == "tiny":
        return musicgen_models.build(folder)
    import transformers as t

    width, layers, heads = {
        "small": (1024, 24, 16), "medium": (1536, 48, 24), "large": (2048, 48, 32)
    }[size]  # fmt: skip
    text = t.T5Config(
        vocab_size=32128, d_model=768, d_kv=64, d_ff=3072, num_layers=12, num_heads=12,
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0,
    )  # fmt: skip
    codec = t.EncodecConfig(
        sampling_rate=32_000, audio_channels=1, num_filters=64, hidden_size=128,
        codebook_size=2048, codebook_dim=128, upsampling_ratios=[8, 5, 4, 4], num_lstm_layers=2,
        target_bandwidths=[2.2], normalize=False, use_causal_conv=False, use_conv_shortcut=False,
    )  # fmt: skip
    decoder = t.MusicgenDecoderConfig(
        vocab_size=2048, num_codebooks=4, audio_channels=1, hidden_size=width,
        num_hidden_layers=layers, num_attention_heads=heads, ffn_dim=4 * width,
        max_position_embeddings=2048, pad_token_id=2048, bos_token_id=2048,
    )  # fmt: skip
    config = t.MusicgenConfig(
        text_encoder=text.to_dict(), audio_encoder=codec.to_dict(), decoder=decoder.to_dict()
    )
    model = _made(device, torch.float16, t.MusicgenForConditionalGeneration, config)
    for layer in model.audio_encoder.quantizer.layers:
        layer.codebook.embed.normal_()  # they begin as zeros, with which any tokens sound alike
    for name in ("decoder_start_token_id", "pad_token_id", "bos_token_id"):
        setattr(model.generation_config, name, 2048)
    model.save_pretrained(folder)
    musicgen_models._tokenizer().save_pretrained(folder)
    return folder


def _made(device: str, dtype: torch.dtype, kind: Any, config: Any) -> Any:
    """Return a network with its usual random weights, drawn on the device it is built on."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        with torch.device(device):
            torch.manual_seed(0)
            made = kind.from_config(config) if isinstance(config, dict) else kind(config)
    finally:
        torch.set_default_dtype(before)
    return made.eval()
