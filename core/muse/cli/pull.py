"""`muse pull MODEL[@revision]`: fetch a model's weights, after its size and licence were shown."""

import sys
from typing import Any

import click

from muse.cli.console import out_json, safe, say, size, table
from muse.cli.progress import ProgressBar
from muse.contract.events import Progress
from muse.device.hardware import survey
from muse.errors import RequestError
from muse.weights import download, hub, short_names
from muse.weights.find import find, local_path, parse
from muse.weights.hub import Plan
from muse.weights.safetensors import PickleOnly, is_pickle


@click.command("pull", help="Download a model's weights from the hub, or list well-known models.")
@click.argument("model", metavar="[NAME|OWNER/NAME[@REVISION]]", required=False)
@click.option("--variant", help="The variant of the weights to download, such as fp16.")
@click.option("--config-only", is_flag=True, help="Only configuration and tokenizers, no weights.")
@click.option(
    "--state-dicts",
    is_flag=True,
    help="Also weights in torch's own format, for generators that open them as tensors alone.",
)
@click.option("-y", "--yes", is_flag=True, help="Don't ask.")
@click.option("--json", "as_json", is_flag=True, help="List as JSON.")
def command(
    model: str | None,
    variant: str | None,
    config_only: bool,
    state_dicts: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Show what a model is and fetch what the cache lacks of it; what has come stays for later.

    Without a model, list the short names there are and which of them this machine can run.
    """
    if model is None:
        _list(as_json)
        return
    alias = short_names.find(model)
    if alias and alias.folder:
        say(f"{model} is part of {alias.distribution}; there is nothing to download")
        return
    if alias and alias.package:
        found = find(model, gguf=True, used=False)
        say(f"{model} is here, {size(found.size)} in {alias.package}; there is nothing to download")
        return
    if alias is None and local_path(model) is not None:
        raise RequestError(f"{model} is on this machine", hint="use its path wherever a model goes")
    repo, revision = parse(alias.repo if alias else model)
    variant = variant or (alias.variant if alias else None)
    try:
        plan = hub.plan(
            repo, revision, variant=variant, config_only=config_only, state_dicts=state_dicts
        )
    except PickleOnly as error:
        also = f"muse pull {safe(model)} --state-dicts, if a generator says that it reads them"
        raise RequestError(error.message, hint=f"{error.hint}; {also}") from None
    _tell(plan)
    if alias and not config_only:
        _, how = alias.fits(*_machine())
        say(f"  here      {how}")
    with ProgressBar(f"checking {plan.repo}") as bar:
        damaged = download.discard_damaged(plan, lambda *done: bar.show(_progress(*done)))
    for path in damaged:
        say(f"  damaged   {safe(path)}: it isn't what the hub lists, and is downloaded again")
    if plan.complete:
        say("all of it is here already")
        return
    if plan.size > plan.here:
        more = " --config-only" * config_only + " --state-dicts" * state_dicts
        told = f"muse pull {safe(model)}{more}"
        confirm(f"download {size(plan.size - plan.here)}?", yes, f"{told} --yes")
    try:
        with ProgressBar(plan.repo) as bar:
            download.download(plan, lambda done, total: bar.show(_progress(done, total)))
    except KeyboardInterrupt:
        say(f"{size(plan.here)} of {size(plan.size)} are here; muse pull {safe(model)} resumes")
        raise
    say(f"{plan.repo} is here")


def confirm(question: str, yes: bool, command: str) -> None:
    """Ask on the terminal; RequestError where there is none and `--yes` wasn't given."""
    if yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise RequestError(f"{question} (there is no terminal to ask on)", hint=command)
    click.confirm(question, default=True, abort=True, err=True)


def here() -> dict[str, dict[str, Any]]:
    """Return the short names, what they stand for and whether this machine can run them."""
    cards, memory = _machine()
    found = {}
    for alias in short_names.known().values():
        fits, how = alias.fits(cards, memory)
        told = {key: value for key, value in vars(alias).items() if key not in ("name", "folder")}
        shipped = alias.place is not None
        if alias.package and not shipped:
            how = alias.install
        found[alias.name] = {**told, "shipped": shipped, "fits": fits, "how": how}
    return found


def _machine() -> tuple[list[tuple[str, int]], int | None]:
    """Return the cards (name, bytes) and the memory of the machine (bytes)."""
    found = survey()
    cards = [(d["name"].partition(" ")[0], int(d["memory"] or 0)) for d in found["devices"]]
    return cards, found["memory"]


def _list(as_json: bool) -> None:
    told = here()
    if as_json:
        out_json(told)
        return
    rows = [["name", "for", "download", "licence", "on this machine", "good for"]]
    for name, each in told.items():
        fetched = "-" if each["shipped"] else size(each["download"] * 1e9)
        rows.append([name, each["generator"], fetched, each["licence"], each["how"], each["about"]])
    if len(rows) > 1:
        table(rows, limits=(20, 16, None, 34, 52, 60))
    say("muse pull NAME downloads one, muse pull OWNER/NAME any model of the hub")


def _tell(plan: Plan) -> None:
    part = f", {size(plan.here)} of it here" if plan.here else ""
    say(f"{plan.repo}  {plan.revision[:12]}" + (" (gated)" if plan.gated else ""))
    say(f"  medium    {plan.medium}" + (f", variant {plan.variant}" if plan.variant else ""))
    say(f"  licence   {safe(plan.licence, 100)}")
    say(f"  size      {size(plan.size)} in {len(plan.files)} files{part}")
    pickled = [file.path for file in plan.files if is_pickle(file.path)]
    if pickled:
        say(f"  pickled   {safe(', '.join(pickled), 200)}: Muse itself never opens them")


def _progress(done: int, total: int) -> Progress:
    return Progress(done, total, f"{size(done)} of {size(total)}")
