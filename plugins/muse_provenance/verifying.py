"""Saying what a file is, as one verdict: by its credentials, what this Muse keeps, and its mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import muse
from muse import Host, RequestError
from muse.media import content
from muse_provenance import home, reading
from muse_provenance.besides import completed
from muse_provenance.credentials import remains
from muse_provenance.index import Entry
from muse_provenance.looking import mark_of
from muse_provenance.reading import Credentials, Unreadable
from muse_provenance.verdict import Kind, Verdict


@dataclass
class _Look:
    """What is found about a file, as it is found."""

    path: Path
    host: Host | None
    sha256: str
    known: Entry | None
    reasons: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    mark: str = ""
    artifact: str = ""

    def verdict(self, kind: Kind, found: Credentials | None = None) -> Verdict:
        """Return the verdict, with what the credentials claim."""
        said = found or Credentials()
        ours = found is not None and found.is_ours
        return Verdict(
            file=str(self.path),
            kind=kind,
            reasons=tuple(self.reasons),
            signer=said.signer,
            own_key=ours and bool(said.signer),
            made_by=f"{said.generator} {said.version}".strip(),
            model=said.model,
            made=said.made,
            source=said.source,
            title=said.title,
            mark=self.mark or (said.about.get("mark", "") if ours else ""),
            artifact=self.artifact
            or (self.known.artifact if self.known else "")
            or (said.about.get("artifact", "") if ours else ""),
            where=tuple(self.where),
            ingredients=said.ingredients,
        )


def verify(path: str | Path, host: Host | None = None) -> Verdict:
    """Return what a file is, and why that is said; RequestError for what can't be read.

    Nothing is taken on trust from the file: its credentials are read by a process with limits of
    time and memory, and whose key signed is told by the certificate. `host` lends its library, in
    which the artifact of a mark is looked for.
    """
    place = Path(path)
    return completed(_verdict(place, host), place, host)


def _verdict(place: Path, host: Host | None) -> Verdict:
    try:
        if not place.is_file():
            raise RequestError(f"{place} is no file that can be read")
        sha256 = content.sha256(place)
    except OSError as error:
        raise RequestError(f"{place} can't be read ({error.strerror})") from None
    known = home.index().of_file(sha256)
    look = _Look(place, host, sha256, known)
    try:
        found = reading.credentials(place, known.credentials if known else None)
    except Unreadable as error:
        return _unreadable(look, error)
    except OSError as error:
        raise RequestError(f"{place} can't be read ({error.strerror})") from None
    return _without(look) if found is None else _with(look, found)


def _with(look: _Look, found: Credentials) -> Verdict:
    """Return the verdict on a file that has credentials."""
    whose = (
        f"{found.signer}, a key of this Muse"
        if found.is_ours
        else f"{_signer(found)}, whom this Muse doesn't know"
    )
    look.reasons.append(f"Its credentials were signed by {whose}.")
    look.reasons += found.notes
    if found.where == "beside":
        look.reasons.append("They are in a file beside it.")
    if found.where == "kept":
        look.reasons.append("They aren't beside it any more; this Muse kept them.")
    if found.failures and look.known is not None and found.where == "beside":
        return _changed(look, found, ("the credentials beside it",))
    if found.failures and look.known is not None:
        look.reasons.append("Other readers of credentials may find fault with them.")
        look.reasons.append("Every byte of it is as this Muse signed it.")
        return look.verdict("ours", found)
    if found.failures:
        return _changed(look, found, found.failures)
    if not found.is_ours:
        look.reasons.append("What it signed is unchanged since.")
        return look.verdict("other", found)
    kept = home.index().of_id(found.about.get("id", ""))
    if kept is None:
        look.reasons.append(
            "What it signed is unchanged since. This Muse has no record of the signing, by which it"
            " would know that every byte is."
        )
        return look.verdict("ours", found)
    look.known = kept
    if kept.file != look.sha256:
        return _changed(look, found, ("the credentials themselves",))
    if found.where == "beside" and reading.beside(look.path) != kept.credentials:
        return _changed(look, found, ("the credentials beside it",))
    look.reasons.append("Every byte of it is as this Muse signed it.")
    return look.verdict("ours", found)


def _changed(look: _Look, found: Credentials | None, where: Iterable[str]) -> Verdict:
    look.where += where
    look.reasons += [f"{each[0].upper()}{each[1:]} changed since." for each in where]
    if _find_mark(look):
        look.reasons.append(_told(look))
    return look.verdict("changed", found)


def _signer(found: Credentials) -> str:
    other = found.organisation
    if not found.signer:
        return "somebody without a name"
    return f"{found.signer} ({other})" if other and other != found.signer else found.signer


def _unreadable(look: _Look, error: Unreadable) -> Verdict:
    """Return the verdict on a file whose credentials can't be read."""
    why = f"{error.message[0].upper()}{error.message[1:]}."
    look.reasons.append(why)
    if error.beside:
        return _changed(look, None, ("the credentials beside it",))
    return _without(look)


def _without(look: _Look) -> Verdict:
    """Return the verdict on a file without credentials that can be read."""
    if look.known is not None:
        look.reasons.append("Every byte of it is as this Muse signed it.")
        return look.verdict("ours")
    recorded = look.host.library.by_hash(look.sha256, look.path) if look.host else None
    if recorded is not None:
        run, artifact = recorded
        look.artifact = artifact.id
        look.reasons.append("It isn't signed; the library has a record of exactly these bytes.")
        return look.verdict(
            "ours",
            Credentials(
                title=artifact.title, generator=run.generator, version=run.version, is_ours=True
            ),
        )
    if remains.are_in(look.path):
        return _changed(look, None, ("the credentials themselves",))
    if not look.reasons:
        look.reasons.append("It has no credentials.")
    if _find_mark(look):
        look.reasons.append(_told(look))
        return look.verdict("mark")
    look.reasons.append("No mark was found in it.")
    return look.verdict("nothing")


def _told(look: _Look) -> str:
    if look.artifact:
        return f"It carries the mark {look.mark}, that of {look.artifact}."
    return f"It carries the mark {look.mark}, which nothing in the library has."


def _find_mark(look: _Look) -> bool:
    """Look for a mark in a file, and for the artifact that it is of."""
    found = mark_of(look.path)
    if found is None:
        return False
    look.mark = found
    kept = home.index().of_mark(found)
    look.artifact = kept.artifact if kept else _of_library(look.host, found)
    return True


def _of_library(host: Host | None, mark: str) -> str:
    """Return the artifact of the library whose recipe has a mark; empty if none has."""
    if host is None:
        return ""
    for id, recipe in host.library.recipes():
        try:
            if muse.fingerprint(recipe).startswith(mark):
                return id
        except (KeyError, TypeError, ValueError):
            continue
    return ""
