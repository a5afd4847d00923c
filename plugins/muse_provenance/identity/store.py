"""The identities of this Muse in its data folder: the one that signs, and all that did.

identity/                 for the user alone (0700)
    signs.json            which one signs
    ID.pem  ID.key        its certificates, and its key (0600); of the others the certificates
    root.pem  root.key    what its own certificates are issued by
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from muse import MuseError, OutputError, files, folders, kept
from muse_provenance.identity import bringing, certificates
from muse_provenance.identity.certificates import Identity

_ID = re.compile(r"[0-9a-f]{16}")


class Store:
    """The identities in a folder; `current` makes one where there is none."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or folders.data_folder() / "identity"
        self._held: tuple[tuple[int, ...], Identity] | None = None
        self._listed: tuple[tuple[str, ...], list[Identity]] | None = None

    @property
    def _signs(self) -> Path:
        return self.folder / "signs.json"

    def current(self) -> Identity:
        """Return the identity that signs, made now if there is none; two at once make one.

        OutputError where there is none, and none can be written.
        """
        held = self._held
        if held is not None and held[0] == self._seen():
            return held[1]
        found = self._read()
        if found is None:
            with self._locked():
                found = self._read() or self._made("")
        self._held = (self._seen(), found)
        return found

    def peek(self) -> Identity | None:
        """Return the identity that signs; None where there is none yet."""
        return self._read()

    def known(self) -> list[Identity]:
        """Return the certificates of all that sign or signed for this Muse, without their keys."""
        try:
            names = sorted(n for n in os.listdir(self.folder) if n.endswith(".pem"))
        except OSError:
            return []
        ids = tuple(name[:-4] for name in names if _ID.fullmatch(name[:-4]))
        if self._listed is None or self._listed[0] != ids:
            found = [self._of(id) for id in ids]
            self._listed = (ids, [each for each in found if each is not None])
        return list(self._listed[1])

    def rotate(self, name: str = "", *, root: bool = False) -> Identity:
        """Begin to sign with a new key, and forget the old one; its certificate stays known.

        `root` makes a new root for it, too.
        """
        with self._locked():
            return self._made(name, new_root=root)

    def bring(self, chain: bytes, key: bytes, fits: Callable[[Identity], None]) -> Identity:
        """Begin to sign with a key of the user's own; RequestError says why it can't be.

        `fits` raises one for what can't sign credentials.
        """
        found = bringing.brought(chain, key)
        fits(found)
        with self._locked():
            return self._kept(found)

    # -- on the disk

    def _seen(self) -> tuple[int, ...]:
        try:
            found = os.stat(self._signs)
        except OSError:
            return ()
        return (found.st_ino, found.st_mtime_ns, found.st_size)

    def _locked(self) -> Any:
        try:
            kept.folder(self.folder)
            os.chmod(self.folder, 0o700)
        except OSError as error:
            raise _unwritable(self.folder, error) from None
        return files.locked(self._signs)

    def _read(self) -> Identity | None:
        """Return the identity that signs; None where there is none that can.

        What is damaged is told of; its certificate stays known.
        """
        told = kept.read_json(self._signs, _told)
        if told is None:
            return None
        path = self.folder / f"{told['id']}.key"
        key, chain = (
            kept.read(each, _pem_of, limit=certificates.LARGEST)
            for each in (path, path.with_suffix(".pem"))
        )
        if key and chain:
            try:
                return Identity.from_json(told, chain, key)
            except (LookupError, TypeError, ValueError):
                pass
        kept.tell(f"the key {path} can't be used: a new one is made")
        return None

    def _of(self, id: str) -> Identity | None:
        def parse(chain: bytes) -> Identity:
            found = certificates.read(chain)
            if found.id != id:
                raise ValueError("it is another certificate")
            return found

        return kept.read(self.folder / f"{id}.pem", parse, limit=certificates.LARGEST)

    def _made(self, name: str, *, new_root: bool = False) -> Identity:
        pair = None if new_root else self._root()
        if pair is None:
            pair = certificates.new_root()
            self._write("root.key", pair[1])
            self._write("root.pem", pair[0])
        try:
            return self._kept(certificates.made(*pair, name))
        except (ValueError, TypeError) as error:  # a root that doesn't fit its key
            if new_root:
                raise MuseError(f"no certificate can be made ({error})") from None
            return self._made(name, new_root=True)

    def _root(self) -> tuple[bytes, bytes] | None:
        pem, key = (
            kept.read(self.folder / name, _pem_of, limit=certificates.LARGEST)
            for name in ("root.pem", "root.key")
        )
        return (pem, key) if pem and key else None

    def _kept(self, identity: Identity) -> Identity:
        """Put an identity on the disk, have it sign, and forget the keys of the others."""
        self._write(f"{identity.id}.key", identity.key)
        self._write(f"{identity.id}.pem", identity.chain)
        self._write("signs.json", json.dumps(identity.to_json()).encode())
        for path in self.folder.glob("*.key"):
            if _ID.fullmatch(path.stem) and path.stem != identity.id:
                with suppress(OSError):
                    path.unlink()
        self._held = None
        return identity

    def _write(self, name: str, data: bytes) -> None:
        """Write a file for the user alone, whole or not at all."""
        passing = self.folder / f".{name}.{secrets.token_hex(4)}.part"
        try:
            handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with open(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(passing, self.folder / name)
            finally:
                with suppress(OSError):
                    passing.unlink()
        except OSError as error:
            raise _unwritable(self.folder, error) from None


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"can't write to {folder} ({error.strerror or error})",
        hint="point MUSE_HOME at another folder",
    )


def _told(said: Any) -> dict[str, Any]:
    if not isinstance(said, dict) or not _ID.fullmatch(said["id"]):
        raise ValueError("it names no identity")
    return said


def _pem_of(data: bytes) -> bytes:
    if not data.lstrip().startswith(b"-----BEGIN "):
        raise ValueError("it is no PEM file")
    return data
