"""Checkpoints: any nesting of dicts, lists, tensors and JSON as one safetensors file."""

import json
import os
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

_KEY = "state"


def write(path: Path, tree: Any) -> None:
    """Write a tree; the file is there whole or not at all, also when the machine stops."""
    tensors: dict[str, Tensor] = {}
    told = json.dumps(_apart(tree, tensors))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(save(tensors, {_KEY: told}))
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def read(path: Path) -> Any | None:
    """Return the tree of a checkpoint; None where there is none that can be read."""
    try:
        with safe_open(path, framework="pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}
            return _together(json.loads((file.metadata() or {})[_KEY]), tensors)
    except (OSError, SafetensorError, ValueError, KeyError):
        return None


def _apart(tree: Any, tensors: dict[str, Tensor]) -> Any:
    if isinstance(tree, Tensor):
        name = f"t{len(tensors)}"
        tensors[name] = tree.detach().contiguous().cpu()
        return {"tensor": name}
    if isinstance(tree, dict):
        return {"pairs": [[key, _apart(value, tensors)] for key, value in tree.items()]}
    if isinstance(tree, list | tuple):
        return {"list": [_apart(value, tensors) for value in tree]}
    return {"value": tree}


def _together(told: Any, tensors: dict[str, Tensor]) -> Any:
    if "tensor" in told:
        return tensors[told["tensor"]]
    if "pairs" in told:
        return {key: _together(value, tensors) for key, value in told["pairs"]}
    if "list" in told:
        return [_together(value, tensors) for value in told["list"]]
    return told["value"]
