"""Policies for the tests: written to a file, and turned on."""

from collections.abc import Callable
from pathlib import Path

import pytest

RULES = """
[[rule]]
name = "wolves"
about = "wolves"
do = "refuse"
words = ["wolf", "狼"]
unless = ["wolf whistle", "狼牙山"]

[[rule]]
name = "bears"
about = "bears"
do = "ask"
words = ["bear", "熊"]

[[rule]]
name = "hares"
about = "hares"
do = "mark"
words = ["hare"]
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a policy and returns its file."""

    def put(text: str = RULES, name: str = "rules.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return put


@pytest.fixture
def on(write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Return a function that turns a policy on."""

    def turn(text: str = RULES) -> Path:
        path = write(text)
        monkeypatch.setenv("MUSE_POLICY", str(path))
        return path

    return turn
