"""Somebody's own words, kept as a version."""

from pathlib import Path

import pytest

import muse
from muse import RequestError


def kept(path: Path, **fields: object) -> muse.Artifact:
    return muse.run("text", generator="text.draft", text=path, formats=[".md", ".txt"], **fields)[0]


def test_words_stay_letter_for_letter(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_bytes("# 河\r\n\r\n*你好*，  \r\nworld **bold**".encode())
    made = kept(file)
    assert made.files[".md"].data.decode() == "# 河\n\n*你好*，  \nworld **bold**\n"
    assert made.files[".txt"].data.decode() == "河\n\n你好，\nworld bold\n"
    assert made.title == "河" and made.measured["words"] == 5


def test_a_title_takes_the_place_of_the_one_there_is(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("# Old\n\nWords.\n", encoding="utf-8")
    assert kept(file, title="New  one").files[".md"].data == b"# New one\n\nWords.\n"
    file.write_text("Words.\n", encoding="utf-8")
    assert kept(file, title="New").files[".md"].data == b"# New\n\nWords.\n"


@pytest.mark.parametrize("data", [b" \n", b"\xff\xfe\x00", b"a\x00b"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "mine.md"
    file.write_bytes(data)
    with pytest.raises(RequestError, match="text:"):
        kept(file)


def test_the_same_words_are_the_same_version(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("# A\n\nWords.\n", encoding="utf-8")
    assert kept(file, seed=1).files[".md"].data == kept(file, seed=2).files[".md"].data
