"""Files of weights: safetensors whose header says what the network is made of."""

import dataclasses
import json
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse import GenerationError, NotReady, RequestError, Run, local_path

if TYPE_CHECKING:
    from torch import Tensor

    from muse import Weights

_KEY = "muse"
SHIPPED = Path(__file__).parent.parent / "weights"
"""Where the weights lie that come with Muse."""


def packed(
    kind: str,
    settings: Any,
    tensors: Mapping[str, "Tensor"],
    half: bool,
    rights: Mapping[str, str] = {},
    **more: Any,
) -> bytes:
    """Return a file: tensors by name, and in its header what they are, the settings, the rights.

    `half` writes float16. The same weights give the same bytes. GenerationError for values that
    are no numbers.
    """
    import torch
    from safetensors.torch import save

    told = {"kind": kind, "settings": dataclasses.asdict(settings), **more}
    dtype = torch.float16 if half else torch.float32
    kept = {name: value.detach().cpu().to(dtype).contiguous() for name, value in tensors.items()}
    check_finite(kept, half)
    said = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return in_order(save(kept, {**rights, _KEY: said}))


def in_order(data: bytes) -> bytes:
    """Return a .safetensors file with its metadata in the order of their names.

    The library writes them in another order each time.
    """
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    header["__metadata__"] = dict(sorted(header["__metadata__"].items()))
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + data[8 + length :]


def check_finite(tensors: Mapping[str, "Tensor"], half: bool) -> None:
    """Raise GenerationError for weights that are no numbers: what was trained has failed."""
    wrong = next((name for name, value in tensors.items() if not value.isfinite().all()), None)
    if wrong is not None:
        raise GenerationError(
            f"the training has failed: {wrong} holds values that are no numbers",
            hint="lower --rate, or use --no-half" if half else "lower --rate",
        )


def own(run: Run, model: str | None, kind: str) -> "Weights":
    """Return the weights asked for, or those that come with Muse; NotReady where none do."""
    if model is not None:
        if kind == "image.stylegan" and model.lower().endswith((".pkl", ".pt")):
            raise RequestError(
                f"model: {model} is a pickle, and opening one can run any code",
                hint=f"muse convert {shlex.quote(model)}, which runs nothing of it",
            )
        return run.weights(model)
    problem = missing(kind)
    if problem is not None:
        raise problem
    return run.weights(str(shipped(kind)))


def shipped(kind: str) -> Path:
    """Return where the weights of a generator lie that come with Muse, if they do."""
    return SHIPPED / f"{kind.partition('.')[2]}.safetensors"


def missing(kind: str) -> NotReady | None:
    """Return what a generator lacks that has no weights of its own; None where it has some."""
    if shipped(kind).is_file():
        return None
    return NotReady(
        f"model: {kind} includes no weights",
        hint=f"train some: muse train {kind} -o mine.safetensors; then --model FILE",
    )


def classes(model: str | None, kind: str) -> list[str]:
    """Return the names of the classes that weights know: those given by a path, or Muse's own."""
    path = local_path(model) if model is not None else shipped(kind)
    return [each[0] for each in told(path, kind)["classes"]] if path is not None else []


def told(path: Path, kind: str) -> dict[str, Any]:
    """Return what the header of a file says; RequestError where it is for another generator."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            found = json.loads((file.metadata() or {})[_KEY])
        if not isinstance(found, dict) or found["kind"] != kind:
            raise ValueError
        return found
    except (OSError, SafetensorError, ValueError, KeyError, TypeError):
        raise RequestError(
            f"model: {path.name} holds no weights of {kind}",
            hint=f"train some with muse train {kind}, or leave it out",
        ) from None


def tensors(path: Path) -> dict[str, "Tensor"]:
    """Return the tensors of a file as float32."""
    from safetensors.torch import load_file

    return {name: value.float() for name, value in load_file(path).items()}


def part(found: Mapping[str, "Tensor"], name: str) -> dict[str, "Tensor"]:
    """Return the tensors of one part, without its name."""
    return {k.removeprefix(f"{name}."): v for k, v in found.items() if k.startswith(f"{name}.")}


def filled(module: Any, weights: Mapping[str, "Tensor"], path: str) -> Any:
    """Put weights into a module; RequestError where they aren't those of its settings."""
    try:
        module.load_state_dict(dict(weights))
    except (RuntimeError, KeyError) as error:
        raise RequestError(
            f"model: the weights in {path} don't fit what its header says",
            hint="download or train it again",
        ) from error
    return module.eval()
