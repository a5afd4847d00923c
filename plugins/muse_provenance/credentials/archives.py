"""ZIP files (EPUB, DOCX, MXL) as C2PA's library can sign them: each entry stored as it is."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO

LARGEST = 2**30
"""Bytes that the entries of an archive may have in all."""

MOST = 20_000
"""Entries of an archive."""

_PIECE = 2**20

_TYPES = "[Content_Types].xml"
"""Where an Office document says what each of its files is: Word opens none that misses one."""

_TYPES_END = re.compile(rb"</Types>\s*$")
_TYPE = rb'<Default Extension="c2pa" ContentType="application/c2pa"/></Types>'


def stored(source: bytes | Path, target: IO[bytes]) -> None:
    """Write an archive anew, its entries in the same order and uncompressed.

    ValueError for one that is too large or damaged.
    """
    opened = BytesIO(source) if isinstance(source, bytes) else source
    try:
        with zipfile.ZipFile(opened) as before, zipfile.ZipFile(target, "w") as after:
            entries = before.infolist()
            if len(entries) > MOST or sum(entry.file_size for entry in entries) > LARGEST:
                raise ValueError("the archive is too large to be stored uncompressed")
            after.comment = before.comment
            for entry in entries:
                made = zipfile.ZipInfo(entry.filename, entry.date_time)
                made.external_attr, made.create_system = entry.external_attr, entry.create_system
                made.compress_type = zipfile.ZIP_STORED
                if entry.filename == _TYPES and entry.file_size < _PIECE:
                    after.writestr(made, _TYPES_END.sub(_TYPE, before.read(entry), count=1))
                    continue
                made.file_size = entry.file_size
                with before.open(entry) as read, after.open(made, "w") as write:
                    while piece := read.read(_PIECE):
                        write.write(piece)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ValueError(f"the archive can't be read ({error})") from None
