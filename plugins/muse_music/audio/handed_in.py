"""Sound that somebody hands in: a recording as it is, or notes rendered as tones."""

from typing import TYPE_CHECKING

from muse_music.audio.decoding import decode
from muse_music.audio.rendering import render
from muse_music.audio.sound import Sound

if TYPE_CHECKING:
    from muse import InputFile

MIDI = (".mid", ".midi")


def given(file: "InputFile", field: str, rate: int) -> Sound:
    """Return the sound of a file that somebody handed in; MIDI is rendered first.

    RequestError names the field.
    """
    name = f"{field}: {file.name}"
    if file.suffix in MIDI or file.data[:4] == b"MThd":
        return render(file.data, rate, name)
    return decode(file.data, name, rate)
