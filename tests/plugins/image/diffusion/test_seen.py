"""IP-Adapter: a picture beside the prompt, as the library itself takes it."""

import io
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from muse import Host, InvalidField, RequestError
from plugins.image.diffusing import SIZE, direct, drawn, noise, pixels, run
from plugins.image.diffusion_models import build_ip_adapter, build_lora

pytestmark = [pytest.mark.neural, pytest.mark.filterwarnings("ignore:__array:DeprecationWarning")]


@pytest.fixture(scope="module")
def seeing(models: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder with an IP-Adapter and its encoder, for the families that were built."""
    root = tmp_path_factory.mktemp("seeing")
    return {kind: build_ip_adapter(root / kind, models[kind], kind) for kind in ("sd", "flux")}


@pytest.mark.parametrize("kind", ["sd", "flux"])
def test_a_picture_is_followed_as_the_library_does(
    host: Host, models: dict[str, Path], seeing: dict[str, Path], kind: str
) -> None:
    from muse import quiet

    plain = run(host, models[kind], **SIZE)
    asked = {"ip_adapter": str(seeing[kind]), "ip_image": drawn(), **SIZE}
    made = run(host, models[kind], ip_scale=0.6, **asked)
    pipe = direct(models[kind])
    encoder = seeing[kind] / "image_encoder"
    how = {"image_encoder_folder": str(encoder)} if kind == "sd" else {
        "image_encoder_pretrained_model_name_or_path": str(encoder),
        "image_encoder_dtype": pipe.dtype,
    }  # fmt: skip
    with quiet("diffusers", "transformers"):
        pipe.load_ip_adapter(
            str(seeing[kind]), subfolder="", weight_name="adapter.safetensors", **how
        )
    pipe.set_ip_adapter_scale(0.6)
    picture = Image.open(io.BytesIO(drawn())).convert("RGB")
    wanted = pipe(
        "a red fox", ip_adapter_image=picture, num_inference_steps=2, generator=noise(), **SIZE
    ).images[0]
    assert np.array_equal(pixels(made.data), np.asarray(wanted))
    assert not np.array_equal(pixels(made.data), pixels(plain.data))
    assert not np.array_equal(pixels(run(host, models[kind], **asked).data), pixels(made.data)), (
        "the scale counts"
    )
    assert run(host, models[kind], **SIZE).data == plain.data, "others don't notice"
    assert "model.safetensors" in made.recipe["weights"]["image_encoder"]["files"]
    assert "adapter.safetensors" in made.recipe["weights"][kind]["files"]


def test_a_lora_and_a_picture_at_once(
    host: Host, models: dict[str, Path], seeing: dict[str, Path], tmp_path: Path
) -> None:
    asked = {"ip_adapter": str(seeing["sd"]), "ip_image": drawn(), **SIZE}
    lora = [str(build_lora(tmp_path, models["sd"], 1))]
    both = pixels(run(host, models["sd"], lora=lora, **asked).data)
    assert not np.array_equal(both, pixels(run(host, models["sd"], **asked).data))
    assert not np.array_equal(both, pixels(run(host, models["sd"], lora=lora, **SIZE).data))


def test_a_file_with_its_encoder_beside_it(
    host: Host, models: dict[str, Path], seeing: dict[str, Path], tmp_path: Path
) -> None:
    asked = {"ip_image": drawn(), **SIZE}
    folder = run(host, models["sd"], ip_adapter=str(seeing["sd"]), **asked)
    file = run(host, models["sd"], ip_adapter=str(seeing["sd"] / "adapter.safetensors"), **asked)
    assert folder.data == file.data or np.array_equal(pixels(folder.data), pixels(file.data))
    alone = tmp_path / "alone.safetensors"
    shutil.copy(seeing["sd"] / "adapter.safetensors", alone)
    with pytest.raises(RequestError, match=r"alone\.safetensors has no image_encoder"):
        run(host, models["sd"], ip_adapter=str(alone), **asked)
    shutil.copytree(seeing["sd"], tmp_path / "two")
    shutil.copy(alone, tmp_path / "two" / "other.safetensors")
    with pytest.raises(
        RequestError, match=r"two has 2 .safetensors files at its top; give the path of one"
    ):
        run(host, models["sd"], ip_adapter=str(tmp_path / "two"), **asked)


def test_what_does_not_fit_is_refused(
    host: Host, models: dict[str, Path], seeing: dict[str, Path]
) -> None:
    asked = {"ip_adapter": str(seeing["sd"]), "ip_image": drawn(), **SIZE}
    with pytest.raises(RequestError, match=r"ip_adapter: sd doesn't fit sdxl"):
        run(host, models["sdxl"], **asked)
    assert run(host, models["sdxl"], **SIZE).data
    for fields, told in (
        ({"ip_adapter": "a/b"}, "ip_adapter: requires ip_image;"),
        ({"ip_image": drawn()}, "ip_image: requires ip_adapter;"),
        ({"ip_scale": 0.5}, "ip_scale: requires ip_adapter;"),
    ):
        with pytest.raises(InvalidField, match=told):
            run(host, models["sd"], **fields)
    with pytest.raises(InvalidField, match=r"ip_adapter: sana \(SanaPipeline\) doesn't support it"):
        from diffusers import SanaPipeline

        from muse_image.diffusion import adapters

        adapters.seen(None, "a/b", SanaPipeline, "sana")  # type: ignore[arg-type]
