"""File formats of strangers: what they add, and who is blamed for what they raise."""

from pathlib import Path
from typing import Any

import pytest

import muse
from muse import Format
from muse.media import content
from muse.plugins.formats import Shelf, is_format


def shelf(**parts: Any) -> Format:
    """Return the format that a stranger's offer becomes."""
    made = Shelf()
    made.add("muse-odd", Format(".odd", "x/odd", **parts), own=False)
    assert made.offers == {"muse-odd": [".odd"]}
    return made.held[".odd"]


def refuse(*anything: Any) -> Any:
    raise OSError("no")


def test_a_stranger_is_blamed_by_name_for_what_a_format_raises(tmp_path: Path) -> None:
    path = tmp_path / "a.odd"
    path.write_bytes(b"abc")
    odd = shelf(
        encode={"text/plain": refuse},
        lacks={"text/plain": lambda condition: "much"},
        embed=lambda data, text: text,
        embed_file=refuse,
        extract=refuse,
        extract_file=refuse,
        thumbnail=refuse,
        measure=lambda data: [1],
    )
    calls = {
        "turn text/plain into .odd": lambda: odd.encode["text/plain"](b""),
        "say what .odd needs": lambda: odd.lacks["text/plain"](muse.Condition()),
        "put a recipe into .odd": lambda: odd.embed_file(path, "{}"),
        "measure .odd": lambda: odd.measure(b""),
    }
    for what, call in calls.items():
        with pytest.raises(muse.PluginError, match=f"muse-odd can't {what}"):
            call()
    with pytest.raises(muse.PluginError, match="not bytes"):
        odd.embed(b"", "text")
    assert odd.extract(b"abc") is None
    assert odd.extract_file(path) is None


def test_what_takes_bytes_alone_gets_no_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.odd"
    path.write_bytes(b"abcdef")
    odd = shelf(measure=lambda data: {"length": len(data)}, peaks=lambda data: data[:2])
    assert odd.measure(path) == {"length": 6}
    assert odd.measure(b"abc") == {"length": 3}
    assert odd.peaks(path) == b"ab"
    monkeypatch.setattr(content, "SMALL", 5)
    with pytest.raises(ValueError, match="too large to be read whole"):
        odd.measure(path)


def test_who_comes_later_adds_what_is_missing() -> None:
    made = Shelf()
    made.add("one", Format(".odd", "x/odd", encode={"a/a": bytes}), own=True)
    made.add("two", Format(".odd", "x/odd", encode={"a/a": bytes, "b/b": bytes}), own=False)
    made.add("three", Format(".odd", "x/other"), own=False)
    made.add("four", Format(".odd", "x/odd"), own=False)
    assert made.offers == {
        "one": [".odd"],
        "two": [".odd from b/b"],
        "three": [".odd refused: it is x/odd already"],
        "four": [".odd adds nothing"],
    }
    assert set(made.held[".odd"].encode) == {"a/a", "b/b"}


def lines(data: bytes, place: str) -> tuple[str, bytes]:
    found = data.splitlines()
    if not place:
        return "application/json", b"[%d]" % len(found)
    return "text/plain", dict(enumerate(found))[int(place)]


def test_views_are_merged_and_take_paths(tmp_path: Path) -> None:
    path = tmp_path / "a.odd"
    path.write_bytes(b"a\nb")
    made = Shelf()
    made.add("one", Format(".odd", "x/odd"), own=True)
    made.add("two", Format(".odd", "x/odd", views={"lines": lines}), own=False)
    made.add("three", Format(".odd", "x/odd", views={"lines": refuse}), own=False)
    assert made.offers["two"] == [".odd shown as lines"]
    assert made.offers["three"] == [".odd adds nothing"]
    view = made.held[".odd"].views["lines"]
    assert view(path, "") == view(b"a\nb", "") == ("application/json", b"[2]")
    assert view(path, "1") == ("text/plain", b"b")


@pytest.mark.parametrize("place", ["7", "x", "../1", "1" * 41, "A", "é", "٣", "1\n"])
def test_a_place_that_there_is_not_is_told(place: str) -> None:
    with pytest.raises(muse.errors.NotFound, match="the view 'lines' has no"):
        shelf(views={"lines": lines}).views["lines"](b"a\nb", place)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"a", "not a media type and bytes"),
        (("text", b"a"), "no media type"),
        (("text/html\r\nx: y", b"a"), "no media type"),
        (("text/html", "a"), "not bytes"),
        (KeyError("a"), "KeyError"),
        (OSError("no"), "OSError: no"),
    ],
)
def test_a_stranger_is_blamed_for_what_its_view_gives(given: Any, told: str) -> None:
    def view(data: bytes, place: str) -> Any:
        if isinstance(given, Exception):
            raise given
        return given

    with pytest.raises(muse.PluginError, match="muse-odd can't show the odd") as error:
        shelf(views={"odd": view}).views["odd"](b"", "")
    assert told in str(error.value)


def test_a_view_that_takes_bytes_alone_gets_no_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.odd"
    path.write_bytes(b"abcdef")
    monkeypatch.setattr(content, "SMALL", 5)
    with pytest.raises(muse.RequestError, match="too large for its view"):
        shelf(views={"lines": lines}).views["lines"](path, "")
    held = shelf(views={"x": lambda data, place: ("x/y", data.read_bytes())}, reads_paths=True)
    assert held.views["x"](path, "") == ("x/y", b"abcdef")


@pytest.mark.parametrize("name", ["", "Lines", "a b", "a/b", "a" * 41, "é", "a\n"])
def test_a_view_of_another_name_is_no_format(name: str) -> None:
    assert not is_format(Format(".odd", "x/odd", views={name: lines}))
    assert is_format(Format(".odd", "x/odd", views={"lines-2": lines}))
