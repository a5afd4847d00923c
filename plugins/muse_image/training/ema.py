"""Averaged weights: an exponential moving average, which samples better than the last step's."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn


class Average:
    """The moving average of a module's weights and buffers; its decay grows to `decay` at first.

    After step k it is min(decay, (1 + k) / (10 + k)), so that early weights are soon forgotten.
    """

    def __init__(self, module: nn.Module, decay: float) -> None:
        self.live = [t for t in module.state_dict().values() if t.is_floating_point()]
        self.names = [n for n, t in module.state_dict().items() if t.is_floating_point()]
        self.values = [tensor.detach().clone() for tensor in self.live]
        self.decay = decay

    def begin(self) -> None:
        """Forget what was: take the weights as they are."""
        torch._foreach_copy_(self.values, self.live)

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Move towards the weights as they are after a step."""
        weight = 1 - min(self.decay, (1 + step) / (10 + step))
        torch._foreach_lerp_(self.values, self.live, weight)

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Let the module have the averaged weights for a while."""
        kept = [tensor.clone() for tensor in self.live]
        self._write(self.values)
        try:
            yield
        finally:
            self._write(kept)

    def settle(self) -> None:
        """Let the module have the averaged weights for good."""
        self._write(self.values)

    def state(self) -> dict[str, Tensor]:
        """Return the averages by the names of the weights."""
        return dict(zip(self.names, self.values, strict=True))

    def load(self, state: dict[str, Tensor]) -> None:
        """Take up averages that `state` returned."""
        torch._foreach_copy_(self.values, [state[name] for name in self.names])

    @torch.no_grad()
    def _write(self, values: list[Tensor]) -> None:
        torch._foreach_copy_(self.live, values)
