"""Files that are held by their place: read when they are wanted, missed when they are gone."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import muse
from muse import File, InputFile
from muse.contract.large import InputPath
from muse.media import keys


def test_a_file_in_memory_and_one_on_the_disk_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    held, there = File("text/plain", b"abc"), File("text/plain", path)
    assert held == there
    assert hash(held) == hash(there)
    assert held.path is None
    assert there.path == there.content == path
    assert held.content == b"abc"
    assert (there.size, there.head(2), b"".join(there.pieces())) == (3, b"ab", b"abc")
    assert repr(held) == "File('text/plain', 3)"
    assert str(path) in repr(there)


@pytest.mark.parametrize(
    "look",
    [
        lambda file: file.data,
        lambda file: file.size,
        lambda file: file.sha256,
        lambda file: file.head(1),
        lambda file: list(file.pieces()),
    ],
)
def test_a_file_that_is_gone_is_told_in_one_line(
    look: Callable[[File], object], tmp_path: Path
) -> None:
    with pytest.raises(muse.MuseError, match=r"can't be read \(No such file"):
        look(File("text/plain", tmp_path / "gone.txt"))


def test_a_file_that_was_changed_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    file = File("text/plain", path, sha256=InputFile(b"abc").sha256)
    assert file.data == b"abc"
    path.write_bytes(b"abd")
    with pytest.raises(muse.MuseError, match="was changed since it was made"):
        _ = file.data


def test_an_input_path_is_made_of_whatever_holds_bytes(tmp_path: Path) -> None:
    made = InputPath._of_input(InputFile(b"abc", "a.mp4", "id-1"))
    assert (made.path.read_bytes(), made.name, made.artifact) == (b"abc", "a.mp4", "id-1")
    with made.open() as opened:
        assert opened.read() == b"abc"
    held = InputPath._of_file(File("video/mp4", b"xyz"), "b.mp4", "id-2")
    assert held.path.read_bytes() == b"xyz"
    folder = made.path.parent
    assert folder.is_dir()
    del made, opened
    assert not folder.exists()
    assert InputPath._of_hash("0" * 64, "a", "", {}) is None
    assert InputPath._of_library("id-1", {}) is None


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes")
def test_an_input_path_reads_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=[b"long" * 1000])
    writer.start()
    try:
        assert InputPath.read(pipe).path.read_bytes() == b"long" * 1000
    finally:
        writer.join()


def test_a_key_is_found_by_what_people_say() -> None:
    there = [".mp4", ".drums.wav", "/03.png"]
    for word, key in (
        ("", ".mp4"),
        ("mp4", ".mp4"),
        (".MP4", ".mp4"),
        ("drums.wav", ".drums.wav"),
        ("03.png", "/03.png"),
        ("04.png", None),
    ):
        assert keys.found(there, word) == key
