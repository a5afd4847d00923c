"""Records of isolated plugins, the index that reads them, and what makes one stale."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from muse import entry_points
from muse.plugins.isolated import registry
from muse.plugins.isolated.registry import Installed


@pytest.fixture
def plugin(home: Path) -> Callable[..., Installed]:
    """Return a function that installs a plugin in name only: a record and an empty environment."""

    def make(name: str = "muse-far", **others: object) -> Installed:
        place = registry.environments() / f"{name}-0123456789ab"
        python = registry.interpreter(place)
        python.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(python):
            python.symlink_to(sys.executable)
        about = {
            "distribution": name,
            "version": "1.0",
            "summary": "From afar.",
            "source": {"what": name},
            "environment": place,
            "lock": "ab" * 32,
            "python": "3.11.1",
            "base": registry.base_of(place),
            "muse": registry.own_version(),
            "contract": registry.CONTRACT,
            "network": False,
            "size": 12,
            "packages": {name: "1.0"},
            "entries": (("muse", "zoo.far", "far:Far"), ("muse.defaults", "zoo", "zoo.far")),
            "generators": {"zoo.far": {"schema": {}}},
        }
        made = Installed(**{**about, **others})  # type: ignore[arg-type]
        registry.write(made)
        return made

    return make


def test_a_record_comes_back_as_it_was(plugin: Callable[..., Installed]) -> None:
    made = plugin(summary="Aus der Ferne, 远")
    assert registry.find("Muse_Far") == made
    assert registry.installed() == [made]
    assert made.modules == {"zoo.far": "far:Far"}
    assert registry.stale(made) is None
    registry.forget("muse-far")
    assert registry.find("muse-far") is None
    registry.forget("muse-far")


def test_the_index_has_its_generators_at_once(plugin: Callable[..., Installed]) -> None:
    assert "zoo.far" not in entry_points.load().generators
    hooks = ("muse", "far_hooks", "far.hooks"), ("muse.commands", "far", "far:command")
    made = plugin()
    registry.write(replace(made, entries=(*made.entries, *hooks, ("muse.contract", "1.2", "far"))))
    index = entry_points.load()
    entry = index.generators["zoo.far"]
    assert (entry.value, entry.version) == ("isolated:muse-far", "1.0")
    assert index.contracts["muse-far"] == "1.2"
    assert index.defaults["zoo"].value == "zoo.far"
    assert not {"far_hooks", "far"} & {*index.hooks, *index.commands}
    registry.forget("muse-far")
    assert "zoo.far" not in entry_points.load().generators


def test_what_is_installed_beside_muse_comes_first(
    plugin: Callable[..., Installed], plant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin()
    monkeypatch.syspath_prepend(plant("muse-far", "[muse]\nzoo.far = near:Near\n"))
    assert entry_points.load().generators["zoo.far"].value == "near:Near"


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        '{"format": 1}',
        "[" * 100_000,
        json.dumps({"distribution": "other", "entries": []}),
        json.dumps({"distribution": "muse-far", "environment": "../../etc", "entries": []}),
    ],
)
def test_a_damaged_record_is_told_and_harms_nobody(
    plugin: Callable[..., Installed], text: str
) -> None:
    plugin("muse-near")
    plugin()
    registry.path_of("muse-far").write_text(text)
    assert [each.distribution for each in registry.installed()] == ["muse-near"]
    assert list(registry.damaged()) == ["muse-far"]
    assert registry.find("muse-far") is None
    index = entry_points.load()
    assert [e.distribution for e in index.entries if e.value == "isolated:muse-near"]
    assert "zoo.far" not in [e.name for e in index.entries if e.distribution == "muse-far"]


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x" * 200, "é"])
def test_a_name_that_is_none_is_never_a_path(name: str, home: Path) -> None:
    assert registry.find(name) is None
    with pytest.raises(ValueError, match="no name of a distribution"):
        registry.path_of(name)


def test_what_makes_a_plugin_stale(
    plugin: Callable[..., Installed], monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(made: Installed) -> str:
        said = registry.stale(made) or ""
        assert said.endswith("; muse plugins upgrade muse-far")
        return said

    made = plugin()
    assert "prepared by Muse 0.0.1, and this is" in told(replace(made, muse="0.0.1"))
    assert "for contract 0.9, and this Muse keeps" in told(replace(made, contract="0.9"))
    assert "kept other records" in told(replace(made, made_in=99))
    path, size, changed = made.base
    assert "which was changed since" in told(replace(made, base=(path, size, changed + 1)))
    registry.interpreter(made.environment).unlink()
    registry.interpreter(made.environment).symlink_to("/no/python")
    assert "has lost its Python" in told(made)
    monkeypatch.setenv("MUSE_HOME", os.path.join(os.environ["MUSE_HOME"], "other"))
    assert "has lost its environment" in told(replace(made, environment=registry.environments()))
