"""Leases of generators behind the wall go through the host's one broker."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from isolated_plugins import isolate
from muse import Cancelled, Condition, DoesNotFit, Field, GenerationError, Generator, Host, Text
from muse.contract.artifact import Artifact
from muse.device.backend import Memory
from muse.device.component import GIB
from muse.device.devices import Devices
from muse.testing.card import DEVICE, Card, component

CODE = '''
    """Generators with weights that aren't there: only their size is."""

    import time

    from muse import Artifact, Component, Condition, Field, Generator, Text

    GIB = 2**30


    class Numbers:
        def __init__(self, size):
            self.size = size

        def numel(self):
            return self.size

        def element_size(self):
            return 1


    class Net:
        def __init__(self, size, device):
            self.size, self.device = size, device

        def to(self, device):
            self.device = device

        def parameters(self):
            yield Numbers(self.size)

        def buffers(self):
            return iter(())


    def load(placement):
        return Net(placement.component.size, placement.device)


    def stream(net, device):
        net.device = f"streamed to {device}"
        return lambda: net.to("cpu")


    class LoadsCondition(Condition):
        size: float = Field(4, description="How many GiB.")
        pause: float = Field(0, description="Seconds of work.")
        ways: list[str] = Field(["full"], description="How it can run.")


    class Loads(Generator[LoadsCondition]):
        """Leases a net."""

        condition = LoadsCondition
        formats = {".txt": "text/plain"}

        def generate(self, condition, run):
            net = Component("walled", load, int(condition.size * GIB), offload=stream)
            for item in run.items:
                with run.lease(net, working=GIB // 4, strategies=tuple(condition.ways)) as lease:
                    yield Text("leased", item.index)
                    time.sleep(condition.pause)
                    before = lease[0].device
                    with lease.on(lease[0]) as on:
                        told = f"{lease.strategy} {before} {on.device}"
                yield Artifact.text(told, item=item, suffix=".txt")
'''


class Own(Generator[Any]):
    """Leases a net in the host's process."""

    class Fields(Condition):
        size: float = Field(4, description="How many GiB.")

    condition = Fields
    formats = {".txt": "text/plain"}

    def generate(self, condition: Any, run: Any) -> Iterator[Any]:
        with run.lease(component("plain", condition.size)) as lease:
            told = lease[0].device
        yield Artifact.text(told, item=run.items[0], suffix=".txt")


class Shared(Card):
    """A card whose driver sees what workers have on it, as a real one does."""

    devices: Devices

    def memory(self, device: str) -> Memory:
        found = super().memory(device)
        taken = sum(m.residents.bytes_elsewhere() for m in self.devices.managers())
        return Memory(found.total, found.free - taken, found.allocated)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("leases")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_ISOLATED", str(folder / "isolated"))
        isolate("walled-loads", CODE, {"text.loads": "Loads"}, folder / "code")
        yield folder


@pytest.fixture
def host(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A host with a pretended card of 8 GiB."""
    monkeypatch.setattr("muse.device.devices.pick", lambda wanted=None, **how: wanted or DEVICE)
    monkeypatch.setattr("muse.device.devices.choose_dtype", lambda device: ("bfloat16", "why"))
    with Host(
        library=tmp_path / "lib", config=tmp_path / "c.toml", offers={"text.own": Own}
    ) as made:
        card = Shared()
        devices = Devices(backend=lambda: card, folder=tmp_path / "loaded")
        devices.beside = made.workers
        card.devices = made.__dict__["devices"] = devices
        yield made


def there(host: Host) -> dict[str, str]:
    return {row["component"]: row["where"] for row in host.devices.loaded()}


def test_a_worker_and_the_host_take_turns_on_one_card(host: Host) -> None:
    assert host.run("text.loads", size=5).text == f"full {DEVICE} {DEVICE}"
    assert there(host) == {"walled": DEVICE}
    loads = host.devices.manager().residents.loads
    host.run("text.loads", size=5)
    assert host.devices.manager().residents.loads == loads, "it was there already"
    host.run("text.own", size=6)
    assert there(host)["plain"] == DEVICE and there(host).get("walled") != DEVICE
    host.run("text.loads", size=5)
    assert there(host)["walled"] == DEVICE and there(host).get("plain") != DEVICE


def test_the_ways_to_run_what_does_not_fit(host: Host) -> None:
    told = host.run("text.loads", size=9, ways=["full", "offload", "cpu"]).text
    assert told == f"offload cpu streamed to {DEVICE}"
    with pytest.raises(DoesNotFit, match="walled can't fit"):
        host.run("text.loads", size=20)


def test_muse_ps_tells_of_weights_and_workers(host: Host, tmp_path: Path) -> None:
    from muse.device.devices import everywhere

    host.run("text.loads", size=1)
    host.devices.tell()
    rows = {row["component"]: row for row in everywhere(tmp_path / "loaded")}
    assert rows["walled"]["size"] == GIB and rows["walled"]["generators"] == ["text.loads"]
    worker = rows["worker of walled-loads"]
    assert worker["worker"] == rows["walled"]["worker"] and worker["size"] > 2**20
    assert not worker["leased"]
    assert host.devices.relieve("worker of walled-loads") > 0
    assert there(host) == {} and host.workers.rows() == []


def test_a_lease_ends_with_the_worker_that_had_it(host: Host) -> None:
    with pytest.raises(GenerationError, match="was killed by SIGKILL"):
        for event in host.stream("text.loads", size=5, pause=20):
            if isinstance(event, Text):
                kill(host)
    manager = host.devices.manager()
    assert manager.at_rest and manager.residents.bytes_at("device") == 0
    assert host.run("text.own", size=7).text == DEVICE


def test_a_lease_that_waits_can_be_cancelled(host: Host) -> None:
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        with host.devices.lease([component("in the way", 7)], owner="somebody"):
            held.set()
            over.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(20)
    stream = host.stream("text.loads", size=5)
    threading.Timer(0.3, stream.cancel).start()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        stream.finish()
    assert time.monotonic() - start < 2.5
    over.set()
    holder.join()
    assert host.run("text.loads", size=5).text


def test_an_idle_worker_ends_when_nobody_wanted_it_for_a_while(host: Host) -> None:
    host.workers.keep_alive = 0.1
    host.run("text.loads", size=1)
    assert len(host.workers.rows()) == 1, "its weights are kept, so it is"
    host.devices.relieve("walled")
    end = time.monotonic() + 10
    while host.workers.rows() and time.monotonic() < end:
        time.sleep(0.05)
    assert host.workers.rows() == []


def kill(host: Host) -> None:
    (row,) = host.workers.rows()
    os.killpg(row["worker"], signal.SIGKILL)
