"""`muse identity`: the key that signs what this Muse makes, and its certificates."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from muse import NotReady, RequestError, files
from muse.cli.console import out, out_json, safe, say

if TYPE_CHECKING:
    from muse_provenance.identity import Identity, Store


@click.group("identity", help="Show, bring, renew or hand on the key that signs what you make.")
def identity() -> None:
    """Group what is done with the key that signs."""


def _store() -> Store:
    if find_spec("cryptography") is None or find_spec("c2pa") is None:
        raise NotReady(
            "muse identity needs packages that aren't installed",
            hint='pip install "muse-host[provenance]"',
        )
    from muse_provenance import home

    return home.identities()


@identity.command("show", help="Show who signs, and who did before.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(as_json: bool) -> None:
    """Print the certificate that signs; nothing is made."""
    store = _store()
    signs = store.peek()
    before = [each for each in store.known() if signs is None or each.id != signs.id]
    if as_json:
        out_json(
            {"signs": signs and signs.to_json(), "before": [each.to_json() for each in before]}
        )
        return
    if signs is None:
        say("there is no key yet: the first file that is signed makes one, or muse identity import")
    else:
        _print(signs)
        out(f"  in           {safe(store.folder)}")
    for each in before:
        out(f"before: {safe(each.name)}")
        out(f"  fingerprint  {_grouped(each.fingerprint)}")


@identity.command("import", help="Sign with a certificate of your own from now on.")
@click.argument("cert", type=click.Path(path_type=Path))
@click.argument("key", type=click.Path(path_type=Path))
def bring(cert: Path, key: Path) -> None:
    """CERT has the certificate and those above it, KEY its private key without a password: PEM."""
    store = _store()
    from muse_provenance import reading

    found = store.bring(_read(cert, "CERT"), _read(key, "KEY"), reading.fits)
    say(f"{safe(found.name or found.organisation)} signs from now on, until {found.ends:%Y-%m-%d}")
    _print(found)


@identity.command("rotate", help="Sign with a new key from now on, and forget the old one.")
@click.option("--name", default="", help="What its certificate calls you. Default: this Muse.")
@click.option("--root", is_flag=True, help="Make a new root certificate, too.")
def rotate(name: str, root: bool) -> None:
    """Make a new key; what the old one signed stays this Muse's."""
    if len(name) > 64:
        raise RequestError(f"--name: {len(name)} characters are given", hint="keep to 64")
    if name != "" and not (name.strip() and name.isprintable()):
        raise RequestError(f"--name: {name!r} can't stand in a certificate")
    found = _store().rotate(name, root=root)
    say("a new key signs from now on; what was signed before is still known")
    _print(found)


@identity.command("export", help="Print the certificates that others check your files by (PEM).")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file, new; else stdout.")
@click.option("--all", "every", is_flag=True, help="Those that signed before, too.")
def export(output: Path | None, every: bool) -> None:
    """Print certificates; the key is never handed on."""
    store = _store()
    signs = store.current()
    listed = [signs, *(each for each in store.known() if every and each.id != signs.id)]
    chains = b"".join(each.chain for each in listed)
    if output is None:
        out(chains.decode().rstrip("\n"))
        return
    target = files.expanded(output)
    files.write(target, chains)
    say(f"{safe(target)} has {chains.count(b'BEGIN CERTIFICATE')} certificates")


def _read(path: Path, name: str) -> bytes:
    from muse_provenance.identity.certificates import LARGEST

    place = files.expanded(path)
    try:
        if not place.is_file():
            raise RequestError(f"{name}: there is no file {safe(path)}")
        with place.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise RequestError(f"{name}: {safe(path)} can't be read ({error.strerror})") from None
    if len(data) > LARGEST:
        raise RequestError(f"{name}: {safe(path)} has more than {LARGEST // 2**10} kB")
    return data


def _print(found: Identity) -> None:
    out(safe(found.name or found.organisation))
    out(f"  organisation {safe(found.organisation or '-')}")
    out(f"  fingerprint  {_grouped(found.fingerprint)}")
    out(f"  holds        {found.begins:%Y-%m-%d} to {found.ends:%Y-%m-%d}, {found.algorithm}")
    out(f"  made by      {'this Muse' if found.own else 'somebody else, and brought here'}")


def _grouped(digits: str) -> str:
    return " ".join(digits[place : place + 8] for place in range(0, len(digits), 8))
