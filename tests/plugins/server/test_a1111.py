"""A1111's API, asked as Open WebUI and SillyTavern ask it with the settings they ship with."""

import base64
import io
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import anyio
import pytest
from PIL import Image, PngImagePlugin
from starlette.types import Message

from muse import Artifact, Condition, Event, Generator, Run
from muse_server.a1111.reading import read

BASIC = {"authorization": "Basic " + base64.b64encode(b":").decode()}
SKETCH = {"override_settings": {"sd_model_checkpoint": "image.sketch"}}


def picture(width: int = 48, height: int = 32, text: str = "") -> str:
    info = PngImagePlugin.PngInfo()
    if text:
        info.add_text("parameters", text)
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "PNG", pnginfo=info)
    return base64.b64encode(buffer.getvalue()).decode()


def post(server: Any, path: str, body: Any = None, **more: Any) -> Any:
    return server.client.post(f"/sdapi/v1{path}", json=body, headers=BASIC, **more)


def get(server: Any, path: str) -> Any:
    answer = server.client.get(f"/sdapi/v1{path}", headers=BASIC)
    assert answer.status_code == 200, answer.text
    return answer.json()


def opened(text: str) -> Any:
    data = base64.b64decode(text, validate=True)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return Image.open(io.BytesIO(data))


def wait_for(found: Any, seconds: float = 10.0) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(0.01)
    raise AssertionError("it didn't come")


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


def test_progress_is_of_the_client_that_asks(idle: Any) -> None:
    who = {"x-muse-client": "one"}
    body = {"prompt": "hills", "width": 64, "height": 64, "batch_size": 2, "steps": 4, **SKETCH}
    answers: list[Any] = []

    def ask() -> None:
        answers.append(idle.client.post("/sdapi/v1/txt2img", json=body, headers=who))

    def look(headers: dict[str, str], query: str = "") -> Any:
        return idle.client.get(f"/sdapi/v1/progress{query}", headers=headers).json()

    asking = threading.Thread(target=ask)
    asking.start()
    id = wait_for(lambda: look(who)["state"]["job"])
    assert look({"x-muse-client": "two"})["state"]["job"] == ""
    idle.client.post("/sdapi/v1/interrupt", headers={"x-muse-client": "two"})
    job = idle.service.jobs.claim(("light", "device"))  # a worker by hand, which waits for us
    assert job.id == id
    told = [("progress", {"done": 0.5, "total": 2.0, "note": "ink"})]
    told.append(("preview", {"item": 0, "media_type": "image/png", "data": "UElDVA=="}))
    idle.service.jobs.tell(job, told)
    progress = look(who)
    assert progress["progress"] == 0.25 and progress["textinfo"] == "ink"
    assert progress["current_image"] == "UElDVA=="
    assert progress["state"]["job_count"] == 2 and progress["state"]["job_no"] == 0
    assert progress["state"]["sampling_step"] == 2 and progress["state"]["sampling_steps"] == 4
    assert look(who, "?skip_current_image=true")["current_image"] is None
    assert progress["eta_relative"] > 0
    idle.service.jobs.end(job, "failed", "the ink is out")
    asking.join(10)
    assert answers[0].status_code == 500 and answers[0].json()["detail"] == "the ink is out"


def test_programs_of_one_address_are_told_apart(idle: Any) -> None:
    def who(agent: str, user: str = "", **more: str) -> dict[str, str]:
        basic = base64.b64encode(f"{user}:secret".encode()).decode()
        return {"user-agent": agent, "authorization": f"Basic {basic}", **more}

    def job(headers: dict[str, str]) -> str:
        answer = idle.client.get("/sdapi/v1/progress", headers=headers)
        return str(answer.json()["state"]["job"])

    mine = who("node-fetch", "ann")
    others = [who("node-fetch", "bob"), who("python-requests", "ann"), who("node-fetch")]
    answers: list[Any] = []

    def ask() -> None:
        body = {"prompt": "hills", **SKETCH}
        answers.append(idle.client.post("/sdapi/v1/txt2img", json=body, headers=mine))

    asking = threading.Thread(target=ask)
    asking.start()
    id = wait_for(lambda: job(mine))
    for other in others:
        assert job(other) == ""
        assert idle.client.post("/sdapi/v1/interrupt", headers=other).status_code == 200
    assert idle.service.jobs.find(id).state == "queued"
    named = [who(agent, **{"x-muse-client": "me"}) for agent in ("one", "two")]
    options = {"sd_model_checkpoint": "image.sketch"}
    idle.client.post("/sdapi/v1/options", json=options, headers=named[0])
    told = idle.client.get("/sdapi/v1/options", headers=named[1]).json()
    assert told["sd_model_checkpoint"] == "image.sketch"  # one that has a name is that
    idle.client.post("/sdapi/v1/interrupt", headers=mine)
    asking.join(10)
    assert answers[0].json()["images"] == []
    assert idle.service.jobs.find(id).state == "cancelled"


def test_what_is_read_twice_counts_once(idle: Any) -> None:
    from muse.library.jobs import JobEvent
    from muse_server.a1111.current import Current

    made = JobEvent(2, 0.0, "artifact", {})
    id = idle.client.post("/v1/videos", json={"prompt": "x"}).json()["id"]
    current = Current(idle.service.jobs.find(id), 2, 1)
    current.read([made])
    current.read([made, JobEvent(3, 0.0, "artifact", {})])
    assert (current.finished, current.seen) == (2, 3)


def test_a_picture_that_proves_damaged_is_the_fault_of_who_sent_it(server: Any) -> None:
    damaged = base64.b64encode(base64.b64decode(picture())[:60]).decode()
    answer = post(server, "/img2img", {"init_images": [damaged], "prompt": "ink", **SKETCH})
    assert answer.status_code == 422 and "can't be read as a picture" in answer.json()["detail"]


def test_a_client_that_is_gone_cancels(idle: Any) -> None:
    body = json.dumps({"prompt": "hills", **SKETCH}).encode()

    async def leave() -> None:
        came: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            while not came and not idle.service.jobs.listed():
                await anyio.sleep(0.01)
            return came.pop() if came else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            return None

        headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
        scope = {
            "type": "http", "method": "POST", "scheme": "http", "path": "/sdapi/v1/txt2img",
            "raw_path": b"/sdapi/v1/txt2img", "query_string": b"", "root_path": "",
            "headers": headers, "client": ("127.0.0.1", 1), "server": ("localhost", 80),
            "http_version": "1.1", "asgi": {"version": "3.0"}, "state": {},
        }  # fmt: skip
        await idle.app(scope, receive, send)

    idle.client.portal.call(leave)
    (job,) = idle.service.jobs.listed()
    assert job.state == "cancelled"


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
    from muse_server.a1111.reading import read

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
