"""`muse pull` believes what is in a file, not what it is called, and two of them share the work."""

import os
import threading
import time
from pathlib import Path

import pytest

from fake_hub import FakeHub
from muse.errors import NotReady, RequestError
from muse.weights import download, hub, hub_cache
from muse.weights.find import find, pin

pytestmark = pytest.mark.neural


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100] if path.stat().st_size > 100 else b"{")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def changed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [cut, empty, changed])
@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_a_damaged_file_is_told_and_downloaded_again(
    muse, the_hub: FakeHub, lake: str, damage, name: str
) -> None:
    assert muse("pull", "a/lake", "--yes")[0] == 0
    path = find("a/lake").path / name
    good = path.read_bytes()
    damage(path.resolve())
    the_hub.served.clear()
    code, _, told = muse("pull", "a/lake", "--yes")
    assert code == 0, told
    assert f"{name}: it isn't what the hub lists, and is downloaded again" in told
    assert path.read_bytes() == good
    assert list(the_hub.served) == ([name] if name == "model.safetensors" else [])
    assert "all of it is here already" in muse("pull", "a/lake")[2]


def test_state_dicts_are_fetched_when_somebody_says_so(muse, the_hub: FakeHub) -> None:
    the_hub.add("a/old", {"README.md": b"x", "state_dict.bin": b"y" * 9000})
    code, _, told = muse("pull", "a/old", "--yes")
    assert code == 2 and "only pickle checkpoints (state_dict.bin)" in told
    assert "muse pull a/old --state-dicts, if a generator says that it reads them" in told
    with pytest.raises(NotReady, match="isn't on this machine; muse pull a/old --state-dicts"):
        find("a/old", state_dicts=True)
    code, _, told = muse("pull", "a/old", "--state-dicts", "--yes")
    assert code == 0 and "pickled   state_dict.bin: Muse itself never opens them" in told
    found = find("a/old", state_dicts=True)
    assert [file.path for file in found.files] == ["README.md", "state_dict.bin"]
    assert list(pin(found)["files"]) == ["state_dict.bin"]
    with pytest.raises(RequestError, match="only pickle"):
        find("a/old")


def test_two_that_fetch_one_model_fetch_it_once(
    the_hub: FakeHub, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on a network file system whose locks lock nothing.
    from contextlib import nullcontext

    import huggingface_hub.utils as utils

    monkeypatch.setattr(utils, "WeakFileLock", lambda *a, **k: nullcontext())
    the_hub.pause = 0.01
    plan = hub.plan("a/lake")
    failed: list[BaseException] = []

    def fetch() -> None:
        try:
            download._fetch(plan, plan.files[2], lambda done: None)
        except BaseException as error:
            failed.append(error)

    both = [threading.Thread(target=fetch) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join(30)
    assert not failed
    assert the_hub.served["model.safetensors"] == plan.files[2].size
    assert hub_cache.is_intact("a/lake", plan.files[2].hash, plan.files[2].size)
    assert not list(hub_cache.place("a/lake").glob("blobs/*.owner"))


def test_the_mark_of_a_process_that_died_holds_nobody_up(the_hub: FakeHub, lake: str) -> None:
    plan = hub.plan("a/lake")
    part = hub_cache.unfinished("a/lake", plan.files[2].hash)
    part.parent.mkdir(parents=True)
    mark = part.with_name(f"{part.name}.owner")
    mark.touch()
    long_ago = time.time() - 3600
    os.utime(mark, (long_ago, long_ago))
    started = time.monotonic()
    download.download(plan)
    assert time.monotonic() - started < 10
    assert find("a/lake").revision == lake
    assert not mark.exists()
