"""A song as a score of music21, to go on with there."""

from typing import Any

from muse_music.notation import musicxml
from muse_music.theory.notes import Song


def to_music21(song: Song) -> Any:
    """Return a song as a music21 Score; music21 has to be installed."""
    import music21

    text = musicxml(song).decode()
    return music21.converter.parseData(text, format="musicxml", forceSource=True)
