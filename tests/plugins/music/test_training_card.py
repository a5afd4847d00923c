"""Weights of tunes carry the licence of what they learnt from."""

import random

import pytest

from muse import Host
from muse.weights import cards
from muse_music.midi.tune import steps

pytestmark = pytest.mark.neural


def tune(number: int) -> bytes:
    notes = "".join(random.Random(number).choices("CDEFGABc", k=32))
    return f"X:{number}\nT:Tune {number}\nM:4/4\nL:1/4\nK:C\n{notes}|\n".encode()


def test_the_header_and_the_card_tell_the_licence(host: Host, tmp_path) -> None:
    path = tmp_path / "melody.safetensors"
    tunes = [tune(number) for number in range(1, 13)]
    fields = {"data": tunes, "epochs": 0, "width": 8, "seed": 1, "output": str(path)}
    host.run("music.midi:train", data_licence="CC0-1.0", **fields)
    told = cards.metadata(path)
    assert (told["license"], told["data_license"]) == ("CC0-1.0", "CC0-1.0")
    assert cards.licence(path) == "CC0-1.0"
    assert "license: cc0-1.0" in path.with_name("melody.safetensors.md").read_text()
    assert steps.read(path).degrees


def test_tunes_of_somebody_are_unknown() -> None:
    from muse_music.midi.tune.training import TrainCondition, _rights

    given = TrainCondition(data=[b"X:1"])
    assert _rights(given, [("a", b"X:1")])["licence"] == "unknown"
    assert _rights(TrainCondition(), [])["licence"] == "public domain"
