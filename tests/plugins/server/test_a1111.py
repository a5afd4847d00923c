"""A1111's API, asked as Open WebUI and SillyTavern ask it with the settings they ship with."""

import base64
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from muse import Artifact, Condition, Event, Generator, Run
from muse_server.a1111.reading import read
from server_a1111 import BASIC, SKETCH, get, opened, picture, post, wait_for


class Plain(Generator[Condition]):
    """Makes nothing but a choice."""

    condition = Condition
    formats = {".png": "image/png"}

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        """Yield a grey picture for each item."""
        for item in run.items:
            yield Artifact.image(Image.new("RGB", (8, 8), "grey"), item=item)


class TestOpenWebUI:
    """backend/open_webui/routers/images.py: what it asks, and which answers it reads."""

    def test_settings_and_a_model_that_is_set(self, idle: Any) -> None:
        idle.host.plugins.offer("image.plain", Plain)  # others may lack their packages
        options = get(idle, "/options")
        assert options["sd_model_checkpoint"] == idle.host.choose("image")
        titles = [each["title"] for each in get(idle, "/sd-models")]
        assert all(each["model_name"] for each in get(idle, "/sd-models"))
        assert "image.sketch" in titles and titles[0].startswith(idle.host.choose("image"))
        chosen = next(title for title in titles if title != options["sd_model_checkpoint"])
        # It sends back all that it got, with another model.
        assert post(idle, "/options", {**options, "sd_model_checkpoint": chosen}).is_success
        assert get(idle, "/options")["sd_model_checkpoint"] == chosen

    def test_a_picture(self, server: Any) -> None:
        options = get(server, "/options")
        post(server, "/options", {**options, "sd_model_checkpoint": "image.sketch"})
        body = {
            "prompt": "a lake at dawn",
            "batch_size": 2,
            "width": 128,
            "height": 64,
            "steps": 50,
            "negative_prompt": "boats",
            # AUTOMATIC1111_PARAMS, as an administrator may have set them
            "cfg_scale": 7,
            "sampler_name": "DPM++ 2M",
            "scheduler": "Karras",
        }
        answer = post(server, "/txt2img", body).json()
        assert [opened(each).size for each in answer["images"]] == [(128, 64)] * 2
        assert answer["images"][0] != answer["images"][1]
        info = json.loads(answer["info"])
        assert info["all_seeds"] == [info["seed"], info["seed"] + 1]
        assert (info["width"], info["height"]) == (128, 64)
        assert info["negative_prompt"] == "boats"
        told = info["muse"]["ignored"]
        assert told["steps"] == "image.sketch has no steps"
        assert told["cfg_scale"] == "image.sketch has no guidance"
        assert "sampler_name" in told and "width" not in told
        assert answer["parameters"]["steps"] == 50

    def test_an_error_has_the_keys_that_it_shows(self, idle: Any) -> None:
        answer = post(idle, "/txt2img", {"prompt": "x", "width": 10**6, "height": 64, **SKETCH})
        assert answer.status_code == 422
        told = answer.json()
        assert told.keys() == {"error", "detail", "body", "errors"}
        assert "width" in told["detail"] and told["detail"] in told["errors"]


def silly(**more: Any) -> dict[str, Any]:
    """Return what SillyTavern's server passes on: all that its page sent, its password too."""
    return {
        "url": "http://localhost:7860",
        "auth": "user:sesame-open-now",
        "prompt": "best quality, a forest in winter",
        "negative_prompt": "lowres",
        "sampler_name": "DDIM",
        "scheduler": "normal",
        "steps": 20,
        "cfg_scale": 7,
        "width": 128,
        "height": 128,
        "restore_faces": False,
        "enable_hr": False,
        "hr_upscaler": "Latent",
        "hr_scale": 1.0,
        "hr_additional_modules": [],
        "denoising_strength": 0.7,
        "hr_second_pass_steps": 0,
        "override_settings": {"CLIP_stop_at_last_layers": 1},
        "override_settings_restore_afterwards": True,
        "clip_skip": 1,
        "save_images": True,
        "send_images": True,
        "do_not_save_grid": False,
        "do_not_save_samples": False,
        **more,
    }


class TestSillyTavern:
    """src/endpoints/stable-diffusion.js: ping, lists, set-model, generate, interrupt."""

    def test_what_its_settings_list(self, idle: Any) -> None:
        assert [each["name"] for each in get(idle, "/upscalers")] == ["None"]
        assert get(idle, "/latent-upscale-modes") == []
        samplers = [each["name"] for each in get(idle, "/samplers")]
        assert {"DDIM", "Euler a", "DPM++ 2M"} <= set(samplers)
        assert "Karras" in [each["label"] for each in get(idle, "/schedulers")]
        assert "karras" in [each["name"] for each in get(idle, "/schedulers")]
        for path in ("/sd-vae", "/sd-modules", "/loras", "/prompt-styles"):
            assert get(idle, path) == []
        assert get(idle, "/embeddings")["loaded"] == {}
        assert get(idle, "/memory")["ram"]["total"] > 0
        assert "forge_preset" not in get(idle, "/options")

    def test_a_model_is_set_at_once(self, idle: Any) -> None:
        assert post(idle, "/options", {"sd_model_checkpoint": "image.sketch"}).is_success
        progress = get(idle, "/progress")
        assert progress["progress"] == 0.0 and progress["state"]["job_count"] == 0
        assert get(idle, "/options")["sd_model_checkpoint"] == "image.sketch"

    def test_a_picture(self, server: Any) -> None:
        post(server, "/options", {"sd_model_checkpoint": "image.sketch"})
        scripts = {"ADetailer": {"args": [True, True, {"ad_model": "face_yolov8n.pt"}]}}
        answer = post(server, "/txt2img", silly(seed=11, alwayson_scripts=scripts))
        assert answer.status_code == 200, answer.text
        (image,) = answer.json()["images"]
        assert opened(image).size == (128, 128)
        info = json.loads(answer.json()["info"])
        assert info["seed"] == 11
        told = info["muse"]["ignored"]
        assert "alwayson_scripts" in told and "restore_faces" not in told
        assert "sesame" not in answer.text
        assert "localhost" not in json.dumps(answer.json()["parameters"])
        again = post(server, "/txt2img", silly(seed=11)).json()["images"][0]
        assert opened(again).tobytes() == opened(image).tobytes()

    def test_interrupt_without_a_body_ends_the_job(self, idle: Any) -> None:
        answers: list[Any] = []
        asking = threading.Thread(
            target=lambda: answers.append(post(idle, "/txt2img", silly(**SKETCH)))
        )
        asking.start()
        job = wait_for(lambda: get(idle, "/progress")["state"]["job"])
        assert get(idle, "/progress")["textinfo"] == "waiting"
        answer = idle.client.post("/sdapi/v1/interrupt", headers=BASIC)
        assert answer.status_code == 200
        asking.join(10)
        assert answers[0].status_code == 200 and answers[0].json()["images"] == []
        assert idle.service.jobs.find(job).state == "cancelled"
        assert get(idle, "/progress")["state"]["job_count"] == 0


def test_a_picture_that_proves_damaged_is_the_fault_of_who_sent_it(server: Any) -> None:
    damaged = base64.b64encode(base64.b64decode(picture())[:60]).decode()
    answer = post(server, "/img2img", {"init_images": [damaged], "prompt": "ink", **SKETCH})
    assert answer.status_code == 422 and "can't be read as a picture" in answer.json()["detail"]


def test_a_picture_is_made_from_another(server: Any) -> None:
    body = {
        "init_images": [f"data:image/png;base64,{picture()}", picture()],
        "mask": picture(),
        "denoising_strength": 0.5,
        "prompt": "in watercolour",
        "width": 64,
        "height": 64,
        **SKETCH,
    }
    answer = post(server, "/img2img", body)
    assert answer.status_code == 200, answer.text
    info = json.loads(answer.json()["info"])
    assert info["muse"]["ignored"].keys() >= {"mask", "denoising_strength", "init_images"}
    (made,) = info["muse"]["artifacts"]
    recipe = server.host.library.find(made)[1].recipe
    assert recipe["condition"]["init"]["sha256"]
    assert "init_images" not in answer.json()["parameters"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"init_images": [picture()], "checkpoint": "image.cgan"}, "can't start from a picture"),
        ({}, "a picture is missing"),
        ({"init_images": ["http://localhost/cat.png"]}, "base64"),
        ({"init_images": [base64.b64encode(b"no picture").decode()]}, "no picture"),
    ],
    ids=["none-taken", "none-given", "an-address", "a-text"],
)
def test_a_picture_that_cannot_be_used_is_refused(idle: Any, body: Any, said: str) -> None:
    checkpoint = {"sd_model_checkpoint": body.pop("checkpoint", "image.sketch")}
    answer = post(idle, "/img2img", {**body, "override_settings": checkpoint})
    assert answer.status_code == 422 and said in answer.json()["errors"]
    assert not idle.service.jobs.listed()


def test_samplers_become_schedulers_where_there_are_some(idle: Any) -> None:
    from muse_server.a1111.checkpoints import Checkpoint
    from muse_server.a1111.models import Text2Image

    condition = idle.host.plugins.generator("image.diffusion").condition

    def of(**asked: Any) -> Any:
        return read(Text2Image(**asked), Checkpoint("image.diffusion", "emoji"), condition)

    assert of(sampler_name="DPM++ 2M", scheduler="Karras").fields["scheduler"] == "dpm++-karras"
    assert of(sampler_name="DPM++ 2M Karras").fields["scheduler"] == "dpm++-karras"
    assert of(sampler_index="Euler a", scheduler="Automatic").fields["scheduler"] == "euler-a"
    assert of(sampler_name="DDIM", scheduler="Karras").fields["scheduler"] == "ddim"
    odd = of(sampler_name="Restart", seed=-1, batch_size=2, n_iter=3, cfg_scale=5, steps=9)
    assert "sampler_name" in odd.ignored and "scheduler" not in odd.fields
    assert "seed" not in odd.fields and odd.fields["count"] == 6
    assert (odd.fields["guidance"], odd.fields["steps"]) == (5, 9)
    assert odd.fields["model"] == "emoji"
    condition(**{name: value for name, value in odd.fields.items()})


@pytest.mark.parametrize("title", ["image.nobody", "text.grammar", "image.diffusion:no/model"])
def test_an_unknown_checkpoint_is_refused(idle: Any, title: str) -> None:
    for path, body in (
        ("/options", {"sd_model_checkpoint": title}),
        ("/txt2img", {"prompt": "x", "override_settings": {"sd_model_checkpoint": title}}),
    ):
        answer = post(idle, path, body)
        assert answer.status_code == 404 and "checkpoint" in answer.json()["detail"]
    assert not idle.service.jobs.listed()


def test_png_info_reads_recipes_and_texts(server: Any) -> None:
    body = {"prompt": "a lake", "width": 64, "height": 64, "seed": 5, **SKETCH}
    image = post(server, "/txt2img", body).json()["images"][0]
    told = post(server, "/png-info", {"image": f"data:image/png;base64,{image}"}).json()
    assert told["info"].startswith("a lake\n") and "Seed: 5" in told["info"]
    assert "Model: image.sketch" in told["info"] and "Size: 64x64" in told["info"]
    assert json.loads(told["items"]["muse"])["generator"] == "image.sketch"
    assert told["parameters"]["Seed"] == 5
    theirs = post(server, "/png-info", {"image": picture(text="a cat\nSteps: 3")}).json()
    assert theirs == {
        "info": "a cat\nSteps: 3",
        "items": {"parameters": "a cat\nSteps: 3"},
        "parameters": {},
    }
    assert post(server, "/png-info", {"image": picture()}).json()["info"] == ""
    assert post(server, "/png-info", {"image": "bm8="}).status_code == 422


def test_pictures_are_read_and_written_in_threads(
    server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large one would hold up all other clients meanwhile."""
    threads: list[str] = []

    def noted(call: Any) -> Any:
        def noting(*given: Any) -> Any:
            threads.append(threading.current_thread().name)
            return call(*given)

        return noting

    monkeypatch.setattr("muse_server.a1111.making.read", noted(read))
    monkeypatch.setattr("muse_server.a1111.making.base64.b64encode", noted(base64.b64encode))
    override = {"sd_model_checkpoint": "image.sketch"}
    size = {"width": 64, "height": 64}
    answer = post(server, "/txt2img", {"prompt": "a lake", "override_settings": override, **size})
    assert opened(answer.json()["images"][0]).size == (64, 64)
    assert len(threads) >= 2 and all(name.startswith("reader") for name in threads), threads
