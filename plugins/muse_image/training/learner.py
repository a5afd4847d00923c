"""What every learner has: its networks, their optimisers and averaged weights, and their state."""

import math
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from muse_image.training.ema import Average

if TYPE_CHECKING:
    from muse_image.training.batches import Batch
    from muse_image.training.condition import TrainCondition

WARM = 100
"""Steps in which the learning rate grows to its full value."""


class Learner:
    """The networks of a generator while they learn; a subclass says what one step is.

    `parts` are the networks by name, `averaged` the names of those whose averages count; each
    optimiser may have a rate of its own, as a multiple of the condition's.
    """

    def __init__(
        self,
        condition: "TrainCondition",
        device: str,
        parts: Mapping[str, nn.Module],
        optimisers: Mapping[str, torch.optim.Optimizer],
        averaged: Iterable[str],
    ) -> None:
        self.condition, self.device = condition, device
        self.parts, self.optimisers = dict(parts), dict(optimisers)
        self.averages = {name: Average(self.parts[name], condition.average) for name in averaged}
        self._full = {
            name: [group["lr"] for group in each.param_groups] for name, each in optimisers.items()
        }
        self._together = _processes() > 1

    def step(self, batch: "Batch") -> dict[str, Tensor]:
        """Learn from one batch and return the losses, each a number in a tensor."""
        raise NotImplementedError

    def samples(self) -> Tensor:
        """Return sample pictures (n, c, h, w) in -1..1, the same draws each time."""
        raise NotImplementedError

    def advance(self, batch: "Batch") -> dict[str, Tensor]:
        """Do one step, with the rate of its place along the cosine, and move the averages."""
        progress = batch.step / self.condition.steps
        factor = min(1.0, (batch.step + 1) / WARM) * 0.5 * (1 + math.cos(math.pi * progress))
        for name, optimiser in self.optimisers.items():
            for group, full in zip(optimiser.param_groups, self._full[name], strict=True):
                group["lr"] = full * factor
        losses = self.step(batch)
        for each in self.averages.values():
            each.update(batch.step)
        return losses

    def descend(self, name: str, loss: Tensor) -> None:
        """Take one step of an optimiser down a loss, gradients averaged over processes, clipped."""
        optimiser = self.optimisers[name]
        weights = [p for group in optimiser.param_groups for p in group["params"]]
        optimiser.zero_grad(set_to_none=True)
        loss.backward(inputs=[p for p in weights if p.requires_grad])
        if self._together:
            _mean_gradients(weights)
        nn.utils.clip_grad_norm_(weights, self.condition.clip)
        optimiser.step()

    def autocast(self) -> AbstractContextManager[Any]:
        """Compute in the precision that is asked for."""
        if self.condition.precision == "float32":
            return nullcontext()
        return torch.autocast(torch.device(self.device).type, torch.bfloat16)

    def state(self) -> dict[str, Any]:
        """Return all that the next step depends on."""
        return {
            "parts": {name: part.state_dict() for name, part in self.parts.items()},
            "optimisers": {name: each.state_dict() for name, each in self.optimisers.items()},
            "averages": {name: each.state() for name, each in self.averages.items()},
        }

    def load(self, state: dict[str, Any]) -> None:
        """Take up a state."""
        for name, part in self.parts.items():
            part.load_state_dict(state["parts"][name])
        for name, optimiser in self.optimisers.items():
            optimiser.load_state_dict(state["optimisers"][name])
        for name, average in self.averages.items():
            average.load(state["averages"][name])

    def settle(self) -> None:
        """Let the networks have their averaged weights for good, and learn no more."""
        for name, average in self.averages.items():
            average.settle()
            self.parts[name].eval().requires_grad_(False)

    def weights(self) -> dict[str, Tensor]:
        """Return the averaged weights, named part.weight."""
        return {
            f"{part}.{name}": value
            for part, average in self.averages.items()
            for name, value in average.state().items()
        }


def adam(
    weights: Iterable[nn.Parameter],
    rate: float,
    betas: tuple[float, float],
    decay: float = 0.0,
) -> torch.optim.AdamW:
    """Return Adam with decoupled weight decay, each step in one pass over the weights if it can."""
    found = list(weights)
    fused = all(each.device.type in ("cpu", "cuda") for each in found)
    return torch.optim.AdamW(
        found, rate, betas=betas, weight_decay=decay, fused=fused, foreach=not fused
    )


def _processes() -> int:
    if not (torch.distributed.is_available() and torch.distributed.is_initialized()):
        return 1
    return torch.distributed.get_world_size()


def _mean_gradients(weights: list[Tensor]) -> None:
    """Average gradients over all processes, as one tensor: one message instead of hundreds."""
    from accelerate.utils import reduce

    found = [p.grad for p in weights if p.grad is not None]
    mean = reduce(torch.cat([g.flatten() for g in found]), "mean")
    for gradient, value in zip(found, mean.split([g.numel() for g in found]), strict=True):
        gradient.copy_(value.view_as(gradient))
