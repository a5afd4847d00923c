"""`muse rm REPO[@revision]`: remove a model's weights from this machine."""

import click

from muse.cli.console import safe, say, size
from muse.cli.pull import confirm
from muse.errors import MuseError, RequestError
from muse.weights import hub_cache, short_names
from muse.weights.find import local_path, parse


@click.command("rm", help="Remove a model's weights from this machine.")
@click.argument("model", metavar="NAME|OWNER/NAME[@REVISION]")
@click.option("-y", "--yes", is_flag=True, help="Don't ask.")
def command(model: str, yes: bool) -> None:
    """Remove a model from the hub's cache, or one revision: what others share of it stays."""
    alias = short_names.find(model)
    if alias and alias.folder:
        raise RequestError(f"{model} is part of {alias.distribution}", hint="it can't be removed")
    if alias is None and "/" not in model and local_path(model) is not None:
        raise RequestError(
            f"{model} is a path", hint="muse rm removes models that muse pull downloaded"
        )
    repo, revision = parse(short_names.repo(model))
    removal = hub_cache.removal(repo, revision)
    several = f" ({len(removal.revisions)} revisions)" if len(removal.revisions) > 1 else ""
    confirm(
        f"remove {safe(model)}{several} and free {size(removal.size)}?",
        yes,
        f"muse rm {safe(model)} --yes",
    )
    try:
        removal.carry_out()
    except OSError as error:
        raise MuseError(f"{model} can't be removed: {error}", hint="check the folder") from None
    say(f"{safe(model)} is removed; {size(removal.size)} are free again")
