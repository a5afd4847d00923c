"""Families that AutoPipeline has no list for, settings of model_index.json, a family's own
arguments, and LoRAs that fit in part."""

import inspect
import io
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from muse import Cancelled, Host, InvalidField, Preview, Progress, RequestError
from muse_image.diffusion import pipelines, steps
from muse_image.diffusion.condition import DiffusionCondition, named
from plugins.image.diffusing import SIZE, direct, drawn, grey, mask, noise, pixels, run
from plugins.image.diffusion_models import build_lora
from plugins.image.further_models import FURTHER, build

pytestmark = [
    pytest.mark.filterwarnings("ignore:__array:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.FluxPosEmbed. is deprecated:FutureWarning"),  # Chroma's own
]


@pytest.fixture(scope="module")
def further(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each of the further families."""
    pytest.importorskip("torch")
    root = tmp_path_factory.mktemp("further")
    return {kind: build(root / kind, kind) for kind in FURTHER}


def library(cls: str, folder: Path, **arguments: Any) -> np.ndarray:
    """Return the pixels of a pipeline of diffusers, called directly."""
    pipe = direct(folder, cls)
    made = pipe("a red fox", num_inference_steps=2, generator=noise(), **arguments, **SIZE)
    return np.asarray(made.images[0])


@pytest.mark.neural
@pytest.mark.parametrize(
    ("kind", "cls"),
    [("bria", "BriaPipeline"), ("chroma", "ChromaPipeline"), ("krea2", "Krea2Pipeline")],
)
def test_pixels_of_further_families_are_the_librarys(
    host: Host, further: dict[str, Path], kind: str, cls: str
) -> None:
    made = run(host, further[kind], **SIZE)
    assert made.report.measured["pipeline"] == cls
    assert np.array_equal(pixels(made.data), library(cls, further[kind]))
    assert pixels(made.data).std() > 5


@pytest.mark.neural
@pytest.mark.parametrize(
    ("kind", "cls", "masked"),
    [
        ("chroma", "ChromaImg2ImgPipeline", False),
        ("fill", "FluxFillPipeline", True),
    ],
)
def test_they_start_from_pictures_too(
    host: Host, further: dict[str, Path], kind: str, cls: str, masked: bool
) -> None:
    start = drawn()
    made = run(host, further[kind], init=start, **({"mask": mask()} if masked else {}), **SIZE)
    given: dict[str, Any] = {"image": Image.open(io.BytesIO(start)).convert("RGB")}
    if masked:
        given["mask_image"] = grey(mask())
    assert np.array_equal(pixels(made.data), library(cls, further[kind], **given))
    assert made.report.measured["pipeline"] == cls


@pytest.mark.neural
def test_what_a_family_cannot_do_names_what_it_can(host: Host, further: dict[str, Path]) -> None:
    for fields in ({}, {"init": drawn()}):
        with pytest.raises(InvalidField, match=r"mask: fill .* paints into a picture; give --init"):
            run(host, further["fill"], **fields, **SIZE)
    with pytest.raises(InvalidField, match=r"init: bria .* doesn't support image to image"):
        run(host, further["bria"], init=drawn(), **SIZE)


@pytest.mark.neural
@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("AudioLDM2Pipeline", pipelines.TEXT),
        ("LTXPipeline", pipelines.TEXT),
        ("LattePipeline", pipelines.TEXT),
        ("KandinskyPriorPipeline", pipelines.TEXT),
        ("BriaFiboPipeline", pipelines.IMAGE),  # BriaFiboEdit has weights of its own
        ("QwenImageEditPipeline", pipelines.TEXT),
    ],
)
def test_what_gives_no_pictures_or_needs_other_weights_is_none(name: str, task: str) -> None:
    cls = pipelines.class_of(name)
    assert cls is not None
    parts = inspect.signature(cls.__init__).parameters
    assert pipelines.find(name, task, parts, False) is None


# -- settings of model_index.json


def changed(model: Path, folder: Path, **settings: Any) -> Path:
    shutil.copytree(model, folder)
    path = folder / "model_index.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **settings}))
    return folder


@pytest.mark.neural
def test_settings_that_are_lists_reach_the_pipeline(
    host: Host, further: dict[str, Path], tmp_path: Path
) -> None:
    other = changed(further["krea2"], tmp_path / "other", text_encoder_select_layers=[0, 2])
    made = run(host, other, **SIZE)
    assert np.array_equal(pixels(made.data), library("Krea2Pipeline", other))
    plain = run(host, further["krea2"], **SIZE)
    assert not np.array_equal(pixels(made.data), pixels(plain.data))


@pytest.mark.neural
def test_settings_that_no_pipeline_knows_are_told(
    host: Host, further: dict[str, Path], tmp_path: Path
) -> None:
    odd = changed(further["chroma"], tmp_path / "odd", taps=[1, 2, 3], sheen="gold", nothing=None)
    assert run(host, odd, **SIZE).report.notes == [
        "ChromaPipeline doesn't know taps, sheen, which the model_index.json of odd sets."
    ]


# -- a family's own arguments


def test_arguments_are_json_or_a_text() -> None:
    assert named("max-sequence-length=256") == ("max_sequence_length", 256)
    assert named("prompt_2=oil on canvas") == ("prompt_2", "oil on canvas")
    assert named('kwargs={"scale": 0.5}') == ("kwargs", {"scale": 0.5})
    for wrong in ("clip_skip", "=3", "a b=3", "x[0]=1"):
        with pytest.raises(ValueError, match="expected name=value"):
            DiffusionCondition(argument=[wrong])
    with pytest.raises(ValueError, match="clip_skip is given twice"):
        DiffusionCondition(argument=["clip_skip=1", "clip-skip=2"])


@pytest.mark.neural
def test_an_argument_reaches_the_pipeline(
    host: Host, models: dict[str, Path], further: dict[str, Path]
) -> None:
    made = run(host, models["sd"], argument=["eta=0.5", "guidance_rescale=0.7"], **SIZE)
    pipe = direct(models["sd"])
    wanted = pipe(
        "a red fox", num_inference_steps=2, generator=noise(), eta=0.5, guidance_rescale=0.7,
        **SIZE,
    ).images[0]  # fmt: skip
    assert np.array_equal(pixels(made.data), np.asarray(wanted))
    assert made.report.applied["argument"] == ["eta=0.5", "guidance_rescale=0.7"]
    assert made[0].recipe["condition"]["argument"] == ["eta=0.5", "guidance_rescale=0.7"]
    several = run(host, models["sdxl"], argument=["prompt_2=snow"], count=2, **SIZE)
    plain = run(host, models["sdxl"], count=2, **SIZE)
    assert not np.array_equal(pixels(several[1].data), pixels(plain[1].data))


@pytest.mark.neural
@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ("clip_skp=1", "StableDiffusionPipeline takes no 'clip_skp'; it takes clip_skip"),
        ("num_inference_steps=3", "num_inference_steps is a field of its own; give --steps"),
        ("latents=[1]", "takes no 'latents'"),
        ("output_type=np", "takes no 'output_type'"),
        ("self=1", "takes no 'self'"),
        ("clip_skip=no", r"StableDiffusionPipeline refuses clip_skip=no \("),
        ('guidance_rescale={"a": 1}', "refuses guidance_rescale="),
    ],
)
def test_an_argument_that_is_none_or_wrong_is_refused(
    host: Host, models: dict[str, Path], argument: str, told: str
) -> None:
    with pytest.raises(RequestError, match=f"argument: .*{told}|argument: {told}"):
        run(host, models["sd"], argument=[argument], **SIZE)


# -- steps of pipelines that take no callback


class Plain:
    """A pipeline that draws a bar and takes no callback."""

    def __call__(self, prompt: str) -> None:
        with self.progress_bar(total=3) as bar:
            for _ in range(3):
                bar.update()
        for _ in self.progress_bar([1, 2]):
            pass

    def progress_bar(self, iterable: Any = None, total: Any = None) -> Any:
        raise AssertionError("it is counted instead")


class Old:
    """A pipeline with the callback of old."""

    def __call__(self, prompt: str, callback: Any = None, callback_steps: int = 1) -> None:
        for step in range(2):
            callback(step, 0, "latents")


@pytest.mark.parametrize(
    ("pipe", "told"),
    [
        (Plain(), [(1, 3, None), (2, 3, None), (3, 3, None), (1, 2, None), (2, 2, None)]),
        (Old(), [(1, 1, "latents"), (2, 2, "latents")]),
    ],
)
def test_every_pipeline_tells_its_steps(pipe: Any, told: list[Any]) -> None:
    found: list[Any] = []
    pipe(prompt="x", **steps.followed(pipe, lambda *step: found.append(step)))
    assert found == told


@pytest.mark.neural
def test_a_pipeline_without_a_callback_shows_progress_and_is_cancelled(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = steps.followed

    def bar_alone(pipe: Any, stepped: steps.Stepped) -> dict[str, Any]:
        class Dumb(type(pipe)):  # type: ignore[misc]
            def __call__(self, prompt: str) -> Any:
                raise AssertionError

        dumb = Dumb.__new__(Dumb)
        given = before(dumb, stepped)
        pipe.progress_bar = dumb.progress_bar
        return given

    monkeypatch.setattr(steps, "followed", bar_alone)
    fields = {"model": str(models["sd"]), "prompt": "a red fox", "seed": 5, "steps": 4, **SIZE}
    with host.stream("image.diffusion", preview=1, **fields) as stream:
        events = list(stream)
    notes = [event.note for event in events if isinstance(event, Progress)]
    assert notes[-1] == "step 4 of 4"
    assert not [event for event in events if isinstance(event, Preview)]
    assert "preview" in stream.report.ignored
    with host.stream("image.diffusion", **fields) as stream, pytest.raises(Cancelled):
        for event in stream:
            if isinstance(event, Progress) and event.done:
                stream.cancel()


# -- LoRAs that fit in part


@pytest.mark.neural
def test_parts_of_a_lora_that_fit_nothing_are_told(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    from safetensors.torch import load_file, save_file

    whole = build_lora(tmp_path, models["sd"], 3)
    assert not run(host, models["sd"], lora=[str(whole)], **SIZE).report.notes
    tensors = load_file(whole)
    parts = sorted({name.rpartition(".lora")[0] for name in tensors})
    odd = tmp_path / "odd.safetensors"
    for name in [name for name in tensors if name.startswith(tuple(parts[:2]))]:
        tensors[name.replace("attentions.0", "attentions.7")] = tensors.pop(name)
    save_file(tensors, odd)
    made = run(host, models["sd"], lora=[str(odd)], **SIZE)
    assert made.report.notes == [
        f"2 of the {len(parts)} parts of odd.safetensors fit nothing in sd and have no effect."
    ]
    assert run(host, models["sd"], **SIZE).data == run(host, models["sd"], **SIZE).data
