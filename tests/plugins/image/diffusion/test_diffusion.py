"""image.diffusion on small pipelines of four families: diffusers' own pixels, and what is added."""

import inspect
import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from muse import Cancelled, Host, InvalidField, NotReady, Preview, Progress, RequestError
from muse_image.diffusion.condition import DiffusionCondition, parted
from plugins.image.diffusing import SIZE, direct, drawn, grey, mask, noise, pixels, run
from plugins.image.diffusion_models import KINDS, build_controlnet, build_lora

# diffusers hands tensors to numpy in ways that numpy 2 means to change.
pytestmark = pytest.mark.filterwarnings("ignore:__array:DeprecationWarning")

FLOWS = ("sd3", "flux")


# -- the library's own pixels


@pytest.mark.neural
@pytest.mark.parametrize("kind", KINDS)
def test_pixels_are_the_librarys_own(host: Host, models: dict[str, Path], kind: str) -> None:
    made = run(host, models[kind], **SIZE)
    pipe = direct(models[kind])
    wanted = pipe("a red fox", num_inference_steps=2, generator=noise(), **SIZE).images[0]
    assert np.array_equal(pixels(made.data), np.asarray(wanted))
    assert np.asarray(wanted).std() > 5  # it is no single grey
    facts = made.report.measured
    assert (facts["width"], facts["height"], facts["steps"]) == (64, 64, 2)
    assert facts["pipeline"] == type(pipe).__name__


@pytest.mark.neural
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_to_start_from_and_a_mask(host: Host, models: dict[str, Path], kind: str) -> None:

    start, area = drawn(), mask()
    options = {"num_inference_steps": 4, "strength": 0.5, **SIZE}
    image = Image.open(io.BytesIO(start)).convert("RGB")
    for auto, extra, more in (
        ("AutoPipelineForImage2Image", {}, {}),
        ("AutoPipelineForInpainting", {"mask": area}, {"mask_image": grey(area)}),
    ):
        pipe = direct(models[kind], auto)
        takes = inspect.signature(pipe.__call__).parameters
        given = {k: v for k, v in {**options, **more}.items() if k in takes}
        wanted = pipe("a red fox", image=image, generator=noise(), **given).images[0]
        made = run(host, models[kind], init=start, strength=0.5, steps=4, **SIZE, **extra)
        assert np.array_equal(pixels(made.data), np.asarray(wanted)), auto


@pytest.mark.neural
def test_guidance_negative_prompt_and_scheduler_are_the_librarys(
    host: Host, models: dict[str, Path]
) -> None:
    import diffusers

    pipe = direct(models["sd"])
    pipe.scheduler = diffusers.DPMSolverMultistepScheduler.from_config(
        pipe.scheduler.config, use_karras_sigmas=True
    )
    wanted = pipe(
        "a red fox", negative_prompt="snow", guidance_scale=4.0, num_inference_steps=3,
        generator=noise(), **SIZE,
    ).images[0]  # fmt: skip
    made = run(
        host, models["sd"], negative_prompt="snow", guidance=4.0, steps=3,
        scheduler="dpm++-karras", **SIZE,
    )  # fmt: skip
    assert np.array_equal(pixels(made.data), np.asarray(wanted))
    assert made.report.measured["scheduler"] == "dpm++-karras"
    plain = run(host, models["sd"], steps=3, **SIZE)
    assert not np.array_equal(pixels(made.data), pixels(plain.data))


@pytest.mark.neural
@pytest.mark.parametrize("kind", KINDS)
def test_every_scheduler_works_or_is_refused(
    host: Host, models: dict[str, Path], kind: str
) -> None:
    from muse_image.diffusion import schedulers

    for name in schedulers.CLASSES:
        if (kind, name) == ("flux", "flow-heun"):
            with pytest.raises(InvalidField, match="FluxPipeline doesn't support flow-heun"):
                run(host, models[kind], scheduler=name, **SIZE)
        elif name.startswith("flow-") == (kind in FLOWS):
            made = run(host, models[kind], scheduler=name, steps=3, **SIZE)
            assert np.isfinite(pixels(made.data).std())
            assert made.report.measured["scheduler"] == name
        else:
            with pytest.raises(
                InvalidField, match=re.escape(f"scheduler: {name} isn't for models")
            ):
                run(host, models[kind], scheduler=name, **SIZE)


# -- items


@pytest.mark.neural
def test_each_item_alone_is_what_it_was_among_others(host: Host, models: dict[str, Path]) -> None:
    three = run(host, models["sd"], count=3, seed=8, **SIZE)
    alone = run(host, models["sd"], seed=10, **SIZE)
    assert (
        three[2].data == alone.data or pixels(three[2].data).tolist() == pixels(alone.data).tolist()
    )
    assert not np.array_equal(pixels(three[0].data), pixels(three[1].data))
    again = run(host, models["sd"], seed=10, **SIZE)
    assert again.data == alone.data


@pytest.mark.neural
def test_one_batch_is_nearly_the_same_as_one_by_one(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse_image import likeness
    from muse_image.diffusion.session import Session

    single = run(host, models["sdxl"], count=2, **SIZE)
    monkeypatch.setattr(Session, "batches", lambda self, lease: iter([self.run.items]))
    both = run(host, models["sdxl"], count=2, **SIZE)
    for one, two in zip(single, both, strict=True):
        near = likeness.compare(one.data, two.data)
        assert near is not None and near.near


@pytest.mark.neural
def test_steps_are_told_previews_shown_and_a_stop_leaves_nothing(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    stream = host.stream(
        "image.diffusion", model=str(models["sd"]), prompt="a red fox", steps=6, preview=2, seed=1,
        **SIZE,
    )  # fmt: skip
    events = list(stream)
    told = [e.done for e in events if isinstance(e, Progress)]
    assert told == sorted(told)
    assert told[-1] == 1
    shown = [e for e in events if isinstance(e, Preview)]
    assert len(shown) == 2
    assert pixels(shown[0].data).shape == (64, 64, 3)

    target = tmp_path / "fox.png"
    stream = host.stream(
        "image.diffusion", model=str(models["sd"]), prompt="a red fox", steps=50, seed=1,
        output=target, **SIZE,
    )  # fmt: skip
    with pytest.raises(Cancelled):
        for event in stream:
            if isinstance(event, Progress) and event.done > 0:
                stream.cancel()
    assert not target.exists()
    assert run(host, models["sd"], **SIZE).data  # a second lease is given: the first one is free


# -- refusals


@pytest.mark.neural
@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("flux", {"negative_prompt": "snow"}, "negative_prompt: flux is guidance-distilled"),
        (
            "sd",
            {"negative_prompt": "snow", "guidance": 1.0},
            "negative_prompt: it has no effect with guidance 1",
        ),
        ("sd", {"width": 65}, "sd: .*divisible by 8"),
        ("sd", {"init": b"no picture"}, "init: data can't be read as a picture"),
    ],
)
def test_what_a_model_cannot_use_is_refused(
    host: Host, models: dict[str, Path], kind: str, fields: dict[str, Any], told: str
) -> None:
    with pytest.raises(RequestError, match=told):
        run(host, models[kind], **{**SIZE, **fields})


@pytest.mark.neural
def test_fields_that_need_another_are_refused(host: Host, tmp_path: Path) -> None:
    for fields, told in (
        ({"strength": 0.4}, "strength: requires init;"),
        ({"mask": b"x"}, "mask: requires init;"),
        ({"control": b"x"}, "control: requires controlnet;"),
        ({"controlnet": "a/b"}, "controlnet: requires control;"),
        ({"control_scale": 1.0}, "control_scale: requires controlnet;"),
        ({"lora": ["a.safetensors=much"]}, "expected a number after its ="),
        ({"lora": ["a.safetensors=99"]}, "a weight from -10 to 10"),
    ):
        with pytest.raises(InvalidField, match=told):
            host.run("image.diffusion", prompt="a", model=str(tmp_path), **fields)
    assert parted("owner/name") == ("owner/name", 1.0)
    assert parted("ink.safetensors=-0.5") == ("ink.safetensors", -0.5)
    assert DiffusionCondition(lora=["a=1"]).lora == ["a=1"]


@pytest.mark.neural
def test_models_of_another_kind_and_absent_ones(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(NotReady, match="sd-turbo"):
        host.run("image.diffusion", prompt="a", model="sd-turbo")
    other = tmp_path / "other"
    other.mkdir()
    (other / "config.json").write_text("{}")
    with pytest.raises(RequestError):
        run(host, other)
    unknown = tmp_path / "unknown"
    shutil.copytree(models["sd"], unknown)
    index = json.loads((unknown / "model_index.json").read_text())
    (unknown / "model_index.json").write_text(json.dumps({**index, "_class_name": "Foo"}))
    with pytest.raises(InvalidField, match=r"model: unknown \(Foo\) doesn't support text to image"):
        run(host, unknown)
    index["unet"] = ["pipeline_with_code", "Unet"]
    (unknown / "model_index.json").write_text(json.dumps(index))
    with pytest.raises(RequestError, match="code included in a model isn't run"):
        run(host, unknown, **SIZE)


@pytest.mark.neural
def test_long_and_chinese_prompts_are_told(host: Host, models: dict[str, Path]) -> None:
    notes = run(host, models["sd"], prompt="雪中的狐狸", **SIZE).report.notes
    assert any("understands English" in note for note in notes)
    notes = run(host, models["sd"], prompt="red " * 90, **SIZE).report.notes
    assert any("used only the first 77 of the prompt's 92 tokens" in note for note in notes)


# -- sharing, adapters, control


def _parts(weights: Any) -> Any:
    from muse_image.diffusion import family

    return family.opened(weights).components()


def _sources(weights: Any) -> dict[str, str]:
    return {part.subfolder: part.source for part in _parts(weights)}


@pytest.mark.neural
def test_models_share_what_they_have_the_same(
    models: dict[str, Path], tmp_path: Path, host: Host
) -> None:
    from muse.weights.find import find

    other = tmp_path / "other"
    shutil.copytree(models["sd"], other)
    unet = next((other / "unet").glob("*.safetensors"))
    data = bytearray(unet.read_bytes())
    data[-4] ^= 1
    unet.write_bytes(data)
    one, two = (
        {c.subfolder: c.key("float32") for c in _parts(find(p))} for p in (models["sd"], other)
    )
    assert one["text_encoder"] == two["text_encoder"]
    assert one["vae"] == two["vae"]
    assert one["unet"] != two["unet"]
    hub = replace(find(other), revision="a" * 40)  # other models of the hub have other commits
    assert one["vae"] == {c.subfolder: c.key("float32") for c in _parts(hub)}["vae"]
    data[-4] ^= 3  # the same folder, trained further
    unet.write_bytes(data)
    three = {c.subfolder: c.key("float32") for c in _parts(find(other))}
    assert len({one["unet"], two["unet"], three["unet"]}) == 3
    copy = Path(shutil.copytree(other, tmp_path / "copy"))
    assert _sources(find(copy))["unet"] == str(other), "where it was seen first"
    unet.write_bytes(data[:-4] + b"\0\0\0\0")
    assert _sources(find(copy))["unet"] == str(copy), "and is no more"
    assert run(host, models["sd"], **SIZE).data
    assert run(host, other, **SIZE).data


@pytest.mark.neural
@pytest.mark.filterwarnings("ignore:Already found a `peft_config`:UserWarning")
def test_loras_are_put_in_with_their_weights_and_taken_out(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    first, second = (build_lora(tmp_path / f"l{n}", models["sd"], n) for n in (1, 2))
    plain = run(host, models["sd"], **SIZE)
    made = run(host, models["sd"], lora=[f"{first}=0.5", str(second)], **SIZE)
    pipe = direct(models["sd"])
    pipe.load_lora_weights(str(first.parent), weight_name=first.name, adapter_name="a")
    pipe.load_lora_weights(str(second.parent), weight_name=second.name, adapter_name="b")
    pipe.set_adapters(["a", "b"], [0.5, 1.0])
    wanted = pipe("a red fox", num_inference_steps=2, generator=noise(), **SIZE).images[0]
    assert np.array_equal(pixels(made.data), np.asarray(wanted))
    assert not np.array_equal(pixels(made.data), pixels(plain.data))
    assert run(host, models["sd"], **SIZE).data == plain.data
    with pytest.raises(RequestError, match=r"lora: .* (doesn't fit|has no effect)"):
        run(host, models["sd3"], lora=[str(first)], **SIZE)
    assert made.recipe["condition"]["lora"] == [f"{first.name}=0.5", second.name]


@pytest.mark.neural
def test_a_controlnet_is_followed(host: Host, models: dict[str, Path], tmp_path: Path) -> None:
    import diffusers

    folder = build_controlnet(tmp_path / "edges", models["sd"])
    made = run(
        host, models["sd"], controlnet=str(folder), control=drawn(), control_scale=0.7, **SIZE
    )
    net = diffusers.ControlNetModel.from_pretrained(folder)
    pipe = direct(models["sd"], controlnet=net)
    wanted = pipe(
        "a red fox", image=Image.open(io.BytesIO(drawn())).convert("RGB"), num_inference_steps=2,
        controlnet_conditioning_scale=0.7, generator=noise(), **SIZE,
    ).images[0]  # fmt: skip
    assert np.array_equal(pixels(made.data), np.asarray(wanted))
    with pytest.raises(RequestError, match="is not a diffusers ControlNet"):
        run(host, models["sd"], controlnet=str(models["sd"]), control=drawn(), **SIZE)


@pytest.mark.neural
def test_modules_take_turns_where_not_all_fit(host: Host, models: dict[str, Path]) -> None:
    from contextlib import contextmanager

    import torch

    from muse_image.diffusion.turns import turns

    class Lease:
        strategy, device = "sequential", "cpu"
        entered: list[str] = []

        @contextmanager
        def on(self, module: Any) -> Any:
            self.entered.append(module.kind)
            assert not getattr(self, "inside", False)
            self.inside = True
            yield module
            self.inside = False

    class Part(torch.nn.Module):
        def __init__(self, kind: str) -> None:
            super().__init__()
            self.kind = kind

        def forward(self) -> str:
            return self.kind

        def decode(self) -> str:
            return f"{self.kind} decodes"

    lease = Lease()
    parts = {kind: Part(kind) for kind in ("text", "unet", "vae")}
    with turns(lease, parts):
        assert [parts["text"](), parts["unet"](), parts["unet"](), parts["vae"].decode()] == [
            "text", "unet", "unet", "vae decodes",
        ]  # fmt: skip
    assert lease.entered == ["text", "unet", "vae"]
    assert not lease.inside
    assert "forward" not in vars(parts["text"])


def test_the_module_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    heavy = "('torch', 'numpy', 'diffusers', 'transformers', 'PIL')"
    code = f"import sys, muse_image.diffusion; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.neural
def test_a_start_that_leaves_no_steps_is_refused(host: Host, models: dict[str, Path]) -> None:
    with pytest.raises(InvalidField, match=r"steps: 2 at a strength of 0\.25 leave no step to run"):
        run(host, models["sd"], init=drawn(), strength=0.25, **SIZE)
