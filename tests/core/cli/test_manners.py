"""The command line's manners: what people type without thinking, and what happens then."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Muse, muse_process


@pytest.mark.parametrize("arguments", [[], ["run"]])
def test_nothing_asked_is_help(muse: Muse, arguments: list[str]) -> None:
    code, out, err = muse(*arguments)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: muse")
    assert out.count("\n") > 8


def test_python_m_muse_is_muse() -> None:
    done = subprocess.run([sys.executable, "-m", "muse", "--version"], capture_output=True)
    assert done.stdout.startswith(b"muse ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["zoo", "--dots", "5"], "did you mean muse run zoo?"),
        (["schema", "dots"], "did you mean zoo.dots?"),
        (["run", "zoo", "--shade", "Ligth"], "expected light | dark; did you mean light?"),
        (["run", "zoo", "--device", "gpu"], "device: invalid value 'gpu'; expected auto, cuda"),
        (["run", "zoo", "-o", ""], "output: '' has no name"),
        (["run", "zoo", "-o", ".png"], "'.png' has no name"),
        (["run", "zoo", "-o", os.devnull], "is no file and no folder; -o - is standard output"),
    ],
)
def test_slips_get_the_next_thing_to_try(muse: Muse, arguments: list[str], says: str) -> None:
    code, _, err = muse(*arguments)
    assert code == 2
    assert says in err


def test_a_default_that_is_gone_is_told_and_replaced(muse: Muse, home: Path) -> None:
    config = home / "config" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[defaults]\nzoo = "zoo.gone"\n')
    code, _, err = muse("run", "zoo", "--seed", "1")
    assert code == 0
    assert "zoo.gone is the default of zoo but isn't installed: zoo.dots was used instead" in err
    assert "* zoo.dots" in muse("generators")[1]
    code, out, _ = muse("doctor")
    assert code == 1
    assert "zoo.gone is the default of zoo and is gone; muse use chooses another" in out
    config.write_text("= =")
    _, _, err = muse("doctor")
    assert "config.toml can't be read" in err
    assert "it is kept as config.toml.damaged-1, and begun anew" in err
    assert config.with_name("config.toml.damaged-1").read_text() == "= ="
    assert muse("doctor")[2] == ""


def test_all_writes_every_format_there_is(muse: Muse) -> None:
    assert muse("run", "zoo", "--seed", "1", "--all")[0] == 0
    suffixes = {path.suffix for path in Path().iterdir()}
    assert {".png", ".jpg", ".webp"} <= suffixes


def test_a_file_and_a_folder_get_a_copy_each(muse: Muse) -> None:
    assert muse("run", "zoo", "--seed", "1", "-o", "a.png", "-o", "out/")[0] == 0
    assert Path("a.png").read_bytes() == Path("out/zoo-dots-1.png").read_bytes()


def test_a_batch_tells_of_each_item(muse: Muse) -> None:
    err = muse("run", "zoo", "--seed", "10", "--count", "2", "--prompt", "a lake")[2]
    assert err.count("measured") == 2
    assert err.count("not understood") == 1
    id = muse("log", "-n", "1")[1].split()[0].partition("-")[0]
    shown = json.loads(muse("show", f"{id}-2", "--json")[1])
    assert shown["report"]["applied"]["seed"] == shown["seed"] == 11
    err = muse("run", "zoo", "--count", "9")[2]
    assert "measured        " not in err
    assert "muse show ID prints" in err


def test_a_file_stands_for_its_artifact(muse: Muse) -> None:
    muse("run", "zoo", "--seed", "1", "-o", "a.png")
    assert "seed      1" in muse("show", "a.png")[1]
    assert "rated 5/5" in muse("rate", "a.png", "5")[2]
    assert muse("open", "--print", "a.png")[1].strip().endswith("a.png")
    Path("b.png").write_bytes(b"unknown")
    assert "b.png has no recipe inside or beside it" in muse("show", "b.png")[2]
    assert "the library doesn't know b.png" in muse("open", "b.png")[2]


def test_the_log_is_as_long_as_asked_and_takes_short_names(muse: Muse) -> None:
    muse("run", "zoo", "--prompt", "a lake", "--count", "5")
    muse("run", "zoo", "-g", "letters")
    assert len(muse("log", "-n", "3")[1].splitlines()) == 3
    assert len(muse("log", "-g", "letters")[1].splitlines()) == 1
    assert "a lake" in muse("log", "-g", "dots", "-n", "1")[1]


def test_what_was_set_overrules_the_prompt_and_is_told(muse: Muse) -> None:
    err = muse("run", "zoo", "--prompt", "50 dots", "--dots", "9", "--seed", "1")[2]
    assert "dots was set, so '50 dots' in the prompt is overridden" in err
    assert "overridden" not in muse("run", "zoo", "--prompt", "9 dots", "--dots", "9")[2]


def test_a_condition_may_have_the_mark_of_a_windows_editor(muse: Muse) -> None:
    Path("c.json").write_bytes(b'\xef\xbb\xbf{"dots": 9}')
    assert muse("run", "zoo", "--condition", "c.json", "--seed", "1")[0] == 0


def shell(command: str, path: Path, folder: Path) -> subprocess.CompletedProcess:
    muse = f"{sys.executable} -m muse"
    return subprocess.run(
        command.replace("muse", muse, 1),
        shell=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        text=True,
    )


def test_a_reader_that_has_enough_does_not_stop_the_writing(
    planted_zoo: Path, tmp_path: Path
) -> None:
    command = "muse run zoo -g letters --count 30 --seed 1 -o out/ | head -c 5"
    done = shell(command, planted_zoo, tmp_path)
    assert "Error" not in done.stderr
    written = sorted(path.name for path in (tmp_path / "out").glob("*.md"))
    assert not [name for name in written if "unfinished" in name]
    assert len(written) >= 30


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_a_full_disk_behind_stdout_is_told(planted_zoo: Path, tmp_path: Path) -> None:
    done = shell("muse schema zoo.dots > /dev/full", planted_zoo, tmp_path)
    assert done.returncode == 1
    assert done.stderr == ("muse: standard output can't be written (No space left on device)\n")


def test_ctrl_c_on_a_batch_says_what_there_is(planted_zoo: Path, tmp_path: Path) -> None:
    process = muse_process(
        "run", "zoo", "--count", "900", "-o", f"{tmp_path}/out/", path=planted_zoo
    )
    end = time.monotonic() + 30
    while len(list((tmp_path / "out").glob("*.png"))) < 3 and time.monotonic() < end:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    made = len(list((tmp_path / "out").glob("*.png")))
    assert process.returncode == 130
    assert f"{made} of 900 were made, the last is " in errors
