"""Small models with random weights, of audiocraft's own configurations, saved as it does.

    musicgen stereo melody style audiogen magnet      state_dict.bin, compression_state_dict.bin
    safe                                              musicgen as safetensors
    named                                             its codec is a model of transformers, by name
    hub hub-melody                                    whole models of transformers

Each has its T5 beside, as a folder of its own.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

RATE, CARD, BOOKS = 8000, 64, 4
"""Samples a second, tokens of each codebook, codebooks of a channel; 50 frames a second."""

SECONDS = 20
"""The window of the models; MAGNeT's is a fifth of it."""

KINDS = ("musicgen", "stereo", "melody", "style", "audiogen", "magnet")


def language(kind: str) -> dict[str, Any]:
    """Return what audiocraft's yaml files make of a model's configuration, in small."""
    magnet = kind == "magnet"
    books = BOOKS * (2 if kind == "stereo" else 1)
    heard = {
        "melody": {
            "model": "chroma_stem",
            "chroma_stem": {
                **{"sample_rate": "${sample_rate}", "n_chroma": 12, "radix2_exp": 12},
                **{"argmax": True, "match_len_on_eval": False, "eval_wavs": None},
                **{"n_eval_wavs": 100, "cache_path": None},
            },
        },
        "style": {
            "model": "style",
            "style": {
                **{"model_name": "mert", "transformer_scale": "xsmall", "ds_factor": 15},
                **{"sample_rate": "${sample_rate}", "encodec_n_q": 3, "length": 3.0},
                **{"encodec_checkpoint": "//pretrained/facebook/encodec_32khz", "bins": 32},
                **{"n_q_out": 6, "eval_q": 3, "q_dropout": True, "batch_norm": True},
                **{"varying_lengths": [1.5, 4.5], "compute_mask": True},
                **{"num_codebooks_lm": "${transformer_lm.n_q}", "ds_rate_compression": 160},
                **{"use_middle_of_segment": False, "rvq_threshold_ema_dead_code": 0.1},
            },
        },
    }.get(kind)
    words = {"t5": {"name": "t5-small", "finetune": False, "word_dropout": 0.2}, "model": "t5"}
    words["t5"]["normalize_text"] = False
    names = ["self_wav", "description"]
    delays = [step for step in range(BOOKS) for _ in range(books // BOOKS)]
    return {
        "solver": {"audiogen": "audiogen", "magnet": "magnet"}.get(kind, "musicgen"),
        "lm_model": "transformer_lm_magnet" if magnet else "transformer_lm",
        "sample_rate": RATE,
        "channels": 2 if kind == "stereo" else 1,
        "dataset": {"segment_duration": SECONDS // 5 if magnet else SECONDS},
        "transformer_lm": {
            **{"dim": 16, "num_heads": 2, "num_layers": 2, "hidden_scale": 2, "n_q": books},
            **{"card": CARD, "dropout": 0.0, "emb_lr": None, "activation": "gelu"},
            **{"norm_first": True, "bias_ff": False, "bias_attn": False, "bias_proj": False},
            **{"past_context": None, "causal": not magnet, "custom": False},
            **{"memory_efficient": True, "attention_as_float32": False, "layer_scale": None},
            **{"positional_embedding": "sin", "xpos": False, "checkpointing": "none"},
            **{"weight_init": "gaussian", "depthwise_init": "current", "zero_bias_init": True},
            **{"norm": "layer_norm", "cross_attention": False, "qk_layer_norm": False},
            **{"qk_layer_norm_cross": False, "attention_dropout": None, "kv_repeat": 1},
            **{"two_step_cfg": False},
            **(
                {"subcodes_context": 5, "compression_model_framerate": 50, "span_len": -1}
                if magnet
                else {}
            ),
        },
        "masking": {"span_len": 3},
        "codebooks_pattern": {
            "modeling": "parallel" if magnet else "delay",
            "parallel": {"empty_initial": -1},
            "delay": {"delays": delays, "flatten_first": 0, "empty_initial": 0},
        },
        "classifier_free_guidance": {"training_dropout": 0.3, "inference_coef": 3.0},
        "attribute_dropout": {},
        "fuser": {
            **{"cross_attention_pos_emb": False, "cross_attention_pos_emb_scale": 1},
            **{"sum": [], "input_interpolate": []},
            "prepend": names if heard else [],
            "cross": [] if heard else names[1:],
        },
        "conditioners": {**({"self_wav": heard} if heard else {}), "description": words},
        "interleave_stereo_codebooks": {"use": kind == "stereo", "per_timestep": False},
    }


def compression() -> dict[str, Any]:
    """Return audiocraft's configuration of an EnCodec, in small."""
    return {
        "compression_model": "encodec",
        "sample_rate": RATE,
        "channels": 1,
        "encodec": {
            **{"autoencoder": "seanet", "quantizer": "rvq", "sample_rate": "${sample_rate}"},
            **{"channels": "${channels}", "causal": False, "renormalize": False},
        },
        "seanet": {
            **{"dimension": 16, "channels": "${channels}", "causal": False, "n_filters": 4},
            **{"n_residual_layers": 1, "ratios": [8, 5, 4], "activation": "ELU"},
            **{"activation_params": {"alpha": 1.0}, "norm": "weight_norm", "norm_params": {}},
            **{"kernel_size": 7, "residual_kernel_size": 3, "last_kernel_size": 7},
            **{"dilation_base": 2, "pad_mode": "constant", "true_skip": True, "compress": 2},
            **{"lstm": 1, "disable_norm_outer_blocks": 0, "encoder": {}},
            "decoder": {"trim_right_ratio": 1.0, "final_activation": None},
        },
        "rvq": {
            **{"n_q": BOOKS, "q_dropout": False, "bins": CARD, "decay": 0.99},
            **{"kmeans_init": False, "kmeans_iters": 50, "threshold_ema_dead_code": 2},
            **{"orthogonal_reg_weight": 0.0, "orthogonal_reg_active_codes_only": False},
        },
    }


def build(folder: Path, kind: str = "musicgen") -> Path:
    """Save a model to a folder in audiocraft's own format, and return it."""
    import torch
    from muse_audiocraft.library import audiocraft

    audiocraft()
    from audiocraft.models import builders
    from omegaconf import OmegaConf

    folder.mkdir(parents=True)
    torch.manual_seed(11)
    t5(folder / "t5-small")
    if kind == "style":
        mert(folder / "MERT-v1-95M")
    if kind == "melody":
        demucs(folder / "HTDemucs")
    codec_cfg = OmegaConf.create(compression())
    codec_cfg.device = "cpu"
    codec = builders.get_compression_model(codec_cfg)
    for layer in codec.quantizer.vq.layers:  # they begin as zeros, and any tokens sound alike
        layer._codebook.embed.normal_()
    del codec_cfg.device
    _export(folder / "compression_state_dict.bin", codec, codec_cfg)
    cfg = OmegaConf.create(language(kind))
    _export(folder / "state_dict.bin", built(folder, cfg), cfg)
    return folder


def built(folder: Path, cfg: Any) -> Any:
    """Return a model as audiocraft builds it from a configuration, louder where it hears words."""
    import torch
    from audiocraft.models import builders

    told = cfg.copy()
    told.device, told.dtype = "cpu", "float32"
    if told.lm_model.endswith("magnet"):
        told.transformer_lm.segment_duration = told.dataset.segment_duration
        told.transformer_lm.span_len = told.masking.span_len
    style = told.conditioners.pop("self_wav") if "style" in str(told.conditioners) else None
    with at(folder), separating(folder / "HTDemucs"):
        made = builders.get_lm_model(told)
    if style is not None:
        made.condition_provider.conditioners["self_wav"] = conditioner(
            folder, style.style, made.dim
        )
    torch.manual_seed(12)
    for name, weight in made.named_parameters():
        loud = "cross_attention" in name or "output_proj" in name or name.startswith("linears")
        weight.data.normal_(0, 0.5 if loud else 0.2) if weight.dim() > 1 else None
    return made.eval()


def conditioner(folder: Path, told: Any, dim: int) -> Any:
    """Return what hears a style: audiocraft's own, where it has one, else the plugin's."""
    from types import SimpleNamespace

    from audiocraft.modules import conditioners
    from omegaconf import OmegaConf

    how = {**OmegaConf.to_container(told, resolve=True), "output_dim": dim}
    own = getattr(conditioners, "StyleConditioner", None)
    if own is not None:
        return own(device="cpu", **how)
    from muse_audiocraft.beside import load_mert
    from muse_audiocraft.styling import StyleConditioner

    made = StyleConditioner(**how)
    component = SimpleNamespace(source=str(folder / "MERT-v1-95M"))
    hears = load_mert(SimpleNamespace(component=component, device="cpu"))
    made.__dict__["feat_extractor"] = hears
    return made.eval()


def demucs(folder: Path) -> None:
    """Save a demucs as the hub has it: safetensors, with its class and arguments told beside."""
    import torch
    from demucs.htdemucs import HTDemucs
    from safetensors.torch import save_file

    how: dict[str, Any] = {
        "sources": ["drums", "bass", "other", "vocals"], "channels": 8, "depth": 4, "nfft": 4096,
        "t_layers": 1, "t_heads": 2, "bottom_channels": 16, "samplerate": 16000,
        "segment": {"_type": "fraction", "numerator": 2, "denominator": 1},
    }  # fmt: skip
    torch.manual_seed(13)
    made = HTDemucs(**{**how, "segment": 2})
    folder.mkdir()
    told = {"klass": "demucs.htdemucs.HTDemucs", "args": "[]", "kwargs": json.dumps(how)}
    save_file(made.state_dict(), str(folder / "955717e8.safetensors"), metadata=told)


class separating:
    """Have `demucs.pretrained` give the one of a folder, or none that does anything."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        from demucs import pretrained
        from muse_audiocraft.beside import load_separator
        from muse_audiocraft.conditioning import Whole

        from muse import Component, Placement

        self.before = pretrained.get_model
        found = Whole()
        if self.folder.is_dir():
            found = load_separator(
                Placement(Component(str(self.folder), load_separator, 1), "cpu", "float32")
            )
        pretrained.get_model = lambda name: found

    def __exit__(self, *_: object) -> None:
        from demucs import pretrained

        pretrained.get_model = self.before


def _export(path: Path, model: Any, cfg: Any) -> None:
    import torch
    from omegaconf import OmegaConf

    told = {"xp.cfg": OmegaConf.to_yaml(cfg), "version": "1.3.0", "exported": True}
    torch.save({"best_state": model.state_dict(), **told}, path)


def t5(folder: Path, size: int = 512) -> None:
    """Save a T5 with a tokenizer of a few words."""
    import io

    import sentencepiece
    from transformers import T5Config, T5EncoderModel

    config = T5Config(
        vocab_size=240, d_model=size, d_kv=4, d_ff=16, num_layers=1, num_heads=2,
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0,
    )  # fmt: skip
    lines = ["a calm piano ballad with strings and drums", "happy pop music, 4/4 time, 120 bpm"]
    words = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines * 20), model_writer=words, vocab_size=60, pad_id=0, eos_id=1,
        unk_id=2, bos_id=-1, hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "spiece.model").write_bytes(words.getvalue())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        T5EncoderModel(config).save_pretrained(folder, safe_serialization=True)


def mert(folder: Path) -> None:
    """Save a MERT: a HuBERT of its size of features, with a pickled state."""
    import torch
    from transformers import HubertConfig, HubertModel

    config = HubertConfig(
        hidden_size=768, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        conv_dim=[8] * 7, num_conv_pos_embeddings=16, num_conv_pos_embedding_groups=16,
    )  # fmt: skip
    folder.mkdir()
    told = {**config.to_dict(), "model_type": "mert_model", "architectures": ["MERTModel"]}
    (folder / "config.json").write_text(json.dumps(told))
    torch.save(HubertModel(config).state_dict(), folder / "pytorch_model.bin")


class at:
    """Be in a folder for a while: audiocraft looks for `t5-small` there first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        import os

        self.before = os.getcwd()
        os.chdir(self.folder)

    def __exit__(self, *_: object) -> None:
        import os

        os.chdir(self.before)
