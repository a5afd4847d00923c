"""Words that a generator doesn't know: the one command by which another takes them."""

from pathlib import Path

import pytest

from muse import Host
from muse.running import remedies
from muse.weights import hub_cache

PROMPT = {"prompt": "a quuxberry, a lake, no trees", "seed": 1, "width": 96, "height": 64}


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Return what the hub's cache holds: nothing yet."""
    held: dict[str, Path] = {}
    monkeypatch.setattr(hub_cache, "names", lambda: list(held))
    monkeypatch.setattr(hub_cache, "snapshot", lambda repo, revision=None: held.get(repo))
    monkeypatch.setattr(hub_cache, "lacking", lambda root: [])
    monkeypatch.setattr(remedies, "memory", lambda: 16 * 10**9)
    return held


def test_a_model_to_pull_is_named_with_its_size(host: Host) -> None:
    notes = host.run("image", **PROMPT).report.notes
    assert "muse pull sd-turbo (2.6 GB; on the processor seconds a picture)" in notes[0]


def test_none_is_named_that_the_machine_has_no_room_for(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remedies, "memory", lambda: 10**9)
    assert host.run("image", **PROMPT).report.notes[0] == remedies.OTHERS


def test_a_model_that_is_here_is_offered_once(host: Host, cache: dict[str, Path]) -> None:
    cache["stabilityai/sd-turbo"] = Path("anywhere")
    first, second = (host.run("image", **PROMPT).report.notes for _ in range(2))
    assert first[0].endswith("muse use image.diffusion --model sd-turbo")
    assert not any("sd-turbo" in note for note in second)


def test_nothing_is_offered_to_who_has_chosen(host: Host, cache: dict[str, Path]) -> None:
    cache["stabilityai/sd-turbo"] = Path("anywhere")
    for target in ("image.sketch", "image"):
        host.use("image.sketch")
        assert host.run(target, **PROMPT).report.notes[0] == remedies.OTHERS


def test_a_default_is_kept_with_its_model(host: Host) -> None:
    pytest.importorskip("torch")
    host.use("image.diffusion", "sd-turbo")
    assert host.config.fields_of("image.diffusion") == {"model": "sd-turbo"}
    assert host.config.path is not None
    kept = type(host.config).load(host.config.path)
    assert kept.defaults == {"image": "image.diffusion"}
    assert kept.fields == {"image.diffusion": {"model": "sd-turbo"}}
