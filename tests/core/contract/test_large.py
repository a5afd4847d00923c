"""Files that are handed in and stay on the disk."""

import gc
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muse import (
    Artifact,
    Condition,
    Event,
    Field,
    Generator,
    Host,
    InputFile,
    InputPath,
    InvalidField,
    MuseError,
    RequestError,
    Run,
)
from muse.contract import inputs, large
from muse.contract.condition import build
from muse.library import inputs as handed_in
from muse.library.jobs import Jobs
from muse.media import content
from muse.running.submitting import Origin, submit
from muse.running.working import Working

SIZE = 2**21


class CountCondition(Condition):
    film: InputPath | None = Field(None, description="What is counted.")
    more: list[InputPath] = Field([], description="What is counted too.")
    small: InputFile | None = Field(None, description="What is read.")


def begins(file: InputPath) -> bytes:
    with file.open() as opened:
        return opened.read(3)


class Count(Generator[CountCondition]):
    """Counts bytes."""

    condition = CountCondition
    formats = {".txt": "text/plain", ".film": "video/x-film"}

    def generate(self, condition: CountCondition, run: Run) -> Iterator[Event]:
        for item in run.items:
            told = [
                f"{each.name} {each.suffix} {each.size} {begins(each)!r}"
                for each in (condition.film, *condition.more)
                if each is not None
            ]
            path = run.scratch / "film"
            with path.open("wb") as file:
                file.truncate(SIZE)
            contents: dict[str, Any] = {".txt": "\n".join(told).encode(), ".film": path}
            yield Artifact({s: contents[s] for s in run.formats}, item)


@pytest.fixture
def counts(tmp_path: Path) -> Iterator[Host]:
    """A host that counts."""
    with Host(library=tmp_path / "l", config=tmp_path / "c", offers={"zoo.count": Count}) as made:
        yield made


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what is read whole end at a MiB."""
    monkeypatch.setattr(content, "SMALL", 2**20)
    monkeypatch.setattr(inputs, "INPUT_CAP", 2**20)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A file of 2 MiB, nearly all a hole."""
    path = tmp_path / "my film.MP4"
    with path.open("wb") as file:
        file.write(b"abc")
        file.truncate(SIZE)
    return path


def test_it_stays_where_it_is(counts: Host, film: Path) -> None:
    made = counts.run("zoo.count", film=film, more=[str(film), b"xyz"], seed=1)
    assert made.text == f"my film.MP4 .mp4 {SIZE} b'abc'\n" * 2 + "data  3 b'xyz'"
    kept = made.recipe["condition"]["film"]
    with film.open("rb") as file:
        assert kept == {
            "name": "film.mp4", "sha256": hashlib.file_digest(file, "sha256").hexdigest()
        }  # fmt: skip
    stored = counts.library.input_path(kept["sha256"])
    assert stored is not None and stored.samefile(film)  # a link: it takes no room
    again = counts.again(made.recipe).finish().text.splitlines()
    assert again == [f"{name}.mp4 .mp4 {SIZE} b'abc'" for name in ("film", "more")] + [
        "more  3 b'xyz'"
    ]


def test_what_was_changed_has_to_be_handed_in_again(counts: Host, film: Path) -> None:
    recipe = counts.run("zoo.count", film=film, seed=1).recipe
    with film.open("r+b") as file:
        file.write(b"x")
    with pytest.raises(InvalidField, match="isn't in the library; hand it in with --film FILE"):
        counts.again(recipe)
    with pytest.raises(RequestError, match="isn't the file that the recipe was made with"):
        counts.again(recipe, inputs={"film": str(film)})
    with film.open("r+b") as file:
        file.write(b"a")
    assert counts.again(recipe, inputs={"film": str(film)}).finish().text.endswith("b'abc'")


def test_what_can_neither_be_linked_nor_copied_is_told(
    counts: Host, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    kept = counts.run("zoo.count", film=film, seed=1)
    stored = counts.library.input_path(kept.recipe["condition"]["film"]["sha256"])
    assert stored is not None and not stored.samefile(film) and kept.report.notes == []
    stored.unlink()
    monkeypatch.setattr(handed_in, "_LARGEST", 1000)
    notes = counts.run("zoo.count", film=film, seed=1).report.notes
    assert notes == [
        "my film.MP4 (2 MB) isn't kept: to make this again it has to be handed in again."
    ]
    with pytest.raises(RequestError, match=r"isn't kept.*; run it now, without --later"):
        submit(counts, "zoo.count", {"film": film})


def test_a_job_and_an_artifact_of_the_library(counts: Host, film: Path) -> None:
    job = submit(counts, "zoo.count", {"film": str(film)}, formats=[".txt", ".film"])
    claimed = Jobs(counts.library.database).claim(["light", "device"])
    assert claimed is not None and Working(counts, claimed).work() == "done"
    made = counts.library.find(job.id)[1]
    assert made.excerpt.endswith(f".mp4 {SIZE} b'abc'")
    for value in (f"muse:{made.id}.film", counts.run("zoo.count", formats=[".film"], seed=2)):
        told = counts.run("zoo.count", film=value, seed=1).text
        assert told.endswith(f".film .film {SIZE} b'\\x00\\x00\\x00'")
    with pytest.raises(InvalidField, match=r"small: .* holds more than 1 MiB"):
        counts.run("zoo.count", small=f"muse:{made.id}.film")


def test_over_the_network_no_path_is_taken(counts: Host, film: Path) -> None:
    remote = Origin(remote=True)
    with pytest.raises(InvalidField, match="film: a path means nothing here"):
        submit(counts, "zoo.count", {"film": str(film)}, origin=remote)
    file = InputPath(film)
    assert counts.library.keep_input_path(file.sha256, film)
    submit(counts, "zoo.count", {"film": {"name": "x", "sha256": file.sha256}}, origin=remote)


def test_what_comes_as_bytes_is_in_a_file_while_it_is_needed() -> None:
    made = build(CountCondition, {"film": "data:,abc", "small": "data:,abc"})
    assert made.film is not None and made.film == made.small and made.film.data == b"abc"
    path = made.film.path
    assert build(CountCondition, {"film": made.small}).film == made.small
    del made
    gc.collect()
    assert not path.exists()


def test_one_that_is_too_large_or_not_there_is_refused(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(MuseError, match="holds more than 1 MiB"):
        _ = InputPath(film).data
    monkeypatch.setattr(large, "PATH_CAP", 2**22)
    with film.open("r+b") as file:
        file.truncate(2**22 + 1)
    with pytest.raises(InvalidField, match=r"film: my film\.MP4 holds more than 0 GiB"):
        build(CountCondition, {"film": str(film)})
    with pytest.raises(InvalidField, match=r"film: .*none can't be read \(No such file"):
        build(CountCondition, {"film": str(tmp_path / "none")})
    with pytest.raises(InvalidField, match=r"film: .*Is a directory"):
        build(CountCondition, {"film": str(tmp_path)})
