"""Weights in fewer bits, compiled blocks, and layers that stream: the same pictures, or told."""

import importlib.util
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from muse import Host, InvalidField, NotReady
from plugins.image.diffusing import SIZE, direct, noise, pixels, run
from plugins.image.diffusion_models import build_lora

pytestmark = [pytest.mark.neural, pytest.mark.filterwarnings("ignore:__array:DeprecationWarning")]

torchao = pytest.mark.skipif(
    importlib.util.find_spec("torchao") is None, reason="torchao isn't installed"
)
quiet_ao = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")


# -- fewer bits


@torchao
@quiet_ao
@pytest.mark.parametrize(("kind", "how"), [("sd", "int8"), ("flux", "int8"), ("sd", "float8")])
def test_fewer_bits_are_the_librarys(
    host: Host, models: dict[str, Path], kind: str, how: str
) -> None:
    import diffusers
    import torch
    import transformers
    from torchao.quantization import Float8WeightOnlyConfig, Int8WeightOnlyConfig

    way = {"int8": Int8WeightOnlyConfig, "float8": Float8WeightOnlyConfig}[how]
    plain = run(host, models[kind], **SIZE)
    made = run(host, models[kind], quantise=how, **SIZE)
    parts: dict[str, Any] = {}
    if kind == "flux":
        parts["text_encoder_2"] = transformers.T5EncoderModel.from_pretrained(
            models[kind] / "text_encoder_2", dtype=torch.float32,
            quantization_config=transformers.TorchAoConfig(way()),
        )  # fmt: skip
    name = "transformer" if kind == "flux" else "unet"
    cls = {"transformer": "FluxTransformer2DModel", "unet": "UNet2DConditionModel"}[name]
    parts[name] = getattr(diffusers, cls).from_pretrained(
        models[kind] / name, torch_dtype=torch.float32,
        quantization_config=diffusers.TorchAoConfig(way()),
    )  # fmt: skip
    pipe = direct(models[kind], **parts)
    wanted = pipe("a red fox", num_inference_steps=2, generator=noise(), **SIZE).images[0]
    assert np.array_equal(pixels(made.data), np.asarray(wanted))
    assert not np.array_equal(pixels(made.data), pixels(plain.data))
    assert run(host, models[kind], **SIZE).data == plain.data, "others don't notice"
    sizes = [r["size"] for r in host.devices.loaded() if r["component"].endswith(f"/{name}")]
    assert len(sizes) == 2, "plain and quantised are two components"
    assert min(sizes) < 0.8 * max(sizes), "measured as it is kept"


@torchao
@quiet_ao
def test_what_cannot_go_together_is_refused(
    host: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    lora = build_lora(tmp_path, models["sd"], 1)
    with pytest.raises(InvalidField, match="lora: quantised weights don't support adapters"):
        run(host, models["sd"], quantise="int8", lora=[str(lora)], **SIZE)


def test_what_fewer_bits_need_is_told(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse_image.diffusion import quantising

    with pytest.raises(InvalidField, match=r"nf4 requires a CUDA GPU; use --quantise int8"):
        run(host, models["sd"], quantise="nf4", **SIZE)
    monkeypatch.setattr(quantising, "find_spec", lambda name: None)
    with pytest.raises(NotReady, match=r"quantise: int8 requires torchao; pip install torchao"):
        run(host, models["sd"], quantise="int8", **SIZE)
    assert quantising.size(1000, "int8") == 550
    assert quantising.size(1000, None) == 1000
    assert quantising.movable("int8")
    assert not quantising.movable("nf4")


# -- compiled


def test_compiled_blocks_give_the_same_and_are_nobody_elses(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    from muse_image.diffusion import compiling

    calls = []

    def backend(graph: Any, inputs: Any) -> Any:
        calls.append(len(inputs))
        return graph.forward

    monkeypatch.setattr(compiling, "BACKEND", backend)
    torch._dynamo.reset()
    plain = run(host, models["sd"], **SIZE)
    assert not calls
    made = run(host, models["sd"], compile=True, **SIZE)
    assert calls, "something was compiled"
    assert np.array_equal(pixels(made.data), pixels(plain.data))
    assert made.report.applied["compile"] is True
    before = len(calls)
    assert run(host, models["sd"], compile=True, **SIZE).data == made.data
    assert run(host, models["sd"], **SIZE).data == plain.data
    assert len(calls) == before, "it is compiled once, and the plain one isn't"
    loaded = [row["component"] for row in host.devices.loaded()]
    assert len([label for label in loaded if label.endswith("/unet")]) == 2
    assert len([label for label in loaded if label.endswith("/vae")]) == 1


def test_what_cannot_be_compiled_runs_as_it_is(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    from muse_image.diffusion import compiling

    def backend(graph: Any, inputs: Any) -> Any:
        raise RuntimeError("no C++ compiler was found")

    monkeypatch.setattr(compiling, "BACKEND", backend)
    torch._dynamo.reset()
    plain = run(host, models["sd"], **SIZE)
    for _ in range(2):  # the second finds out from the first
        made = run(host, models["sd"], compile=True, **SIZE)
        assert np.array_equal(pixels(made.data), pixels(plain.data)), "the same noise again"
        assert "no C++ compiler was found" in made.report.ignored["compile"]
        assert "compile" not in made.report.applied
    assert compiling.failed(ValueError("x")) == ""
    with pytest.raises(InvalidField, match=r"compile: old \(Linear\) has no repeated blocks"):
        compiling.check(torch.nn.Linear, "old")


def test_a_lora_in_a_compiled_model(
    host: Host, models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse_image.diffusion import compiling

    monkeypatch.setattr(compiling, "BACKEND", "eager")
    lora = build_lora(tmp_path, models["sd"], 1)
    wanted = run(host, models["sd"], lora=[str(lora)], **SIZE)
    made = run(host, models["sd"], lora=[str(lora)], compile=True, **SIZE)
    assert np.array_equal(pixels(made.data), pixels(wanted.data))
    plain = run(host, models["sd"], compile=True, **SIZE)
    assert not np.array_equal(pixels(made.data), pixels(plain.data))


# -- layers that stream


@pytest.mark.parametrize("kind", ["sd", "flux"])
def test_layers_stream_through_the_device(
    host: Host, models: dict[str, Path], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The processor stands for the card: hooks go on and off, and change no pixel."""
    from muse.device.lease import Lease
    from muse_image.diffusion import parts

    plain = run(host, models[kind], **SIZE)
    streamed: list[str] = []
    real = parts.offload

    def offload(module: Any, device: str) -> Any:
        streamed.append(type(module).__name__)
        undo = real(module, device)
        hooks = [m for m in module.modules() if getattr(m, "_diffusers_hook", None)]
        assert any(m._diffusers_hook.get_hook("group_offloading") for m in hooks)

        def checked() -> None:
            undo()
            for each in module.modules():
                left = getattr(each, "_diffusers_hook", None)
                assert left is None or not left.hooks

        return checked

    @contextmanager
    def on(self: Lease, loaded: Any) -> Any:
        undo = offload(loaded, "cpu")
        try:
            yield loaded
        finally:
            undo()

    monkeypatch.setattr(Lease, "on", on)
    begun = Lease.__init__

    def start(self: Lease, *given: Any) -> None:
        begun(self, *given)
        self.strategy = "offload"

    monkeypatch.setattr(Lease, "__init__", start)
    made = run(host, models[kind], **SIZE)
    assert np.array_equal(pixels(made.data), pixels(plain.data))
    readers = ["CLIPTextModel"] + (["T5EncoderModel"] if kind == "flux" else [])
    denoiser = "FluxTransformer2DModel" if kind == "flux" else "UNet2DConditionModel"
    assert streamed == [*readers, denoiser, "AutoencoderKL"]


def test_the_ladder_has_every_way_for_parts_that_move(models: dict[str, Path]) -> None:
    from muse.weights.find import find
    from muse_image.diffusion import family, parts, pipeline_session

    made = family.opened(find(models["sd"])).components()
    assert all(part.offload is parts.offload and part.movable for part in made)
    assert pipeline_session.STRATEGIES == ("full", "sequential", "offload", "cpu")
    (stuck,) = [
        part
        for part in family.opened(find(models["sd"])).components(quantised={"unet": "nf4"})
        if not part.movable
    ]
    assert (stuck.subfolder, stuck.quantisation) == ("unet", "nf4")
    assert stuck.size < made[[p.subfolder for p in made].index("unet")].size / 3
