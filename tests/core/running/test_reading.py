"""The recipes that a file brings, wherever they are."""

from pathlib import Path

import pytest

from muse import Host, RequestError
from muse.running import reading


def test_a_recipe_is_read_from_inside(host: Host, tmp_path: Path) -> None:
    made = host.run("image", prompt="a lake", width=64, height=64, output=tmp_path / "a.png")[0]
    found = reading.read(host, tmp_path / "a.png")
    assert found is not None and found.recipe["generator"] == "image.sketch"
    assert found.artifact == made.id
    # Changed since, its recipe still says what it was.
    changed = tmp_path / "b.png"
    changed.write_bytes((tmp_path / "a.png").read_bytes() + b"\n")
    assert reading.read(host, changed) == reading.Brought(found.recipe)


def test_a_text_is_known_by_its_bytes_or_by_what_lies_beside(host: Host, tmp_path: Path) -> None:
    made = host.run("text", prompt="a poem of rain", seed=1, output=tmp_path / "a.txt")[0]
    found = reading.read(host, tmp_path / "a.txt")
    assert found is not None and found.artifact == made.id
    (side,) = tmp_path.glob("*.muse.json")
    alone = reading.read(host, side, "rain.muse.json")
    assert alone is not None and (alone.recipe, alone.artifact) == (found.recipe, made.id)
    other = Host(library=tmp_path / "other", config=tmp_path / "c.toml")
    with other:
        strange = reading.read(other, tmp_path / "a.txt")
        assert strange is not None and strange.recipe == found.recipe and not strange.artifact


@pytest.mark.parametrize("text", ["{}", "[]", "no JSON", '{"muse": 1}', '{"muse": {"recipe": []}}'])
def test_what_has_no_recipe_has_none(host: Host, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    assert reading.read(host, path) is None


def test_a_recipe_beside_that_can_be_none_is_told(host: Host, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words")
    Path(f"{path}.muse.json").write_text('{"generator": 7}')
    with pytest.raises(RequestError):
        reading.read(host, path)
