"""Turning artifacts into other formats: by encoders, or made again of the recipe."""

import dataclasses
from pathlib import Path

import pytest

import muse
from conftest import Muse
from muse import Format, Host, hookimpl
from muse.entry_points import Index
from muse.errors import NotFound
from muse.library.records import ArtifactRecord
from muse.running import converting, recipe


class Offers:
    @hookimpl
    def muse_formats(self) -> list[Format]:
        return [
            Format(".up", "text/x-up", encode={"text/plain": bytes.upper}),
            Format(".upup", "text/x-upup", encode={"text/x-up": lambda data: data + data}),
            Format(
                ".never",
                "text/x-never",
                encode={"text/plain": bytes},
                lacks={"text/plain": lambda condition: muse.NotReady("it isn't here")},
            ),
        ]


class Words(muse.Generator[muse.Condition]):
    """Says its seed."""

    formats = {".txt": "text/plain", ".html": "text/html"}

    def generate(self, condition, run):  # type: ignore[no-untyped-def]
        for item in run.items:
            made = {".txt": b"seed %d" % item.seed, ".html": b"<p>seed %d</p>" % item.seed}
            yield muse.Artifact({suffix: made[suffix] for suffix in run.formats}, item)


@pytest.fixture
def words(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A host whose generator writes texts, and the record of one."""
    with Host(
        library=tmp_path / "lib", config=tmp_path / "c.toml", index=Index([]), hooks=[Offers()]
    ) as host:
        host.plugins.offer("word.seed", Words)
        made = host.run("word.seed", seed=5, output=tmp_path / "a.txt")
        yield host, host.library.find_exactly(made[0].id)[1]


def test_the_ways_are_the_files_the_encoders_and_the_recipe(
    words: tuple[Host, ArtifactRecord],
) -> None:
    host, record = words
    found = converting.ways(host, record)
    assert list(found) == [".up", ".upup", ".html"]
    assert found[".upup"].through == (".up", ".upup")
    assert found[".html"].source is None
    assert converting.ways(host, dataclasses.replace(record, unfinished=True)) == {}
    with pytest.raises(NotFound, match=r"can't become \.png") as error:
        converting.way(host, record, ".png")
    assert error.value.hint == "it has .txt, and can become .up, .upup, .html"


def test_what_is_made_has_its_recipe_beside_and_is_not_recorded(
    words: tuple[Host, ArtifactRecord],
) -> None:
    host, record = words
    up = converting.made(host, record, converting.way(host, record, ".up"))
    assert (up.media_type, up.data) == ("text/x-up", b"SEED 5")
    kept = recipe.loads((up.beside or b"").decode())
    assert kept["payload"] == {".up": recipe.sha256(b"SEED 5")}
    assert host.again(kept, recorded=False).finish()[0].files[".up"].data == b"SEED 5"
    twice = converting.made(host, record, converting.way(host, record, ".upup"))
    assert twice.data == b"SEED 5SEED 5"
    html = converting.made(host, record, converting.way(host, record, ".html"))
    assert html.data == b"<p>seed 5</p>"
    assert len(host.library.log()) == 1
    object.__setattr__(host.config, "embed", False)
    assert converting.made(host, record, converting.way(host, record, ".up")).beside is None


def test_what_comes_out_otherwise_today_is_no_other_format_of_it(
    words: tuple[Host, ArtifactRecord],
) -> None:
    host, record = words
    way = converting.way(host, record, ".html")
    changed = dataclasses.replace(record, recipe={**record.recipe, "payload": {".txt": "0" * 64}})
    with pytest.raises(muse.MuseError, match=r"of today makes .* otherwise"):
        converting.made(host, changed, way)


def test_a_file_that_is_gone_or_huge_is_told(
    words: tuple[Host, ArtifactRecord], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, record = words
    way = converting.way(host, record, ".up")
    monkeypatch.setattr(converting, "LARGEST", 2)
    with pytest.raises(muse.RequestError, match="too many to turn"):
        converting.made(host, record, way)
    tmp_path.joinpath("a.txt").unlink()
    with pytest.raises(NotFound, match="is gone"):
        converting.made(host, record, way)


@pytest.mark.parametrize("name", ["chance", "broken"])
def test_what_does_not_repeat_is_not_made_again(
    words: tuple[Host, ArtifactRecord], name: str
) -> None:
    host, record = words
    other = {"chance": "word.chance", "broken": "word.gone"}[name]
    host.plugins.offer("word.chance", type("Chance", (Words,), {"repeatable": "no"}))
    changed = dataclasses.replace(record, recipe={**record.recipe, "generator": other})
    assert list(converting.ways(host, changed)) == [".up", ".upup"]


def test_export_turns_what_there_is_into_what_is_asked(muse: Muse, tmp_path: Path) -> None:
    code, _, errors = muse("run", "zoo", "--seed", "3", "-o", "dots.png")
    assert code == 0, errors
    id = muse("log")[1].split()[0]
    code, _, errors = muse("export", id, "-o", "dots.webp")
    assert code == 0, errors
    written = tmp_path / "work" / "dots.webp"
    assert written.read_bytes()[8:12] == b"WEBP"
    assert muse("reproduce", str(written))[1].strip() == "identical"
    code, _, errors = muse("export", id, "-o", "dots.mp3")
    assert (code, "can't become .mp3" in errors) == (2, True)
