"""A model in one .safetensors file, laid out as its authors trained it.

diffusers converts the weights; their configuration and the tokenizers come from a model in its own
format (`base`), of which no weights are needed but for parts that the file lacks.
"""

from collections.abc import Mapping
from typing import Any

from muse_image.diffusion.parts import Part, index_at

_VAE = ("first_stage_model.", "vae.")
_CLIP = ("cond_stage_model.", "conditioner.embedders.0.", "text_encoders.clip_l.")
_CLIP_2 = ("conditioner.embedders.1.", "text_encoders.clip_g.")
_T5 = ("text_encoders.t5xxl.",)
_NOBODY = ("model_ema.",)


def load(part: Part, cls: type[Any], dtype: Any, more: Mapping[str, Any]) -> Any:
    """Load a part from the single file that has it, by diffusers' own conversion."""
    from diffusers import pipelines
    from diffusers.loaders.single_file import load_single_file_sub_model
    from safetensors import safe_open

    index = index_at(part.source)
    wanted = {part.subfolder}
    if "CLIP" in cls.__name__:  # diffusers tells the first of two by the presence of the second
        wanted |= {"text_encoder", "text_encoder_2"}
    with safe_open(part.checkpoint, "pt") as file:
        inside = {k: file.get_tensor(k) for k in file.keys() if part_of(k, index) in wanted}
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


def part_of(key: str, index: Mapping[str, Any]) -> str:
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
