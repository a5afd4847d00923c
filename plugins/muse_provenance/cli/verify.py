"""`muse verify FILE...`: where files come from, one verdict each."""

from typing import Any

import click


@click.command(
    "verify",
    help="Say where files come from: signed by whom, changed since, or marked.",
    epilog="- is standard input. Exit codes: 0 all made by this Muse and unchanged; 3 one was"
    " changed since it was signed; 6 one is neither signed nor marked; 5 one has a mark alone;"
    " 4 one was signed by somebody else; 2 a wrong request; 1 a failure. Of several files the"
    " first of 1, 2, 3, 6, 5, 4 that is true of any.",
)
@click.argument("files", metavar="FILE|ID...", nargs=-1, required=True)
@click.option("-r", "--recursive", is_flag=True, help="Look into folders, and those in them.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of JSON objects.")
def verify(files: tuple[str, ...], recursive: bool, as_json: bool) -> int:
    """Check each file in a process of its own; `-` is standard input."""
    from muse.cli.console import out_json, reserved
    from muse_provenance.cli import telling

    found: list[dict[str, Any]] = []
    with reserved():
        code = telling.tell(files, recursive=recursive, found=found if as_json else None)
        if as_json:
            out_json(found)
    return code
