"""What a verdict says besides: whose a file says it is, and what a certificate is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from muse import Host
from muse.media import content
from muse.running.carrying import rights_of
from muse_provenance.verdict import Verdict

_LARGEST = 2**26
"""Bytes of a file that is looked into for that."""

_PDF = b"%PDF-"


def completed(verdict: Verdict, path: Path, host: Host | None) -> Verdict:
    """Return a verdict with the rights that a file tells of, and what it is a certificate of."""
    try:
        if content.size(path) > _LARGEST:
            return verdict
        head = bytes(content.head(path, len(_PDF)))
    except OSError:
        return verdict
    if head == _PDF:
        verdict = _certificate(verdict, path, host)
    if host is None or verdict.work:
        return verdict
    rights = rights_of(path, host.formats().values())
    if rights is None:
        return verdict
    named = {"author": rights.author, "statement": rights.rights, "licence": rights.terms}
    return replace(verdict, rights={name: value for name, value in named.items() if value})


def _certificate(verdict: Verdict, path: Path, host: Host | None) -> Verdict:
    """Return the verdict on a PDF that may be a certificate.

    Its own code covers the hashes, its credentials the page: one without them isn't as it was made.
    """
    from muse_provenance.certificate.checking import data_of, found_in

    try:
        told = data_of(path.read_bytes())
    except OSError:
        return verdict
    if told is None:
        return verdict
    found = found_in(told, "", host)
    where = [*verdict.where, *found.where]
    if verdict.kind in ("mark", "nothing"):
        where.append("its credentials, which are gone")
    return replace(
        verdict,
        kind="changed" if where else verdict.kind,
        reasons=(*verdict.reasons, *found.reasons),
        where=tuple(dict.fromkeys(where)),
        title=str(found.told.get("title", ""))[:200] or verdict.title,
        artifact=found.artifact or verdict.artifact,
        work=found.file,
    )


def compared(verdict: dict[str, object], others: Iterable[Path]) -> None:
    """Compare a certificate with the files that were handed in beside it; it is changed in place.

    Where there is one alone it has to be the work.
    """
    every = [*others]
    reasons, where = [*_words(verdict, "reasons")], [*_words(verdict, "where")]
    for path in every:
        try:
            same = content.sha256(path) == verdict["work"]
        except OSError:
            continue
        if same:
            reasons = _without_work(reasons)
            reasons.append(f"The work is {path.name}, byte for byte.")
            break
    else:
        if len(every) != 1:
            return
        reasons = _without_work(reasons)
        reasons.append(f"The work isn't {every[0].name}: its hash is another.")
        where.append("the work")
        verdict["kind"] = "changed"
    verdict["reasons"] = reasons
    if where:
        verdict["where"] = where


def _without_work(reasons: Iterable[str]) -> list[str]:
    """Return reasons but for what was said of the work before it was handed in."""
    return [each for each in reasons if not each.startswith("The work")]


def _words(verdict: dict[str, object], name: str) -> Iterable[str]:
    held = verdict.get(name, ())
    return [str(each) for each in held] if isinstance(held, list | tuple) else []
