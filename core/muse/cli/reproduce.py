"""`muse reproduce FILE|ID`: make an artifact again and compare."""

from pathlib import Path
from typing import Any

import click

from muse import files
from muse.cli.console import out, out_json, safe, say
from muse.cli.pull import confirm
from muse.cli.reporting import artifact_json
from muse.cli.showing import interruptible
from muse.errors import RequestError
from muse.options import leftover
from muse.running.host import Host
from muse.running.reproduce import Origin, Reproduction, again, compare, origin


@click.command(
    "reproduce",
    help="Make an artifact again and compare.",
    epilog="If the recipe was made with a file that the library doesn't have, give that file by"
    " the name of its field, such as --init photo.jpg.",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
@click.argument("source", metavar="FILE|ID")
@click.option("-o", "--output", metavar="PATH", help="Write it there: a file or a folder.")
@click.option("--force", is_flag=True, help="Replace a file that already exists.")
@click.option("-y", "--yes", is_flag=True, help="Agree to network calls, training and large runs.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def command(
    ctx: click.Context,
    source: str,
    output: str | None,
    force: bool,
    yes: bool,
    as_json: bool,
    debug: bool,
) -> int:
    """Make an artifact again from its recipe.

    Answers identical, equal to a measure, or different; what differs in the environment is named.
    An artifact of the library whose file is gone is written to the current folder again.
    """
    with Host() as host:
        known = origin(host, source)
        inputs = _inputs(ctx.args)
        if output is None and _gone(host, source):
            output = "./"

        def agree(question: str) -> bool:
            confirm(f"{safe(question)}; go on?", yes, f"muse reproduce {safe(source)} --yes")
            return True

        stream = again(host, known, output=output, force=force, inputs=inputs, agree=agree)
        with interruptible(stream), stream:
            result = stream.finish()
        found = compare(host, known, result[0])
    if as_json:
        out_json(
            {
                "verdict": found.verdict,
                "likeness": found.likeness and _likeness(found),
                "differences": found.differences,
                "changed": found.changed,
                "artifact": artifact_json(found.artifact),
            }
        )
    else:
        _tell(found, known)
    return 0 if found.verdict != "different" else 1


def _inputs(arguments: list[str]) -> dict[str, Any]:
    """Return the files that are handed in beside the recipe, by the names of their fields."""
    found = leftover(arguments)
    if found.words:
        raise RequestError(f"{found.words[0]!r} is an unexpected argument", hint="try --help")
    for name, value in found.fields.items():
        if not isinstance(value, str):
            raise RequestError(f"--{name} needs a file")
    return found.fields


def _gone(host: Host, source: str) -> bool:
    if files.expanded(source).is_file():
        return False
    _, record = host.library.find(source)
    return not any(file.path and Path(file.path).is_file() for file in record.files)


def _likeness(found: Reproduction) -> str:
    near = found.likeness
    assert near is not None
    return f"{near.measure} {near.value:.4g} {near.unit}".strip()


def _tell(found: Reproduction, known: Origin) -> None:
    verdict = found.verdict
    if found.likeness is not None:
        verdict = ("equal to a measure: " if verdict == "equal" else "different: ") + _likeness(
            found
        )
    if found.changed:
        verdict += ", compared with what was made: the file was changed since"
    out(verdict)
    for name, (then, now) in found.differences.items():
        say(f"  {safe(name)}: {safe(then)} then, {safe(now)} now")
    if found.verdict == "different" and not found.differences:
        say(f"  nothing differs in the environment of {safe(known.recipe['generator'])}")
    for path in found.artifact.paths:
        say(f"  written to {safe(path)}")
