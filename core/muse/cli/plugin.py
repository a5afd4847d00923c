"""`muse plugin check`, `muse plugin new`: for those who write plugins."""

import click

from muse.cli.console import out, out_json, safe, say
from muse.errors import RequestError
from muse.options import leftover
from muse.plugins.scaffold import LICENCES


@click.group("plugin", help="For plugin authors: create a plugin, or check one.")
def command() -> None:
    """Group what plugin authors need."""


@command.command(
    "check",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    help="Check that a generator keeps the contract; fields such as --model may follow.",
)
@click.argument("name")
@click.option(
    "--seconds", type=click.FloatRange(min=0), default=10.0, show_default=True,
    help="The time limit of checks that try many conditions.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def check(ctx: click.Context, name: str, seconds: float, as_json: bool, debug: bool) -> int:
    """Print a verdict for each promise, and how to fix what isn't kept; 1 if one isn't."""
    from dataclasses import asdict

    from muse.testing import CHECKS
    from muse.testing import check as checked

    beside = leftover(ctx.args)
    if beside.words:
        raise RequestError(f"{beside.words[0]!r} is an unexpected argument", hint="try --help")
    verdicts = []
    for verdict in checked(name, small=beside.fields, seconds=seconds):
        verdicts.append(verdict)
        if as_json:
            continue
        mark = {"ok": "ok", "failed": "FAILED", "skipped": "-"}[verdict.state]
        promise = CHECKS[verdict.check].promise
        out(f"{mark:7} {verdict.check:11} {promise if verdict.fix else safe(verdict.told)}")
        if verdict.fix:
            out(f"{'':19} fault: {safe(verdict.told)}")
            out(f"{'':19} fix:  {safe(verdict.fix)}")
    failed = sum(verdict.state == "failed" for verdict in verdicts)
    if as_json:
        out_json([asdict(verdict) for verdict in verdicts])
    else:
        skipped = sum(verdict.state == "skipped" for verdict in verdicts)
        kept = len(verdicts) - failed - skipped
        told = f"{name}: {kept} kept" + (f", {skipped} not looked at" if skipped else "")
        out(told + (f", {failed} FAILED" if failed else ""))
    return 1 if failed else 0


@command.command("new", help="Create a plugin: generator, tests, licence, CI; ready to publish.")
@click.argument("name")
@click.option("--medium", required=True, metavar="NAME", help="image, music, text or a new one.")
@click.option("--weights", is_flag=True, help="Include a small network, its weights and training.")
@click.option(
    "--licence", "--license", type=click.Choice(LICENCES), default=LICENCES[0],
    show_default=True, help="The licence of the plugin.",
)  # fmt: skip
@click.option("--author", default="", metavar="NAME", help="The copyright holder.")
def new(name: str, medium: str, weights: bool, licence: str, author: str) -> None:
    """Write a project into the folder muse-NAME, and say what comes next."""
    from muse.plugins.scaffold import write

    written = write(name, medium, weights=weights, licence=licence, author=author)
    root = written[0].parent
    for path in written:
        out(safe(path))
    short = root.name.removeprefix("muse-")
    say(f'next: cd {root.name} && pip install -e ".[test]"')
    say(f"      muse run {medium} -g {short} && pytest && muse plugin check {medium}.{short}")
