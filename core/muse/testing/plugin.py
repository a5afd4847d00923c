"""The pytest plugin: fixtures for the tests of plugins. It imports nothing of Muse by itself."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from muse.running.host import Host
    from muse.testing.card import Card
    from muse.testing.subject import Subject


@pytest.fixture
def muse_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of a test's own for settings, library and cache (MUSE_HOME)."""
    folder = tmp_path / "muse-home"
    monkeypatch.setenv("MUSE_HOME", str(folder))
    return folder


@pytest.fixture
def muse_host(muse_home: Path) -> "Iterator[Host]":
    """A host with the installed plugins, and with a library and settings of its own."""
    from muse.running.host import Host

    with Host(library=muse_home / "data", config=muse_home / "config.toml") as host:
        yield host


@pytest.fixture
def muse_card(monkeypatch: pytest.MonkeyPatch) -> "Card":
    """A pretended card of 8 GiB, on which every host of the test puts its components."""
    from muse.testing.card import DEVICE, Card

    card = Card()
    monkeypatch.setattr("muse.device.devices.pick", lambda wanted=None, **how: DEVICE)
    monkeypatch.setattr("muse.device.devices.choose_dtype", lambda device: ("float16", "pretended"))
    monkeypatch.setattr("muse.device.torch_backend.TorchBackend", lambda: card)
    return card


@pytest.fixture(scope="module")
def muse_subjects(
    tmp_path_factory: pytest.TempPathFactory,
) -> "Iterator[Callable[..., Subject]]":
    """A function that returns the generator of a name under test, the same for all its checks."""
    from muse.testing.subject import Subject

    opened: dict[str, Subject] = {}
    patch = pytest.MonkeyPatch()

    def subject(name: str, *, small: Any = None, **options: Any) -> Subject:
        key = f"{name} {sorted(options.items(), key=str)}"
        if key not in opened:
            for each in opened.values():  # one at a time keeps its weights
                each.__exit__(None, None, None)
            opened.clear()
            patch.setenv("MUSE_HOME", str(tmp_path_factory.mktemp("muse-home")))
            fields = small(tmp_path_factory) if callable(small) else small
            opened[key] = Subject(name, small=fields, **options).__enter__()
        return opened[key]

    yield subject
    for each in opened.values():
        each.__exit__(None, None, None)
    patch.undo()
