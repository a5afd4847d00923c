"""VGG's features: read from safetensors, equal to the layers one after another."""

import pytest

from muse import Placement, RequestError

pytestmark = pytest.mark.neural
torch = pytest.importorskip("torch")

from muse.weights.find import find  # noqa: E402
from muse_image.style import vgg  # noqa: E402
from plugins.image.style import small_vgg  # noqa: E402


def plain(tensors, pixels):
    """Return what each ReLU gives, by the layers in the order of torchvision's Sequential."""
    mean = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
    spread = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)
    x, found, number = (pixels - mean) / spread, [], 0
    for count in small_vgg.COUNTS:
        for _ in range(count):
            key = f"features.{number}."
            x = torch.nn.ReflectionPad2d(1)(x)
            x = torch.nn.functional.conv2d(x, tensors[key + "weight"], tensors[key + "bias"]).relu()
            found.append(x)
            number += 2
        x = torch.nn.MaxPool2d(2, 2)(x)
        number += 1
    return found


def placed(path):
    component = vgg.component(find(str(path)))
    return component, component.load(Placement(component, "cpu", "float32"))


def test_the_maps_are_those_of_the_layers_one_after_another(tmp_path):
    component, net = placed(small_vgg.written(tmp_path / "small.safetensors"))
    pixels = torch.rand(1, 3, 48, 67)
    found, wanted = net(pixels), plain(small_vgg.weights(), pixels)
    picked = [*range(7), 8, 9]  # all of three blocks, and the last of each deeper one
    assert [stride for stride, _ in found] == [1, 1, 1, 2, 2, 4, 4, 4, 8, 16]
    assert torch.equal(found[0][1], pixels)
    for (_, ours), theirs in zip(found[1:], (wanted[i] for i in picked), strict=True):
        assert torch.allclose(ours, theirs, atol=1e-5)
    numbers = sum(value.numel() for value in small_vgg.weights().values())
    assert component.size == 4 * numbers  # the classifier isn't counted, nor loaded
    assert sum(each.numel() for each in net.parameters()) == numbers
    assert not any(each.requires_grad for each in net.parameters())


def test_it_sees_as_far_as_it_says(tmp_path):
    net = vgg.made(small_vgg.weights())
    pixels = torch.rand(1, 3, 128, 128, generator=torch.Generator().manual_seed(1))
    before = net(pixels)[-2][1]  # of block 3, stride 8
    changed = pixels.clone()
    changed[..., 64 + 8 + net.reach(3) :] += 0.5
    assert torch.equal(net(changed)[-2][1][..., 8], before[..., 8])
    changed[..., 64 + 8 + net.reach(3) - 12 :] += 0.5  # well inside
    assert not torch.equal(net(changed)[-2][1][..., 8], before[..., 8])


def test_pictures_below_what_it_needs_are_continued_at_the_edge():
    net = vgg.made(small_vgg.weights())
    row = torch.rand(1, 3, 1, 80)
    tall = row.expand(1, 3, 32, 80)
    for (_, ours), (_, theirs) in zip(net(row), net(tall), strict=True):
        assert torch.equal(ours, theirs)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda kept: kept.clear(), "no features.N.weight"),
        (lambda kept: kept.update({"features.1.running_mean": torch.zeros(6)}), "by batches"),
        (lambda kept: kept.pop("features.2.bias"), "features.2"),
        (lambda kept: [kept.pop(f"features.5.{part}") for part in ("weight", "bias")], "features"),
        (lambda kept: kept.update({"features.0.weight": torch.zeros(6, 3, 5, 5)}), "features.0"),
        (lambda kept: kept.update({"features.0.weight": torch.zeros(6)}), "features.0"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path, change, told):
    from safetensors.torch import save_file

    kept = small_vgg.weights()
    change(kept)
    path = tmp_path / "other.safetensors"
    save_file({**kept, "head.fc.weight": torch.zeros(2, 2)}, path)
    with pytest.raises(RequestError, match=told) as caught:
        vgg.component(find(str(path)))
    assert "muse pull vgg19" in str(caught.value.hint)
