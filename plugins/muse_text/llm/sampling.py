"""Drawing tokens: a generator for each row, a grammar for each row, and watching each step."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from transformers import (
    LogitsProcessor,
    StoppingCriteria,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)


class Draws(LogitsProcessor):  # type: ignore[misc]
    """Draws each row's token from that row's own generator, and leaves no other choice.

    One row draws what `torch.manual_seed(seed)` and the library's own sampling would: the same
    processors in the same order, then the same `torch.multinomial`. `mark` changes the scores of
    those that are left.
    """

    def __init__(
        self,
        seeds: Sequence[int],
        device: Any,
        temperature: float,
        top_k: int,
        top_p: float,
        mark: Any = None,
    ) -> None:
        self.mark = mark
        self.generators = [torch.Generator(device).manual_seed(seed) for seed in seeds]
        self.warpers: list[Any] = []
        if temperature != 1.0:
            self.warpers.append(TemperatureLogitsWarper(temperature))
        if top_k:
            self.warpers.append(TopKLogitsWarper(top_k))
        if top_p < 1.0:
            self.warpers.append(TopPLogitsWarper(top_p))

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Return scores (rows, vocabulary) that are -inf but for the token drawn."""
        for warper in self.warpers:
            scores = warper(input_ids, scores)
        if self.mark is not None:
            scores = self.mark(input_ids, scores)
        share = torch.softmax(scores, dim=-1)
        drawn = torch.cat(
            [
                torch.multinomial(share[row : row + 1], 1, generator=generator)
                for row, generator in enumerate(self.generators)
            ]
        )
        return torch.full_like(scores, -torch.inf).scatter_(1, drawn, 0.0)


class Grammars(LogitsProcessor):  # type: ignore[misc]
    """Leaves each row only the tokens by which its answer can still keep to a JSON schema."""

    def __init__(self, matchers: Sequence[Any], prompt: int, vocabulary: int) -> None:
        self.matchers = matchers
        self.seen = prompt
        width = (vocabulary + 31) // 32
        self.mask = torch.zeros((len(matchers), width), dtype=torch.int32)
        self.bits = torch.arange(32, dtype=torch.int32)

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Return scores (rows, vocabulary) with -inf for tokens that can't follow."""
        for row, matcher in enumerate(self.matchers):
            for token in input_ids[row, self.seen :].tolist():
                if not matcher.is_stopped():
                    matcher.consume_token(token)
            # llguidance.torch would do this too, but compiles a kernel when it is imported.
            line = self.mask[row]
            matcher.unsafe_compute_mask_ptr(line.data_ptr(), line.numel() * 4)
        self.seen = input_ids.shape[1]
        allowed = (self.mask[:, :, None] >> self.bits & 1).bool().flatten(1)
        allowed = allowed[:, : scores.shape[-1]].to(scores.device)
        return scores.masked_fill(~allowed, -torch.inf)


class Watch(StoppingCriteria):  # type: ignore[misc]
    """Hands each new token on, and ends the rows that say so; what `step` raises ends the work."""

    def __init__(self, step: Callable[[list[int]], list[bool]]) -> None:
        self.step = step
        self.none: torch.Tensor | None = None

    def __call__(self, input_ids: Any, scores: Any, **more: Any) -> Any:
        """Return which rows are done; input_ids (rows, steps)."""
        done = self.step(input_ids[:, -1].tolist())
        if True not in done:
            if self.none is None:
                self.none = torch.zeros(len(done), dtype=torch.bool, device=input_ids.device)
            return self.none
        return torch.tensor(done, dtype=torch.bool, device=input_ids.device)
