"""Music handed in: whatever a file says, it is read in bounded time and memory, or told off."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hostile import music_worker
from hostile.music_files import (
    END,
    HEAD,
    MEASURE,
    NOTE,
    carrying,
    chunk,
    flac,
    held,
    meta,
    midi,
    notes,
    quantity,
    song,
    soundfont,
    wav,
    xml,
    zipped,
)

SECONDS = 2.0
"""Processor time of a hostile request beyond an innocent one's, or six times that one's."""
MEMORY = 512
"""MiB of memory at most."""
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


SLOWLY = "music.midi: composing"
"""What a run says after two seconds: on a busy machine these take so long, by the clock."""


@dataclass
class Done:
    """What came of a request."""

    code: int
    out: str
    err: str
    seconds: float
    memory: float


class Worker:
    """Asks `music_worker` in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "tune.abc").write_text(HEAD + "CDEF GABc|" * 4)
        self.process = subprocess.Popen(
            [sys.executable, music_worker.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "MUSE_HOME": str(folder / "home"), "OMP_NUM_THREADS": "1"},
        )
        self.usual: dict[str, float] = {}

    def ask(self, kind: str, *arguments: str) -> Done:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([kind, arguments]) + "\n")
        self.process.stdin.flush()
        return Done(**json.loads(self.process.stdout.readline()))

    def innocent(self, kind: str) -> float:
        """Return the processor time of a request for a short tune (s)."""
        if kind not in self.usual:
            done = self.ask(kind, "run", "music", "--melody", "tune.abc", "-o", f"{kind}.mid")
            assert done.code == 0, done.err
            self.usual[kind] = done.seconds
        return self.usual[kind]

    def bounded(self, kind: str, *arguments: str) -> Done:
        """Return what came of a request that must keep within the bars."""
        usual = self.innocent("process" if kind == "process" else "command")
        done = self.ask(kind, *arguments)
        most = usual + max(SECONDS, 6 * self.innocent("process"))
        assert done.seconds <= most, f"{done.seconds:.2f} s of {most:.2f}: {done.err}"
        assert done.memory <= MEMORY, f"{done.memory:.0f} MiB: {done.err}"
        assert "Traceback" not in done.err
        assert not CONTROLS.search(done.err), ascii(done.err)
        return done

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    made = Worker(tmp_path_factory.mktemp("music"))
    yield made
    made.close()


def refused(done: Done, told: str) -> None:
    """Hold a request to be refused in one line that tells something."""
    assert done.code == 2, (done.code, done.err)
    assert len(done.err.removeprefix(f"{SLOWLY}\n").strip().splitlines()) == 1, done.err
    assert told in done.err


def handed_in(worker: Worker, kind: str, name: str, data: bytes, task: str) -> Done:
    (worker.folder / name).write_bytes(data)
    (worker.folder / "made.mid").unlink(missing_ok=True)
    return worker.bounded(
        kind, "run", "music", f"--{task}", name, "--seed", "1", "--force", "-o", "made.mid"
    )


Make = Callable[[], bytes]

DEFAULTS = " ".join(f"b{n} CDATA 'y'" for n in range(999))
MANY = " ".join(f"b{n}=''" for n in range(500_000))
TRAPS: dict[str, tuple[str, Make, str]] = {
    # MIDI
    "notes": (".mid", lambda: midi(notes(60_000, 20) + END), "over 50,000 notes"),
    "a chord": (".mid", lambda: held(60_000, 480), "over 50,000 notes"),
    "one key": (".mid", lambda: song(b"\0\x90\x3c\x50" * 60_000), "over 50,000 notes"),
    "held": (".mid", lambda: held(45_000, 480 * 4 * 1500), "sound through"),
    "tempos": (".mid", lambda: song(meta(81, b"\7\xa1\x20", 1) * 700_000), "over 600,000 events"),
    "meters": (
        ".mid",
        lambda: song((meta(88, b"\4\2\x18\x08") + meta(88, b"\3\2\x18\x08")) * 300_000),
        "over 20,000 changes of meter",
    ),
    "keys": (".mid", lambda: song(meta(89, b"\0\0", 1) * 900_000), "over 20,000 keys"),
    "texts": (".mid", lambda: song(meta(1, b"chord C", 1) * 700_000), "over 50,000 texts"),
    "words": (".mid", lambda: song(meta(5, b"la", 1) * 900_000), "over 50,000 syllables"),
    "markers": (".mid", lambda: song(meta(6, b"a", 1) * 700_000), "over 600,000 events"),
    "controls": (".mid", lambda: song(b"\1\xb0\7\x50", b"\1\7\x50" * 3_000_000), "over 600,000"),
    "programs": (".mid", lambda: song(b"\1\xc0\7", b"\1\7" * 4_000_000), "over 600,000"),
    "sysex": (".mid", lambda: song(b"\0\xf0\1\xf7" * 2_000_000), "over 600,000 events"),
    "tracks": (".mid", lambda: midi(*[notes(1) + END] * 60_000), "over 256 tracks"),
    "players": (".mid", lambda: midi(*[notes(4) + END] * 65), "65 parts, and at most 64"),
    "chunks": (".mid", lambda: song() + b"XXXX\0\0\0\0" * 1_000_000, "over 1,000 chunks"),
    "years": (
        ".mid",
        lambda: midi(b"\xff\xff\xff\x7f\x90\x3c\x50\x60\x80\x3c\0" + END, division=96),
        "over 40,000 quarter notes",
    ),
    "bars": (".mid", lambda: midi(notes(9000, 480) + END), "has over 2,000 bars"),
    "large": (".mid", lambda: song(meta(1, b"x" * (11 * 2**20))), "has 11.0 MiB"),
    "header": (".mid", lambda: b"MThd\xff\xff\xff\xff" + song()[8:], "no tracks"),
    # ABC
    "signs": (".abc", lambda: (HEAD + "^" * 2_000_000).encode(), "no notes"),
    "fields": (".abc", lambda: (HEAD + "C" + "[M:3/4]" * 290_000).encode(), "over 20,000 fields"),
    "key fields": (".abc", lambda: (HEAD + "C\n" + "K:D\n" * 49_000).encode(), "20,000 fields"),
    "lines": (".abc", lambda: (HEAD + "$\n" * 1_000_000).encode(), "over 50,000 lines"),
    "text": (".abc", lambda: (HEAD + "C" * 3_000_000).encode(), "characters in a tune"),
    "rests": (".abc", lambda: (HEAD + "z/" * 1_000_000).encode(), "over 120,000 signs"),
    "bars of rests": (".abc", lambda: (HEAD + "z|" * 1_000_000).encode(), "over 20,000 bars"),
    "voices": (
        ".abc",
        lambda: (HEAD + "".join(f"V:{at}\nC|\n" for at in range(999))).encode(),
        "over 64 voices",
    ),
    "broken": (".abc", lambda: (HEAD + "C/128>" * 60_000).encode(), "over 50,000 notes"),
    "primes": (
        ".abc",
        lambda: (HEAD + "".join(f"C/{n}" for n in range(2, 9999))).encode(),
        "without a common measure",
    ),
    "repeats": (
        ".abc",
        lambda: (HEAD + "|:" + "CDEF|" * 4000 + "".join(f"[{n} C:|" for n in range(1, 9))).encode(),
        "repeats",
    ),
    "tuplets": (".abc", lambda: (HEAD + "(9:9:9CDEFGABcd" * 50_000).encode(), "50,000 notes"),
    "long tuplet": (".abc", lambda: (HEAD + "(9:999999999:9C").encode(), "40,000 quarter notes"),
    "digits": (".abc", lambda: (HEAD + "C" + "9" * 2_000_000).encode(), "a length of 999999"),
    "slashes": (".abc", lambda: (HEAD + "C" + "/" * 2_000_000).encode(), "a length of //////"),
    "wide chord": (".abc", lambda: (HEAD + f"[{'CEG' * 600_000}]").encode(), "50,000 notes"),
    "endings": (
        ".abc",
        lambda: (HEAD + "|:C|[1" + ",1-8" * 200_000 + " C:|").encode(),
        "it has endings of",
    ),
    "sung": (".abc", lambda: (HEAD + "C\nw:" + " la" * 600_000).encode(), "50,000 syllables"),
    "tunes": (".abc", lambda: b"K:\n" + b"X:1\n" * 2_500_000, "no tune"),
    "macros": (
        ".abc",
        lambda: ("m: ~g = " + "CDEF" * 40 + "\n" + HEAD + "~g" * 60_000).encode(),
        "its macros written out",
    ),
    "orders": (
        ".abc",
        lambda: f"X:1\nP:{'(' * 40}A{'9)99' * 40}\nK:C\nP:A\nC|\nP:B\nD|".encode(),
        "repeats never end",
    ),
    "tuplets in tuplets": (
        ".abc",
        lambda: (HEAD + "(3:2:99" * 100_000 + "C").encode(),
        "without end",
    ),
    "verses": (".abc", lambda: (HEAD + "C|" * 200 + "\nw: a\n" * 40_000).encode(), "20,000 fields"),
    # MusicXML
    "laughs": (
        ".musicxml",
        lambda: xml(doctype='<!DOCTYPE s [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>'),
        "it declares entities",
    ),
    "defaults": (
        ".musicxml",
        lambda: xml(
            doctype=f"<!DOCTYPE s [<!ATTLIST a {DEFAULTS}>]>",
            more="<a/>" * 1_000_000,
        ),
        "it declares entities or elements",
    ),
    "deep": (".musicxml", lambda: b"<score-partwise>" + b"<a>" * 900_000, "it nests too deep"),
    "elements": (".musicxml", lambda: xml(more="<a/>" * 1_250_000), "over 1,200,000 elements"),
    "attributes": (
        ".musicxml",
        lambda: xml(
            "<measure>"
            + '<forward><duration>1</duration></forward><sound tempo="90"/>' * 60_000
            + "</measure>"
        ),
        "over 20,000 changes of meter, key and tempo",
    ),
    "one tempo": (
        ".musicxml",
        lambda: xml("<measure>" + '<sound tempo="90"/>' * 510_000 + "</measure>"),
        "over 500,000 elements to read",
    ),
    "key changes": (
        ".musicxml",
        lambda: xml(
            "<measure>"
            + "<attributes><key><fifths>2</fifths></key></attributes>" * 100_000
            + "</measure>"
        ),
        "over 20,000 changes",
    ),
    "measures": (".musicxml", lambda: xml("<measure/>" * 300_000), "over 20,000 bars"),
    "notes to read": (
        ".musicxml",
        lambda: xml(f"<measure>{'<note/>' * 600_000}</measure>"),
        "over 500,000 elements to read",
    ),
    "piled": (
        ".musicxml",
        lambda: xml(
            f"<measure>{(NOTE + '<backup><duration>4</duration></backup>') * 55_000}</measure>"
        ),
        "over 50,000 notes",
    ),
    "times": (
        ".musicxml",
        lambda: xml(
            '<measure><barline><repeat direction="backward" times="1000000000"/></barline>'
            "</measure>"
        ),
        "a number of 1000000000",
    ),
    "repeated": (
        ".musicxml",
        lambda: xml(
            MEASURE * 2499
            + '<measure><barline><repeat direction="backward" times="8"/></barline></measure>'
        ),
        "repeats",
    ),
    "divisions": (
        ".musicxml",
        lambda: xml("<measure><attributes><divisions>1e308</divisions></attributes></measure>"),
        "a number of 1e308",
    ),
    "number": (
        ".musicxml",
        lambda: xml(
            f"<measure><attributes><divisions>{'9' * 8_000_000}</divisions></attributes></measure>"
        ),
        "a number of 9999",
    ),
    "chord names": (
        ".musicxml",
        lambda: xml(
            "<measure>"
            + "<harmony><root><root-step>C</root-step></root><kind>major</kind></harmony>" * 90_000
            + f"{NOTE}</measure>"
        ),
        "chord names",
    ),
    "parts": (".musicxml", lambda: xml(more='<part id="P2"/>' * 9000), "at most 64 are read"),
    # Compressed MusicXML
    "bomb": (
        ".mxl",
        lambda: zipped(("score.xml", xml() + b" " * (60 * 2**20))),
        "it would become too large",
    ),
    "bomb that lies": (
        ".mxl",
        lambda: zipped(("score.xml", b" " * (150 * 2**20)), states=5000),
        "it is a damaged zip",
    ),
    "container": (
        ".mxl",
        lambda: zipped(
            ("score.xml", xml()), ("META-INF/container.xml", b"<a>" + b" " * 2**27), states=3000
        ),
        "it is a damaged zip",
    ),
    "many": (
        ".mxl",
        lambda: zipped(*((f"{at}", b"") for at in range(20_000))),
        "files inside",
    ),
    "packed oddly": (
        ".mxl",
        lambda: zipped(("score.xml", b" " * (100 * 2**20)), method=zipfile.ZIP_BZIP2, states=5000),
        "packed in a way that scores aren't",
    ),
    "zip in a zip": (".mxl", lambda: zipped(("score.xml", zipped(("a", b"")))), "XML is damaged"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_has_one_line(worker: Worker, name: str) -> None:
    suffix, make, told = TRAPS[name]
    task = ("melody", "extend", "vary", "chorale")[len(name) % 4]
    done = handed_in(worker, "command", f"{name}{suffix}", make(), task)
    refused(done, told)
    assert f"{task}: " in done.err
    assert not (worker.folder / "made.mid").exists()


FINE: dict[str, tuple[str, Make]] = {
    "graces": (".abc", lambda: (HEAD + "CDEF|" + "{" * 1_000_000).encode()),
    "open fields": (".abc", lambda: (HEAD + "CDEF|" + "[M:" * 600_000).encode()),
    "quotes": (".abc", lambda: (HEAD + "CDEF|" + '"' * 200_001).encode()),
    "text": (".abc", lambda: (HEAD + "CDEF|\n%%begintext\n" + "ABC|\n" * 40_000).encode()),
    "marks": (".abc", lambda: (HEAD + "CDEF|" + "!f!" * 100_000).encode()),
    "staves": (".abc", lambda: (HEAD + "%%score " + "({" * 900_000 + "\nCDEF|").encode()),
    "colons": (".abc", lambda: (HEAD + "CDEF|" + ":" * 2_000_000).encode()),
    "many names": (".abc", lambda: (HEAD + '"Am7"CDEF|' * 1500).encode()),
    "comments": (".musicxml", lambda: xml(more="<!-- -->" * 1_000_000)),
    "wide": (".musicxml", lambda: xml(more=f"<a {MANY} />")),
    "escapes": (".mid", lambda: song(meta(3, b"\x1b[31m\x9b2J\x07"), meta(5, b"\x1b]0;x\x07"))),
    "cut": (".mid", lambda: song(b"\0\xff\1\xff\xff\xff\x7f")),
    "lowest": (".mid", lambda: midi(notes(64, 480, (0, 1, 127, 126)) + END)),
}


@pytest.mark.parametrize("name", FINE)
def test_what_is_odd_and_small_is_read(worker: Worker, name: str) -> None:
    suffix, make = FINE[name]
    data = make()
    for task in ("melody", "extend", "vary") if name == "lowest" else ("melody",):
        done = handed_in(worker, "command", f"{name}{suffix}", data, task)
        assert done.code == 0, done.err


@pytest.mark.parametrize("task", ["melody", "extend", "vary", "chorale"])
def test_a_chord_of_forty_thousand_notes_within_a_bar(worker: Worker, task: str) -> None:
    # What is struck together within a bar is one chord, and the tune has one note.
    data = midi(b"".join(b"\0\x90" + bytes([at % 12 + 60, 80]) for at in range(40_000))
                + quantity(1920) + b"\x80\x3c\0" + END)  # fmt: skip
    done = handed_in(worker, "command", "bar.mid", data, task)
    assert done.code == 0, done.err


def test_a_long_tune_is_set_no_further_than_a_choir_sings(worker: Worker) -> None:
    data = midi(notes(1600, 480, (67, 69, 71, 72)) + END)
    refused(handed_in(worker, "command", "long.mid", data, "chorale"), "at most 1,500 are set")
    done = handed_in(worker, "command", "long.mid", midi(notes(1400, 480) + END), "chorale")
    assert done.code == 0, done.err


WORST = ("held", "key changes", "rests", "bomb that lies")


@pytest.mark.parametrize("name", WORST)
def test_the_worst_in_a_process_of_their_own(worker: Worker, name: str) -> None:
    suffix, make, told = TRAPS[name]
    refused(handed_in(worker, "process", f"{name}{suffix}", make(), "extend"), told)


def hour(parts: int) -> bytes:
    """An hour of quarters at 120, the first part's 7,200 and fewer of the others'."""
    others = [notes(600, 12 * 480, (48 + at % 24,)) + END for at in range(parts - 1)]
    return midi(notes(7200, 480) + END, *others)


REAL: dict[str, tuple[Make, int]] = {
    "an hour": (lambda: hour(1), 7200),
    "an hour of 64 parts": (lambda: hour(64), 7200 + 63 * 600),
    "20,000 notes of MIDI": (lambda: midi(notes(20_000) + END), 20_000),
    "20,000 notes of ABC": (lambda: (HEAD + "CDEF GABc|" * 2500).encode(), 20_000),
    "20,000 notes of MusicXML": (lambda: xml(MEASURE * 5000), 20_004),
    "20,000 notes of .mxl": (
        lambda: zipped(("score.xml", xml(MEASURE * 5000))),
        20_004,
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_what_people_have_is_read(name: str) -> None:
    from muse_music.reading import read
    from muse_music.reading.grid import quantised

    make, count = REAL[name]
    assert sum(len(part.notes) for part in quantised(read(make())).parts) == count


def test_an_hour_of_music_is_worked_on_in_linear_time(worker: Worker) -> None:
    path = worker.folder / "hour.mid"
    path.write_bytes(hour(8))
    done = worker.ask("command", "run", "music", "--vary", "hour.mid", "--force", "-o", "h.mid")
    assert done.code == 0, done.err
    assert done.seconds < 12 * max(1.0, worker.innocent("command"))
    assert done.memory <= MEMORY


FONTS: dict[str, tuple[Make, str]] = {
    "zones": (lambda: soundfont(zones=4000), "4,000 of its zones sound at once"),
    "preset zones": (lambda: soundfont(presets=4000), "4,000 of its zones sound at once"),
    "zones of zones": (lambda: soundfont(60, 60), "3,600 of its zones sound at once"),
    "more zones": (lambda: soundfont(zones=9000), "has 9,000 zones, and at most 4,096"),
    "one key": (lambda: soundfont(zones=4000, generators=[(43, 60 | 60 << 8)]), "at most 16 do"),
    "chunks": (lambda: soundfont(more=b"abcd\0\0\0\0" * 2_000_000), "over 1,000 chunks"),
    "inner chunks": (
        lambda: soundfont(more=chunk(b"LIST", b"pdta" + b"abcd\0\0\0\0" * 2_000_000)),
        "over 1,000 chunks",
    ),
    "cut": (lambda: soundfont()[:-300], "cut short"),
    "no font": (lambda: b"RIFF", "its header is wrong"),
}


def played(worker: Worker, name: str) -> Done:
    return worker.bounded(
        "command", "run", "music", "--bars", "4", "--tempo", "120", "--seed", "1", "--synth",
        "muse", "--force", "--soundfont", name, "-o", "made.wav",
    )  # fmt: skip


@pytest.mark.parametrize("name", FONTS)
def test_a_soundfont_that_is_a_trap(worker: Worker, name: str) -> None:
    make, told = FONTS[name]
    (worker.folder / "font.sf2").write_bytes(make())
    refused(played(worker, "font.sf2"), told)


def test_a_soundfont_of_a_gigabyte_that_is_sparse(worker: Worker) -> None:
    with (worker.folder / "sparse.sf2").open("wb") as file:
        file.write(b"RIFF\xf8\xff\xff\x3fsfbk")
        file.truncate(2**30)
    refused(played(worker, "sparse.sf2"), "over 1,000 chunks")
    with (worker.folder / "sparse.sf2").open("ab") as file:
        file.truncate(2**31)
    refused(played(worker, "sparse.sf2"), "at most 1024 are read")


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"zones": 16},
        {"size": 40_000_000, "sample": (0, 40_000_000, 1000, 39_000_000, 22_050)},
        {"sample": (0, 4000, 1000, 1008, 192_000)},
        {"sample": (2**32 - 1, 2**32 - 1, 0, 0, 22_050)},
        {"sample": (0, 2**32 - 1, 0, 2**32 - 1, 22_050)},
        {"sample": (0, 4000, 1000, 1500, 2**32 - 1)},
        {"generators": [(51, 32_767), (52, 32_767), (56, 32_767)]},
        {"generators": [(51, -32_768), (56, 1200)]},
        {"generators": [(at, 32_767) for at in (*range(25, 31), *range(33, 39))]},
        {"generators": [(8, -32_768), (9, 32_767), (11, 32_767)]},
    ],
)
def test_a_soundfont_of_odd_values_is_played(worker: Worker, options: dict[str, Any]) -> None:
    (worker.folder / "font.sf2").write_bytes(soundfont(**options))
    done = played(worker, "font.sf2")
    assert done.code == 0, done.err


SOUNDS: dict[str, tuple[Make, str]] = {
    "8 channels": (lambda: flac(600, 8, 192_000), "at most 115 million samples are read"),
    "long": (lambda: flac(1300, 1, 8000), "longer than 20 minutes"),
    "channels": (lambda: wav(channels=200), "over 8 channels"),
    "slow": (lambda: wav(rate=1), "1 samples a second"),
    "quick": (lambda: wav(rate=2**31 - 1), "2,147,483,647 samples a second"),
    "another format": (lambda: b".snd\0\0\0\x18" + bytes(9000), "its format isn't known"),
    "chunks": (
        lambda: b"RIFF\xff\xff\xff\x7fWAVE" + b"abcd\0\0\0\0" * 4_000_000,
        "can't be read as sound",
    ),
    "no frames": (lambda: b"\xff\xfb\x90d" + bytes(30_000_000), "can't be read as sound"),
    "tag": (lambda: b"ID3\4\0\0\x7f\x7f\x7f\x7f" + bytes(1000), "can't be read as sound"),
    "pages": (lambda: b"OggS" + bytes(30_000_000), "can't be read as sound"),
    "MIDI events": (lambda: song(b"\1\xb0\7\x50", b"\1\7\x50" * 3_000_000), "100,000 events"),
    "MIDI notes": (lambda: midi(notes(30_000, 20) + END), "more than 20,000 notes"),
    "MIDI tracks": (lambda: midi(*[END] * 60_000), "over 256 tracks"),
    "MIDI held": (lambda: midi(b"".join(bytes([0, 0x90, at, 80]) for at in range(128))
        + quantity(480 * 2000) + b"\x80\0\0"
        + b"".join(bytes([0, 0x80, at, 0]) for at in range(1, 128)) + END), "together"),
    "MIDI of hours": (
        lambda: midi(notes(4) + b"\xff\xff\xff\x7f\x90\x3c\x50\x60\x80\x3c\0" + END),
        "longer than 20 minutes",
    ),
}  # fmt: skip


@pytest.mark.neural
@pytest.mark.parametrize("name", SOUNDS)
def test_sound_that_is_a_trap(worker: Worker, name: str) -> None:
    make, told = SOUNDS[name]
    (worker.folder / "sound.flac").write_bytes(make())
    refused(worker.bounded("sound", "sound.flac"), told)


@pytest.mark.neural
@pytest.mark.parametrize(
    "make",
    [
        lambda: wav(states=2**31 - 1),
        lambda: wav(48_000 * 180, 2, 48_000),
        lambda: midi(notes(19_000, 28) + END),
        lambda: midi(b"\0\x90\x3c\x50\0\x90\x40\x50" + quantity(480 * 2000)
                     + b"\x80\x3c\0\0\x80\x40\0" + END),
    ],
    ids=["that lies", "of minutes", "of 19,000 notes", "of two notes that last"],
)  # fmt: skip
def test_sound_is_read_in_bounded_memory(worker: Worker, make: Make) -> None:
    (worker.folder / "sound.wav").write_bytes(make())
    done = worker.bounded("sound", "sound.wav")
    assert done.code == 0, done.err


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"chords": "C " * 500_000}, "chords: it has 1,000,000 characters; expected at most 2,000"),
        ({"chords": "C" + " " * 500_000}, "expected at most 2,000"),
        ({"lyrics": "la " * 300_000}, "lyrics: it has 900,000 characters; expected at most 20,000"),
        ({"form": "verse 8, " * 100_000}, "form: it has 900,000 characters"),
        ({"key": "C " * 500_000}, "key: invalid value"),
        ({"meter": "4/4:" + "1+" * 500_000}, "meter: invalid value"),
        ({"instruments": ["violin" * 100_000]}, "instruments: invalid value"),
    ],
)
def test_a_text_of_a_megabyte(worker: Worker, fields: dict[str, object], told: str) -> None:
    (worker.folder / "asked.json").write_text(json.dumps(fields))
    done = worker.bounded("command", "run", "music", "--condition", "asked.json", "-o", "made.mid")
    refused(done, told)


def test_a_word_of_thousands_of_letters_is_sung(worker: Worker) -> None:
    (worker.folder / "asked.json").write_text(json.dumps({"lyrics": "ba" * 9900, "bars": 8}))
    done = worker.bounded("command", "run", "music", "--condition", "asked.json", "-o", "w.mid")
    assert done.code == 0, done.err


CARRIED: dict[str, Make] = {
    "lies.mxl": lambda: zipped(("score.musicxml", b"<a/> " * (30 * 2**20)), states=2**28 - 1),
    "bomb.mxl": lambda: zipped(("score.musicxml", b"<a/> " * (20 * 2**20))),
    "many.mxl": lambda: zipped(*((f"{at}", b"") for at in range(20_000))),
    "zeros.wav": lambda: b"RIFF\0\0\0\0WAVE" + bytes(60_000_000),
    "long.musicxml": lambda: b"<?muse " + b"a" * 60_000_000 + b"?>\n",
    "long.abc": lambda: b"%muse " + b"a" * 60_000_000,
    "chunks.mid": lambda: b"MThd\0\0\0\6\0\1\0\1\1\0" + b"XXXX\0\0\0\0" * 7_000_000,
    "events.mid": lambda: carrying(*(bytes([at]) + b"a" * 2**19 for at in range(100, 0, -1))),
    "event.mid": lambda: carrying(b"\2" + b"a" * 2**26, b"\1"),
    "tag.mp3": lambda: b"ID3\4\0\0\x1f\x7f\x7f\x7fPRIV\x1f\x7f\x7f\x75\0\0muse\0" + bytes(2**26),
}


@pytest.mark.parametrize("name", CARRIED)
def test_a_recipe_is_looked_for_in_bounded_time(worker: Worker, name: str) -> None:
    (worker.folder / name).write_bytes(CARRIED[name]())
    refused(worker.bounded("command", "show", name), name)
    if name.endswith(".mxl"):
        refused(worker.bounded("command", "reproduce", name), name)
