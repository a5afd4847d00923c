"""The loop: steps, checkpoints, what is shown on the way. Every trainer of pictures runs it."""

import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from muse import GenerationError
from muse_image.training import checkpoints
from muse_image.training.batches import Batch
from muse_image.training.logs import Board, sheet

if TYPE_CHECKING:
    from muse import Emit
    from muse_image.training.learner import Learner

EVERY = 20.0
"""Seconds between checkpoints: what a killed run loses at most."""

_TOLD = 0.5  # seconds between looks at the losses, which wait for a card to finish


def learn(
    learner: "Learner",
    draw: Callable[[int], Batch],
    keep: Path,
    emit: "Emit",
    *,
    main: bool = True,
    what: str = "learning",
    share: tuple[float, float] = (0.0, 1.0),
) -> dict[str, float]:
    """Take the condition's steps and return the last losses and pictures a second.

    `keep` is the file of the checkpoint: where there is one, the run goes on from it, and reaches
    the very weights of an unbroken run, as batches and noise are functions of seed and step.
    `share` is the part of the run's progress that this is. Only the `main` process writes.
    """
    condition = learner.condition
    begun = 0
    losses: dict[str, Tensor] = {}
    if not condition.restart and (found := checkpoints.read(keep)) is not None:
        learner.load(found["learner"])
        begun = int(found["step"])
        # Where no step is left, they are told again.
        losses = {name: torch.tensor(value) for name, value in found.get("losses", {}).items()}
    if torch.distributed.is_available() and torch.distributed.is_initialized():
        torch.distributed.barrier()  # all have read before the main process writes again
    board = Board(condition.logs, what, begun) if main else None
    low, high = share
    start = saved = time.monotonic()
    told, done, note = 0.0, begun, what

    def save() -> None:
        if main and all(value.isfinite() for value in losses.values()):
            last = {name: float(value) for name, value in losses.items()}
            checkpoints.write(keep, {"learner": learner.state(), "step": done, "losses": last})

    try:
        for step in range(begun, condition.steps):
            losses = learner.advance(draw(step))
            done = step + 1
            now = time.monotonic()
            if now - told > _TOLD or done == condition.steps:
                told = now
                speed = (done - begun) * condition.batch / max(1e-9, now - start)
                numbers = checked(losses, done)
                note = f"{what}, {_listed(numbers)}, {speed:.0f} pictures/s"
                if board:
                    board.losses(done, {**numbers, "pictures_per_second": speed})
            if main and condition.preview and done % condition.preview == 0:
                picture = sheet(learner.samples())
                emit.preview("image/png", picture)
                if board:
                    board.picture(done, picture)
            if now - saved > EVERY:
                save()
                saved = now
            emit.progress(low + (high - low) * done / condition.steps, 1, note)
    except BaseException:
        # A stop between two steps loses nothing; one within a step leaves half-moved weights.
        if done == step + 1:
            save()
        raise
    finally:
        if board:
            board.close()
    save()
    speed = (done - begun) * condition.batch / max(1e-9, time.monotonic() - start)
    told_losses = {name: round(float(value), 4) for name, value in losses.items()}
    return {**told_losses, "pictures_per_second": round(speed, 1)}


def checked(losses: Mapping[str, Tensor], step: int) -> dict[str, float]:
    """Return losses as numbers; GenerationError where one is none, since no step mends that."""
    numbers = {name: float(value) for name, value in losses.items()}
    for name, value in numbers.items():
        if not math.isfinite(value):
            raise GenerationError(
                f"the training has failed: its {name} is {value} after step {step}",
                hint="lower --rate, or use --precision float32",
            )
    return numbers


@contextmanager
def threads(count: int) -> Iterator[None]:
    """Let torch compute with so many threads, and as before afterwards."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _listed(losses: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in losses.items())
