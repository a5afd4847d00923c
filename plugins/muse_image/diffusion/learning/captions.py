"""Captions as a denoiser is told them: one of a picture's own, its parts in any order."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

DROPPED = 0.1
"""How often the words are left out, so that the model also learns pictures without words."""

_PARTS = re.compile(r"\s*[,，]\s*")


class Captions:
    """Draws captions for pictures, the same for the same seed and step."""

    def __init__(self, captions: Sequence[Sequence[str]], tokenizer: Any, seed: int) -> None:
        self.captions, self.tokenizer, self.seed = captions, tokenizer, seed

    def tokens(self, places: Tensor, step: int) -> Tensor:
        """Return tokens (b, t) for the pictures at `places`.

        Of a caption with commas the parts come in any order, and some are left out, as people
        leave out words; of all captions a tenth is empty.
        """
        chance = np.random.Generator(np.random.PCG64([self.seed, step, 7]))
        return self.read([self._one(self.captions[place], chance) for place in places.tolist()])

    def read(self, texts: Sequence[str]) -> Tensor:
        """Return the tokens of texts, padded to the length that the model reads."""
        found = self.tokenizer(
            list(texts), padding="max_length", truncation=True, return_tensors="pt"
        )
        return torch.as_tensor(found.input_ids)

    def _one(self, captions: Sequence[str], chance: np.random.Generator) -> str:
        if chance.random() < DROPPED:
            return ""
        text = captions[int(chance.integers(len(captions)))]
        parts = _PARTS.split(text)
        if len(parts) == 1:
            return text
        count = chance.integers(1, len(parts) + 1, 2).max()  # rather more words than fewer
        kept = chance.permutation(len(parts))[:count]
        return ", ".join(parts[place] for place in kept)
