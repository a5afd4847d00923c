"""Harm stays behind the wall: whatever a worker does costs its run one clear error, and no more."""

import gc
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import isolated_plugins
from hostile.isolated_harm import ASKS, LEASES, ODD
from isolated_plugins import isolate
from muse import Artifact, Cancelled, GenerationError, Host, MuseError, PluginError, Progress, Text
from muse.plugins.isolated import launching, sandbox
from muse.plugins.isolated.wall import Launch, Patience

CODE = Path(__file__).with_name("isolated_harm.py").read_text(encoding="utf-8")
DESCRIPTORS = Path("/proc/self/fd")
needs_sandbox = pytest.mark.skipif(
    sandbox.available() is not None, reason=sandbox.available() or ""
)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A host with the plugin, and little patience."""
    folder = tmp_path_factory.mktemp("harm")
    patience = Patience(start=30, silence=5.0, stop=0.5, chore=5.0, ping=0.2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_ISOLATED", str(folder / "isolated"))
        patch.setenv("MUSE_HOME", str(folder / "muse"))
        patch.setenv("HOME", str(folder / "home"))
        patch.setattr(launching, "Launch", partial(Launch, patience=patience))
        (folder / "home").mkdir()
        (folder / "home" / "plain.txt").write_text("of the user")
        (folder / "a.toml").write_text("[isolated]\nmemory = 1\n")
        isolate("does-harm", CODE, {"text.harm": "Harm"}, folder / "code")
        with Host(library=folder / "library", config=folder / "a.toml") as host:
            yield host
        assert workers() == []
        assert list((folder / "muse/cache/scratch").iterdir()) == []


def workers() -> list[str]:
    """Return the processes of the plugin's workers, as `number parent command`."""
    return [line for line in isolated_plugins.workers() if "/does-harm-" in line]


def left() -> tuple[int, int]:
    """Return how many file descriptors and threads this process has."""
    gc.collect()
    return len(list(DESCRIPTORS.iterdir())) if DESCRIPTORS.exists() else 0, threading.active_count()


@pytest.fixture(autouse=True)
def nothing_is_left(host: Host) -> Iterator[None]:
    """Look that nothing is left of a run, and that the next one works."""
    host.run("text.harm")
    descriptors, threads = left()
    yield
    assert host.run("text.harm")[0].data == b"made"
    assert not any(row["leased"] for row in host.devices.loaded())
    now = left()
    assert now[0] <= descriptors and now[1] <= threads
    assert len([line for line in workers() if line.split()[1] == str(os.getpid())]) <= 1


def harmed(host: Host, harm: str, error: type[MuseError] = GenerationError, **fields: Any) -> str:
    """Return the one line that a run ends with."""
    begun = time.monotonic()
    with pytest.raises(MuseError) as caught:
        host.run("text.harm", harm=harm, **fields)
    assert type(caught.value) is error, repr(caught.value)
    assert time.monotonic() - begun < 15
    said = str(caught.value)
    assert "\n" not in said and len(said) < 600
    return said


@pytest.mark.parametrize(
    ("harm", "told"),
    {
        "crash": "was killed by SIGSEGV; it last said: about to crash",
        "exits": "ended with exit code 1",
        "killed": "was killed by SIGKILL; is memory short?",
        "garbage": "was ended: what it sends is no frame",
        "huge": "was ended: it sends a message of 2,048 MiB",
        "half": "ended with exit code 0",
        "no_json": "was ended: its message is no JSON",
        "descriptors": "was ended: it hands over other descriptors than it says",
        "closes": "ended with exit code 0",
        "answers_others": "was ended: it answers what nobody asked",
        "dies_with_a_lease": "ended with exit code 1",
    }.items(),
)
def test_it_costs_the_run_one_line(host: Host, harm: str, told: str) -> None:
    assert harmed(host, harm) == f"the worker of does-harm {told}"


@pytest.mark.parametrize("harm", ["holds", "stops", "deaf"])
def test_silence(host: Host, harm: str) -> None:
    (worker,) = (each for workers in host.workers._idle.values() for each in workers)
    worker.patience = replace(worker.patience, silence=0.5)
    assert harmed(host, harm) == "the worker of does-harm gave no sign of life for 1 s"


def test_json_as_deep_as_it_is_long(host: Host) -> None:
    assert "its message is no JSON" in harmed(host, "no_json", kind="b")


@pytest.mark.parametrize("harm", ["ahead", "many_descriptors"])
@pytest.mark.parametrize("size", [1, 10**6])
def test_telling_more_than_anybody_can_take(host: Host, harm: str, size: int) -> None:
    descriptors, _ = left()
    with host.stream("text.harm", harm=harm, size=size) as stream:
        next(stream)
        time.sleep(0.5)
        assert left()[0] < descriptors + 300
        with pytest.raises(GenerationError, match="was ended: it tells more than anybody can take"):
            stream.finish()


def test_messages_that_no_worker_sends(host: Host) -> None:
    for number in range(len(ODD)):
        said = harmed(host, "odd", size=number)
        assert "can't be understood" in said or "answers what nobody asked" in said


def test_questions_that_no_worker_asks(host: Host) -> None:
    for number in range(len(ASKS)):
        harmed(host, "asks", size=number)


def test_leases_that_cannot_be(host: Host) -> None:
    for number in range(len(LEASES)):
        with host.stream("text.harm", harm="leases", size=number) as stream:
            (said,) = [event.piece for event in stream if isinstance(event, Text)]
            assert said
    assert host.run("text.harm", harm="keeps")[0].data == b"made"


def test_files_of_others(host: Host) -> None:
    for number in range(3):
        said = harmed(host, "outside", PluginError, size=number)
        assert "text.harm yielded an artifact whose .txt" in said
    assert Path(os.environ["HOME"], "plain.txt").read_text() == "of the user"


@pytest.mark.parametrize("harm", ["stubborn", "chatty", "loads_for_ever"])
def test_one_that_ignores_being_cancelled_is_ended(host: Host, harm: str) -> None:
    if harm == "loads_for_ever":
        host.devices.manager()  # which looks for torch, and may take a while
    with host.stream("text.harm", harm=harm) as stream:
        assert isinstance(next(event for event in stream if not isinstance(event, Progress)), Text)
        begun = time.monotonic()
        threading.Timer(0.2, stream.cancel).start()
        with pytest.raises(Cancelled):
            list(stream)
    assert time.monotonic() - begun < 8


@pytest.mark.parametrize("harm", ["floods", "threads", "children", "keeps", "twice"])
def test_what_costs_nobody_anything_is_borne(host: Host, harm: str) -> None:
    assert host.run("text.harm", harm=harm)[0].data == b"made"


def test_a_line_without_an_end(host: Host) -> None:
    assert host.run("text.harm", harm="floods", size=0)[0].data == b"made"


def test_more_memory_than_it_may_have(host: Host) -> None:
    assert "MemoryError" in harmed(host, "takes_memory")


def test_a_file_that_changes_later(host: Host) -> None:
    assert host.run("text.harm", harm="changes")[0].data == b"a" * 10**6


def test_a_second_artifact_for_an_item(host: Host) -> None:
    said = harmed(host, "order", PluginError, count=2)
    assert "second artifact" in said


@needs_sandbox
def test_children_do_not_outlive_it(host: Host) -> None:
    host.run("text.harm", harm="children")
    assert len(workers()) > 3
    host.workers.relieve()
    end = time.monotonic() + 5
    while workers() and time.monotonic() < end:
        time.sleep(0.01)
    assert workers() == []


def test_others_go_on(host: Host) -> None:
    with host.stream("text.harm", harm="none") as other:
        next(other)
        harmed(host, "crash")
        assert any(isinstance(event, Artifact) for event in other)


def test_killed_at_any_moment(host: Host) -> None:
    for wait in range(6):
        with pytest.raises(GenerationError, match="the worker of does-harm was killed by SIGKILL"):
            with host.stream("text.harm", harm="stubborn") as stream:
                next(stream)
                pid = next(row["worker"] for row in host.workers.rows() if row["leased"])
                threading.Timer(0.01 * wait, os.kill, (pid, signal.SIGKILL)).start()
                list(stream)
