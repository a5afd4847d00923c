"""Names for files, and writing them whole or not at all."""

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muse import OutputError, files


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Beautiful Lake, at Dawn!", "a-beautiful-lake-at-dawn"),
        ("一幅充满梦幻色彩的森林夜景油画", "一幅充满梦幻色彩的森林夜景油画"),
        ("../../etc/passwd", "etc-passwd"),
        ("🎉🎉", "untitled"),
        ("a\x00b\x1b[31m", "a-b-31m"),
        ("", "untitled"),
        ("CON", "con-"),
        ("nul", "nul-"),
        ("x" * 500, "x" * 80),
    ],
)
def test_names_are_readable_and_safe(text: str, name: str) -> None:
    assert files.slug(text) == name


@given(st.text(max_size=600))
def test_any_text_gives_a_name_that_a_folder_takes(text: str) -> None:
    name = files.slug(text)
    assert 0 < len(name.encode()) <= 81
    assert not {"/", "\\", "\0", "."} & set(name)


def test_names_are_cut_between_words() -> None:
    assert files.slug("wonderful " * 20) == "-".join(["wonderful"] * 8)


def test_what_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    files.write(path, b"one")
    with pytest.raises(OutputError, match=r"already exists.*--force"):
        files.write(path, b"two")
    assert path.read_bytes() == b"one"
    files.write(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["a.png"]


@pytest.mark.parametrize("force", [False, True])
def test_writing_works_where_nameless_files_and_links_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)

    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "a.png"
    files.write(path, b"one", force=force)
    assert path.read_bytes() == b"one"
    if not force:
        with pytest.raises(OutputError, match="already exists"):
            files.write(path, b"two")
    assert os.listdir(tmp_path) == ["a.png"]


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only Linux has files without a name")
def test_on_linux_no_hidden_file_is_ever_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_write_hidden", lambda *rest: pytest.fail("a hidden file"))
    monkeypatch.chdir(tmp_path)
    files.write(tmp_path / "a.png", b"one")
    files.write(Path("b.png"), b"two")
    assert Path("b.png").read_bytes() == b"two"
    assert Path("a.png").stat().st_mode & 0o777 == 0o666 & ~current_umask()


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_nameless_file_that_cannot_be_linked_falls_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.link
    monkeypatch.setattr(
        os, "link", lambda a, b, **k: (_ for _ in ()).throw(OSError(22, "no")) if k else real(a, b)
    )
    files.write(tmp_path / "a.png", b"one")
    assert tmp_path.joinpath("a.png").read_bytes() == b"one"


def test_of_many_writers_one_wins_and_nobody_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    won = []

    def write(mark: bytes) -> None:
        try:
            files.write(path, mark * 1000)
            won.append(mark)
        except OutputError:
            pass

    threads = [threading.Thread(target=write, args=(bytes([n]),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert path.read_bytes() == won[0] * 1000


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(OutputError, match=r"can't write to .*-o FOLDER"):
        files.check_folder(blocked / "below")
    with pytest.raises(OutputError, match="can't write to"):
        files.write(blocked / "a.png", b"")


def test_numbered_names() -> None:
    names = files.numbered(Path("a.png"))
    assert [next(names).name for _ in range(3)] == ["a.png", "a-2.png", "a-3.png"]


def test_a_system_that_cannot_name_a_file_in_chinese_gets_an_ascii_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = os.fsencode
    monkeypatch.setattr(os, "fsencode", lambda text: real(text.encode("ascii").decode()))
    assert files.slug("森林 Lake") == "lake"
    assert files.slug("森林") == "untitled"
