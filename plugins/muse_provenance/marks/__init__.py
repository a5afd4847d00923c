"""Imperceptible marks: 64 bits in the picture or the sound itself, which outlive its metadata."""

from __future__ import annotations

from pathlib import Path

from muse_provenance.marks.found import Found


def read_file(path: Path) -> Found | None:
    """Return the mark that a picture, a sound or a film with sound carries; None for none found."""
    from muse_provenance.marks import films, pictures, sound_files

    with path.open("rb") as file:
        head = file.read(16)
    if sound_files.is_sound(head):
        return sound_files.read_file(path)
    if films.is_film(head):
        return films.read_file(path)
    return pictures.read_file(path)
