"""Jobs: runs that wait for a worker, in the library's database, and what they tell as they work.

A job's id becomes the id of its run, so a job that is begun again goes on with what its run has:
attempts at least once, artifacts exactly once.
"""

import json
import sqlite3
import time

from muse import processes
from muse.library.database import Database
from muse.library.ids import new_id
from muse.library.job import (
    OVER,
    Job,
    JobEvent,
    KeyTaken,
    Lane,
    New,
    QueueFull,
    State,
    WrongState,
    job_of,
)
from muse.library.job_views import JobViews
from muse.library.job_work import ATTEMPTS, HEARTBEAT, JobWork, is_lost, put_event, reclaim

__all__ = [
    "ATTEMPTS",
    "HEARTBEAT",
    "OVER",
    "Job",
    "JobEvent",
    "Jobs",
    "KeyTaken",
    "Lane",
    "New",
    "QueueFull",
    "State",
    "WrongState",
    "is_lost",
    "reclaim",
]

_KEYS = processes.DAY
"""Seconds for which the key of a request is remembered."""


class Jobs(JobViews, JobWork):
    """The jobs of a library; several processes add, claim and watch them at once."""

    def __init__(self, database: Database) -> None:
        JobWork.__init__(self, database)

    def add(self, new: New, *, most: int | None = None) -> Job:
        """Queue a job, on the disk when this returns, and return it.

        QueueFull when `most` wait already. The same key of the same client gives the job that
        there is; KeyTaken where that was asked for something else.
        """
        asked = json.dumps(new.asked, ensure_ascii=False, sort_keys=True)
        own: list[str | bool] = [new.sheet] if new.sheet else []
        own += [] if new.commercial is None else [new.commercial]
        said = dict(new.rights or {})
        rights = json.dumps(said, ensure_ascii=False, sort_keys=True) if said else None
        own += [rights] if rights else []
        body = json.dumps([new.target, asked, list(new.formats), *own])
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
                " state, priority, client, request, seed, sheet, commercial, rights)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(id, now, new.target, new.generator, new.generator.partition(".")[0]),
                    *(new.lane, asked, " ".join(new.formats), new.priority, new.client),
                    *(new.request, new.seed, new.sheet, new.commercial, rights),
                ),
            )
            seq = int(cursor.lastrowid or 0)
            put_event(db, seq, "queued", {}, now)
            db.execute(
                "INSERT OR IGNORE INTO clients SELECT ?, coalesce(max(turn), 0) FROM clients",
                (new.client,),
            )
            if new.key is not None:
                db.execute(
                    "INSERT INTO keys VALUES (?, ?, ?, ?, ?)", (new.client, new.key, body, id, now)
                )
            return job_of(db.execute("SELECT * FROM jobs WHERE seq = ?", (seq,)).fetchone())

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
                put_event(db, job.seq, "cancelled", {}, now)
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
                put_event(db, job.seq, "requeued", {"why": "it was asked for again"}, time.time())
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
    return job_of(found)
