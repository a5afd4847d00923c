"""Small text-to-image pipelines with random weights, of four families, in the diffusers format."""

from functools import cache
from pathlib import Path
from typing import Any

KINDS = ("sd", "sdxl", "sd3", "flux")


def build(folder: Path, kind: str, seed: int = 1) -> Path:
    """Save a small pipeline of a kind in a folder, and return that."""
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(seed)
        made = globals()[f"_{kind}"]()
    # Random weights give pictures of nearly one grey; louder ones are easier to tell apart.
    made.save_pretrained(folder, safe_serialization=True)
    return folder


@cache
def _words() -> tuple[dict[str, int], list[tuple[str, str]]]:
    from transformers.models.clip.tokenization_clip import CLIPTokenizer  # noqa: F401

    letters = [chr(n) for n in range(33, 127)]
    vocab = {}
    for letter in letters:
        vocab[letter] = len(vocab)
    for letter in letters:
        vocab[f"{letter}</w>"] = len(vocab)
    for pair in (("r", "e"), ("re", "d</w>"), ("f", "o"), ("fo", "x</w>")):
        vocab["".join(pair)] = len(vocab)
    for special in ("<|startoftext|>", "<|endoftext|>"):
        vocab[special] = len(vocab)
    return vocab, [("r", "e"), ("re", "d</w>"), ("f", "o"), ("fo", "x</w>")]


def _tokenizer() -> Any:
    from transformers import CLIPTokenizer

    vocab, merges = _words()
    return CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=77)


def _clip(projected: bool = False, width: int = 32) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    vocab, _ = _words()
    config = CLIPTextConfig(
        vocab_size=len(vocab), hidden_size=width, intermediate_size=37, projection_dim=32,
        num_attention_heads=4, num_hidden_layers=3, max_position_embeddings=77,
        bos_token_id=len(vocab) - 2, eos_token_id=len(vocab) - 1, pad_token_id=len(vocab) - 1,
        hidden_act="gelu",
    )  # fmt: skip
    return (CLIPTextModelWithProjection if projected else CLIPTextModel)(config).eval()


def _t5() -> tuple[Any, Any]:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast, T5Config, T5EncoderModel

    vocab = {"<pad>": 0, "</s>": 1, "<unk>": 2}
    for number in range(32, 127):
        vocab.setdefault(chr(number), len(vocab))
    raw = Tokenizer(models.WordLevel(vocab, unk_token="<unk>"))
    raw.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    raw.post_processor = processors.TemplateProcessing("$A </s>", special_tokens=[("</s>", 1)])
    reader = PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="<pad>", eos_token="</s>", unk_token="<unk>",
        model_max_length=77,
    )  # fmt: skip
    config = T5Config(
        vocab_size=len(vocab), d_model=32, d_kv=8, d_ff=37, num_layers=2, num_heads=4,
        decoder_start_token_id=0, pad_token_id=0, eos_token_id=1,
    )  # fmt: skip
    return reader, T5EncoderModel(config).eval()


def _vae(channels: int = 4, **options: Any) -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=[32, 64], in_channels=3, out_channels=3, latent_channels=channels,
        down_block_types=["DownEncoderBlock2D"] * 2, up_block_types=["UpDecoderBlock2D"] * 2,
        **options,
    ).eval()  # fmt: skip


def _noisy(**options: Any) -> dict[str, Any]:
    return {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", **options}


def _sd() -> Any:
    from diffusers import DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel

    unet = UNet2DConditionModel(
        block_out_channels=(32, 64), layers_per_block=1, sample_size=32, in_channels=4,
        out_channels=4, down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), cross_attention_dim=32,
    )  # fmt: skip
    return StableDiffusionPipeline(
        vae=_vae(), text_encoder=_clip(), tokenizer=_tokenizer(), unet=unet.eval(),
        scheduler=DDIMScheduler(
            **_noisy(clip_sample=False, set_alpha_to_one=False, steps_offset=1)
        ),
        safety_checker=None, feature_extractor=None, requires_safety_checker=False,
    )  # fmt: skip


def _sdxl() -> Any:
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline, UNet2DConditionModel

    unet = UNet2DConditionModel(
        block_out_channels=(32, 64), layers_per_block=1, sample_size=32, in_channels=4,
        out_channels=4, down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), attention_head_dim=(2, 4),
        use_linear_projection=True, addition_embed_type="text_time", addition_time_embed_dim=8,
        transformer_layers_per_block=(1, 2), projection_class_embeddings_input_dim=80,
        cross_attention_dim=80,
    )  # fmt: skip
    return StableDiffusionXLPipeline(
        vae=_vae(), text_encoder=_clip(), text_encoder_2=_clip(projected=True, width=48),
        tokenizer=_tokenizer(), tokenizer_2=_tokenizer(), unet=unet.eval(),
        scheduler=EulerDiscreteScheduler(**_noisy(timestep_spacing="leading", steps_offset=1)),
        add_watermarker=False,
    )  # fmt: skip


def _sd3() -> Any:
    from diffusers import (
        FlowMatchEulerDiscreteScheduler,
        SD3Transformer2DModel,
        StableDiffusion3Pipeline,
    )

    transformer = SD3Transformer2DModel(
        sample_size=32, patch_size=1, in_channels=16, num_layers=1, attention_head_dim=8,
        num_attention_heads=4, caption_projection_dim=32, joint_attention_dim=32,
        pooled_projection_dim=64, out_channels=16,
    )  # fmt: skip
    reader, t5 = _t5()
    return StableDiffusion3Pipeline(
        transformer=transformer.eval(), scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_vae(16, use_quant_conv=False, use_post_quant_conv=False, shift_factor=0.0609,
                 scaling_factor=1.5035),
        text_encoder=_clip(projected=True), tokenizer=_tokenizer(),
        text_encoder_2=_clip(projected=True), tokenizer_2=_tokenizer(),
        text_encoder_3=t5, tokenizer_3=reader,
    )  # fmt: skip


def _flux() -> Any:
    from diffusers import FlowMatchEulerDiscreteScheduler, FluxPipeline, FluxTransformer2DModel

    transformer = FluxTransformer2DModel(
        patch_size=1, in_channels=4, num_layers=1, num_single_layers=1, attention_head_dim=16,
        num_attention_heads=2, joint_attention_dim=32, pooled_projection_dim=32,
        axes_dims_rope=[4, 4, 8], guidance_embeds=True,
    )  # fmt: skip
    reader, t5 = _t5()
    return FluxPipeline(
        transformer=transformer.eval(), scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_vae(1, use_quant_conv=False, use_post_quant_conv=False, shift_factor=0.0609,
                 scaling_factor=1.5035),
        text_encoder=_clip(), tokenizer=_tokenizer(), text_encoder_2=t5, tokenizer_2=reader,
    )  # fmt: skip


def build_lora(folder: Path, model: Path, seed: int) -> Path:
    """Save a LoRA for the U-Net of a model, with random weights, and return its file."""
    import torch
    from diffusers import StableDiffusionPipeline, UNet2DConditionModel
    from peft import LoraConfig
    from peft.utils import get_peft_model_state_dict

    unet = UNet2DConditionModel.from_pretrained(model, subfolder="unet")
    unet.add_adapter(LoraConfig(r=2, lora_alpha=2, target_modules=["to_q", "to_v"]))
    chance = torch.Generator().manual_seed(seed)
    state = {
        name: torch.randn(value.shape, generator=chance)
        for name, value in get_peft_model_state_dict(unet).items()
    }
    StableDiffusionPipeline.save_lora_weights(
        folder, unet_lora_layers=state, weight_name=f"lora{seed}.safetensors"
    )
    return folder / f"lora{seed}.safetensors"


def build_controlnet(folder: Path, model: Path) -> Path:
    """Save a ControlNet for the U-Net of a model, with random weights."""
    import torch
    from diffusers import ControlNetModel, UNet2DConditionModel

    unet = UNet2DConditionModel.from_pretrained(model, subfolder="unet")
    net = ControlNetModel.from_unet(unet, conditioning_embedding_out_channels=(16, 32))
    chance = torch.Generator().manual_seed(3)
    for weight in net.parameters():
        if not weight.any():  # what begins as nothing
            weight.data = 0.1 * torch.randn(weight.shape, generator=chance)
    net.save_pretrained(folder)
    return folder


def build_ip_adapter(folder: Path, model: Path, kind: str) -> Path:
    """Save an IP-Adapter for a small `sd` or `flux`, and the encoder that sees for it."""
    import torch
    from diffusers import FluxTransformer2DModel, UNet2DConditionModel
    from safetensors.torch import save_file
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    chance = torch.Generator().manual_seed(4)

    def weight(*shape: int) -> Any:
        return 0.5 * torch.randn(shape, generator=chance)

    width, tokens = 32, 4
    state = {}
    if kind == "sd":
        unet = UNet2DConditionModel.from_pretrained(model, subfolder="unet")
        cross = int(unet.config.cross_attention_dim)
        for place, name in enumerate(n for n in unet.attn_processors):
            if name.endswith("attn1.processor"):
                continue
            part = unet.get_submodule(name.removesuffix(".processor"))
            for letter in "kv":
                key = f"ip_adapter.{place}.to_{letter}_ip.weight"
                state[key] = weight(part.inner_dim, cross)
    else:
        net = FluxTransformer2DModel.from_pretrained(model, subfolder="transformer")
        cross = int(net.config.joint_attention_dim)
        inner = net.config.num_attention_heads * net.config.attention_head_dim
        for place in range(net.config.num_layers):
            for letter in "kv":
                key = f"double_blocks.{place}.processor.ip_adapter_double_stream_{letter}_proj"
                state[f"{key}.weight"] = weight(inner, cross)
                state[f"{key}.bias"] = weight(inner)
    begin = "image_proj" if kind == "sd" else "ip_adapter_proj_model"
    state[f"{begin}.proj.weight"] = weight(tokens * cross, width)
    state[f"{begin}.proj.bias"] = weight(tokens * cross)
    state[f"{begin}.norm.weight"] = weight(cross)
    state[f"{begin}.norm.bias"] = weight(cross)
    folder.mkdir(parents=True)
    save_file(state, folder / "adapter.safetensors")
    with torch.random.fork_rng():
        torch.manual_seed(5)
        sees = CLIPVisionConfig(
            hidden_size=32, intermediate_size=37, projection_dim=width, image_size=32,
            num_hidden_layers=2, num_attention_heads=4, patch_size=8,
        )  # fmt: skip
        CLIPVisionModelWithProjection(sees).save_pretrained(folder / "image_encoder")
    return folder
