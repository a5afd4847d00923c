"""Working at jobs: workers take them, tell of them, give signs of life, end them."""

import json
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from muse import processes
from muse.library.database import Database
from muse.library.job import Job, Lane, State, job_of

ATTEMPTS = 3
"""How often a job is begun; one whose worker died that often has failed."""

HEARTBEAT = 5.0
"""Seconds between two signs of life of a worker."""

_SILENT = 60.0
"""Seconds without a sign of life after which a worker on another machine counts as gone."""


class JobWork:
    """What workers do with the jobs of a library, several processes at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._claims = -1

    def claim(self, lanes: Sequence[Lane]) -> Job | None:
        """Take the next job for this process: clients in turn, within one by priority, then age.

        Lanes are looked at in turn, so that none of them waits for another to be empty.
        """
        self._claims += 1
        first = self._claims % max(1, len(lanes))
        for lane in (*lanes[first:], *lanes[:first]):
            job = self._claim(lane)
            if job is not None:
                return job
        return None

    def _claim(self, lane: str) -> Job | None:
        next_of = (
            "SELECT j.seq FROM jobs j WHERE j.state = 'queued' AND j.lane = ?1"
            " AND j.client = c.client ORDER BY j.priority DESC, j.seq LIMIT 1"
        )
        if not self._database.rows(
            "SELECT 1 FROM jobs WHERE state = 'queued' AND lane = ? LIMIT 1", (lane,)
        ):
            return None
        now = time.time()
        with self._database.write() as db:
            row = db.execute(
                "UPDATE jobs SET state = 'running', attempt = attempt + 1, owner = ?2,"
                " heartbeat = ?3, started = coalesce(started, ?3), cancelling = NULL"
                f" WHERE seq = (SELECT ({next_of}) AS next FROM clients c WHERE next IS NOT NULL"
                " ORDER BY c.turn, c.client LIMIT 1) RETURNING *",
                (lane, processes.mark(), now),
            ).fetchone()
            if row is None:
                return None
            job = job_of(row)
            db.execute(
                "UPDATE clients SET turn = (SELECT max(turn) + 1 FROM clients) WHERE client = ?",
                (job.client,),
            )
            put_event(db, job.seq, "started", {"attempt": job.attempt}, now)
        return job

    def tell(self, job: Job, events: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        """Keep what a job tells, if it is this process's still."""
        now = time.time()
        with self._database.write() as db:
            if is_mine(db, job):
                for kind, data in events:
                    put_event(db, job.seq, kind, data, now)

    def beat(self, job: Job) -> bool:
        """Give a sign of life; return what `is_cancelled` does."""
        with self._database.write() as db:
            db.execute(
                "UPDATE jobs SET heartbeat = ? WHERE seq = ? AND owner = ?",
                (time.time(), job.seq, processes.mark()),
            )
        return self.is_cancelled(job)

    def is_cancelled(self, job: Job) -> bool:
        """Whether a job that runs here is to be cancelled, or isn't ours any more."""
        rows = self._database.rows(
            "SELECT 1 FROM jobs WHERE seq = ? AND owner = ? AND state = 'running'"
            " AND cancelling IS NULL",
            (job.seq, processes.mark()),
        )
        return not rows

    def end(self, job: Job, state: State, error: str | None = None, *, wrong: bool = False) -> None:
        """Record how a job of this process ended; `wrong` says that the request was."""
        now = time.time()
        with self._database.write(durable=True) as db:
            if is_mine(db, job):
                put_end(db, job.seq, state, error, now, wrong=wrong)

    def give_back(self, job: Job, why: str) -> None:
        """Queue a job of this process again, as if it hadn't been begun, or end a cancelled one."""
        with self._database.write() as db:
            if is_mine(db, job):
                now = time.time()
                ended = "SELECT 1 FROM jobs WHERE seq = ? AND cancelling IS NOT NULL"
                if db.execute(ended, (job.seq,)).fetchone():
                    put_end(db, job.seq, "cancelled", None, now)
                    return
                db.execute(
                    "UPDATE jobs SET state = 'queued', owner = NULL, attempt = attempt - 1"
                    " WHERE seq = ?",
                    (job.seq,),
                )
                put_event(db, job.seq, "requeued", {"why": why}, now)

    def lose(self, job: Job) -> State:
        """Queue a job of this process again whose worker elsewhere died; return its state.

        One that was to be cancelled is, and one that was begun ATTEMPTS times has failed.
        """
        with self._database.write(durable=True) as db:
            if is_mine(db, job):
                row = db.execute("SELECT * FROM jobs WHERE seq = ?", (job.seq,)).fetchone()
                _lose(db, job_of(row), time.time())
            row = db.execute("SELECT state FROM jobs WHERE seq = ?", (job.seq,)).fetchone()
        state: State = row["state"] if row is not None else "cancelled"
        return state


def reclaim(db: sqlite3.Connection, gone: Callable[[str, float], bool]) -> None:
    """Queue the jobs of workers that are gone again; those begun too often have failed."""
    now = time.time()
    for row in db.execute("SELECT * FROM jobs WHERE state = 'running'").fetchall():
        job = job_of(row)
        if not is_lost(job.owner or "", job.heartbeat or 0.0, gone):
            continue
        _lose(db, job, now)


def _lose(db: sqlite3.Connection, job: Job, now: float) -> None:
    """Queue a job again whose worker died; one that was begun too often has failed."""
    if job.cancelling is not None:
        put_end(db, job.seq, "cancelled", None, now)
    elif job.attempt >= ATTEMPTS:
        put_end(db, job.seq, "failed", f"its worker died {job.attempt} times", now)
    else:
        db.execute("UPDATE jobs SET state = 'queued', owner = NULL WHERE seq = ?", (job.seq,))
        put_event(db, job.seq, "requeued", {"why": "its worker died"}, now)


def is_lost(owner: str, beat: float, gone: Callable[[str, float], bool]) -> bool:
    """Whether a worker is gone; one on another machine is, when it gives no sign of life."""
    silent = time.time() - beat > _SILENT
    return gone(owner, beat) or (silent and not processes.is_here(owner))


def is_mine(db: sqlite3.Connection, job: Job) -> bool:
    """Whether a job is at work in this process."""
    query = "SELECT 1 FROM jobs WHERE seq = ? AND state = 'running' AND owner = ?"
    return db.execute(query, (job.seq, processes.mark())).fetchone() is not None


def put_end(
    db: sqlite3.Connection,
    seq: int,
    state: State,
    error: str | None,
    now: float,
    *,
    wrong: bool = False,
) -> None:
    """Record that a job is over, and tell it."""
    db.execute(
        "UPDATE jobs SET state = ?, error = ?, ended = ?, owner = NULL WHERE seq = ?",
        (state, error, now, seq),
    )
    told: dict[str, Any] = {"error": error} if error else {}
    put_event(db, seq, state, {**told, "wrong": True} if wrong else told, now)


def put_event(
    db: sqlite3.Connection, seq: int, kind: str, data: Mapping[str, Any], now: float
) -> None:
    """Keep an event of a job as its next."""
    db.execute(
        "INSERT INTO events SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4 FROM events"
        " WHERE job = ?1",
        (seq, now, kind, json.dumps(data, ensure_ascii=False)),
    )
