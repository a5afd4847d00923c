"""Models in one file: the library's own conversion, and where their configuration comes from."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from muse import Host, InvalidField, NotReady, RequestError
from plugins.image import originals
from plugins.image.diffusing import SIZE, noise, pixels, run

pytestmark = [pytest.mark.neural, pytest.mark.filterwarnings("ignore:__array:DeprecationWarning")]

V1 = "stable-diffusion-v1-5/stable-diffusion-v1-5"


@pytest.fixture
def bare(models: dict[str, Path], tmp_path: Path) -> Path:
    """Configuration and tokenizers of the small `sd`, without any weights."""
    return Path(
        shutil.copytree(
            models["sd"], tmp_path / "bare", ignore=shutil.ignore_patterns("*.safetensors")
        )
    )


def _library(file: Path, config: Path, **parts: Any) -> np.ndarray:
    from diffusers import StableDiffusionPipeline, StableDiffusionXLPipeline

    from muse import quiet

    with quiet("diffusers", "transformers"):
        larger = (config / "text_encoder_2").is_dir()
        pipe = (StableDiffusionXLPipeline if larger else StableDiffusionPipeline).from_single_file(
            str(file), config=str(config), local_files_only=True, **parts
        )
    pipe.set_progress_bar_config(disable=True)
    return np.asarray(pipe("a red fox", num_inference_steps=2, generator=noise(), **SIZE).images[0])


def test_pixels_are_those_of_the_library(
    host: Host, models: dict[str, Path], bare: Path, tmp_path: Path
) -> None:
    file = originals.write(tmp_path / "mine.safetensors", models["sd"])
    made = run(host, file, base=str(bare), **SIZE)
    assert np.array_equal(pixels(made.data), _library(file, bare))
    assert np.array_equal(pixels(made.data), pixels(run(host, models["sd"], **SIZE).data))
    assert made.recipe["condition"]["model"] == "mine.safetensors"
    assert made.recipe["condition"]["base"] == "bare"
    assert list(made.recipe["weights"]["mine.safetensors"]["files"]) == ["mine.safetensors"]
    assert "unet/config.json" in made.recipe["weights"]["bare"]["files"]
    rows = {row["component"]: row["size"] for row in host.devices.loaded()}
    assert rows[f"{bare}/unet"] == rows[f"{models['sd']}/unet"]


def test_two_readers_of_the_prompt(host: Host, models: dict[str, Path], tmp_path: Path) -> None:
    file = originals.write(tmp_path / "larger.safetensors", models["sdxl"])
    made = run(host, file, base=str(models["sdxl"]), **SIZE)
    assert np.array_equal(pixels(made.data), _library(file, models["sdxl"]))
    assert np.array_equal(pixels(made.data), pixels(run(host, models["sdxl"], **SIZE).data))
    assert "unet/config.json" in made.recipe["weights"]["sdxl"]["files"]
    assert not any(f.endswith(".safetensors") for f in made.recipe["weights"]["sdxl"]["files"])


def test_the_usual_configuration_is_taken_from_the_cache(
    host: Host, models: dict[str, Path], bare: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    file = originals.write(tmp_path / "mine.safetensors", models["sd"])
    with pytest.raises(NotReady) as told:
        run(host, file, **SIZE)
    assert str(told.value) == (
        f"model: mine.safetensors needs the configuration of {V1}, which isn't on this machine; "
        f"muse pull {V1} --config-only, or name another with --base"
    )
    root = tmp_path / "hf" / "hub" / f"models--{V1.replace('/', '--')}"
    (root / "refs").mkdir(parents=True)
    (root / "refs" / "main").write_text("a" * 40)
    shutil.copytree(bare, root / "snapshots" / ("a" * 40))
    made = run(host, file, **SIZE)
    assert np.array_equal(pixels(made.data), _library(file, bare))
    assert made.recipe["weights"][V1]["revision"] == "a" * 40


def test_what_the_file_lacks_comes_from_the_base(
    host: Host, models: dict[str, Path], bare: Path, tmp_path: Path
) -> None:
    file = originals.write(tmp_path / "unread.safetensors", models["sd"], texts=False)
    made = run(host, file, base=str(models["sd"]), **SIZE)
    assert np.array_equal(pixels(made.data), pixels(run(host, models["sd"], **SIZE).data))
    pinned = made.recipe["weights"]["sd"]["files"]
    assert "text_encoder/model.safetensors" in pinned, "what was used is pinned"
    labels = [row["component"] for row in host.devices.loaded()]
    assert len([label for label in labels if label.endswith("text_encoder")]) == 1, "shared"
    assert len([label for label in labels if label.endswith("unet")]) == 2
    with pytest.raises(RequestError, match="bare"):
        run(host, file, base=str(bare), **SIZE)


def test_what_is_no_whole_model_is_refused(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    part = next((models["sd"] / "text_encoder").glob("*.safetensors"))
    with pytest.raises(RequestError, match=r"not a checkpoint of a whole model.*by --lora"):
        run(host, part, **SIZE)
    with pytest.raises(InvalidField, match="base: sd has its own configuration"):
        run(host, models["sd"], base=str(models["sd"]), **SIZE)
    file = originals.write(tmp_path / "mine.safetensors", models["sd"])
    with pytest.raises(RequestError, match=r"base: text_encoder isn't in diffusers format"):
        run(host, file, base=str(models["sd"] / "text_encoder"), **SIZE)
