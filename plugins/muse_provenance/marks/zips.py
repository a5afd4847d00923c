"""The sounds in a zip that a generator makes: a whole and its parts, marked together."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from muse_provenance.marks import sound_files


def marked(content: bytes, bits: bytes, scratch: Callable[[], Path]) -> bytes | None:
    """Return a zip whose WAVs have a mark of 8 bytes; None where there are none to mark.

    Of those of one rate and length the first by name decides for all, so that parts still add up to
    the whole (`00 Whole.wav`). What else is in it stays as it is.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        infos = given.infolist()
        waves = sorted(info.filename for info in infos if info.filename.lower().endswith(".wav"))
        data = {name: given.read(name) for name in waves}
        alike: dict[tuple[int, int] | None, list[str]] = {}
        for name in waves:
            alike.setdefault(sound_files.rate_and_length(data[name]), []).append(name)
        done = False
        for group in alike.values():
            made = sound_files.marked_wavs([data[name] for name in group], bits, scratch)
            if made is not None:
                data |= {k: v for k, v in zip(group, made, strict=True) if isinstance(v, bytes)}
                done = True
        if not done:
            return None
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as out:
            for info in infos:
                name = info.filename
                out.writestr(info, data[name] if name in data else given.read(name))
    return buffer.getvalue()
