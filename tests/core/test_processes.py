"""Which process began something, and whether it still runs, on systems of every kind."""

import builtins
import os
import time
from pathlib import Path

import pytest

from muse import processes


def without_proc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no /proc, as on macOS."""
    real = builtins.open

    def refuse(path: object, *options: object, **more: object) -> object:
        if str(path).startswith(("/proc/", "/etc/machine-id")):
            raise FileNotFoundError(2, "no such file")
        return real(path, *options, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(os.path, "exists", lambda path: False)
    monkeypatch.setattr(os, "readlink", _nothing)
    for cached in (processes._mark, processes._machine, processes._boot):
        cached.cache_clear()


def _nothing(path: object) -> str:
    raise OSError


def test_a_process_is_seen_without_proc_too(monkeypatch: pytest.MonkeyPatch) -> None:
    without_proc(monkeypatch)
    now = time.time()
    assert processes.is_alive(os.getpid())
    assert not processes.is_alive(2**22 + 12345)
    assert not processes.is_gone(processes.mark(), now)
    _, start, machine, boot = processes.mark().split(".")
    assert start == "0"
    assert processes.is_gone(f"{2**22 + 12345}.{start}.{machine}.{boot}", now)
    for cached in (processes._mark, processes._machine, processes._boot):
        cached.cache_clear()


@pytest.mark.parametrize("mark", ["", "5", "a.b.c.d", "1.2.3.4.5"])
def test_a_mark_that_is_none_counts_by_its_age(mark: str) -> None:
    assert not processes.is_gone(mark, time.time())
    assert processes.is_gone(mark, time.time() - 2 * processes.DAY)


def test_a_process_of_another_machine_counts_by_its_age() -> None:
    number, start, _, boot = processes.mark().split(".")
    elsewhere = f"{number}.{start}.00000000.{boot}"
    assert not processes.is_gone(elsewhere, time.time())
    assert processes.is_gone(elsewhere, time.time() - 2 * processes.DAY)


def test_hidden_files_of_those_that_are_gone_are_swept(tmp_path: Path) -> None:
    gone = "4194304.1." + ".".join(processes.mark().split(".")[2:])
    names = {
        f".muse-{gone}-aaaa.part": False,
        processes.hidden(tmp_path / "x").name: True,
        f"peaks.json.{os.getpid()}.part": True,
        "peaks.json.4194304.part": False,
        "mine.part": True,
        "mine.png": True,
    }
    for name in names:
        (tmp_path / name).touch()
    processes.sweep([tmp_path, tmp_path / "nowhere"])
    assert {name: (tmp_path / name).exists() for name in names} == names
