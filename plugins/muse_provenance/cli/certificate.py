"""`muse certificate ID -o certificate.pdf`: a page that hangs beside a work."""

from datetime import date
from typing import Any

import click


@click.command(
    "certificate",
    help="Make a page that hangs beside a work: what it is, how it was made, whose it is.",
    epilog="What isn't given is what the library and the file say. muse verify checks the page, and"
    " the work by it.",
)
@click.argument("source", metavar="ID|FILE")
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    default="certificate.pdf",
    help="A PDF, or - for standard output.",
)
@click.option("--title", metavar="TEXT", help="What the work is called.")
@click.option("--author", metavar="NAME", help="Who made it.")
@click.option("--rights", metavar="TEXT", help='A statement: "© 2026 Ann Lee".')
@click.option("--licence", metavar="ID", help="CC-BY-4.0, CC0-1.0, all-rights-reserved...")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="When it was made.")
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    help="The language of the page; that of the work unless given.",
)
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", help="Its size.")
@click.option(
    "--check",
    "payload",
    metavar="CODE",
    help="Check the file by the code of a certificate on paper (MUSE1:...); nothing is made.",
)
@click.option(
    "--by",
    metavar="PEM",
    help="With --check: the certificates of who signed, as muse identity export gives them.",
)
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
def certificate(source: str, output: str, day: str | None, force: bool, **said: Any) -> int:
    """Make a certificate of an artifact, by its id or one of its files; or check by a code."""
    if said["payload"] is not None:
        return _check(source, said["payload"], said["by"])
    from muse import Host, RequestError, files
    from muse.cli.console import deliver, safe, say
    from muse_provenance import certificate as certificates

    when = None
    if day is not None:
        try:
            when = date.fromisoformat(day)
        except ValueError:
            raise RequestError(
                f"date: {day[:40]!r} is no day", hint="expected YYYY-MM-DD: 2026-11-30"
            ) from None
    target = None if output == "-" else files.expanded(output)
    if target is not None:
        if target.suffix.lower() != ".pdf":
            raise RequestError(
                f"output: {output[:80]!r} is no PDF", hint="a certificate is one: -o name.pdf"
            )
        files.check_folder(target.parent)
        if files.exists(target) and not force:
            raise files.taken(target)
    with Host() as host:
        made = certificates.make(
            host,
            source,
            title=said["title"] or "",
            rights={name: said[name] for name in ("author", "rights", "licence")},
            when=when,
            language=said["language"],
            paper=said["paper"],
        )
    if target is None:
        deliver(made)
        return 0
    files.write(target, made, force=force)
    say(f"{safe(target)} is the certificate of {safe(source)}")
    return 0


def _check(source: str, payload: str, by: str | None) -> int:
    """Say what a code says of a file, and return the exit code that muse verify has for it."""
    from muse import Host, RequestError, files
    from muse.cli.console import out, safe
    from muse_provenance.certificate import checking
    from muse_provenance.certificate.setting import lacking
    from muse_provenance.verdict import EXIT

    if lack := lacking():
        raise lack
    try:
        chain = files.expanded(by).read_bytes()[: 2**17] if by else b""
    except OSError as error:
        raise RequestError(f"by: {by} can't be read ({error.strerror})") from None
    with Host() as host:
        found = checking.by_code(payload, files.expanded(source), host, chain)
    told = {
        "ours": "the file of the certificate, whose code this Muse signed",
        "other": f"the file of the certificate, whose code {found.signer} signed",
        "nothing": "the file of the certificate, whoever signed its code",
        "changed": f"not as the certificate says: {', '.join(found.where)}",
    }
    out(f"{safe(source)}: {safe(told[found.kind])}")
    for number, reason in enumerate(found.reasons):
        out(f"  {'' if number else 'because':<10}{safe(reason)}")
    return EXIT[found.kind]
