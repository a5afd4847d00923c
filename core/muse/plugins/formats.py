"""The file formats that plugins offer, each suffix held by one and added to by others."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from muse.contract.condition import Condition
from muse.contract.hooks import Encode, Format, Lacks
from muse.contract.rights import Rights
from muse.errors import MuseError, shown
from muse.media import content
from muse.media.content import Content
from muse.plugins import views
from muse.plugins.blame import blaming


class Shelf:
    """Formats by suffix (`held`), and in words what each plugin adds (`offers`).

    Who comes first has a suffix: its media type, how it carries a recipe, `thumbnail`, `peaks` and
    `measure`. The others add what it lacks: encodings from other media types first, and views.
    Those three and views take bytes or a path of every format that is held.
    """

    def __init__(self) -> None:
        self.held: dict[str, Format] = {}
        self.offers: dict[str, list[str]] = {}

    def add(self, name: str, offer: Format, *, own: bool) -> None:
        """Add what a plugin offers; one that isn't Muse's own is blamed for what it raises."""
        told = _taking_paths(_showing(offer if own else _blaming(offer, name), name))
        held = self.held.get(offer.suffix)
        self.held[offer.suffix] = _merged(held, told) if held else told
        self.offers.setdefault(name, []).append(_added(held, offer))


def is_format(each: Any) -> bool:
    """Whether what a plugin offers is a format, all of it of its type."""
    return (
        isinstance(each, Format)
        and isinstance(each.suffix, str)
        and each.suffix.startswith(".")
        and isinstance(each.media_type, str)
        and all(
            isinstance(table, Mapping)
            and all(isinstance(kind, str) and callable(f) for kind, f in table.items())
            for table in (each.encode, each.lacks, each.views)
        )
        and all(views.NAME.fullmatch(name) for name in each.views)
        and all(
            f is None or callable(f)
            for f in (
                *(each.embed, each.extract, each.embed_file, each.extract_file),
                *(each.thumbnail, each.peaks, each.measure),
                *(each.put_rights, each.take_rights),
            )
        )
    )


def _merged(held: Format, other: Format) -> Format:
    """Return a format with what another offer of its suffix adds; of another type, nothing."""
    if held.media_type != other.media_type:
        return held
    carries = held.embed or held.extract or held.embed_file or held.extract_file
    rights = held if held.put_rights or held.take_rights else other
    return replace(
        held,
        encode={**other.encode, **held.encode},
        lacks={
            **{kind: f for kind, f in other.lacks.items() if kind not in held.encode},
            **held.lacks,
        },
        embed=held.embed if carries else other.embed,
        extract=held.extract if carries else other.extract,
        embed_file=held.embed_file if carries else other.embed_file,
        extract_file=held.extract_file if carries else other.extract_file,
        thumbnail=held.thumbnail or other.thumbnail,
        peaks=held.peaks or other.peaks,
        measure=held.measure or other.measure,
        views={**other.views, **held.views},
        put_rights=rights.put_rights,
        take_rights=rights.take_rights,
    )


def _showing(offer: Format, plugin: str) -> Format:
    """Return a format whose views take paths, and blame the plugin for what they raise."""
    reads = offer.reads_paths
    held = {
        name: views.held(plugin, offer.suffix, name, view, reads_paths=reads)
        for name, view in offer.views.items()
    }
    return replace(offer, views=held)


def _taking_paths(offer: Format) -> Format:
    """Return a format that reads files of 64 MiB at most for what takes bytes alone."""
    if offer.reads_paths:
        return offer

    def reading(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def of(data: Content) -> Any:
            if isinstance(data, Path) and content.size(data) > content.SMALL:
                raise ValueError(f"{data.name} is too large to be read whole")
            return function(content.read(data))

        return of

    return replace(
        offer,
        thumbnail=offer.thumbnail and reading(offer.thumbnail),
        peaks=offer.peaks and reading(offer.peaks),
        measure=offer.measure and reading(offer.measure),
        reads_paths=True,
    )


def _added(held: Format | None, offer: Format) -> str:
    """Say what an offer adds to what there is."""
    if held is None:
        return offer.suffix
    if held.media_type != offer.media_type:
        return f"{offer.suffix} refused: it is {held.media_type} already"
    added = [kind for kind in offer.encode if kind not in held.encode]
    shows = [name for name in offer.views if name not in held.views]
    told = [f"from {', '.join(added)}"] if added else []
    told += [f"shown as {', '.join(shows)}"] if shows else []
    told += ["takes rights"] if offer.put_rights and not held.put_rights else []
    return f"{offer.suffix} {'; '.join(told) or 'adds nothing'}"


def _blaming(offer: Format, name: str) -> Format:
    """Return a format whose functions blame the plugin for what they raise."""

    def told(what: str, function: Callable[..., Any], *data: Any) -> bytes:
        with blaming(f"{name} can't {what} {offer.suffix}"):
            made = function(*data)
            if not isinstance(made, bytes | bytearray):
                raise TypeError(f"it gave {shown(made)}, not bytes")
            return bytes(made)

    def embed_file(path: Path, text: str) -> None:
        with blaming(f"{name} can't put a recipe into {offer.suffix}"):
            if offer.embed_file is not None:
                offer.embed_file(path, text)

    def measure(data: Any) -> Mapping[str, Any]:
        with blaming(f"{name} can't measure {offer.suffix}"):
            made = offer.measure(data) if offer.measure else {}
            if not isinstance(made, Mapping):
                raise TypeError(f"it gave {shown(made)}, not values by name")
            return made

    def extract_file(path: Path) -> tuple[Iterable[bytes], str] | None:
        try:
            found = offer.extract_file(path) if offer.extract_file else None
            return found if found is None or isinstance(found[1], str) else None
        except KeyboardInterrupt:
            raise
        except BaseException:  # as for `extract`
            return None

    def extract(data: bytes) -> tuple[bytes, str] | None:
        try:
            found = offer.extract(data) if offer.extract else None
            whole = found is None or (isinstance(found[0], bytes) and isinstance(found[1], str))
        except KeyboardInterrupt:
            raise
        except BaseException:  # it is asked of files that aren't its own too
            return None
        return found if whole else None

    def take_rights(data: bytes) -> tuple[bytes, Rights] | None:
        try:
            found = offer.take_rights(data) if offer.take_rights else None
            whole = found is None or (isinstance(found[0], bytes) and isinstance(found[1], Rights))
        except KeyboardInterrupt:
            raise
        except BaseException:  # as for `extract`
            return None
        return found if whole else None

    def encoding(kind: str, function: Encode) -> Encode:
        return partial(told, f"turn {kind} into", function)

    def lacking(function: Lacks, condition: Condition) -> MuseError | None:
        with blaming(f"{name} can't say what {offer.suffix} needs"):
            found = function(condition)
            if not isinstance(found, MuseError | None):
                raise TypeError(f"it gave {shown(found)}, no error of Muse's")
            return found

    return replace(
        offer,
        encode={kind: encoding(kind, function) for kind, function in offer.encode.items()},
        lacks={kind: partial(lacking, function) for kind, function in offer.lacks.items()},
        embed=partial(told, "put a recipe into", offer.embed) if offer.embed else None,
        extract=extract if offer.extract else None,
        thumbnail=partial(told, "show", offer.thumbnail) if offer.thumbnail else None,
        peaks=partial(told, "measure", offer.peaks) if offer.peaks else None,
        embed_file=embed_file if offer.embed_file else None,
        extract_file=extract_file if offer.extract_file else None,
        measure=measure if offer.measure else None,
        put_rights=partial(told, "put rights into", offer.put_rights) if offer.put_rights else None,
        take_rights=take_rights if offer.take_rights else None,
    )
