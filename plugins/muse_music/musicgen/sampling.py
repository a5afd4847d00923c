"""Drawing tokens: progress and cancelling at each step, and a generator of its own for each row."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from transformers import LogitsProcessor, LogitsProcessorList, StoppingCriteria


class Enough(Exception):
    """Ends `generate` when it has its tokens, before it would make sound of them."""


class Watch(StoppingCriteria):  # type: ignore[misc]
    """Tells each step (which may raise), keeps the tokens so far, and raises Enough at the last.

    The sound of a piece comes from the tokens of all its windows; what `generate` would decode of
    one of them is thrown away, and decoding is a good part of the work.
    """

    def __init__(self, step: Callable[[], None], steps: int) -> None:
        self.step = step
        self.left = steps
        self.tokens: torch.Tensor | None = None

    def __call__(self, input_ids: Any, scores: Any, **more: Any) -> Any:
        """Return that no row is done; input_ids (rows * codebooks, steps)."""
        self.tokens = input_ids
        self.step()
        self.left -= 1
        if self.left <= 0:
            raise Enough
        return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)


class Draws(LogitsProcessor):  # type: ignore[misc]
    """Draws each row's tokens from that row's own generator, and leaves no other choice.

    One row draws what `torch.manual_seed(seed)` and the library's own sampling would: the same
    temperature, the same top-k, the same `torch.multinomial`, over its own codebooks.
    """

    def __init__(
        self, generators: Sequence[torch.Generator], temperature: float, top_k: int
    ) -> None:
        self.generators = generators
        self.temperature = temperature
        self.top_k = top_k

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Return scores (rows * codebooks, vocabulary) that are -inf but for the token drawn."""
        scores = scores.float() / self.temperature
        if 0 < self.top_k < scores.shape[-1]:
            least = torch.topk(scores, self.top_k)[0][..., -1, None]
            scores = scores.masked_fill(scores < least, -torch.inf)
        share = torch.softmax(scores, dim=-1).cpu()
        each = len(share) // len(self.generators)
        drawn = torch.cat(
            [
                torch.multinomial(share[row * each : (row + 1) * each], 1, generator=generator)
                for row, generator in enumerate(self.generators)
            ]
        ).to(scores.device)
        return torch.full_like(scores, -torch.inf).scatter_(1, drawn, 0.0)


class Last(LogitsProcessorList):  # type: ignore[misc]
    """A list whose first processor stays the last one, whatever a library appends to it."""

    def append(self, processor: Any) -> None:
        """Add a processor before the last one."""
        self.insert(max(0, len(self) - 1), processor)
