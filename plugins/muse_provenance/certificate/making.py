"""Making a certificate: its page, its data, its signatures."""

from __future__ import annotations

import json
import shlex
import tempfile
import time
import uuid
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from muse import Host, RequestError
from muse.contract.rights import Rights, checked
from muse.running.carrying import rights_of_record
from muse_provenance import home
from muse_provenance.certificate import code, facts, setting, shown, telling
from muse_provenance.certificate.telling import Language
from muse_provenance.identity import Identity

VERSION = 1


def make(
    host: Host,
    source: str,
    *,
    title: str = "",
    rights: Mapping[str, Any] | None = None,
    when: date | None = None,
    language: Language | None = None,
    paper: str = "a4",
) -> bytes:
    """Return a certificate of an artifact, by its id or one of its files, as PDF.

    What is given of title, rights (author, rights, licence) and date takes the place of what the
    library and the file have. `language` is that of the work unless it is given, `paper` a4 or
    letter. It is signed whether other files are or not. NotReady where packages lack, RequestError
    for a work that isn't there or changed.
    """
    if lack := setting.lacking():
        raise lack
    given = {name: each for name, each in (rights or {}).items() if each is not None}
    checked(given)
    known = facts.gather(host, source, title=title, when=when, rights=_rights(host, source, given))
    language = language or ("zh" if known.chinese else "en")
    identity = home.identities().current()
    said = telling.told(known, language)
    told = known.to_json()
    signed = code.signed(
        code.Code(
            file=known.sha256,
            recipe=known.recipe_sha256,
            mark=known.mark,
            told=code.told_hash(canonical(told)),
            made=int(time.time()),
            key=identity.id,
            carries_mark=known.carries_mark,
        ),
        identity,
    )
    payload = signed.text()
    data = {
        "muse_certificate": VERSION,
        "told": told,
        "code": payload,
        "chain": identity.chain.decode(),
    }
    made = setting.page(
        said,
        shown.shown(host, known),
        language=language,
        paper=paper,
        when=known.when,
        rows=_rows(known, identity, language),
        command=f"muse verify certificate.pdf {shlex.quote(f'work{known.suffix}')}",
        payload=payload,
        data=json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
    )
    return _signed(made, known, identity)


def canonical(told: Mapping[str, Any]) -> bytes:
    """Return what a certificate tells as the bytes whose hash is signed."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _rights(host: Host, source: str, given: Mapping[str, Any]) -> Rights | None:
    """Return whose a work is: as it is said now, else as its file says, else as the settings do."""
    _, record = host.library.lookup(facts.bare(source))
    held = rights_of_record(host.library, record, host.formats().values())
    before = held.to_json() if held else host.config.rights
    kept = {name: before[name] for name in ("author", "rights", "licence") if before.get(name)}
    return checked({**kept, **given}) or None


def _rows(
    known: facts.Facts, identity: Identity, language: Language
) -> list[tuple[str, list[str], bool]]:
    """Return what stands beside the code, in groups that are easily compared."""
    names = telling.labels(language)
    mark = names["mark" if known.carries_mark else "mark_of"]
    return [
        (names["hash_file"], setting.grouped(known.sha256, 8, 4), True),
        (names["hash_recipe"], setting.grouped(known.recipe_sha256, 8, 4), True),
        (mark, setting.grouped(known.mark, 4, 4), True),
        (names["signer"], [identity.name], False),
        (names["fingerprint"], setting.grouped(identity.fingerprint, 8, 4), True),
    ]


def _signed(data: bytes, known: facts.Facts, identity: Identity) -> bytes:
    """Return a certificate with credentials of C2PA inside, kept in the index as any file's."""
    from muse.media import content
    from muse_provenance.credentials import claims, kinds, writing
    from muse_provenance.index import Entry

    about = {"id": str(uuid.uuid4()), "certificate": known.sha256}
    media_type = "application/pdf"
    manifest = claims.manifest(
        title=f"Certificate of {known.title or known.id}",
        media_type=media_type,
        recipe={"generator": "muse.certificate", "version": claims.version()},
        report={},
        about=about,
    )
    with tempfile.TemporaryDirectory(prefix="muse-") as folder:
        try:
            made = writing.put(data, kinds.of_type(media_type), manifest, identity, Path(folder))
        except ValueError as error:
            raise RequestError(f"the certificate can't be signed: {error}") from None
        whole = content.read(data if made.content is None else made.content)
    home.index().add(
        Entry(
            id=about["id"],
            file=content.sha256(whole),
            payload="",
            artifact="",
            key=identity.id,
            mark="",
            made=time.time(),
        )
    )
    return whole
