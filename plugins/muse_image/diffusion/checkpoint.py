"""A model in one .safetensors file, laid out as its authors trained it.

diffusers converts the weights; their configuration and the tokenizers come from a model in its own
format (`base`), of which no weights are needed but for parts that the file lacks.
"""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from muse import NotReady, RequestError, Run, Weights
from muse_image.diffusion import family
from muse_image.diffusion.parts import index_at, quiet

if TYPE_CHECKING:
    from muse_image.diffusion.parts import Part

_BYTES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2}
_VAE = ("first_stage_model.", "vae.")
_CLIP = ("cond_stage_model.", "conditioner.embedders.0.", "text_encoders.clip_l.")
_CLIP_2 = ("conditioner.embedders.1.", "text_encoders.clip_g.")
_T5 = ("text_encoders.t5xxl.",)
_NOBODY = ("model_ema.",)


def opened(weights: Weights, base: str | None, run: Run) -> family.Family:
    """Return a single file as a family, configured by `base` or by the usual model of its kind.

    RequestError for a file that diffusers doesn't know, NotReady for a base that isn't here.
    """
    tensors = _header(weights)
    repo = base or _usual(weights.name, tensors)
    home = _found(weights.name, repo, run, bare=True)
    index = family.index_of(home, "base")
    held: dict[str, int] = {}
    for key, tensor in tensors.items():
        name = _part(key, index)
        if name in index:
            held[name] = held.get(name, 0) + tensor.bytes
    made = family.Family(weights, index, home, held)
    lacking = [*made.lacking, *(name for name in made.modules if name not in held)]
    if not lacking:
        return made
    home = _found(weights.name, repo, run, bare=False, lacking=lacking)
    return family.Family(weights, index, home, held)


def load(part: "Part", cls: type[Any], dtype: Any, more: Mapping[str, Any]) -> Any:
    """Load a part from the single file that has it, by diffusers' own conversion."""
    from diffusers import pipelines
    from diffusers.loaders.single_file import load_single_file_sub_model
    from safetensors import safe_open

    index = index_at(part.source)
    wanted = {part.subfolder}
    if "CLIP" in cls.__name__:  # diffusers tells the first of two by the presence of the second
        wanted |= {"text_encoder", "text_encoder_2"}
    with safe_open(part.checkpoint, "pt") as file:
        inside = {k: file.get_tensor(k) for k in file.keys() if _part(k, index) in wanted}
    return load_single_file_sub_model(
        library_name=index[part.subfolder][0],
        class_name=cls.__name__,
        name=part.subfolder,
        checkpoint=inside,
        pipelines=pipelines,
        is_pipeline_module=hasattr(pipelines, index[part.subfolder][0]),
        cached_model_config_path=part.source,
        local_files_only=True,
        torch_dtype=dtype,
        **more,
    )


def _found(name: str, repo: str, run: Run, *, bare: bool, lacking: Sequence[str] = ()) -> Weights:
    try:
        return run.weights(repo, bare=bare)
    except NotReady as error:
        what = f"takes {', '.join(lacking)} from" if lacking else "is configured by"
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
    with quiet():
        from diffusers.loaders import single_file_utils as utils

    try:
        kind = utils.infer_diffusers_model_type(dict(tensors))
    except Exception:  # it looks at tensors as if they were what they aren't
        kind = "v1"
    if kind == "v1" and not any(key.startswith("model.diffusion_model.") for key in tensors):
        raise RequestError(
            f"model: {name} is no checkpoint of a whole model that diffusers knows",
            hint="a LoRA goes to --lora; a part of a model goes with its folder",
        )
    return str(utils.DIFFUSERS_DEFAULT_PIPELINE_PATHS[kind]["pretrained_model_name_or_path"])


def _part(key: str, index: Mapping[str, Any]) -> str:
    """Return the name of the part that a tensor of a single file belongs to; empty for none."""
    if key.startswith(_NOBODY):
        return ""
    if key.startswith(_VAE):
        return "vae"
    if key.startswith(_CLIP):
        return "text_encoder"
    if key.startswith(_CLIP_2):
        return "text_encoder_2"
    if key.startswith(_T5):
        readers = [n for n, told in index.items() if isinstance(told, list) and "T5" in str(told)]
        return next((n for n in readers if n.startswith("text_encoder")), "")
    return "transformer" if "transformer" in index else "unet"
