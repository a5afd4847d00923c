"""Which pipeline of diffusers fits a model and a task, and its parts as components to lease."""

import importlib
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from muse import Component, InvalidField, Placement, RequestError, Weights

TEXT, IMAGE, INPAINT = "text to image", "image to image", "inpainting"
_MAPPINGS = {
    TEXT: "AUTO_TEXT2IMAGE_PIPELINES_MAPPING",
    IMAGE: "AUTO_IMAGE2IMAGE_PIPELINES_MAPPING",
    INPAINT: "AUTO_INPAINT_PIPELINES_MAPPING",
}
_VARIANT = re.compile(r"\.(?P<name>[a-z0-9]+)(?:-\d{5}-of-\d{5})?\.safetensors")


@dataclass(frozen=True)
class Family:
    """A model in the format of diffusers: its folder and what model_index.json says."""

    weights: Weights
    index: Mapping[str, Any]

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.weights.path

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """The names of the parts that have weights."""
        return tuple(
            name
            for name, told in self.index.items()
            if isinstance(told, list)
            and told[:1] != [None]
            and any((self.folder / name).glob("*.safetensors"))
        )

    def pipeline(self, task: str, controlled: bool = False) -> type[Any]:
        """Return the class of diffusers for a task; InvalidField where the family has none."""
        with quiet():  # transformers tells of torchvision, which nothing here needs
            from diffusers.pipelines import auto_pipeline

        name = str(self.index["_class_name"])
        wanted = name.replace("Pipeline", "ControlNetPipeline") if controlled else name
        mapping = getattr(auto_pipeline, _MAPPINGS[task])
        with quiet():
            found = auto_pipeline._get_task_class(mapping, wanted, throw_error_if_not_exist=False)
        if found is None:
            field = "controlnet" if controlled else {IMAGE: "init", INPAINT: "mask"}.get(task)
            raise InvalidField(
                f"{field or 'model'}: {self.weights.name} ({name}) can't do {task}"
                f"{' with a ControlNet' if controlled else ''}",
                hint="leave it out, or choose another model" if field else "choose another model",
            )
        return found  # type: ignore[no-any-return]

    def components(self, own: bool = False) -> list[Component]:
        """Return its parts with weights; `own` are copies that adapters may be put into.

        What another model has the very same, by its hashes, is one component with that.
        """
        return [
            Component(
                str(_first(self._hashes(name), self.folder / name).parent),
                load_own if own else load,
                size=self._size(name),
                revision=self.weights.revision,
                subfolder=name,
            )
            for name in self.modules
        ]

    def parts(self, modules: Mapping[str, Any], cls: type[Any]) -> dict[str, Any]:
        """Return what a pipeline of class `cls` is made of, given the loaded modules."""
        light = _light(self.folder)
        taken = inspect.signature(cls.__init__).parameters
        found: dict[str, Any] = {}
        for name in taken:
            if name in modules:
                found[name] = modules[name]
            elif name in light:
                found[name] = light[name]
            elif name in self.index and not isinstance(self.index[name], list):
                found[name] = self.index[name]
            elif name != "self" and taken[name].default is inspect.Parameter.empty:
                found[name] = None
        return found

    def _hashes(self, name: str) -> tuple[str, ...]:
        """Return what tells a part from others: its class, and the hashes of its files."""
        files = (f.hash for f in self.weights.files if f.path.startswith(f"{name}/"))
        return (*map(str, self.index[name]), *files)

    def _size(self, name: str) -> int:
        return sum(
            f.size
            for f in self.weights.files
            if f.path.startswith(f"{name}/") and f.path.endswith(".safetensors")
        )


def opened(weights: Weights) -> Family:
    """Return a model as a family; RequestError for what isn't one for pictures from words."""
    folder = weights.path
    try:
        if not folder.is_dir():
            raise OSError
        index = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
        name = index["_class_name"]
        if not isinstance(name, str):
            raise TypeError
    except (OSError, ValueError, KeyError, TypeError):
        raise RequestError(
            f"model: {weights.name} isn't in the format of diffusers (no model_index.json)",
            hint="give a folder or a model of the hub that has one",
        ) from None
    return Family(weights, index)


def controlnet(weights: Weights) -> Component:
    """Return a ControlNet as a component; RequestError for what isn't one."""
    try:
        told = json.loads((weights.path / "config.json").read_text(encoding="utf-8"))
        if "ControlNet" not in told["_class_name"]:
            raise KeyError
    except (OSError, ValueError, KeyError, TypeError):
        raise RequestError(f"controlnet: {weights.name} is no ControlNet of diffusers") from None
    return Component(str(weights.path), load, size=weights.size, revision=weights.revision)


def load(placement: Placement) -> Any:
    """Load one part with weights: safetensors only, and no code of the model's own."""
    import torch

    part = placement.component
    folder = Path(part.source) / part.subfolder
    cls = _class(Path(part.source), part.subfolder)
    dtype = getattr(torch, placement.dtype)
    key = "dtype" if cls.__module__.startswith("transformers") else "torch_dtype"
    with quiet():
        made = cls.from_pretrained(
            str(folder),
            **{key: dtype},
            variant=_variant(folder),
            use_safetensors=True,
            local_files_only=True,
        )
    return made.eval().to(placement.device)


def load_own(placement: Placement) -> Any:
    """Load a part as a copy apart from others, to put adapters into."""
    return load(placement)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep diffusers and transformers from bars and hints of their own."""
    from diffusers.utils import logging as ours
    from transformers.utils import logging as theirs

    levels = [(log, log.get_verbosity(), log.is_progress_bar_enabled()) for log in (ours, theirs)]
    for log, _, _ in levels:
        log.set_verbosity_error()
        log.disable_progress_bar()
    try:
        yield
    finally:
        for log, level, bars in levels:
            log.set_verbosity(level)
            if bars:
                log.enable_progress_bar()


def _class(folder: Path, name: str) -> type[Any]:
    """Return the class of a part by model_index.json, or by its own config.json."""
    if not name:
        told = json.loads((folder / "config.json").read_text(encoding="utf-8"))["_class_name"]
        return getattr(importlib.import_module("diffusers"), told)  # type: ignore[no-any-return]
    index = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
    library, kind = index[name]
    import diffusers

    if library in ("diffusers", "transformers"):
        home: Any = importlib.import_module(library)
    else:  # a room of diffusers itself, such as stable_diffusion
        home = getattr(diffusers.pipelines, library, None) if library.isidentifier() else None
    found = getattr(home, str(kind), None)
    if found is None:
        raise RequestError(
            f"model: its {name} is {library}.{kind}, which diffusers {diffusers.__version__} lacks",
            hint="a newer diffusers may have it; code that comes with a model isn't run",
        )
    return found  # type: ignore[no-any-return]


@lru_cache(maxsize=4)
def _light(folder: Path) -> Mapping[str, Any]:
    """Return the parts without weights: tokenizers, schedulers, feature extractors."""
    index = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
    found = {}
    with quiet():
        for name, told in index.items():
            if not isinstance(told, list) or told[:1] == [None]:
                continue
            if (folder / name).is_dir() and not any((folder / name).glob("*.safetensors")):
                cls = _class(folder, name)
                found[name] = cls.from_pretrained(str(folder / name), local_files_only=True)
    return found


def _variant(folder: Path) -> str | None:
    """Return the variant of the weights in a folder; None for the plain ones."""
    names = [path.name for path in sorted(folder.glob("*.safetensors"))]
    variants = [match["name"] if (match := _VARIANT.search(n)) else None for n in names]
    return None if not variants or None in variants else variants[0]


_KNOWN: dict[tuple[str, ...], Path] = {}


def _first(hashes: tuple[str, ...], folder: Path) -> Path:
    """Return the folder in which a part with these hashes was seen first, while it is there."""
    known = _KNOWN.get(hashes)
    if not hashes or known is None or not known.is_dir() or known.name != folder.name:
        _KNOWN[hashes] = known = folder
    return known
