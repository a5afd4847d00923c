"""Small pipelines for videos with random weights, in the format of diffusers."""

from pathlib import Path
from typing import Any

from plugins.image.diffusion_models import _t5

KINDS = ("cogvideox", "cogvideox_image", "ltx", "wan", "wan_image")


def build(folder: Path, kind: str) -> Path:
    """Save a small pipeline of a kind in a folder, and return that."""
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(3)
        made = globals()[f"_{kind}"]()
    made.save_pretrained(folder, safe_serialization=True)
    return folder


def build_motion(folder: Path) -> Path:
    """Save a motion adapter for the small pipeline `sd`, and return its folder."""
    import torch
    from diffusers import MotionAdapter

    with torch.random.fork_rng():
        torch.manual_seed(4)
        made = MotionAdapter(
            block_out_channels=(32, 64), motion_layers_per_block=1, motion_norm_num_groups=2,
            motion_num_attention_heads=4, motion_max_seq_length=16,
        )  # fmt: skip
        for weight in made.parameters():
            if not weight.any():  # what begins as no motion
                weight.data = 0.1 * torch.randn(weight.shape)
    made.save_pretrained(folder)
    return folder


def _cogvideox(pictured: int = 1) -> Any:
    from diffusers import (
        AutoencoderKLCogVideoX,
        CogVideoXDDIMScheduler,
        CogVideoXImageToVideoPipeline,
        CogVideoXPipeline,
        CogVideoXTransformer3DModel,
    )

    reader, t5 = _t5()
    transformer = CogVideoXTransformer3DModel(
        num_attention_heads=2, attention_head_dim=16, in_channels=4 * pictured, out_channels=4,
        time_embed_dim=2, text_embed_dim=32, num_layers=1, sample_width=8, sample_height=8,
        sample_frames=9, patch_size=2, max_text_seq_length=226,
        use_rotary_positional_embeddings=True,
    )  # fmt: skip
    vae = AutoencoderKLCogVideoX(
        down_block_types=("CogVideoXDownBlock3D",) * 4, up_block_types=("CogVideoXUpBlock3D",) * 4,
        block_out_channels=(8, 8, 8, 8), latent_channels=4, layers_per_block=1, norm_num_groups=2,
    )  # fmt: skip
    cls = CogVideoXPipeline if pictured == 1 else CogVideoXImageToVideoPipeline
    return cls(
        tokenizer=reader, text_encoder=t5, vae=vae.eval(), transformer=transformer.eval(),
        scheduler=CogVideoXDDIMScheduler(),
    )  # fmt: skip


def _cogvideox_image() -> Any:
    return _cogvideox(2)


def _ltx() -> Any:
    from diffusers import (
        AutoencoderKLLTXVideo,
        FlowMatchEulerDiscreteScheduler,
        LTXPipeline,
        LTXVideoTransformer3DModel,
    )

    reader, t5 = _t5()
    transformer = LTXVideoTransformer3DModel(
        in_channels=8, out_channels=8, num_attention_heads=4, attention_head_dim=8,
        cross_attention_dim=32, num_layers=1, caption_channels=32,
    )  # fmt: skip
    vae = AutoencoderKLLTXVideo(
        latent_channels=8, block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 8, 8, 8), layers_per_block=(1,) * 5,
        decoder_layers_per_block=(1,) * 5, decoder_inject_noise=(False,) * 5,
        upsample_residual=(False,) * 4, upsample_factor=(1,) * 4,
    )  # fmt: skip
    return LTXPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(), vae=vae.eval(), text_encoder=t5,
        tokenizer=reader, transformer=transformer.eval(),
    )  # fmt: skip


def _wan(pictured: bool = False) -> Any:
    from diffusers import (
        AutoencoderKLWan,
        FlowMatchEulerDiscreteScheduler,
        WanImageToVideoPipeline,
        WanPipeline,
        WanTransformer3DModel,
    )

    reader, t5 = _t5()
    more: dict[str, Any] = {"image_dim": 8, "added_kv_proj_dim": 24} if pictured else {}
    transformer = WanTransformer3DModel(
        num_attention_heads=2, attention_head_dim=12, in_channels=36 if pictured else 16,
        out_channels=16, text_dim=32, freq_dim=32, ffn_dim=32, num_layers=1, rope_max_seq_len=32,
        **more,
    )  # fmt: skip
    vae = AutoencoderKLWan(base_dim=4, dim_mult=[1, 1, 1, 1], num_res_blocks=1)
    parts = {
        "tokenizer": reader, "text_encoder": t5, "vae": vae.eval(),
        "transformer": transformer.eval(), "scheduler": FlowMatchEulerDiscreteScheduler(shift=3.0),
    }  # fmt: skip
    return WanImageToVideoPipeline(**parts, **_eyes()) if pictured else WanPipeline(**parts)


def _wan_image() -> Any:
    return _wan(True)


def _eyes() -> dict[str, Any]:
    from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModel

    sees = CLIPVisionConfig(
        hidden_size=8, intermediate_size=16, projection_dim=8, image_size=32, num_hidden_layers=2,
        num_attention_heads=2, patch_size=8,
    )  # fmt: skip
    return {
        "image_encoder": CLIPVisionModel(sees).eval(),
        "image_processor": CLIPImageProcessor(crop_size=32, size=32),
    }
