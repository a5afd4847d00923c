"""Where a run writes: files, a folder, standard output, or nothing yet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from muse import files
from muse.contract.artifact import Artifact
from muse.contract.condition import Condition
from muse.contract.hooks import Format
from muse.contract.saving import part
from muse.errors import MuseError, OutputError, RequestError
from muse.media import keys
from muse.placing import Part


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:  # it was removed; what is written there says so
        return Path()


@dataclass(frozen=True)
class Output:
    """What was asked for with `output`: at most one folder, any number of files, `-`.

    `wanted` are the suffixes to end up with; `produced` those that the generator itself must make
    for that; `copied` is the one that goes to the folder though a file of it is named too. They are
    empty for a generator that declares no formats. Relative paths are of `base`, wherever a plugin
    changes to meanwhile.
    """

    folder: Path | None = None
    named: tuple[Path, ...] = ()
    stdout: bool = False
    force: bool = False
    copied: str = ""
    wanted: tuple[str, ...] = ()
    produced: tuple[str, ...] = ()
    known: Mapping[str, Format] = field(default_factory=dict)
    base: Path = field(default_factory=_here)

    def check(self, count: int) -> None:
        """Raise OutputError, before any work, when something can't be written where it should."""
        if self.stdout and (count > 1 or len(self.wanted) > 1):
            raise OutputError("standard output takes one file", hint="leave out the others")
        for folder in {path.parent for path in self.named} | ({self.folder} - {None}):
            assert folder is not None
            files.check_folder(folder)
        for path in self._targets(count):
            if files.exists(path) and not self.force:
                raise files.taken(path)

    def _targets(self, count: int) -> list[Path]:
        return [_of_item(path, index, count) for path in self.named for index in range(count)]

    def parts(self, artifact: Artifact, name: str, count: int) -> list[Part]:
        """Return where an artifact's files go: the names asked for, or free ones made of `name`."""
        index = artifact.item.index
        taken = {path.suffix.lower(): path for path in self.named}
        parts = []
        for key in artifact.files:
            suffix = keys.ending(key, self.whole)
            if suffix in taken:
                path = _of_item(taken[suffix], index, count)
                parts.append(part(artifact, key, path, force=self.force))
            if self.folder is not None and (suffix not in taken or suffix == self.copied):
                path = _of_item(self.folder / f"{name}{suffix}", index, count)
                parts.append(part(artifact, key, path, force=self.force, free=True))
        return parts

    @property
    def whole(self) -> frozenset[str]:
        """The suffixes that are formats, however many dots they have."""
        return frozenset((*self.wanted, *self.produced, *self.known))

    def early(
        self, index: int, name: str, count: int, native: Mapping[str, str]
    ) -> dict[str, Path]:
        """Return suffix -> path for the text of an item that isn't finished.

        It has the name of the finished file with `.unfinished` in it, and its suffix where a text
        can be put under that. What goes to standard output is put into the current folder.
        """
        names = list(self.named)
        if self.folder is not None or self.stdout:
            held = {path.suffix.lower() for path in names}
            folder = self.folder or Path()
            suffixes = [s for s in self.wanted if s not in held] or ([] if names else [".md"])
            names += [folder / f"{name}{suffix}" for suffix in suffixes]
        found: dict[str, Path] = {}
        own = {path: self._text_of(path.suffix.lower(), native) for path in names}
        # What was asked as a text comes before what was to be made of one.
        for path in sorted(names, key=lambda path: own[path] != path.suffix.lower()):
            suffix = own[path]
            of_item = _of_item(path, index, count)
            found.setdefault(suffix, of_item.with_name(f"{of_item.stem}.unfinished{suffix}"))
        return found

    def _text_of(self, suffix: str, native: Mapping[str, str]) -> str:
        """Return the suffix under which a text is put that was to become a file of `suffix`."""
        texts = [own for own, kind in native.items() if kind.startswith("text/")]
        if suffix in texts:
            return suffix
        if suffix in native:  # half of it is no JSON, say
            return ".txt" if ".txt" in texts or not texts else texts[0]
        encode = self.known[suffix].encode if suffix in self.known else {}
        return next((own for own in texts if native[own] in encode), texts[0] if texts else ".md")


def plan(
    output: str | Path | Sequence[str | Path] | None,
    formats: Iterable[str],
    *,
    native: Mapping[str, str],
    known: Mapping[str, Format],
    everything: bool = False,
    force: bool = False,
    generator: str = "",
    optional: Collection[str] = (),
    condition: Condition | None = None,
) -> Output:
    """Read what was asked for with `output` and `formats`; RequestError for an unknown format.

    An existing folder, or a name that ends in `/`, is a folder; `-` is standard output; any other
    name is a file whose suffix says the format. `native` are the generator's own formats, those
    in `optional` made only when they are named. What a format lacks for a condition is raised where
    it is named; `everything` leaves it out.
    """
    asked = [output] if isinstance(output, str | Path) else list(output or ())
    first = next(iter(native), "")
    folders: list[Path] = []
    named: list[Path] = []
    for each in asked:
        path = files.expanded(each)
        if str(each) == "-":
            continue
        if not str(each) or (path.name.startswith(".") and not path.suffix and not path.is_dir()):
            raise OutputError(f"output: {str(each)!r} has no name", hint="give a file or a folder")
        device = str(path).startswith(("/dev/", "/proc/"))
        if device or (path.exists() and not path.is_file() and not path.is_dir()):
            raise OutputError(f"{path} is no file and no folder", hint="-o - is standard output")
        if str(each).endswith(("/", "\\")) or path.is_dir():
            folders.append(path)
        else:
            named.append(path if path.suffix else path.with_name(path.name + first))
    if len(folders) > 1:
        raise OutputError(f"{folders[1]} is a second folder", hint="give one folder with -o")
    stdout = any(str(each) == "-" for each in asked)
    suffixes = [f".{f.lstrip('.').lower()}" for f in formats]
    suffixes += [path.suffix.lower() for path in named]
    if everything:
        suffixes += [s for s in native if s not in optional]
        can = (s for s in _encodable(native, known) if s not in optional)
        suffixes += [s for s in can if _lack(s, native, known, condition) is None]
    if (folders or stdout or not suffixes) and not (suffixes and not named) and first:
        suffixes.insert(0, first)
    wanted = tuple(dict.fromkeys(suffixes))
    doubled = len({path.suffix.lower() for path in named}) < len(named)
    if doubled:
        raise OutputError("two output files have the same suffix", hint="give one name per format")
    produced = tuple(dict.fromkeys(_source(s, native, known, generator) for s in wanted))
    lack = next(filter(None, (_lack(s, native, known, condition) for s in wanted)), None)
    if lack is not None:
        raise lack
    folder = folders[0] if folders else None
    if folder is None and named and set(wanted) - {p.suffix.lower() for p in named}:
        folder = named[0].parent
    copied = first if folders else ""
    produced = produced if native else ()
    return Output(folder, tuple(named), stdout, force, copied, wanted, produced, known)


def _encodable(native: Mapping[str, str], known: Mapping[str, Format]) -> list[str]:
    """Return a suffix for each format that a generator's own can be encoded to."""
    media_types = set(native.values())
    found: dict[str, str] = {}
    for suffix, fmt in known.items():
        if suffix not in native and set(fmt.encode) & media_types:
            found.setdefault(fmt.media_type, suffix)  # .jpg, and not .jpeg too
    return list(found.values())


def _source(
    suffix: str, native: Mapping[str, str], known: Mapping[str, Format], generator: str
) -> str:
    """Return the generator's own format that `suffix` is, or can be encoded from."""
    if suffix in native or not native:
        return suffix
    encode = known[suffix].encode if suffix in known else {}
    for own, media_type in native.items():
        if media_type in encode:
            return own
    can = [*native, *_encodable(native, known)]
    raise RequestError(
        f"{generator} can't write {suffix}", hint=f"it writes {', '.join(dict.fromkeys(can))}"
    )


def _lack(
    suffix: str, native: Mapping[str, str], known: Mapping[str, Format], condition: Condition | None
) -> MuseError | None:
    """Return what keeps a format from being made of what a generator makes; None for nothing."""
    if suffix in native or suffix not in known or condition is None:
        return None
    kind = native.get(_source(suffix, native, known, ""))
    check = known[suffix].lacks.get(kind or "")
    return check(condition) if check else None


def _of_item(path: Path, index: int, count: int) -> Path:
    return path if count == 1 else path.with_stem(f"{path.stem}-{index + 1}")
