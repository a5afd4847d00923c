"""The session of a browser: a cookie in the token's place, and nothing else in its place."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from muse_server.sessions import NAME, Session

TOKEN = "a-token-of-a-test-0123456789"
URL = "/api/v1/session"


def browser(server: Any) -> TestClient:
    """Another client of a server, without cookies."""
    return TestClient(server.app, base_url="http://localhost", raise_server_exceptions=False)


def test_the_token_given_once_is_a_cookie_from_then_on(make_server: Callable[..., Any]) -> None:
    server = make_server(TOKEN)
    page = browser(server)
    assert page.get("/api/v1/server").status_code == 401
    wrong = page.post(URL, json={"token": TOKEN[:-1]})
    assert (wrong.status_code, "set-cookie" in wrong.headers) == (401, False)
    begun = page.post(URL, json={"token": f" {TOKEN}\n"})
    assert (begun.status_code, begun.content) == (204, b"")
    told = begun.headers["set-cookie"]
    assert TOKEN not in told
    for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in told
    assert "Secure" not in told
    assert page.get("/api/v1/server").status_code == 200
    assert page.post(URL, json={"token": "x"}).status_code == 401
    ended = page.delete(URL)
    assert (ended.status_code, "Max-Age=0" in ended.headers["set-cookie"]) == (204, True)
    assert page.get("/api/v1/server").status_code == 401


def test_a_server_that_wants_no_token_gives_no_cookie(idle: Any) -> None:
    answer = idle.client.post(URL, json={"token": "anything"})
    assert (answer.status_code, "set-cookie" in answer.headers) == (204, False)


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        NAME,
        f"{NAME}=",
        f"{NAME}={TOKEN}",
        f"{NAME}={Session('another-token-of-a-test').header(secure=False).split('=')[1]}",
        f"x{NAME}={{value}}",
        f"{NAME}={{value}}x",
        f'{NAME}="{{value}}"',
        f"{NAME}=" + "\\" * 30_000,
        ";" * 30_000,
    ],
)
def test_what_is_no_session_is_refused(make_server: Callable[..., Any], cookie: str) -> None:
    server = make_server(TOKEN)
    value = Session(TOKEN).header(secure=False).split(";")[0].partition("=")[2]
    headers = {"cookie": cookie.replace("{value}", value)}
    assert browser(server).get("/api/v1/server", headers=headers).status_code == 401
    headers = {"cookie": f"theme=dark; {NAME}={value}"}
    assert browser(server).get("/api/v1/server", headers=headers).status_code == 200


def test_the_cookie_opens_nothing_to_pages_of_other_sites(make_server: Callable[..., Any]) -> None:
    server = make_server(TOKEN)
    page = browser(server)
    page.post(URL, json={"token": TOKEN})
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert page.get("/api/v1/server", headers=headers).status_code == 403
        assert page.post(URL, json={"token": TOKEN}, headers=headers).status_code == 403
        assert page.delete(URL, headers=headers).status_code == 403


def test_who_has_no_token_can_send_little(make_server: Callable[..., Any]) -> None:
    page = browser(make_server(TOKEN))
    assert page.post(URL, json={"token": "x" * 5000}).status_code == 413
    for wrong in ({}, {"token": 1}, {"token": "x" * 2000}, {"token": "x", "more": 1}):
        assert page.post(URL, json=wrong).status_code == 422, wrong
    assert page.post("/api/v1/desk", json={}).status_code == 401
    assert page.get(f"{URL}/x").status_code == 401


def test_over_https_the_cookie_stays_there() -> None:
    assert "; Secure" in Session(TOKEN).header(secure=True)
    assert Session(TOKEN).header(secure=True) == Session(TOKEN).header(secure=True)
    assert not Session(None).is_token(b"") and not Session(None).is_cookie(f"{NAME}=")
