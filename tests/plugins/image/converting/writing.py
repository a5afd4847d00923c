"""Files as others write them: NVIDIA's pickles with their modules' names, torch's checkpoints."""

import argparse
import pickle
import sys
from collections import OrderedDict
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

    class Network:
        def __init__(self, **state: Any) -> None:
            self.__dict__.update(state)

        def __setstate__(self, state: Any) -> None:
            raise AssertionError("nothing of a file may be run")

    homes = {"torch_utils": {}, "torch_utils.persistence": {}, "dnnlib": {}, "dnnlib.util": {}}
    homes |= {"dnnlib.tflib": {}, "dnnlib.tflib.network": {"Network": Network}}
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
        yield EasyDict, Network
    finally:
        for home in homes:
            del sys.modules[home]


def nvidia(path: Path, generator: Any, protocol: int = 4) -> Path:
    """Write a pickle of training: generators, their settings, and a place for the discriminator."""
    generator.eval().requires_grad_(False)
    with persistence() as (easy, _):
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


def tensorflow(path: Path, theirs: Any, **asked: Any) -> Path:
    """Write `ada`'s generator as TensorFlow's code has it: other names, axes in another order.

    What doubles the size is turned round there, and scales of styles have one less.
    """
    import numpy as np

    def dense(layer: Any, less: float = 0.0) -> list[Any]:
        return [layer.weight.detach().numpy().T, layer.bias.detach().numpy() - np.float32(less)]

    drawing: dict[str, Any] = {}
    for side in theirs.synthesis.block_resolutions:
        block = getattr(theirs.synthesis, f"b{side}")
        names = {"conv1": "Conv1" if side > 4 else "Conv", "torgb": "ToRGB"}
        names |= {"conv0": "Conv0_up"} if side > 4 else {}
        if side == 4:
            drawing["4x4/Const/const"] = block.const.detach().numpy()[None]
        for name, other in names.items():
            layer, above = getattr(block, name), f"{side}x{side}/{other}/"
            weight = layer.weight.detach().numpy().transpose(2, 3, 1, 0)
            drawing[f"{above}weight"] = weight[::-1, ::-1] if name == "conv0" else weight
            drawing[f"{above}bias"] = layer.bias.detach().numpy()
            both = dense(layer.affine, 1.0)
            drawing[f"{above}mod_weight"], drawing[f"{above}mod_bias"] = both
            if name != "torgb":
                drawing[f"{above}noise_strength"] = layer.noise_strength.detach().numpy()
                place = 2 * (side.bit_length() - 3) - (name == "conv0")
                drawing[f"noise{place}"] = layer.noise_const.numpy()[None, None]
    leading: dict[str, Any] = {}
    for at in range(theirs.mapping.num_layers):
        both = dense(getattr(theirs.mapping, f"fc{at}"))
        leading[f"Dense{at}/weight"], leading[f"Dense{at}/bias"] = both
    with persistence() as (easy, network):

        def made(name: str, variables: dict[str, Any], **components: Any) -> Any:
            return network(
                version=4,
                name=name,
                static_kwargs=easy(
                    {
                        "resolution": theirs.img_resolution,
                        "num_channels": theirs.img_channels,
                        "label_size": 0,
                        **asked,
                    }
                ),
                components=easy(components),
                build_module_src="raise SystemExit",
                build_func_name="G_main",
                variables=list(variables.items()),
            )

        own = {"lod": np.float32(0), "dlatent_avg": theirs.mapping.w_avg.numpy()}
        parts = {"synthesis": made("G_synthesis", drawing), "mapping": made("G_mapping", leading)}
        mean = made("Gs", own, **parts)
        path.write_bytes(pickle.dumps((made("G", {}), made("D", {}), mean), protocol=3))
    return path


def checkpoint(path: Path, state: dict[str, Any], *, zipped: bool = True, **more: Any) -> Path:
    """Write what rosinality's training saves."""
    import torch

    state = OrderedDict(state)
    state._metadata = OrderedDict({"": {"version": 1}})  # type: ignore[attr-defined]
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
