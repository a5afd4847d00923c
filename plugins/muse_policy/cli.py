"""The command `muse policy`: whether one is on, what its rules are, and trying it."""

import sys
from pathlib import Path

import click


@click.group("policy", help="What may not be made: the rules, and trying them.")
def policy() -> None:
    """Say and try what a policy does."""


@policy.command("show", help="Say whether a policy is on, and what its rules are.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(as_json: bool) -> None:
    """Print the rules, a line each."""
    from muse.cli.console import out_json, say, table
    from muse.config import Config
    from muse_policy import hooks, reading, settings

    told = Config.load().plugins
    place = settings.place(told)
    rules = reading.policy(place).rules
    if as_json:
        listed = [{"name": rule.name, "do": rule.do, "about": rule.about} for rule in rules]
        out_json({"on": hooks.is_on(told), "file": str(place), "rules": listed})
        return
    state = "on" if hooks.is_on(told) else "off"
    say(f"the policy is {state}: {place}")
    table((rule.do, rule.name, rule.about) for rule in rules)


@policy.command("try", help="Say which rules a text falls under; exit code 1 if it is refused.")
@click.argument("text", nargs=-1, required=True)
@click.option("--file", "path", metavar="FILE", help="Another policy than the one that is on.")
@click.option("--as", "generator", default="text.llm", metavar="NAME", help="For this generator.")
@click.pass_context
def try_(ctx: click.Context, text: tuple[str, ...], path: str | None, generator: str) -> None:
    """Print the rules that hold for a text, or that none does."""
    from muse.cli.console import out
    from muse.config import Config
    from muse_policy import reading, settings
    from muse_policy.rules import Looked

    place = Path(path).expanduser() if path else settings.place(Config.load().plugins)
    words = sys.stdin.read(2**20) if text == ("-",) else " ".join(text)
    looked = Looked(words)
    found = list(reading.policy(place).every(generator, "prompt", looked))
    for rule in found:
        hit = rule.found(looked)
        by = f", by {looked.text[hit.start : hit.end]!r}" if hit else ""
        out(f"{rule.do}: {rule.about} ({rule.name}{by})")
    if not found:
        out("no rule holds")
    ctx.exit(1 if any(rule.do == "refuse" for rule in found) else 0)


@policy.command("check", help="Say whether a file is a policy.")
@click.argument("path", metavar="FILE")
def check(path: str) -> None:
    """Read a policy; the error says what is wrong with it."""
    from muse.cli.console import out
    from muse_policy import reading

    out(f"{len(reading.policy(Path(path).expanduser()).rules)} rules, all well-formed")
