"""The job table: durable, fair, claimed once, and given back by whoever died."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from muse import RequestError, processes
from muse.library import recovery
from muse.library.jobs import ATTEMPTS, Jobs, KeyTaken, New, QueueFull
from muse.library.library import Library

GONE = 2**22 - 3
"""A number that no process has: above Linux's usual limit of them."""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "lib")


@pytest.fixture
def jobs(library: Library) -> Jobs:
    return Jobs(library.database)


def new(client: str = "local", **more: object) -> New:
    return New("zoo", "zoo.dots", "light", {"dots": 3}, client=client, **more)


def abandon(library: Library, id: str, machine: str | None = None, beat: float = 0.0) -> None:
    """Make a running job look like one of a process that is gone, or on another machine."""
    parts = processes.mark().split(".")
    mark = ".".join([str(GONE), parts[1], machine or parts[2], parts[3]])
    with library.database.write() as db:
        db.execute("UPDATE jobs SET owner = ?, heartbeat = ? WHERE id = ?", (mark, beat, id))


def test_a_job_is_kept_as_it_was_asked(jobs: Jobs) -> None:
    made = jobs.add(new(priority=2, request="r1", formats=(".png",), seed=9))
    found = jobs.find(made.id)
    assert found == made
    assert (found.asked, found.formats, found.seed) == ({"dots": 3}, (".png",), 9)
    assert (found.state, found.attempt, found.medium) == ("queued", 0, "zoo")
    assert [(e.seq, e.kind) for e in jobs.events(found)] == [(1, "queued")]
    with pytest.raises(RequestError, match="no job 'nothing'"):
        jobs.find("nothing")


def test_clients_take_turns_and_priority_counts_within_one(jobs: Jobs) -> None:
    for _ in range(5):
        jobs.add(new("greedy"))
    urgent = jobs.add(new("greedy", priority=5))
    for _ in range(2):
        jobs.add(new("modest"))
    order = [jobs.claim(["light"]) for _ in range(8)]
    clients = [job.client for job in order if job]
    assert clients[:4] == ["greedy", "modest", "greedy", "modest"]
    assert next(job for job in order if job and job.client == "greedy").id == urgent.id
    assert jobs.claim(["light"]) is None


def test_a_job_is_claimed_once(tmp_path: Path, library: Library, jobs: Jobs) -> None:
    ids = [jobs.add(new()).id for _ in range(40)]
    claim = (
        "import sys; from pathlib import Path; from muse.library.library import Library\n"
        "from muse.library.jobs import Jobs\n"
        "jobs = Jobs(Library(Path(sys.argv[1])).database)\n"
        "while job := jobs.claim(['light']): print(job.id); jobs.end(job, 'done')"
    )
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", claim, str(library.folder)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    claimed = [line for worker in workers for line in worker.communicate()[0].split()]
    assert sorted(claimed) == sorted(ids)
    assert jobs.count() == {"done": 40}


def test_lanes_keep_to_themselves(jobs: Jobs) -> None:
    heavy = jobs.add(New("zoo", "zoo.net", "device", {}))
    assert jobs.claim(["light"]) is None
    claimed = jobs.claim(["light", "device"])
    assert claimed is not None and claimed.id == heavy.id


def test_the_jobs_of_the_dead_are_given_back_and_fail_at_last(library: Library, jobs: Jobs) -> None:
    id = jobs.add(new()).id
    for attempt in range(1, ATTEMPTS + 1):
        job = jobs.claim(["light"])
        assert job is not None and job.attempt == attempt
        recovery.recover(library.database)
        assert jobs.find(id).state == "running"  # this process lives
        abandon(library, id)
        recovery.recover(library.database)
    job = jobs.find(id)
    assert (job.state, job.error) == ("failed", f"its worker died {ATTEMPTS} times")
    kinds = [event.kind for event in jobs.events(job)]
    assert kinds == ["queued", *["started", "requeued"] * (ATTEMPTS - 1), "started", "failed"]
    assert jobs.retry(id).attempt == 0


def test_a_silent_worker_elsewhere_is_gone(library: Library, jobs: Jobs) -> None:
    id = jobs.add(new()).id
    jobs.claim(["light"])
    abandon(library, id, machine="00000000", beat=time.time())
    recovery.recover(library.database)
    assert jobs.find(id).state == "running"
    abandon(library, id, machine="00000000", beat=time.time() - 3600)
    recovery.recover(library.database)
    assert jobs.find(id).state == "queued"


def test_who_lost_a_job_changes_nothing_of_it(library: Library, jobs: Jobs) -> None:
    job = jobs.add(new())
    mine = jobs.claim(["light"])
    assert mine is not None
    abandon(library, job.id)
    assert jobs.is_cancelled(mine)
    jobs.tell(mine, [("progress", {"done": 1, "total": 2})])
    jobs.end(mine, "done")
    found = jobs.find(job.id)
    assert found.state == "running"
    assert [event.kind for event in jobs.events(found)] == ["queued", "started"]


def test_cancelling_what_waits_and_what_runs(jobs: Jobs) -> None:
    waiting, running = jobs.add(new()), jobs.add(new(priority=1))
    claimed = jobs.claim(["light"])
    assert claimed is not None and claimed.id == running.id
    assert jobs.cancel(waiting.id).state == "cancelled"
    assert jobs.cancel(running.id).state == "running"
    assert jobs.is_cancelled(claimed)
    jobs.end(claimed, "cancelled")
    assert jobs.cancel(running.id).state == "cancelled"
    with pytest.raises(RequestError, match="queued"):
        jobs.retry(jobs.add(new()).id)


def test_the_same_key_is_the_same_job(jobs: Jobs) -> None:
    first = jobs.add(new(key="k"))
    assert jobs.add(new(key="k")).id == first.id
    assert jobs.add(new("other", key="k")).id != first.id
    with pytest.raises(KeyTaken, match="another request"):
        jobs.add(New("zoo", "zoo.dots", "light", {"dots": 4}, key="k"))


def test_a_full_queue_refuses(jobs: Jobs) -> None:
    jobs.add(new(), most=1)
    with pytest.raises(QueueFull, match="1 jobs wait already"):
        jobs.add(new(), most=1)
    assert jobs.count() == {"queued": 1}


def test_what_is_over_can_be_forgotten(jobs: Jobs) -> None:
    jobs.cancel(jobs.add(new()).id)
    left = jobs.add(new())
    assert jobs.clear(before=0.0) == 0
    assert jobs.clear() == 1
    assert [job.id for job in jobs.listed()] == [left.id]


def test_events_are_numbered_without_gaps_by_many_threads(jobs: Jobs) -> None:
    jobs.add(new())
    job = jobs.claim(["light"])
    assert job is not None
    threads = [
        threading.Thread(
            target=lambda: [jobs.tell(job, [("progress", {"done": n})]) for n in range(20)]
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [event.seq for event in jobs.events(job)] == list(range(1, 83))
    assert [event.seq for event in jobs.events(job, after=80)] == [81, 82]


def test_a_job_that_waits_is_moved(jobs: Jobs) -> None:
    first, second = jobs.add(new()), jobs.add(new())
    assert jobs.prioritise(second.id, 5).priority == 5
    claimed = jobs.claim(["light"])
    assert claimed is not None and claimed.id == second.id
    with pytest.raises(RequestError, match=f"job {second.id} is running; one that waits"):
        jobs.prioritise(second.id, 1)
    assert jobs.find(first.id).priority == 0


def test_how_long_jobs_wait_and_take(jobs: Jobs) -> None:
    assert (jobs.oldest_wait(), jobs.durations()) == (0.0, ((0, 0.0), {}))
    jobs.add(new())
    assert 0 <= jobs.oldest_wait() < 60
    claimed = jobs.claim(["light"])
    assert claimed is not None
    jobs.end(claimed, "done")
    (waited, seconds), times = jobs.durations()
    assert waited == 1 and 0 <= seconds < 60
    assert times.keys() == {claimed.generator} and times[claimed.generator][0] == 1
    assert jobs.oldest_wait() == 0.0


def test_what_is_old_and_passes_goes(jobs: Jobs) -> None:
    jobs.add(new(key="k"))
    claimed = jobs.claim(["light"])
    assert claimed is not None
    jobs.tell(claimed, [("progress", {"done": 1}), ("preview", {"data": "x"}), ("note", {})])
    assert (jobs.last(claimed, "progress") or claimed).data == {"done": 1}
    assert jobs.last(claimed, "artifact") is None
    jobs.end(claimed, "done")
    jobs.tidy()
    kinds = ["queued", "started", "progress", "preview", "note", "done"]
    assert [event.kind for event in jobs.events(claimed)] == kinds
    with jobs._database.write() as db:
        for table, column in (("events", "created"), ("jobs", "ended"), ("keys", "created")):
            db.execute(f"UPDATE {table} SET {column} = {column} - 100000")
    jobs.tidy()
    assert [event.kind for event in jobs.events(claimed)] == ["queued", "started", "note", "done"]
    assert jobs._database.rows("SELECT * FROM keys") == []
    assert jobs._database.rows("SELECT * FROM clients") == []
