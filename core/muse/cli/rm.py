"""`muse rm REPO[@revision]`: remove a model's weights from this machine."""

from shutil import rmtree

import click

from muse.cli.console import safe, say, size
from muse.cli.pull import confirm
from muse.errors import MuseError, RequestError
from muse.weights import hub_cache, short_names
from muse.weights.find import find, local_path, parse
from muse.weights.short_names import ShortName


@click.command("rm", help="Remove a model's weights from this machine.")
@click.argument("model", metavar="NAME|OWNER/NAME[@REVISION]")
@click.option("-y", "--yes", is_flag=True, help="Don't ask.")
def command(model: str, yes: bool) -> None:
    """Remove a model from the hub's cache, or one revision: what others share of it stays."""
    alias = short_names.find(model)
    if alias and alias.folder:
        raise RequestError(f"{model} is part of {alias.distribution}", hint="it can't be removed")
    if alias and alias.package:
        _unmake(alias, yes)
        return
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


def _unmake(alias: ShortName, yes: bool) -> None:
    """Remove what was made of a model that a package brings; the package itself is pip's."""
    found = find(alias.name, gguf=True, used=False)
    pip = f"pip uninstall {alias.package.replace('_', '-')}"
    if not found.made.is_dir():
        raise RequestError(f"{alias.name} is in the package {alias.package}", hint=pip)
    freed = sum(path.stat().st_size for path in found.made.rglob("*") if path.is_file())
    confirm(
        f"remove what was made of {alias.name} and free {size(freed)}?",
        yes,
        f"muse rm {alias.name} --yes",
    )
    rmtree(found.made)
    say(f"{size(freed)} are free again; {pip} removes {alias.name} itself")
