"""GGUF files as models: turned once into safetensors, a configuration and a tokenizer.

Transformers computes with numbers that aren't packed, so a file is unpacked when it is first used
and kept in Muse's cache by its hash. The weights become float16: exact for a file of float16, and
for packed ones far finer than their steps; a file that float16 can't hold becomes float32.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from muse import Emit, GenerationError, NotReady, RequestError, Weights, quiet

from .needs import INSTALL

_LARGEST = 2**24
"""The largest number that a file may give for a size of its model."""

_MOST_LAYERS = 1024
"""Layers, and experts in a layer."""

_MEMORY = 6
"""Bytes that unpacking takes for each weight, at most: as float32 and as float16."""

_SPARE = 5e7
"""Bytes that unpacking leaves free on the disk."""


def kept(weights: Weights) -> Path | None:
    """Return the folder of an unpacked file, now in use; None while there is none."""
    if not (weights.made / "config.json").is_file():
        return None
    with suppress(OSError):  # a cache that can't be written to is no reason to stop
        os.utime(weights.made)
    return weights.made


def unpack(weights: Weights, emit: Emit) -> Path:
    """Unpack a GGUF file and return its folder.

    RequestError for a family that transformers doesn't read, and for one too large for memory or
    disk; NotReady without gguf. Nothing is left of one that ends early.
    """
    found = kept(weights)
    if found is not None:
        return found
    _check(weights)
    part = weights.made.with_name(f"{weights.made.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        emit.progress(0, 1, f"unpacking {weights.name}")
        _write(weights, part, emit)
        try:
            os.replace(part, weights.made)
        except OSError:  # another process was quicker
            if kept(weights) is None:
                raise
    except OSError as error:
        raise GenerationError(
            f"model: {weights.name} can't be unpacked to {weights.made.parent}"
            f" ({error.strerror or error})",
            hint="make room there, or set MUSE_HOME",
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return weights.made


def _check(weights: Weights) -> None:
    """Refuse what can't be unpacked here before anything is read into memory."""
    if find_spec("gguf") is None:
        raise NotReady(f"model: {weights.name} requires gguf", hint=INSTALL)
    header = weights.header
    family = header.architecture
    from transformers.integrations.ggml import GGUF_CONFIG_MAPPING

    known = sorted(set(GGUF_CONFIG_MAPPING) - {"general", "tokenizer", "t5", "umt5"})
    # Llama.cpp writes some names with a hyphen or without.
    if family.replace("-", "_") not in known and family.replace("-", "") not in known:
        raise RequestError(
            f"model: {weights.name} is of the family {family[:40] or '?'}, which transformers"
            " can't read from GGUF",
            hint=f"it reads {', '.join(known)}; or take the model as safetensors",
        )
    for name, value in header.facts.items():
        if name.startswith(f"{family}.") and isinstance(value, int):
            many = name.endswith(("block_count", "expert_count", "expert_used_count"))
            if not 0 <= value <= (_MOST_LAYERS if many else _LARGEST):
                raise _damaged(weights, f"{name} is {value}")
    memory, need = _memory(), header.weights * _MEMORY
    if memory is not None and need > memory:
        raise RequestError(
            f"model: {weights.name} has {header.weights / 1e9:.1f} billion weights; unpacking them"
            f" needs {need / 1e9:.0f} GB of memory, and there are {memory / 1e9:.0f}",
            hint="use a smaller model, or serve it by llama.cpp and give --base-url",
        )
    place = next(each for each in weights.made.parents if each.exists())
    free = shutil.disk_usage(place).free
    if header.weights * 2 + _SPARE > free:
        raise RequestError(
            f"model: {weights.name} needs {header.weights * 2 / 1e9:.1f} GB of disk in {place}, and"
            f" {free / 1e9:.1f} are free",
            hint="make room there, or set MUSE_HOME",
        )


def _write(weights: Weights, folder: Path, emit: Emit) -> None:
    import torch
    from safetensors.torch import save_file
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

    source: dict[str, Any] = {
        "pretrained_model_name_or_path": weights.path.parent,
        "gguf_file": weights.path.name,
        "local_files_only": True,
        "trust_remote_code": False,
    }
    with quiet("transformers"), _watched(emit, f"unpacking {weights.name}"):
        try:
            config = AutoConfig.from_pretrained(**source)
            _fits(weights, config)
            emit.progress(0, 1, f"unpacking {weights.name}")
            words = AutoTokenizer.from_pretrained(**source)
            emit.progress(0, 1, f"unpacking {weights.name}")
            made = AutoModelForCausalLM.from_pretrained(
                **source, config=config, dtype=torch.float32
            )
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, RuntimeError) as error:
            raise _damaged(weights, str(error).strip().split("\n", 1)[0][:160]) from error
    state = made.state_dict()
    tied = getattr(made, "all_tied_weights_keys", None) or {}
    state = {name: tensor for name, tensor in state.items() if name not in tied}
    held = torch.finfo(torch.float16).max
    small = all(bool(tensor.abs().max() <= held) for tensor in state.values() if tensor.numel())
    dtype = torch.float16 if small else torch.float32
    emit.progress(0.9, 1, f"writing {weights.name}")
    packed = {name: tensor.to(dtype).contiguous() for name, tensor in state.items()}
    save_file(packed, folder / "model.safetensors", metadata={"format": "pt"})
    words.save_pretrained(folder)
    made.generation_config.save_pretrained(folder)
    (folder / "README.md").write_text(_card(weights), "utf-8")
    told = made.config.to_dict()
    for name in ("quantization_config", "_name_or_path"):
        told.pop(name, None)
    told |= {"architectures": [type(made).__name__], "dtype": str(dtype).removeprefix("torch.")}
    emit.progress(1, 1, f"writing {weights.name}")
    (folder / "config.json").write_text(json.dumps(told, indent=2), "utf-8")


def _fits(weights: Weights, config: Any) -> None:
    """Refuse a file whose facts describe a model larger than its tensors: it would fill memory."""
    import torch
    from transformers import AutoModelForCausalLM

    with torch.device("meta"):
        empty = AutoModelForCausalLM.from_config(config, trust_remote_code=False)
    wanted = sum(each.numel() for each in empty.parameters())
    if wanted > 1.1 * weights.header.weights:
        raise _damaged(weights, f"its facts describe {wanted:,} weights; it has fewer")


def _card(weights: Weights) -> str:
    """Return a model's card, so that what is listed of models knows the licence."""
    facts = weights.header.facts
    licence = str(facts.get("general.license", "unknown"))[:60].replace("\n", " ")
    name = str(facts.get("general.name", weights.name))[:100].replace("\n", " ")
    head = f"---\nlicense: {json.dumps(licence)}\npipeline_tag: text-generation\n---\n"
    return f"{head}\n{name}, unpacked from {weights.path.name} by Muse.\n"


def _damaged(weights: Weights, why: str) -> RequestError:
    return RequestError(
        f"model: {weights.name} can't be loaded as a language model ({why})",
        hint="download it again, or use another",
    )


@contextmanager
def _watched(emit: Emit, note: str) -> Iterator[None]:
    """Tell of each tensor that transformers unpacks, in place of the bar that it would draw.

    It offers no way to hear of them, or to stop in between.
    """
    from transformers import modeling_gguf_pytorch_utils as module

    def told(tensors: Iterable[Any], **_: Any) -> Iterator[Any]:
        listed = list(tensors)
        for place, tensor in enumerate(listed):
            emit.progress(0.8 * place / len(listed), 1, note)
            yield tensor

    bar = getattr(module, "tqdm", None)
    module.tqdm = told  # type: ignore[attr-defined]
    try:
        yield
    finally:
        module.tqdm = bar  # type: ignore[attr-defined]


def _memory() -> int | None:
    """Return the machine's memory, bytes; None where it can't be told."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
