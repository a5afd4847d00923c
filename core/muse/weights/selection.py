"""What a model's files are called, which of them are needed, and what they say of the model.

Which files are needed is one rule for the hub and for folders:

1. Weights are `.safetensors` and nothing else. Folders of other formats (onnx...) don't count.
2. With `model_index.json` (diffusers) weights are those in the folders it names, and a checkpoint
   beside it is the same again. Without (transformers), weights with a library's own name (`model`,
   `diffusion_pytorch_model`, `adapter_model`, `pytorch_lora_weights`) go before others such as
   `consolidated`, and weights in a folder count when a config.json lies beside them.
3. Of variants (fp16, bf16...) one is taken for the whole model: the plain one where all folders
   have it, else the first of fp16, bf16, fp32, others by name that covers all with the plain.
   Asked for by name, a variant is taken wherever there is one.
4. One file goes before the same in shards. When nothing tells checkpoints apart, all are taken.
5. State dicts, which are pickles, count only where somebody asks for them by `state_dicts`: then
   those are taken too that aren't the same weights as a .safetensors beside, and no training state.
6. Texts come with them: json, txt, jinja, tokenizers (.model, .tiktoken), README and LICENSE; with
   a model_index.json those at the top and in the folders it names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from muse.errors import RequestError
from muse.weights.gguf import SUFFIX
from muse.weights.safetensors import PICKLED, pickle_only

_OWN_NAMES = frozenset(
    ("model", "diffusion_pytorch_model", "adapter_model", "pytorch_lora_weights")
)
_OTHER_FORMATS = frozenset(
    ("onnx", "openvino", "original", "coreml", "flax", "gguf", "tflite", "runs", "logs", "images")
)
_TEXTS = frozenset((".json", ".txt", ".jinja", ".model", ".tiktoken"))
_PAPERS = re.compile(r"(readme|license|licence|notice)(\.(md|txt))?", re.IGNORECASE)
_VARIANT = r"(?:\.(?P<{}>fp16|bf16|fp32|fp64|fp8[\w-]*|int8|int4|nf4|non_ema|ema))?"
_NAME = re.compile(
    rf"(?P<base>.+?){_VARIANT.format('early')}(?:-(?P<part>\d{{5}})-of-(?P<parts>\d{{5}}))?"
    rf"{_VARIANT.format('late')}\.safetensors"
)
_INDEX = re.compile(rf"(?P<base>.+)\.safetensors\.index{_VARIANT.format('variant')}\.json")
_TRAINING = re.compile(
    r"(optimizer|scheduler|scaler|rng_state|training_args|trainer_state)[\w.-]*", re.IGNORECASE
)
_ORDER = {"fp16": 0, "bf16": 1, "fp32": 2}


class Checkpoint(NamedTuple):
    """Files that hold the same weights together: one, or all shards, of one variant."""

    folder: str
    base: str
    variant: str | None
    parts: int
    files: tuple[str, ...]


class Choice(NamedTuple):
    """The files of a model that are needed: weights and texts; `variant` is None for the plain."""

    weights: tuple[str, ...]
    texts: tuple[str, ...]
    variant: str | None

    @property
    def files(self) -> tuple[str, ...]:
        """All files in the order of their names."""
        return tuple(sorted((*self.weights, *self.texts)))


def choose(
    name: str,
    files: Iterable[str],
    *,
    index: dict[str, Any] | None = None,
    variant: str | None = None,
    config_only: bool = False,
    state_dicts: bool = False,
) -> Choice:
    """Return which of a model's files (relative, with `/`) are needed, by the rule above.

    `index` is its model_index.json; `config_only` leaves the weights out, `state_dicts` takes state
    dicts too. RequestError if it has no weights, has them only as pickle checkpoints that weren't
    asked for, or lacks the variant asked for.
    """
    listed = [file for file in files if ".." not in PurePosixPath(file).parts and file[:1] != "/"]
    kept = [file for file in listed if not _foreign(file)]
    checkpoints = _relevant(_checkpoints(kept), kept, index)
    pickled = tuple(_state_dicts(kept, checkpoints)) if state_dicts else ()
    if not checkpoints and not pickled and not config_only:
        pickles = [file for file in listed if PurePosixPath(file).suffix.lower() in PICKLED]
        if pickles:
            more = f" and {len(pickles) - 1} more" if len(pickles) > 1 else ""
            raise pickle_only(name, f"{pickles[0]}{more}")
        packed = any(file.lower().endswith(SUFFIX) for file in listed)
        hint = f"download one of its {SUFFIX} files, and give its path" if packed else None
        raise RequestError(
            f"{name} has no weights as .safetensors", hint=hint or "choose a model that has them"
        )
    if index is not None:
        named = set(components(index))
        kept = [file for file in kept if "/" not in file or file.partition("/")[0] in named]
    if config_only:
        return Choice((), tuple(sorted(_texts(kept, []))), None)
    chosen, taken = _one_variant(name, checkpoints, variant)
    weights = tuple(sorted((*(f for c in chosen for f in c.files), *pickled)))
    return Choice(weights, tuple(sorted(_texts(kept, chosen))), taken)


def gaps(files: Iterable[str], read: Callable[[str], str]) -> list[str]:
    """Return what a model's files lack by their own account: shards, and whole components.

    `read` returns the text of one of the files. What can't be read isn't counted as lacking.
    """
    there = set(files)
    lacking: set[str] = set()
    for checkpoint in _checkpoints(there):
        if checkpoint.parts > len(checkpoint.files):
            lacking.add(f"{checkpoint.parts - len(checkpoint.files)} parts of {checkpoint.base}")
    for file in there:
        if _INDEX.fullmatch(PurePosixPath(file).name):
            beside = {shard for shard in shards(read(file)) if "/" not in shard}
            wanted = {str(PurePosixPath(file).parent / shard) for shard in beside}
            if wanted & there or not _has_weights(there, PurePosixPath(file).parent):
                lacking |= wanted - there
    if "model_index.json" in there:
        for part in components(as_object(read("model_index.json"))):
            inside = {file for file in there if file.startswith(f"{part}/")}
            if not inside or (
                f"{part}/config.json" in inside and not _has_weights(inside, PurePosixPath(part))
            ):
                lacking.add(part)
    return sorted(lacking)


def shards(index: Any) -> set[str]:
    """Return the files that an index of a checkpoint in shards sends a library to."""
    return {str(file) for file in as_object(as_object(index).get("weight_map")).values()}


def components(index: dict[str, Any]) -> list[str]:
    """Return the folders that a model_index.json names: `"unet": ["diffusers", "UNet..."]`."""
    return [
        name
        for name, value in index.items()
        if not name.startswith("_")
        and isinstance(value, list)
        and len(value) == 2
        and all(isinstance(part, str) for part in value)
    ]


def decides(file: str) -> bool:
    """Whether a file can make a difference to a result; a README or LICENSE can't."""
    return not _PAPERS.fullmatch(PurePosixPath(file).name)


def licence(card: Any) -> str:
    """Return the licence that a model card's header gives; `-` when it gives none."""
    told = as_object(card)
    given = told.get("license")
    if isinstance(given, list):
        given = ", ".join(map(str, given))
    if given in (None, "other", "unknown") and told.get("license_name"):
        given = told["license_name"]
    return str(given) if given else "-"


def _checkpoints(files: Iterable[str]) -> list[Checkpoint]:
    groups: dict[tuple[str, str, str | None, int], list[str]] = {}
    for file in files:
        path = PurePosixPath(file)
        found = _NAME.fullmatch(path.name)
        if found:
            variant = found["early"] or found["late"]
            key = (str(path.parent), found["base"], variant, int(found["parts"] or 1))
            groups.setdefault(key, []).append(file)
    return [
        Checkpoint(*key, tuple(sorted(names))) for key, names in sorted(groups.items(), key=str)
    ]


def _relevant(
    found: list[Checkpoint], files: list[str], index: dict[str, Any] | None
) -> list[Checkpoint]:
    """Leave out what holds the same weights in another shape, and what belongs to nothing."""
    if index is not None:
        named = set(components(index))
        inside = [c for c in found if c.folder.partition("/")[0] in named]
        if inside:
            found = inside
    else:
        beside = [c for c in found if c.folder == "." or f"{c.folder}/config.json" in files]
        found = beside or found
    kept = []
    for folder in {c.folder for c in found}:
        here = [c for c in found if c.folder == folder]
        kept += [c for c in here if c.base in _OWN_NAMES] or here
    whole = {(c.folder, c.base, c.variant) for c in kept if c.parts == 1}
    return [c for c in kept if c.parts == 1 or (c.folder, c.base, c.variant) not in whole]


def _state_dicts(files: list[str], found: list[Checkpoint]) -> Iterable[str]:
    """Yield the pickles that may hold weights which no .safetensors beside them has."""
    beside = {c.folder for c in found if c.base in _OWN_NAMES}
    for file in files:
        path = PurePosixPath(file)
        twin = path.name.startswith(("pytorch_model", "diffusion_pytorch_model", "adapter_model"))
        if path.suffix.lower() not in PICKLED or _TRAINING.fullmatch(path.name):
            continue
        if not (twin and str(path.parent) in beside):
            yield file


def _one_variant(
    name: str, found: list[Checkpoint], wanted: str | None
) -> tuple[list[Checkpoint], str | None]:
    variants = sorted({c.variant for c in found if c.variant}, key=lambda v: (_ORDER.get(v, 3), v))
    if wanted and wanted not in variants:
        raise RequestError(
            f"{name} has no variant {wanted!r}",
            hint=f"it has {', '.join(variants)}" if variants else "leave out --variant",
        )
    places = {(c.folder, c.base) for c in found}
    for variant in [wanted] if wanted else [None, *variants]:
        chosen: dict[tuple[str, str], Checkpoint] = {}
        for c in found:
            if c.variant == variant or (c.variant is None and (c.folder, c.base) not in chosen):
                chosen[c.folder, c.base] = c
        if chosen.keys() == places or wanted:
            return list(chosen.values()), variant
    return found, None  # no variant covers everything: take all


def _texts(files: list[str], chosen: list[Checkpoint]) -> Iterable[str]:
    indexed = {(c.folder, c.base, c.variant) for c in chosen if c.parts > 1}
    for file in files:
        path = PurePosixPath(file)
        index = _INDEX.fullmatch(path.name)
        if index:
            if (str(path.parent), index["base"], index["variant"]) in indexed:
                yield file
        elif path.name.endswith(".index.json"):
            continue  # of checkpoints in another format
        elif path.suffix.lower() in _TEXTS or _PAPERS.fullmatch(path.name):
            yield file


def _foreign(file: str) -> bool:
    folders = PurePosixPath(file).parts[:-1]
    return any(f in _OTHER_FORMATS or f[:1] == "." or f.startswith("checkpoint-") for f in folders)


def _has_weights(files: Iterable[str], folder: PurePosixPath) -> bool:
    return any(
        file.endswith(".safetensors") and PurePosixPath(file).parent == folder for file in files
    )


def as_object(value: Any) -> dict[str, Any]:
    """Return a JSON object, given as such or as text; anything else is an empty one."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}
