"""`muse rate ID 1-5`: keep what you think of an artifact."""

import click

from muse.cli.console import safe, say
from muse.errors import RequestError
from muse.running.host import Host


@click.command("rate", help="Rate an artifact from 1 to 5; give it a note or tags.")
@click.argument("id", metavar="ID|FILE")
@click.argument("rating", type=int, metavar="[1-5]", required=False)
@click.option("--note", help="A short note; an empty one takes it away.")
@click.option(
    "--tag", "tags", multiple=True,
    help="A tag; several replace those it has. An empty one takes them away.",
)  # fmt: skip
def command(id: str, rating: int | None, note: str | None, tags: tuple[str, ...]) -> None:
    """Keep a rating, a note and tags with an artifact."""
    if rating is None and note is None and not tags:
        raise RequestError("nothing to keep", hint="give a rating from 1 to 5, --note or --tag")
    with Host() as host:
        _, artifact = host.library.lookup(id)
        if rating is not None:
            host.library.rate(artifact.id, rating)
        if note is not None:
            host.library.gallery.note(artifact.id, note)
        if tags:
            host.library.gallery.tag(artifact.id, tags)
        kept = host.library.gallery.extra(artifact.id).tags
    told = [f"rated {rating}/5"] if rating is not None else []
    told += ["noted" if note else "without a note"] if note is not None else []
    told += [f"tagged {safe(', '.join(kept))}" if kept else "without tags"] if tags else []
    say(f"{artifact.id} {', '.join(told)}")
