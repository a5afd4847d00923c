"""The card of trained weights: what they learnt from, under which licence, and when."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from muse import Host, RequestError
from muse.weights import cards
from muse.weights.find import find

pytestmark = pytest.mark.neural

QUICK = {"size": 8, "steps": 1, "batch": 4, "width": 16}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from PIL import Image

    folder = tmp_path_factory.mktemp("pictures")
    for name, colour in {"red": (220, 30, 30), "blue": (30, 60, 220)}.items():
        folder.joinpath(name).mkdir()
        for number in range(4):
            shade = tuple(min(255, part + 8 * number) for part in colour)
            Image.new("RGB", (8, 8), shade).save(folder / name / f"{number}.png")
    return folder


def trained(host: Host, data: Path | str, path: Path, name: str = "vae", **fields: object):
    fields = {**QUICK, **fields}
    host.run(f"image.{name}:train", data=str(data), output=str(path), **fields)
    return Path(f"{path}.md").read_text(encoding="utf-8")


def test_a_card_lies_beside_the_weights(host: Host, pictures: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.safetensors"
    card = trained(host, pictures, path, data_licence="CC-BY-4.0")
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    assert cards.header(Path(f"{path}.md")) == {"license": "cc-by-4.0"}
    for part in (f"date: {today}", "licence of the data: CC-BY-4.0", "- steps: 1", "- pictures: 8",
                 "SHA-256", "seed: 0", "muse train image.vae", "isn't for"):  # fmt: skip
        assert part in card
    assert str(pictures.parent) not in card and "Users" not in card
    told = cards.metadata(path)
    assert told["license"] == "cc-by-4.0" and told["data_license"] == "CC-BY-4.0"
    assert len(told["data_sha256"]) == 64 and today not in str(told)
    Path(f"{path}.md").unlink()
    assert find(str(path)).licence == "cc-by-4.0"  # the header has it all the same


def test_data_of_which_nobody_said_anything_is_unknown(
    host: Host, pictures: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.safetensors"
    card = trained(host, pictures, path, "cgan", noise=8)
    assert "license: unknown" in card and "before passing these weights" in card
    with pytest.raises(RequestError, match=r"no licence is given|licence is unknown"):
        host.run("image.cgan", model=str(path), label="red", commercial=True)


def test_known_data_is_known_and_what_is_asked_for_holds(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "digits.safetensors"
    assert "license: cc-by-4.0" in trained(host, "digits", path)
    card = trained(host, "digits", tmp_path / "other.safetensors", licence='MIT: "odd"')
    assert 'license: "mit: \\"odd\\""' in card
    assert cards.header(tmp_path / "other.safetensors.md") == {"license": 'mit: "odd"'}


def test_a_card_is_no_part_of_the_bytes(host: Host, pictures: Path) -> None:
    """What the weights are licensed for is: another word makes another file."""
    run = {"data": str(pictures), **QUICK}
    one, again, other = (
        host.run("image.vae:train", **run, **more)[0] for more in ({}, {}, {"licence": "MIT"})
    )
    assert one.data == again.data != other.data
    assert list(one.files[".safetensors"].signatures) == [".md"]
    assert one.report.measured["data_licence"] == "unknown"


def test_others_than_trainers_have_none(host: Host) -> None:
    made = host.run("image.sketch", prompt="a hill", width=64, height=64)[0]
    assert made.files[".png"].signatures == {}


@pytest.mark.slow
def test_a_small_diffusion_model_has_its_card_inside(host: Host, pictures: Path) -> None:
    made = host.run(
        "image.diffusion:train", data=str(pictures), size=16, steps=1, batch=2,
        autoencoder_steps=1, data_licence="CC0-1.0",
    )[0]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        assert 'license: "cc0-1.0"' in archive.read("README.md").decode()
