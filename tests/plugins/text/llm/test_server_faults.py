"""Servers that misbehave: what came is kept and right, and what went wrong is told in one line."""

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from muse import Item, MuseError, Report
from muse.contract.endpoint import Endpoint
from muse_text.llm.asks import Answer, Ask
from plugins.text.llm_server import Fake, Reply, serve

pytest.importorskip("openai")
KEY = "sk-very-secret"
WORDS = "It rains."
HI = [{"role": "system", "content": "You write."}, {"role": "user", "content": "Rain."}]


@pytest.fixture(scope="module")
def served() -> Iterator[Fake]:
    """One server for all rows."""
    with serve() as fake:
        yield fake


@pytest.fixture
def fake(served: Fake, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """The server, which has forgotten what it was asked."""
    served.faults, served.asked, served.models = [], [], ["tiny"]
    monkeypatch.setattr("muse_text.llm.server.requests.PAUSE", 0.01)
    return served


def _ask(fake: Fake, *replies: Reply, **more: Any) -> tuple[Answer, Report, str]:
    """Return the answer to one request, the report, and the pieces as they were told."""
    from muse_text.llm.server import Server

    fake.faults = list(replies)
    report = more.pop("report", Report())
    url, model = more.pop("url", fake.url), more.pop("model", "tiny")
    key, timeout = more.pop("key", KEY), more.pop("timeout", 5.0)
    told: list[str] = []
    server = Server(Endpoint(url), model, timeout, more.pop("sampling", {}), key, report)
    ask = Ask(Item(0, 5), 5, HI, 400, tell=told.append, **more)
    try:
        (answer,) = server.write([ask], lambda: None)
    finally:
        server.close()
    return answer, report, "".join(told)


def _chunk(content: Any, reason: str | None = None, **more: Any) -> dict[str, Any]:
    delta = {"content": content, **more}
    return {"id": "1", "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}


def _events(*values: Any, done: bool = True) -> bytes:
    lines = [value if isinstance(value, str) else json.dumps(value) for value in values]
    return "".join(f"data: {line}\n\n" for line in [*lines, *(["[DONE]"] if done else [])]).encode()


def _whole(content: Any, reason: str | None = "stop", **more: Any) -> bytes:
    message = {"role": "assistant", "content": content, **more}
    return json.dumps({"choices": [{"message": message, "finish_reason": reason}]}).encode()


def _stream(*contents: Any, reason: str | None = "stop", done: bool = True) -> bytes:
    return _events(*map(_chunk, contents), _chunk(None, reason), done=done)


PLAIN = _stream("It ", "rains.")
ZH = "下雨了。🌧"

KEPT: dict[str, tuple[bytes | list[bytes], str]] = {
    "one JSON": (_whole(WORDS), WORDS),
    "one JSON, many lines": (json.dumps(json.loads(_whole(WORDS)), indent=2).encode(), WORDS),
    "one JSON, no finish reason": (_whole(WORDS, None), WORDS),
    "one JSON, a BOM": (b"\xef\xbb\xbf" + _whole(WORDS), WORDS),
    "one JSON, parts": (_whole([{"type": "text", "text": "It "}, {"text": "rains."}]), WORDS),
    "parts": (_stream([{"type": "text", "text": "It "}], [{"type": "text", "text": "rains."}]),
              WORDS),
    "strings in a list": (_stream(["It ", "rains."]), WORDS),
    "a part alone": (_stream({"type": "text", "text": {"value": WORDS}}), WORDS),
    "thoughts as parts": (
        _stream([{"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]}], WORDS),
        WORDS,
    ),
    "no finish reason": (_stream("It ", "rains.", reason=None), WORDS),
    "no [DONE]": (_stream("It ", "rains.", done=False), WORDS),
    "another finish reason": (_stream(WORDS, reason="eos_token"), WORDS),
    "an unknown finish reason": (_stream(WORDS, reason="banana"), WORDS),
    "a finish reason of its own": (_events(_chunk(WORDS), {"choices": [{"finish_reason": "stop"}]}),
                                   WORDS),
    "half a letter": (PLAIN.replace(b"rains.", b"rains.\\ud83c").replace(
        b"data: [DONE]", _events(_chunk("\udf27"), done=False) + b"data: [DONE]"),
        "It rains.🌧"),
    "half a letter for ever": (_stream("It rains.\ud83c"), "It rains.�"),
    "half a letter at the start": (_stream("\udf27It rains."), "�It rains."),
    "a BOM": (b"\xef\xbb\xbf" + PLAIN, WORDS),
    "a BOM in each event": (PLAIN.replace(b"data:", b"\xef\xbb\xbfdata:"), WORDS),
    "comments": (b": hello\n\n" + PLAIN.replace(b"\n\n", b"\n\n: ping\n\n"), WORDS),
    "one byte at a time": ([bytes([byte]) for byte in PLAIN], WORDS),
    "bytes of Chinese apart": ([bytes([b]) for b in
        _events({"choices": [{"delta": {"content": "X"}, "finish_reason": "stop"}]})
        .replace(b"X", ZH.encode())], ZH),
    "CRLF": (PLAIN.replace(b"\n", b"\r\n"), WORDS),
    "CRLF apart": ([PLAIN[:-2].replace(b"\n", b"\r\n") + b"\r", b"\n"], WORDS),
    "CR": (PLAIN.replace(b"\n", b"\r"), WORDS),
    "data twice": (PLAIN.replace(b"data:", b"data: data:"), WORDS),
    "[DONE] by itself": (PLAIN.replace(b"data: [DONE]", b"[DONE]"), WORDS),
    "an error behind the end": (
        _events(_chunk(WORDS, "stop"), {"error": {"message": "no usage"}}), WORDS),
    "a page behind the end": (PLAIN.replace(b"data: [DONE]", b"<html>"), WORDS),
    "silence behind the end": ([_stream(WORDS, done=False), None], WORDS),
    "no space": (PLAIN.replace(b"data: ", b"data:"), WORDS),
    "no empty lines": (PLAIN.replace(b"\n\n", b"\n"), WORDS),
    "no last newline": (PLAIN.rstrip(), WORDS),
    "events with names and numbers": (
        PLAIN.replace(b"data:", b"event: message\nid: 7\nretry: 10\ndata:"), WORDS),
    "an event of many lines": (
        b"".join(b"data: " + line + b"\n" for line in
                 json.dumps(_chunk(WORDS, "stop"), indent=1).encode().splitlines()) + b"\n", WORDS),
    "bare lines of JSON": (PLAIN.replace(b"data: ", b"").replace(b"[DONE]\n\n", b""), WORDS),
    "a line separator in the text": (_whole("It\u2028rains.").replace(b"\\u2028",
                                     "\u2028".encode()), "It\u2028rains."),
    "several choices": (_events(
        {"choices": [{"index": 1, "delta": {"content": "No."}}, {"index": 0, "delta": {}}]},
        {"choices": [{"index": 1, "delta": {"content": WORDS}, "finish_reason": "stop"}]},
        {"choices": [{"index": 0, "delta": {"content": "No."}}]}), "No." + WORDS),
    "no choices now and then": (_events({"choices": []}, {"choices": None, "id": "1"},
                                        _chunk(WORDS, "stop"), {"choices": [], "usage": None}),
                                WORDS),
    "choices as an object": (_events({"choices": _chunk(WORDS, "stop")["choices"][0]}), WORDS),
    "delta null": (_events({"choices": [{"delta": None}]}, _chunk(WORDS, "stop")), WORDS),
    "delta a string": (_events({"choices": [{"delta": WORDS, "finish_reason": "stop"}]}), WORDS),
    "values that are null": (_events("null", _chunk(None), _chunk(WORDS, "stop")), WORDS),
    "old completions": (_events({"choices": [{"text": "It "}]},
                                {"choices": [{"text": "rains.", "finish_reason": "stop"}]}), WORDS),
    "whole messages in a stream": (b"data: " + _whole(WORDS) + b"\n\ndata: [DONE]\n\n", WORDS),
    "the whole text once more": (
        PLAIN.replace(b"data: [DONE]", b"data: " + _whole(WORDS) + b"\n\ndata: [DONE]"), WORDS),
    "thoughts apart": (_events(_chunk(None, reasoning_content="Hm."), _chunk(WORDS, "stop")),
                       WORDS),
    "thoughts apart by another name": (_events(_chunk("", reasoning="Hm."),
                                               _chunk(WORDS, "stop")), WORDS),
    "thoughts within": (_stream("<thi", "nk>Hm.</th", "ink>\n", "\nIt ", "rains."), WORDS),
    "thoughts closed alone": (_stream("Okay, rain.\n</think>\n\n", WORDS), WORDS),
    "channels": (_stream("<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant",
                         "<|channel|>final<|message|>It rains.<|return|>"), WORDS),
    "the mark of the end": (_stream(WORDS, "<|im_", "end|>"), WORDS),
    "Ollama's own": (b'{"message": {"role": "assistant", "content": "It "}, "done": false}\n'
                     b'{"message": {"content": "rains."}, "done": true, "done_reason": "stop"}\n',
                     WORDS),
    "control characters": (_stream("It\x00 \x1brains\x07."), WORDS),
    "an empty refusal, no tools": (_events(_chunk(WORDS, "stop", refusal="", tool_calls=[])),
                                   WORDS),
    "usage of nothing": (_events(_chunk(WORDS, "stop"), {"choices": [], "usage": {}}), WORDS),
    "numbers as text": (_events(_chunk("4", "stop")), "4"),
    "a letter that is none": (PLAIN.replace(b"rains", b"r\xffins"), "It r�ins."),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_what_comes_is_kept_and_right(
    fake: Fake, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, text = KEPT[name]
    monkeypatch.setattr("muse_text.llm.server.writer.GRACE", 0.1)
    answer, _, told = _ask(fake, Reply(body if isinstance(body, list) else [body]))
    assert answer.text == told == text and not answer.cut
    assert ("thoughts" in name or "channels" in name) == bool(answer.thoughts)


def _error(message: str, status: int = 400, headers: Any = None, **more: Any) -> Reply:
    kind = {"Content-Type": "application/json", **(headers or {})}
    return Reply([json.dumps({"error": {"message": message, **more}}).encode()], status, kind)


PAGE = b"<html><head><title>502 Bad\nGateway</title></head><body>nginx</body></html>"

TOLD: dict[str, tuple[Reply, str]] = {
    "error in the stream": (
        Reply([_events(_chunk("It "), {"error": {"message": "out of memory"}})]),
        "broke off in the middle: out of memory; check the log"),
    "error in the stream before the text": (
        Reply([_events({"error": {"message": "no slot", "code": 418}})]), "answered 418: no slot;"),
    "error event": (
        Reply([b'event: error\ndata: {"message": "no GPU"}\n\n']), "with an error: no GPU;"),
    "error in a 200": (_error("the model is asleep", 200), "with an error: the model is asleep;"),
    "error as a string": (Reply([b'{"error": "no luck"}']), "with an error: no luck;"),
    "error in a list": (Reply([b'[{"error": {"message": "no luck"}}]']), "an error: no luck;"),
    "detail in a 200": (Reply([b'{"detail": "no luck"}']), "with an error: no luck;"),
    "page": (Reply([PAGE]), "sent a web page: 502 Bad Gateway; check --base-url"),
    "page behind text": (
        Reply([_events(_chunk("It "), done=False), PAGE]), "off with a web page: 502 Bad Gateway;"),
    "page of an error": (Reply([PAGE], 502, {"retry-after": "99"}), "failed (502): 502 Bad Gate"),
    "plain words": (Reply([b"I am a teapot"]), "isn't a chat completion: I am a teapot; check"),
    "other JSON": (Reply([b'{"hello": "there"}']), "isn't a chat completion: {'hello': 'there'};"),
    "broken JSON": (Reply([b"data: {nonsense\n\n"]), "isn't a chat completion: {nonsense; check"),
    "empty": (Reply([]), "sent an empty answer; check the log"),
    "nothing but comments": (Reply([b": hello\n\n"]), "sent an empty answer;"),
    "broken off": (Reply([_events(_chunk("It "), done=False)]), "stopped in the middle of the te"),
    "broken off in an event": (
        Reply([_events(_chunk("It "), done=False) + b'data: {"choi']), "broke off in the middle"),
    "broken off in one JSON": (Reply([_whole(WORDS)[:30]]), "off in the middle of its answer"),
    "closed too early": (
        Reply([PLAIN[:90]], 200, {"Content-Length": "900"}), "off before it wrote anything ("),
    "closed in the middle": (
        Reply([_events(_chunk("It "), done=False)], 200, {"Content-Length": "900"}),
        "broke off in the middle of the text (peer closed"),
    "finish reason error": (Reply([_stream("It ", reason="error")]), "failed in the middle of"),
    "finish reason filter": (
        Reply([_stream("It ", reason="content_filter")]), "content filter of http"),
    "filtered at once": (
        Reply([_stream(reason="content_filter")]), "left nothing of the text; put the prompt"),
    "refusal": (Reply([_events(_chunk(None, "stop", refusal="I can't do that."))]),
                "the model refused: I can't do that.; put"),
    "tools": (Reply([_events(_chunk(None, "tool_calls", tool_calls=[
              {"index": 0, "function": {"name": "get_rain", "arguments": ""}}]))]),
              "called a tool (get_rain) and wrote no text; switch"),
    "an old tool": (Reply([_events(_chunk(None, "function_call", function_call={"name": "f"}))]),
                    "called a tool (f)"),
    "wait an hour": (_error("slow down", 429, {"retry-after": "3600"}),
                     "has too many requests (429): slow down; wait 60 min"),
    "wait till a day": (_error("slow down", 429, {"retry-after": "Fri, 01 Jan 2100 00:00:00 GMT"}),
                        "has too many requests (429): slow down; wait "),
    "no quota": (_error("You exceeded your current quota", 429, code="insufficient_quota"),
                 "has nothing left (429): You exceeded your current quota; check its plan"),
    "to be paid": (_error("Insufficient credits", 402), "has nothing left (402): Insufficient"),
    "wrong key": (_error(f"Incorrect API key: {KEY}", 401),
                  "refused the key of OPENAI_API_KEY (401): Incorrect API key: ...; set"),
    "country": (_error("Country not supported", 403, code="unsupported_country_region_territory"),
                "refused the request (403): Country not supported; check what this key"),
    "moved": (Reply([], 301, {"Location": "https://elsewhere.example/v1/chat/completions"}),
              "redirects to https://elsewhere.example/v1/chat/completions (301); use --base-url"
              " https://elsewhere.example/v1"),
    "moved for now": (Reply([], 302, {"Location": "/login"}), "redirects to /login (302); check"),
    "moved for good": (Reply([], 308, {"Location": "https://e.example/v1/chat/completions"}),
                       "use --base-url https://e.example/v1"),
    "moved nowhere": (Reply([], 307), "redirects to no place (307); check --base-url"),
    "no such model": (_error("The model 'tiny' does not exist", 404, code="model_not_found"),
                      "has no model 'tiny' (404): The model 'tiny' does not exist; it has 'tin"),
    "no such model, in a 400": (_error("tiny is not a valid model ID"),
                                "has no model 'tiny' (400): tiny is not a valid model ID;"),
    "no such path": (Reply([b'{"detail": "Not Found"}'], 404),
                     "has no chat completions at /v1/chat/completions (404): Not Found; check the"),
    "wrong method": (Reply([b""], 405), "has no chat completions at /v1/chat/completions (405);"),
    "too long": (_error("This model's maximum context length is 4096 tokens", 413),
                 "the request is too long for http"),
    "against a policy": (_error("flagged by our content management policy", 400),
                         "filtered the request (400): flagged by"),
    "a field that isn't told": (Reply([b'{"detail":[{"loc":["body","model"],"msg":"bad"}]}'], 422),
                                "answered 422: body.model: bad; change"),
    "words of another server": (
        _error("Provider returned error", 400, metadata={"raw": '{"error": "no room"}'}),
        "answered 400: Provider returned error: no room;"),
    "words without an end": (_error("no " * 9000), "no no...; change"),
    "words that a terminal obeys": (_error("bad\x1b[31m\x07 thing\u202e\nhere"),
                                    "answered 400: bad thing here;"),
    "a 500 that is final": (_error("dead", 500, {"x-should-retry": "false"}), "failed (500): dead"),
    "a status of its own": (_error("no", 418), "answered 418: no; change what it names"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_goes_wrong_is_told_in_one_line(fake: Fake, name: str) -> None:
    reply, words = TOLD[name]
    fake.models = ["tinier"]
    with pytest.raises(MuseError) as caught:
        _ask(fake, reply)
    told = str(caught.value)
    assert words in told and told.isprintable() and len(told) < 500
    assert KEY not in told and "kept" not in told and "tries" not in told
    assert len(fake.asked) == 1 and caught.value.exit_code == 1


REFUSED: dict[str, tuple[Reply, dict[str, Any], str]] = {
    # what is refused -> a part of the second request (None: it isn't there), and what is told
    "seed": (_error("Unknown parameter: 'seed'", param="seed"), {"seed": None},
             "seed: http"),
    "seed, by pydantic": (
        Reply([b'{"detail": [{"loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}]}'],
              422), {"seed": None}, "body.seed: Extra inputs are not permitted"),
    "system": (_error("System role not supported"),
               {"messages": [{"role": "user", "content": "You write.\n\nRain."}]},
               "system prompt was joined to the user's message"),
    "system, by a template": (
        _error("Conversation roles must alternate user/assistant", 500),
        {"messages": [{"role": "user", "content": "You write.\n\nRain."}]}, "roles must alternate"),
    "max_tokens": (_error("Use 'max_completion_tokens' instead of 'max_tokens'"),
                   {"max_tokens": None, "max_completion_tokens": 400}, ""),
    "max_tokens, too many": (_error("max_tokens must be less than or equal to 256"),
                             {"max_tokens": 256}, "max_tokens: 400 -> 256"),
    "max_tokens, at all": (_error("max_tokens is not allowed"), {"max_tokens": None},
                           "max_tokens: http"),
    "temperature": (_error("Only the default (1) is supported", param="temperature"),
                    {"temperature": None, "top_p": 0.9}, "Only the default (1) is supported"),
    "top_p": (_error("`top_p` is deprecated for this model"), {"top_p": None}, "top_p: http"),
    "stop": (_error("Unsupported parameter: 'stop'"), {"stop": None}, "stop strings was left out"),
    "stream": (_error("streaming is not supported"), {"stream": None}, "stream was left out"),
    "response_format": (_error("response_format.type must be one of text, json_object"),
                        {"response_format": {"type": "json_object"}}, "schema was told in words"),
    "something": (_error("Unrecognized request argument supplied"),
                  {"seed": None, "temperature": None, "stop": None}, "Unrecognized request"),
    "in a 200": (Reply([_events({"error": {"message": "seed is not supported"}})]),
                 {"seed": None}, "seed is not supported"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_field_is_left_out_and_told(fake: Fake, name: str) -> None:
    reply, sent, told = REFUSED[name]
    report = Report(applied={"seed": 5, "temperature": 1.5, "top_p": 0.9, "max_tokens": 400})
    schema = {"type": "object"} if name == "response_format" else None
    answer, report, _ = _ask(
        fake, reply, Reply([PLAIN]), report=report, stop=("END",), schema=schema,
        sampling={"temperature": 1.5, "top_p": 0.9},
    )  # fmt: skip
    assert answer.text == WORDS
    again = fake.asked[1]
    assert {key: again.get(key) for key in sent} == sent
    adjusted = [f"{k}: {a.asked} -> {a.used}" for k, a in report.adjusted.items()]
    ignored = [f"{name}: {why}" for name, why in report.ignored.items()]
    assert told in "\n".join([*report.notes, *ignored, *adjusted])


def test_what_was_learnt_holds_for_the_run(fake: Fake) -> None:
    from muse_text.llm.server import Server

    fake.faults = [
        _error("seed?", param="seed"), _error("no json_schema"), _error("no json_object"),
        _error("system prompt?"), Reply([PLAIN]), Reply([PLAIN]),
    ]  # fmt: skip
    server = Server(Endpoint(fake.url), "tiny", 5.0, {}, KEY)
    ask = Ask(Item(0, 5), 5, HI, 400, schema={"type": "object"})
    answers = [server.write([ask], lambda: None)[0] for _ in range(2)]
    server.close()
    assert [answer.text for answer in answers] == [WORDS, WORDS] and len(fake.asked) == 6
    last = fake.asked[-1]
    assert "seed" not in last and "response_format" not in last
    (message,) = last["messages"]
    assert message["content"].startswith("You write.\n\nRain.\n\nAnswer with JSON")
    assert message["content"].endswith('{"type": "object"}')


def test_a_refusal_that_lasts_is_told(fake: Fake) -> None:
    with pytest.raises(MuseError, match="answered 400: seed"):
        _ask(fake, *[_error("seed!", param="seed")] * 9)
    assert len(fake.asked) == 2


def test_too_many_requests_are_tried_again(fake: Fake) -> None:
    busy = _error("busy", 503, {"retry-after": "0"})
    assert _ask(fake, busy, _error("slow", 429), Reply([PLAIN]))[0].text == WORDS
    with pytest.raises(MuseError, match=r"failed \(503, still after 3 tries\): busy"):
        _ask(fake, *[busy] * 9)
    assert len(fake.asked) == 6


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("", "/v1/chat/completions"),
        ("/v1/chat/completions", "/v1/chat/completions"),
        ("/api/v1/models/", "/api/v1/chat/completions"),
    ],
)
def test_a_pasted_path_is_taken_off(fake: Fake, path: str, asked: str) -> None:
    _ask(fake, Reply([PLAIN]), url=fake.url + path)
    assert fake.asked[0]["path"] == asked


def test_a_path_without_v1_is_found(fake: Fake) -> None:
    missing = Reply([b"Not Found"], 404)
    _, report, _ = _ask(fake, missing, Reply([PLAIN]), url=f"{fake.url}/api")
    assert [each["path"] for each in fake.asked] == [
        "/api/chat/completions",
        "/api/v1/chat/completions",
    ]
    assert any("The model is at" in note and "/api/v1" in note for note in report.notes)


def test_a_key_follows_to_no_other_host(fake: Fake) -> None:
    with serve() as other:
        moved = Reply([], 308, {"Location": f"{other.url}/v1/chat/completions"})
        with pytest.raises(MuseError, match="redirects to"):
            _ask(fake, moved)
        assert other.asked == []


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("sk-one\nsk-two", "a line break at character 7"),
        ("sk one", "a space at character 3"),
        ("sk-schlüssel", "a letter that no key has at character 8"),
        ("sk-\x1b[0m", "a control character at character 4"),
    ],
)
def test_a_key_that_cant_be_sent_is_told(fake: Fake, key: str, told: str) -> None:
    with pytest.raises(MuseError, match=f"OPENAI_API_KEY holds {told}") as caught:
        _ask(fake, Reply([PLAIN]), key=key)
    assert key not in str(caught.value) and caught.value.exit_code == 2 and not fake.asked
    _ask(fake, Reply([PLAIN]), key=f" {KEY}\r\n")  # what surrounds a key is no part of it
    assert fake.asked[0]["key"] == f"Bearer {KEY}"


def test_a_server_that_requires_a_key_says_so(fake: Fake) -> None:
    for status in (401, 403):
        with pytest.raises(MuseError, match=f"requires a key .{status}.: no; set OPENAI_API_KEY"):
            _ask(fake, _error("no", status), key=None)


SILENT = {
    "nothing": ([None], "sent no text for 0.3 s; use a larger --timeout"),
    "comments for ever": ([b": ping\n\n"] * 9000, "sent no text for 0.3 s;"),
    "empty pieces for ever": ([_events(_chunk(""), done=False)] * 9000, "sent no text for 0.3 s;"),
    "nothing further": ([_events(_chunk("It "), done=False), None], "middle of the text: nothing"),
    "comments further": (
        [_events(_chunk("It "), done=False), *[b": ping\n\n"] * 9000], "of the text: nothing"),
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_a_server_that_stops_is_left(fake: Fake, name: str) -> None:
    parts, told = SILENT[name]
    with pytest.raises(MuseError) as caught:
        _ask(fake, Reply(parts), timeout=0.3)
    assert told in str(caught.value)


def test_connections_that_fail_say_why(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(url: str, **more: Any) -> str:
        with pytest.raises(MuseError) as caught:
            _ask(fake, url=url, **more)
        assert "\n" not in str(caught.value) and KEY not in str(caught.value)
        return str(caught.value)

    def unknown(*where: Any, **more: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    assert "nothing answers there; start the server" in told("http://127.0.0.1:9")
    tls = told(fake.url.replace("http:", "https:"))
    assert "can't be reached by TLS" in tls and "use http:// in --base-url" in tls
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("all_proxy", "gopher://127.0.0.1:9")
    assert "proxy of the environment can't be used" in told("http://nobody.invalid")
    assert _ask(fake, Reply([PLAIN]))[0].text == WORDS  # a server here is behind no proxy
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:9")
    assert "http://nobody.invalid can't be reached" in told("http://nobody.invalid")
    monkeypatch.delenv("all_proxy")
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "the name nobody.invalid isn't known" in told("http://nobody.invalid")


def test_a_socks_proxy_says_what_it_requires(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    import openai

    def lacking(*given: Any, **more: Any) -> Any:
        raise ImportError("Using SOCKS proxy, but the 'socksio' package is not installed.")

    monkeypatch.setattr(openai, "DefaultHttpxClient", lacking)
    with pytest.raises(MuseError, match="SOCKS proxy, which requires socksio; pip install socksio"):
        _ask(fake)


@pytest.mark.parametrize(
    ("models", "chosen"),
    [
        (["tiny"], "tiny"),
        (Reply([b'{"models": [{"name": "tiny"}]}'], 200, {"Content-Type": "application/json"}),
         "tiny"),
        (Reply([b'["tiny"]'], 200, {"Content-Type": "application/json"}), "tiny"),
        ([], "has 0 models (none); give one"),
        (Reply([b"no"], 404), "doesn't say which models it has (404); give one by --model"),
        (_error("who are you", 401), "refused the key of OPENAI_API_KEY (401): who are you"),
        (Reply([PAGE], 200, {"Content-Type": "text/html"}), "sent a web page: 502 Bad"),
        (Reply([b'{"error": {"message": "no list"}}'], 200, {"Content-Type": "application/json"}),
         "answered with an error: no list"),
    ],
)  # fmt: skip
def test_the_only_model_is_taken(fake: Fake, models: Any, chosen: str) -> None:
    from muse_text.llm.server import Server

    fake.models = models
    server = Server(Endpoint(fake.url), None, 5.0, {}, KEY)
    try:
        made = server.choose()
    except MuseError as error:
        made = str(error)
    finally:
        server.close()
    assert chosen in made


def test_an_end_that_is_broken_off_is_an_end(fake: Fake) -> None:
    broken = Reply([_stream(WORDS, done=False)], 200, {"Content-Length": "900"})
    assert _ask(fake, broken)[0].text == WORDS


def test_a_model_named_for_its_thoughts_is_waited_for(fake: Fake) -> None:
    body = [_events(_chunk("A poem, so"), done=False), _stream(" rain.\n</think>\n", WORDS)]
    answer, _, told = _ask(fake, Reply(body), model="deepseek-r1")
    assert told == answer.text == WORDS and answer.thoughts == "A poem, so rain."


def test_a_model_that_thinks_gets_room_for_it(fake: Fake) -> None:
    from muse_text.llm.server import Server

    lost = Reply([_events(_chunk(None, reasoning_content="Hm."), _chunk(None, "length"))])
    thought = Reply([_stream("<think>Hm.</think>", WORDS)])
    report = Report()
    fake.faults = [lost, thought, thought, lost]
    server = Server(Endpoint(fake.url), "tiny", 5.0, {}, KEY, report)
    ask = Ask(Item(0, 5), 5, HI, 400)
    answers = server.write([ask, ask, replace(ask, thinking=0)], lambda: None)
    server.close()
    assert [answer.text for answer in answers] == [WORDS, WORDS, ""]
    assert [asked["max_tokens"] for asked in fake.asked] == [400, 8592, 8592, 400]
    assert any("thinks before it writes" in note for note in report.notes)
