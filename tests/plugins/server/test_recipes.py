"""Recipes of artifacts, of files that are dropped, and what comes of following them again."""

import json
from pathlib import Path
from typing import Any

import pytest

from muse.running import recipe

SMALL = {"prompt": "a lake", "width": 64, "height": 64, "detail": "draft", "seed": 5}
API = "/api/v1"


@pytest.fixture
def made(idle: Any, tmp_path: Path) -> Any:
    """A picture of the library, with its files."""
    target = [tmp_path / "lake.png", tmp_path / "lake.webp"]
    return idle.host.run("image", output=target, **SMALL)[0]


def dropped(server: Any, *files: tuple[str, bytes]) -> Any:
    form = [("file", (name, data, "application/octet-stream")) for name, data in files]
    return server.client.post(f"{API}/recipes", files=form)


def test_a_recipe_is_told_as_a_request(idle: Any, made: Any) -> None:
    found = idle.client.get(f"{API}/artifacts/{made.id}/recipe").json()
    assert found["generator"] == "image.sketch"
    assert found["asked"] == SMALL
    assert found["condition"]["seed"] == found["seed"] == 5
    assert found["artifact"] == made.id
    assert idle.client.get(f"{API}/artifacts/nothing-1/recipe").status_code == 404


def test_a_dropped_file_gives_its_recipe(idle: Any, made: Any, tmp_path: Path) -> None:
    png = made.files[".png"].data
    text = recipe.dumps(made.recipe).encode()
    changed = png + b"more after its end"
    answer = dropped(
        idle, ("a.png", png), ("b.png.muse.json", text), ("../c.png", changed), ("d", b"nothing")
    )
    assert answer.status_code == 200, answer.text
    found = answer.json()["recipes"]
    assert [each["name"] for each in found] == ["a.png", "b.png.muse.json", "../c.png"]
    assert {each["generator"] for each in found} == {"image.sketch"}
    assert found[0]["artifact"] == made.id
    assert all(each["asked"] == SMALL for each in found)
    bare = idle.host.run("image", output=tmp_path / "bare.png", no_embed=True, **SMALL)[0]
    known = dropped(idle, ("x.png", bare.files[".png"].data)).json()["recipes"]
    assert known[0]["artifact"] == bare.id, "by its hash"
    left = [p.name for p in (idle.host.library.folder / "shown").iterdir() if p.is_file()]
    assert not [name for name in left if "recipe" in name or name.endswith(".part")]


HOSTILE = {
    "nothing": b"",
    "deep": b'{"muse":1,"a":' + b"[" * 100_000,
    "another": b'{"muse": 1, "generator": "os.system", "condition": {}, "payload": {}}',
    "huge": b'{"muse": 1, "generator": "' + b"a" * 5_000_000 + b'"}',
    "picture": b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR",
    "zip": b"PK\x03\x04" + bytes(60),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_without_a_recipe_is_told(idle: Any, kind: str) -> None:
    answer = dropped(idle, (f"{kind}.muse.json", HOSTILE[kind]))
    assert answer.status_code == 422, answer.text
    assert answer.json()["error"]["code"] in ("no_recipe", "wrong_request")


def test_making_again_says_how_near_it_comes_and_keeps_nothing(idle: Any, made: Any) -> None:
    again = idle.client.post(f"{API}/artifacts/{made.id}/reproduce", json={})
    assert again.status_code == 200, again.text
    found = again.json()
    assert found["verdict"] == "identical"
    assert (found["likeness"], found["differences"], found["changed"]) == (None, {}, False)
    with idle.host.library.database.write() as db:
        kept = dict(made.recipe)
        kept["payload"] = {".png": "0" * 64}
        kept["version"] = "0.0.1"
        text = json.dumps(kept)
        db.execute("UPDATE artifacts SET recipe = ? WHERE id = ?", (text, made.id))
    found = idle.client.post(f"{API}/artifacts/{made.id}/reproduce", json={}).json()
    assert found["verdict"] == "different"
    assert found["differences"]["generator"][0] == "0.0.1"
    assert len(idle.host.library.log()) == 1
    assert idle.client.post(f"{API}/artifacts/none-1/reproduce", json={}).status_code == 404
