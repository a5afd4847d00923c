"""`muse train image.*`: what is learnt, that it repeats, and that what is killed goes on."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from muse import GenerationError, Host, InvalidField, RequestError

pytestmark = pytest.mark.neural

COLOURS = {"red": (220, 30, 30), "blue": (30, 60, 220)}


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixteen squares on white in two folders, each with a caption."""
    from PIL import Image, ImageDraw

    folder = tmp_path_factory.mktemp("squares")
    for name, colour in COLOURS.items():
        folder.joinpath(name).mkdir()
        for number in range(8):
            picture = Image.new("RGB", (16, 16), "white")
            ImageDraw.Draw(picture).rectangle((2, 2, 9 + number % 4, 9 + number // 4), colour)
            picture.save(folder / name / f"{number}.png")
            folder.joinpath(name, f"{number}.txt").write_text(f"{name} square")
    return folder


SMALL = {
    "cgan": {"batch": 16, "size": 8, "width": 16, "noise": 8, "rate": 2e-3, "average": 0.98},
    "stylegan": {
        **{"batch": 16, "size": 8, "width": 16, "widest": 16, "noise": 8, "style": 16},
        **{"mapping": 2, "rate": 0.02, "average": 0.98, "path": 0.0},
    },
    "vae": {"batch": 16, "size": 8, "width": 16, "latent": 8, "rate": 4e-3, "average": 0.98},
}


def train(host: Host, name: str, data: Path, **fields: object):
    formats = [".safetensors"] if "model" in fields else []
    fields = {**SMALL.get(name, {}), "formats": formats, **fields}
    return host.run(f"image.{name}:train", data=str(data), **fields)[0]


def pixels(host: Host, name: str, **fields: object) -> bytes:
    """Return a picture's bytes without its recipe."""
    return host.run(f"image.{name}", no_embed=True, **fields).data


def mean_colour(data: bytes) -> list[float]:
    from PIL import Image, ImageStat

    return ImageStat.Stat(Image.open(io.BytesIO(data)).convert("RGB")).mean


@pytest.mark.parametrize(
    "name, size", [("cgan", 8), ("cgan", 16), ("stylegan", 8), ("vae", 8), ("vae", 32)]
)
def test_classes_are_learnt(host: Host, squares: Path, tmp_path: Path, name: str, size: int):
    made = train(host, name, squares, steps=250, size=size)
    assert made.report.measured["pictures"] == 16 and made.report.measured["classes"] == 2
    path = made.save(tmp_path / "mine.safetensors")
    for label in COLOURS:
        data = host.run("image", generator=name, model=str(path), label=label, seed=3).data
        red, _, blue = mean_colour(data)
        assert (red > blue + 20) == (label == "red")
    by_words = host.run("image", generator=name, model=str(path), prompt="a blue square", seed=3)
    assert by_words[0].report.measured["label"] == "blue"
    with pytest.raises(InvalidField, match="no class 'green'"):
        host.run("image", generator=name, model=str(path), label="green")


@pytest.mark.parametrize("name", ["cgan", "stylegan", "vae"])
def test_the_same_twice_and_another_seed_differs(host: Host, squares: Path, name: str):
    once, again = (train(host, name, squares, steps=6, seed=5).data for _ in range(2))
    assert once == again
    assert train(host, name, squares, steps=6, seed=6).data != once


class Killed(BaseException):
    pass


@pytest.mark.parametrize("name", ["cgan", "stylegan", "vae"])
def test_killed_within_a_step_it_reaches_the_same_weights(
    host: Host, squares: Path, name: str, monkeypatch: pytest.MonkeyPatch
):
    from muse_image.training import loop
    from muse_image.training.learner import Learner

    fields = {"steps": 9, "seed": 1, "flip": True, "shift": 1}
    unbroken = train(host, name, squares, **fields).data
    monkeypatch.setattr(loop, "EVERY", 0.0)
    whole, begun = Learner.descend, []

    def descend(self: Learner, optimiser: str, loss: object) -> None:
        whole(self, optimiser, loss)  # half of the GAN's step is done when it dies
        begun.append(optimiser)
        if len(begun) == 7:
            raise Killed

    monkeypatch.setattr(Learner, "descend", descend)
    with pytest.raises(GenerationError, match="Killed"):
        train(host, name, squares, **fields)
    monkeypatch.setattr(Learner, "descend", whole)
    steps = []
    real = Learner.advance
    monkeypatch.setattr(
        Learner, "advance", lambda self, batch: steps.append(batch.step) or real(self, batch)
    )
    assert train(host, name, squares, **fields).data == unbroken
    assert 0 < steps[0] < 9  # it did go on, and not from the beginning
    steps.clear()
    train(host, name, squares, **fields)
    assert steps[0] == 0  # a training that is done leaves no checkpoint


def test_a_cancelled_training_says_how_to_resume(
    squares: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    from muse.cli import call
    from muse.errors import Cancelled
    from muse_image.training import loop

    def stopped(learner: object, draw: object, keep: Path, *rest: object, **more: object):
        keep.write_bytes(b"what was learnt")
        raise Cancelled

    monkeypatch.setattr(loop, "learn", stopped)
    monkeypatch.setenv("MUSE_HOME", str(tmp_path))
    command = ["train", "image.vae", "--data", str(squares), "--size", "8", "-o", "x.safetensors"]
    assert call(command) == 130
    told = capsys.readouterr().err
    assert "run the same command to resume" in told and "cancelled" in told


def test_a_small_diffusion_model_from_nothing(host: Host, squares: Path, tmp_path: Path):
    fields = {"steps": 3, "autoencoder_steps": 3, "batch": 4, "size": 16, "half": False}
    made = train(host, "diffusion", squares, **fields)
    assert made.suffix == ".zip"
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        archive.extractall(tmp_path / "model")
    index = json.loads((tmp_path / "model" / "model_index.json").read_text())
    assert index["_class_name"] == "StableDiffusionPipeline"
    painted = host.run(
        "image.diffusion", model=str(tmp_path / "model"), prompt="红 red square", steps=2, seed=1
    )[0]
    assert painted.report.measured["width"] == 16
    assert train(host, "diffusion", squares, **fields).data == made.data
    with pytest.raises(RequestError, match=r"written as \.zip"):
        host.run("image.diffusion:train", data=str(squares), output=tmp_path / "x.safetensors")


def test_a_small_model_is_trained_on(host: Host, squares: Path, tmp_path: Path):
    from safetensors.torch import load

    def weights(data: bytes, part: str) -> dict:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = next(n for n in archive.namelist() if n.startswith(part) and "safetens" in n)
            return load(archive.read(name))

    fields = {"batch": 4, "size": 16, "half": False}
    first = train(host, "diffusion", squares, steps=3, autoencoder_steps=3, **fields)
    folder = tmp_path / "model"
    zipfile.ZipFile(io.BytesIO(first.data)).extractall(folder)
    begun = {"start": str(folder), "steps": 2, **fields}
    still = train(host, "diffusion", squares, rate=1e-9, **begun)
    moved = train(host, "diffusion", squares, rate=0.5, **begun)
    assert train(host, "diffusion", squares, rate=0.5, **begun).data == moved.data
    for part in ("unet", "text_encoder"):
        old, near, far = (weights(each.data, part) for each in (first, still, moved))
        assert old.keys() == near.keys() == far.keys()
        assert max(float((old[name] - near[name]).abs().max()) for name in old) < 1e-5
        assert max(float((old[name] - far[name]).abs().max()) for name in old) > 1e-3
    for each in (still, moved):  # the autoencoder stays, and so does the spread of its latents
        old, now = weights(first.data, "vae"), weights(each.data, "vae")
        assert all((old[name] == now[name]).all() for name in old)
        assert str(tmp_path).encode() not in each.data  # stored, not deflated
    # What decodes may learn on; the denoiser knows what encodes.
    decoded = train(host, "diffusion", squares, autoencoder_steps=2, rate=0.1, **begun)
    old, now = weights(first.data, "vae"), weights(decoded.data, "vae")
    same = {name for name in old if (old[name] == now[name]).all()}
    assert {name for name in old if name.startswith("encoder")} <= same
    assert not {name for name in same if name.startswith("decoder")}
    with pytest.raises(RequestError, match=r"start: .* makes pictures of 16 px; expected 32 px"):
        train(host, "diffusion", squares, **{**begun, "size": 32})


def test_attention_is_added_to_what_a_model_knows(host: Host, squares: Path, tmp_path: Path):
    import diffusers
    import torch

    def denoiser(name: str, **fields: Any) -> Any:
        asked = {"batch": 4, "size": 16, "half": False, "steps": 2, "average": 0.0, **fields}
        made = train(host, "diffusion", squares, **asked)
        zipfile.ZipFile(io.BytesIO(made.data)).extractall(tmp_path / name)
        return diffusers.UNet2DConditionModel.from_pretrained(tmp_path / name / "unet")

    def told(unet: Any) -> torch.Tensor:
        chance = torch.Generator().manual_seed(0)
        shapes = (3, 16, 2, 2), (3, 24, 192)
        noisy, words = (torch.randn(shape, generator=chance) for shape in shapes)
        with torch.no_grad():
            return unet(noisy, torch.tensor([10, 500, 990]), words).sample

    def attends(unet: Any) -> bool:
        return "CrossAttnDownBlock2D" in unet.config.down_block_types

    first = denoiser("first", autoencoder_steps=2)
    begun = {"start": str(tmp_path / "first"), "attention": True}
    second = denoiser("second", rate=1e-9, **begun)
    assert (attends(first), attends(second)) == (False, True)
    assert float((told(first) - told(second)).abs().max()) < 1e-4, "at first it adds nothing"
    third = denoiser("third", rate=1e-2, **begun)
    assert float((told(first) - told(third)).abs().max()) > 1e-2
    assert float(third.down_blocks[-1].attentions[0].proj_out.weight.detach().abs().max()) > 1e-5
    fourth = denoiser("fourth", rate=1e-9, start=str(tmp_path / "third"))
    assert attends(fourth), "what a start has stays"
    assert float((told(third) - told(fourth)).abs().max()) < 1e-4


def test_words_that_are_new_to_a_model_get_places(host: Host):
    import torch

    from muse_image.diffusion.learning import small, starting
    from muse_image.training.weights import SHIPPED

    class Loading:
        def weights(self, source: str):
            return type("Found", (), {"path": SHIPPED / source, "name": source})

    begun = starting.opened(Loading(), "emoji", small.Settings())
    before = begun.text_encoder.get_input_embeddings().weight.detach().clone()
    known = begun.tokenizer.get_vocab()
    captions = ["two quokkas beside a quokka", "quokka"] * 20 + ["rarely"] * 3
    assert begun.learn(captions) == len({"quokka", "beside"} - known.keys())
    assert begun.learn(captions) == 0  # all known by now
    assert begun.tokenizer.tokenize("a quokka") == ["quokka"]
    assert begun.tokenizer.tokenize("quokkas") == ["quokka", "##s"]
    found = begun.tokenizer.get_vocab()
    assert all(found[word] == place for word, place in known.items())
    after = begun.text_encoder.get_input_embeddings().weight
    assert len(after) == len(found) and torch.equal(after[: len(before)], before)


def test_a_lora_changes_its_model_and_no_other(host: Host, squares: Path, tmp_path: Path):
    from plugins.image.diffusion_models import build

    model = build(tmp_path / "sd", "sd")
    asked = {"model": str(model), "prompt": "red fox", "steps": 2, "seed": 1}
    before = pixels(host, "diffusion", **asked)
    fields = {"model": str(model), "steps": 4, "batch": 2, "rank": 2, "rate": 0.01, "size": 16}
    made = train(host, "diffusion", squares, **fields)
    assert made.suffix == ".safetensors"
    path = made.save(tmp_path / "squares.safetensors")
    assert pixels(host, "diffusion", lora=[f"{path}=1"], **asked) != before
    assert pixels(host, "diffusion", **asked) == before
    assert train(host, "diffusion", squares, **fields).data == made.data
    with pytest.raises(InvalidField, match=r"training LoRAs of .* isn't supported"):
        train(host, "diffusion", squares, **{**fields, "model": str(build(tmp_path / "f", "flux"))})


def test_two_processes_share_a_training(squares: Path, tmp_path: Path):
    pytest.importorskip("accelerate")
    from muse_image.training import weights

    def run(where: str, *launcher: str) -> dict:
        folder = tmp_path / where
        environment = {**os.environ, "MUSE_HOME": str(folder), "OMP_NUM_THREADS": "1"}
        command = [sys.executable, *launcher, "-m", "muse", "train", "image.vae"]
        options = {"data": squares, "size": 8, "steps": 3, "batch": 8, "width": 8, "latent": 4}
        for name, value in options.items():
            command += [f"--{name}", str(value)]
        path = folder / "vae.safetensors"
        folder.mkdir()
        done = subprocess.run(
            [*command, "--half" if where == "x" else "--no-half", "-o", str(path)],
            env=environment, capture_output=True, text=True, cwd=folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return weights.tensors(path)

    alone = run("alone")
    launch = ["-m", "torch.distributed.run", "--nproc-per-node=2", "--master-port=29517"]
    both = run("both", *launch)
    assert alone.keys() == both.keys()
    for name, value in alone.items():
        # Noise is each process's own, so weights are near, not equal.
        assert (value - both[name]).abs().max() < 0.05, name


def test_a_file_of_another_generator_is_refused(host: Host, squares: Path, tmp_path: Path):
    path = train(host, "vae", squares, steps=1).save(tmp_path / "vae.safetensors")
    with pytest.raises(RequestError, match=r"holds no weights of image\.cgan"):
        host.run("image.cgan", model=str(path))


@pytest.mark.parametrize(
    ("name", "fields", "told"),
    [
        ("cgan", {"size": 12}, "size: invalid value 12; expected a size that halves"),
        ("stylegan", {"size": 12}, "size: invalid value 12; expected a size that halves"),
        ("vae", {"size": 12}, "size: invalid value 12; expected a size that halves"),
        ("diffusion", {"size": 40}, "multiple of 16"),
        ("diffusion", {"rank": 4}, "give --model"),
        ("diffusion", {"compose": 5}, "compose: only emoji can be composed; give --data emoji"),
        ("diffusion", {"start": "emoji", "autoencoder": "x"}, "autoencoder: start brings its own"),
        ("diffusion", {"start": "emoji", "model": "x"}, "start: a LoRA has no use for it"),
        ("diffusion", {"attention": True, "model": "x"}, "attention: a LoRA has no use for it"),
        ("cgan", {"classes": "words"}, "no words in common"),
    ],
)
def test_what_cannot_be_learnt_is_told(host: Host, squares: Path, name, fields, told):
    with pytest.raises(RequestError, match=told):
        train(host, name, squares, steps=1, **fields)


def test_walks_mixes_and_arithmetic(host: Host, squares: Path, tmp_path: Path):
    from PIL import Image

    path = str(train(host, "vae", squares, steps=60).save(tmp_path / "v.safetensors"))
    picture = str(next(squares.glob("red/*.png")))
    walk = host.run("image.vae", model=path, interpolate=["red", "blue"], frames=5, seed=1)[0]
    assert Image.open(io.BytesIO(walk.data)).n_frames == 8  # there and back
    sheet = host.run(
        "image.vae", model=path, init=picture, other=picture, frames=4, view="sheet", scale=2
    )[0]
    assert Image.open(io.BytesIO(sheet.data)).size == (64, 16)
    assert sheet.report.measured["width"] == 64
    again = host.run("image.vae", model=path, init=picture)[0]
    assert again.report.measured["reconstruction_error"] < 0.4
    asked = {"model": path, "init": picture, "seed": 2}
    changes = ({}, {"strength": 0.8}, {"plus": ["blue"], "minus": ["red"]})
    assert len({pixels(host, "vae", **asked, **change) for change in changes}) == 3
    with pytest.raises(InvalidField, match="requires two ends"):
        host.run("image.vae", model=path, frames=4)


def test_truncation_and_mixes_of_the_gan(host: Host, squares: Path, tmp_path: Path):
    path = str(train(host, "cgan", squares, steps=30).save(tmp_path / "g.safetensors"))

    def made(**fields: object) -> bytes:
        return pixels(host, "cgan", model=path, **fields)

    assert len({made(label="red", truncation=0, seed=seed) for seed in (1, 2)}) == 1
    assert len({made(label="red", seed=seed) for seed in (1, 2)}) == 2
    for share, label in enumerate(COLOURS):
        mixed = made(interpolate=["red", "blue"], weight=share, seed=4)
        assert mixed == made(label=label, seed=4)
    half = made(interpolate=["red", "blue"], seed=4)
    assert half not in (made(label="red", seed=4), made(label="blue", seed=4))


def test_the_tiny_autoencoder_is_that_of_diffusers():
    import torch

    from muse_image.diffusion.learning import small
    from muse_image.training import tiny

    theirs = small.autoencoder(small.Settings())
    config = theirs.config
    decoder = tiny.Decoder(16, 32, config.num_decoder_blocks, 0.5)
    decoder.load_state_dict(theirs.decoder.state_dict())
    latents = torch.randn(2, 16, 4, 4)
    assert torch.equal(decoder(latents), theirs.decode(latents / 0.5).sample)
    encoder = tiny.Encoder(16, 32, config.num_encoder_blocks, 0.5)
    encoder.load_state_dict(theirs.encoder.state_dict())
    pictures = torch.rand(2, 3, 32, 32) * 2 - 1
    assert torch.allclose(encoder(pictures), theirs.encode(pictures).latents * 0.5, atol=1e-5)


@pytest.mark.parametrize("name", ["cgan", "vae"])
def test_latents_of_an_autoencoder(host: Host, squares: Path, tmp_path: Path, name: str):
    from muse_image.diffusion.learning import small

    small.autoencoder(small.Settings()).save_pretrained(tmp_path / "ae")
    fields = {"autoencoder": str(tmp_path / "ae"), "size": 64, "steps": 2}
    path = str(train(host, name, squares, **fields).save(tmp_path / "mine.safetensors"))
    picture = str(next(squares.glob("red/*.png")))
    asked = {"label": "red"} if name == "cgan" else {"init": picture}
    made = host.run(f"image.{name}", model=path, **asked)[0]
    assert made.report.measured["width"] == 64


@pytest.mark.parametrize("supported", [True, False])
def test_a_card_is_asked_whether_it_has_bfloat16(
    monkeypatch: pytest.MonkeyPatch, supported: bool
) -> None:
    import torch

    from muse_image.training import precision

    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation: supported)
    assert precision.has_bfloat16("cuda:0") is supported
    assert precision.has_bfloat16("mps")
