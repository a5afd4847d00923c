"""Networks in others' formats, converted: pixels as a direct evaluation of theirs gives them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")
pytest.importorskip("scipy")

from muse_image.converting import apart  # noqa: E402
from muse_image.stylegan import filtering, model3  # noqa: E402
from muse_image.stylegan.networks import network  # noqa: E402
from muse_image.training import weights  # noqa: E402
from plugins.image.converting import ada, aliasfree, rosinality, writing  # noqa: E402

pytestmark = pytest.mark.neural

NEAR = 1e-6
"""How far pixels may lie from theirs, of a spread of one, in double precision.

What lies between is 1e-8, which is added before dividing: here to other numbers than there.
"""

NETWORKS: dict[str, Callable[[], Any]] = {
    "ada": lambda: ada.Generator(),
    "ada, classes, a limit, grey": lambda: ada.Generator(c=4, clamp=1.5, channels=1),
    "ada, 8 px": lambda: ada.Generator(size=8, z=5),
    "T": lambda: aliasfree.Generator(),
    "R": lambda: aliasfree.Generator(turns=True, c=3),
    "T, 14 layers": lambda: aliasfree.Generator(layers=14),
}


def loaded(path: Path) -> Any:
    """Return the network of a file that was converted; each tensor of it has its place."""
    header, found = weights.told(path, "image.stylegan"), weights.tensors(path)
    made = network(header)
    return weights.filled(made, weights.part(found, "generator"), path.name).double()


def near(ours: Any, theirs: Any) -> None:
    assert ours.shape == theirs.shape
    assert theirs.std() > 0.01
    assert ((ours - theirs).abs().max() / theirs.std()).item() < NEAR


@pytest.mark.parametrize("name", NETWORKS)
def test_nvidias(name: str, tmp_path: Path) -> None:
    torch.manual_seed(1)
    theirs = NETWORKS[name]()
    source = writing.nvidia(tmp_path / "theirs.pkl", theirs)
    told = apart.convert(source, tmp_path / "ours.safetensors")
    assert told["license"].endswith("License-NC") and "theirs.pkl" in told["origin"]
    ours, theirs = loaded(tmp_path / "ours.safetensors"), theirs.double()
    z = torch.randn(3, theirs.z_dim).double()
    labels = torch.tensor([2, 0, 1]) if theirs.c_dim else None
    shares = None if labels is None else torch.eye(theirs.c_dim).double()[labels]
    with torch.no_grad():
        near(ours(z, labels), theirs(z, shares))
        ws = torch.randn(
            2, theirs.num_ws, theirs.w_dim
        ).double()  # a style of its own for each layer
        near(ours.draw(ws), theirs.synthesis(ws))
    assert torch.equal(ours.average, theirs.mapping.w_avg)


@pytest.mark.parametrize("clamp", [None, 1.5])
def test_tensorflows(clamp: float | None, tmp_path: Path) -> None:
    torch.manual_seed(7)
    theirs = ada.Generator(clamp=clamp)
    source = writing.tensorflow(tmp_path / "cars.pkl", theirs, conv_clamp=clamp)
    told = apart.convert(source, tmp_path / "ours.safetensors")
    assert told["origin"] == "StyleGAN2 for TensorFlow, converted from cars.pkl"
    assert told["license"].endswith("License-NC")
    ours, theirs = loaded(tmp_path / "ours.safetensors"), theirs.double()
    z = torch.randn(3, 8).double()
    with torch.no_grad():
        near(ours(z), theirs(z))
    assert torch.equal(ours.average, theirs.mapping.w_avg)


@pytest.mark.parametrize("zipped", [True, False])
def test_rosinalitys(zipped: bool, tmp_path: Path) -> None:
    torch.manual_seed(2)
    state = rosinality.state()
    source = writing.checkpoint(tmp_path / "550000.pt", state, zipped=zipped)
    told = apart.convert(source, tmp_path / "ours.safetensors")
    assert told["license"] == "unknown" and "mean style" in told["notes"][0]
    ours = loaded(tmp_path / "ours.safetensors")
    state = {name: value.double() for name, value in state.items()}
    z = torch.randn(3, 12).double()
    with torch.no_grad():
        near(ours(z), rosinality.pictures(state, z))
        drawn = rosinality.styles(state, torch.randn(10_000, 12).double())
    assert (ours.average - drawn.mean(0)).abs().max() < 6 * drawn.std(0).max() / 100


def test_rosinalitys_copy_of_nvidias(tmp_path: Path) -> None:
    state = rosinality.state(size=8)
    mean = torch.randn(12)
    source = writing.checkpoint(tmp_path / "ffhq.pt", state, latent_avg=mean)
    told = apart.convert(source, tmp_path / "ours.safetensors")
    assert told["license"].endswith("License-NC") and told["notes"] == []
    assert torch.equal(loaded(tmp_path / "ours.safetensors").average.float(), mean)


@pytest.mark.parametrize("protocol", [2, 3, 5])
def test_older_and_newer_pickles(protocol: int, tmp_path: Path) -> None:
    theirs = ada.Generator(size=4)
    source = writing.nvidia(tmp_path / "theirs.pkl", theirs, protocol)
    apart.convert(source, tmp_path / "ours.safetensors", half=True)
    ours, theirs = loaded(tmp_path / "ours.safetensors"), theirs.double()
    z = torch.randn(2, 8).double()
    with torch.no_grad():
        gap = (ours(z) - theirs(z)).abs().max()
    assert 0 < gap < 0.05  # half precision


def test_filters_are_as_they_are_designed() -> None:
    for rate, cutoff, half in ((64.0, 8.0, 4.0), (256.0, 64.0, 9.5)):
        for radial in (False, True):
            theirs = aliasfree.design(12, cutoff, half * 2, rate, radial)
            ours = filtering.lowpass(12, cutoff, half * 2, rate, radial)
            assert torch.allclose(ours, theirs, atol=1e-6)


def test_it_is_planned_as_theirs() -> None:
    theirs = aliasfree.Generator(size=64, layers=14, turns=True)
    settings = model3.Settings(size=64, noise=8, style=12, widths=(12,) * 14, side=1, radial=True)
    ours = model3.Generator(settings)
    for layer, name in zip(ours.layers, theirs.synthesis.layer_names, strict=True):
        other = getattr(theirs.synthesis, name)
        for mine, its in ((layer.up, other.up_filter), (layer.down, other.down_filter)):
            assert (mine is None) == (its is None)
            assert mine is None or torch.allclose(mine, its, atol=1e-6)


@pytest.mark.parametrize("turns", [True, False])
def test_r_turns_as_its_waves_do(turns: bool) -> None:
    """By a quarter, to the last digits; T, whose convolutions have directions, doesn't."""
    torch.manual_seed(4)
    side = 1 if turns else 3
    settings = model3.Settings(32, noise=8, style=12, widths=(24,) * 6, side=side, radial=turns)
    made = model3.Generator(settings).eval()
    style = made.styles(torch.randn(1, 8))[:, None].expand(-1, settings.layers, -1)
    with torch.no_grad():
        plain = made.draw(style)
        made.waves.turn.copy_(torch.tensor([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]]))
        turned = made.draw(style)
    gap = (turned - torch.rot90(plain, 1, (2, 3))).abs().max() / turned.std()
    assert (gap < 1e-5) == turns and (gap < 0.1) == turns


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    source = writing.nvidia(tmp_path / "a.pkl", ada.Generator(size=4))
    for name in ("one", "two"):
        apart.convert(source, tmp_path / f"{name}.safetensors", licence="cc0-1.0")
    one, two = ((tmp_path / f"{name}.safetensors").read_bytes() for name in ("one", "two"))
    assert one == two
    header = json.loads(one[8 : 8 + int.from_bytes(one[:8], "little")])["__metadata__"]
    assert header["license"] == "cc0-1.0"
