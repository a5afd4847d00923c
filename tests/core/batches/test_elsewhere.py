"""Batches whose files go to an address: whole, once, and the same command goes on."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Muse
from muse import NotReady, OutputError, RequestError
from muse.batches.elsewhere import Elsewhere, is_address

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of three rows."""
    path = tmp_path / "rows.csv"
    path.write_text("seed\n1\n2\n3\n")
    return path


def batch(muse: Muse, table: Path, to: str, *more: str) -> tuple[int, dict[str, Any], str]:
    """Run a batch of dots to an address: exit code, what it tells as JSON, stderr."""
    code, out, err = muse(
        *("batch", str(table), "-g", "zoo.dots", "--name", "dots-{row}", "-o", to),
        *("--workers", "1", "--json", *more),
    )
    return code, json.loads(out) if out else {}, err


def test_files_come_there_once_and_leave_nothing_here(
    muse: Muse, table: Path, tmp_path: Path, home: Path
) -> None:
    there = tmp_path / "there"
    code, told, _ = batch(muse, table, there.as_uri())
    assert (code, told["made"]) == (0, 3)
    assert told["folder"] == there.as_uri()
    made = {path.name for path in there.iterdir()}
    assert {"dots-1.png", "dots-2.png", "dots-3.png", "results.csv"} == made
    listed = there.joinpath("results.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(listed.splitlines()))
    assert [row["files"] for row in rows] == [f"{there.as_uri()}/dots-{n}.png" for n in (1, 2, 3)]
    assert not list(home.joinpath("data", "batches").rglob("dots-*"))
    first = there.joinpath("dots-1.png").stat().st_mtime_ns
    there.joinpath("dots-2.png").unlink()
    _, told, _ = batch(muse, table, there.as_uri())
    assert (told["made"], told["made_before"]) == (1, 2)
    assert there.joinpath("dots-2.png").exists()
    assert there.joinpath("dots-1.png").stat().st_mtime_ns == first


def test_what_is_there_and_of_somebody_else_stays(muse: Muse, table: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    there.joinpath("dots-2.png").write_bytes(b"precious")
    code, _, err = batch(muse, table, there.as_uri())
    assert code == 2
    assert "dots-2.png is there, and isn't of this batch; --force replaces it" in err
    assert there.joinpath("dots-2.png").read_bytes() == b"precious"
    assert len(list(there.iterdir())) == 1
    assert batch(muse, table, there.as_uri(), "--force")[0] == 0
    assert there.joinpath("dots-2.png").read_bytes() != b"precious"


def test_an_object_store_gets_the_same_bytes(muse: Muse, table: Path, tmp_path: Path) -> None:
    batch(muse, table, (tmp_path / "there").as_uri())
    code, _, _ = batch(muse, table, "memory://bucket/out")
    assert code == 0
    store = fsspec.filesystem("memory")
    for row in (1, 2, 3):
        data = tmp_path.joinpath("there", f"dots-{row}.png").read_bytes()
        assert store.cat(f"/bucket/out/dots-{row}.png") == data


def test_a_file_that_breaks_off_is_not_there(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Elsewhere((tmp_path / "there").as_uri())
    place.folder.mkdir(parents=True)
    whole = place.folder / "a.bin"
    whole.write_bytes(b"1234")

    def breaks(source: str, target: str) -> None:
        Path(target).write_bytes(b"12")
        raise OSError("the line is gone")

    monkeypatch.setattr(type(place._system), "put_file", lambda self, *files: breaks(*files))
    with pytest.raises(OutputError, match=r"a\.bin can't be reached .*the line is gone"):
        place.bring(whole)
    assert list((tmp_path / "there").iterdir()) == []


def test_addresses_that_are_none(home: Path) -> None:
    assert [is_address(each) for each in ("s3://a/b", "out", "C:\\out", None)] == [
        True,
        *[False] * 3,
    ]
    with pytest.raises(RequestError, match="nobody knows nope://"):
        Elsewhere("nope://bucket/out")


def test_a_kind_whose_package_is_missing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(url: str) -> None:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr(fsspec.core, "url_to_fs", missing)
    with pytest.raises(NotReady, match="Install s3fs"):
        Elsewhere("s3://bucket/out")
