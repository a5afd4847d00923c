"""The parts of a model that runs lease: language model, text encoder, codec, and what hears.

Each is loaded from a folder on this machine and from nothing else. The language model is built as
audiocraft builds it, but empty: the text encoder and what listens to a sound are parts of their
own, shared by models, and put in when a run begins (`conditioning.join`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from muse import Component, Placement, RequestError

from . import conditioning, converted, packages
from .beside import FLOATS, load_t5
from .library import audiocraft, lock, silent


def model(folder: Path, revision: str | None) -> Component:
    """Return the language model of a folder as a component."""
    size = _size(folder, packages.MODEL, converted.MODEL)
    return Component(
        str(folder), load_model, size, revision=revision, dtypes=("float16", "float32")
    )


def codec(folder: Path, revision: str | None) -> Component:
    """Return the codec that lies in a model's folder as a component."""
    size = _size(folder, packages.CODEC, converted.CODEC)
    return Component(str(folder), load_codec, size, revision=revision, dtypes=FLOATS)


def text_encoder(folder: Path, revision: str | None) -> Component:
    """Return the T5 of a folder as a component."""
    size = _size(folder, "model", converted.WORDS)
    return Component(str(folder), load_t5, size, revision=revision, dtypes=FLOATS)


def _size(folder: Path, stem: str, prefixes: tuple[str, ...]) -> int:
    """Guess the bytes of a part: its file's, or in a model of transformers those of its tensors."""
    if packages.transformers_kind(folder) is not None:
        return converted.size(folder, prefixes)
    files = [*folder.glob(f"{stem}*.safetensors"), *folder.glob(f"{stem}.bin")]
    return sum(file.stat().st_size for file in files)


def config(folder: Path) -> Any:
    """Return the configuration of a folder's language model; RequestError where it has none."""
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException

    if packages.transformers_kind(folder) is not None:
        return OmegaConf.create(converted.config(folder))
    try:
        found = OmegaConf.create(packages.read(folder, packages.MODEL).config)
    except (OmegaConfBaseException, ValueError) as error:
        why = str(error).partition("\n")[0]
        raise RequestError(
            f"model: the configuration of {folder.name} can't be read ({why:.100})"
        ) from None
    if "lm_model" not in found or "conditioners" not in found:
        raise RequestError(f"model: {folder.name} is no language model of audiocraft")
    return found


def load_model(placement: Placement) -> Any:
    """Build a language model without its conditioners' models, and fill in its weights."""
    audiocraft()
    folder = Path(placement.component.source)
    cfg = config(folder)
    state = (
        converted.model_state(folder)
        if packages.transformers_kind(folder)
        else dict(packages.read(folder, packages.MODEL).state)
    )
    with lock:
        made = _built(cfg, placement.dtype, state)
    made.cfg = cfg
    return made.eval().requires_grad_(False).to(placement.device)


def _built(cfg: Any, dtype: str, state: dict[str, Any]) -> Any:
    """Return a language model with the weights of a state, each in the dtype that it has there.

    It is built without memory first: to fill 3 billion numbers by chance takes minutes.
    """
    import torch
    from audiocraft.models import builders

    told = cfg.copy()
    told.device, told.dtype = "meta", dtype
    told.transformer_lm.weight_init = told.transformer_lm.depthwise_init = None
    told.transformer_lm.zero_bias_init = False
    if told.lm_model == "transformer_lm_magnet":
        told.transformer_lm.segment_duration = int(told.dataset.segment_duration)
        told.transformer_lm.span_len = told.masking.span_len
    with torch.device("meta"), conditioning.empty(told) as hearing:
        made = builders.get_lm_model(told)
    conditioning.attach(made, hearing, float(told.dataset.segment_duration))
    shapes = made.state_dict()
    # torchaudio keeps a window with the weights; other libraries reckon it.
    window = {name: each for name, each in shapes.items() if name.endswith(".spec.window")}
    state = {**window, **state}
    odd = sorted(
        name
        for name in {*shapes, *state}
        if name not in shapes or name not in state or shapes[name].shape != state[name].shape
    )
    if odd:
        raise RequestError(
            f"model: its weights aren't those of its configuration ({odd[0]})",
            hint="download or export it again",
        )
    made.load_state_dict({n: each.to(shapes[n].dtype) for n, each in state.items()}, assign=True)
    return made


def load_codec(placement: Placement) -> Any:
    """Load the codec that lies in a model's folder."""
    audiocraft()
    from audiocraft.models import builders
    from omegaconf import OmegaConf

    folder = Path(placement.component.source)
    if packages.transformers_kind(folder) is not None:
        made = _encodec(packages.config_of(folder)["audio_encoder"], folder)
    else:
        package = packages.read(folder, packages.CODEC)
        cfg = OmegaConf.create(package.config)
        cfg.device = "cpu"
        made = builders.get_compression_model(cfg)
        try:
            made.load_state_dict(package.state)
        except RuntimeError as error:
            why = str(error).partition("\n")[2].strip()
            raise RequestError(
                f"model: its codec isn't that of its configuration ({why:.80})"
            ) from None
    return made.eval().requires_grad_(False).to(placement.device)


def _encodec(told: dict[str, Any], folder: Path) -> Any:
    """Return the codec of a MusicGen that transformers saved."""
    from audiocraft.models.encodec import HFEncodecCompressionModel
    from transformers import EncodecConfig, EncodecModel

    state = converted.tensors(folder, "audio_encoder.")
    with silent():
        found = EncodecModel.from_pretrained(None, config=EncodecConfig(**told), state_dict=state)
    return HFEncodecCompressionModel(found)
