"""text.llm on servers: a small one here, with faults to order."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muse import Cancelled, Host, InputFile, MuseError, Progress, Text
from plugins.text.llm_models import index
from plugins.text.llm_server import WORDS, Fake, Reply, serve

pytest.importorskip("openai")
WHOLE = "# Rain\n\nIt rains on the tin roof."
KEY = "sk-very-secret"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Host]:
    """A host that has text.llm."""
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=index()) as made:
        yield made


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    """A server, and a key for it."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as made:
        yield made


def _run(host: Host, fake: Fake, **fields: Any) -> Any:
    fields = {"prompt": "a poem about rain", "base_url": fake.url, "model": "tiny", **fields}
    return host.run("text.llm", seed=5, **fields)


def test_a_text_comes_from_a_server_in_pieces(writer: Host, fake: Fake) -> None:
    stream = writer.stream(
        "text.llm", prompt="a poem about rain", base_url=fake.url, temperature=0.5, seed=5
    )
    pieces = [event.piece for event in stream if isinstance(event, Text)]
    assert len(pieces) == 4 and "".join(pieces) == WHOLE == stream.result.text
    asked = fake.asked[0]
    assert asked["model"] == "tiny" and asked["seed"] == 5 and asked["temperature"] == 0.5
    assert asked["key"] == f"Bearer {KEY}" and "top_p" not in asked
    recipe = stream.result.recipe
    assert recipe["condition"]["base_url"] == fake.url
    assert KEY not in json.dumps(recipe) and KEY not in json.dumps(stream.report.to_json())


def test_a_text_that_was_cut_says_so(writer: Host, fake: Fake) -> None:
    fake.faults = ["cut"]
    made = _run(writer, fake)
    assert made.report.measured["cut"] is True
    assert any("ended at max_tokens" in note for note in made.report.notes)
    assert "cut" not in _run(writer, fake).report.measured


def test_the_environment_names_a_server(
    writer: Host, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", f"{fake.url}/v1")
    made = writer.run("text.llm", prompt="a poem about rain", seed=5)
    assert made.text == WHOLE
    assert made.report.chosen["base_url"] == fake.url and made.report.chosen["model"] == "tiny"


def test_a_server_can_be_kept_in_the_settings(tmp_path: Path, fake: Any) -> None:
    (tmp_path / "c.toml").write_text(
        f'[fields."text.llm"]\nbase_url = "{fake.url}"\nmodel = "tiny"\n', encoding="utf-8"
    )
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=index()) as host:
        made = host.run("text.llm", prompt="a poem about rain")
        assert made.report.chosen["base_url"] == fake.url
        assert made.report.chosen["model"] == "tiny"
        recipe = made.artifacts[0].recipe
        assert recipe["condition"]["model"] == "tiny" and "model" not in recipe["asked"]
        with pytest.raises(MuseError):  # what is asked for wins over the settings
            host.run("text.llm", prompt="rain", base_url="http://127.0.0.1:9", timeout=1)


def test_several_models_have_to_be_named(writer: Host, fake: Fake) -> None:
    fake.models = ["one", "two"]
    with pytest.raises(
        MuseError, match="has 2 models \\('one', 'two'\\); give one of them by --model"
    ):
        _run(writer, fake, model=None)


def test_too_many_requests_are_tried_again(writer: Host, fake: Fake) -> None:
    fake.faults = ["429", "500"]
    assert _run(writer, fake).text == WHOLE
    assert len(fake.asked) == 3


@pytest.mark.parametrize(
    ("faults", "told"),
    [
        (["401"], "refused the key of OPENAI_API_KEY (401): no: Bearer ...; set OPENAI_API_KEY"),
        (["429"] * 3, "too many requests (429, still after 3 tries): no: Bearer ...; wait"),
        (["404"], "has no chat completions at /v1/chat/completions (404): no"),
        (["400"], "answered 400: no: Bearer ..."),
    ],
)
def test_a_refusal_is_one_line_without_the_key(
    writer: Host, fake: Fake, faults: list[str], told: str
) -> None:
    fake.faults = faults
    with pytest.raises(MuseError) as caught:
        _run(writer, fake)
    assert told in str(caught.value) and "\n" not in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("fault", "told"), [("dies", "stopped in the middle"), ("hangs", "nothing came for 0.5 s")]
)
def test_what_came_before_a_fault_is_kept(writer: Host, fake: Fake, fault: str, told: str) -> None:
    fake.faults = [fault]
    stream = writer.stream(
        "text.llm", prompt="rain", base_url=fake.url, model="tiny", timeout=0.5, seed=1
    )
    with pytest.raises(MuseError, match=told) as caught:
        list(stream)
    assert "kept" not in str(caught.value)  # that isn't for a writer to say
    (kept,) = stream.unfinished
    assert kept.unfinished and kept.data.decode().startswith("# Rain\n\nIt rains")


@pytest.mark.parametrize("fault", ["garbage", "page"])
def test_what_is_no_completion_is_told(writer: Host, fake: Fake, fault: str) -> None:
    fake.faults = [fault]
    with pytest.raises(MuseError) as caught:
        _run(writer, fake)
    assert fake.url in str(caught.value) and "\n" not in str(caught.value)


def test_a_server_that_isnt_there(writer: Host, fake: Fake) -> None:
    with pytest.raises(
        MuseError, match=r"127.0.0.1:9 can't be reached: nothing answers there; start"
    ):
        _run(writer, fake, base_url="http://127.0.0.1:9")


def test_cancelling_doesnt_wait_for_a_silent_server(writer: Host, fake: Fake) -> None:
    fake.faults = ["hangs"]
    stream = writer.stream("text.llm", prompt="rain", base_url=fake.url, model="tiny", seed=1)
    with pytest.raises(Cancelled):
        for event in stream:
            if isinstance(event, Text) and event.piece == WHOLE[8:17]:
                stream.cancel()
    assert stream.unfinished


def test_what_a_server_cant_do_is_told(writer: Host, fake: Fake) -> None:
    report = _run(writer, fake, top_k=5, quantise="4bit", repetition_penalty=1.2).report
    assert {"top_k", "quantise", "repetition_penalty"} <= report.ignored.keys()


@pytest.mark.parametrize("address", ["http://me:pass@host", "http://host/?key=1"])
def test_an_address_holds_no_secret(writer: Host, fake: Fake, address: str) -> None:
    with pytest.raises(MuseError, match=r"base_url: .*OPENAI_API_KEY") as caught:
        _run(writer, fake, base_url=address)
    assert "pass" not in str(caught.value)


def test_an_answer_keeps_to_a_schema(writer: Host, fake: Fake) -> None:
    fake.words = ['{"name": ', '"Anna"}']
    schema = InputFile(b'{"type": "object"}', "s.json")
    made = _run(writer, fake, json_schema=schema, formats=[".json"])
    assert json.loads(made.text) == {"name": "Anna"}
    assert fake.asked[0]["response_format"]["json_schema"]["schema"] == {"type": "object"}


def test_json_in_a_fence_is_taken_out_of_it(writer: Host, fake: Fake) -> None:
    schema = InputFile(b'{"type": "object", "required": ["name"]}', "s.json")
    fake.words = ["Sure!\n```json\n", '{"name": "Anna"}', "\n```"]
    made = _run(writer, fake, json_schema=schema, formats=[".json", ".md"])[0]
    assert json.loads(made.files[".json"].data) == {"name": "Anna"}
    assert made.files[".md"].data == b'{"name": "Anna"}'
    fake.words = ['```json\n{"nam": "Anna"}\n```']
    with pytest.raises(MuseError, match="doesn't fit the JSON schema: name is missing"):
        _run(writer, fake, json_schema=schema, formats=[".json"])


@pytest.mark.parametrize("thoughts", ["drop", "keep"])
def test_thoughts_are_left_out_or_put_beside(writer: Host, fake: Fake, thoughts: str) -> None:
    fake.words = ["<think>What is", " rain?</think>\n\n", *WORDS]
    (made,) = _run(writer, fake, thoughts=thoughts, formats=[".md", ".txt"])
    kept = "\n\n<!-- muse thoughts\nWhat is rain?\n-->\n" if thoughts == "keep" else ""
    assert made.files[".md"].data.decode() == WHOLE + kept
    assert made.files[".txt"].data.decode() == WHOLE.removeprefix("# ")
    assert made.report.measured["words_of_thoughts"] == 3
    assert made.report.measured["words"] == 7
    if kept:  # what is gone on with is the text alone
        extend = InputFile(made.files[".md"].data, "rain.md")
        again = _run(writer, fake, extend=extend).text
        assert again.startswith(WHOLE) and "What is" not in again
        assert "What is" not in fake.asked[-1]["messages"][-1]["content"]


def test_circles_are_ended_and_told(writer: Host, fake: Fake) -> None:
    fake.words = ["It was night. ", *["He walked to the sea and back again. "] * 60]
    (made,) = _run(writer, fake)
    assert made.data.decode() == "It was night. He walked to the sea and back again."
    assert made.report.measured["words_repeated"] > 40
    assert any("The model went in circles" in note for note in made.report.notes)


def test_a_chapter_ends_where_its_answer_does(writer: Host, fake: Fake) -> None:
    outline = b"# The Lamp\n\n## 1. Dusk\n\n- It goes out.\n\n## 2. Dawn\n\n- It burns.\n"
    fake.words = ["Well, rain.\n</think>\n\nIt was night. ", *["He walked to the sea. "] * 90]
    made = _run(writer, fake, form="story", outline=InputFile(outline, "o.md"))
    assert "rain" not in made.text and made.text.count("He walked to the sea.") == 2
    assert made.report.measured["words_repeated"] > 80


def test_a_text_that_nothing_was_added_to_isnt_done(writer: Host, fake: Fake) -> None:
    fake.words = [""]
    with pytest.raises(MuseError, match="the model wrote nothing; use another seed"):
        _run(writer, fake, extend=InputFile(b"It rained. ", "r.md"), form="story")


def test_no_seed_no_promise(writer: Host, fake: Fake) -> None:
    refused = {"error": {"message": "Unknown parameter", "param": "seed"}}
    fake.faults = [Reply([json.dumps(refused).encode()], 400)]
    report = _run(writer, fake).report
    assert report.ignored["seed"] == f"{fake.url} refuses it (Unknown parameter)"
    assert any("it refuses a seed" in note for note in report.notes)
    assert "seed" in fake.asked[0] and "seed" not in fake.asked[1]


def test_a_long_wait_is_told(writer: Host, fake: Fake) -> None:
    fake.faults = [Reply([b"{}"], 429, {"Retry-After": "2"})]
    fields = {"prompt": "rain", "base_url": fake.url, "model": "tiny", "seed": 1}
    stream = writer.stream("text.llm", **fields)
    told = [event.note for event in stream if isinstance(event, Progress)]
    assert f"trying {fake.url} again in 2 s" in told
