"""Cards without torch: NVIDIA's own program tells of them, and workers use them."""

import os
from pathlib import Path
from typing import Any

import pytest

from muse import PluginError, RequestError
from muse.device import cards, devices, hardware
from muse.device.component import Placement
from muse.device.devices import Devices
from muse.device.elsewhere import Remote
from muse.testing.card import component

TOLD = """GPU-1111, NVIDIA A, 8192, 1024, 7.5
GPU-2222, NVIDIA B, 24576, 20000, 8.9
"""


@pytest.fixture
def driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with two cards and their driver, and no torch."""
    told = tmp_path / "told.csv"
    told.write_text(TOLD)
    program = tmp_path / "nvidia-smi"
    program.write_text(f"#!/bin/sh\ncat {told}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    for module in (hardware, devices):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    return told


def remote(size: int) -> Any:
    return Remote("far", lambda placement: None, size, owner="a worker 1")


def test_cards_are_as_their_driver_tells(driver: Path) -> None:
    first, second = cards.seen()
    assert (first.name, first.total, first.free) == ("NVIDIA A", 8 * 2**30, 2**30)
    assert second.capability == 8.9
    driver.write_text("no devices were found\n")
    assert cards.seen() == []


@pytest.mark.parametrize(
    ("wanted", "names"),
    [("1,0", "BA"), ("1", "B"), ("", ""), ("-1", ""), ("GPU-22", "B"), ("0,7,1", "A"), ("x", "")],
)
def test_cuda_visible_devices_chooses(
    driver: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, names: str
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", wanted)
    assert "".join(card.name[-1] for card in cards.seen()) == names


def test_workers_get_the_card_with_most_room_and_this_process_the_processor(driver: Path) -> None:
    assert hardware.pick(elsewhere=True) == "cuda:1"
    assert hardware.pick("cuda:0", elsewhere=True) == "cuda:0"
    assert hardware.pick() == "cpu"
    with pytest.raises(RequestError, match="there is no 'cuda:2' here"):
        hardware.pick("cuda:2", elsewhere=True)
    with pytest.raises(RequestError, match="needs torch"):
        hardware.pick("cuda:1")
    assert hardware.choose_dtype("cuda:0")[0] == "float16"
    assert hardware.choose_dtype("cuda:1")[0] == "bfloat16"
    assert [card["memory"] for card in hardware.survey()["devices"]] == [8 * 2**30, 24 * 2**30]


def test_leases_of_workers_are_counted_on_the_card(driver: Path, tmp_path: Path) -> None:
    shared = Devices(folder=tmp_path / "loaded")
    manager = shared.manager(elsewhere=True)
    assert (manager.device, manager.dtype) == ("cuda:1", "bfloat16")
    assert manager.backend.memory("cuda:1").free == 20000 * 2**20
    with pytest.raises(Exception, match="far can't fit on cuda:1"):
        with shared.lease([remote(30 * 2**30)], owner="somebody"):
            pass
    with pytest.raises(PluginError, match="without torch"):
        manager.backend.load(Placement(component("near", 1), "cuda:1", "bfloat16"))
    shared.close()
