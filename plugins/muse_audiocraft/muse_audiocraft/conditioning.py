"""What a language model hears its wishes by: words (T5), a tune (chroma), a sound (style).

audiocraft fetches their models while it builds a language model. Here they are built without any,
and get what the run has leased: nothing is fetched, and models share one T5.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

from muse import RequestError

WORDS, TUNE = "description", "self_wav"
"""What audiocraft's models call their words, and the sound that they hear."""

CHROMA, STYLE = "chroma_stem", "style"


def kinds(cfg: Any) -> dict[str, str]:
    """Return the conditioners of a configuration: name -> kind; RequestError for unknown ones."""
    told = {} if cfg.conditioners is None else dict(cfg.conditioners)
    found = {name: str(each.model) for name, each in told.items() if name != "args"}
    for name, kind in found.items():
        known = ("t5", "lut") if name != TUNE else (CHROMA, STYLE)
        if kind not in known or not (kind != "t5" or name == WORDS):
            raise RequestError(
                f"model: its {name} is heard by {kind}, which isn't known here",
                hint="take a model whose words are read by T5",
            )
    if found.get(WORDS) == "t5" and cfg.conditioners[WORDS].t5.get("finetune"):
        raise RequestError(
            "model: its T5 was trained with it, which isn't known here",
            hint="take a model whose words are read by a T5 of its own",
        )
    return found


def t5_name(cfg: Any) -> str | None:
    """Return which T5 reads a model's words; None where none does."""
    return str(cfg.conditioners[WORDS].t5.name) if kinds(cfg).get(WORDS) == "t5" else None


class _Later:
    """Stands for a T5 and its tokenizer while a model is built."""

    @classmethod
    def from_pretrained(cls, name: str) -> _Later:
        return cls()

    def train(self, mode: bool) -> _Later:
        return self

    def to(self, device: Any) -> _Later:
        return self


@contextmanager
def empty(cfg: Any) -> Iterator[Any]:
    """Let a model be built without T5 or what hears sounds; yield the latter's configuration."""
    from audiocraft.modules import conditioners as theirs

    found = kinds(cfg)
    hearing = None
    if TUNE in found:
        hearing = cfg.conditioners[TUNE]
        del cfg.conditioners[TUNE]
    dims = theirs.T5Conditioner.MODELS_DIMS
    if found.get(WORDS) == "t5":
        told = cfg.conditioners[WORDS].t5
        told.autocast_dtype = None  # `join` says how it computes, when it knows the device
        if "dim" in told:
            theirs.T5Conditioner.MODELS_DIMS = {**dims, told.name: told.dim}
            del told.dim
    kept = theirs.T5Tokenizer, theirs.T5EncoderModel
    theirs.T5Tokenizer = theirs.T5EncoderModel = _Later
    try:
        yield hearing
    finally:
        theirs.T5Tokenizer, theirs.T5EncoderModel = kept
        theirs.T5Conditioner.MODELS_DIMS = dims


def attach(model: Any, hearing: Any, seconds: float) -> None:
    """Give a model, in memory, what hears a sound, by the configuration that `empty` took out."""
    if hearing is None:
        return
    from omegaconf import OmegaConf

    told: dict[str, Any] = OmegaConf.to_container(hearing[hearing.model], resolve=True)  # type: ignore[assignment]
    if hearing.model == STYLE:
        from .styling import StyleConditioner

        made: Any = StyleConditioner(output_dim=model.dim, **told)
    else:
        made = _chroma(told, model.dim, seconds)
    model.condition_provider.conditioners[TUNE] = made


def _chroma(told: dict[str, Any], dim: int, seconds: float) -> Any:
    from audiocraft.modules.conditioners import ChromaStemConditioner

    told |= {"match_len_on_eval": True, "eval_wavs": None, "cache_path": None}
    frames = told.pop("frames", None)
    with _no_demucs():
        made = ChromaStemConditioner(output_dim=dim, duration=seconds, device="cpu", **told)
    made._use_masking = False
    made.chroma_len = frames or made.chroma_len
    return made


@contextmanager
def _no_demucs() -> Iterator[None]:
    """Have audiocraft find a demucs that separates nothing, while it builds what hears a tune."""
    names = ("demucs", "demucs.pretrained")
    kept = {name: sys.modules.get(name) for name in names}
    package, pretrained = (ModuleType(name) for name in names)
    pretrained.get_model = lambda name: Whole()  # type: ignore[attr-defined]
    package.pretrained = pretrained  # type: ignore[attr-defined]
    sys.modules.update(zip(names, (package, pretrained)))
    try:
        yield
    finally:
        for name, module in kept.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


class Whole(SimpleNamespace):
    """Stands for demucs where a tune is heard as it is."""

    sources = ("drums", "bass", "other", "vocals")

    def to(self, device: Any) -> Whole:
        """Return it; it is nowhere."""
        return self


def join(model: Any, device: str, t5: Any = None, separator: Any = None, hears: Any = None) -> None:
    """Put into a model what its conditioners compute with, all on one device."""
    import torch
    from audiocraft.utils.autocast import TorchAutocast

    provider = model.condition_provider
    provider.device = device
    off = device.partition(":")[0] == "cpu"
    exact = TorchAutocast(
        enabled=not off, device_type=device.partition(":")[0], dtype=torch.float32
    )
    for each in provider.conditioners.values():
        each.device = device
        if hasattr(each, "autocast"):
            each.autocast = exact
    if t5 is not None:
        words = provider.conditioners[WORDS]
        words.__dict__["t5"], words.t5_tokenizer = t5, t5.tokenizer
    tune = provider.conditioners[TUNE] if TUNE in provider.conditioners else None
    if hasattr(tune, "stem_indices"):
        tune.__dict__["demucs"] = separator or Whole()
        tune.__dict__.pop("_get_stemmed_wav", None)
        if separator is None:
            tune._get_stemmed_wav = lambda wave, rate: wave
        else:
            names = list(separator.sources)
            tune.stem_indices = torch.tensor([names.index("vocals"), names.index("other")])
        tune.stem_indices = tune.stem_indices.to(device)
    elif tune is not None:
        tune.__dict__["feat_extractor"] = hears


def part(model: Any) -> None:
    """Let go of what `join` put into a model: it may have to leave the device before the model."""
    for each in model.condition_provider.conditioners.values():
        for name in ("t5", "demucs", "feat_extractor"):
            if name in each.__dict__:
                each.__dict__[name] = None
