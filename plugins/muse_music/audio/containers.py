"""How WAV, FLAC and MP3 files carry a text: pure bytes, no sound is decoded.

WAV has a RIFF chunk of its own, FLAC an APPLICATION block, MP3 an ID3v2.4 PRIV frame in front.
Each `put_*` inserts the text, each `take_*` returns the bytes as they were and the text, or None
when the file carries none or is damaged; `take_*` never raises.
"""

from muse_music import carried

_MARK = b"muse"
_ID3 = b"ID3\x04\0\0"


def put_wav(data: bytes, text: str) -> bytes:
    """Return a WAV file with a chunk "muse" at its end; ValueError when it is none."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE" or len(data) % 2:
        raise ValueError("this is not a WAV file")
    body = carried.encoded(text)
    chunk = _MARK + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
    size = len(data) + len(chunk) - 8
    return b"RIFF" + size.to_bytes(4, "little") + data[8:] + chunk


def take_wav(data: bytes) -> tuple[bytes, str] | None:
    """Return the WAV file without its chunk "muse", and that chunk's text.

    Others may follow it: those of a file that was signed.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return None
    at = 12
    for _ in range(carried.CHUNKS):
        if at + 8 > len(data):
            break
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if data[at : at + 4] == _MARK and end <= len(data):
            text = carried.decoded(memoryview(data)[at + 8 : at + 8 + size])
            left = at + len(data) - end - 8
            plain = b"RIFF" + left.to_bytes(4, "little") + data[8:at] + data[end:]
            return None if text is None else (plain, text)
        at = end
    return None


def put_flac(data: bytes, text: str) -> bytes:
    """Return a FLAC file with an APPLICATION block "muse" after its first block.

    ValueError when it is no FLAC file, or the text is longer than a block holds (16 MiB).
    """
    first = _flac_first(data)
    body = _MARK + text.encode()
    if first is None or len(body) >= 2**24:
        raise ValueError("this is not a FLAC file, or the text is too long for one")
    last = data[4] & 0x80
    block = bytes([2 | last]) + len(body).to_bytes(3, "big") + body
    return data[:4] + bytes([data[4] & 0x7F]) + data[5:first] + block + data[first:]


def take_flac(data: bytes) -> tuple[bytes, str] | None:
    """Return the FLAC file without the block "muse" that follows its first, and its text.

    A tag of ID3 before it, which a file has that was signed, goes too.
    """
    if data[:3] == b"ID3" and (size := _unsafe(data[6:10])) is not None:
        data = data[10 + size :]
    first = _flac_first(data)
    if first is None or len(data) < first + 8 or data[first] & 0x7F != 2:
        return None
    end = first + 4 + int.from_bytes(data[first + 1 : first + 4], "big")
    if data[first + 4 : first + 8] != _MARK or end > len(data):
        return None
    text = carried.decoded(memoryview(data)[first + 8 : end])
    head = bytes([data[4] & 0x7F | data[first] & 0x80])
    return None if text is None else (data[:4] + head + data[5:first] + data[end:], text)


def put_mp3(data: bytes, text: str) -> bytes:
    """Return an MP3 file with an ID3v2.4 tag in front that holds the text in a PRIV frame.

    It is the first frame of the tag that is there already.
    """
    body = _MARK + b"\0" + carried.encoded(text)
    frame = b"PRIV" + _safe(len(body)) + b"\0\0" + body
    size = _unsafe(data[6:10]) if data[:6] == _ID3 else None
    if size is None:
        return _ID3 + _safe(len(frame)) + frame + data
    return _ID3 + _safe(len(frame) + size) + frame + data[10:]


def take_mp3(data: bytes) -> tuple[bytes, str] | None:
    """Return the MP3 file without the first frame of its tag, and that frame's text.

    A tag that holds nothing else goes with it.
    """
    if data[:6] != _ID3 or data[10:14] != b"PRIV" or len(data) < 25:
        return None
    size, frame = _unsafe(data[6:10]), _unsafe(data[14:18])
    if size is None or frame is None or size < frame + 10 or len(data) < 10 + size:
        return None
    marked = data.startswith(_MARK + b"\0", 20)
    text = carried.decoded(memoryview(data)[25 : 20 + frame]) if marked else None
    if text is None:
        return None
    left = size - frame - 10
    head = _ID3 + _safe(left) if left else b""
    return head + data[20 + frame :], text


def _flac_first(data: bytes) -> int | None:
    """Return where the first metadata block, STREAMINFO, ends; None when this is no FLAC file."""
    if data[:4] != b"fLaC" or len(data) < 8 or data[4] & 0x7F:
        return None
    end = 8 + int.from_bytes(data[5:8], "big")
    return end if end <= len(data) else None


def _safe(number: int) -> bytes:
    """Return a number below 2**28 in 4 bytes of 7 bits, as ID3 counts."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def _unsafe(data: bytes) -> int | None:
    if len(data) != 4 or max(data) > 0x7F:
        return None
    return sum(byte << shift for byte, shift in zip(data, (21, 14, 7, 0), strict=True))
