"""`muse pull REPO[@revision]`: fetch a model's weights, after its size and licence were shown."""

import sys

import click

from muse import fetch, hub
from muse.cli.console import safe, say, size
from muse.cli.progress import ProgressBar
from muse.errors import RequestError
from muse.events import Progress
from muse.hub import Plan
from muse.weights import local_path, parse


@click.command("pull", help="Fetch a model's weights from the hub.")
@click.argument("model", metavar="OWNER/NAME[@REVISION]")
@click.option("--variant", help="Take this variant of the weights, such as fp16.")
@click.option("-y", "--yes", is_flag=True, help="Don't ask.")
def command(model: str, variant: str | None, yes: bool) -> None:
    """Show what a model is and fetch what the cache lacks of it; what has come stays for later."""
    if local_path(model) is not None:
        raise RequestError(f"{model} is on this machine", hint="use its path wherever a model goes")
    repo, revision = parse(model)
    plan = hub.plan(repo, revision, variant=variant)
    _tell(plan)
    if plan.complete:
        say("all of it is here already")
        return
    if plan.size > plan.here:
        confirm(f"fetch {size(plan.size - plan.here)}?", yes, f"muse pull {safe(model)} --yes")
    try:
        with ProgressBar(plan.repo) as bar:
            fetch.download(plan, lambda done, total: bar.show(_progress(done, total)))
    except KeyboardInterrupt:
        say(f"{size(plan.here)} of {size(plan.size)} are here; muse pull {safe(model)} goes on")
        raise
    say(f"{plan.repo} is here")


def confirm(question: str, yes: bool, command: str) -> None:
    """Ask on the terminal; RequestError where there is none and `--yes` wasn't given."""
    if yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise RequestError("there is no terminal to ask on, and --yes isn't given", hint=command)
    click.confirm(question, default=True, abort=True, err=True)


def _tell(plan: Plan) -> None:
    part = f", {size(plan.here)} of it here" if plan.here else ""
    say(f"{plan.repo}  {plan.revision[:12]}" + (" (gated)" if plan.gated else ""))
    say(f"  medium    {plan.medium}" + (f", variant {plan.variant}" if plan.variant else ""))
    say(f"  licence   {safe(plan.licence, 100)}")
    say(f"  size      {size(plan.size)} in {len(plan.files)} files{part}")


def _progress(done: int, total: int) -> Progress:
    return Progress(done, total, f"{size(done)} of {size(total)}")
