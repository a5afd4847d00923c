"""What is in a model's folder: audiocraft's own packages, or a MusicGen as transformers saves it.

state_dict.safetensors or .bin                  the language model: tensors, and xp.cfg as YAML
compression_state_dict.safetensors or .bin      the codec: the same, or the name of another model
config.json and model.safetensors               all of a MusicGen, its T5 and its codec

safetensors go before state dicts. Those are pickles: torch opens them as tensors alone
(`weights_only`), and whatever else is in one is refused.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muse import RequestError

MODEL, CODEC = "state_dict", "compression_state_dict"
CONFIG, PRETRAINED = "xp.cfg", "pretrained"
TRANSFORMERS = ("musicgen", "musicgen_melody")
"""Kinds of model that transformers has, by `model_type`."""


@dataclass(frozen=True)
class Package:
    """One package of audiocraft: `config` (YAML) and tensors, or `pretrained`: a model's name."""

    config: str = ""
    pretrained: str = ""
    state: Mapping[str, Any] = field(default_factory=dict, repr=False)


def read(folder: Path, stem: str) -> Package:
    """Return the package of a name from a folder; its tensors are read when they are used.

    RequestError where there is none, or it isn't one.
    """
    safe, plain = folder / f"{stem}.safetensors", folder / f"{stem}.bin"
    if safe.is_file():
        return _safetensors(safe)
    if plain.is_file():
        return _state_dict(plain)
    raise RequestError(
        f"model: {folder.name} has no {stem}.safetensors or .bin",
        hint="give a model of audiocraft, such as facebook/musicgen-small",
    )


def transformers_kind(folder: Path) -> str | None:
    """Return the `model_type` of a MusicGen that transformers saved; None for what is none."""
    if not any(folder.glob("model*.safetensors")):
        return None
    kind = config_of(folder).get("model_type")
    return kind if kind in TRANSFORMERS else None


def config_of(folder: Path) -> dict[str, Any]:
    """Return a folder's config.json; empty where it has none that can be read."""
    try:
        found = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _safetensors(path: Path) -> Package:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(path), framework="pt") as file:
            told = file.metadata() or {}
            state = {name: file.get_tensor(name) for name in file.keys()}
    except (SafetensorError, OSError) as error:
        raise RequestError(f"model: {path.name} can't be read ({error})") from None
    if PRETRAINED in told:
        return Package(pretrained=told[PRETRAINED])
    if CONFIG not in told:
        raise RequestError(f"model: {path.name} doesn't say how it is built ({CONFIG})")
    return Package(told[CONFIG], state=state)


def _state_dict(path: Path) -> Package:
    found = tensors(path)
    pretrained, config, state = (found.get(n) for n in (PRETRAINED, CONFIG, "best_state"))
    if isinstance(pretrained, str):
        return Package(pretrained=pretrained)
    if not isinstance(config, str) or not isinstance(state, dict):
        raise RequestError(
            f"model: {path.name} is no package of audiocraft (it lacks xp.cfg or best_state)",
            hint="export it by audiocraft.utils.export",
        )
    return Package(config, state=state)


def tensors(path: Path) -> dict[str, Any]:
    """Return what a state dict of torch holds, tensors alone; RequestError for anything else."""
    import torch

    how: dict[str, Any] = {"map_location": "cpu", "weights_only": True}
    try:
        try:
            found = torch.load(path, mmap=True, **how)
        except (RuntimeError, ValueError):  # of before torch 1.6: it can't be mapped
            found = torch.load(path, **how)
    except pickle.UnpicklingError:
        raise RequestError(
            f"model: {path.name} holds more than tensors, so it isn't opened",
            hint="opening it could run code; ask its author for safetensors",
        ) from None
    except (OSError, RuntimeError, ValueError, EOFError, KeyError) as error:
        why = str(error).partition("\n")[0]
        raise RequestError(f"model: {path.name} can't be read ({why:.100})") from None
    if not isinstance(found, dict):
        raise RequestError(f"model: {path.name} is no state dict")
    return found


def save(folder: Path, stem: str, package: Package) -> Path:
    """Write a package as safetensors into a folder, and return the file."""
    from safetensors.torch import save_file

    told = {PRETRAINED: package.pretrained} if package.pretrained else {CONFIG: package.config}
    path = folder / f"{stem}.safetensors"
    held = {name: tensor.clone().contiguous() for name, tensor in package.state.items()}
    save_file(held, str(path), metadata=told)
    return path
