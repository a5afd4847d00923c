"""A MusicGen of transformers as audiocraft's own model: the same weights under other names.

transformers holds queries, keys and values apart where audiocraft has them in one matrix; all else
has another name and no more. Its codec and its T5 are those that audiocraft itself can use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from muse import RequestError

from .packages import config_of, transformers_kind

MODEL = ("decoder.", "enc_to_dec_proj.", "audio_enc_to_dec_proj.")
WORDS, CODEC = ("text_encoder.",), ("audio_encoder.",)
"""How the names of a part's tensors begin."""

SECONDS = 30
"""Seconds that all published models were trained on."""

_RENAMED = (
    (re.compile(r"^model\.decoder\.embed_tokens\."), "emb."),
    (re.compile(r"^model\.decoder\.layer_norm\."), "out_norm."),
    (re.compile(r"^lm_heads\."), "linears."),
    (re.compile(r"^model\.decoder\.layers\."), "transformer.layers."),
)
_LAYER = {
    "self_attn_layer_norm": "norm1",
    "encoder_attn_layer_norm": "norm_cross",
    "final_layer_norm": "norm2",
    "encoder_attn": "cross_attention",
    "fc1": "linear1",
    "fc2": "linear2",
}
_PROJECTED = re.compile(r"(.+)\.(q|k|v)_proj\.weight$")
_OUTSIDE = {
    "enc_to_dec_proj.": "condition_provider.conditioners.description.output_proj.",
    "audio_enc_to_dec_proj.": "condition_provider.conditioners.self_wav.output_proj.",
}


def config(folder: Path) -> dict[str, Any]:
    """Return the configuration by which audiocraft builds the model; RequestError for another."""
    told = config_of(folder)
    decoder, codec = told.get("decoder", {}), told.get("audio_encoder", {})
    melody = transformers_kind(folder) == "musicgen_melody"
    try:
        books, channels = int(decoder["num_codebooks"]), int(decoder.get("audio_channels", 1))
        dim, rate = int(decoder["hidden_size"]), int(codec["sampling_rate"])
        layers = {
            "num_heads": int(decoder["num_attention_heads"]),
            "num_layers": int(decoder["num_hidden_layers"]),
            "hidden_scale": int(decoder["ffn_dim"]) / dim,
            "card": int(decoder["vocab_size"]),
            "activation": str(decoder.get("activation_function", "gelu")),
        }
        words = int(told["text_encoder"]["d_model"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RequestError(f"model: {folder.name}'s config.json lacks {error}") from None
    names = ["self_wav", "description"] if melody else ["description"]
    conditioners: dict[str, Any] = {
        "description": {"model": "t5", "t5": {"name": "t5-base", "finetune": False, "dim": words}}
    }
    if melody:
        conditioners["self_wav"] = {
            "model": "chroma_stem",
            "chroma_stem": {
                "sample_rate": rate,
                "n_chroma": int(told.get("num_chroma", 12)),
                "radix2_exp": 14,
                "argmax": True,
                "frames": int(told.get("chroma_length", 235)),
            },
        }
    delays = [step for step in range(books // channels) for _ in range(channels)]
    stereo = {"use": True, "per_timestep": False}
    return {
        "solver": "musicgen",
        "lm_model": "transformer_lm",
        "sample_rate": rate,
        "channels": channels,
        "dataset": {"segment_duration": SECONDS},
        "transformer_lm": {
            "n_q": books,
            "dim": dim,
            **layers,
            "memory_efficient": True,
            "norm_first": True,
            "causal": True,
            "bias_proj": False,
            "bias_ff": False,
            "bias_attn": False,
        },
        "codebooks_pattern": {"modeling": "delay", "delay": {"delays": delays}},
        "classifier_free_guidance": {"training_dropout": 0.0, "inference_coef": 3.0},
        "attribute_dropout": {},
        "fuser": {
            "sum": [],
            "input_interpolate": [],
            "cross": [] if melody else names,
            "prepend": names if melody else [],
        },
        "conditioners": conditioners,
        **({"interleave_stereo_codebooks": stereo} if channels == 2 else {}),
    }


def tensors(folder: Path, prefix: str) -> dict[str, Any]:
    """Return the tensors of a part (`decoder.`, `text_encoder.`, `audio_encoder.`), unprefixed."""
    from safetensors import safe_open

    found = {}
    for path in sorted(folder.glob("model*.safetensors")):
        with safe_open(str(path), framework="pt") as file:
            for name in file.keys():
                if name.startswith(prefix):
                    found[name[len(prefix) :]] = file.get_tensor(name)
    return found


def size(folder: Path, prefixes: tuple[str, ...]) -> int:
    """Return the bytes of the tensors whose names begin so, by the headers of the files."""
    total = 0
    for path in sorted(folder.glob("model*.safetensors")):
        with path.open("rb") as file:
            header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        for name, told in header.items():
            if name.startswith(prefixes):
                begin, end = told["data_offsets"]
                total += end - begin
    return total


def model_state(folder: Path) -> dict[str, Any]:
    """Return the state of audiocraft's language model, by its names."""
    state = dict(renamed(tensors(folder, "decoder.")))
    for name, ours in _OUTSIDE.items():
        state.update({ours + rest: tensor for rest, tensor in tensors(folder, name).items()})
    return state


def renamed(state: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the tensors of a decoder under audiocraft's names."""
    import torch

    apart: dict[str, dict[str, Any]] = {}
    for name, tensor in state.items():
        if "embed_positions" in name:
            continue  # sines, which audiocraft reckons
        projected = _PROJECTED.match(name)
        if projected:
            apart.setdefault(projected[1], {})[projected[2]] = tensor
        else:
            yield _name(name), tensor
    for place, parts in apart.items():
        yield f"{_name(place)}.in_proj_weight", torch.cat([parts[each] for each in "qkv"])


def _name(name: str) -> str:
    for pattern, ours in _RENAMED:
        name = pattern.sub(ours, name)
    return ".".join(_LAYER.get(part, part) for part in name.split("."))
