"""Asking plugins where a file comes from: one verdict of what all checks say."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from muse import Host, MuseError, NotReady, PluginError, RequestError
from muse.entry_points import Entry, Index
from muse.running import checking

MODULE = """
from muse import NotReady, RequestError


def ours(path, host):
    told = {"kind": "ours", "signer": "A Muse", "own_key": 1, "reasons": ("it holds",)}
    return {**told, "more": object()}


def mark(path, host):
    return {"kind": "mark", "mark": "00ff", "artifact": "fox-1", "reasons": ["a mark is in it"]}


def nothing(path, host):
    return {"kind": "nothing", "reasons": ["no credentials"]}


def silent(path, host):
    return None


def lacks(path, host):
    raise NotReady("seals lack a package", hint="pip install seals")


def refuses(path, host):
    raise RequestError("it is no file of mine")


def breaks(path, host):
    raise ValueError("odd \\x1b[31m")


def junk(path, host):
    return {"kind": "trusted"}


def numbers(path, host):
    return {"kind": "ours", "signer": 7}


def endless(path, host):
    return {"kind": "other", "signer": "x" * 100_000, "reasons": ["\\x1b[31mred"] * 100_000}
"""


@pytest.fixture
def checks(
    plant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Any]:
    """A function that asks the named checks about a file."""
    monkeypatch.syspath_prepend(plant("muse-seals", "", muse_seals=MODULE))
    path = tmp_path / "fox.png"
    path.write_bytes(b"fox")

    def ask(*names: str) -> dict[str, Any]:
        entries = [
            Entry("muse.checks", name, f"muse_seals:{name}", f"muse-{at}", "1.0", "")
            for at, name in enumerate(names)
        ]
        with Host(library=tmp_path / "lib", index=Index(entries)) as host:
            assert checking.checks(host) == list(names)
            return checking.check(host, path)

    return ask


def test_the_strongest_verdict_has_the_word(checks: Callable[..., Any]) -> None:
    found = checks("nothing", "mark", "ours", "silent")
    assert (found["file"], found["kind"], found["by"]) == ("fox.png", "ours", "ours")
    assert found["reasons"] == ["it holds", "a mark is in it"], "of those that found something"
    assert (found["mark"], found["artifact"]) == ("00ff", "fox-1")
    assert found["own_key"] is True
    assert "more" not in found and json.dumps(found)


def test_nothing_is_said_where_nobody_knows_it(checks: Callable[..., Any]) -> None:
    assert checks("silent") == {"file": "fox.png", "kind": "nothing", "by": ""}
    assert checks("silent", "nothing")["reasons"] == ["no credentials"]


def test_one_that_lacks_a_package_leaves_the_word_to_those_that_found_something(
    checks: Callable[..., Any],
) -> None:
    found = checks("lacks", "mark")
    assert found["kind"] == "mark"
    assert found["reasons"][-1] == "not all was looked at: seals lack a package"
    with pytest.raises(NotReady, match="pip install seals"):
        checks("lacks", "nothing")
    with pytest.raises(NotReady, match="nothing here can check files; pip install"):
        checks()


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("refuses", RequestError, "it is no file of mine"),
        ("breaks", PluginError, "the check breaks of muse-0 failed: ValueError: odd \ufffd"),
        ("junk", PluginError, "which is no verdict"),
        ("numbers", PluginError, "it gave 7, where a text belongs"),
        ("absent", PluginError, "the check absent is broken"),
    ],
)
def test_a_check_that_fails_is_told(
    checks: Callable[..., Any], name: str, kind: type[MuseError], told: str
) -> None:
    with pytest.raises(kind) as error:
        checks(name, "silent")
    assert told in str(error.value)
    assert checks(name, "ours")["kind"] == "ours", "others go on"
    if kind is PluginError:
        found = checks(name, "nothing")
        assert found["kind"] == "nothing"
        assert found["reasons"][-1].startswith("not all was looked at: ")


def test_what_a_check_says_is_held_in_bounds(checks: Callable[..., Any]) -> None:
    found = checks("endless")
    assert len(json.dumps(found)) < 10_000
    assert found["reasons"][0] == "\ufffd[31mred"
