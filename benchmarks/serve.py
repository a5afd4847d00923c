"""The server in figures: `python benchmarks/serve.py [SECTION...]`.

Each section is a row or more with its aim; all are run when none is named. It takes some ten
minutes:

    kills     the server and its workers killed at random moments: jobs lost, artifacts made twice
    power     the power cut at random moments: copies of the database and its log, as SQLite left it
    latency   how long it takes to queue, to answer, to begin and to cancel, with 10,000 waiting
    rest      what the server takes at rest, and until its first answer
    workers   two workers against one
    streams   event streams that break off and go on at random moments
    crowd     32 clients at once
"""

import asyncio
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import httpx2 as httpx

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.figures import Row  # noqa: E402

JOBS, KILLS, OF_WORKERS = 300, 5, 5
CUTS = 40
WAITING = 10_000
RECONNECTS = 10_000
CLIENTS, SECONDS = 32, 60.0
REQUESTS = (
    {"medium": "image", "condition": {"prompt": "a lake at dawn", "width": 96, "height": 96}},
    {"medium": "music", "condition": {"prompt": "a short happy tune", "bars": 4}},
    {"medium": "text", "generator": "grammar", "condition": {"prompt": "a poem of rain"}},
)
"""A run of each generator without weights; a seed is added."""


class Server:
    """`muse serve` as a process, in a home of its own."""

    def __init__(self, home: Path, *options: str) -> None:
        self.home = home
        self._options = options
        self.process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> float:
        """Start it and return after how many seconds it answered."""
        began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "muse", "serve", "--port", "0", "-q", *self._options],
            env={**os.environ, "MUSE_HOME": str(self.home), "OMP_NUM_THREADS": "1"},
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stderr is not None
        for line in self.process.stderr:
            found = re.search(r"http://\S+:\d+", line)
            if found:
                self.url = found[0]
                break
        else:
            raise RuntimeError("it didn't start")
        threading.Thread(target=_drain, args=[self.process.stderr], daemon=True).start()
        while True:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/healthz").status_code == 200:
                    return time.monotonic() - began
            time.sleep(0.002)

    def workers(self) -> list[int]:
        """Return the numbers of its worker processes."""
        assert self.process is not None
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        found = []
        for each in path.parent.parent.glob("*/children"):
            with suppress(OSError):
                found += [int(part) for part in each.read_text().split()]
        return found

    def kill(self) -> None:
        """Kill it, and leave its workers to find that out."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Tell it to end and return its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def _drain(stream: IO[str]) -> None:
    with stream:
        stream.read()


@contextmanager
def serving(*options: str) -> Iterator[Server]:
    """Run a server for a while, in a passing home."""
    folder = Path(tempfile.mkdtemp(prefix="muse-bench-"))
    (folder / "config").mkdir()
    settings = f"[plugins.server]\nqueue = {2 * WAITING}\n"
    (folder / "config" / "config.toml").write_text(settings)
    server = Server(folder, *options)
    try:
        server.start()
        yield server
    finally:
        if server.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def ask(client: httpx.Client, server: Server, number: int, **more: Any) -> str:
    """Ask for a run and return its id; the same number is the same run, sent once or often."""
    body = json.loads(json.dumps(REQUESTS[number % len(REQUESTS)]))
    body["condition"]["seed"] = number
    body |= more
    headers = {"idempotency-key": f"run-{number}", "x-muse-client": f"client-{number % 7}"}
    while True:
        try:
            answer = client.post(f"{server.url}/api/v1/runs", json=body, headers=headers)
            answer.raise_for_status()
            return str(answer.json()["id"])
        except (httpx.TransportError, httpx.HTTPStatusError):
            time.sleep(0.05)  # it is killed at times


def query(home: Path, text: str) -> list[Any]:
    """Ask the library's database."""
    with closing(sqlite3.connect(home / "data" / "library.sqlite3", timeout=30)) as db:
        return db.execute(text).fetchall()


# -- kills


def kills(
    jobs: int = JOBS, servers: int = KILLS, workers: int = OF_WORKERS, settle: float = 5.0
) -> list[Row]:
    """Kill the server and its workers while runs are asked for and made."""
    draw = random.Random(7)
    with serving("--workers", "2") as server:
        ids: list[str] = []

        def asking() -> None:
            with httpx.Client(timeout=30) as client:
                ids.extend(ask(client, server, number) for number in range(jobs))

        thread = threading.Thread(target=asking)
        thread.start()
        plan = ["server"] * servers + ["worker"] * workers
        draw.shuffle(plan)
        stuck = 0
        for what in plan:
            time.sleep(draw.uniform(0.3, 2.0))
            if what == "worker":
                for number in draw.sample(server.workers(), min(1, len(server.workers()))):
                    with suppress(ProcessLookupError):
                        os.kill(number, signal.SIGKILL)
                continue
            server.kill()
            before = time.time()
            server.start()
            time.sleep(settle)
            stuck += query(
                server.home,
                f"SELECT count(*) FROM jobs WHERE state = 'running' AND heartbeat < {before - 1}",
            )[0][0]
        thread.join()
        end = time.monotonic() + 600
        while time.monotonic() < end:
            left = query(
                server.home, "SELECT count(*) FROM jobs WHERE state IN ('queued', 'running')"
            )
            if not left[0][0]:
                break
            time.sleep(0.2)
        states = Counter(row[0] for row in query(server.home, "SELECT state FROM jobs"))
        known = {row[0] for row in query(server.home, "SELECT id FROM jobs")}
        made = query(
            server.home,
            "SELECT runs.id, count(*) FROM artifacts JOIN runs ON runs.seq = run GROUP BY run",
        )
        told = query(
            server.home,
            "SELECT jobs.id, count(*) FROM events JOIN jobs ON jobs.seq = job"
            " WHERE kind = 'artifact' GROUP BY job",
        )
        torn = sum(not _is_whole(server.home, *row) for row in query(
            server.home, "SELECT sha256, suffix FROM files"
        ))  # fmt: skip
        server.stop()
    return [
        Row("runs asked for", len(ids), "==", jobs),
        Row("runs lost", len(set(ids) - known), "==", 0),
        Row("runs done", states["done"], "==", jobs),
        Row("runs with one artifact", sum(n == 1 for _, n in made), "==", jobs),
        Row("runs that told of one artifact", sum(n == 1 for _, n in told), "==", jobs),
        Row("files torn or missing", torn, "==", 0),
        Row(f"running {settle:g} s after a start, of a dead worker", stuck, "==", 0),
    ]


def _is_whole(home: Path, sha256: str, suffix: str) -> bool:
    import hashlib

    path = home / "data" / "files" / sha256[:2] / f"{sha256}{suffix}"
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


# -- power


def power(cuts: int = CUTS) -> list[Row]:
    """Cut the power: take what SQLite had on the disk at a moment, and start from that.

    A row that was answered for must be there; the copy is of the database and its log, taken while
    they are written.
    """
    draw = random.Random(11)
    lost = broken = 0
    with serving("--workers", "2") as server:
        answered: list[tuple[float, str]] = []
        over = threading.Event()

        def asking() -> None:
            with httpx.Client(timeout=30) as client:
                number = 0
                while not over.is_set():
                    id = ask(client, server, number)
                    answered.append((time.monotonic(), id))
                    number += 1

        thread = threading.Thread(target=asking)
        thread.start()
        folder = server.home / "data"
        while not answered:
            time.sleep(0.01)
        copies = []
        for cut in range(cuts):
            time.sleep(draw.uniform(0.02, 0.3))
            copy = server.home / f"cut-{cut}"
            copy.mkdir()
            moment = time.monotonic()
            # The log after the file: what a checkpoint moves meanwhile is in the log still.
            for name in ("library.sqlite3", "library.sqlite3-wal"):
                shutil.copyfile(folder / name, copy / name)
            copies.append((moment, copy))
        over.set()
        thread.join()
        for moment, copy in copies:
            try:
                with closing(sqlite3.connect(copy / "library.sqlite3")) as db:
                    if db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                        broken += 1
                        continue
                    known = {row[0] for row in db.execute("SELECT id FROM jobs")}
            except sqlite3.DatabaseError:
                broken += 1
                continue
            lost += len({id for when, id in answered if when < moment} - known)
    return [
        Row("power cuts", len(copies), ">=", cuts),
        Row("databases broken", broken, "==", 0),
        Row("answered runs lost", lost, "==", 0),
    ]


# -- latency


def latency() -> list[Row]:
    """Queue with 10,000 waiting; begin with an idle worker; cancel each generator."""
    rows = []
    with serving("--workers", "0") as server, httpx.Client(timeout=60) as client:
        ask(client, server, 10**6)  # which makes the library
        _fill(server.home, WAITING)
        durable, answered = [], []
        for number in range(200):
            began = time.monotonic()
            ask(client, server, number)
            answered.append(time.monotonic() - began)
        from muse import Host
        from muse.library.jobs import Jobs, New

        with Host(library=server.home / "data") as host:
            jobs = Jobs(host.library.database)
            for number in range(200):
                began = time.monotonic()
                jobs.add(New("image", "image.sketch", "light", {"seed": number}))
                durable.append(time.monotonic() - began)
        rows += [
            Row("queued durably, p95 (ms), 10,000 wait", _p(durable, 95), "<=", 15),
            Row("answered 202, p95 (ms), 10,000 wait", _p(answered, 95), "<=", 30),
        ]
    with serving("--workers", "1") as server, httpx.Client(timeout=60) as client:
        _done(client, server, ask(client, server, 0))  # the worker has imported the painter
        first = []
        for number in range(1, 61):
            time.sleep(0.05)
            began = time.monotonic()
            id = ask(client, server, 3 * number)
            first.append(_first_event(client, server, id, "started") - began)
            _done(client, server, id)
        rows.append(Row("asked to first event, p50 (ms)", _p(first, 50), "<=", 30))
        large = {"prompt": "a forest with mountains", "width": 2048, "height": 2048, "count": 4}
        long = {"prompt": "a long symphony", "bars": 200, "count": 20}
        for name, body in (("image", large), ("music", long)):
            times = []
            for seed in range(5):
                sent = {"medium": name, "condition": {**body, "seed": seed}}
                id = client.post(f"{server.url}/api/v1/runs", json=sent).json()["id"]
                _first_event(client, server, id, "progress")
                time.sleep(0.3)
                began = time.monotonic()
                client.post(f"{server.url}/api/v1/runs/{id}/cancel")
                times.append(_first_event(client, server, id, "cancelled") - began)
            rows.append(Row(f"cancelled, {name}, p95 (ms)", _p(times, 95), "<=", 300))
    return rows


def _fill(home: Path, count: int) -> None:
    """Let jobs wait that nobody takes."""
    with sqlite3.connect(home / "data" / "library.sqlite3", timeout=30) as db:
        db.executemany(
            "INSERT INTO jobs (id, created, target, generator, medium, lane, asked, formats, state,"
            " priority, client, request) VALUES (?, ?, 'image', 'image.sketch', 'image', 'light',"
            " '{}', '', 'queued', 0, ?, '')",
            [(f"fill{number:08}", time.time(), f"client-{number % 50}") for number in range(count)],
        )
        db.execute("INSERT OR IGNORE INTO clients SELECT DISTINCT client, 0 FROM jobs")


def _first_event(client: httpx.Client, server: Server, id: str, kind: str) -> float:
    """Return when an event of a kind came."""
    with client.stream("GET", f"{server.url}/api/v1/runs/{id}/events") as answer:
        for line in answer.iter_lines():
            if line == f"event: {kind}":
                return time.monotonic()
    raise RuntimeError(f"{id} told of no {kind}")


def _done(client: httpx.Client, server: Server, id: str) -> dict[str, Any]:
    with client.stream("GET", f"{server.url}/api/v1/runs/{id}/events") as answer:
        answer.read()
    found: dict[str, Any] = client.get(f"{server.url}/api/v1/runs/{id}").json()
    assert found["state"] == "done", found
    return found


def _p(seconds: Sequence[float], percent: int) -> float:
    """Return a percentile in milliseconds."""
    ordered = sorted(seconds)
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1e3, 1)


# -- rest, workers


def rest() -> list[Row]:
    """Start the server a few times, and look what it takes."""
    starts, memory = [], []
    for _ in range(5):
        with serving("--workers", "1") as server:
            server.stop()
            starts.append(server.start())
            time.sleep(1)
            assert server.process is not None
            status = Path(f"/proc/{server.process.pid}/status").read_text()
            memory.append(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024)  # type: ignore[index]
            _stopped_well(server)
    return [
        Row("start to first answer, median (s)", round(statistics.median(starts), 2), "<=", 1.2),
        Row("memory at rest (MB)", round(max(memory)), "<=", 80),
    ]


def _stopped_well(server: Server) -> None:
    code = server.stop()
    assert code == 0, f"it ended with {code}"


def workers() -> list[Row]:
    """Make the same 16 pictures with one worker and with two."""
    seconds = {}
    for count in (1, 2):
        with serving("--workers", str(count)) as server, httpx.Client(timeout=120) as client:
            body = {"prompt": "a lake at dawn", "width": 512, "height": 512}
            asked = [{"medium": "image", "condition": {**body, "seed": n}} for n in range(20)]
            for each in asked[16:]:  # each worker has imported the painter
                client.post(f"{server.url}/api/v1/runs", json=each)
            _until_over(client, server)
            began = time.monotonic()
            for each in asked[:16]:
                client.post(f"{server.url}/api/v1/runs", json=each)
            _until_over(client, server)
            seconds[count] = time.monotonic() - began
    return [Row("two workers / one, 16 pictures", round(seconds[2] / seconds[1], 2), "<=", 0.6)]


def _until_over(client: httpx.Client, server: Server) -> None:
    while True:
        counts = client.get(f"{server.url}/api/v1/runs?limit=1").json()["counts"]
        if not counts.get("queued", 0) + counts.get("running", 0):
            return
        time.sleep(0.02)


# -- streams


def streams(reconnects: int = RECONNECTS) -> list[Row]:
    """Break event streams off after a random number of events, and go on from there."""
    return asyncio.run(_streams(reconnects))


async def _streams(reconnects: int) -> list[Row]:
    wrong = done = 0
    draw = random.Random(3)
    with serving("--workers", "1") as server:
        with httpx.Client(timeout=60) as client:
            ids = [ask(client, server, number) for number in range(60)]
        async with httpx.AsyncClient(timeout=60) as client:

            async def follow(id: str, breaks: int) -> list[int]:
                nonlocal done
                seen: list[int] = []
                over = False
                while not over:
                    headers = {"last-event-id": str(seen[-1])} if seen else {}
                    left = draw.choice((0, 1, 1, 2, 3)) if breaks > 0 else 10**6
                    breaks -= 1
                    url = f"{server.url}/api/v1/runs/{id}/events"
                    async with client.stream("GET", url, headers=headers) as answer:
                        number, kind = 0, ""
                        async for line in answer.aiter_lines():
                            name, _, value = line.partition(": ")
                            if name == "id":
                                number = int(value)
                            elif name == "event":
                                kind = value
                            elif not line and number:
                                seen.append(number)
                                over = kind in ("done", "failed", "cancelled")
                                number, left = 0, left - 1
                            if left <= 0 and not number:
                                break
                    done += 1
                return seen

            queue = list(ids)
            while done < reconnects:
                chosen = [draw.choice(queue) for _ in range(8)]
                for seen in await asyncio.gather(*(follow(id, 12) for id in chosen)):
                    wrong += seen != list(range(1, len(seen) + 1))
    return [
        Row("event streams broken off and taken up again", done, ">=", reconnects),
        Row("streams with a gap, a repeat or another order", wrong, "==", 0),
    ]


# -- crowd


def crowd(seconds: float = SECONDS) -> list[Row]:
    """Let 32 clients ask for runs, and look at them, as fast as they can."""
    return asyncio.run(_crowd(seconds))


async def _crowd(seconds: float) -> list[Row]:
    codes: Counter[int] = Counter()
    looks: list[float] = []
    with serving("--workers", "1") as server:
        end = time.monotonic() + seconds

        async def one(number: int) -> None:
            async with httpx.AsyncClient(timeout=60) as client:
                ids: list[str] = []
                count = 0
                while time.monotonic() < end:
                    if count % 20 == 0:
                        body = json.loads(json.dumps(REQUESTS[count % 3]))
                        body["condition"]["seed"] = number * 10_000 + count
                        headers = {"x-muse-client": f"client-{number}"}
                        answer = await client.post(
                            f"{server.url}/api/v1/runs", json=body, headers=headers
                        )
                        if answer.status_code == 202:
                            ids.append(answer.json()["id"])
                    else:
                        began = time.monotonic()
                        answer = await client.get(f"{server.url}/api/v1/runs/{ids[-1]}")
                        looks.append(time.monotonic() - began)
                    codes[answer.status_code] += 1
                    count += 1
                    await asyncio.sleep(0.2)

        await asyncio.gather(*(one(number) for number in range(CLIENTS)))
    errors = sum(n for code, n in codes.items() if code not in (200, 202, 429))
    return [
        Row("answers", sum(codes.values()), ">=", 1000),
        Row("errors", errors, "==", 0),
        Row("GET of a run, p99 (ms), 32 clients", _p(looks, 99), "<=", 50),
    ]


SECTIONS: dict[str, Callable[[], list[Row]]] = {
    each.__name__: each for each in (kills, power, latency, rest, workers, streams, crowd)
}


def main(names: Sequence[str]) -> int:
    """Run sections and print their rows; 1 where an aim is missed."""
    bad = 0
    for name in names or SECTIONS:
        for row in SECTIONS[name]():
            print(
                f"{'ok  ' if row.good else 'MISS'} {row.name}: {row.value:g} {row.sign} {row.aim:g}"
            )
            sys.stdout.flush()
            bad += not row.good
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
