"""`muse run --later`, `muse work` and `muse jobs`: the queue without a server."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import muse_process

Muse = Callable[..., tuple[int, str, str]]


def queue(muse: Muse, *arguments: str) -> str:
    code, out, err = muse("run", "zoo", *arguments, "--later", "--json")
    assert code == 0, err
    job = json.loads(out)["job"]
    assert job["state"] == "queued"
    return str(job["id"])


def states(muse: Muse) -> dict[str, str]:
    return {job["id"]: job["state"] for job in json.loads(muse("jobs", "--json")[1])["jobs"]}


def test_what_is_queued_is_made_by_work(muse: Muse, home: Path, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert muse("jobs")[2] == "there are no jobs; muse run ... --later queues one\n"
    assert muse("work")[2] == "no job waits; muse run ... --later queues one\n"
    code, out, err = muse("run", "zoo", "--prompt", "a lake", "--seed", "3", "--later")
    assert (code, out) == (0, "")
    id = err.split()[0]
    assert err == f"{id} is queued for zoo.dots; muse work makes it, muse jobs lists it\n"
    assert "1 wait; muse work makes them" in muse("jobs")[2]
    code, _, err = muse("work")
    assert code == 0
    assert f"{id} done  zoo.dots  a lake\n" in err
    assert "1 made and kept in the library" in err
    listed = muse("jobs")[1]
    assert id in listed and "zoo.dots" in listed and "done" in listed and "a lake" in listed
    assert f"{id}-1" in muse("log")[1]


def test_jobs_are_listed_by_state_cancelled_retried_and_cleared(muse: Muse) -> None:
    first, second = queue(muse), queue(muse)
    assert muse("jobs", "cancel", first)[2] == f"{first} is cancelled\n"
    assert states(muse) == {first: "cancelled", second: "queued"}
    found = json.loads(muse("jobs", "-s", "cancelled", "--json")[1])
    assert [job["id"] for job in found["jobs"]] == [first]
    assert found["counts"] == {"cancelled": 1, "queued": 1}
    code, _, err = muse("jobs", "retry", second)
    assert code == 2 and f"job {second} is queued" in err
    assert muse("jobs", "retry", first)[2] == f"{first} is queued\n"
    assert muse("work")[0] == 0
    assert states(muse) == {first: "done", second: "done"}
    assert muse("jobs", "clear")[2] == "2 forgotten\n"
    assert states(muse) == {}
    assert len(json.loads(muse("log", "--json")[1])) == 2, "what they made stays"
    for name in ("cancel", "retry"):
        code, _, err = muse("jobs", name, "nobody")
        assert (code, err) == (2, "muse: there is no job 'nobody'; muse jobs lists them\n")


def test_a_job_that_fails_says_why_and_the_others_go_on(muse: Muse) -> None:
    bad, good = queue(muse, "-g", "breaks"), queue(muse)
    code, _, err = muse("work")
    assert code == 1
    assert f"{bad} failed  zoo.breaks" in err and f"{good} done  zoo.dots" in err
    assert states(muse) == {bad: "failed", good: "done"}
    (job,) = json.loads(muse("jobs", "-s", "failed", "--json")[1])["jobs"]
    assert job["error"]


@pytest.mark.parametrize(
    "arguments", [["-o", "x.png"], ["--all"], ["--force"], ["--allow-ignored"], ["--device", "cpu"]]
)
def test_what_a_later_run_cannot_be_given(muse: Muse, arguments: list[str]) -> None:
    code, _, err = muse("run", "zoo", *arguments, "--later")
    assert code == 2 and "and --later don't go together" in err
    assert states(muse) == {}


def test_ctrl_c_gives_the_job_at_work_back(muse: Muse, planted_zoo: Path, home: Path) -> None:
    id = queue(muse, "-g", "slow")
    process = muse_process("work", path=planted_zoo)
    while states(muse)[id] != "running":
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130, told
    assert f"{id} waits again" in told and "Traceback" not in told
    (job,) = json.loads(muse("jobs", "--json")[1])["jobs"]
    assert (job["state"], job["attempt"]) == ("queued", 0)
