"""Waveforms: what plugins measure of sounds is kept with the artifact, and costs none of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import zoo_entries
from muse import Format, Host, hookimpl
from muse.entry_points import Index
from muse.plugins.formats import Shelf, is_format


def kept(folder: Path, peaks: Callable[[bytes], bytes] | None) -> bytes | None:
    """Run a generator of `.bin` files beside a plugin that measures them; return what is kept."""

    class Plugin:
        @hookimpl
        def muse_formats(self) -> list[Format]:
            return [Format(".bin", "application/octet-stream", peaks=peaks)]

    index = Index(zoo_entries())
    with Host(library=folder, config=folder / "c.toml", index=index, hooks=[Plugin()]) as host:
        made = host.run("zoo.other", steps=4)[0]
        assert host.library.find(made.id)[1].files[0].size == 4
        assert host.library.gallery.extra(made.id).peaks == (
            host.library.gallery.peaks(made.id) is not None
        )
        return host.library.gallery.peaks(made.id)


def test_the_peaks_of_a_file_are_kept(tmp_path: Path) -> None:
    assert kept(tmp_path / "one", lambda data: b"\x81\x7f" * len(data)) == b"\x81\x7f" * 4
    assert kept(tmp_path / "none", None) is None


def fails(data: bytes) -> bytes:
    raise ValueError("no sound")


@pytest.mark.parametrize(
    "peaks",
    [fails, lambda data: b"", lambda data: b"abc", lambda data: bytes(2**16 + 2), lambda data: 7],
    ids=["fails", "empty", "odd", "long", "no bytes"],
)
def test_what_is_no_waveform_is_not_kept(tmp_path: Path, peaks: Callable) -> None:
    assert kept(tmp_path, peaks) is None


def test_a_format_without_peaks_takes_those_of_the_next() -> None:
    shelf = Shelf()
    shelf.add("a", Format(".wav", "audio/wav"), own=False)
    shelf.add("b", Format(".wav", "audio/wav", peaks=lambda data: b"bb"), own=False)
    shelf.add("c", Format(".wav", "audio/wav", peaks=lambda data: b"cc"), own=False)
    peaks = shelf.held[".wav"].peaks
    assert peaks is not None
    assert peaks(b"") == b"bb"
    assert not is_format(Format(".wav", "audio/wav", peaks=7))  # type: ignore[arg-type]
