"""A model in one .safetensors file: which parts it has, and what configures it."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from muse import NotReady, RequestError, Run, Weights, quiet
from muse_image.diffusion import family
from muse_image.diffusion.checkpoint import part_of

_BYTES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2}


def opened(weights: Weights, base: str | None, run: Run) -> family.Family:
    """Return a single file as a family, configured by `base` or by the usual model of its kind.

    RequestError for a file that diffusers doesn't know, NotReady for a base that isn't here.
    """
    tensors = _header(weights)
    repo = base or _usual(weights.name, tensors)
    home = _found(weights.name, repo, run, config_only=True)
    index = family.index_of(home, "base")
    held: dict[str, int] = {}
    for key, tensor in tensors.items():
        name = part_of(key, index)
        if name in index:
            held[name] = held.get(name, 0) + tensor.bytes
    made = family.Family(weights, index, home, held)
    lacking = [*made.lacking, *(name for name in made.modules if name not in held)]
    if not lacking:
        return made
    home = _found(weights.name, repo, run, config_only=False, lacking=lacking)
    return family.Family(weights, index, home, held)


def _found(
    name: str, repo: str, run: Run, *, config_only: bool, lacking: Sequence[str] = ()
) -> Weights:
    try:
        return run.weights(repo, config_only=config_only)
    except NotReady as error:
        what = f"needs {', '.join(lacking)} from" if lacking else "needs the configuration of"
        raise NotReady(
            f"model: {name} {what} {repo}, which {error.message.partition(' ')[2]}",
            hint=f"{error.hint}, or name another with --base",
        ) from None


def _header(weights: Weights) -> dict[str, Any]:
    """Return shape and bytes of each tensor in a file; none of them is read."""
    from math import prod

    from safetensors import safe_open

    found = {}
    with safe_open(str(weights.path), "pt") as file:
        for key in file.keys():
            told = file.get_slice(key)
            shape = tuple(told.get_shape())
            size = prod(shape) * _BYTES.get(told.get_dtype(), 1)
            found[key] = SimpleNamespace(shape=shape, bytes=size)
    return found


def _usual(name: str, tensors: Mapping[str, Any]) -> str:
    """Return the model of the hub whose configuration fits a file, as diffusers has it."""
    with quiet("diffusers", "transformers"):
        from diffusers.loaders import single_file_utils as utils

    try:
        kind = utils.infer_diffusers_model_type(dict(tensors))
    except Exception:  # it looks at tensors as if they were what they aren't
        kind = "v1"
    if kind == "v1" and not any(key.startswith("model.diffusion_model.") for key in tensors):
        raise RequestError(
            f"model: {name} is not a checkpoint of a whole model that diffusers supports",
            hint="give a LoRA by --lora, and a component with the folder of its model",
        )
    return str(utils.DIFFUSERS_DEFAULT_PIPELINE_PATHS[kind]["pretrained_model_name_or_path"])
