"""Small Stable Diffusion models written as their authors do: one file, the original names."""

import re
from pathlib import Path
from typing import Any

RESNET = {
    "norm1": "in_layers.0", "conv1": "in_layers.2", "norm2": "out_layers.0",
    "conv2": "out_layers.3", "time_emb_proj": "emb_layers.1", "conv_shortcut": "skip_connection",
}  # fmt: skip
TOP = {
    "time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2",
    "conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2",
    "add_embedding.linear_1": "label_emb.0.0", "add_embedding.linear_2": "label_emb.0.2",
}  # fmt: skip
ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}
OPEN_CLIP = {
    "encoder.layers.": "transformer.resblocks.", "layer_norm1": "ln_1", "layer_norm2": "ln_2",
    ".fc1.": ".c_fc.", ".fc2.": ".c_proj.", "self_attn.": "attn.",
    "final_layer_norm": "ln_final", "embeddings.token_embedding": "token_embedding",
    "embeddings.position_embedding.weight": "positional_embedding",
}  # fmt: skip
LAYERS = 1
"""Layers of a block of the small U-Net and decoder."""


def write(path: Path, model: Path, *, texts: bool = True) -> Path:
    """Write the weights of a small `sd` or `sdxl` into one file; `texts` with its CLIP models."""
    from safetensors.torch import load_file, save_file

    def read(part: str) -> dict[str, Any]:
        (file,) = (model / part).glob("*.safetensors")
        return load_file(file)

    made = {f"model.diffusion_model.{unet(k)}": v for k, v in read("unet").items()}
    for key, value in read("vae").items():
        name = vae(key)
        if re.search(r"attn_1\.(q|k|v|proj_out)\.weight", name):
            value = value[:, :, None, None].contiguous()  # attention was a convolution then
        made[f"first_stage_model.{name}"] = value
    larger = (model / "text_encoder_2").is_dir()
    if texts:
        begin = "conditioner.embedders.0" if larger else "cond_stage_model"
        for key, value in read("text_encoder").items():
            whole = key if key.startswith("text_model.") else f"text_model.{key}"
            made[f"{begin}.transformer.{whole}"] = value
    if texts and larger:
        for key, value in _open_clip(read("text_encoder_2")).items():
            made[f"conditioner.embedders.1.model.{key}"] = value.contiguous()
    save_file(made, path)
    return path


def unet(key: str) -> str:
    """Return the original name of a tensor of the U-Net."""
    for ours, theirs in TOP.items():
        if key.startswith(f"{ours}."):
            return key.replace(ours, theirs, 1)
    side, rest = key.split(".", 1)
    if side == "mid_block":
        kind, place, rest = rest.split(".", 2)
        at = 1 if kind == "attentions" else 2 * int(place)
        return f"middle_block.{at}.{_resnet(rest) if kind == 'resnets' else rest}"
    block, kind, place, rest = rest.split(".", 3)
    if kind == "downsamplers":
        return f"input_blocks.{(LAYERS + 1) * (int(block) + 1)}.0.{rest.replace('conv', 'op')}"
    if kind == "upsamplers":
        return f"output_blocks.{(LAYERS + 1) * int(block) + LAYERS}.2.{rest}"
    first = (LAYERS + 1) * int(block) + int(place)
    where = f"input_blocks.{first + 1}" if side == "down_blocks" else f"output_blocks.{first}"
    return f"{where}.{'0.' + _resnet(rest) if kind == 'resnets' else '1.' + rest}"


def vae(key: str, blocks: int = 2) -> str:
    """Return the original name of a tensor of the autoencoder with so many blocks a side."""
    key = key.replace("conv_norm_out", "norm_out").replace("conv_shortcut", "nin_shortcut")
    key = re.sub(r"mid_block\.resnets\.(\d)", lambda m: f"mid.block_{int(m[1]) + 1}", key)
    found = re.search(r"mid_block\.attentions\.0\.(\w+(?:\.0)?)\.(weight|bias)", key)
    if found:
        return f"{key[: found.start()]}mid.attn_1.{ATTENTION[found[1]]}.{found[2]}"
    key = re.sub(r"down_blocks\.(\d)\.resnets", r"down.\1.block", key)
    key = re.sub(r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample", key)
    last = blocks - 1
    key = re.sub(r"up_blocks\.(\d)\.resnets", lambda m: f"up.{last - int(m[1])}.block", key)
    return re.sub(
        r"up_blocks\.(\d)\.upsamplers\.0", lambda m: f"up.{last - int(m[1])}.upsample", key
    )


def _resnet(rest: str) -> str:
    name, rest = rest.split(".", 1)
    return f"{RESNET[name]}.{rest}"


def _open_clip(state: dict[str, Any]) -> dict[str, Any]:
    """Return the second reader of SDXL under OpenCLIP's names, its projections in one tensor."""
    import torch

    made = {"text_projection": state["text_projection.weight"].T}
    for key, value in state.items():
        name = key.removeprefix("text_model.")
        for ours, theirs in OPEN_CLIP.items():
            name = name.replace(ours, theirs)
        if name in ("positional_embedding", "token_embedding.weight") or name.startswith("ln_"):
            made[name] = value
        elif found := re.fullmatch(r"(.*attn\.)q_proj\.(weight|bias)", name):
            three = [state[key.replace("q_proj", f"{each}_proj")] for each in "qkv"]
            made[f"{found[1]}in_proj_{found[2]}"] = torch.cat(three)
        elif name.startswith("transformer.") and not re.search(r"\.[kv]_proj\.", name):
            made[name] = value
    return made
