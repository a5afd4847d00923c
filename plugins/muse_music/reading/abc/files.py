"""Files of ABC: their tunes, and the score of the first."""

import re
from collections.abc import Iterator

from muse_music.reading.abc.laid import score
from muse_music.reading.abc.reader import Tune
from muse_music.reading.limits import TUNE, Damaged, most, refused
from muse_music.reading.score import Score

_LINES = 100
"""Lines beyond ASCII that are looked at to know their encoding, at most."""
_BEGIN = re.compile(r"(?m)^[ \t]*X[ \t]*:")


def tunes(text: str) -> Iterator[str]:
    """Yield each tune of a file by itself: from its X: field to the next."""
    begin = 0
    for number, match in enumerate(_BEGIN.finditer(text)):
        block = text[begin : match.start()]
        if number and "K:" in block:
            yield block
        begin = match.start()
    block = text[begin:]
    if "K:" in block:
        yield block


def decoded(data: bytes) -> str:
    """Return the text of a file; where it isn't in UTF-8, its letters tell what it is in."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from muse_music.reading.midi.texts import guessed

        told = [line for line in data.splitlines() if not line.isascii()]
        return data.decode(guessed(told[:_LINES]), "replace")


def read_abc(text: str, name: str) -> Score:
    """Return the first tune of an ABC file; RequestError when it can't be read."""
    try:
        found = tunes(text)
        first = next(found, "")
        if not first:
            raise Damaged("it has no tune")
        most(len(first), TUNE, "characters in a tune")
        tune = Tune()
        start = _BEGIN.search(text)
        if start:
            tune.read(text[: min(start.start(), TUNE)], head=True)
        tune.read(first)
        if next(found, ""):
            tune.tell("the file has several tunes; the first is read")
        made = score(tune)
    except Damaged as error:
        raise refused(name, str(error)) from None
    except (ValueError, LookupError, OverflowError, ZeroDivisionError) as error:
        raise refused(name, f"its ABC is damaged ({error!s:.60})") from None
    return made
