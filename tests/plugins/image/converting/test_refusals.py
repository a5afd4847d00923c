"""Networks that ours don't draw alike, or that contradict themselves: refused, and why."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("scipy")

from muse_image.converting.archives import Archive  # noqa: E402
from muse_image.converting.layouts import layout  # noqa: E402
from muse_image.converting.records import Refused  # noqa: E402
from plugins.image.converting import ada, aliasfree, hostile, rosinality, writing  # noqa: E402

pytestmark = pytest.mark.neural


def read(path: Path) -> Any:
    return layout(Archive(memoryview(path.read_bytes())).read())


def set_(*path: str, to: Any) -> Callable[[Any], None]:
    """Return what sets an attribute, by the names that lead to it."""

    def change(module: Any) -> None:
        for name in path[:-1]:
            module = getattr(module, name)
        setattr(module, path[-1], to)

    return change


def without(name: str, part: str) -> Callable[[Any], None]:
    return lambda module: delattr(module.get_submodule(name), part)


def filled(name: str, value: float) -> Callable[[Any], None]:
    """Return what sets one number of a tensor."""

    def change(module: Any) -> None:
        state = module.state_dict()
        state[name].view(-1)[0] = value

    return change


ADA = {
    "a size of a billion": (set_("img_resolution", to=10**9), "its size is 1000000000"),
    "a size between": (set_("img_resolution", to=24), "isn't 4 times a power of two"),
    "a size that is a text": (set_("img_resolution", to="64"), "its size is '64'"),
    "a size that is yes": (set_("img_resolution", to=True), "its size is True"),
    "more than there is": (set_("img_resolution", to=32), "no network 'b32'"),
    "no classes less": (set_("c_dim", to=-1), "its number of classes is -1"),
    "classes that it hasn't": (set_("c_dim", to=7), "no network 'embed'"),
    "other noise": (set_("z_dim", to=9), r"mapping\.fc0\.weight has the shape 12 x 8, not 12 x 9"),
    "a half of a layer": (set_("mapping", "num_layers", to=2.5), "which isn't whole"),
    "many layers": (set_("mapping", "num_layers", to=10**6), "its number of layers"),
    "another rate": (set_("mapping", "fc1", "weight_gain", to=0.5), "learns at another rate"),
    "another bend": (set_("synthesis", "b8", "conv0", "activation", to="relu"), "leaky ReLU"),
    "another way": (set_("synthesis", "b8", "architecture", to="resnet"), "usual one"),
    "one limit": (set_("synthesis", "b8", "conv0", "conv_clamp", to=256), "and others not"),
    "a limit of a text": (set_("synthesis", "b8", "conv0", "conv_clamp", to="x"), "limit of"),
    "no colours": (without("synthesis.b16", "torgb"), "no network 'torgb'"),
    "no start": (without("synthesis.b4", "const"), "no tensor 'const'"),
    "no mean": (without("mapping", "w_avg"), "no tensor 'w_avg'"),
    "no synthesis": (without("", "synthesis"), "no network 'synthesis'"),
    "no filter": (without("synthesis.b8", "resample_filter"), "no tensor 'resample_filter'"),
    "another filter": (filled("synthesis.b8.resample_filter", 0.5), "isn't 1 3 3 1"),
    "no number": (filled("synthesis.b8.conv0.weight", float("nan")), "that are no numbers"),
    "a number too far": (filled("mapping.fc0.bias", float("inf")), "that are no numbers"),
}

FREE = {
    "another margin": (set_("synthesis", "margin_size", to=8), "in_size of L0_36_12 is 36"),
    "other cutoffs": (set_("synthesis", "_init_kwargs", to={"first_cutoff": 3}), "in_cutoff of"),
    "another count": (set_("synthesis", "num_layers", to=9), "no network 'L7'"),
    "none but critical": (set_("synthesis", "num_critical", to=6), "all of its layers critically"),
    "no room": (set_("synthesis", "num_critical", to=-1), "its number of critical layers is -1"),
    "a scale of nothing": (set_("synthesis", "output_scale", to=0.0), "its scale of colours"),
    "a magnitude of nothing": (filled("synthesis.L1_36_12.magnitude_ema", 0), "above zero"),
    "a filter from one end": (filled("synthesis.L1_36_12.up_filter", 0.5), "from either end"),
    "another kernel": (
        set_("synthesis", "L0_36_12", "conv_kernel", to=5),
        r"L0_36_12\.weight has the shape 12 x 12 x 3 x 3, not 12 x 12 x 5 x 5",
    ),
    "longer filters": (
        set_("synthesis", "_init_kwargs", to={"filter_size": 8}),
        r"up_filter has the shape 12, not 16",
    ),
}


@pytest.mark.parametrize("name", ADA)
def test_stylegan2(name: str, tmp_path: Path) -> None:
    change, message = ADA[name]
    theirs = ada.Generator()
    change(theirs)
    with pytest.raises(Refused, match=message):
        read(writing.nvidia(tmp_path / "x.pkl", theirs))


@pytest.mark.parametrize("name", FREE)
def test_stylegan3(name: str, tmp_path: Path) -> None:
    change, message = FREE[name]
    theirs = aliasfree.Generator()
    change(theirs)
    with pytest.raises(Refused, match=message):
        read(writing.nvidia(tmp_path / "x.pkl", theirs))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("convs.0.conv.weight", None, r"it has no tensor convs\.0\.conv\.weight"),
        ("convs.1.conv.weight", None, "its layers are no convolutions"),
        ("to_rgbs.0.upsample.kernel", torch.ones(4, 4), "isn't 1 3 3 1"),
        ("noises.noise_0", torch.zeros(1, 1, 8, 8), "noise_0 has the shape 1 x 1 x 8 x 8"),
        ("style.1.weight", torch.zeros(3), "has no mapping"),
        ("to_rgb1.bias", torch.full((1, 3, 1, 1), float("nan")), "that are no numbers"),
    ],
)
def test_rosinalitys(name: str, value: Any, message: str, tmp_path: Path) -> None:
    state = rosinality.state()
    state[name] = value
    with pytest.raises(Refused, match=message):
        read(writing.checkpoint(tmp_path / "x.pt", state))


def test_others(tmp_path: Path) -> None:
    """What is no StyleGAN says what it has instead."""
    torch.save({"state_dict": {"layer1.weight": torch.zeros(2)}, "epoch": 3}, tmp_path / "x.pt")
    with pytest.raises(Refused, match="it has 'state_dict', 'epoch'"):
        read(tmp_path / "x.pt")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"resolution": 32}, "no variable synthesis/16x16/ToRGB/weight"),
        ({"resolution": "8"}, "its size is '8'"),
        ({"label_size": 3}, "it has classes"),
        ({"architecture": "resnet"}, "usual one"),
        ({"resample_kernel": [1, 2, 1]}, "usual one"),
        ({"num_channels": 1}, "b4.torgb.weight has the shape 3 x 16 x 1 x 1, not 1 x 16 x 1 x 1"),
    ],
)
def test_tensorflows(asked: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=message):
        read(writing.tensorflow(tmp_path / "x.pkl", ada.Generator(size=8), **asked))


def test_tensorflows_first(tmp_path: Path) -> None:
    """Another generation, and networks in networks without end, are told in one line."""
    network = hostile.named("dnnlib.tflib.network", "Network") + b")\x81"
    empty = hostile.whole(network, b"}b")
    inside = hostile.text("components") + b"}" + hostile.text("a") + b"h\0ss"
    endless = hostile.whole(network, b"q\0}", inside, b"b")
    for data in (empty, endless):
        with pytest.raises(Refused, match="before the second"):
            layout(Archive(memoryview(data)).read())


@pytest.mark.parametrize("kind", ["ada", "free", "zip", "old", "tensorflow"])
def test_damage(kind: str, tmp_path: Path) -> None:
    """Whole files with some bytes changed, lost or added: read, or refused; never an error."""
    path = tmp_path / "x"
    torch.manual_seed(1)
    small = ada.Generator(size=4, z=3, w=3, layers=1)
    state = rosinality.state(size=4, style=3, depth=1, most=4)
    {
        "ada": lambda: writing.nvidia(path, small),
        "free": lambda: writing.nvidia(path, aliasfree.Generator(layers=3, z=2, w=2)),
        "zip": lambda: writing.checkpoint(path, state),
        "old": lambda: writing.checkpoint(path, state, zipped=False),
        "tensorflow": lambda: writing.tensorflow(path, small),
    }[kind]()
    good, chance, refused = path.read_bytes(), random.Random(1), 0
    assert layout(Archive(memoryview(good)).read()).tensors
    for _ in range(150):
        broken = bytearray(good)
        place = chance.randrange(len(broken))
        match chance.randrange(3):
            case 0:
                broken[place] ^= 1 << chance.randrange(8)
            case 1:
                del broken[place : place + chance.randrange(1, 9)]
            case _:
                broken[place:place] = chance.randbytes(chance.randrange(1, 5))
        try:
            layout(Archive(memoryview(bytes(broken))).read())
        except Refused as error:
            assert str(error).isprintable()
            refused += 1
    assert refused > 50


def test_tensors_that_share_and_turn_are_read(tmp_path: Path) -> None:
    """Views of one storage, transposed and in halves, are what torch makes of them."""
    import numpy as np

    from muse_image.converting.arrays import array

    whole = torch.arange(24.0).reshape(4, 6)
    value = {"a": whole.t(), "b": whole[1:3, ::2], "c": whole.bfloat16(), "d": whole.half()[2]}
    for zipped in (True, False):
        torch.save(value, tmp_path / "x.pt", _use_new_zipfile_serialization=zipped)
        found = Archive(memoryview((tmp_path / "x.pt").read_bytes())).read()
        for name, each in value.items():
            assert np.array_equal(array(found[name], name, tuple(each.shape)), each.float().numpy())
        assert found["a"].storage is found["b"].storage
