"""A recipe inside a file that somebody sent is data: it reads, calls, trains and floods nothing."""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from muse import Host, RequestError
from muse.cli import call
from muse.running import recipe
from muse.running.reproduce import again, origin
from muse_image.formats import muse_formats
from plugins.text.llm_server import Fake, serve

SHA = "0" * 64


@pytest.fixture
def server() -> Iterator[Fake]:
    with serve() as fake:
        yield fake


def forged(path: Path, **parts: Any) -> Path:
    """Write a harmless picture whose recipe has other parts than Muse would give it."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(buffer, "PNG")
    png = next(each for each in muse_formats() if each.suffix == ".png")
    kept = {
        "muse": recipe.VERSION,
        "generator": "image.sketch",
        "distribution": "muse-host",
        "version": "0.1.0",
        "asked": {},
        "condition": {"prompt": "a lake", "width": 64, "height": 64, "seed": 1},
        "environment": {},
        "payload": {".png": SHA},
    }
    assert png.embed is not None
    path.write_bytes(png.embed(buffer.getvalue(), json.dumps({**kept, **parts})))
    return path


def refused(host: Host, path: Path) -> str:
    """Return the one line with which a file is refused."""
    with pytest.raises(RequestError) as error:
        again(host, origin(host, str(path)))
    assert "\n" not in str(error.value)
    assert error.value.exit_code == 2
    return str(error.value)


def asked_of(server: Fake) -> dict[str, Any]:
    """Return a recipe that would have a language model on a server write."""
    condition = {"prompt": "hello", "base_url": server.url, "model": "tiny", "seed": 1}
    return {"generator": "text.llm", "condition": condition, "payload": {".md": SHA}}


@pytest.mark.neural
def test_no_server_is_called_without_a_yes_and_none_gets_the_key(
    host: Host, server: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    path = forged(tmp_path / "holiday.png", **asked_of(server))
    told = refused(host, path)
    assert server.url.removesuffix("/v1") in told
    assert server.asked == []
    again(host, origin(host, str(path)), agree=lambda question: True).finish()
    assert len(server.asked) == 1
    assert "sk-secret" not in json.dumps(server.asked)
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)  # one's own server gets one's own key
    again(host, origin(host, str(path)), agree=lambda question: True).finish()
    assert "sk-secret" in server.asked[-1]["key"]


@pytest.mark.neural
def test_the_command_line_asks(
    server: Fake,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = forged(tmp_path / "holiday.png", **asked_of(server))
    assert call(["reproduce", str(path)]) == 2
    told = capsys.readouterr().err
    assert "--yes" in told and "call http://127.0.0.1" in told
    assert server.asked == []
    assert call(["reproduce", str(path), "--yes", "-o", str(tmp_path / "a.md")]) in (0, 1)
    assert len(server.asked) == 1


@pytest.mark.parametrize("where", ["secret.png", "-", "data:,x", "fifo", "~/.ssh/id_rsa", "\0"])
def test_no_file_is_read_because_a_recipe_names_it(host: Host, tmp_path: Path, where: str) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "secret.png")
    os.mkfifo(tmp_path / "fifo")
    place = str(tmp_path / where) if where in ("secret.png", "fifo") else where
    condition = {"prompt": "a lake", "init": place, "seed": 1}
    assert "init: " in refused(host, forged(tmp_path / "a.png", condition=condition))
    assert not list((tmp_path / "lib").glob("inputs/*"))


@pytest.mark.neural
@pytest.mark.parametrize(
    "where", ["/etc/model", "~/model", "../model", "./model", "a/b/c", "c:\\m"]
)
def test_no_model_is_loaded_by_a_path(host: Host, tmp_path: Path, where: str) -> None:
    parts = {"generator": "image.diffusion", "condition": {"prompt": "a", "model": where}}
    assert "model: a recipe names models" in refused(host, forged(tmp_path / "a.png", **parts))


@pytest.mark.neural
def test_nothing_is_trained_without_a_yes(host: Host, tmp_path: Path) -> None:
    parts = {
        "generator": "image.vae:train",
        "condition": {"data": "digits", "steps": 3},
        "payload": {".safetensors": SHA},
    }
    assert "train on this machine" in refused(host, forged(tmp_path / "a.png", **parts))


def test_one_is_made_whatever_the_recipe_says(host: Host, tmp_path: Path) -> None:
    condition = {"prompt": "a lake", "width": 64, "height": 64, "seed": 1, "count": 1000}
    path = forged(tmp_path / "a.png", condition=condition)
    assert len(again(host, origin(host, str(path))).finish()) == 1


def test_what_takes_long_is_asked_for(host: Host, tmp_path: Path) -> None:
    condition = {"prompt": "a lake", "width": 8192, "height": 8192}
    told = refused(host, forged(tmp_path / "a.png", condition=condition))
    assert "85 times what it makes by default" in told


ODD: dict[str, dict[str, Any]] = {
    "environment of another type": {"environment": ["numpy"]},
    "versions of another type": {"environment": {"numpy": {"a": 1}}},
    "weights of another type": {"weights": "all"},
    "a pin of another type": {"weights": {"a/b": 3}},
    "pinned files of another type": {"weights": {"a/b": {"files": 3}}},
    "a revision of another type": {"weights": {"a/b": {"revision": ["main"]}}},
    "asked of another type": {"asked": 3},
    "payload of another type": {"payload": [".png"]},
    "no payload": {"payload": {}},
    "a payload that is no hash": {"payload": {".png": "x"}},
    "a suffix that leaves the folder": {"payload": {"./../../x": SHA}},
    "a condition of another type": {"condition": "a lake"},
    "a generator of another type": {"generator": 3},
    "a generator with an escape sequence": {"generator": "image.\x1b[31mred"},
    "a generator with a path": {"generator": "image/../x"},
    "a distribution with an escape sequence": {"generator": "a.b", "distribution": "\x1b]0;x\x07"},
    "a version of another type": {"version": 1},
    "a field that isn't there": {"condition": {"colour": "red"}},
    "a value out of range": {"condition": {"width": 10**9}},
    "a name of an option": {"condition": {"output": "/etc/passwd"}},
    "a generator that isn't there": {"generator": "image.nobody"},
}


@pytest.mark.parametrize("name", ODD)
def test_a_recipe_that_lies_is_refused_in_one_line(host: Host, tmp_path: Path, name: str) -> None:
    told = refused(host, forged(tmp_path / "a.png", **ODD[name]))
    assert told.isprintable()


def test_a_recipe_of_many_megabytes_is_not_read(host: Host, tmp_path: Path) -> None:
    path = forged(tmp_path / "a.png", asked={"prompt": "x" * 5_000_000})
    assert "more than 4 MiB" in refused(host, path)


def test_a_file_that_is_not_here_can_be_handed_in(host: Host, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(buffer, "PNG")
    photo = tmp_path / "photo.png"
    photo.write_bytes(buffer.getvalue())
    made = host.run("image.sketch", init=photo, seed=1, width=96, height=64)
    made.save(tmp_path / "made.png")
    with Host(library=tmp_path / "other", config=tmp_path / "c.toml") as stranger:
        known = origin(stranger, str(tmp_path / "made.png"))
        with pytest.raises(RequestError, match="hand it in with --init FILE"):
            again(stranger, known)
        with pytest.raises(RequestError, match="isn't the file that the recipe was made with"):
            again(stranger, known, inputs={"init": tmp_path / "made.png"})
        with pytest.raises(RequestError, match=r"init: .*can't be read"):
            again(stranger, known, inputs={"init": tmp_path / "nowhere.png"})
        found = again(stranger, known, inputs={"init": photo}).finish()
        assert found.recipe["payload"] == made.recipe["payload"]
