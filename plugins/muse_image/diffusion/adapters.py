"""LoRA and IP-Adapter: put into a pipeline's own copy of the model for one run, and taken out."""

import inspect
import re
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from muse import InvalidField, Report, RequestError, Run, Weights
from muse_image.diffusion.loading import load
from muse_image.diffusion.parts import Part, digest, offload

_adapting = threading.RLock()
"""Two runs that share a copy take turns with it; one run may put in adapters of both kinds."""


@contextmanager
def loras(
    pipe: Any, name: str, wanted: Sequence[tuple[Weights, float]], report: Report
) -> Iterator[None]:
    """Put LoRA adapters in, with their weights, and take them out again.

    The report says of each how many of its parts fit nothing in the model.
    """
    if not wanted:
        yield
        return
    with _adapting, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Already found a `peft_config`")  # several are meant
        names = [f"lora{place}" for place in range(len(wanted))]
        try:
            for each, (weights, _) in zip(names, wanted, strict=True):
                where = weights.path if weights.path.is_dir() else weights.path.parent
                file = None if weights.path.is_dir() else weights.path.name
                try:
                    pipe.load_lora_weights(
                        str(where), weight_name=file, adapter_name=each, use_safetensors=True,
                        local_files_only=True,
                    )  # fmt: skip
                except (ValueError, RuntimeError, KeyError, OSError) as error:
                    told = str(error).splitlines()[0][:200]
                    raise RequestError(
                        f"lora: {weights.name} doesn't fit {name} ({told})",
                        hint="choose one that was made for this model's family",
                    ) from None
                held, inside = _parts(pipe, str(where), file), _fitted(pipe, each)
                if inside and held > inside:
                    report.note(
                        f"{held - inside} of the {held} parts of {weights.name} fit nothing in "
                        f"{name} and have no effect."
                    )
            if not pipe.get_list_adapters():
                raise RequestError(
                    f"lora: {wanted[0][0].name} has no effect on {name}",
                    hint="choose one that was made for this model's family",
                )
            pipe.set_adapters(names, [weight for _, weight in wanted])
            yield
        finally:
            pipe.unload_lora_weights()


_LEAF = re.compile(r"[._]lora(?:_linear_layer)?[._](?:A|B|up|down|embedding|magnitude).*$")
"""What follows the name of a module in the names of a LoRA's tensors."""


def _parts(pipe: Any, where: str, file: str | None) -> int:
    """Return how many modules a LoRA has something for, by names as diffusers converts them."""
    found: Any = type(pipe).lora_state_dict(
        where, weight_name=file, use_safetensors=True, local_files_only=True
    )
    tensors = found[0] if isinstance(found, tuple) else found
    return len({_LEAF.sub("", name) for name in tensors if _LEAF.search(name)})


def _fitted(pipe: Any, adapter: str) -> int:
    """Return how many modules of a pipeline have an adapter."""
    return sum(
        any(adapter in getattr(module, kind, ()) for kind in ("lora_A", "lora_embedding_A"))
        for part in pipe.components.values()
        if hasattr(part, "named_modules")
        for _, module in part.named_modules()
    )


@dataclass(frozen=True)
class Seen:
    """An IP-Adapter: its weights, and the encoder that sees the picture for it."""

    weights: Weights
    folder: str
    file: str
    encoder: Part

    @contextmanager
    def inside(self, pipe: Any, name: str, scale: float | None) -> Iterator[None]:
        """Put the adapter in, as strong as `scale` says, and take it out again."""
        with _adapting:
            try:
                pipe.load_ip_adapter(
                    self.folder, subfolder="", weight_name=self.file, local_files_only=True
                )
            except (ValueError, RuntimeError, KeyError, OSError, AttributeError) as error:
                told = str(error).splitlines()[0][:200]
                raise RequestError(
                    f"ip_adapter: {self.weights.name} doesn't fit {name} ({told})"
                ) from None
            try:
                if scale is not None:
                    pipe.set_ip_adapter_scale(scale)
                yield
            finally:
                pipe.unload_ip_adapter()


def seen(run: Run, source: str, cls: type[Any], name: str) -> Seen:
    """Return an IP-Adapter for a pipeline of class `cls`: a file, or a folder with one file.

    Its encoder lies beside it, as `image_encoder`. InvalidField where the family has none.
    """
    if "ip_adapter_image" not in inspect.signature(cls.__call__).parameters:
        raise InvalidField(
            f"ip_adapter: {name} ({cls.__name__}) doesn't support it", hint="leave it out"
        )
    weights = run.weights(source)
    folder = weights.path if weights.path.is_dir() else weights.path.parent
    tops = [file.path for file in weights.files if "/" not in file.path]
    files = [path for path in tops if path.endswith(".safetensors")]
    if len(files) != 1:
        raise RequestError(
            f"ip_adapter: {weights.name} has {len(files) or 'no'} .safetensors files at its top",
            hint="give the path of one file",
        )
    if not (folder / "image_encoder" / "config.json").is_file():
        raise RequestError(
            f"ip_adapter: {weights.name} has no image_encoder beside it",
            hint="put the folder of its image encoder there (config.json, model.safetensors)",
        )
    eyes = run.weights(str(folder / "image_encoder"))
    size = sum(file.size for file in eyes.files if file.path.endswith(".safetensors"))
    kept = digest(file.hash for file in eyes.files)
    part = Part(str(eyes.path), load, size=size, revision=kept, offload=offload)
    return Seen(weights, str(folder), files[0], part)
