"""Every field of every family: it changes the picture, or it is refused by its name, or told."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from muse import Host, InvalidField, Preview, RequestError
from plugins.image.diffusing import SIZE, direct, drawn, mask, noise, pixels, run
from plugins.image.diffusion_models import KINDS, build_controlnet, build_lora

pytestmark = [pytest.mark.neural, pytest.mark.filterwarnings("ignore:__array:DeprecationWarning")]

START = {"init": drawn(), "strength": 0.6, "steps": 4}
CHANGES: list[dict[str, Any]] = [
    {"prompt": "a blue fish"},
    {"seed": 6},
    {"steps": 3},
    {"width": 32},
    {"height": 32},
    START,
    {**START, "mask": mask()},
]
"""What changes the picture of any family."""
USES = {
    "sd": {"guidance", "negative_prompt"},
    "sdxl": {"guidance", "negative_prompt"},
    "sd3": {"guidance", "negative_prompt"},
    "flux": {"guidance"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_every_family_has(host: Host, models: dict[str, Path], kind: str) -> None:
    plain = pixels(run(host, models[kind], **SIZE).data)
    for fields in CHANGES:
        made = pixels(run(host, models[kind], **{**SIZE, **fields}).data)
        assert made.shape != plain.shape or not np.array_equal(made, plain), fields.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_guidance_and_what_to_lead_away_from(
    host: Host, models: dict[str, Path], kind: str
) -> None:
    plain = pixels(run(host, models[kind], **SIZE).data)
    for field, value in (("guidance", 9.0), ("negative_prompt", "snow")):
        if field in USES[kind]:
            made = pixels(run(host, models[kind], **{field: value}, **SIZE).data)
            assert not np.array_equal(made, plain), field
        else:
            with pytest.raises(InvalidField, match=f"{field}: {kind} "):
                run(host, models[kind], **{field: value}, **SIZE)


def test_a_model_that_is_guided_by_the_negative_prompt_alone(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    import diffusers

    quick = tmp_path / "quick"  # as Flux schnell: it hasn't learnt guidance as a number
    pipe = direct(models["flux"])
    config = {**pipe.transformer.config, "guidance_embeds": False}
    pipe.transformer = diffusers.FluxTransformer2DModel.from_config(config)
    pipe.save_pretrained(quick)
    with pytest.raises(
        InvalidField, match=r"guidance: quick uses guidance only together with a negative"
    ):
        run(host, quick, guidance=4.0, **SIZE)
    with pytest.raises(InvalidField, match=r"negative_prompt: it has no effect with guidance 1"):
        run(host, quick, negative_prompt="snow", **SIZE)
    made = run(host, quick, negative_prompt="snow", guidance=4.0, **SIZE)
    wanted = direct(quick)(
        "a red fox", negative_prompt="snow", true_cfg_scale=4.0, num_inference_steps=2,
        generator=noise(), **SIZE,
    ).images[0]  # fmt: skip
    assert np.array_equal(pixels(made.data), np.asarray(wanted))


@pytest.mark.parametrize("kind", KINDS)
def test_previews_and_tiles(host: Host, models: dict[str, Path], kind: str) -> None:
    stream = host.stream(
        "image.diffusion", model=str(models[kind]), prompt="a red fox", steps=3, preview=1, seed=5,
        tiling=True, **SIZE,
    )  # fmt: skip
    shown = [event for event in stream if isinstance(event, Preview)]
    assert [pixels(each.data).shape for each in shown] == [(64, 64, 3)] * 2
    assert not np.array_equal(pixels(shown[0].data), pixels(shown[1].data))
    loaded = [row["component"] for row in host.devices.loaded()]
    run(host, models[kind], **SIZE)
    again = [row["component"] for row in host.devices.loaded()]
    vaes = [label for label in again if label.endswith("/vae")]
    assert len(vaes) == len([label for label in loaded if label.endswith("/vae")]) + 1
    plain = next(
        resident.loaded
        for resident in host.devices.manager().residents
        if resident.component.subfolder == "vae" and not resident.component.own
    )
    assert not plain.use_tiling, "others don't notice"


def test_a_size_that_is_rounded_is_told(host: Host, models: dict[str, Path]) -> None:
    made = run(host, models["flux"], width=66, height=64)
    assert pixels(made.data).shape == (64, 64, 3)
    told = made.report.adjusted["width"]
    assert (told.asked, told.used) == (66, 64)
    assert "FluxPipeline rounds it" in told.why
    assert "height" not in made.report.adjusted


def test_what_is_of_another_family_is_refused(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    edges = build_controlnet(tmp_path / "edges", models["sd"])
    for kind, told in (
        ("sdxl", r"controlnet: edges \(ControlNetModel\) is for another model family than sdxl"),
        ("sd3", r"controlnet: edges \(ControlNetModel\) is for another model family than sd3"),
        ("flux", r"controlnet: edges \(ControlNetModel\) is for another model family than flux"),
    ):
        with pytest.raises(RequestError, match=told):
            run(host, models[kind], controlnet=str(edges), control=drawn(), **SIZE)
    lora = build_lora(tmp_path, models["sd"], 1)
    for kind in ("sd3", "flux"):
        with pytest.raises(
            RequestError, match=r"lora: lora1.safetensors (doesn't fit|has no effect)"
        ):
            run(host, models[kind], lora=[str(lora)], **SIZE)


def test_what_a_pipeline_has_no_argument_for_is_refused(models: dict[str, Path]) -> None:
    from muse_image.diffusion import call
    from muse_image.diffusion.condition import DiffusionCondition

    class Bare:
        def __call__(self, prompt: str) -> None: ...

    for fields in (
        {"steps": 3}, {"negative_prompt": "snow"}, {"init": drawn()}, {"width": 64},
        {"ip_adapter": "a/b", "ip_image": drawn()}, {"init": drawn(), "strength": 0.5},
    ):  # fmt: skip
        asked = DiffusionCondition(**fields)
        with pytest.raises(InvalidField) as told:
            call.arguments(asked, Bare, "bare")
        assert str(told.value).partition(":")[0] in fields
    with pytest.raises(InvalidField, match="guidance: bare"):
        call.guide({}, DiffusionCondition(guidance=3.0), Bare(), "bare")


def test_a_model_without_tiles_or_adapters(
    host: Host, models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import diffusers

    copy = Path(shutil.copytree(models["sd"], tmp_path / "plain"))
    lora = build_lora(tmp_path, models["sd"], 1)
    monkeypatch.delattr(diffusers.models.autoencoders.vae.AutoencoderMixin, "enable_tiling")
    with pytest.raises(InvalidField, match="tiling: the vae of plain doesn't support it"):
        run(host, copy, tiling=True, **SIZE)
    for cls in diffusers.StableDiffusionPipeline.__mro__:
        if "load_lora_weights" in vars(cls):
            monkeypatch.delattr(cls, "load_lora_weights")
    with pytest.raises(
        InvalidField, match=r"lora: plain \(StableDiffusionPipeline\) doesn't support"
    ):
        run(host, copy, lora=[str(lora)], **SIZE)
