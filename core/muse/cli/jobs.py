"""`muse jobs`: the runs that wait for a worker, those at work, and how the others ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click

from muse.cli.console import out_json, safe, say, table, when
from muse.library.jobs import Job, Jobs
from muse.running.host import Host

_STATES = ("queued", "running", "done", "failed", "cancelled")


@contextmanager
def _jobs() -> Iterator[Jobs]:
    with Host() as host:
        yield Jobs(host.library.database)


@click.group(
    "jobs", invoke_without_command=True, help="List queued runs; cancel, retry or clear them."
)
@click.option("-s", "--state", type=click.Choice(_STATES), help="Only jobs in this state.")
@click.option("-n", "--limit", default=50, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(ctx: click.Context, state: str | None, limit: int, as_json: bool) -> None:
    """List jobs, the newest first: id, when, generator, state, prompt, why it failed."""
    if ctx.invoked_subcommand is not None:
        return
    with _jobs() as jobs:
        found = jobs.listed(states=[state] if state else (), limit=limit)
        counts = jobs.count()
    if as_json:
        out_json({"jobs": [asdict(job) for job in found], "counts": counts})
        return
    if not found:
        say("there are no jobs; muse run ... --later queues one")
        return
    table([_row(job) for job in found], limits=(None, None, None, None, 50, 60))
    if counts.get("queued") and not counts.get("running"):
        say(f"{counts['queued']} wait; muse work makes them")


@command.command("cancel", help="Cancel jobs that wait or run; what they made stays.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
def cancel(ids: tuple[str, ...]) -> None:
    """Cancel jobs; one that runs stops at its next step."""
    with _jobs() as jobs:
        for id in ids:
            job = jobs.cancel(id)
            state = "is asked to stop" if job.state == "running" else f"is {job.state}"
            say(f"{job.id} {state}")


@command.command("retry", help="Queue jobs that failed or were cancelled again.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
def retry(ids: tuple[str, ...]) -> None:
    """Queue jobs again; they go on with what they made."""
    with _jobs() as jobs:
        for id in ids:
            say(f"{jobs.retry(id).id} is queued")


@command.command("clear", help="Forget the jobs that are over; what they made stays.")
def clear() -> None:
    """Forget jobs that are done, failed or cancelled."""
    with _jobs() as jobs:
        say(f"{jobs.clear()} forgotten")


def _row(job: Job) -> list[str]:
    prompt = str(job.asked.get("prompt", ""))
    return [job.id, when(job.created), job.generator, job.state, prompt, safe(job.error or "")]
