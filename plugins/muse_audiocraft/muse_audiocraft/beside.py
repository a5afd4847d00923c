"""Models that a language model needs beside itself: T5, codec, demucs, MERT, from folders alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from muse import Component, Placement, RequestError, Weights

from . import converted, packages
from .library import audiocraft, silent

FLOATS = ("float32",)


def component(weights: Weights, load: Any) -> Component:
    """Return a whole model as a component: a T5, a codec, what separates, what hears a style."""
    return Component(
        str(weights.path), load, size=weights.size, revision=weights.revision, dtypes=FLOATS
    )


def load_encodec(placement: Placement) -> Any:
    """Load a codec that is a model of its own, as transformers saves one."""
    audiocraft()
    from audiocraft.models.encodec import HFEncodecCompressionModel
    from transformers import EncodecModel

    with silent():
        found = EncodecModel.from_pretrained(
            placement.component.source, local_files_only=True, use_safetensors=True
        )
    made = HFEncodecCompressionModel(found)
    return made.eval().requires_grad_(False).to(placement.device)


def load_t5(placement: Placement) -> Any:
    """Load a T5's encoder with its tokenizer, from its own folder or that of a MusicGen."""
    audiocraft()
    from transformers import T5Config, T5EncoderModel, T5Tokenizer

    folder = Path(placement.component.source)
    with silent():
        if packages.transformers_kind(folder) is not None:
            config = T5Config(**packages.config_of(folder)["text_encoder"])
            state = converted.tensors(folder, "text_encoder.")
            made = T5EncoderModel.from_pretrained(None, config=config, state_dict=state)
        else:
            made = T5EncoderModel.from_pretrained(
                folder, local_files_only=True, use_safetensors=True
            )
        made.tokenizer = T5Tokenizer.from_pretrained(folder, local_files_only=True)
    return made.eval().requires_grad_(False).to(placement.device)


def load_separator(placement: Placement) -> Any:
    """Load what takes a mix apart (demucs), by the class and arguments that its file tells."""
    import json
    from fractions import Fraction

    from demucs.demucs import Demucs
    from demucs.hdemucs import HDemucs
    from demucs.htdemucs import HTDemucs
    from safetensors import safe_open

    folder = Path(placement.component.source)
    files = sorted(folder.glob("*.safetensors"))
    if len(files) != 1:
        raise RequestError(
            f"separator: {folder.name} has {len(files)} .safetensors files, and one is expected",
            hint="give adefossez/HTDemucs",
        )

    def fraction(told: dict[str, Any]) -> Any:
        if told.get("_type") == "fraction":
            return Fraction(told["numerator"], told["denominator"])
        return told

    known = {each.__name__: each for each in (Demucs, HDemucs, HTDemucs)}
    try:
        with safe_open(str(files[0]), framework="pt") as file:
            told = file.metadata() or {}
            state = {name: file.get_tensor(name) for name in file.keys()}
        kind = known[told["klass"].rpartition(".")[2]]  # a name, and nothing that is imported
        args, more = (json.loads(told[n], object_hook=fraction) for n in ("args", "kwargs"))
        made = kind(*args, **more)
        made.load_state_dict(state)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise RequestError(
            f"separator: {files[0].name} is no demucs as the hub has them ({error!s:.80})",
            hint="give adefossez/HTDemucs",
        ) from None
    return made.eval().requires_grad_(False).to(placement.device)


def load_mert(placement: Placement) -> Any:
    """Load a MERT as the HuBERT that it is, without the code of its own that it comes with."""
    audiocraft()
    from safetensors.torch import load_file
    from transformers import HubertConfig, HubertModel

    folder = Path(placement.component.source)
    told = packages.config_of(folder)
    if told.get("feature_extractor_cqt") or told.get("deepnorm"):
        raise RequestError(f"model: {folder.name} is a MERT of another make")
    config = HubertConfig(**{k: v for k, v in told.items() if k not in ("auto_map", "model_type")})
    state: dict[str, Any] = {}
    files = sorted(folder.glob("*.safetensors")) or sorted(folder.glob("pytorch_model*.bin"))
    for path in files:
        safe = path.suffix == ".safetensors"
        state.update(load_file(str(path)) if safe else packages.tensors(path))
    with silent():
        made = HubertModel.from_pretrained(None, config=config, state_dict=state)
    return made.eval().requires_grad_(False).to(placement.device)
