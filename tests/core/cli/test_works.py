"""Works on the command line: described, shown as a tree, made again."""

import json
from pathlib import Path

import pytest

from conftest import Muse

pytestmark = pytest.mark.usefixtures("planted_bricks")
WALL = ("run", "wall", "--bricks", "2", "--seed", "4")


def test_a_work_is_described_before_it_is_made(muse: Muse) -> None:
    code, out, _ = muse(*WALL, "--describe")
    assert code == 0
    lines = [line.split() for line in out.splitlines()]
    assert lines[0] == ["brick", "1..2", "2", "x", "brick.clay", "?"]
    assert lines[1] == ["wall", "wall.plain", "?"]
    assert "nothing is made yet" in out
    assert muse("log")[1].strip() in ("", "nothing was made yet")
    assert not list(Path.cwd().iterdir())
    muse(*WALL, "-o", "wall.txt")
    assert muse(*WALL, "-o", "wall.txt", "--describe")[0] == 0  # a file that is there is no matter
    told = json.loads(muse(*WALL, "--describe", "--json")[1])
    assert told["seed"] == 4
    assert [(p["called"], p["count"], p["there"]) for p in told["makes"]] == [
        ("brick 1..2", 2, 2),
        ("", 1, 0),
    ]
    code, out, _ = muse(*WALL, "--describe", "--last", "", "--by", "brick.none")
    assert code == 1
    assert "there is no generator" in out


def test_a_work_shows_its_parts_and_is_made_again(muse: Muse) -> None:
    muse(*WALL, "-o", "wall.txt")
    shown = muse("show", "wall.txt")[1]
    assert "brick 1: " in shown and "by brick.clay" in shown
    code, out, err = muse("reproduce", "wall.txt")
    assert (code, out.split()[-1]) == (0, "identical"), err
    recipe = json.loads(Path("wall.txt.muse.json").read_text())
    recipe["parts"]["brick-2"]["payload"][".txt"] = "0" * 64
    Path("wall.txt.muse.json").write_text(json.dumps(recipe))
    assert "part brick-2" in muse("reproduce", "wall.txt")[2]


def test_what_was_handed_in_and_what_left_nothing_is_shown(muse: Muse) -> None:
    muse("run", "zoo.dots", "--seed", "1", "-o", "a.png")
    first = json.loads(muse("log", "--json")[1])[0]["artifacts"][0]["id"]
    muse("run", "zoo.dots", "--photo", f"muse:{first}", "--seed", "2", "-o", "b.png")
    assert f"from      {first} (photo)" in muse("show", "b.png")[1]
    assert json.loads(muse("show", "b.png", "--json")[1])["sources"] == {"photo": [first]}
    assert muse("run", "brick", "--prompt", "fail")[0] == 1
    run = json.loads(muse("log", "--json")[1])[0]["id"]
    told = json.loads(muse("show", run, "--json")[1])
    assert (told["status"], told["artifacts"]) == ("failed", [])
