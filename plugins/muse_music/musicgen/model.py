"""The model: loading it from a folder, and what its kind understands."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from muse import Component, Placement, RequestError, Weights, quiet

MELODY, PLAIN = "musicgen_melody", "musicgen"


def component(weights: Weights) -> Component:
    """Return the whole model (text encoder, decoder, codec) as one component."""
    return Component(
        str(weights.path),
        load,
        size=sum(file.size for file in weights.files if file.path.endswith(".safetensors")),
        revision=weights.revision,
        dtypes=("float16", "float32"),
    )


def load(placement: Placement) -> Any:
    """Load a MusicGen from its folder: safetensors only, and no code of the model's own."""
    import torch
    from transformers import (
        MusicgenForConditionalGeneration,
        MusicgenMelodyForConditionalGeneration,
    )

    folder = placement.component.source
    kinds: dict[str, Any] = {
        PLAIN: MusicgenForConditionalGeneration,
        MELODY: MusicgenMelodyForConditionalGeneration,
    }
    with quiet("transformers"):
        made = kinds[kind(Path(folder))].from_pretrained(
            folder,
            dtype=getattr(torch, placement.dtype),
            use_safetensors=True,
            local_files_only=True,
        )
    return made.eval().to(placement.device)


def kind(folder: Path) -> str:
    """Return `musicgen` or `musicgen_melody` by config.json; RequestError for other models."""
    import json

    try:
        found = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("model_type")
    except (OSError, ValueError, AttributeError):
        found = None
    if found not in (MELODY, PLAIN):
        raise RequestError(
            f"model: {folder.name} is not a MusicGen model ({found or 'no config.json'})",
            hint="give facebook/musicgen-small, -medium, -large, -melody or -stereo-*",
        )
    return str(found)


@lru_cache(maxsize=2)
def tokenizer(folder: Path) -> Any:
    """Return the tokenizer of a model's text encoder."""
    from transformers import AutoTokenizer

    with quiet("transformers"):
        return AutoTokenizer.from_pretrained(folder, local_files_only=True)
