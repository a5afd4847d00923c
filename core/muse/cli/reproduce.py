"""`muse reproduce FILE|ID`: make an artifact again and compare."""

from pathlib import Path

import click

from muse.cli.console import out_json, safe, say
from muse.cli.reporting import artifact_json
from muse.cli.showing import interruptible
from muse.running.host import Host
from muse.running.reproduce import Origin, Reproduction, again, compare, origin


@click.command("reproduce", help="Make an artifact again and compare.")
@click.argument("source", metavar="FILE|ID")
@click.option("-o", "--output", metavar="PATH", help="Write it there: a file or a folder.")
@click.option("--force", is_flag=True, help="Replace a file that already exists.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def command(source: str, output: str | None, force: bool, as_json: bool, debug: bool) -> int:
    """Make an artifact again from its recipe.

    Answers identical, equal to a measure, or different; what differs in the environment is named.
    An artifact of the library whose file is gone is written to the current folder again.
    """
    with Host() as host:
        known = origin(host, source)
        if output is None and _gone(host, source):
            output = "./"
        stream = again(host, known, output=output, force=force)
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


def _gone(host: Host, source: str) -> bool:
    if Path(source).expanduser().is_file():
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
    click.echo(verdict)
    for name, (then, now) in found.differences.items():
        say(f"  {safe(name)}: {safe(then)} then, {safe(now)} now")
    if found.verdict == "different" and not found.differences:
        say(f"  nothing differs in the environment of {safe(known.recipe['generator'])}")
    for path in found.artifact.paths:
        say(f"  written to {safe(path)}")
