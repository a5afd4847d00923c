"""Checking a certificate: whose signature it bears, and whether a work is the one it tells of."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muse import Host, MuseError, RequestError
from muse.media import content
from muse_provenance import home
from muse_provenance.certificate import code
from muse_provenance.certificate.making import VERSION, canonical
from muse_provenance.identity import Identity
from muse_provenance.identity.certificates import read

LARGEST = 2**26
"""Bytes of a certificate at most."""

_DATA = 2**17
"""Bytes of what it tells at most."""

_EMBEDDED = re.compile(rb"/Type\s*/EmbeddedFile")
_MOST = 20
_SAME = "The work is the file that it is of, byte for byte."
_ANOTHER = "The work isn't the file that it is of: its hash is another."


@dataclass(frozen=True)
class Checked:
    """What a certificate is.

    - `kind`: ours (signed by a key of this Muse, and true of the work), other (by another's),
      changed (something doesn't hold: `where`), or nothing where no work is there to compare
    - `told` is what it tells; `file` the SHA-256 of the work that it is of, in hexadecimal
    - `signer`: the name in the certificate of the key; `artifact`: the work in the library
    """

    kind: str
    told: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    signer: str = ""
    artifact: str = ""
    where: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def data_of(pdf: bytes) -> dict[str, Any] | None:
    """Return what a certificate carries for who checks it; None for a PDF that is none."""
    for number, match in enumerate(_EMBEDDED.finditer(pdf)):
        if number == _MOST:
            break
        begin = pdf.find(b"stream", match.end(), match.end() + 1000)
        end = pdf.find(b"endstream", begin + 6, begin + 6 + _DATA) if begin >= 0 else -1
        if end < 0:
            continue
        body = pdf[begin + 6 : end].strip(b"\r\n")
        head = pdf[pdf.rfind(b"obj", 0, match.start()) : begin]
        if b"FlateDecode" in head:
            try:
                body = zlib.decompressobj().decompress(body, _DATA)
            except zlib.error:
                continue
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and found.get("muse_certificate") == VERSION:
            return found
    return None


def check(path: str | Path, work: str | Path | None, host: Host | None) -> Checked:
    """Check a certificate against a work, or against the one that the library has by its hash.

    RequestError for what is no certificate, or can't be read.
    """
    place = Path(path)
    try:
        if content.size(place) > LARGEST:
            raise RequestError(f"{place} is too large for a certificate")
        found = data_of(place.read_bytes())
        sha256 = content.sha256(Path(work)) if work is not None else ""
    except OSError as error:
        raise RequestError(f"{error.filename} can't be read ({error.strerror})") from None
    if found is None:
        raise RequestError(f"{place} is no certificate of Muse")
    return found_in(found, sha256, host)


def by_code(text: str, work: str | Path, host: Host | None, chain: bytes = b"") -> Checked:
    """Check a work by the code of a certificate alone, as it is read from paper.

    `chain` are certificates (PEM) of whose key may have signed, if it isn't this Muse's. A key that
    isn't known here gives the kind nothing, where the hash is that of the work. RequestError for a
    text that is no code, and for a work that can't be read.
    """
    said = code.read(text)
    try:
        sha256 = content.sha256(Path(work))
    except OSError as error:
        raise RequestError(f"{work} can't be read ({error.strerror})") from None
    if _identity(said, chain.decode(errors="replace"))[0] is not None:
        return found_in({"code": text, "chain": chain.decode()}, sha256, host, told=False)
    reasons = [f"The key {said.key} isn't known here, so that its signature can't be checked."]
    if sha256 != said.file:
        reasons.append(_ANOTHER)
        return Checked("changed", {}, said.file, where=("the work",), reasons=tuple(reasons))
    reasons.append(_SAME)
    return Checked("nothing", {}, said.file, reasons=tuple(reasons))


def found_in(
    found: Mapping[str, Any], sha256: str, host: Host | None, *, told: bool = True
) -> Checked:
    """Check what a certificate carries, against a work by its SHA-256; empty for the library's.

    Without `told` there is the code alone.
    """
    tells = found.get("told")
    tells = tells if isinstance(tells, dict) else {}
    try:
        said = code.read(str(found.get("code", "")))
    except RequestError as error:
        sentence = f"{error.message[0].upper()}{error.message[1:]}."
        return Checked("changed", tells, where=("the certificate",), reasons=(sentence,))
    identity, ours = _identity(said, str(found.get("chain", "")))
    reasons: list[str] = []
    where: list[str] = []
    if identity is None or not code.holds(said, identity):
        where.append("the certificate")
        reasons.append("The signature over its hashes doesn't hold.")
    elif ours:
        reasons.append(f"Its hashes were signed by {identity.name}, a key of this Muse.")
    else:
        reasons.append(f"Its hashes were signed by {identity.name}, whom this Muse doesn't know.")
    if told and not _agrees(tells, said):
        where.append("the certificate")
        reasons.append("What it tells isn't what was signed.")
    artifact = ""
    compared = bool(sha256)
    if not sha256 and host is not None:
        known = host.library.by_hash(said.file)
        artifact = known[1].id if known else ""
        sha256 = said.file if artifact and known and _is_there(host, known[1]) else ""
    if sha256 and sha256 != said.file:
        where.append("the work")
        reasons.append(_ANOTHER)
    elif sha256:
        there = f"The work, {artifact} of the library, is the file that it is of, byte for byte."
        reasons.append(_SAME if compared else there)
    else:
        reasons.append("The work isn't here to be compared: hand in its file, too.")
    kind = "changed" if where else "ours" if ours else "other"
    signer = identity.name if identity else ""
    unique = tuple(dict.fromkeys(where))
    return Checked(kind, tells, said.file, signer, artifact, unique, tuple(reasons))


def _agrees(told: Mapping[str, Any], said: code.Code) -> bool:
    """Whether what a certificate tells is what its code says."""
    if code.told_hash(canonical(told)) != said.told:
        return False
    file, recipe = told.get("file"), told.get("recipe")
    if not isinstance(file, dict) or not isinstance(recipe, dict):
        return False
    hashes = (file.get("sha256"), recipe.get("sha256"), told.get("mark"))
    return hashes == (said.file, said.recipe, said.mark)


def _identity(said: code.Code, chain: str) -> tuple[Identity | None, bool]:
    """Return the identity whose key a code names, and whether it is this Muse's."""
    for known in home.identities().known():
        if known.id == said.key:
            return known, True
    try:
        found = read(chain.encode()[:_DATA])
    except (MuseError, ValueError):
        return None, False
    return (found, False) if found.id == said.key else (None, False)


def _is_there(host: Host, record: Any) -> bool:
    return any(host.library.path_of(file) is not None for file in record.files)
