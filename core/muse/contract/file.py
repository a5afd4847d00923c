"""One file of an artifact, in memory or on the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from muse.errors import MuseError
from muse.media import content
from muse.media.content import Content


class File:
    """One file of an artifact as it is saved: its media type and its bytes.

    They are in memory, or on the disk at `path`: then they are read when `data` is asked for, and
    `size`, `sha256` and `pieces` never hold all of them. `beside` is a recipe that doesn't fit
    inside the file, and is saved as a `.muse.json` beside it; so is each of `signatures` (contract
    1.4), under the ending that it has there.
    """

    __slots__ = (
        *("__weakref__", "_content", "_sha256", "_size"),
        *("beside", "media_type", "passing", "signatures"),
    )

    media_type: str
    beside: bytes | None
    signatures: Mapping[str, bytes]

    def __init__(
        self,
        media_type: str,
        data: Content,
        beside: bytes | None = None,
        *,
        sha256: str | None = None,
        passing: bool = False,
        signatures: Mapping[str, bytes] | None = None,
    ) -> None:
        self.media_type = media_type
        self.beside = beside
        self.signatures = dict(signatures or {})
        self.passing = passing
        """Whether it is on the disk only until the run ends."""
        self._content = data
        self._size: int | None = None
        self._sha256 = sha256

    def __repr__(self) -> str:
        return f"File({self.media_type!r}, {self._content if self.path else self.size!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, File) and (
            (self.media_type, self.beside, self.sha256)
            == (other.media_type, other.beside, other.sha256)
        )

    def __hash__(self) -> int:
        return hash((self.media_type, self.sha256))

    @property
    def content(self) -> Content:
        """The bytes in memory, or the path of those on the disk."""
        return self._content

    @property
    def path(self) -> Path | None:
        """Where the bytes are on the disk; None where they are in memory."""
        return self._content if isinstance(self._content, Path) else None

    @property
    def data(self) -> bytes:
        """The bytes, read now where they are on the disk.

        MuseError where they aren't there any more, or aren't what was made.
        """
        if not isinstance(self._content, Path):
            return self._content
        try:
            found = content.read(self._content)
        except OSError as error:
            raise self._lost(f"can't be read ({error.strerror})") from None
        if self._sha256 is not None and content.sha256(found) != self._sha256:
            raise self._lost("was changed since it was made")
        return found

    @property
    def size(self) -> int:
        """How many bytes there are."""
        if self._size is None:
            try:
                self._size = content.size(self._content)
            except OSError as error:
                raise self._lost(f"can't be read ({error.strerror})") from None
        return self._size

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes in hexadecimal."""
        if self._sha256 is None:
            try:
                self._sha256 = content.sha256(self._content)
            except OSError as error:
                raise self._lost(f"can't be read ({error.strerror})") from None
        return self._sha256

    def head(self, most: int) -> bytes:
        """Return the first bytes, at most so many."""
        try:
            return content.head(self._content, most)
        except OSError as error:
            raise self._lost(f"can't be read ({error.strerror})") from None

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes a piece at a time."""
        try:
            yield from content.pieces(self._content)
        except OSError as error:
            raise self._lost(f"can't be read ({error.strerror})") from None

    def at(self, path: Path) -> File:
        """Return the same file at another place on the disk."""
        moved = File(
            self.media_type, path, self.beside, sha256=self.sha256, signatures=self.signatures
        )
        moved._size = self.size
        return moved

    def _lost(self, what: str) -> MuseError:
        return MuseError(
            f"{self.path} {what}", hint="muse reproduce with the artifact's id makes it again"
        )
