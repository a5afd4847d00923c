"""Pages of plugins: what a browser gets, and what it may do with it."""

import gzip
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from muse import Host
from muse.entry_points import Entry, Index
from muse_server import app, opening, pages, settings
from muse_server.service import Service


def entry(name: str, value: str) -> Entry:
    return Entry("muse.pages", name, value, "muse-board", "1.0", "")


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of pages as an installed plugin has it."""
    folder = tmp_path / "board"
    folder.joinpath("parts").mkdir(parents=True)
    folder.joinpath("index.html").write_text(
        '<!doctype html>\n<!--modules-->\n<script type="module" src="./app.js"></script>'
    )
    folder.joinpath("app.js").write_text(
        'import { one } from "./parts/one.js";\nimport("./late.js");'
    )
    folder.joinpath("parts", "one.js").write_text('export * from "../two.js";\n')
    folder.joinpath("two.js").write_text("export const one = 1;\n")
    folder.joinpath("late.js").write_text("// asked for later\n")
    folder.joinpath("secret.txt").write_text("no page")
    module = tmp_path / "board_pages.py"
    module.write_text(
        f"from pathlib import Path\nPAGES = Path({str(folder)!r})\nNONE = Path('/none')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "board_pages", raising=False)
    return folder


@contextmanager
def served(*entries: Entry, token: str | None = None) -> Iterator[TestClient]:
    """A client of a server that has these pages."""
    with Host(index=Index(list(entries))) as host:
        service = Service(host, settings.read({}))
        with TestClient(app.build(service, token), base_url="http://localhost") as client:
            yield client


def test_a_page_names_its_files_by_their_version(board: Path) -> None:
    with served(entry("board", "board_pages:PAGES")) as client:
        page = client.get("/board/")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert page.headers["content-security-policy"].startswith("default-src 'self';")
        assert page.headers["cache-control"] == "no-cache"
        asked = re.findall(r'modulepreload" href="([^"]+)"', page.text)
        assert [each.partition("/@")[2].partition("/")[2] for each in asked] == [
            "app.js", "parts/one.js", "two.js",
        ]  # fmt: skip
        first = client.get(asked[0])
        assert first.text == board.joinpath("app.js").read_text()
        assert first.headers["cache-control"].endswith("immutable")
        assert first.headers["content-encoding"] == "gzip"
        plain = client.get(asked[0], headers={"accept-encoding": "identity"})
        assert plain.content == first.content and "content-encoding" not in plain.headers


def test_an_address_that_is_no_file_is_the_page(board: Path) -> None:
    with served(entry("board", "board_pages:PAGES")) as client:
        page = client.get("/board/").text
        assert client.get("/board/some/where?x=1").text == page
        assert client.get("/", follow_redirects=False).headers["location"] == "/board/"
        assert client.get("/board", follow_redirects=False).headers["location"] == "/board/"


@pytest.mark.parametrize(
    "path",
    [
        "secret.txt", "../board_pages.py", "%2e%2e/board_pages.py", "app.js%00", "none.js",
        "index.html", "parts", "parts/", "/etc/passwd",
    ],
)  # fmt: skip
def test_no_other_file_is_sent(board: Path, path: str) -> None:
    with served(entry("board", "board_pages:PAGES")) as client:
        page = client.get("/board/")
        version = re.findall(r"/board/(@[0-9a-f]+)/", page.text)[0]
        answer = client.get(f"/board/{version}/{path}")
        assert answer.status_code == 404 or answer.text == page.text
    assert "PAGES" not in answer.text


def test_another_version_is_not_mixed_in(board: Path) -> None:
    with served(entry("board", "board_pages:PAGES")) as client:
        assert client.get("/board/@0123456789abcdef/app.js").status_code == 404
        before = client.get("/board/").text
    board.joinpath("two.js").write_text("export const one = 2;\n")
    with served(entry("board", "board_pages:PAGES")) as client:
        assert client.get("/board/").text != before


@pytest.mark.parametrize("value", ["board_pages:NONE", "board_pages:MISSING", "no_such_module:X"])
def test_a_broken_folder_costs_itself_alone(board: Path, value: str) -> None:
    with served(entry("broken", value), entry("board", "board_pages:PAGES")) as client:
        assert client.get("/broken/").status_code == 404
        assert client.get("/board/").status_code == 200
        assert client.get("/healthz").text == "ok\n"


def test_pages_need_no_token_and_all_else_does(board: Path) -> None:
    with served(entry("board", "board_pages:PAGES"), token="x" * 20) as client:
        page = client.get("/board/")
        assert page.status_code == 200
        assert client.get(re.findall(r'src="([^"]+)"', page.text)[0]).status_code == 200
        assert client.get("/", follow_redirects=False).status_code == 307
        assert client.post("/board/", json={}).status_code == 401
        for path in ("/api/v1/runs", "/boards", "/boardx/", "/metrics", "/v1/models"):
            assert client.get(path).status_code == 401


def test_the_studio_is_small_enough() -> None:
    """All that a first visit asks for at once, as it goes over the wire."""
    with Host() as host:
        folder = pages._Folder("studio", pages._folder(host.plugins.index.pages["studio"]))
    text = gzip.decompress(folder._page.packed or b"").decode()
    asked = re.findall(r'(?:href|src)="/studio/@[0-9a-f]+/([^"]+)"', text)
    sizes = {p: len(folder._files[p].packed or folder._files[p].data) for p in asked}
    assert sum(sizes.values()) <= 60_000, sizes


def test_a_studio_that_is_open_is_found(serving: Callable[..., object]) -> None:
    server = serving()
    port = int(server.url.rpartition(":")[2])  # type: ignore[attr-defined]
    assert opening.is_there(settings.read({"port": port}), "/studio/")
    assert not opening.is_there(settings.read({"port": port}), "/healthz")
    assert not opening.is_there(settings.read({"port": 0}), "/studio/")
    server.stop()  # type: ignore[attr-defined]
    assert not opening.is_there(settings.read({"port": port}), "/studio/")


def test_other_machines_are_told_an_address_of_this_one() -> None:
    assert opening.is_everywhere("0.0.0.0") and opening.is_everywhere("::")
    assert not opening.is_everywhere("127.0.0.1") and not opening.is_everywhere("fe80::1%eth0")
    assert opening.own_address() not in ("", "0.0.0.0")
