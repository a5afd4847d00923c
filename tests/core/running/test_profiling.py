"""Profiles: traces that are valid, say where the time went, and change nothing."""

import gzip
import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import Muse
from muse import Host, OutputError, Progress, RequestError
from muse.running import profiling
from muse.running.profiling import Profile, join, lines, place_for
from muse.running.sampling import Sampler

PHASES = {"X": {"ts", "dur"}, "M": {"args"}, "i": {"ts"}, "s": {"ts", "id"}, "f": {"ts", "id"}}


def checked(path: Path) -> list[dict[str, Any]]:
    """Return the events of a trace, each as the format of Chrome's traces has it."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    whole = json.loads(data)
    assert whole["displayTimeUnit"] in ("ms", "ns")
    events: list[dict[str, Any]] = whole["traceEvents"]
    for event in events:
        assert isinstance(event["name"], str), event
        assert PHASES[event["ph"]] <= event.keys(), event
        assert isinstance(event["pid"], int | str) and isinstance(event.get("tid", 0), int | str)
        if "ts" in event:
            assert isinstance(event["ts"], int | float) and event["ts"] >= 0, event
        if event["ph"] == "X":
            assert event["dur"] >= 0, event
        if event["ph"] == "i":
            assert event.get("s", "t") in ("g", "p", "t"), event
        assert isinstance(event.get("args", {}), dict)
    return events


def nested(events: list[dict[str, Any]]) -> bool:
    """Whether the calls of each thread lie within one another or apart, as a timeline needs."""
    for thread in {event["tid"] for event in events}:
        ends: list[float] = []
        mine = [e for e in events if e["tid"] == thread and e["ph"] == "X"]
        for event in sorted(mine, key=lambda e: (e["ts"], -e["dur"])):
            while ends and ends[-1] <= event["ts"] + 0.01:
                ends.pop()
            if ends and event["ts"] + event["dur"] > ends[-1] + 0.01:
                return False
            ends.append(event["ts"] + event["dur"])
    return True


def busy(seconds: float) -> int:
    end, found = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        found += sum(range(100))
    return found


def test_a_profile_is_a_trace_of_all_threads_and_says_whose_time_it_was(tmp_path: Path) -> None:
    with Profile() as profile:
        other = threading.Thread(target=busy, args=(0.3,), name="painter")
        other.start()
        profile.look(Progress(0, 1, "painting"))
        busy(0.3)
        other.join()
    profile.write(tmp_path / "t.json")
    events = checked(tmp_path / "t.json")
    calls = [event for event in events if event["ph"] == "X" and event["name"] == "busy"]
    assert len({event["tid"] for event in calls}) == 2
    assert sum(event["dur"] for event in calls) > 100_000  # of 600,000 us, on a loaded machine
    assert nested([e for e in events if e.get("cat") == "python"])
    assert {"painter"} <= {e["args"]["name"] for e in events if e["name"] == "thread_name"}
    assert "painting" in [event["name"] for event in events if event["ph"] == "i"]
    assert profile.lines()[0].endswith("test_profiling.busy")
    assert "/" not in json.dumps([event.get("args", {}) for event in calls])  # no paths


def test_threads_that_wait_are_no_work() -> None:
    sampler = Sampler()
    sampler.start()
    threading.Event().wait(0.1)
    sampler.stop()
    assert not [module for module, *_ in sampler.shares() if module == "threading"]


def test_a_thread_that_reads_what_never_comes_is_no_work() -> None:
    import os

    reading, writing = os.pipe()
    waiting = threading.Thread(target=os.read, args=(reading, 1), name="muse waits")
    sampler = Sampler()
    sampler.start()
    waiting.start()
    busy(0.2)
    os.close(writing)
    waiting.join()
    os.close(reading)
    sampler.stop()
    assert sampler.shares()[0][0].endswith("test_profiling")


def test_a_trace_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from muse.running import sampling

    monkeypatch.setattr(sampling, "_MOST", 50)
    monkeypatch.setattr(sampling, "_PACES", ((float("inf"), 0.0005),))
    sampler = Sampler()
    sampler.start()
    for _ in range(300):
        busy(0.001)
    sampler.stop()
    assert 0 < len(sampler.calls) <= 100 + len(sampler.threads) * sampling._DEPTH


def test_a_profile_changes_no_byte_and_is_told(muse: Muse) -> None:
    asked = ("run", "zoo.dots", "--seed", "3", "--dots", "5000")
    assert muse(*asked, "-o", "plain.png")[0] == 0
    code, _, err = muse(*asked, "-o", "seen.png", "--profile", "t.json")
    assert code == 0, err
    assert Path("plain.png").read_bytes() == Path("seen.png").read_bytes()
    told = [line for line in err.splitlines() if line.startswith("  time ")]
    assert 1 <= len(told) <= 3 and all(" % " in each or "over before" in each for each in told)
    assert checked(Path("t.json"))
    code, _, err = muse(*asked, "-o", "again.png", "--profile", "t.json")
    assert code == 2 and "t.json already exists" in err and not Path("again.png").exists()
    assert muse(*asked, "-o", "seen.png", "--profile", "t.json", "--force")[0] == 0
    code, _, err = muse(*asked, "--profile", ".")
    assert code == 2 and "profile: . is a folder" in err


def test_a_run_that_fails_is_profiled_too(muse: Muse) -> None:
    assert muse("run", "zoo.breaks", "--profile", "t.json")[0] == 1
    assert Path("t.json").is_file()


def test_python_takes_a_file_for_a_profile(zoo: Host, tmp_path: Path) -> None:
    made = zoo.run("zoo", dots=5000, seed=1, profile=tmp_path / "t.json.gz")
    assert checked(tmp_path / "t.json.gz")
    assert made[0].data == zoo.run("zoo", dots=5000, seed=1)[0].data
    with pytest.raises(OutputError, match="already exists"):
        zoo.run("zoo", profile=tmp_path / "t.json.gz")


def test_traces_of_several_processes_are_joined(tmp_path: Path) -> None:
    for number in (1, 2):
        event = {"ph": "X", "name": "f", "pid": number, "tid": 0, "ts": 100 * number, "dur": 5}
        profiling.write(tmp_path / f"{number}.json", [event], {"a": 1.0, str(number): 3.0})
    tmp_path.joinpath("3.json").write_text("{")
    told = join(sorted(tmp_path.glob("*.json")), tmp_path / "all.json")
    events = checked(tmp_path / "all.json")
    assert [(event["pid"], event["ts"]) for event in events] == [(1, 0), (2, 100)]
    assert told == ["38 % 1", "38 % 2", "25 % a"]
    assert lines({}) == ["it was over before anything could be seen"]


def test_places_for_traces(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="is a folder"):
        place_for(tmp_path)
    assert place_for(tmp_path / "t.json") == tmp_path / "t.json"


@pytest.mark.neural
def test_operations_of_torch_are_in_the_trace_of_all_threads(tmp_path: Path) -> None:
    import torch

    def work() -> None:
        found = torch.ones(64, 64)
        for _ in range(2000):
            found = torch.tanh(found @ found)

    with Profile(torch=True) as profile:
        other = threading.Thread(target=work)
        other.start()
        work()
        other.join()
    profile.write(tmp_path / "t.json")
    events = checked(tmp_path / "t.json")
    products = [event for event in events if event["name"] == "aten::mm"]
    assert len(products) == 4000 and len({event["tid"] for event in products}) == 2
    calls = [
        event for event in events if event.get("cat") == "python" and event["name"].endswith("work")
    ]
    assert calls  # of one clock: what Python did is where torch's operations are
    begun, ended = min(e["ts"] for e in calls), max(e["ts"] + e["dur"] for e in calls)
    inside = [event for event in products if begun - 2e5 < event["ts"] < ended + 2e5]
    assert len(inside) > len(products) // 2
    assert any("aten::" in line and "(torch)" in line for line in profile.lines())


def test_tensorboard_shows_where_the_time_went(tmp_path: Path) -> None:
    loader = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    from muse.running.profile_logs import tell

    assert tell(tmp_path, ["62 % painting", "3 % reading"], tmp_path / "t.json")
    board = loader.EventAccumulator(str(tmp_path / "profile"))
    board.Reload()
    (event,) = board.Tensors("where the time goes/text_summary")
    assert event.tensor_proto.string_val[0].decode().startswith("- 62 % painting\n- 3 % reading")
    (metadata,) = [board.SummaryMetadata(tag) for tag in board.Tags()["tensors"]]
    assert metadata.plugin_data.plugin_name == "text"  # what its tab of texts lists
