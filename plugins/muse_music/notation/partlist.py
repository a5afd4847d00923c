"""The head of a score in MusicXML: its title, who made it, its parts and how MIDI plays them."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from muse_music.notation import drumset
from muse_music.theory import gm
from muse_music.theory.notes import DRUMS, Part, Song


def label(part: Part) -> str:
    """Return what stands before a part's staff: who plays it."""
    return part.instrument or part.name.partition(": ")[2] or part.name


def short(part: Part) -> str:
    """Return what stands before a part's later staves."""
    words = [word for word in label(part).split() if not word.isdigit()]
    last = words[-1] if words else label(part)
    return last if len(last) < 6 else f"{last[:4].rstrip('aeiou')}."


def head(song: Song) -> Iterator[str]:
    """Yield title, composer and poet."""
    yield f"<work><work-title>{escape(song.title)}</work-title></work><identification>"
    for kind, name in (("composer", song.composer), ("lyricist", song.poet)):
        if name:
            yield f'<creator type="{kind}">{escape(name)}</creator>'
    yield "<encoding><software>Muse</software></encoding></identification>"


def listed(parts: Sequence[tuple[str, Part]]) -> Iterator[str]:
    """Yield the list of parts, each with the id that it goes by."""
    yield "<part-list>"
    for place, (name, part) in enumerate(parts):
        yield _part(name, place, part)
    yield "</part-list>"


def _part(name: str, place: int, part: Part) -> str:
    """Return a part's entry in the list: its names, instruments and how MIDI plays them."""
    channels = [c for c in range(1, 17) if c != 10]
    pan = round(90 * max(-1.0, min(1.0, part.pan)))
    if part.program == DRUMS:
        struck = sorted({n.pitch for n in part.notes})
        names = [(f"{name}-I{p + 1}", drumset.name(p), 10, 1, p + 1) for p in struck]
    else:
        channel = channels[place % len(channels)]
        who = part.instrument or gm.instrument(part.program)
        names = [(f"{name}-I1", who, channel, part.program + 1, 0)]
    sounds = [
        f'<score-instrument id="{which}"><instrument-name>{escape(instrument)}'
        "</instrument-name></score-instrument>"
        for which, instrument, _, _, _ in names
    ]
    for which, _, channel, program, unpitched in names:
        struck_at = f"<midi-unpitched>{unpitched}</midi-unpitched>" if unpitched else ""
        sounds.append(
            f'<midi-instrument id="{which}"><midi-channel>{channel}</midi-channel>'
            f"<midi-program>{program}</midi-program>{struck_at}<pan>{pan}</pan></midi-instrument>"
        )
    return (
        f'<score-part id="{name}"><part-name>{escape(label(part))}</part-name>'
        f"<part-abbreviation>{escape(short(part))}</part-abbreviation>{''.join(sounds)}"
        "</score-part>"
    )
