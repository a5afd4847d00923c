"""`muse work`: do the jobs that wait, one after the other, until there are none."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from muse import interrupts
from muse.cli.console import safe, say
from muse.library.jobs import Jobs
from muse.running.host import Host
from muse.running.working import Working


@click.command("work", help="Make what muse run --later queued, until nothing waits.")
@click.option(
    "--limit", type=click.FloatRange(min=1), metavar="SECONDS", help="How long a job may take."
)
def command(limit: float | None) -> int:
    """Do the jobs that wait; 1 where one failed. Ctrl-C gives the one at work back to the queue."""
    done = failed = 0
    with Host() as host:
        jobs = Jobs(host.library.database)
        while (job := jobs.claim(("light", "device"))) is not None:
            working = Working(host, job, limit=limit)
            with _interruptible(working):
                state = working.work()
            if state == "queued":
                say(f"{job.id} waits again")
                raise KeyboardInterrupt
            made = host.library.run(job.id)
            title = safe(made.artifacts[0].title, 60) if made and made.artifacts else ""
            say(
                f"{job.id} {state}  {job.generator}  {title or safe(jobs.find(job.id).error or '')}"
            )
            done += state == "done"
            failed += state == "failed"
    if not done + failed:
        say("no job waits; muse run ... --later queues one")
    elif done:
        say(f"{done} made and kept in the library; muse log lists them, muse export ID copies one")
    return 1 if failed else 0


@contextmanager
def _interruptible(working: Working) -> Iterator[None]:
    """Let Ctrl-C stop the job at its next step, and give it back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        interrupts.note()
        working.give_back("muse work was stopped")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
