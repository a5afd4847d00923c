"""How tokens are drawn: a generator of its own for each row, and what guidance leads away from.

audiocraft draws from torch's global generator and leads away from no words at all. While a run
holds that generator (`run.global_seed`), its functions are exchanged for these.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import torch

from .conditioning import WORDS


class Rows:
    """Draws each row's tokens from that row's own generator, as the row would alone."""

    def __init__(self, seeds: Sequence[int], device: str, plain: Callable[..., Any]) -> None:
        self.generators = [torch.Generator(device).manual_seed(seed) for seed in seeds]
        self.plain = plain

    def __call__(
        self, input: torch.Tensor, num_samples: int, replacement: bool = False, **_: Any
    ) -> torch.Tensor:
        """Return indices (B, ..., num_samples) drawn from shares (B, ..., card)."""
        drawn = [
            self.plain(row[None], num_samples, replacement, generator=generator)
            for row, generator in zip(input, self.generators)
        ]
        return torch.cat(drawn)


@contextmanager
def by_rows(seeds: Sequence[int], device: str) -> Iterator[None]:
    """Let rows draw by their own seeds; a single one draws as audiocraft does."""
    from audiocraft.utils import utils

    plain = utils.multinomial
    if len(seeds) > 1:
        utils.multinomial = Rows(seeds, device, plain)
    kept = random.getstate()
    random.seed(0)  # demucs shifts what it separates by chance: for all alike
    try:
        yield
    finally:
        utils.multinomial = plain
        random.setstate(kept)


@contextmanager
def guided(model: Any, negative: str, emphasis: float | None) -> Iterator[None]:
    """Lead away from other words than none, and weigh words against a sound that is heard too.

    `emphasis` is how much more the words count (paper of MusicGen-Style, 4.3): then the model is
    asked for both, for the sound alone, and for neither.
    """
    from audiocraft.models import lm, lm_magnet

    plain = lm.ClassifierFreeGuidanceDropout

    def without(p: float) -> Callable[[list[Any]], list[Any]]:
        def drop(conditions: list[Any]) -> list[Any]:
            led_from = [_with_words(each, negative or None) for each in plain(p=p)(conditions)]
            if emphasis is None:
                return led_from
            return [_with_words(each, None) for each in conditions] + led_from

        return drop

    with ExitStack() as stack:
        if negative or emphasis is not None:
            for module in (lm, lm_magnet):
                module.ClassifierFreeGuidanceDropout = without
                stack.callback(setattr, module, "ClassifierFreeGuidanceDropout", plain)
        if emphasis is not None:
            model.forward = _weighed(model, emphasis)
            stack.callback(model.__dict__.pop, "forward")
        yield


def _with_words(condition: Any, words: str | None) -> Any:
    made = copy.copy(condition)
    made.text = {**condition.text, WORDS: words}
    return made


def _weighed(model: Any, emphasis: float) -> Callable[..., Any]:
    """Return a model's forward that answers for words and sound weighed, and for neither."""
    plain = type(model).forward

    def forward(sequence: torch.Tensor, *args: Any, **more: Any) -> torch.Tensor:
        rows = sequence[: len(sequence) // 2]
        both, heard, neither = plain(model, torch.cat([rows, rows, rows]), *args, **more).chunk(3)
        return torch.cat([heard + emphasis * (both - heard), neither])

    return forward
