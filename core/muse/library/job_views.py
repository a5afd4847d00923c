"""Looking at the jobs of a library: one, a list of them, how many, and what they told."""

import time
from collections.abc import Sequence

from muse.errors import NotFound
from muse.library.database import Database
from muse.library.job import Job, JobEvent, event_of, job_of


class JobViews:
    """What can be asked of the jobs of a library; nothing is changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, id: str) -> Job:
        """Return the job that an id names; RequestError when there is none."""
        rows = self._database.rows("SELECT * FROM jobs WHERE id = ?", (id.strip().lower(),))
        if not rows:
            raise NotFound(f"there is no job {id[:40]!r}", hint="muse jobs lists them")
        return job_of(rows[0])

    def listed(
        self,
        *,
        states: Sequence[str] = (),
        before: int | None = None,
        limit: int = 50,
        sheet: str | None = None,
    ) -> list[Job]:
        """Return jobs, the newest first; those older than number `before`, of states or a sheet."""
        marks = ", ".join("?" * len(states))
        where = f"AND state IN ({marks})" if states else ""
        own = () if sheet is None else (sheet,)
        where += " AND sheet = ?" if own else ""
        rows = self._database.rows(
            f"SELECT * FROM jobs WHERE seq < ? {where} ORDER BY seq DESC LIMIT ?",
            (2**62 if before is None else before, *states, *own, limit),
        )
        return [job_of(row) for row in rows]

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
        return event_of(rows[0]) if rows else None

    def events(
        self, job: Job, after: int = 0, limit: int = 1000, kind: str | None = None
    ) -> list[JobEvent]:
        """Return what a job told after its event `after`, in order; of one kind, if it is given."""
        rows = self._database.rows(
            "SELECT seq, created, kind, data FROM events WHERE job = ?1 AND seq > ?2"
            " AND (?4 IS NULL OR kind = ?4) ORDER BY seq LIMIT ?3",
            (job.seq, after, limit, kind),
        )
        return [event_of(row) for row in rows]
