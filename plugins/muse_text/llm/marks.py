"""Marks in texts of a language model (SynthID-Text): put in as tokens are drawn, and found again.

Dathathri et al., "Scalable watermarking for identifying large language model outputs", Nature 634
(2024): of the tokens that may come next, a tournament of `DEPTH` rounds prefers those for which a
hash of the key, the `NGRAM - 1` tokens before and the token itself gives ones. On average over keys
the text is drawn as it would be without (the paper's single-token non-distortion).

It is found by the mean of these bits, weighed by round as in the paper's methods: 1/2 in a text
that wasn't marked, more in one that was. Whoever has the tokenizer and the key can look.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import torch
from transformers import SynthIDTextWatermarkLogitsProcessor

from ..marked.keys import PUBLIC

NGRAM, DEPTH = 5, 30
_TABLE, _TABLE_SEED, _HISTORY = 2**16, 0, 1024
FOUND = 4.5
"""Standard errors above 1/2 from which a text counts as marked: 3.4 unmarked ones in a million."""

FEWEST = 40
"""Tokens that are looked at, at least: fewer say nothing."""

_LONGEST = 20_000
"""Tokens that are looked at, at most."""


class Found(NamedTuple):
    """What was seen in a text: standard errors above chance, and how many tokens counted."""

    z: float
    tokens: int

    @property
    def marked(self) -> bool:
        """Whether it counts as marked."""
        return self.z >= FOUND and self.tokens >= FEWEST


@lru_cache(maxsize=8)
def keys(words: str = PUBLIC) -> tuple[int, ...]:
    """Return the numbers that the hash takes, one for each round, from the words of a key."""
    hashes = (hashlib.sha256(f"{words}\n{number}".encode()).digest() for number in range(DEPTH))
    return tuple(int.from_bytes(each[:4], "big") >> 1 for each in hashes)


class Marks(SynthIDTextWatermarkLogitsProcessor):  # type: ignore[misc]
    """The tournament, among the tokens alone that may come next; each row for itself."""

    def __init__(self, device: Any, words: str = PUBLIC) -> None:
        super().__init__(NGRAM, list(keys(words)), _TABLE, _TABLE_SEED, _HISTORY, device)
        # Another kind of device draws another table; a mark is to be found on any.
        draws = torch.Generator("cpu").manual_seed(_TABLE_SEED)
        self.sampling_table = torch.randint(0, 2, (_TABLE,), generator=draws).to(device)

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Return scores (rows, vocabulary) by which tokens with ones are likelier."""
        state: Any = self.state
        if state is None:
            self._init_state(len(scores))
            state = self.state
        else:
            state.context = torch.cat((state.context[:, 1:], input_ids[:, -1:]), dim=1)
        able = max(1, int(torch.isfinite(scores).sum(dim=1).max()))
        likely, places = scores.topk(able, dim=1)
        hashes, context = self._compute_keys(state.context, places)
        marked = self.update_scores(likely, self.sample_g_values(hashes))
        history = state.context_history
        again = (history == context[:, None]).any(dim=1, keepdim=True)
        state.context_history = torch.cat((context[:, None], history), dim=1)[:, :-1]
        chosen = torch.where(again, likely, marked.to(likely.dtype))
        return torch.full_like(scores, -torch.inf).scatter_(1, places, chosen)


def look(tokens: Sequence[int], words: str = PUBLIC) -> Found:
    """Return what is seen in the tokens of a text.

    Each run of tokens counts once, so that what a text repeats isn't taken for a mark.
    """
    if len(tokens) < NGRAM:
        return Found(0.0, 0)
    ids = torch.tensor([list(tokens)[:_LONGEST]])
    runs = torch.unique(ids.unfold(1, NGRAM, 1)[0], dim=0)[None]  # (1, runs, NGRAM)
    marks = Marks("cpu", words)
    bits = marks.sample_g_values(marks.compute_ngram_keys(runs))[0].double()  # (runs, DEPTH)
    weights = torch.linspace(10, 1, DEPTH, dtype=torch.float64)
    even = float(marks.sampling_table.double().mean())  # of the table as it fell, near 1/2
    sum_ = float(((bits - even) @ weights).sum())
    spread = float((weights**2).sum() * len(bits) * even * (1 - even)) ** 0.5
    return Found(sum_ / spread, len(bits))
