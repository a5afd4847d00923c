"""What a run makes: bytes with a media type, and what is known of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from muse import files
from muse.contract.file import File
from muse.contract.report import Report
from muse.contract.saving import part, put
from muse.errors import MuseError, OutputError
from muse.media import content, keys
from muse.media.content import Content

_SHOWN = 8
"""Files that are told of in one line."""

if TYPE_CHECKING:
    from PIL.Image import Image

    from muse.contract.item import Item
    from muse.library.writing import Writing


@dataclass(eq=False, repr=False)
class Artifact:
    """One picture, song or text: one or more files under one id, report and recipe.

    A generator makes it with `contents` (suffix with its dot -> bytes), the item it is, and what
    it measured on those bytes. The host fills in the rest.

    Instead of bytes there may be a `Path` (contract 1.1), usually in `run.scratch`: the host takes
    such a file without reading it whole, and copies one from elsewhere. A key may be a suffix with
    a name before it: ".drums.wav" is saved as `song.drums.wav`, "/03.png" as `song/03.png`. Names
    have lower-case letters of ASCII, digits, `-` and `_`, at most 40; files are at most 999.
    """

    contents: Mapping[str, Content]
    item: Item
    measured: Mapping[str, Any] = field(default_factory=dict)
    title: str | None = None
    id: str = ""
    files: dict[str, File] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    recipe: dict[str, Any] = field(default_factory=dict)
    paths: list[Path] = field(default_factory=list)
    unfinished: bool = False
    journal: Callable[[], Writing] | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        held: Mapping[str, File | Content] = self.files or self.contents
        files = ", ".join(f"{key} ({_size(held[key])})" for key in list(held)[:_SHOWN])
        files += f" and {len(held) - _SHOWN} more" if len(held) > _SHOWN else ""
        name = f"{self.id} {self.title!r}" if self.id else "unfinished"
        return f"<Artifact {name}: {files}>"

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled: all but the tie to the host that made it."""
        return {**self.__dict__, "journal": None}

    def _repr_png_(self) -> bytes | None:
        """Return the picture that a notebook shows."""
        found = self.files.get(".png")
        return found.data if found and found.size <= content.SMALL else None

    def _repr_html_(self) -> str | None:
        """Return what a notebook shows of an artifact that isn't just a PNG."""
        return self._figure() if self.files and set(self.files) != {".png"} else None

    def _figure(self, **options: str) -> str:
        from muse.media import display

        named = f"{self.id}, seed {self.seed}"
        return display.figure(self.files, self.title or "", named, **options)

    @classmethod
    def image(
        cls,
        picture: Image,
        *,
        item: Item,
        measured: Mapping[str, Any] | None = None,
        title: str | None = None,
    ) -> Artifact:
        """Make an artifact of a Pillow picture, as PNG, and measure its width and height (px)."""
        from muse.media.drawn import Drawn

        size = {"width": picture.width, "height": picture.height}
        return cls(Drawn(picture), item, {**size, **(measured or {})}, title)

    @classmethod
    def text(
        cls,
        words: str,
        *,
        item: Item,
        suffix: str = ".md",
        measured: Mapping[str, Any] | None = None,
        title: str | None = None,
    ) -> Artifact:
        """Make an artifact of a text, as UTF-8."""
        return cls({suffix: words.encode()}, item, measured or {}, title)

    def picture(self, key: str = ".png") -> Image | None:
        """Return a picture among the contents, by Pillow; None for what is none, or moves.

        One that was handed over by `image` isn't encoded yet, so that a hook may draw on a copy of
        it and put that in its place (`redraw`) without decoding anything (contract 1.4).
        """
        from muse.media.drawn import opened

        return opened(self.contents, key)

    def redraw(self, picture: Image) -> None:
        """Put a Pillow picture in the place of the PNG among the contents (contract 1.4)."""
        from muse.media.drawn import Drawn

        drawn = Drawn(picture)
        alone = list(self.contents) == [".png"]
        self.contents = drawn if alone else {**self.contents, **drawn}

    @property
    def suffix(self) -> str:
        """The suffix of the first file."""
        return next(iter(self.files or self.contents))

    @property
    def media_type(self) -> str:
        """The media type of the first file; empty before the host has finished the artifact."""
        return self.files[self.suffix].media_type if self.files else ""

    @property
    def data(self) -> bytes:
        """The bytes of the first file, with its recipe inside where the format can hold one."""
        return self.files[self.suffix].data if self.files else content.read(self._first)

    def __muse_input__(self) -> tuple[File | bytes, str, str]:
        """Return what is handed in where a file is taken: a file or bytes, its name, this id."""
        name = f"{self.id or 'data'}{self.suffix}"
        return (self.files[self.suffix] if self.files else self.data), name, self.id

    @property
    def _first(self) -> Content:
        return self.contents[self.suffix]

    @property
    def seed(self) -> int:
        """The seed of this item alone."""
        return self.item.seed

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write the artifact and return where.

        The suffix of `path` says which of the artifact's files: `song.wav` takes that, and all that
        have a name and the same suffix (`song.drums.wav`, `song/03.wav`; where there are only
        those, the first of them is returned). A folder, which ends in `/` or is there, takes its
        first file under the artifact's own name, or that with a number where it is taken. What
        already exists is kept unless `force` is given: OutputError says so.
        """
        target = files.expanded(path)
        if _is_folder(path):
            return self._save_in(target, files.slug(self.title or self.id), force)
        suffix = target.suffix.lower() or keys.ending(self.suffix)
        if not target.suffix:
            target = target.with_name(target.name + suffix)
        wanted = keys.of_format(self.files, suffix)
        if not wanted:
            raise OutputError(
                f"this artifact has no {suffix} file, only {', '.join(self.files)}",
                hint=f'run again with formats=["{suffix}"]',
            )
        meant = [key for key in wanted if keys.is_named(key) and target.name.lower().endswith(key)]
        parts = [part(self, key, target, force=force) for key in meant[:1] or wanted]
        return put(self, parts)[0]

    def _save_in(self, folder: Path, name: str, force: bool) -> Path:
        """Write the first file into a folder under a name, or the next that is free."""
        suffix = keys.ending(self.suffix)
        target = folder / f"{name}{suffix}"
        wanted = keys.of_format(self.files, suffix)
        return put(self, [part(self, key, target, force=force, free=not force) for key in wanted])[
            0
        ]

    def write(self, suffix: str, target: Path, *, force: bool = False) -> None:
        """Write one file of the artifact exactly to `target`, its recipe beside it if need be."""
        put(self, [part(self, suffix, target, force=force, exactly=True)])


def _is_folder(path: str | Path) -> bool:
    return str(path).endswith(("/", os.sep)) or files.expanded(path).is_dir()


def _size(held: File | Content) -> str:
    try:
        return f"{held.size if isinstance(held, File) else content.size(held):,} bytes"
    except (OSError, MuseError):
        return "gone"


class Result(Sequence[Artifact]):
    """What a run made: its artifacts, in the order of their items."""

    def __init__(self, run_id: str, generator: str, artifacts: Sequence[Artifact]) -> None:
        self.id = run_id
        self.generator = generator
        self.artifacts = list(artifacts)

    @overload
    def __getitem__(self, index: int) -> Artifact: ...
    @overload
    def __getitem__(self, index: slice) -> list[Artifact]: ...
    def __getitem__(self, index: int | slice) -> Artifact | list[Artifact]:
        return self.artifacts[index]

    def __len__(self) -> int:
        return len(self.artifacts)

    def __iter__(self) -> Iterator[Artifact]:
        return iter(self.artifacts)

    def __repr__(self) -> str:
        return f"<Result {self.id}: {len(self)} by {self.generator}>"

    def __muse_input__(self) -> tuple[File | bytes, str, str]:
        """Return what is handed in where a file is taken; ValueError for several artifacts."""
        if len(self) != 1:
            raise ValueError(f"{len(self)} artifacts are given where one file is taken")
        return self[0].__muse_input__()

    def _repr_png_(self) -> bytes | None:
        """Return the picture that a notebook shows."""
        return self[0]._repr_png_() if len(self) == 1 else None

    def _repr_html_(self) -> str | None:
        """Return what a notebook shows: the artifact, or several side by side."""
        if len(self) == 1:
            return self[0]._repr_html_()
        from muse.media import display

        if not self.artifacts:
            return None
        return display.gallery(artifact._figure(width="320px") for artifact in self)

    @property
    def data(self) -> bytes:
        """The bytes of the first artifact."""
        return self.artifacts[0].data

    @property
    def text(self) -> str:
        """The first artifact as text; UnicodeDecodeError when it isn't a text."""
        return self.data.decode()

    @property
    def report(self) -> Report:
        """The report of the first artifact."""
        return self.artifacts[0].report

    @property
    def recipe(self) -> dict[str, Any]:
        """The recipe of the first artifact."""
        return self.artifacts[0].recipe

    @property
    def paths(self) -> list[Path]:
        """Every file that was written."""
        return [path for artifact in self.artifacts for path in artifact.paths]

    def save(self, path: str | Path, *, force: bool = False) -> list[Path]:
        """Write all artifacts and return where; several get `-1`, `-2`... before the suffix.

        A path, a folder and `force` mean what they mean to `Artifact.save`.
        """
        target = files.expanded(path)
        if len(self) == 1:
            return [self[0].save(path, force=force)]
        if _is_folder(path):
            return [
                artifact._save_in(
                    target, f"{files.slug(artifact.title or artifact.id)}-{number}", force
                )
                for number, artifact in enumerate(self, 1)
            ]
        return [
            artifact.save(target.with_stem(f"{target.stem}-{number}"), force=force)
            for number, artifact in enumerate(self, 1)
        ]
