"""Sound and animations by OpenAI's Python client, and ElevenLabs' path for sounds."""

import base64
import importlib.util
import io
import json
import shutil
import subprocess
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from muse import (
    Artifact,
    Condition,
    Event,
    Field,
    Generator,
    InputFile,
    Preview,
    Progress,
    Run,
    Text,
)
from muse_server.openai.words import tokens
from server_socket import listening

openai = pytest.importorskip("openai")
pytestmark = pytest.mark.filterwarnings("ignore:The Sora API:DeprecationWarning")


class Spoken(Condition):
    """What a generator of speech takes."""

    prompt: str = Field("", description="What to say.")
    speed: float = Field(1.0, ge=0.25, le=4, description="How fast.")


class Beep(Generator[Spoken]):
    """Speaks a beep for every letter."""

    condition = Spoken
    formats = {".wav": "audio/wav"}

    def generate(self, condition: Spoken, run: Run) -> Iterator[Event]:
        """Yield a sound as long as the text."""
        for item in run.items:
            file = io.BytesIO()
            with wave.open(file, "wb") as sound:
                sound.setparams((1, 2, 8000, 0, "NONE", ""))
                sound.writeframes(bytes(200) * int(len(condition.prompt) / condition.speed))
            yield Artifact({".wav": file.getvalue()}, item)


@pytest.fixture
def address(server: Any) -> Iterator[str]:
    with listening(server.app) as address:
        yield address


@pytest.fixture
def client(address: str) -> Iterator[Any]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="unused", timeout=20) as client:
        yield client


def test_speech_by_a_generator_of_speech(server: Any, client: Any) -> None:
    for host in (server.host, server._working):
        host.plugins.offer("speech.beep", Beep)
    given = {"voice": "alloy", "input": "hello", "response_format": "wav"}
    raw = client.audio.speech.with_raw_response.create(model="speech.beep", **given)
    assert raw.headers["x-muse-model"] == "speech.beep"
    assert raw.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(raw.content)) as sound:
        assert sound.getnframes() == 500
    half = client.audio.speech.create(model="speech.beep", speed=2, **given)
    with wave.open(io.BytesIO(half.content)) as sound:
        assert sound.getnframes() == 200
    with pytest.raises(openai.BadRequestError) as wrong:
        client.audio.speech.create(model="tts-1", **{**given, "response_format": "pcm"})
    assert "can't write .pcm" in wrong.value.message


def test_speech_with_a_voice_of_openai(client: Any) -> None:
    if not (shutil.which("espeak-ng") or importlib.util.find_spec("hibari")):
        pytest.skip("nothing here speaks")
    made = client.audio.speech.create(
        model="tts-1", voice="alloy", input="Hello.", response_format="wav", speed=1.5
    )
    with wave.open(io.BytesIO(made.content)) as sound:
        assert 0.2 < sound.getnframes() / sound.getframerate() < 2


def test_music(client: Any) -> None:
    body = {"prompt": "a waltz", "bars": 2, "output_format": "mid", "n": 2, "model": "music.midi"}
    made = client.post("/music/generations", body=body, cast_to=object)
    assert [item["media_type"] for item in made["data"]] == ["audio/midi"] * 2
    assert made["data"][0]["b64_json"].startswith("TVRoZA")  # MThd
    with pytest.raises(openai.BadRequestError) as wrong:
        client.post("/music/generations", body={**body, "output_format": "exe"}, cast_to=object)
    assert wrong.value.param == "output_format"


def test_a_sound_as_elevenlabs_asks_for_it(server: Any) -> None:
    answer = server.client.post(
        "/v1/sound-generation?output_format=wav_44100",
        json={
            "text": "a slow waltz",
            "duration_seconds": 2,
            "prompt_influence": 0.3,
            "loop": False,
            "model_id": "eleven_text_to_sound_v2",
        },
    )
    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert 1 < sound.getnframes() / sound.getframerate() < 9
    missing = server.client.post("/v1/sound-generation", json={})
    assert (missing.status_code, missing.json()["error"]["param"]) == (400, "text")


def loaded(moving: Any) -> Iterator[Any]:
    """Yield the frames of a picture; those that look alike may be one."""
    for number in range(moving.n_frames):
        moving.seek(number)
        moving.load()
        yield moving


def test_an_animation(client: Any) -> None:
    video = client.videos.create_and_poll(
        prompt="a lake at dusk",
        model="sora-2",
        size="64x64",
        seconds="4",
        extra_body={"fps": 2, "seed": 7},
    )
    assert (video.status, video.progress, video.seconds) == ("completed", 100, "4")
    assert (video.model, video.size) == ("image.sketch", "64x64")
    moving = Image.open(io.BytesIO(client.videos.download_content(video.id).content))
    assert moving.format == "WEBP"
    assert sum(frame.info["duration"] for frame in loaded(moving)) == 4000
    small = client.videos.download_content(video.id, variant="thumbnail")
    assert Image.open(io.BytesIO(small.content)).format == "WEBP"
    assert [each.id for each in client.videos.list()] == [video.id]
    assert client.videos.delete(video.id).deleted
    with pytest.raises(openai.NotFoundError):
        client.videos.retrieve(video.id)
    assert list(client.videos.list()) == []


def test_an_animation_that_waits_is_told_of_and_taken_back(idle: Any) -> None:
    answer = idle.client.post("/v1/videos", json={"prompt": "a lake", "size": "64x64"})
    told = answer.json()
    assert (told["status"], told["progress"], told["object"]) == ("queued", 0, "video")
    content = idle.client.get(f"/v1/videos/{told['id']}/content")
    assert (content.status_code, content.json()["error"]["code"]) == (409, "not_ready")
    assert idle.client.delete(f"/v1/videos/{told['id']}").json()["deleted"] is True
    assert idle.service.jobs.find(told["id"]).state == "cancelled"
    assert idle.client.get(f"/v1/videos/{told['id']}").status_code == 404


def test_pictures_that_stand_still_are_no_videos(idle: Any) -> None:
    made = idle.client.post("/v1/videos", json={"prompt": "x", "model": "image.vae"})
    assert (made.status_code, made.json()["error"]["param"]) == (400, "model")
    job = idle.client.post("/api/v1/runs", json={"medium": "image", "condition": {}}).json()
    assert idle.client.get(f"/v1/videos/{job['id']}").status_code == 404
    long = idle.client.post("/v1/videos", json={"prompt": "x", "seconds": "60", "fps": 30})
    assert (long.status_code, long.json()["error"]["param"]) == (400, "seconds")


class Sketched(Condition):
    """What a generator of pictures that shows how they grow takes."""

    prompt: str = Field("", description="What to show.")
    preview: int = Field(0, ge=0, description="Steps between two previews.")


class Growing(Generator[Sketched]):
    """Shows a picture eight times before it is done."""

    condition = Sketched
    formats = {".png": "image/png"}

    def generate(self, condition: Sketched, run: Run) -> Iterator[Event]:
        """Yield previews, if they are asked for, and a picture."""
        for item in run.items:
            for step in range(8):
                yield Progress(step, 8)
                if condition.preview:
                    yield Preview("image/webp", bytes([step]), item.index)
                    time.sleep(0.06)  # what comes at once is told of once
            yield Artifact.image(Image.new("RGB", (8, 8)), item=item)


def test_partial_images(server: Any, client: Any) -> None:
    for host in (server.host, server._working):
        host.plugins.offer("image.growing", Growing)
    given = {"prompt": "x", "model": "image.growing", "size": "64x64", "stream": True}
    events = list(client.images.generate(**given, partial_images=2))
    kinds = [each.type.partition(".")[2] for each in events]
    assert kinds == ["partial_image", "partial_image", "completed"]
    assert [each.partial_image_index for each in events[:2]] == [0, 1]
    assert [each.output_format for each in events] == ["webp", "webp", "png"]
    assert base64.b64decode(events[1].b64_json)[0] >= 2  # they are spread over the work
    assert events[2].size == "8x8"
    assert len(list(client.images.generate(**given, partial_images=0))) == 1


class Answer(Condition):
    """What a writer that takes everything takes."""

    prompt: str = Field("", description="What to write.")
    system: str = Field("", description="Who writes.")
    stop: list[str] = Field([], description="Where to end.")
    temperature: float | None = Field(None, description="How freely.")
    max_tokens: int | None = Field(None, description="How much.")
    json_schema: InputFile | None = Field(None, description="In what form.")


class Echo(Generator[Answer]):
    """Writes what it was asked."""

    condition = Answer
    formats = {".txt": "text/plain"}

    def generate(self, condition: Answer, run: Run) -> Iterator[Event]:
        """Yield the prompt; fail where it says so."""
        for item in run.items:
            yield Text(condition.prompt[:4], item.index)
            if "fail" in condition.prompt:
                raise ValueError("it was to fail")
            yield Artifact.text(condition.prompt, item=item, suffix=".txt")


def test_a_writer_gets_what_it_has_fields_for(server: Any, client: Any) -> None:
    for host in (server.host, server._working):
        host.plugins.offer("text.echo", Echo)
    made = client.chat.completions.create(
        model="text.echo",
        messages=[
            {"role": "developer", "content": "be brief"},
            {"role": "user", "content": "hello"},
            {"role": "assistant", "content": "hi"},
            {"role": "user", "content": "one two STOP three"},
        ],
        temperature=0.5,
        top_p=0.9,
        presence_penalty=1,
        max_tokens=2,
        stop="STOP",
        response_format={"type": "json_object"},
    )
    assert made.choices[0].message.content == "one two "
    asked = server.service.jobs.find(made.muse["job"]).asked
    assert asked["system"].startswith("be brief\n\nThe conversation so far:\n\nuser: hello")
    assert (asked["stop"], asked["temperature"], asked["max_tokens"]) == (["STOP"], 0.5, 2)
    given = [asked["system"], asked["prompt"]]
    assert made.usage.prompt_tokens == sum(map(tokens, given)) > tokens(given[1])
    schema = server.host.library.input(asked["json_schema"]["sha256"])
    assert json.loads(schema) == {"type": "object"}


def test_a_job_that_fails_is_told_of_once(server: Any, client: Any) -> None:
    for host in (server.host, server._working):
        host.plugins.offer("text.echo", Echo)
    given = {"model": "text.echo", "messages": [{"role": "user", "content": "fail, please"}]}
    with pytest.raises(openai.InternalServerError) as wrong:
        client.chat.completions.create(**given)
    assert "it was to fail" in wrong.value.message and wrong.value.code == "generation_failed"
    assert len(server.service.jobs.listed()) == 1  # it wasn't tried again
    heard = ""
    with pytest.raises(openai.APIError, match="it was to fail"):
        for chunk in client.chat.completions.create(**given, stream=True):
            heard += chunk.choices[0].delta.content or ""
    assert heard == "fail"


def test_a_full_queue_says_when_to_come_again(idle: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = idle.service.settings.model_copy(update={"queue": 1})
    monkeypatch.setattr(idle.service, "settings", settings)
    body = {"prompt": "a lake", "size": "64x64"}
    assert idle.client.post("/v1/videos", json=body).status_code == 200
    full = idle.client.post("/v1/images/generations", json=body)
    assert full.status_code == 429 and int(full.headers["retry-after"]) > 0
    assert full.json()["error"]["type"] == "rate_limit_error"
    assert "x-should-retry" not in full.headers


def test_the_client_for_node(address: str) -> None:
    """OpenAI's client for Node, where it is (openai_client.mjs says how to get it)."""
    here = Path(__file__).parent
    node = shutil.which("node")
    if node is None or not (here / "node_modules" / "openai").is_dir():
        pytest.skip("needs node and its package openai")
    done = subprocess.run(
        [node, str(here / "openai_client.mjs"), address], capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert all(row["works"] for row in json.loads(done.stdout))
