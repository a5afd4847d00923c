"""The parts of a model: those with weights as components, and those without."""

import hashlib
import importlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from muse import Component, RequestError, quiet

_VARIANT = re.compile(r"\.(?P<name>[a-z0-9]+)(?:-\d{5}-of-\d{5})?\.safetensors")


@dataclass(frozen=True)
class Part(Component):
    """A part of a model as a component.

    `own` and `compiled` ones are copies apart from those that other runs use. `checkpoint` is the
    single file that has its weights, `source` then the folder that has its configuration.
    """

    own: bool = False
    compiled: bool = False
    checkpoint: str = ""

    def key(self, dtype: str) -> tuple[str, str, str, str, str, str]:
        """Return what the loaded part is."""
        source, revision, subfolder, dtype, quantisation, loader = super().key(dtype)
        marks = (loader, *["own"] * self.own, *["compiled"] * self.compiled, self.checkpoint)
        loader = " ".join(filter(None, marks))
        return source, revision, subfolder, dtype, quantisation, loader


def digest(hashes: Iterable[str]) -> str:
    """Return what stands for the bytes of a part, by the hashes of its files."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()[:16]


_HOOKS = ("lazy_prefetch_group_offloading", "layer_execution_tracker", "group_offloading")


def offload(module: Any, device: str) -> Callable[[], None]:
    """Stream a module through a device by diffusers' group offloading; return how to end that.

    Leaf by leaf, since that fits any module; where the device has streams the next leaf comes while
    one computes.
    """
    import torch
    from diffusers.hooks import HookRegistry, apply_group_offloading  # type: ignore[attr-defined]

    apply_group_offloading(
        module,
        onload_device=torch.device(device),
        offload_device=torch.device("cpu"),
        offload_type="leaf_level",
        use_stream=device.startswith("cuda"),
        low_cpu_mem_usage=True,
    )

    def undo() -> None:
        registry = HookRegistry.check_if_exists_or_initialize(module)
        for name in _HOOKS:
            registry.remove_hook(name, recurse=True)
        module.to("cpu")  # what was brought in ahead

    return undo


def class_of(folder: Path, name: str) -> type[Any]:
    """Return the class of a part by model_index.json, or by its own config.json.

    RequestError for one that the installed diffusers and transformers don't have.
    """
    import diffusers

    if name:
        library, kind = index_at(str(folder))[name]
    else:
        told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        library = "diffusers" if "_class_name" in told else "transformers"
        kind = told.get("_class_name") or _SEEING.get(told.get("model_type"))
    if library in ("diffusers", "transformers"):
        home: Any = importlib.import_module(library)
    else:  # a room of diffusers itself, such as stable_diffusion
        home = getattr(diffusers.pipelines, library, None) if library.isidentifier() else None
    found = getattr(home, str(kind), None)
    if found is None:
        raise RequestError(
            f"model: its {name} is {library}.{kind}, which diffusers {diffusers.__version__} lacks",
            hint="a newer diffusers may have it; code included in a model isn't run",
        )
    return found  # type: ignore[no-any-return]


_SEEING = {
    **dict.fromkeys(("clip", "clip_vision_model"), "CLIPVisionModelWithProjection"),
    **dict.fromkeys(("siglip", "siglip_vision_model"), "SiglipVisionModel"),
}
"""What sees pictures for an IP-Adapter, by the type that its config.json gives."""


def is_part(told: Any) -> bool:
    """Whether a value of model_index.json names a part by library and class; else it's a setting.

    [null, null] is a part that the model does without.
    """
    return (
        isinstance(told, list)
        and len(told) == 2
        and all(each is None or isinstance(each, str) for each in told)
    )


def index_at(folder: str) -> dict[str, Any]:
    """Return the model_index.json in a folder."""
    path = Path(folder) / "model_index.json"
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@lru_cache(maxsize=8)
def light(folder: Path) -> dict[str, Any]:
    """Return the parts of a model without weights: tokenizers, schedulers, feature extractors."""
    import torch

    found = {}
    with quiet("diffusers", "transformers"):
        for name, told in index_at(str(folder)).items():
            if not is_part(told) or told[0] is None or not (folder / name).is_dir():
                continue
            if any((folder / name).glob("*.safetensors")):
                continue
            cls = class_of(folder, name)
            if not issubclass(cls, torch.nn.Module):
                found[name] = cls.from_pretrained(str(folder / name), local_files_only=True)
    return found


def variant_of(folder: Path) -> str | None:
    """Return the variant of the weights in a folder; None for the plain ones."""
    names = [path.name for path in sorted(folder.glob("*.safetensors"))]
    variants = [match["name"] if (match := _VARIANT.search(n)) else None for n in names]
    return None if not variants or None in variants else variants[0]
