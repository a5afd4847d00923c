"""Sound that somebody hands in: a recording as it is, or notes rendered as tones."""

from typing import TYPE_CHECKING

from muse_music.audio import decoding, rendering
from muse_music.audio.sound import Sound

if TYPE_CHECKING:
    from muse import InputFile

MIDI = (".mid", ".midi")


def given(file: "InputFile", field: str, rate: int) -> Sound:
    """Return the sound of a file that somebody handed in; MIDI is rendered first.

    RequestError names the field.
    """
    name = f"{field}: {file.name}"
    if _is_midi(file):
        return rendering.render(file.data, rate, name)
    return decoding.decode(file.data, name, rate)


def check(file: "InputFile", field: str) -> None:
    """Raise the RequestError that `given` would, as far as it shows before the file is read."""
    name = f"{field}: {file.name}"
    if _is_midi(file):
        rendering.check(file.data, name)
    else:
        decoding.check(file.data, name)


def _is_midi(file: "InputFile") -> bool:
    return file.suffix in MIDI or file.data[:4] == b"MThd"
