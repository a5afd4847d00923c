"""Neural generators: what is broken or odd in weights and pictures is refused or told, never made
into a black picture."""

import io
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from muse import GenerationError, Host, InvalidField, NotReady, Progress, RequestError
from plugins.image.diffusing import SIZE, direct, drawn, mask, noise, pixels, run
from plugins.image.diffusion_models import KINDS, build

pytestmark = [pytest.mark.neural, pytest.mark.filterwarnings("ignore:__array:DeprecationWarning")]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each family; other weights than other tests have, which would share them."""
    pytest.importorskip("torch")
    root = tmp_path_factory.mktemp("diffusion")
    return {kind: build(root / kind, kind, seed=2) for kind in KINDS}


def poisoned(model: Path, folder: Path, part: str, factor: float) -> Path:
    """Copy a model, with all weights of a part multiplied."""
    from safetensors.torch import load_file, save_file

    shutil.copytree(model, folder)
    [path] = (folder / part).glob("*.safetensors")
    save_file({k: v * factor for k, v in load_file(path).items()}, path, {"format": "pt"})
    return folder


def as_bytes(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


# -- values that are no numbers


@pytest.mark.parametrize("part", ["unet", "vae"])
def test_weights_times_infinity_are_no_black_picture(
    host: Host, models: dict[str, Path], tmp_path: Path, part: str
) -> None:
    broken = poisoned(models["sd"], tmp_path / "broken", part, float("inf"))
    with pytest.raises(GenerationError, match=r"broken gave no picture: .*\(NaN\)") as told:
        run(host, broken, **SIZE)
    assert "pull or copy the model again" in str(told.value.hint)
    assert run(host, models["sd"], **SIZE).data, "the next run is whole"


@pytest.mark.parametrize("name", ["cgan", "vae"])
def test_small_networks_of_nan_make_no_black_picture(host: Host, tmp_path: Path, name: str) -> None:
    from safetensors import safe_open
    from safetensors.torch import save_file

    from plugins.image.learnt_models import build as learnt

    path = learnt(tmp_path / name, name)
    with safe_open(path, "pt") as file:
        header = file.metadata()
        tensors = {key: file.get_tensor(key) for key in file.keys()}
    network = {"cgan": "generator.", "vae": "vae."}[name]
    save_file(
        {k: v * float("nan") if k.startswith(network) else v for k, v in tensors.items()},
        path, header,
    )  # fmt: skip
    with pytest.raises(GenerationError, match="its values are no numbers"):
        host.run(f"image.{name}", model=str(path), label="cat")


def test_a_training_that_fails_ends_with_the_way_out(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse_image.training.learner import Learner

    whole = Learner.advance

    def diverges(self: Learner, batch: Any) -> Any:
        losses = whole(self, batch)
        return {k: v * float("nan") for k, v in losses.items()} if batch.step > 5 else losses

    monkeypatch.setattr(Learner, "advance", diverges)
    fields = {"data": "digits", "size": 8, "batch": 8, "steps": 40, "width": 16}
    with pytest.raises(GenerationError, match=r"the training has failed: .* nan") as told:
        host.run("image.vae:train", **fields)
    assert "lower --rate" in str(told.value.hint)
    assert not list((tmp_path / "home").rglob("checkpoint.safetensors")), "NaN isn't kept"


# -- what was handed in


@pytest.mark.parametrize("kind", ["sd", "sdxl"])
def test_a_mask_that_is_transparent_paints_nothing_there(
    host: Host, models: dict[str, Path], kind: str
) -> None:
    clear = Image.new("RGBA", (64, 64), (255, 255, 255, 0))
    clear.paste((255, 255, 255, 255), (16, 16, 48, 48))
    fields = {"init": drawn(), "strength": 0.9, **SIZE}
    wanted = run(host, models[kind], mask=mask(), **fields)
    made = run(host, models[kind], mask=as_bytes(clear), **fields)
    assert np.array_equal(pixels(made.data), pixels(wanted.data))
    assert any("mask is transparent in places" in note for note in made.report.notes)
    assert not wanted.report.notes


def test_an_opaque_mask_with_alpha_is_as_without(host: Host, models: dict[str, Path]) -> None:
    opaque = as_bytes(Image.open(io.BytesIO(mask())).convert("RGBA"))
    fields = {"init": drawn(), "strength": 0.9, **SIZE}
    one, other = (run(host, models["sd"], mask=each, **fields) for each in (opaque, mask()))
    assert np.array_equal(pixels(one.data), pixels(other.data))
    assert not one.report.notes


def test_a_picture_that_is_resized_or_transparent_is_told(
    host: Host, models: dict[str, Path]
) -> None:
    odd = as_bytes(Image.open(io.BytesIO(drawn())).resize((61, 47)))
    made = run(host, models["sd"], init=odd, strength=0.9)
    assert pixels(made.data).shape == (46, 60, 3)
    [note] = made.report.notes
    assert note.startswith("The init picture was resized from 61 x 47 to 60 x 46 px, as Stable")
    clear = as_bytes(Image.open(io.BytesIO(drawn())).convert("RGBA").point(lambda v: v // 2))
    assert run(host, models["sd"], init=clear, strength=0.9).report.notes == [
        "The transparency of init is ignored."
    ]


# -- what was asked


@pytest.mark.parametrize(
    ("fields", "steps", "taken"),
    [
        ({"steps": 10, "init": drawn(), "strength": 0.5}, 10, 5),
        ({"steps": 4, "scheduler": "heun"}, 4, 7),
        ({"steps": 6, "scheduler": "pndm"}, 6, 7),
        ({"steps": 3}, 3, None),
    ],
)
def test_steps_are_measured_as_they_were_asked_for(
    host: Host, models: dict[str, Path], fields: dict[str, Any], steps: int, taken: int | None
) -> None:
    report = run(host, models["sd"], **{**SIZE, **fields}).report
    assert report.measured["steps"] == steps
    assert report.measured.get("steps_taken") == taken
    assert not report.disagreements()


@pytest.mark.parametrize("kind", ["sd", "sdxl"])
def test_a_size_that_does_not_fit_names_those_that_do(
    host: Host, models: dict[str, Path], kind: str
) -> None:
    with pytest.raises(InvalidField, match=rf"width: 65 px don't suit {kind}: .* by 8") as told:
        run(host, models[kind], width=65, height=64)
    assert told.value.hint == "give --width 64 or 72"


def test_a_model_that_paints_into_pictures_asks_for_one(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    import diffusers

    folder = tmp_path / "fills"
    pipe = direct(models["sd"])
    config = {**pipe.unet.config, "in_channels": 9}
    pipe.unet = diffusers.UNet2DConditionModel.from_config(config)
    pipe.save_pretrained(folder)
    for fields in ({}, {"init": drawn()}):
        with pytest.raises(InvalidField, match="mask: fills only paints into a picture") as told:
            run(host, folder, **fields, **SIZE)
        assert "--init and --mask" in str(told.value.hint)
    made = run(host, folder, init=drawn(), mask=mask(), **SIZE)
    wanted = direct(folder, "AutoPipelineForInpainting")(
        "a red fox", image=Image.open(io.BytesIO(drawn())).convert("RGB"),
        mask_image=Image.open(io.BytesIO(mask())), num_inference_steps=2, generator=noise(), **SIZE,
    ).images[0]  # fmt: skip
    assert np.array_equal(pixels(made.data), np.asarray(wanted))


def test_what_the_emoji_model_cannot_do_is_refused_by_its_field(host: Host) -> None:
    fields = {"model": "emoji", "prompt": "a cat", "steps": 2, "seed": 1, **SIZE}
    with pytest.raises(InvalidField, match=r"mask: emoji .* can't repaint a part of a picture"):
        host.run("image.diffusion", init=drawn(), mask=mask(), **fields)
    with pytest.raises(InvalidField, match=r"scheduler: with dpm2-a the values of emoji are no"):
        host.run("image.diffusion", scheduler="dpm2-a", **fields)


def test_pickled_and_packed_weights_say_what_to_do(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "old"
    shutil.copytree(models["sd"], folder)
    [weights] = (folder / "unet").glob("*.safetensors")
    weights.rename(weights.with_suffix(".bin"))
    with pytest.raises(RequestError, match=r"unet has no \.safetensors, only pickle checkpoints"):
        run(host, folder, **SIZE)
    packed = Path(shutil.make_archive(str(tmp_path / "dif"), "zip", models["sd"]))
    with pytest.raises(RequestError, match=r"dif\.zip is packed; unpack it .*give the folder dif"):
        run(host, packed, **SIZE)


# -- what a training is given


def test_a_folder_of_what_is_not_read_names_the_files_and_the_way(
    host: Host, tmp_path: Path
) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(7):
        (folder / f"IMG_{number}.HEIC").write_bytes(b"ftypheic")
    (folder / "film.mov").write_bytes(b"")
    with pytest.raises(RequestError, match=r"that can be read \(7 HEIC, 1 video\)") as told:
        host.run("image.vae:train", data=str(folder))
    assert str(told.value.hint).startswith("save IMG_0.HEIC, IMG_1.HEIC, ")
    assert str(told.value.hint).endswith(", ... as JPEG or PNG, and give their folder")
    (folder / "cut.png").write_bytes(drawn()[:400])
    for number in range(8):
        (folder / f"{number}.png").write_bytes(drawn(16 + number))
    fields = {"data": str(folder), "size": 8, "batch": 8, "steps": 2, "width": 16, "latent": 8}
    [note] = host.run("image.vae:train", **fields).report.notes
    assert "7 HEIC (IMG_0.HEIC, IMG_1.HEIC, IMG_2.HEIC, IMG_3.HEIC, IMG_4.HEIC, ...)" in note
    assert "1 damaged (cut.png)" in note


@pytest.mark.parametrize("supported", [True, False])
def test_bfloat16_is_avoided_where_the_processor_has_none(
    host: Host, monkeypatch: pytest.MonkeyPatch, supported: bool
) -> None:
    from muse_image.training import precision

    monkeypatch.setattr(precision, "has_bfloat16", lambda device: supported)
    fields = {"data": "digits", "size": 8, "batch": 8, "steps": 2, "width": 16, "latent": 8}
    made = host.run("image.vae:train", precision="bfloat16", device="cpu", **fields)
    adjusted = made.report.adjusted.get("precision")
    assert (adjusted is None) == supported
    if adjusted is not None:
        assert (adjusted.asked, adjusted.used) == ("bfloat16", "float32")
        assert made.data == host.run("image.vae:train", device="cpu", **fields).data
        assert made[0].recipe["condition"]["precision"] == "float32"


# -- words that a small network doesn't know


@pytest.mark.parametrize(
    ("prompt", "label", "lost"),
    [
        ("两只红色的鸟", "bird", ("两只", "红色")),
        ("a red bird", "bird", ("red",)),
        ("a cat with a party hat", "cat", ("party", "hat")),
        ("一只猫", "cat", ()),
        ("three boats", "boat", ("three",)),
        ("a heart, red", "heart", ("red",)),
        ("红色", "red", ()),
        ("a dragon", None, ("dragon",)),
    ],
)
def test_the_thing_is_the_class_and_the_rest_is_told(
    host: Host, prompt: str, label: str | None, lost: tuple[str, ...]
) -> None:
    report = host.run("image.cgan", prompt=prompt, seed=1).report
    assert report.not_understood == lost
    if label is not None:
        assert report.measured["label"] == label
        assert report.chosen["label"] == label
    else:
        assert "names no class" in report.notes[0]
        assert "and 58 more (muse generators image.cgan lists all)" in report.notes[0]


def test_words_without_a_token_are_told(host: Host) -> None:
    def lost(prompt: str) -> tuple[str, ...]:
        made = host.run("image.diffusion", prompt=prompt, steps=1, seed=1)
        return made.report.not_understood

    assert lost("a smiling cat with a party hat") == ()
    assert lost("xylophone of quantum cheese, 麒麟") == ("xylophone", "quantum", "麒麟")
    assert lost("红色的心") == ()


def test_all_classes_can_be_listed(host: Host) -> None:
    with pytest.raises(InvalidField, match=r"and 58 more \(muse generators image.cgan lists all"):
        host.run("image.cgan", label="zebra")
    assert len(host.choices("image.cgan")["label"]) == 70
    assert host.choices("image.sketch") == {}


# -- before anything is loaded


@pytest.mark.parametrize("name", ["image.diffusion", "music.musicgen"])
def test_what_is_loaded_is_told_before_it_is_looked_for(host: Host, name: str) -> None:
    fields = {"prompt": "a calm piano", "model": "nobody/none"}
    with host.stream(name, **fields) as stream:
        first = next(stream)
        assert isinstance(first, Progress)
        assert (first.done, first.note) == (0, "loading nobody/none")
        with pytest.raises(NotReady, match="muse pull nobody/none"):
            list(stream)
