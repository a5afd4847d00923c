"""Files as others write them: NVIDIA's pickles with their modules' names, torch's checkpoints."""

import argparse
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any


@contextmanager
def persistence() -> Iterator[Any]:
    """Have `torch_utils.persistence` and `dnnlib.util` be there, for pickle to find their names."""

    def _reconstruct_persistent_obj(meta: Any) -> Any:
        raise AssertionError("nothing of a file may be run")

    class EasyDict(dict):
        pass

    homes = {"torch_utils": {}, "torch_utils.persistence": {}, "dnnlib": {}, "dnnlib.util": {}}
    homes["torch_utils.persistence"]["_reconstruct_persistent_obj"] = _reconstruct_persistent_obj
    homes["dnnlib.util"]["EasyDict"] = EasyDict
    for home, things in homes.items():
        module = ModuleType(home)
        for name, thing in things.items():
            thing.__module__, thing.__qualname__ = home, name
            setattr(module, name, thing)
        sys.modules[home] = module
        above, _, name = home.rpartition(".")
        if above:
            setattr(sys.modules[above], name, module)
    try:
        yield EasyDict
    finally:
        for home in homes:
            del sys.modules[home]


def nvidia(path: Path, generator: Any, protocol: int = 4) -> Path:
    """Write a pickle of training: generators, their settings, and a place for the discriminator."""
    generator.eval().requires_grad_(False)
    with persistence() as easy:
        told = easy(class_name="training.dataset.ImageFolderDataset", path="x.zip", xflip=False)
        data = {
            "G": generator,
            "D": None,
            "G_ema": generator,
            "training_set_kwargs": told,
            "augment_pipe": None,
        }
        path.write_bytes(pickle.dumps(data, protocol=protocol))
    return path


def checkpoint(path: Path, state: dict[str, Any], *, zipped: bool = True, **more: Any) -> Path:
    """Write what rosinality's training saves."""
    import torch

    optimiser = {"state": {0: {"step": torch.tensor(3.0), "exp_avg": torch.zeros(2)}}}
    data = {
        "g": state,
        "d": {},
        "g_ema": state,
        "g_optim": optimiser | {"param_groups": [{"lr": 0.002, "betas": (0.0, 0.99)}]},
        "args": argparse.Namespace(latent=512, path="lmdb", distributed=False),
        "ada_aug_p": 0.0,
        **more,
    }
    torch.save(data, path, _use_new_zipfile_serialization=zipped)
    return path
