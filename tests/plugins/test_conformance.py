"""Muse's own generators keep what every generator promises: a line for each."""

import random
from pathlib import Path
from typing import Any

import pytest

from muse.testing import conformance
from plugins.image import diffusion_models, learnt_models, video_models
from plugins.music import musicgen_models
from plugins.text import llm_models

# diffusers hands tensors to numpy in ways that numpy 2 means to change.
pytestmark = pytest.mark.filterwarnings("ignore:__array:DeprecationWarning")


def tune(number: int) -> bytes:
    """Return a tune by chance, in ABC."""
    notes = "".join(random.Random(number).choices("CDEFGABc", k=32))
    return f"X:{number}\nT:Tune {number}\nM:4/4\nL:1/4\nK:C\n{notes}|\n".encode()


TUNES = [tune(number) for number in range(1, 14)]


def built(build: Any, *more: Any) -> Any:
    """Return what makes a small model and names it."""

    def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
        pytest.importorskip("torch")
        folder: Path = tmp_path_factory.mktemp("model") / "small"
        return {"model": str(build(folder, *more))}

    return small


def moving(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return a small model of pictures, and what moves it."""
    pytest.importorskip("torch")
    root: Path = tmp_path_factory.mktemp("model")
    model, motion = root / "small", root / "motion"
    diffusion_models.build(model, "sd")
    video_models.build_motion(motion)
    size = {"width": 64, "height": 16, "frames": 2}
    free = {"argument": [], "scheduler": None, "strength": None}  # most by chance are refused
    return {"model": str(model), "motion": str(motion), **size, **free}


test_image_sketch = conformance("image.sketch", seconds=2)
test_image_style = conformance("image.style", seconds=2)
test_music_midi = conformance("music.midi", seconds=2)
test_text_grammar = conformance("text.grammar", seconds=2)


@pytest.mark.neural
class TestWithWeights:
    """Those with weights, on small models with random ones."""

    test_image_cgan = staticmethod(
        conformance("image.cgan", small=built(learnt_models.build, "cgan"), seconds=1)
    )
    test_image_stylegan = staticmethod(
        conformance("image.stylegan", small=built(learnt_models.build, "stylegan"), seconds=1)
    )
    test_image_vae = staticmethod(
        conformance("image.vae", small=built(learnt_models.build, "vae"), seconds=1)
    )
    test_image_diffusion = staticmethod(
        conformance("image.diffusion", small=built(diffusion_models.build, "sd"), seconds=1)
    )
    test_video_diffusion = staticmethod(conformance("video.diffusion", small=moving, seconds=1))
    test_music_musicgen = staticmethod(
        conformance("music.musicgen", small=built(musicgen_models.build), seconds=1)
    )
    test_text_llm = staticmethod(
        conformance("text.llm", small=built(llm_models.build, True), seconds=1)
    )
    test_music_midi_train = staticmethod(
        conformance(
            "music.midi:train",
            small={"data": TUNES[:12], "epochs": 1, "width": 8},
            probes={"data": {"data": TUNES[1:]}},
            seconds=1,
        )
    )


@pytest.mark.slow
class TestAtLength:
    """All of 200 conditions by chance."""

    test_image_sketch = staticmethod(conformance("image.sketch", seconds=600))
    test_music_midi = staticmethod(conformance("music.midi", seconds=600))
    test_text_grammar = staticmethod(conformance("text.grammar", seconds=600))
