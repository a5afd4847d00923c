"""Results outside their host: pickled, and shown in a notebook."""

import pickle
from pathlib import Path

import pytest

from muse import Artifact, File, Host, Item, Result

SMALL = {"width": 64, "height": 64}


@pytest.fixture
def three(host: Host) -> Result:
    return host.run("image", seed=1, count=3, **SMALL)


def test_a_result_is_pickled_whole(three: Result, tmp_path: Path) -> None:
    again: Result = pickle.loads(pickle.dumps(three))
    assert again.id == three.id
    assert [a.data for a in again] == [a.data for a in three]
    assert [a.report for a in again] == [a.report for a in three]
    assert [a.recipe for a in again] == [a.recipe for a in three]
    assert again[0].item.rng.random() == Item(0, 1).rng.random()
    assert len(again.save(f"{tmp_path}/new/")) == 3


@pytest.mark.parametrize("made", [("music", {"bars": 2}), ("text", {})])
def test_what_others_make_is_pickled_too(host: Host, made: tuple[str, dict[str, int]]) -> None:
    result = host.run(made[0], seed=1, **made[1])
    assert pickle.loads(pickle.dumps(result)).data == result.data


def test_a_repr_is_one_short_line(three: Result) -> None:
    assert repr(three[0]).startswith(f"<Artifact {three.id}-1 'image.sketch 1': .png (")
    assert len(repr(three) + repr(list(three))) < 400
    assert repr(Artifact({".txt": b"ab"}, Item(0, 1))) == "<Artifact unfinished: .txt (2 bytes)>"


def test_a_picture_shows_itself(three: Result) -> None:
    assert three[0]._repr_png_() == three[0].data
    assert three[0]._repr_html_() is None
    assert three._repr_png_() is None
    shown = three._repr_html_()
    assert shown is not None
    assert shown.count('<img src="data:image/png;base64,') == 3


def test_a_song_is_seen_and_heard(host: Host) -> None:
    song = host.run("music", seed=1, bars=2, formats=[".mid", ".svg", ".wav"])
    shown = song._repr_html_()
    assert shown is not None
    assert '<img src="data:image/svg+xml;base64,' in shown
    assert '<audio controls src="data:audio/' in shown
    assert ".mid (audio/midi, " in shown


def test_what_is_shown_runs_nothing_and_has_its_bounds() -> None:
    made = Artifact({}, Item(0, 1), title="<script>alert(1)</script>", id="x-1")
    made.files = {
        ".md": File("text/markdown", b"<img src=x onerror=alert(1)>" * 9_000),
        ".html": File("text/html", b"<script>alert(1)</script>"),
        ".mp4": File("video/mp4", bytes(2**24 + 1)),
    }
    shown = made._repr_html_()
    assert shown is not None
    assert "<script" not in shown
    assert "<img" not in shown
    assert "16,777,217 bytes" in shown
    assert len(shown) < 100_000
