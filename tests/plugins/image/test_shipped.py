"""The weights that come with Muse: there, small, offline, and of what the words say."""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from muse import Host
from muse_image.training.weights import SHIPPED
from plugins.image.diffusing import direct, drawn, noise, pixels

pytestmark = [
    pytest.mark.neural,
    # diffusers hands tensors to numpy in ways that numpy 2 means to change.
    pytest.mark.filterwarnings("ignore:__array:DeprecationWarning"),
]

LARGEST = 35_000_000
"""Bytes of all weights together."""


def made(host: Host, name: str, **fields: Any) -> np.ndarray:
    return pixels(host.run(f"image.{name}", no_embed=True, **{"seed": 1, **fields}).data)


def inked(picture: np.ndarray) -> np.ndarray:
    """Return the mean colour (3,) of what isn't near white."""
    ink = picture[picture.min(2) < 200]
    assert len(ink) > 200
    return ink.mean(0)


def test_they_are_small_and_say_where_they_come_from() -> None:
    files = [path for path in SHIPPED.rglob("*") if path.is_file()]
    weights = [path for path in files if path.suffix == ".safetensors"]
    assert {"cgan.safetensors", "stylegan.safetensors", "vae.safetensors"} <= {
        path.name for path in weights
    }
    assert sum(path.stat().st_size for path in weights) <= LARGEST
    assert {path.suffix for path in files} == {".safetensors", ".json", ".md"}
    for path in files:
        if path.suffix == ".json":
            assert not any(mark in path.read_text() for mark in ("/work", "/home", "/tmp"))
    for card in ("cgan.md", "stylegan.md", "vae.md", "emoji/README.md"):
        text = (SHIPPED / card).read_text(encoding="utf-8")
        for part in ("OFL", "muse train image.", "held-out", "seconds"):
            assert part in text, (card, part)


@pytest.mark.parametrize("name", ["cgan", "stylegan", "vae"])
def test_classes_in_english_and_chinese(host: Host, name: str) -> None:
    cat = made(host, name, label="cat")
    assert cat.shape == (64, 64, 3)
    assert np.array_equal(cat, made(host, name, label="猫"))
    assert np.array_equal(cat, made(host, name, prompt="画一只猫"))
    assert not np.array_equal(cat, made(host, name, label="cat", seed=2))
    assert not np.array_equal(cat, made(host, name, label="moon"))
    red, _, blue = inked(made(host, name, label="face", seed=3)).tolist()
    assert red > blue + 60  # faces are yellow
    corners = cat[[0, 0, -1, -1], [0, -1, 0, -1]]
    assert corners.mean() > 200


@pytest.mark.parametrize("name", ["cgan", "stylegan", "vae"])
def test_a_class_isnt_one_picture(host: Host, name: str) -> None:
    found = [made(host, name, label="flower", seed=seed).astype(float) for seed in range(6)]
    apart = [np.abs(a - b).mean() for k, a in enumerate(found) for b in found[:k]]
    assert min(apart) > 4 and np.mean(apart) > 12


def test_the_vae_reconstructs(host: Host) -> None:
    start = made(host, "cgan", label="cat")
    buffer = io.BytesIO()
    Image.fromarray(start).save(buffer, "PNG")
    again = made(host, "vae", init=buffer.getvalue()).astype(float)
    other = made(host, "vae", label="boat").astype(float)
    assert np.abs(again - start).mean() < 0.7 * np.abs(other - start).mean()


@pytest.mark.parametrize(
    ("prompt", "strong", "weak"),
    [
        ("red heart", 0, 2),
        ("红心", 0, 2),
        ("blue heart", 2, 0),
        ("a smiling cat with a party hat", 0, 2),
        ("green apple", 1, 2),
        ("蓝色的心", 2, 0),
    ],
)
def test_words_lead(host: Host, prompt: str, strong: int, weak: int) -> None:
    found = host.run("image.diffusion", prompt=prompt, seed=1)
    picture = pixels(found.data)
    assert picture.shape == (64, 64, 3)
    colour = inked(picture)
    assert colour[strong] > colour[weak] + 30, colour
    chosen = found[0].report.chosen
    assert (chosen["steps"], chosen["guidance"]) == (25, 4.0)
    assert found[0].report.measured["model"] == "emoji"


def test_the_same_again_and_on_from_a_picture(host: Host) -> None:
    first = made(host, "diffusion", prompt="a clock", steps=4)
    assert np.array_equal(first, made(host, "diffusion", prompt="a clock", steps=4))
    varied = made(host, "diffusion", prompt="a red heart", init=drawn(), strength=0.6)
    assert varied.shape == (64, 64, 3)
    assert not np.array_equal(varied, made(host, "diffusion", prompt="a red heart"))


def test_diffusers_alone_makes_the_same_of_its_folder(host: Host) -> None:
    import torch

    pipe = direct(SHIPPED / "emoji", dtype=torch.float32)
    asked = {"num_inference_steps": 5, "guidance_scale": 4.0}
    wanted = pipe("a cat", generator=noise(5), **asked).images[0]
    assert np.array_equal(made(host, "diffusion", prompt="a cat", steps=5, seed=5), wanted)


def test_what_is_given_goes_before_what_is_usual(host: Host, models: dict[str, Path]) -> None:
    folder = models["sd"]
    told = {"steps": 3, "guidance": 1.5, "width": 32, "prompt": "a"}
    usual = folder / "muse.json"
    try:
        usual.write_text(json.dumps({"defaults": told}))
        size = {"width": 64, "height": 64}
        report = host.run("image.diffusion", model=str(folder), prompt="a", **size)[0].report
        assert report.measured["steps"] == 3 and report.chosen["guidance"] == 1.5
        assert report.measured["width"] == 64  # only steps and guidance are taken
        asked = host.run("image.diffusion", model=str(folder), prompt="a", steps=2, **size)[0]
        assert asked.report.measured["steps"] == 2 and "steps" not in asked.report.chosen
        for wrong in (
            '{"defaults": {"steps": 0, "guidance": "much"}}',
            '{"defaults": 3}',
            "no JSON",
        ):
            usual.write_text(wrong)
            report = host.run("image.diffusion", model=str(folder), prompt="a", steps=1, **size)[
                0
            ].report
            assert "guidance" not in report.chosen
    finally:
        usual.unlink()


def test_a_prompt_longer_than_is_read_is_told(host: Host) -> None:
    prompt = "a cat with " + ", ".join(["moon", "star", "boat", "house"] * 8)
    notes = host.run("image.diffusion", seed=1, prompt=prompt, steps=1)[0].report.notes
    assert any("emoji used only the first 24 of the prompt's" in note for note in notes)
    notes = host.run("image.diffusion", seed=1, prompt="a cat, 猫", steps=1)[0].report.notes
    assert not any("tokens" in note or "English" in note for note in notes)
