"""Doing jobs: one way for all, artifacts exactly once whatever dies, cancelled when asked."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from muse import Host, Preview, Progress, RequestError
from muse.library.jobs import Job, Jobs
from muse.running.request import Options
from muse.running.submitting import Origin, submit
from muse.running.working import Telling, Working


def do(host: Host, id: str) -> str:
    """Claim the next job, which is this one, and do it."""
    job = Jobs(host.library.database).claim(["light", "device"])
    assert job is not None and job.id == id
    return Working(host, job).work()


def test_a_job_is_the_run_of_its_id_and_its_files_are_kept(zoo: Host) -> None:
    job = submit(zoo, "zoo.dots", {"dots": 5, "count": 2})
    assert do(zoo, job.id) == "done"
    run = zoo.library.run(job.id)
    assert run is not None and run.status == "done"
    assert [artifact.id for artifact in run.artifacts] == [f"{job.id}-1", f"{job.id}-2"]
    same = zoo.run("zoo.dots", dots=5, count=2, seed=run.artifacts[0].seed)
    for artifact, again in zip(run.artifacts, same, strict=True):
        file = artifact.files[0]
        assert file.path == str(zoo.library.place(file.sha256, ".png"))
        kept = Path(file.path or "").read_bytes()
        assert len(kept) == file.size
        assert artifact.recipe["payload"] == again.recipe["payload"]
    jobs = Jobs(zoo.library.database)
    kinds = [event.kind for event in jobs.events(jobs.find(job.id))]
    assert kinds[:2] == ["queued", "started"] and kinds[-1] == "done"
    assert kinds.count("artifact") == 2


def test_a_wrong_request_queues_nothing(zoo: Host, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="dots: invalid value"):
        submit(zoo, "zoo.dots", {"dots": -1})
    with pytest.raises(RequestError, match="no field 'colour'"):
        submit(zoo, "zoo.dots", {"colour": "red"})
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    for photo in (str(secret), "-", f"file://{secret}", "https://example.com/a.png"):
        with pytest.raises(RequestError, match="photo: a path means nothing here"):
            submit(zoo, "zoo.dots", {"photo": photo}, origin=Origin(remote=True))
    assert Jobs(zoo.library.database).listed() == []
    assert submit(zoo, "zoo.dots", {"photo": "data:,abc"}, origin=Origin(remote=True)).asked[
        "photo"
    ] == {"name": "data", "sha256": zoo.library.made and _sha(b"abc")}


def _sha(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def test_a_second_attempt_goes_on_with_what_is_recorded(zoo: Host) -> None:
    job = submit(zoo, "zoo.dots", {"dots": 5, "count": 3, "seed": 4})
    first = Jobs(zoo.library.database).claim(["light"])
    assert first is not None
    working = Working(zoo, first)
    made = 0

    class Stop(Exception):
        pass

    tell = working._told._keep

    def keep(events: list) -> None:
        nonlocal made
        tell(events)
        made += sum(kind == "artifact" for kind, _ in events)
        if made == 2:
            working.give_back("the test says so")

    working._told._keep = keep
    assert working.work() == "queued"
    assert len(zoo.library.made(job.id)) == 2
    again = Jobs(zoo.library.database).claim(["light"])
    assert again is not None and again.attempt == 1  # given back isn't an attempt
    assert Working(zoo, again).work() == "done"
    run = zoo.library.run(job.id)
    assert run is not None and [a.seed for a in run.artifacts] == [4, 5, 6]
    whole = zoo.run("zoo.dots", dots=5, count=3, seed=4)
    assert [a.recipe["payload"] for a in run.artifacts] == [a.recipe["payload"] for a in whole]
    jobs = Jobs(zoo.library.database)
    told = [e.data["id"] for e in jobs.events(jobs.find(job.id)) if e.kind == "artifact"]
    assert told == [a.id for a in run.artifacts]


def test_a_job_that_takes_too_long_has_failed(zoo: Host) -> None:
    submit(zoo, "zoo.dots", {"dots": 5000, "count": 1000})
    job = Jobs(zoo.library.database).claim(["light"])
    assert job is not None
    assert Working(zoo, job, limit=0.1).work() == "failed"
    assert "took more than 0.1 s" in str(Jobs(zoo.library.database).find(job.id).error)


def test_a_job_is_cancelled_while_it_runs(zoo: Host) -> None:
    submit(zoo, "zoo.dots", {"dots": 5000, "count": 1000})
    jobs = Jobs(zoo.library.database)
    job = jobs.claim(["light"])
    assert job is not None
    states: list[str] = []
    worker = threading.Thread(target=lambda: states.append(Working(zoo, job).work()))
    worker.start()
    while not zoo.library.made(job.id):
        time.sleep(0.01)
    start = time.monotonic()
    jobs.cancel(job.id)
    worker.join(10)
    assert states == ["cancelled"] and time.monotonic() - start < 2
    assert jobs.find(job.id).state == "cancelled"
    assert zoo.library.made(job.id)  # what was finished stays


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_kills_lose_nothing_and_make_nothing_twice(planted_zoo: Path, home: Path) -> None:
    with Host() as host:
        pass
    queue = [sys.executable, "-m", "muse", "run", "zoo", "--count", "40", "--later"]
    import os

    env = {
        **os.environ,
        "PYTHONPATH": f"{planted_zoo}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
    }
    for _ in range(3):
        subprocess.run(queue, check=True, env=env, capture_output=True)
    for wait in (0.4, 0.5, 0.6, 0.7, 0.8):
        worker = subprocess.Popen(
            [sys.executable, "-m", "muse", "work"], env=env, stderr=subprocess.PIPE
        )
        time.sleep(wait)
        worker.kill()
        worker.communicate()
        with Host() as host:  # three deaths would be the end of a job
            with host.library.database.write() as db:
                db.execute("UPDATE jobs SET attempt = min(attempt, 1)")
    done = subprocess.run([sys.executable, "-m", "muse", "work"], env=env, capture_output=True)
    assert done.returncode == 0, done.stderr
    with Host() as host:
        jobs = Jobs(host.library.database)
        assert jobs.count() == {"done": 3}
        for job in jobs.listed():
            run = host.library.run(job.id)
            assert run is not None and len(run.artifacts) == 40
            told = [e.data["id"] for e in jobs.events(job) if e.kind == "artifact"]
            assert sorted(told) == sorted(a.id for a in run.artifacts)
            assert all(Path(a.files[0].path or "").is_file() for a in run.artifacts)


def test_an_artifact_can_be_handed_in(zoo: Host, tmp_path: Path) -> None:
    job = submit(zoo, "zoo.dots", {"dots": 5, "seed": 2})
    assert do(zoo, job.id) == "done"
    _, made = zoo.library.find(job.id)
    data = zoo.library.place(made.files[0].sha256, ".png").read_bytes()
    for name in (f"muse:{job.id}", f"muse:{job.id}-1", f"muse:{job.id}-1.png"):
        asked = submit(zoo, "zoo.dots", {"photo": name}, origin=Origin(remote=True)).asked
        told = {"name": f"{job.id}-1.png", "sha256": _sha(data), "artifact": f"{job.id}-1"}
        assert asked["photo"] == told
    for name, why in (
        ("muse:none", "the library has no artifact 'none'"),
        ("muse:../../etc/passwd", "the library has no artifact ''"),
        (f"muse:{job.id}-1.svg", f"{job.id}-1 has no .svg that is there"),
    ):
        with pytest.raises(RequestError, match=why):
            submit(zoo, "zoo.dots", {"photo": name}, origin=Origin(remote=True))
    with pytest.raises(RequestError, match="an artifact means nothing here"):
        zoo.again({**made.recipe, "condition": {"photo": f"muse:{job.id}"}, "count": 1})


def test_a_job_holds_what_a_recipe_leaves_out(plant, tmp_path: Path, monkeypatch) -> None:
    site = plant(
        "muse-models",
        "[muse]\nzoo.modelled = modelled:Modelled\n",
        modelled="""
from muse import Artifact, Condition, Generator, ModelSource
class Asked(Condition):
    model: ModelSource = ModelSource("somebody/small")
    more: list[ModelSource] = []
class Modelled(Generator[Asked]):
    "Has a model."
    condition = Asked
    formats = {".md": "text/markdown"}
    def generate(self, condition, run):
        for item in run.items:
            yield Artifact.text(f"{condition.model} {condition.more}", item=item)
""",
    )
    folder = tmp_path / "models" / "mine"
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(site)
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml") as host:
        fields = {"model": "./models/mine", "more": ["models/mine", "somebody/large"]}
        job = submit(host, "zoo.modelled", fields)
        assert job.asked == {"model": str(folder), "more": [str(folder), "somebody/large"]}
        assert job.lane == "device"
        assert do(host, job.id) == "done", Jobs(host.library.database).find(job.id).error
        assert host.run("zoo.modelled", **fields)[0].recipe["asked"] == {
            "model": "mine",
            "more": ["mine", "somebody/large"],
        }


def started(zoo: Host, **more: object) -> tuple[Working, Job]:
    submit(zoo, "zoo.slow", {})
    job = Jobs(zoo.library.database).claim(["light"])
    assert job is not None
    return Working(zoo, job, **more), job


def test_a_job_far_from_its_next_step_is_interrupted(zoo: Host) -> None:
    working, job = started(zoo)
    working.interrupt()  # nobody asked it to stop
    stream = zoo.prepare(job.generator, Options(job=job), job.asked)
    working._stream, working._inside = stream, True
    working.cancel()
    with pytest.raises(KeyboardInterrupt):
        working.interrupt()
    assert working.interrupted
    working._inside = False  # what it tells is being kept
    working.interrupt()
    stream.close()


@pytest.mark.parametrize(
    ("why", "back", "state"),
    [("", "", "cancelled"), ("it took more than 1 s", "", "failed"), ("", "the end", "queued")],
)
def test_a_job_that_does_not_stop_is_ended_on_paper(
    zoo: Host, why: str, back: str, state: str
) -> None:
    told: list[str] = []
    working, job = started(
        zoo, hurry=lambda: told.append("hurry"), leave=lambda: told.append("leave")
    )
    working.why, working._given_back = why, back
    working._press(0.01)
    assert told == []
    working._press(1.0)
    assert told == ["hurry"]
    working._press(100.0)
    assert told == ["hurry", "leave"]
    ended = Jobs(zoo.library.database).find(job.id)
    assert (ended.state, ended.error) == (state, why or None)


def test_previews_that_continue_one_another_are_all_told() -> None:
    told: list[dict[str, Any]] = []
    telling = Telling(lambda events: told.extend(data for kind, data in events if kind != "text"))
    telling._last = time.monotonic() + 60  # nothing is passed on before the flush
    for event in (
        *(Preview("audio/wav", b"a"), Preview("audio/wav", b"b", append=True)),
        *(Preview("audio/wav", b"c", append=True), Preview("audio/wav", b"x", 1)),
        *(Preview("audio/wav", b"d", append=True), Progress(1, 2), Progress(2, 2)),
        *(Preview("audio/wav", b"e"), Preview("audio/wav", b"f")),
    ):
        telling.event(event)
    telling.flush()
    seen = [(each["item"], each["data"], each.get("append")) for each in told if "data" in each]
    assert seen == [
        *((0, "YQ==", None), (0, "Yg==", True), (0, "Yw==", True), (1, "eA==", None)),
        *((0, "ZA==", True), (0, "Zg==", None)),
    ]
    assert sum("done" in each for each in told) == 1
