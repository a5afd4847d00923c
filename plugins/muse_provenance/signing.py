"""Signing what is finished (C2PA): the last that happens to the bytes of a file.

The module is imported whenever a host opens: what signing needs is imported when it signs.
"""

import hashlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import muse
from muse import Artifact, InputFile, MuseError, Signed, hookimpl
from muse.media import content
from muse.media.content import Content
from muse_provenance import settings as ours
from muse_provenance.credentials import kinds

_MARKED = frozenset(
    (
        *("image/png", "image/jpeg", "image/webp", "image/gif"),
        *("audio/wav", "audio/x-wav", "audio/flac", "audio/mpeg", "audio/ogg"),
    )
)
"""Media types of what is marked, or made of it."""


@hookimpl
def muse_sign(
    artifact: Artifact,
    key: str,
    inputs: Mapping[str, Sequence[InputFile]],
    settings: Mapping[str, Mapping[str, Any]],
    folder: Path,
) -> Signed | None:
    """Return a file with its credentials inside, or beside it where its format holds none.

    One that can't be signed inside is signed beside; where neither works it stays as it is, and
    the report says why.
    """
    wanted = kinds.of_type(artifact.files[key].media_type, texts_inside=ours.texts_inside(settings))
    beside = kinds.of_type("")
    why: list[str] = []
    for kind in (wanted, beside) if wanted != beside else (beside,):
        try:
            return _signed(artifact, key, kind, inputs, settings, folder)
        except (ValueError, MuseError, OSError) as error:
            why.append(error.message if isinstance(error, MuseError) else str(error))
    artifact.report.note(f"{key} isn't signed: {why[0]}.")
    return None


def _signed(
    artifact: Artifact,
    key: str,
    kind: kinds.Kind,
    inputs: Mapping[str, Sequence[InputFile]],
    settings: Mapping[str, Mapping[str, Any]],
    folder: Path,
) -> Signed:
    import uuid

    from muse_provenance import home
    from muse_provenance.credentials import claims, writing
    from muse_provenance.index import Entry

    file = artifact.files[key]
    identity = home.identities().current()
    if identity.ends.timestamp() < time.time():
        raise MuseError(
            f"the certificate of {identity.name} expired on {identity.ends:%Y-%m-%d};"
            " muse identity import or rotate brings another"
        )
    payload = str(artifact.recipe["payload"].get(key, ""))
    carried = ours.marks(settings) and file.media_type in _MARKED
    mark = muse.fingerprint(artifact.recipe)[:16]
    about = {
        "id": str(uuid.uuid4()),
        "sha256": _hash(artifact.recipe),
        "payload": payload,
        "artifact": artifact.id,
        **({"mark": mark} if carried else {}),
    }
    manifest = claims.manifest(
        title=artifact.title or artifact.id,
        media_type=file.media_type,
        recipe=artifact.recipe,
        report=artifact.report.to_json(),
        about=about,
    )
    given = list(_ingredients(inputs))
    try:
        made = writing.put(file.content, kind, manifest, identity, folder, given)
    except ValueError:
        if not given:
            raise
        made = writing.put(file.content, kind, manifest, identity, folder)
        artifact.report.note(f"The credentials of {key} don't name the files that were handed in.")
    whole: Content = file.content if made.content is None else made.content
    home.index().add(
        Entry(
            id=about["id"],
            file=content.sha256(whole),
            payload=payload,
            artifact=artifact.id,
            key=identity.id,
            mark=mark,
            made=time.time(),
            credentials=made.credentials if made.content is None else None,
        )
    )
    if made.content is None:
        return Signed(beside={kinds.BESIDE: made.credentials})
    return Signed(made.content)


def _hash(recipe: Mapping[str, Any]) -> str:
    text = json.dumps(recipe, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _ingredients(inputs: Mapping[str, Sequence[InputFile]]) -> "Iterator[Any]":
    """Yield the files handed in, named after their fields: what a user's are called is theirs.

    Of one that holds credentials they are kept, once a process of their own has read them.
    """
    from muse_provenance import reading
    from muse_provenance.credentials import remains
    from muse_provenance.credentials.writing import Given

    for field, handed in inputs.items():
        for number, each in enumerate(handed, 1):
            kind = kinds.of_bytes(each.data)
            if kind.way != "inside":
                continue
            if remains.of(each.data) and not reading.is_readable(each.data, kind):
                continue
            name = field if len(handed) == 1 else f"{field}-{number}"
            yield Given(name + each.suffix[:12], kind.name, each.data)


@hookimpl
def muse_signed(path: Path) -> str | None:
    """Return the hash that the payload of a file had which a Muse signed, if all of it holds.

    Of this Muse's own that is known by the whole file; of another's by its credentials.
    """
    from muse_provenance import home, reading

    try:
        known = home.index().of_file(content.sha256(path))
    except OSError:
        return None
    if known is not None:
        return known.payload or None
    try:
        found = reading.credentials(path)
    except (MuseError, OSError):
        return None
    if found is None or found.failures or home.index().of_id(found.about.get("id", "")) is not None:
        return None
    return found.about.get("payload") or None
