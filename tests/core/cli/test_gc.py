"""`muse gc`: what killed runs left behind is listed, and removed when that is wanted."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from muse import leftovers, processes

GONE = 2**22 - 3
"""A number that no process has: above Linux's usual limit of them."""


def mark(number: int) -> str:
    """Return the mark that a process of this machine and that number would have left."""
    return ".".join([str(number), *processes.mark().split(".")[1:]])


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the system of its own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def left(home: Path, temporary: Path) -> dict[str, Path]:
    """Make one of each kind that is left behind."""
    kept = home / "cache" / "kept"
    found = {
        "checkpoint": kept / "image.vae-train-0123456789abcdef",
        "part": home / "cache" / f"entry-points-1.json.{GONE}.part",
        "loaded": home / "cache" / "loaded" / f"{GONE}.json",
        "unpacked": home / "cache" / "made" / f"00ff.{GONE}.part",
        "unused": home / "cache" / "made" / "0123",
        "scratch": temporary / f"muse-{GONE}-abc",
        "inductor": temporary / "torchinductor_me",
    }
    for name in ("checkpoint", "scratch", "unpacked", "unused"):
        found[name].mkdir(parents=True)
        (found[name] / "checkpoint.safetensors").write_bytes(bytes(1000))
    os.utime(found["unused"], (1e9, 1e9))
    found["inductor"].mkdir()
    for name in ("part", "loaded"):
        found[name].parent.mkdir(parents=True, exist_ok=True)
        found[name].write_text("[]")
    leftovers.mark_of(found["checkpoint"]).write_text(mark(GONE))
    return found


def in_use(home: Path, temporary: Path) -> list[Path]:
    """Make what belongs to a process that runs, to other programs, or to nobody yet."""
    me = os.getpid()
    used = home / "cache" / "kept" / "image.cgan-train-fedcba9876543210"
    found = [
        used,
        temporary / f"muse-{me}-abc",
        temporary / "muse-abc",
        home / "cache" / "made" / "4567",
        temporary / "torchinductor_you",
        home / "cache" / f"entry-points-1.json.{me}.part",
        home / "cache" / ".0123456789abcdef.part",
        home / "data" / "library.db",
    ]
    for path in found:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in (".part", ".db"):
            path.write_text("x")
        else:
            path.mkdir()
            (path / "inside").write_text("x")
    leftovers.mark_of(used).write_text(processes.mark())
    return found


def test_what_was_left_behind_is_listed_first_and_removed_when_asked(
    muse, home: Path, temporary: Path
) -> None:
    gone, stays = left(home, temporary), in_use(home, temporary)
    code, out, err = muse("gc")
    assert code == 0
    for path in gone.values():
        assert str(path) in out
        assert path.exists()
    assert "checkpoint of a stopped run of image.vae-train; the same command resumes" in out
    assert "muse gc --yes removes them" in err
    assert not any(str(path) in out for path in stays)
    rows = json.loads(muse("gc", "--json")[1])
    assert {row["path"] for row in rows} == {str(path) for path in gone.values()}
    assert not any(row["removed"] for row in rows)
    code, out, err = muse("gc", "--yes")
    assert (code, err.splitlines()[-1]) == (0, "7 removed; 4.0 kB are free again")
    assert not any(path.exists() for path in gone.values())
    assert all(path.exists() for path in stays)
    assert muse("gc")[2].splitlines()[-1] == "nothing was left behind"
    assert not leftovers.mark_of(gone["checkpoint"]).exists()


def test_a_link_is_removed_and_not_what_it_leads_to(muse, home: Path, temporary: Path) -> None:
    elsewhere = home.parent / "mine"
    elsewhere.mkdir()
    (elsewhere / "photo").write_text("x")
    (temporary / f"muse-{GONE}-link").symlink_to(elsewhere)
    kept = home / "cache" / "kept"
    kept.mkdir(parents=True)
    (kept / "image.vae-train-0000000000000000").symlink_to(elsewhere)
    muse("gc", "--yes")
    assert (elsewhere / "photo").exists()


@pytest.mark.neural
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_training_that_is_killed_is_found_and_one_that_runs_is_not(
    muse, home: Path, temporary: Path
) -> None:
    pytest.importorskip("torch")
    command = [
        *(sys.executable, "-m", "muse", "train", "image.vae", "--data", "digits", "--size", "8"),
        *("--steps", "100000", "-o", str(home.parent / "never.safetensors")),
    ]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        kept = home / "cache" / "kept"
        for _ in range(600):
            if list(kept.glob("*.pid")):
                break
            time.sleep(0.1)
        assert list(kept.glob("image.vae-train-*"))
        assert "nothing was left behind" in muse("gc")[2]
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert "image.vae-train" in muse("gc")[1]
    assert muse("gc", "--yes")[0] == 0
    assert not list(kept.iterdir())
    assert not [path for path in temporary.iterdir() if path.name.startswith("torchinductor")]
