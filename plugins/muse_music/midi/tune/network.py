"""The network of `ear` in torch, to be trained: embeddings added up, one gated recurrent unit.

told (B, T, 14)  rows of the embedding, one of each table of `ear.SIZES`
x    (B, T, E)   their sum
h    (B, T, H)   what is remembered
out  (B, T, 25)  logits of the intervals -12..12
"""

import math
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from muse_music.midi.tune.ear import INPUTS, INTERVALS, SIZES, Network

Tensors = dict[str, NDArray[np.float32]]
_EMBEDDED = 128
_BATCH = 32
_RATE = 4e-3  # of AdamW at its highest: it warms up, then falls as a cosine
_WARM = 30  # steps
_DROPOUT = 0.15


class Learnable(Protocol):
    """A tune as the network hears it; `training.Tune` is one."""

    told: list[list[int]]
    moved: list[int]


class Melody(nn.Module):
    """The network."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(INPUTS, _EMBEDDED)
        nn.init.normal_(self.embedding.weight, std=len(SIZES) ** -0.5)
        self.recurrent = nn.GRU(_EMBEDDED, width, batch_first=True)
        self.output = nn.Linear(width, INTERVALS)

    def forward(self, told: Tensor) -> Tensor:
        """Return the logits (B, T, 25) of what is told (B, T, tables)."""
        x = functional.dropout(self.embedding(told).sum(2), _DROPOUT, self.training)
        h, _ = self.recurrent(x)
        made: Tensor = self.output(functional.dropout(h, _DROPOUT, self.training))
        return made


class Trainer:
    """Trains a network on tunes: the same tunes and seed give the same weights on one thread."""

    def __init__(self, tunes: Sequence[Learnable], width: int, epochs: int, seed: int) -> None:
        self._random = torch.Generator().manual_seed(seed)
        self._batches = _batched(tunes)
        self._epochs = epochs
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.model = Melody(width)

    def steps(self) -> Iterator[tuple[float, float]]:
        """Train; yield after each step how much is done (0..1) and the loss (bits a note)."""
        best = torch.optim.AdamW(self.model.parameters(), lr=_RATE, weight_decay=0.01)
        total = max(1, self._epochs * len(self._batches))
        step, mean = 0, math.log(INTERVALS)
        for _ in range(self._epochs):
            for place in torch.randperm(len(self._batches), generator=self._random).tolist():
                share = min(1.0, (step + 1) / _WARM, 0.5 + 0.5 * math.cos(math.pi * step / total))
                for group in best.param_groups:
                    group["lr"] = _RATE * share
                loss = self._learn(best, *self._batches[place])
                step += 1
                mean += 0.05 * (loss - mean)
                yield step / total, mean / math.log(2)

    def _learn(self, best: torch.optim.Optimizer, told: Tensor, moved: Tensor) -> float:
        """Take one step; return its loss (nats a note). On one thread: more are slower here."""
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(int(torch.randint(2**62, (1,), generator=self._random)))
                logits = self.model.train()(told)
            loss = functional.cross_entropy(logits.flatten(0, 1), moved.flatten(), ignore_index=-1)
            best.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            best.step()
            return loss.item()
        finally:
            torch.set_num_threads(threads)

    def weights(self) -> Tensors:
        """Return the arrays of `ear.SHAPES`; embedding and input weights are multiplied out."""
        model, gru = self.model, dict(self.model.recurrent.named_parameters())
        with torch.no_grad():
            found: dict[str, Any] = {
                "inputs": model.embedding.weight @ gru["weight_ih_l0"].T,
                "input_bias": gru["bias_ih_l0"],
                "recurrent": gru["weight_hh_l0"].T,
                "recurrent_bias": gru["bias_hh_l0"],
                "output": model.output.weight.T,
                "output_bias": model.output.bias,
            }
            return {name: value.detach().numpy().copy() for name, value in found.items()}


def bits(weights: Tensors, tunes: Sequence[Learnable]) -> float:
    """Return the bits a note that the network, as `ear` has it, needs for some tunes."""
    network = Network(weights)
    total, count = 0.0, 0
    for tune in tunes:
        state = np.zeros(network.size, np.float32)
        for told, moved in zip(tune.told, tune.moved, strict=True):
            chances, state = network.step(told, state)
            if moved >= 0:
                total -= math.log2(max(chances[moved], 1e-5))
                count += 1
    return total / max(1, count)


def _batched(tunes: Sequence[Learnable]) -> list[tuple[Tensor, Tensor]]:
    """Return tunes of like length together, filled up with what isn't learnt."""
    ordered = sorted(tunes, key=lambda tune: len(tune.moved))
    made = []
    for at in range(0, len(ordered), _BATCH):
        group = ordered[at : at + _BATCH]
        size = max(len(tune.moved) for tune in group)
        told = torch.zeros(len(group), size, len(SIZES), dtype=torch.long)
        moved = torch.full((len(group), size), -1)
        for row, tune in enumerate(group):
            told[row, : len(tune.told)] = torch.tensor(tune.told)
            moved[row, : len(tune.moved)] = torch.tensor(tune.moved)
        made.append((told, moved))
    return made
