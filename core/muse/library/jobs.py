"""Jobs: runs that wait for a worker, in the library's database, and what they tell as they work.

A job's id becomes the id of its run, so a job that is begun again goes on with what its run has:
attempts at least once, artifacts exactly once.
"""

import json
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from muse import processes
from muse.errors import MuseError, NotFound, RequestError
from muse.library.database import Database
from muse.library.ids import new_id

State: TypeAlias = Literal["queued", "running", "done", "failed", "cancelled"]
Lane: TypeAlias = Literal["light", "device"]

OVER = frozenset(("done", "failed", "cancelled"))
"""The states that a job doesn't leave by itself."""

ATTEMPTS = 3
"""How often a job is begun; one whose worker died that often has failed."""

HEARTBEAT = 5.0
"""Seconds between two signs of life of a worker."""

_SILENT = 60.0
"""Seconds without a sign of life after which a worker on another machine counts as gone."""

_KEYS = processes.DAY
"""Seconds for which the key of a request is remembered."""


class QueueFull(MuseError):
    """As many jobs wait as may; try again later."""


class WrongState(RequestError):
    """A job is over, or at work, and can't take what was asked of it."""


class KeyTaken(RequestError):
    """The key of a request was used for another one."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is kept; times are seconds since 1970, `asked` are the fields as they were set.

    `target` is what was asked for (a medium, or `medium.name`), `generator` what that meant then.
    `lane` says which workers may take it: those that hold a device, or any. `seed` was drawn when
    it was queued; None where one was asked for.
    """

    seq: int
    id: str
    created: float
    target: str
    generator: str
    medium: str
    lane: str
    asked: dict[str, Any]
    formats: tuple[str, ...]
    state: str
    priority: int
    client: str
    request: str
    seed: int | None
    attempt: int
    owner: str | None
    heartbeat: float | None
    cancelling: float | None
    started: float | None
    ended: float | None
    error: str | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in OVER


@dataclass(frozen=True, slots=True)
class JobEvent:
    """What a job told: the `seq`-th of its events, from 1."""

    seq: int
    created: float
    kind: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class New:
    """A job to be queued; `key` (of a client) makes a repeated request the same job."""

    target: str
    generator: str
    lane: Lane
    asked: Mapping[str, Any]
    formats: Sequence[str] = ()
    priority: int = 0
    client: str = "local"
    request: str = ""
    seed: int | None = None
    key: str | None = None


class Jobs:
    """The jobs of a library; several processes add, claim and watch them at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._claims = -1

    # -- asking for work

    def add(self, new: New, *, most: int | None = None) -> Job:
        """Queue a job, on the disk when this returns, and return it.

        QueueFull when `most` wait already. The same key of the same client gives the job that
        there is; KeyTaken where that was asked for something else.
        """
        asked = json.dumps(new.asked, ensure_ascii=False, sort_keys=True)
        body = json.dumps([new.target, asked, list(new.formats)])
        now = time.time()
        with self._database.write(durable=True) as db:
            if new.key is not None:
                known = _of_key(db, new.client, new.key, body, now)
                if known is not None:
                    return known
            if most is not None:
                query = "SELECT count(*) FROM jobs WHERE state = 'queued'"
                if db.execute(query).fetchone()[0] >= most:
                    raise QueueFull(f"{most:,} jobs wait already", hint="try again later")
            id = new_id()
            cursor = db.execute(
                "INSERT INTO jobs (id, created, target, generator, medium, lane, asked, formats,"
                " state, priority, client, request, seed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?)",
                (
                    *(id, now, new.target, new.generator, new.generator.partition(".")[0]),
                    *(new.lane, asked, " ".join(new.formats), new.priority, new.client),
                    *(new.request, new.seed),
                ),
            )
            seq = int(cursor.lastrowid or 0)
            _tell(db, seq, "queued", {}, now)
            db.execute(
                "INSERT OR IGNORE INTO clients SELECT ?, coalesce(max(turn), 0) FROM clients",
                (new.client,),
            )
            if new.key is not None:
                db.execute(
                    "INSERT INTO keys VALUES (?, ?, ?, ?, ?)", (new.client, new.key, body, id, now)
                )
            return _job(db.execute("SELECT * FROM jobs WHERE seq = ?", (seq,)).fetchone())

    def cancel(self, id: str) -> Job:
        """Cancel a job that waits, or ask the worker of one that runs to stop; return it."""
        job = self.find(id)
        with self._database.write() as db:
            now = time.time()
            changed = db.execute(
                "UPDATE jobs SET state = 'cancelled', ended = ? WHERE seq = ? AND state = 'queued'",
                (now, job.seq),
            ).rowcount
            if changed:
                _tell(db, job.seq, "cancelled", {}, now)
            db.execute(
                "UPDATE jobs SET cancelling = coalesce(cancelling, ?)"
                " WHERE seq = ? AND state = 'running'",
                (now, job.seq),
            )
        return self.find(job.id)

    def retry(self, id: str) -> Job:
        """Queue a job that failed or was cancelled once more; return it. What it made stays."""
        job = self.find(id)
        with self._database.write(durable=True) as db:
            changed = db.execute(
                "UPDATE jobs SET state = 'queued', attempt = 0, owner = NULL, cancelling = NULL,"
                " started = NULL, ended = NULL, error = NULL"
                " WHERE seq = ? AND state IN ('failed', 'cancelled')",
                (job.seq,),
            ).rowcount
            if changed:
                _tell(db, job.seq, "requeued", {"why": "it was asked for again"}, time.time())
        if not changed:
            hint = "one that failed or was cancelled can be retried"
            raise WrongState(f"job {job.id} is {job.state}", hint=hint)
        return self.find(job.id)

    def prioritise(self, id: str, priority: int) -> Job:
        """Give a job that waits another priority, and return it; the higher is made first."""
        job = self.find(id)
        with self._database.write(durable=True) as db:
            changed = db.execute(
                "UPDATE jobs SET priority = ? WHERE seq = ? AND state = 'queued'",
                (priority, job.seq),
            ).rowcount
        if not changed:
            raise WrongState(f"job {job.id} is {job.state}", hint="one that waits can be moved")
        return self.find(job.id)

    def clear(self, before: float | None = None) -> int:
        """Forget the jobs that are over (those that ended before a time); return how many.

        What they made stays in the library.
        """
        with self._database.write() as db:
            over = (
                "SELECT seq FROM jobs WHERE state IN ('done', 'failed', 'cancelled')"
                " AND coalesce(ended, 0) <= ?"
            )
            until = (time.time() if before is None else before,)
            db.execute(f"DELETE FROM events WHERE job IN ({over})", until)
            db.execute("DELETE FROM keys WHERE created < ?", (time.time() - _KEYS,))
            return db.execute(f"DELETE FROM jobs WHERE seq IN ({over})", until).rowcount

    def tidy(self) -> None:
        """Drop previews of jobs that ended a day ago, and keys that are remembered no longer."""
        before = time.time() - processes.DAY
        with self._database.write() as db:
            db.execute("DELETE FROM keys WHERE created < ?", (time.time() - _KEYS,))
            db.execute(
                "DELETE FROM events WHERE kind IN ('preview', 'progress') AND created < ?"
                " AND job IN (SELECT seq FROM jobs WHERE ended < ?)",
                (before, before),
            )
            db.execute(
                "DELETE FROM clients WHERE client NOT IN"
                " (SELECT client FROM jobs WHERE state IN ('queued', 'running'))"
            )

    # -- looking

    def find(self, id: str) -> Job:
        """Return the job that an id names; RequestError when there is none."""
        rows = self._database.rows("SELECT * FROM jobs WHERE id = ?", (id.strip().lower(),))
        if not rows:
            raise NotFound(f"there is no job {id[:40]!r}", hint="muse jobs lists them")
        return _job(rows[0])

    def listed(
        self, *, states: Sequence[str] = (), before: int | None = None, limit: int = 50
    ) -> list[Job]:
        """Return jobs, the newest first; those older than number `before`, of these states."""
        marks = ", ".join("?" * len(states))
        where = f"AND state IN ({marks})" if states else ""
        rows = self._database.rows(
            f"SELECT * FROM jobs WHERE seq < ? {where} ORDER BY seq DESC LIMIT ?",
            (2**62 if before is None else before, *states, limit),
        )
        return [_job(row) for row in rows]

    def count(self) -> dict[str, int]:
        """Return state -> how many jobs have it."""
        rows = self._database.rows("SELECT state, count(*) FROM jobs GROUP BY state")
        return {row[0]: row[1] for row in rows}

    def waiting(self) -> dict[str, int]:
        """Return lane -> how many jobs wait for its workers."""
        rows = self._database.rows(
            "SELECT lane, count(*) FROM jobs WHERE state = 'queued' GROUP BY lane"
        )
        return {row[0]: row[1] for row in rows}

    def oldest_wait(self) -> float:
        """Return for how many seconds the oldest job has waited; 0 where none does."""
        rows = self._database.rows("SELECT min(created) FROM jobs WHERE state = 'queued'")
        oldest = rows[0][0] if rows else None
        return 0.0 if oldest is None else max(0.0, time.time() - oldest)

    def durations(self) -> tuple[tuple[int, float], dict[str, tuple[int, float]]]:
        """Return how long jobs waited, and by generator how long they took: count, seconds."""
        waits = self._database.rows(
            "SELECT count(*), coalesce(sum(max(started - created, 0)), 0) FROM jobs"
            " WHERE started IS NOT NULL"
        )
        times = self._database.rows(
            "SELECT generator, count(*), sum(max(ended - started, 0)) FROM jobs"
            " WHERE started IS NOT NULL AND ended IS NOT NULL GROUP BY generator"
        )
        wait = (waits[0][0], waits[0][1]) if waits else (0, 0.0)
        return wait, {row[0]: (row[1], row[2]) for row in times}

    def last(self, job: Job, kind: str) -> JobEvent | None:
        """Return the last event of a kind that a job told; None where there is none."""
        rows = self._database.rows(
            "SELECT seq, created, kind, data FROM events WHERE job = ? AND kind = ?"
            " ORDER BY seq DESC LIMIT 1",
            (job.seq, kind),
        )
        return _event(rows[0]) if rows else None

    def events(
        self, job: Job, after: int = 0, limit: int = 1000, kind: str | None = None
    ) -> list[JobEvent]:
        """Return what a job told after its event `after`, in order; of one kind, if it is given."""
        rows = self._database.rows(
            "SELECT seq, created, kind, data FROM events WHERE job = ?1 AND seq > ?2"
            " AND (?4 IS NULL OR kind = ?4) ORDER BY seq LIMIT ?3",
            (job.seq, after, limit, kind),
        )
        return [_event(row) for row in rows]

    # -- working

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
            job = _job(row)
            db.execute(
                "UPDATE clients SET turn = (SELECT max(turn) + 1 FROM clients) WHERE client = ?",
                (job.client,),
            )
            _tell(db, job.seq, "started", {"attempt": job.attempt}, now)
        return job

    def tell(self, job: Job, events: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        """Keep what a job tells, if it is this process's still."""
        now = time.time()
        with self._database.write() as db:
            if _is_mine(db, job):
                for kind, data in events:
                    _tell(db, job.seq, kind, data, now)

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
            if _is_mine(db, job):
                _end(db, job.seq, state, error, now, wrong=wrong)

    def give_back(self, job: Job, why: str) -> None:
        """Queue a job of this process again, as if it hadn't been begun, or end a cancelled one."""
        with self._database.write() as db:
            if _is_mine(db, job):
                now = time.time()
                ended = "SELECT 1 FROM jobs WHERE seq = ? AND cancelling IS NOT NULL"
                if db.execute(ended, (job.seq,)).fetchone():
                    _end(db, job.seq, "cancelled", None, now)
                    return
                db.execute(
                    "UPDATE jobs SET state = 'queued', owner = NULL, attempt = attempt - 1"
                    " WHERE seq = ?",
                    (job.seq,),
                )
                _tell(db, job.seq, "requeued", {"why": why}, now)


def reclaim(db: sqlite3.Connection, gone: Callable[[str, float], bool]) -> None:
    """Queue the jobs of workers that are gone again; those begun too often have failed."""
    now = time.time()
    for row in db.execute("SELECT * FROM jobs WHERE state = 'running'").fetchall():
        job = _job(row)
        if not is_lost(job.owner or "", job.heartbeat or 0.0, gone):
            continue
        if job.cancelling is not None:
            _end(db, job.seq, "cancelled", None, now)
        elif job.attempt >= ATTEMPTS:
            _end(db, job.seq, "failed", f"its worker died {job.attempt} times", now)
        else:
            db.execute("UPDATE jobs SET state = 'queued', owner = NULL WHERE seq = ?", (job.seq,))
            _tell(db, job.seq, "requeued", {"why": "its worker died"}, now)


def is_lost(owner: str, beat: float, gone: Callable[[str, float], bool]) -> bool:
    """Whether a worker is gone; one on another machine is, when it gives no sign of life."""
    silent = time.time() - beat > _SILENT
    return gone(owner, beat) or (silent and not processes.is_here(owner))


def _event(row: sqlite3.Row) -> JobEvent:
    return JobEvent(row[0], row[1], row[2], json.loads(row[3]))


def _is_mine(db: sqlite3.Connection, job: Job) -> bool:
    query = "SELECT 1 FROM jobs WHERE seq = ? AND state = 'running' AND owner = ?"
    return db.execute(query, (job.seq, processes.mark())).fetchone() is not None


def _end(
    db: sqlite3.Connection,
    seq: int,
    state: State,
    error: str | None,
    now: float,
    *,
    wrong: bool = False,
) -> None:
    db.execute(
        "UPDATE jobs SET state = ?, error = ?, ended = ?, owner = NULL WHERE seq = ?",
        (state, error, now, seq),
    )
    told: dict[str, Any] = {"error": error} if error else {}
    _tell(db, seq, state, {**told, "wrong": True} if wrong else told, now)


def _tell(db: sqlite3.Connection, seq: int, kind: str, data: Mapping[str, Any], now: float) -> None:
    db.execute(
        "INSERT INTO events SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4 FROM events"
        " WHERE job = ?1",
        (seq, now, kind, json.dumps(data, ensure_ascii=False)),
    )


def _of_key(db: sqlite3.Connection, client: str, key: str, body: str, now: float) -> Job | None:
    row = db.execute(
        "SELECT body, job FROM keys WHERE client = ? AND key = ? AND created > ?",
        (client, key, now - _KEYS),
    ).fetchone()
    if row is None:
        db.execute("DELETE FROM keys WHERE client = ? AND key = ?", (client, key))
        return None
    if row["body"] != body:
        raise KeyTaken(f"the key {key[:40]!r} was used for another request", hint="take a new one")
    found = db.execute("SELECT * FROM jobs WHERE id = ?", (row["job"],)).fetchone()
    if found is None:  # it was cleared
        db.execute("DELETE FROM keys WHERE client = ? AND key = ?", (client, key))
        return None
    return _job(found)


def _job(row: sqlite3.Row) -> Job:
    values = dict(row)
    values["asked"] = json.loads(values["asked"])
    values["formats"] = tuple(values["formats"].split())
    return Job(**values)
