"""The formats that hold rights; nothing of them is imported before rights are put or sought."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any

from muse import Format, Rights, hookimpl

_KINDS = (
    (".png", "image/png", "pictures", "png"),
    (".jpg", "image/jpeg", "pictures", "jpeg"),
    (".webp", "image/webp", "pictures", "webp"),
    (".gif", "image/gif", "pictures", "gif"),
    (".svg", "image/svg+xml", "markup", "svg"),
    (".html", "text/html", "markup", "html"),
    (".musicxml", "application/vnd.recordare.musicxml+xml", "markup", "musicxml"),
    (".mxl", "application/vnd.recordare.musicxml", "archives", "mxl"),
    (".epub", "application/epub+zip", "archives", "epub"),
    (".pdf", "application/pdf", "pdf", "pdf"),
    (".mid", "audio/midi", "sounds", "midi"),
    (".kar", "audio/midi", "sounds", "midi"),
    (".wav", "audio/wav", "sounds", "wav"),
    (".mp3", "audio/mpeg", "sounds", "mp3"),
    (".flac", "audio/flac", "comments", "flac"),
    (".ogg", "audio/ogg", "comments", "ogg"),
    (".mp4", "video/mp4", "films", "mp4"),
)


@hookimpl(tryfirst=True)  # answers are taken from the last: who makes a format has it
def muse_formats() -> Iterable[Format]:
    """Offer places for rights in the formats that others make."""
    return [
        Format(
            suffix,
            media_type,
            put_rights=_putting(module, f"put_{name}"),
            take_rights=_late(module, f"take_{name}"),
        )
        for suffix, media_type, module, name in _KINDS
    ]


def _putting(module: str, name: str) -> Callable[[bytes, Rights, Mapping[str, Any]], bytes]:
    """Return a function that puts rights, with how it came to be, by another's name."""
    put = _late(module, name)

    def call(data: bytes, rights: Rights, recipe: Mapping[str, Any]) -> bytes:
        from muse_provenance.credentials import claims

        made: bytes = put(data, replace(rights, source=claims.address(claims.source(recipe))))
        return made

    return call


def _late(module: str, name: str) -> Callable[..., Any]:
    """Return a function whose module is imported when it is first called."""

    def call(*arguments: Any) -> Any:
        return getattr(import_module(f"muse_provenance.rights.{module}"), name)(*arguments)

    return call
