"""Files from outside: what they say is understood, and no trap in them does harm."""

import io
import random
import re
import struct
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting import calls
from muse import RequestError
from muse_music.midi import song
from muse_music.midi.band.perform import perform
from muse_music.midi.write import write
from muse_music.notation import musicxml, mxl
from muse_music.notation.abc import abc
from muse_music.reading import read
from muse_music.reading.grid import quantised
from muse_music.theory.keys import Key


@pytest.mark.parametrize("style", ["pop", "folk", "chinese", "classical", "jazz", "electronic"])
@pytest.mark.parametrize("meter", [None, "3/4", "6/8", "7/8"])
def test_our_own_files_come_back(style: str, meter: str | None):
    made = song(style=style, meter=meter, seed=7, bars=12)
    key = Key(made.key.tonic, made.key.family)  # all that a score can name
    tune = [(n.start, n.length, n.pitch) for n in made.parts[0].notes]
    for data, name in (
        (musicxml(made), "a.musicxml"),
        (mxl(musicxml(made)), "a.mxl"),
        (abc(made).encode(), "a.abc"),
    ):
        score = read(data, name)
        assert [(n.start, n.length, n.pitch) for n in score.melody()] == tune
        assert (str(score.meter).split(":")[0], score.key) == (
            str(made.meter).split(":")[0],
            key,
        )
        assert len(score.chords) == len(made.chords)
    # Ornaments are heard as notes of their own in MIDI, so the tune is played without.
    made.parts[0].notes = [replace(n, marks=(), graces=()) for n in made.parts[0].notes]
    midi = write(made, perform(made, random.Random(1), loud=1, legato=1))
    score = quantised(read(midi, "a.mid"))
    starts = [(n.start, n.pitch) for n in score.melody()]
    assert starts == [(start, pitch) for start, _, pitch in tune]
    assert (score.meter, score.key) == (made.meter, made.key)


def midi(*events: bytes, kind: int = 1, division: int = 480) -> bytes:
    body = b"".join(events)
    head = b"MThd" + struct.pack(">IHHH", 6, kind, 1, division)
    return head + b"MTrk" + struct.pack(">I", len(body)) + body


def zipped(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha">""" + b"".join(
    b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10 if i else b"&a;" * 10) for i in range(9)
)
NOTE = b"\x00\x90\x3c\x40\x60\x80\x3c\x40"
BAD = {
    "empty": b"",
    "garbage": b"\x00\x01\x02" * 1000,
    "words": b"just words\n",
    "laughs": LAUGHS + b"]><score-partwise>&a8;</score-partwise>",
    "outside": b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><s>&x;</s>',
    "html": b"<html><body>no</body></html>",
    "timewise": b"<score-timewise/>",
    "deep": b"<a>" * 100_000,
    "cut xml": b"<score-partwise><part>",
    "no notes": b"<score-partwise><part id='P1'><measure/></part></score-partwise>",
    "nan": b"<score-partwise><part id='P1'><measure><attributes><divisions>nan</divisions>"
    b"</attributes></measure></part></score-partwise>",
    "divisions": b"<score-partwise><part id='P1'><measure><attributes><divisions>0</divisions>"
    b"</attributes></measure></part></score-partwise>",
    "zip bomb": zipped("score.musicxml", b"<score-partwise>" + b" " * 50_000_000),
    "zip of nothing": zipped("readme.txt", b"hello"),
    "cut zip": zipped("score.musicxml", b"<score-partwise/>")[:60],
    "format 3": midi(NOTE, kind=3),
    "no frames": midi(NOTE, division=0xE700),
    "no division": midi(NOTE, division=0),
    "giant deltas": midi(b"\x00\x90\x3c\x40", *[b"\xff\xff\xff\x7f\x90\x3c\x00"] * 50),
    "no status": midi(b"\x00\x3c\x40"),
    "silent": midi(b"\x00\xff\x2f\x00"),
    "cut first event": midi(b"\x00\x90\x3c")[:-1],
    "RIFF of nothing": b"RIFF\0\0\0\0RMIDabcd\0\0\0\0" * 9,
    "long event": midi(b"\x00\xff\x01\xff\xff\xff\x7f"),
    "cut head": b"MThd\x00\x00",
    "endless rest": b"X:1\nM:4/4\nK:C\nC Z999999999 C|",
    "long note": b"X:1\nK:C\nC999999999|",
    "no such key": b"X:1\nK:H major\nCDEF|",
    "short notes": b"X:1\nK:C\n" + b"C////////////////////D|" * 20,
    "high": b"X:1\nK:C\nc'''''''''''|",
}


@pytest.mark.parametrize("name", BAD)
def test_traps_are_refused_in_one_line(name: str):
    errors: list[str] = []

    def attempt() -> None:
        with pytest.raises(RequestError) as caught:
            read(BAD[name], f"{name}.mid")
        errors.append(str(caught.value))

    assert calls(attempt) < 20_000
    assert "\n" not in errors[0]
    assert "can't be read as music" in errors[0]


def test_big_files_are_refused_before_they_are_looked_at():
    with pytest.raises(RequestError, match="at most 10"):
        read(b"MThd" + bytes(11 * 2**20), "a.mid")


def test_memory_stays_small():
    """The worst of them, in a process that may not have more than half a gigabyte."""
    code = (
        "import resource, io, zipfile\n"
        "from muse import RequestError\n"
        "from muse_music.reading import read\n"
        "import muse_music.reading.midi, muse_music.reading.musicxml, muse_music.reading.abc\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2**29 + 2**28, 2**29 + 2**28))\n"
        "b = io.BytesIO()\n"
        "z = zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED)\n"
        "z.writestr('score.musicxml', b'<score-partwise>' + b'<a/>' * 9_000_000)\n"
        "z.close()\n"
        "traps = [b.getvalue(), b'<score-partwise>' + b'<part><a/></part>' * 500_000,\n"
        "         b'X:1\\nK:C\\n' + b'[CEG]' * 400_000, b'X:1\\nK:C\\n' + b'|:C:|' * 300_000]\n"
        "for trap in traps:\n"
        "    try:\n"
        "        read(trap)\n"
        "    except RequestError as error:\n"
        "        print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.count("can't be read as music") == 4


VALID = [
    b'X:1\nT:A\nM:6/8\nL:1/8\nQ:3/8=100\nK:Ador\nV:1 clef=bass\ne|"Am"A2B cBA|[1"G"G>AB (3ABc d:|'
    b"[2 G3 e3||\n|:^c/c/=c z {f}[Ac]2 a'&z6|A,3-A,3:|\nw: la la\nV:2\n[K:D ^f]!coda!(GA)|!D.C.!||",
    musicxml(song(style="folk", bars=2, seed=1, band=False, instruments=["Violin"])),
    write(
        made := song(style="folk", bars=4, seed=1),
        perform(made, random.Random(1), loud=1, legato=1),
    ),
]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(data: st.DataObject):
    original = bytearray(data.draw(st.sampled_from(VALID)))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(original) - 1))
        kind = data.draw(st.sampled_from(("set", "cut", "double")))
        if kind == "set":
            original[place] = data.draw(st.integers(0, 255))
        elif kind == "cut":
            del original[place : place + data.draw(st.integers(1, 20))]
        else:
            original[place:place] = original[place : place + 30]
        if not original:
            break
    try:
        score = read(bytes(original))
    except RequestError as error:
        assert "\n" not in str(error)
    else:
        assert score.parts
        assert all(0 <= n.pitch <= 127 and n.length > 0 for p in score.parts for n in p.notes)
        quantised(score).melody()


@pytest.mark.parametrize(
    ("body", "played"),
    [
        ("|:CDEF:|GABc|", "CDEF CDEF GABc"),
        ("|:CDEF|[1 GGGG:|[2 AAAA||\n|:BBBB|cccc:|", "CDEF GGGG CDEF AAAA BBBB cccc BBBB cccc"),
        ("|:CDEF|[1,2 GGGG:|[3 AAAA|BBBB|]", "CDEF GGGG CDEF GGGG CDEF AAAA BBBB"),
    ],
)
def test_repeats_are_played_as_they_are_written(body: str, played: str):
    """The same by both readers: ABC as it is, and MusicXML with the same signs."""
    named = dict(zip("CDEFGABc", (60, 62, 64, 65, 67, 69, 71, 72), strict=True))
    expected = [named[letter] for letter in played.replace(" ", "")]
    abc = f"X:1\nM:4/4\nL:1/4\nK:C\n{body}\n".encode()
    assert [note.pitch for note in read(abc, "a.abc").parts[0].notes] == expected
    bars = []
    for bar in re.findall(r"(\|?:?)?(?:\[([\d,]+) )?([A-Ga-g]{4})(?=(:?)\|)", body):
        opened, ending, letters, closed = bar
        left = '<repeat direction="forward"/>' if opened.endswith(":") else ""
        left = f'<barline location="left">{_ending(ending, "start")}{left}</barline>'
        right = '<repeat direction="backward"/>' if closed else ""
        right = f'<barline location="right">{_ending(ending, "stop")}{right}</barline>'
        notes = "".join(
            f"<note><pitch><step>{letter.upper()}</step><octave>{4 + letter.islower()}</octave>"
            "</pitch><duration>1</duration></note>"
            for letter in letters
        )
        bars.append(f"<measure>{left}{notes}{right}</measure>")
    bars[0] = bars[0].replace(
        "<measure>", "<measure><attributes><divisions>1</divisions></attributes>"
    )
    xml = (
        '<score-partwise><part-list><score-part id="P1"><part-name>a</part-name></score-part>'
        f'</part-list><part id="P1">{"".join(bars)}</part></score-partwise>'
    )
    assert [n.pitch for n in read(xml.encode(), "a.musicxml").parts[0].notes] == expected


def _ending(number: str, kind: str) -> str:
    return f'<ending number="{number}" type="{kind}"/>' if number else ""
