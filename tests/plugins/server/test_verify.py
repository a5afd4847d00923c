"""Where files come from, over HTTP: Muse's own form and OpenAI's, by a check of a stranger's."""

import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seals import POINTS, SOURCE
from server_socket import listening

API = "/api/v1"
OPENAI = "/v1/content_provenance_checks"
PACKAGES = importlib.util.find_spec("c2pa") is not None


@pytest.fixture(autouse=True)
def sealed(plant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a check, here and for processes that are started here."""
    folder = plant("muse-seal", POINTS, muse_seal=SOURCE)
    monkeypatch.syspath_prepend(folder)
    before = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(folder), before))))


def asked(server: Any, data: bytes, name: str = "fox.png", path: str = f"{API}/verify") -> Any:
    return server.client.post(path, files={"file": (name, data)})


def left(server: Any) -> list[str]:
    """Return what an upload left in the library's folder."""
    folder = server.host.library.folder / "shown"
    return [p.name for p in folder.iterdir() if p.name.endswith(".part")] if folder.is_dir() else []


def test_a_file_gets_its_verdict_and_is_not_kept(idle: Any) -> None:
    answer = asked(idle, b"ours", "../a\\<b>fox.PNG")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["kind"], found["by"]) == ("ours", "seal")
    assert found["file"] == "<b>fox.PNG", "the last part of its name alone"
    assert (found["made_by"], found["source"]) == ("image.sketch", "algorithmicMedia")
    assert found["reasons"][:2] == ["the seal says ours", ".png"], "a check sees its ending"
    found = asked(idle, b"other Ann Lee", "fox").json()
    assert (found["kind"], found["signer"]) == ("other", "Ann Lee")
    assert found["reasons"][1] == "it has no ending"
    assert left(idle) == []


def test_what_cannot_be_looked_at_is_told(idle: Any) -> None:
    none = idle.client.post(f"{API}/verify", files={"other": ("a", b"x")})
    assert (none.status_code, none.json()["error"]["code"]) == (422, "no_file")
    two = idle.client.post(f"{API}/verify", files=[("file", ("a", b"x")), ("file", ("b", b"x"))])
    assert two.status_code == 422
    refused = asked(idle, b"refuses")
    crashed = asked(idle, b"crashes")
    if not PACKAGES:
        wanted = (503, "not_ready")
        assert (refused.status_code, refused.json()["error"]["code"]) == wanted
        assert "muse-host[provenance]" in refused.json()["error"]["hint"]
    assert (crashed.status_code, crashed.json()["error"]["code"]) == (500, "crashed")
    assert left(idle) == []
    assert asked(idle, b"ours").status_code == 200, "another process goes on"


def test_a_file_that_is_too_large_is_refused(make_server: Callable[..., Any]) -> None:
    server = make_server(upload=1000)
    assert asked(server, b"ours" + bytes(2000)).status_code == 413
    assert asked(server, b"ours" + bytes(2000), path=OPENAI).status_code == 413


def test_an_artifact_has_a_verdict_too(idle: Any, tmp_path: Path) -> None:
    fields = {"prompt": "a lake", "width": 64, "height": 64, "detail": "draft"}
    made = idle.host.run("image", output=tmp_path / "lake.png", **fields)[0]
    (tmp_path / "lake.png").write_bytes(b"changed Ann")
    answer = idle.client.get(f"{API}/artifacts/{made.id}/verdict")
    assert answer.status_code == 404, "another file has its name now"
    assert idle.client.get(f"{API}/artifacts/none/verdict").status_code == 404


def test_strangers_need_the_token(make_server: Callable[..., Any]) -> None:
    server = make_server(token="secret")
    assert asked(server, b"ours").status_code == 401
    assert asked(server, b"ours", path=OPENAI).status_code == 401


RESULTS = {
    "ours": ("detected", "valid", "detected"),
    "other": ("detected", "valid", "not_detected"),
    "changed": ("not_detected", "invalid", "not_detected"),
    "mark": ("not_detected", "not_present", "detected"),
}


def test_openais_form_tells_signals_one_by_one(idle: Any) -> None:
    for kind, (outcome, state, marked) in RESULTS.items():
        answer = asked(idle, f"{kind} Ann".encode(), path=OPENAI)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        signed, mark = found["results"]
        assert found["object"] == "content_provenance_check"
        assert found["created_at"] > 1_700_000_000
        assert (signed["type"], signed["issuer"]) == ("c2pa", "Ann")
        assert (signed["outcome"], signed["validation_state"]) == (outcome, state)
        assert (mark["type"], mark["outcome"]) == ("muse_mark", marked)
        made = {"model": "image.sketch", "generated_at": "2026-11-30T08:12:00+00:00"}
        assert (made.items() <= signed.items()) == (outcome == "detected")
        assert (made.items() <= mark.items()) == (kind == "mark")
        assert found["muse"]["kind"] == kind
    found = asked(idle, b"other Ann", "fox.pdf", OPENAI).json()
    assert [each["type"] for each in found["results"]] == ["c2pa"], "no mark in such files"


def test_openais_errors_have_its_form(idle: Any) -> None:
    answer = idle.client.post(OPENAI, json={"file": "x"})
    assert answer.status_code == 400, answer.text
    error = answer.json()["error"]
    assert (error["type"], error["param"]) == ("invalid_request_error", "file")
    assert answer.headers["x-should-retry"] == "false"
    assert idle.client.get(OPENAI).status_code == 405


def test_openais_client_reads_it(idle: Any) -> None:
    openai = pytest.importorskip("openai")
    with (
        listening(idle.app) as address,
        openai.OpenAI(base_url=f"{address}/v1", api_key="unused", timeout=20) as client,
    ):
        found = client.content_provenance_checks.create(file=("fox.png", b"ours"))
        assert found.object == "content_provenance_check"
        assert (found.results[0].type, found.results[0].validation_state) == ("c2pa", "valid")
        assert found.results[0].model == "image.sketch"
        with pytest.raises(openai.APIStatusError):
            client.content_provenance_checks.create(file=("fox.png", b"crashes"))
