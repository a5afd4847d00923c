"""One training: what it learns from, in which process, and where its checkpoints are."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse import Item, Run

if TYPE_CHECKING:
    from muse import Emit
    from muse_image.data import Pictures
    from muse_image.training.batches import Draws


_SAID = ("licence", "data_licence")
"""Fields that change nothing of what is learnt."""


class Place:
    """Which of several processes this is; alone it is 0 of 1."""

    def __init__(self, rank: int = 0, world: int = 1) -> None:
        self.rank, self.world = rank, world

    @property
    def main(self) -> bool:
        """Whether it is the one that writes."""
        return self.rank == 0


class Processes:
    """Join the processes that `accelerate launch` or torchrun started, if they did."""

    def __enter__(self) -> Place:
        if int(os.environ.get("WORLD_SIZE", "1")) < 2:
            return Place()
        import torch
        from accelerate import PartialState

        state = PartialState(cpu=not torch.cuda.is_available())
        return Place(state.process_index, state.num_processes)

    def __exit__(self, *problem: object) -> None:
        import torch

        if torch.distributed.is_available() and torch.distributed.is_initialized():
            torch.distributed.destroy_process_group()


@dataclass(frozen=True)
class Job:
    """The training of one item: its condition, pictures and seed, and where it runs."""

    condition: Any
    pictures: "Pictures"
    run: Run
    item: Item
    place: Place
    device: str
    emit: "Emit"

    def draws(self) -> "Draws":
        """Return what draws this process's part of each batch."""
        from muse_image.training.batches import Draws

        return Draws(
            self.pictures,
            seed=self.item.seed,
            batch=self.condition.batch,
            device=self.device,
            flip=self.condition.flip,
            shift=self.condition.shift,
            warp=self.condition.warp,
            rank=self.place.rank,
            world=self.place.world,
        )

    def checkpoint(self, what: str = "checkpoint") -> Path:
        """Return the checkpoint's file of this training; other settings have their own."""
        told = self.condition.model_dump_json(
            exclude={"count", "seed", "logs", "preview", "restart", "half", "data", *_SAID}
        )
        folder = self.run.resume_dir(told, self.pictures.sha256, self.item.seed)
        return folder / f"{what}.safetensors"

    def done(self) -> None:
        """Remove the checkpoints of a training whose result is written."""
        if self.place.main:
            shutil.rmtree(self.checkpoint().parent, ignore_errors=True)
