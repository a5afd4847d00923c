"""color.palette: the kit, the formulas, and the files as other programs read them."""

import itertools
import json
import struct

import pytest
from muse_color.oklch import oklch, rgb

from muse import Host
from muse.testing import conformance

test_palette = conformance("color.palette", seconds=2)


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (31, 119, 180), (200, 30, 90)])
def test_colours_come_back(colour: tuple[int, int, int]) -> None:
    assert rgb(*oklch(colour)) == colour


def test_known_values() -> None:
    lightness, chroma, hue = oklch((255, 0, 0))  # as CSS Color 4 has it
    assert (round(lightness, 3), round(chroma, 3), round(hue, 1)) == (0.628, 0.258, 29.2)


@pytest.mark.parametrize(
    ("prompt", "hue", "mood", "colors"),
    [("a calm sea, 6 colors", "blue", "calm", 6), ("黑暗的森林,7种颜色", "green", "dark", 7)],
)
def test_words_are_read(muse_host: Host, prompt: str, hue: str, mood: str, colors: int) -> None:
    report = muse_host.run("color", prompt=prompt, seed=1).report
    assert {name: found.value for name, found in report.read.items()} == {
        "hue": hue, "mood": mood, "colors": colors,
    }  # fmt: skip
    assert report.measured["colors"] == colors


def test_hues_keep_their_harmony(muse_host: Host) -> None:
    made = muse_host.run("color", hue="blue", mood="vivid", harmony="complementary", seed=2)
    hues = [row["oklch"][2] for row in json.loads(made.data)["colors"]]
    for one, other in itertools.pairwise(hues):
        assert abs(abs(one - other) - 180) < 12


def test_all_files_hold_the_same_colours(muse_host: Host) -> None:
    made = muse_host.run("color", formats=[".json", ".gpl", ".ase"], colors=4, seed=3)[0]
    listed = [row["hex"] for row in json.loads(made.files[".json"].data)["colors"]]
    gpl = made.files[".gpl"].data.decode().splitlines()
    assert gpl[0] == "GIMP Palette"
    assert [line.split("\t")[1] for line in gpl[4:]] == listed
    ase, found, place = made.files[".ase"].data, [], 12
    assert ase[:4] == b"ASEF"
    while place < len(ase):
        kind, size = struct.unpack(">HI", ase[place : place + 6])
        assert kind == 1
        parts = struct.unpack(">3f", ase[place + size + 6 - 14 : place + size + 6 - 2])
        found.append("#" + "".join(f"{round(255 * part):02x}" for part in parts))
        place += 6 + size
    assert found == listed
