"""Putting credentials into a file, or beside it, by C2PA's library."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NamedTuple

from muse.media import content
from muse.media.content import Content
from muse_provenance.credentials import archives, kinds, texts
from muse_provenance.identity import Identity

_LARGEST_TEXT = 2**25
"""Bytes of a page or a text that is signed inside."""


class Given(NamedTuple):
    """A file handed in, as an ingredient: its name, its format for C2PA's library, its bytes."""

    title: str
    name: str
    data: bytes


class Written(NamedTuple):
    """A signed file: its content (None where it stays as it is), and its credentials."""

    content: Content | None
    credentials: bytes


def put(
    data: Content,
    kind: kinds.Kind,
    manifest: Mapping[str, Any],
    identity: Identity,
    folder: Path,
    ingredients: Sequence[Given] = (),
) -> Written:
    """Return a file with its credentials; where they go is the kind's way.

    A file on the disk becomes another one in `folder`. ValueError says in a few words why it can't
    be signed so.
    """
    import c2pa

    try:
        return _put(data, kind, dict(manifest), identity, folder, ingredients)
    except (c2pa.C2paError, UnicodeDecodeError) as error:
        raise ValueError(" ".join(str(error).split())[:200]) from None


def _put(
    data: Content,
    kind: kinds.Kind,
    manifest: dict[str, Any],
    identity: Identity,
    folder: Path,
    ingredients: Sequence[Given],
) -> Written:
    def apart(_: bytes, bound: dict[str, object]) -> bytes:
        """Return credentials that stand for themselves, bound to bytes by a given hash."""
        claims = {**manifest, "assertions": [*manifest["assertions"], bound]}
        with BytesIO() as source, BytesIO() as target:
            return _signed(claims, identity, "application/c2pa", source, target, ingredients, True)

    if kind.way in ("page", "text"):
        if content.size(data) > _LARGEST_TEXT:
            raise ValueError("it is too large")
        way: Callable[[bytes, texts.Make], tuple[bytes, bytes]]
        way = texts.in_page if kind.way == "page" else texts.in_text
        return Written(*way(content.read(data), apart))
    if kind.way == "beside":
        bound = texts.binding(b"")
        hashed: Any = bound["data"]
        hashed["hash"] = list(bytes.fromhex(content.sha256(data)))
        return Written(None, apart(b"", bound))
    if isinstance(data, Path):
        return _of_file(data, kind, manifest, identity, folder, ingredients)
    if kind.way == "archive":
        with BytesIO() as passing:
            archives.stored(data, passing)
            data = passing.getvalue()
    with BytesIO(data) as source, BytesIO() as target:
        given = _signed(manifest, identity, kind.name, source, target, ingredients)
        return Written(target.getvalue(), given)


def _of_file(
    path: Path,
    kind: kinds.Kind,
    manifest: dict[str, Any],
    identity: Identity,
    folder: Path,
    ingredients: Sequence[Given],
) -> Written:
    passing = folder / f"stored-{uuid.uuid4().hex[:12]}{path.suffix}"
    made = folder / f"signed-{uuid.uuid4().hex[:12]}{path.suffix}"
    try:
        if kind.way == "archive":
            with passing.open("w+b") as file:
                archives.stored(path, file)
            path = passing
        with path.open("rb") as source, made.open("w+b") as target:
            given = _signed(manifest, identity, kind.name, source, target, ingredients)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    finally:
        passing.unlink(missing_ok=True)
    return Written(made, given)


def _signed(
    manifest: Mapping[str, Any],
    identity: Identity,
    name: str,
    source: IO[bytes],
    target: IO[bytes],
    ingredients: Sequence[Given] = (),
    apart: bool = False,
) -> bytes:
    """Sign by C2PA's library, and return the credentials that it made."""
    from c2pa import Builder, C2paSignerInfo, Signer

    info = C2paSignerInfo(
        alg=identity.algorithm.encode(),
        sign_cert=identity.chain,
        private_key=identity.key,
        ta_url=None,  # a time that somebody vouches for would take a network
    )
    with (
        Signer.from_info(info) as signer,
        Builder(dict(manifest), _context(os.getpid())) as builder,
    ):
        for each in ingredients:
            about = {"title": each.title, "relationship": "inputTo"}
            builder.add_ingredient(about, each.name, BytesIO(each.data))
        if apart:
            builder.set_no_embed()
        return bytes(builder.sign(signer, name, source, target))


@cache
def _context(process: int) -> Any:
    """Return how the library signs; one that was made before a fork is of no use after it."""
    from c2pa import Context, Settings

    return Context(
        settings=Settings.from_dict(
            {
                "builder": {"thumbnail": {"enabled": False}},  # else 1.3 MB, and half a second
                "verify": {
                    "verify_after_sign": False,
                    "remote_manifest_fetch": False,
                    "ocsp_fetch": False,
                },
            }
        )
    )
