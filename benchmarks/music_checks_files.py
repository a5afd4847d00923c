"""Checks of `music_requests`: titles, scores, pictures, stems and sound."""

from collections.abc import Iterator
from zipfile import ZipFile

from benchmarks.music_checks import Again, check
from benchmarks.music_files_made import Made, Midi


@check
def _title(made: Made, rest: str, again: Again) -> Iterator[str]:
    if made.midi.title != rest:
        yield f"it is {made.midi.title!r}"


@check
def _score(made: Made, rest: str, again: Again) -> Iterator[str]:
    """What music21 finds in the score: "title X", "composer X", "parts N", "lyricist X"."""
    what, _, wanted = rest.partition(" ")
    told = made.score.metadata
    texts = {
        "title": told.title or told.movementName,
        "composer": told.composer,
        "lyricist": told.lyricist,
        "parts": str(len(made.score.parts)),
        "harmony": str(len(list(made.score.recurse().getElementsByClass("Harmony")))),
    }
    if what and str(texts[what]) != wanted:
        yield f"it is {texts[what]!r}"


@check
def _xml(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Text that stands in the MusicXML file."""
    if rest not in made.path(".musicxml").read_text("utf-8"):
        yield "isn't in the file"


@check
def _file(made: Made, rest: str, again: Again) -> Iterator[str]:
    """A file of a suffix that its own reader opens, and words in it: ".lrc [00:"."""
    suffix, _, words = rest.partition(" ")
    path = made.path(suffix)
    if suffix == ".png":
        from PIL import Image

        size = Image.open(path).size
        if min(size) < 300:
            yield f"{size}"
    elif suffix == ".kar":
        Midi(path)
    elif words not in path.read_bytes().decode("utf-8", "replace"):
        yield f"{words} isn't in {path.read_text('utf-8')[:120]!r}"


@check
def _stems(made: Made, rest: str, again: Again) -> Iterator[str]:
    """A zip that has the whole and each part as MIDI, score and sound."""
    with ZipFile(made.path(".zip")) as file:
        found = [n for n in file.namelist() if not n.endswith("/")]
    kinds = {name.rpartition(".")[2] for name in found}
    mids = [name for name in found if name.endswith(".mid")]
    parts = {n.track for n in made.midi.notes}
    if not {"mid", "musicxml", "wav"} <= kinds or len(mids) < len(parts) + 1:
        yield f"{found}"


@check
def _wave(made: Made, rest: str, again: Again) -> Iterator[str]:
    """A sound that lasts exactly as long as the bars, where it runs into its start."""
    import wave

    with wave.open(str(made.path(".wav"))) as file:
        seconds = file.getnframes() / file.getframerate()
    if abs(seconds - made.midi.seconds) > 0.01:
        yield f"{seconds:.3f} s for {made.midi.seconds:.3f} of bars"
