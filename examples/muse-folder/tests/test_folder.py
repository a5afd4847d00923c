"""Each file of the folder is a generator, and keeps what every generator promises."""

import os
import tempfile
from pathlib import Path

import pytest

from muse import Host
from muse.testing import conformance

FOLDER = Path(tempfile.mkdtemp(prefix="muse-folder-"))
FOLDER.joinpath("rain.txt").write_text("It rains.\nThe street shines.\nNobody is out.\n")
os.environ["MUSE_FOLDER"] = str(FOLDER)

test_rain = conformance("text.rain", seconds=1)


def test_lines_come_from_the_file(muse_host: Host) -> None:
    text = muse_host.run("text.rain", lines=3, seed=2).text
    assert set(text.splitlines()) <= set(FOLDER.joinpath("rain.txt").read_text().splitlines())
    assert len(text.splitlines()) == 3


def test_without_a_folder_there_is_none(muse_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MUSE_FOLDER")
    with Host(library=muse_home / "other") as host:
        assert "text.rain" not in host.plugins.names()
