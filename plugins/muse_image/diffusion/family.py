"""Which pipeline of diffusers fits a model and a task, and its parts as components to lease."""

import inspect
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from muse import InvalidField, RequestError, Weights, quiet
from muse_image.diffusion import pipelines, quantising
from muse_image.diffusion.loading import load
from muse_image.diffusion.parts import Part, digest, index_at, is_part, light, offload
from muse_image.diffusion.pipelines import IMAGE, INPAINT

_KEPT = ("vae", "image_encoder", "safety_checker")
"""Parts that no adapter changes, by the beginnings of their names."""


@dataclass(frozen=True)
class Family:
    """A model in the format of diffusers: where it lies and what model_index.json says.

    `home` has the folder; that is the model itself, or what a single file is configured by. `held`
    are the parts whose weights are in that file, with their bytes.
    """

    weights: Weights
    index: Mapping[str, Any]
    home: Weights
    held: Mapping[str, int] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where its configuration lies."""
        return self.home.path

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """The names of the parts that have weights."""
        return tuple(
            name
            for name in _named(self.index)
            if name in self.held
            or (any((self.folder / name).glob("*.safetensors")) and not self._left_out(name))
        )

    def _left_out(self, name: str) -> bool:
        """Whether a part isn't loaded: single files do without the checker, as in diffusers."""
        return bool(self.held) and name == "safety_checker"

    @property
    def lacking(self) -> list[str]:
        """The parts whose weights are nowhere."""
        return [
            name
            for name in _named(self.index)
            if (self.folder / name / "config.json").is_file()
            and name not in self.modules
            and not self._left_out(name)
        ]

    @property
    def denoiser(self) -> str:
        """The name of the part that takes the steps."""
        found = [name for name in self.modules if name in ("unet", "transformer")]
        return found[0] if found else ""

    @property
    def heavy(self) -> list[str]:
        """The parts worth quantising: the denoiser and the large readers of prompts.

        CLIP and the decoder are small, and the decoder shows it.
        """
        return [
            name
            for name in self.modules
            if name.startswith(("unet", "transformer"))
            or (
                name.startswith("text_encoder")
                and "CLIP" not in str(self.index[name])
                and name not in self.held  # diffusers converts them whole
            )
        ]

    def pipeline(self, task: str, controlled: bool = False) -> type[Any]:
        """Return the class of diffusers for a task; InvalidField where the family has none."""
        name, model = str(self.index["_class_name"]), self.weights.name
        with quiet("diffusers", "transformers"):  # which tell of torchvision, needed by nothing
            found = pipelines.find(name, task, self.index.keys(), controlled)
            lacking = "" if controlled or found else pipelines.lacks(name, task)
        if found is not None:
            return found
        if lacking:
            what = "paints into a picture" if lacking == "mask" else "starts from a picture"
            hint = "give --init and --mask" if lacking == "mask" else "give --init"
            raise InvalidField(f"{lacking}: {model} ({name}) {what}", hint=hint)
        field = "controlnet" if controlled else {IMAGE: "init", INPAINT: "mask"}.get(task)
        raise InvalidField(
            f"{field or 'model'}: {model} ({name}) doesn't support {task}"
            f"{' with a ControlNet' if controlled else ''}",
            hint="leave it out, or choose another model" if field else "choose another model",
        )

    def unknown_settings(self, cls: type[Any]) -> list[str]:
        """Return the settings of model_index.json that a class doesn't take."""
        taken = inspect.signature(cls.__init__).parameters
        return [
            name
            for name, value in self.index.items()
            if not name.startswith("_")
            and name not in taken
            and value is not None
            and not is_part(value)
        ]

    def check_task(self, task: str, cls: type[Any]) -> None:
        """Refuse a task that the denoiser wasn't made for, by the channels it takes.

        A U-Net that paints into pictures takes the picture and the mask beside the latents, 9
        channels for 4; of others diffusers can repaint a part with those of 4 alone.
        """
        if self.denoiser != "unet":
            return
        channels = _config(self.folder / "unet").get("in_channels")
        if task != INPAINT and channels == 9:
            raise InvalidField(
                f"mask: {self.weights.name} only paints into a picture, where a mask says",
                hint="give --init and --mask, or choose another model",
            )
        if task == INPAINT and channels not in (4, 9, None):
            raise InvalidField(
                f"mask: {self.weights.name} ({cls.__name__}) can't repaint a part of a picture",
                hint="leave it out, or choose another model",
            )

    def components(
        self,
        *,
        own: bool = False,
        tiled: bool = False,
        compiled: bool = False,
        quantised: Mapping[str, str] | None = None,
    ) -> list[Part]:
        """Return its parts with weights; `own` are copies that adapters may be put into.

        `tiled` and `compiled` are about decoder and denoiser, which are copies then; `quantised`
        says how, by the names of parts. What another model has the very same, by its hashes, is
        one component with that.
        """
        found = []
        for name in self.modules:
            how = (quantised or {}).get(name)
            inside = name in self.held
            hashes = (self.weights.files[0].hash,) if inside else self._hashes(name)
            place = self.folder if inside else _first(hashes, self.folder / name).parent
            found.append(
                Part(
                    str(place),
                    load,
                    size=quantising.size(self._size(name), how),
                    revision=digest(hashes),  # not the commit: other models have the same part
                    subfolder=name,
                    quantisation=how,
                    movable=quantising.movable(how),
                    offload=offload,
                    own=(own and not name.startswith(_KEPT)) or (tiled and name == "vae"),
                    compiled=compiled and name == self.denoiser,
                    checkpoint=str(self.weights.path) if inside else "",
                )
            )
        return found

    def parts(self, modules: Mapping[str, Any], cls: type[Any]) -> dict[str, Any]:
        """Return what a pipeline of class `cls` is made of, given the loaded modules."""
        there = light(self.folder)
        taken = inspect.signature(cls.__init__).parameters
        found: dict[str, Any] = {}
        for name in taken:
            if name in modules:
                found[name] = modules[name]
            elif name in there:
                found[name] = there[name]
            elif name in self.index and not is_part(self.index[name]):
                found[name] = self.index[name]
            elif name != "self" and taken[name].default is inspect.Parameter.empty:
                found[name] = None
        return found

    def _hashes(self, name: str) -> tuple[str, ...]:
        """Return what tells a part from others: its class, and the hashes of its files."""
        files = (f.hash for f in self.home.files if f.path.startswith(f"{name}/"))
        return (*map(str, self.index[name]), *files)

    def _size(self, name: str) -> int:
        return self.held.get(name) or sum(
            f.size
            for f in self.home.files
            if f.path.startswith(f"{name}/") and f.path.endswith(".safetensors")
        )


def opened(weights: Weights) -> Family:
    """Return a model as a family; RequestError for what isn't one for pictures from words."""
    return Family(weights, index_of(weights), weights)


def index_of(weights: Weights, field: str = "model") -> dict[str, Any]:
    """Return the model_index.json of a model; RequestError, which names `field`, for none."""
    try:
        if not weights.path.is_dir():
            raise OSError
        index = index_at(str(weights.path))
        if not isinstance(index["_class_name"], str):
            raise TypeError
    except (OSError, ValueError, KeyError, TypeError):
        raise RequestError(
            f"{field}: {weights.name} isn't in diffusers format (no model_index.json)",
            hint="give a folder or a model of the hub that has one",
        ) from None
    return index


def controlnet(weights: Weights, model: Family, cls: type[Any]) -> Part:
    """Return a ControlNet as a component; RequestError for what isn't one, or of another family."""
    try:
        told = json.loads((weights.path / "config.json").read_text(encoding="utf-8"))
        if "ControlNet" not in told["_class_name"]:
            raise KeyError
    except (OSError, ValueError, KeyError, TypeError):
        raise RequestError(f"controlnet: {weights.name} is not a diffusers ControlNet") from None
    takes = str(inspect.signature(cls.__init__).parameters["controlnet"].annotation)
    own = json.loads((model.folder / model.denoiser / "config.json").read_text(encoding="utf-8"))
    alike = told.get("cross_attention_dim") == own.get("cross_attention_dim")
    if not alike or not re.search(rf"\b{re.escape(told['_class_name'])}\b", takes):
        raise RequestError(
            f"controlnet: {weights.name} ({told['_class_name']}) is for another model family than"
            f" {model.weights.name} ({cls.__name__})",
            hint="use one that was made for this model's family",
        )
    return Part(
        str(weights.path),
        load,
        size=weights.size,
        revision=digest(file.hash for file in weights.files),
        offload=offload,
    )


def _named(index: Mapping[str, Any]) -> list[str]:
    """Return the parts that a model_index.json names."""
    return [n for n, told in index.items() if is_part(told) and told[0] is not None]


def _config(folder: Path) -> dict[str, Any]:
    """Return the config.json in a folder; empty where there is none that can be read."""
    try:
        found = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


_KNOWN: dict[tuple[str, ...], tuple[Path, list[tuple[int, int]]]] = {}


def _first(hashes: tuple[str, ...], folder: Path) -> Path:
    """Return the folder in which a part with these hashes was seen first, while it is as it was."""
    known = _KNOWN.get(hashes)
    if known is None or known[0].name != folder.name or _stamps(known[0]) != known[1]:
        _KNOWN[hashes] = known = (folder, _stamps(folder))
    return known[0]


def _stamps(folder: Path) -> list[tuple[int, int]]:
    """Return sizes and times of change of the files in a folder; none where it is gone."""
    states = [path.stat() for path in sorted(folder.glob("*"))]
    return [(state.st_size, state.st_mtime_ns) for state in states]
