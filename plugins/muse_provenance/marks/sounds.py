"""The sounds of an artifact, marked: parts of one with the whole that they add up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from muse_provenance.marks import sound_files, zips
from muse_provenance.marks.sound_files import Content

_WAV = ".wav"


def marked(
    contents: Mapping[str, Content], bits: bytes, scratch: Callable[[], Path]
) -> dict[str, Content]:
    """Return the sounds among the contents of an artifact with a mark of 8 bytes, by their keys.

    `.wav` decides about all WAVs of its rate and length, such as `.drums.wav`: they get what it
    gets, so that they still add up to it. Those in a zip are marked likewise. Each other sound is
    marked for itself. `scratch` is
    asked for a folder only where a sound is a file. Empty where there are no sounds.

    An MP3 or an Ogg beside a WAV is made anew of that, once it is marked: what an encoder left
    takes a mark less well, and the next encoder most of it.
    """
    made: dict[str, Content] = {}
    waves = [key for key in contents if key.endswith(_WAV)]
    if _WAV in waves and len(waves) > 1:
        group = _together(contents, waves)
        done = sound_files.marked_wavs([contents[key] for key in group], bits, scratch)
        made |= dict(zip(group, done, strict=True)) if done else {}
    for key, content in sorted(contents.items(), key=lambda each: not each[0].endswith(_WAV)):
        if key in made:
            continue
        if key.endswith(_WAV):
            done = sound_files.marked_wavs([content], bits, scratch)
            made |= {key: done[0]} if done else {}
        elif key.endswith(".zip") and isinstance(content, bytes):
            packed = zips.marked(content, bits, scratch)
            made |= {key: packed} if packed is not None else {}
        elif key[key.rindex(".") :] in sound_files.ENCODED:
            wav = made.get(key[: key.rindex(".")] + _WAV)
            again = sound_files.encoded_like(wav, content, scratch) if wav is not None else None
            if again is not None:
                made[key] = again
                continue
            again = sound_files.marked_encoded(content, key[key.rindex(".") :], bits, scratch)
            made |= {key: again} if again is not None else {}
    return made


def _together(contents: Mapping[str, Content], keys: list[str]) -> list[str]:
    """Return the WAVs that go with the one that has no name, that one first."""
    like = sound_files.rate_and_length(contents[_WAV])
    others = (key for key in keys if key != _WAV)
    return [_WAV, *(key for key in others if sound_files.rate_and_length(contents[key]) == like)]
