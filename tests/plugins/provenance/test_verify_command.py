"""`muse verify`: a verdict a file in plain words, exit codes for scripts, nothing that hangs."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from muse import Host, MuseError, NotReady
from muse_provenance import apart, checking, wording
from muse_provenance.cli import telling
from seals import POINTS, SOURCE

Muse = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def files(
    muse: Muse, plant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Install a check, here and for processes that are started here; and some files for it."""
    folder = plant("muse-seal", POINTS, muse_seal=SOURCE)
    before = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(folder), before))))
    for kind in ("ours", "changed", "other", "mark"):
        Path(f"{kind}.png").write_bytes(kind.encode() + b" Ann Lee")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at files in this process, which is quick."""

    def check(self: apart.Apart, path: Path, name: str) -> dict[str, Any]:
        with Host() as host:
            return apart.checked(host, {"path": str(path.absolute()), "name": name})

    monkeypatch.setattr(apart.Apart, "check", check)


def test_a_file_is_told_in_plain_words(muse: Muse) -> None:
    code, out, err = muse("verify", "ours.png")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "ours.png: unchanged since this Muse signed it"
    assert lines[1].startswith("  made      2026-11-30 ")
    assert lines[1].endswith("by image.sketch (a program that follows rules)")
    assert "  mark      0123456789abcdef" in lines
    assert "  because   the seal says ours" in lines
    assert "trust" not in out


def test_of_several_files_the_worst_has_the_exit_code(here: None, muse: Muse) -> None:
    assert muse("verify", "ours.png", "other.png")[0] == 4
    assert muse("verify", "mark.png", "other.png", "ours.png")[0] == 5
    code, out, err = muse("verify", "mark.png", "changed.png", "ours.png")
    assert (code, err) == (3, "")
    said = [line for line in out.splitlines() if ": " in line and not line.startswith(" ")]
    assert said[:2] == [
        "mark.png: no signature holds, but it carries a mark that nothing in this library has",
        "changed.png: changed since it was signed, as it says by Ann Lee",
    ]
    code, out, err = muse("verify", "changed.png", "none.png", "ours.png")
    assert (code, err) == (2, "none.png: there is no such file\n")
    assert out.startswith("changed.png") and "ours.png: unchanged" in out, "others go on"


def test_folders_are_looked_into_on_request(here: None, muse: Muse) -> None:
    below = Path("works", "deep")
    below.mkdir(parents=True)
    for name in (
        "works/a.png",
        "works/deep/b.png",
        "works/a.c2pa",
        "works/.hidden",
        "works/a.png.muse.json",
    ):
        Path(name).write_bytes(b"ours")
    os.mkfifo("works/pipe")
    code, out, err = muse("verify", "works")
    assert (code, out) == (2, "")
    assert err == "works: it is a folder; -r looks into folders\n"
    code, out, err = muse("verify", "-r", "works", "--json")
    found = json.loads(out)
    assert [each["file"] for each in found] == [
        "works/a.png",
        "works/pipe",
        "works/deep/b.png",
    ]
    assert found[1] == {
        "file": "works/pipe",
        "error": "it is no file",
        "hint": "a stream is taken as -",
    }
    assert (code, err) == (2, "")


def test_json_has_all_that_is_known(here: None, muse: Muse) -> None:
    code, out, _ = muse("verify", "--json", "changed.png", "ours.png")
    changed, ours = json.loads(out)
    assert code == 3
    assert (changed["kind"], changed["signer"], changed["where"]) == (
        "changed",
        "Ann Lee",
        ["the picture's data"],
    )
    assert (ours["kind"], ours["by"], ours["title"]) == ("ours", "seal", "A fox")


def test_standard_input_is_a_file_too(
    here: None, muse: Muse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    given(b"other Ann")
    code, out, err = muse("verify", "-")
    assert (code, err) == (4, "")
    assert out.startswith("stdin: unchanged since Ann signed it, whom this Muse doesn't know")
    given(b"")
    assert muse("verify", "-")[::2] == (
        2,
        "-: standard input is empty; give a file, or a file to it\n",
    )
    monkeypatch.setattr(telling, "STREAM", 1000)
    given(bytes(1001))
    assert muse("verify", "-")[0] == 2


def test_an_artifact_of_the_library_is_named_by_its_id(here: None, muse: Muse) -> None:
    small = ("--width", "64", "--height", "64", "--detail", "draft")
    assert muse("run", "image", "--prompt", "a lake", *small, "-o", "lake.png")[0] == 0
    id = json.loads(muse("log", "--json")[1])[0]["artifacts"][0]["id"]
    for name in (id, f"muse:{id}"):
        code, out, err = muse("verify", name)
        assert (code, err) == (0, "")
        assert out.startswith(f"muse:{id}.png: unchanged since this Muse ")
    Path("lake.png").unlink()
    code, out, err = muse("verify", id)
    assert (code, out) == (1, "")
    assert err == f"muse:{id}.png: the file is gone; muse reproduce {id} makes it again\n"
    code, _, err = muse("verify", "nothing-1")
    assert code == 2 and err.startswith("nothing-1: ")


def test_a_file_that_ends_the_process_costs_itself_alone(muse: Muse) -> None:
    Path("crash.png").write_bytes(b"crashes")
    Path("loud.png").write_bytes(b"prints")
    code, out, err = muse("verify", "crash.png", "loud.png")
    assert code == 1
    assert err.startswith("crash.png: the process that was to look at it ended with 7\n")
    assert out.startswith("loud.png: unchanged since this Muse signed it"), "its noise isn't here"


def test_a_file_that_takes_too_long_is_left(tmp_path: Path) -> None:
    slow = tmp_path / "slow.png"
    slow.write_bytes(b"sleeps")
    command = (sys.executable, "-c", "print('{\"begun\": true}', flush=True); input(); input()")
    start = time.monotonic()
    with apart.Apart(command, seconds=0.2) as checker:
        with pytest.raises(MuseError, match=r"it took longer than 0 s, and was left"):
            checker.check(slow, "slow.png")
        with pytest.raises(MuseError, match="it took longer"):
            checker.check(slow, "again.png")
    assert time.monotonic() - start < 10


def test_names_and_signers_of_strangers_are_harmless(here: None, muse: Muse) -> None:
    name = "e\x1b[31mvil\u202e\nours.png: unchanged since this Muse signed it"
    Path(name).write_bytes(b"other \x1b]0;title\x07\n  signer Corp")
    _, out, err = muse("verify", name)
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [out.splitlines()[0]]
    assert sum("signer" in line for line in out.splitlines()) == 1
    assert not set("\x1b\x07\u202e") & set(out + err)
    assert "Corp signed it" in out


def test_without_the_packages_it_says_how_to_get_them(
    muse: Muse, monkeypatch: pytest.MonkeyPatch, host: Host
) -> None:
    monkeypatch.setattr(checking, "find_spec", lambda name: None)
    with pytest.raises(NotReady) as lacking:
        checking.check(Path("ours.png"), host)
    error = lacking.value
    said = {"error": error.message, "hint": error.hint, "code": 1, "lacks": True}
    monkeypatch.setattr(apart.Apart, "check", lambda *arguments: said)
    code, out, err = muse("verify", "other.png", "ours.png")
    assert (code, out) == (1, "")
    assert err == (
        "muse: checking files needs packages that aren't installed; "
        'pip install "muse-host[provenance]"\n'
    ), "once"


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_ends_it_and_its_process(tmp_path: Path) -> None:
    slow = tmp_path / "slow.png"
    slow.write_bytes(b"sleeps")
    program = "from muse.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "verify", str(slow)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as started:
        children = Path(f"/proc/{started.pid}/task/{started.pid}/children")
        end = time.monotonic() + 20
        while time.monotonic() < end and not (children.exists() and children.read_text()):
            time.sleep(0.05)
        child = int(children.read_text().split()[0])
        time.sleep(0.3)
        os.killpg(started.pid, signal.SIGINT)
        out, err = started.communicate(timeout=20)
    assert (started.returncode, out) == (130, "")
    assert err.endswith("muse: cancelled\n") and "Traceback" not in err
    assert not Path(f"/proc/{child}").exists()


CASES: dict[str, dict[str, Any]] = {
    "changed since it was signed": {"kind": "changed", "own_key": False},
    "changed since this Muse signed it": {"kind": "changed", "own_key": True, "signer": "A Muse"},
    "unchanged since this Muse made it": {"kind": "ours"},
    "no signature holds, but it carries the mark of fox-1": {
        "kind": "mark",
        "artifact": "fox-1",
    },
    "no signature holds, but it carries a mark": {"kind": "mark", "made_by": "text.llm"},
    "neither signed nor marked: nothing in it says where it comes from": {"kind": "nothing"},
}


@pytest.mark.parametrize("line", CASES)
def test_each_kind_has_its_words(line: str) -> None:
    assert wording.headline(CASES[line]) == line


def test_odd_values_are_told_as_they_are() -> None:
    assert wording.when("yesterday") == "yesterday"
    lines = list(wording.lines({"kind": "other", "source": "minorHumanEdits", "made": "2026"}))
    assert lines == ["made      2026 by minorHumanEdits"]
