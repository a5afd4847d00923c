"""What is on the list is refused, and nothing else."""

from pathlib import Path

import pytest

from muse import Host, RequestError


@pytest.fixture(autouse=True)
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of two words."""
    path = tmp_path / "words.txt"
    path.write_text("# mine\nclown\n小丑\n", encoding="utf-8")
    monkeypatch.setenv("MUSE_REFUSE", str(path))


@pytest.mark.parametrize("theme", ["a sad CLOWN", "ｃｌｏｗｎ", "小丑的梦"])
def test_words_of_the_list_are_refused(muse_host: Host, theme: str) -> None:
    with pytest.raises(RequestError, match=r"theme: .* isn't made here"):
        muse_host.run("text", theme=theme)


def test_all_else_is_made(muse_host: Host) -> None:
    assert muse_host.run("text", theme="clowns at sea", seed=1).text


def test_without_a_list_nothing_is_refused(
    muse_host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MUSE_REFUSE")
    assert muse_host.run("text", theme="a clown", seed=1).text
