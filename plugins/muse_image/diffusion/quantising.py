"""Weights in fewer bits: which libraries do it, for which parts, and how much that saves."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from muse import InvalidField, NotReady, Placement

if TYPE_CHECKING:
    from muse_image.diffusion.condition import Quantise

_LIBRARY = {"int8": "torchao", "float8": "torchao", "nf4": "bitsandbytes"}
_SHARE = {"int8": 0.55, "float8": 0.55, "nf4": 0.3}
"""What is left of weights in 16 bits, about: norms and embeddings stay as they are."""


def chosen(how: "Quantise | None", names: Iterable[str]) -> dict[str, str]:
    """Return how the named parts are quantised; empty for no quantising.

    NotReady for a library that isn't installed, InvalidField for a device that
    can't do it.
    """
    if how is None:
        return {}
    library = _LIBRARY[how]
    if how == "nf4":
        import torch

        if not torch.cuda.is_available():
            raise _needs_card()
    if find_spec(library) is None:
        raise NotReady(f"quantise: {how} requires {library}", hint=f"pip install {library}")
    return dict.fromkeys(names, how)


def _needs_card() -> InvalidField:
    return InvalidField(
        "quantise: nf4 requires a CUDA GPU", hint="use --quantise int8, or leave it out"
    )


def options(cls: type[Any], how: str | None, placement: Placement) -> dict[str, Any]:
    """Return what `from_pretrained` of a class of diffusers or transformers takes for it."""
    if how is None:
        return {}
    import torch

    if cls.__module__.startswith("transformers"):
        import transformers as home
    else:
        import diffusers as home  # type: ignore[no-redef]
    if how == "nf4":
        if not placement.device.startswith("cuda"):
            raise _needs_card()
        made = home.BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_compute_dtype=getattr(torch, placement.dtype),
        )
        return {"quantization_config": made, "device_map": {"": placement.device}}
    from torchao import quantization as ao

    kind = ao.Int8WeightOnlyConfig if how == "int8" else ao.Float8WeightOnlyConfig
    return {"quantization_config": home.TorchAoConfig(kind())}


def size(plain: int, how: str | None) -> int:
    """Return a first guess of the bytes of weights that are `plain` bytes in their files."""
    return int(plain * _SHARE[how]) if how else plain


def movable(how: str | None) -> bool:
    """Whether weights may go between card and memory: those of bitsandbytes stay on the card."""
    return how != "nf4"
