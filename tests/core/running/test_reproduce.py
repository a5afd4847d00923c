"""Recipes: carried by every file, and enough to make it again."""

import json
from pathlib import Path

import pytest
from PIL import Image

from muse import Host, MuseError, RequestError
from muse.running import recipe
from muse.running.reproduce import again, compare, origin


def reproduced(host: Host, source: str | Path):
    known = origin(host, str(source))
    return compare(host, known, again(host, known).finish()[0])


def test_a_file_of_a_batch_is_made_again_alone(zoo: Host, tmp_path: Path) -> None:
    zoo.run("zoo", prompt="50 dots", seed=4, count=3, output=tmp_path / "a.png")
    found = reproduced(zoo, tmp_path / "a-3.png")
    assert (found.verdict, found.differences, found.changed) == ("identical", {}, False)
    assert found.artifact.data == tmp_path.joinpath("a-3.png").read_bytes()


def test_only_what_was_asked_for_is_told_as_applied(zoo: Host, tmp_path: Path) -> None:
    first = zoo.run("zoo", prompt="a dark field", dots=7)
    assert set(first.report.applied) == {"prompt", "dots"}
    again = zoo.again(first[0].recipe).finish()
    assert again.report.applied == {"prompt": "a dark field", "dots": 7}
    assert again.report.chosen == {"shade": "dark", "seed": first.report.chosen["seed"]}


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp"])
def test_pictures_carry_their_recipe_inside(zoo: Host, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    zoo.run("zoo", seed=4, output=path)
    zoo.library.close()
    assert not path.with_name(path.name + ".muse.json").exists()
    with Host(library=tmp_path / "other", index=zoo.plugins.index) as stranger:
        assert reproduced(stranger, path).verdict == "identical"


def test_a_text_has_its_recipe_beside_it_or_in_the_library(zoo: Host, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    zoo.run("zoo", generator="letters", seed=4, output=path)
    assert path.read_text() == "abcdefghijklmnopqrstuvwxyz"
    side = tmp_path / "a.md.muse.json"
    assert json.loads(side.read_text())["generator"] == "zoo.letters"
    assert reproduced(zoo, path).verdict == "identical"
    side.unlink()
    assert reproduced(zoo, path).verdict == "identical"
    moved = path.rename(tmp_path / "moved.md")
    assert reproduced(zoo, moved).verdict == "identical"
    moved.write_text("something else")
    with pytest.raises(RequestError, match="has no recipe inside or beside it"):
        origin(zoo, str(moved))


def test_no_embed_leaves_the_recipe_out_and_the_library_still_knows(
    zoo: Host, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    zoo.run("zoo", seed=4, output=path, no_embed=True)
    assert b"recipe" not in path.read_bytes()
    assert b"zoo.dots" not in path.read_bytes()
    assert reproduced(zoo, path).verdict == "identical"
    assert not path.with_name("a.png.muse.json").exists()


def test_by_id(zoo: Host, tmp_path: Path) -> None:
    result = zoo.run("zoo", seed=4, count=2, output=f"{tmp_path}/out/")
    found = reproduced(zoo, result[1].id)
    assert found.verdict == "identical"
    assert found.artifact.seed == 5


def test_a_changed_file_is_noticed(zoo: Host, tmp_path: Path) -> None:
    from muse_image.formats import muse_formats

    path = tmp_path / "a.png"
    zoo.run("zoo", seed=4, output=path)
    png = next(f for f in muse_formats() if f.suffix == ".png")
    kept = png.extract(path.read_bytes())
    other = png.extract(zoo.run("zoo", seed=5).data)
    path.write_bytes(png.embed(other[0], kept[1]))
    found = reproduced(zoo, path)
    assert found.changed
    assert found.verdict == "identical"


def test_equal_to_a_measure_and_different(zoo: Host, tmp_path: Path, monkeypatch) -> None:
    cls = zoo.plugins.generator("zoo.roughly")
    path = tmp_path / "a.bin"
    zoo.run("zoo", generator="roughly", seed=1, output=path)
    assert reproduced(zoo, path).verdict == "identical"
    monkeypatch.setattr(cls, "drift", 2)
    near = reproduced(zoo, path)
    assert near.verdict == "equal"
    assert (near.likeness.measure, near.likeness.value) == ("difference", 2)
    monkeypatch.setattr(cls, "drift", 50)
    assert reproduced(zoo, path).verdict == "different"


def test_differences_of_the_environment_are_named(zoo: Host) -> None:
    result = zoo.run("zoo", seed=1)
    kept = json.loads(json.dumps(result.recipe))
    kept["environment"]["numpy"] = "0.1"
    kept["version"] = "0.9"
    found = recipe.environment_differences(kept, "1.5")
    assert found["numpy"][0] == "0.1"
    assert found["generator"] == ["0.9", "1.5"]
    assert set(found) == {"numpy", "generator"}


def test_a_file_that_was_handed_in_is_kept_for_later(zoo: Host, tmp_path: Path) -> None:
    photo = tmp_path / "me.png"
    photo.write_bytes(b"abc")
    zoo.run("zoo", photo=str(photo), seed=1, output=tmp_path / "a.png")
    photo.unlink()
    assert reproduced(zoo, tmp_path / "a.png").verdict == "identical"
    with (
        Host(library=tmp_path / "other", index=zoo.plugins.index) as stranger,
        pytest.raises(RequestError, match="hand it in with --photo FILE"),
    ):
        reproduced(stranger, tmp_path / "a.png")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not json", "isn't one of Muse"),
        ("[]", "isn't one of Muse"),
        ('{"muse": 99}', "newer Muse; pip install"),
        ('{"muse": 1}', "has no generator"),
        ('{"muse": 1, "generator": "a.b", "condition": {}}', "has no payload"),
    ],
)
def test_what_is_no_recipe(text: str, says: str) -> None:
    with pytest.raises(MuseError, match=says):
        recipe.loads(text)


def test_packages_that_are_not_installed_are_left_out_of_the_environment() -> None:
    assert set(recipe.environment(("nobody-has-this",))) == {"python", "machine"}


def test_a_recipe_does_not_tell_what_a_users_file_is_called(host: Host, tmp_path: Path) -> None:
    photo = tmp_path / "Divorce of Mr Smith.PNG"
    Image.new("RGB", (64, 64), "teal").save(photo)
    made = host.run("image", seed=1, width=64, height=64, init=photo)
    assert b"Divorce" not in made.data
    assert "Divorce" not in json.dumps(made.recipe)
    assert made.recipe["condition"]["init"]["name"] == "init.png"
    assert host.again(made.recipe).finish().recipe["payload"] == made.recipe["payload"]
