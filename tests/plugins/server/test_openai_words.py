"""Where texts end, piece by piece; what a conversation asks for; errors in OpenAI's form."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Message

from muse.errors import InvalidField, NotReady, UnknownField
from muse.library.jobs import QueueFull
from muse_server import problems
from muse_server.openai import errors
from muse_server.openai.messages import last_words
from muse_server.openai.names import is_alias
from muse_server.openai.words import Changed, End, Piecemeal, tokens
from muse_server.problems import Problem


@settings(suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
@given(
    st.text("ab .'湖", max_size=40),
    st.lists(st.integers(0, 40)),
    st.lists(st.text("ab ", min_size=1, max_size=4), max_size=3),
    st.none() | st.integers(1, 8),
)
@example("a b.", [3], [" b."], 1)  # the blank is a part of the stop
@example("a b.", [3], ["b."], 1)  # the stop ends it before the second token does
@example("a'b a", [2], [], 1)  # one word, of which the first half came
def test_pieces_are_what_the_whole_is(
    text: str, cuts: list[int], stops: list[str], most: int | None
) -> None:
    end = End(tuple(stops), most)
    whole, why = end.cut(text)
    assert not any(stop in whole for stop in stops)
    assert most is None or tokens(whole) <= most
    assert (why is None) == (whole == text)
    coming = Piecemeal(end)
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    told = [coming.add(text[a:b]) for a, b in pairwise(places)]
    told.append(coming.whole(text))
    assert "".join(told) == whole
    assert coming.why == (why or "stop")


def test_the_first_stop_counts() -> None:
    assert End(("sea", "the")).cut("by the sea") == ("by ", "stop")
    assert End(("a ba", "b")).cut("a ba") == ("a ", "stop")
    assert End(("x",), 2).cut("one two three") == ("one two ", "length")
    assert End().cut("one") == ("one", None)


def test_a_text_that_begins_again_goes_on_where_it_was() -> None:
    coming = Piecemeal(End())
    assert coming.add("one ") + coming.add("two ") == "one two "
    coming.again()
    assert coming.add("one ") == ""
    assert coming.add("two three") == "three"
    coming.again()
    with pytest.raises(Changed):
        coming.add("another")


def test_tokens_are_words_characters_and_marks() -> None:
    assert tokens("It's a lake, 2 km wide.") == 8
    assert tokens("湖上有雾。") == 5
    assert tokens("") == 0


def test_a_conversation_asks_by_the_last_message_of_the_user() -> None:
    said = [
        {"role": "system", "content": "be brief"},
        {"role": "user", "content": "hello"},
        {"role": "assistant", "content": "hi"},
        {"role": "user", "content": [{"type": "text", "text": "a poem"}]},
    ]
    prompt, system, left_out = last_words(said, system=True)
    assert (prompt, left_out) == ("a poem", [])
    assert system.startswith("be brief") and "user: hello\n\nassistant: hi" in system
    prompt, system, left_out = last_words(said, system=False)
    assert (prompt, system, len(left_out)) == ("a poem", "", 2)
    assert last_words(said[1:2], system=False) == ("hello", "", [])


@pytest.mark.parametrize(
    ("messages", "param"),
    [
        (None, "messages"),
        ([], "messages"),
        ([{"role": "system", "content": "x"}], "messages"),
        ([{"role": "king", "content": "x"}], "messages[0]"),
        ([{"role": "user", "content": 3}], "messages[0]"),
        ([{"role": "user", "content": [{"type": "image_url"}]}], "messages[0]"),
    ],
)
def test_a_wrong_conversation_is_refused(messages: Any, param: str) -> None:
    with pytest.raises(Problem) as caught:
        last_words(messages, system=False)
    assert errors.body(caught.value)["error"]["param"] == param


@pytest.mark.parametrize(
    ("error", "status", "kind", "param", "retry"),
    [
        (InvalidField("width: invalid value 1"), 400, "invalid_request_error", "size", "false"),
        (UnknownField("x.y has no field 'hue'"), 400, "invalid_request_error", "hue", "false"),
        (NotReady("no weights", hint="muse pull x"), 503, "server_error", None, "false"),
        (QueueFull("9 jobs wait"), 429, "rate_limit_error", None, None),
    ],
)
def test_errors_have_the_form_of_openai(
    error: Any, status: int, kind: str, param: str | None, retry: str | None
) -> None:
    answer = errors.answer(problems.of(error))
    told = errors.body(problems.of(error))["error"]
    assert answer.status_code == status
    assert set(told) == {"message", "type", "param", "code"}
    assert (told["type"], told["param"]) == (kind, param)
    assert answer.headers.get("x-should-retry") == retry
    assert (answer.headers.get("retry-after") is not None) == (status == 429)


def test_names_that_clients_have_built_in() -> None:
    assert is_alias("gpt-image-1.5", "image") and is_alias("dall-e-3", "image")
    assert is_alias("gpt-4o", "text") and is_alias("o4-mini", "text")
    assert is_alias("tts-1-hd", "speech") and is_alias("gpt-4o-mini-tts", "speech")
    assert is_alias("sora-2-pro", "video")
    assert not is_alias("gpt-image-1", "text") and not is_alias("gpt-4o", "image")
    assert not is_alias("orca", "text")


_PART = 'content-disposition: form-data; name="prompt"\r\n\r\n'
_FILE = 'content-disposition: form-data; name="image"; filename="a.png"\r\n\r\nx\r\n'


@pytest.mark.parametrize(
    "body",
    ["no form at all", f"--x\r\n{_PART}{'a' * (2**20 + 1)}\r\n--x--\r\n", f"--x\r\n{_FILE}" * 40],
    ids=["broken", "a-long-text", "many-files"],
)
def test_a_form_that_cannot_be_read_is_the_fault_of_who_sent_it(idle: Any, body: str) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = idle.client.post("/v1/images/edits", content=body.encode(), headers=headers)
    assert answer.status_code == 400
    told = answer.json()["error"]
    assert (told["type"], told["code"]) == ("invalid_request_error", "wrong_request")
    assert answer.headers["x-should-retry"] == "false"
    drawn = idle.client.post("/sdapi/v1/img2img", content=body.encode(), headers=headers)
    assert drawn.status_code == 400 and "JSON" in drawn.json()["detail"]


def test_who_leaves_while_it_sends_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    async def handler(request: Request) -> Response:
        await request.body()
        raise AssertionError("there is none")

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "POST", "headers": [], "path": "/", "state": {}}
    with pytest.raises(ClientDisconnect):
        asyncio.run(errors.edge(handler)(Request(scope, receive)))  # type: ignore[arg-type]
    assert not caplog.records
