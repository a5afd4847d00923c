"""Small pipelines with random weights of families that AutoPipeline has no list for."""

from pathlib import Path
from typing import Any

from plugins.image.diffusion_models import _clip, _t5, _tokenizer, _vae

FURTHER = ("bria", "chroma", "fill", "krea2")


def build(folder: Path, kind: str) -> Path:
    """Save a small pipeline of a kind in a folder, and return that."""
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(3)
        made = globals()[f"_{kind}"]()
    made.save_pretrained(folder, safe_serialization=True)
    return folder


def _vae_16(channels: int) -> Any:
    return _vae(
        channels, use_quant_conv=False, use_post_quant_conv=False, shift_factor=0.0609,
        scaling_factor=1.5035,
    )  # fmt: skip


def _bria() -> Any:
    from diffusers import BriaPipeline, BriaTransformer2DModel, FlowMatchEulerDiscreteScheduler

    transformer = BriaTransformer2DModel(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=8,
        num_attention_heads=2, joint_attention_dim=32, axes_dims_rope=[0, 4, 4],
    )  # fmt: skip
    reader, t5 = _t5()
    return BriaPipeline(
        transformer=transformer.eval(), scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_vae_16(4), text_encoder=t5, tokenizer=reader,
    )  # fmt: skip


def _chroma() -> Any:
    from diffusers import (
        ChromaPipeline,
        ChromaTransformer2DModel,
        FlowMatchEulerDiscreteScheduler,
    )

    transformer = ChromaTransformer2DModel(
        patch_size=1, in_channels=4, num_layers=1, num_single_layers=1, attention_head_dim=16,
        num_attention_heads=2, joint_attention_dim=32, axes_dims_rope=(4, 4, 8),
        approximator_hidden_dim=32, approximator_layers=1, approximator_num_channels=16,
    )  # fmt: skip
    reader, t5 = _t5()
    return ChromaPipeline(
        transformer=transformer.eval(), scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_vae_16(1), text_encoder=t5, tokenizer=reader,
    )  # fmt: skip


def _fill() -> Any:
    from diffusers import (
        FlowMatchEulerDiscreteScheduler,
        FluxFillPipeline,
        FluxTransformer2DModel,
    )

    # Latents, the latents of what stays, and a mask: each packed 2 x 2.
    inside = 4 * 1 + 4 * 1 + 4 * 4
    transformer = FluxTransformer2DModel(
        patch_size=1, in_channels=inside, out_channels=4, num_layers=1, num_single_layers=1,
        attention_head_dim=16, num_attention_heads=2, joint_attention_dim=32,
        pooled_projection_dim=32, axes_dims_rope=(4, 4, 8), guidance_embeds=True,
    )  # fmt: skip
    reader, t5 = _t5()
    return FluxFillPipeline(
        transformer=transformer.eval(), scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_vae_16(1), text_encoder=_clip(), tokenizer=_tokenizer(), text_encoder_2=t5,
        tokenizer_2=reader,
    )  # fmt: skip


def _krea2() -> Any:
    from diffusers import (
        AutoencoderKLQwenImage,
        FlowMatchEulerDiscreteScheduler,
        Krea2Pipeline,
        Krea2Transformer2DModel,
    )
    from transformers import Qwen3VLConfig, Qwen3VLModel

    reader, _ = _t5()
    words = {
        "vocab_size": len(reader), "hidden_size": 16, "intermediate_size": 16, "head_dim": 8,
        "num_hidden_layers": 4, "num_attention_heads": 2, "num_key_value_heads": 2,
        "rope_scaling": {"rope_type": "default", "mrope_section": [1, 1, 2],
                         "mrope_interleaved": True},
    }  # fmt: skip
    sees = {
        "depth": 2, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2,
        "out_hidden_size": 16, "deepstack_visual_indexes": [1],
    }  # fmt: skip
    text = Qwen3VLModel(Qwen3VLConfig(text_config=words, vision_config=sees)).eval()
    transformer = Krea2Transformer2DModel(
        in_channels=16, num_layers=1, attention_head_dim=8, num_attention_heads=2,
        num_key_value_heads=1, intermediate_size=16, timestep_embed_dim=8, text_hidden_dim=16,
        num_text_layers=2, text_num_attention_heads=2, text_num_key_value_heads=2,
        text_intermediate_size=16, num_layerwise_text_blocks=1, num_refiner_text_blocks=1,
        axes_dims_rope=(4, 2, 2),
    )  # fmt: skip
    vae = AutoencoderKLQwenImage(
        base_dim=24, z_dim=4, dim_mult=[1, 2, 4], num_res_blocks=1, 
        temperal_downsample=[False, True],
        latents_mean=[0.0] * 4, latents_std=[1.0] * 4,
    )  # fmt: skip
    return Krea2Pipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True), vae=vae.eval(),
        text_encoder=text, tokenizer=reader, transformer=transformer.eval(),
        text_encoder_select_layers=(1, 3),
    )  # fmt: skip
