"""What becomes of everybody's files: `python benchmarks/music_files.py [--slice 1/4] [-o FILE]`.

240 pieces (ABC and MusicXML of music21's corpus, MIDI of music21's, MIDI and ABC made to be hard:
`hard_pieces.py`) are given to melody, extend, vary and chorale: 960 runs. Each is fine, clearly
refused (an error of one line that names the file), a crash, or over 30 s. What is made is judged by
mido: meters, keys and tempos where the piece has them, bars, and the tune note for note; the score
of every `EACH`th by music21. `--slice K/N` does a part, and `-o` adds its lines to a file;
`--table FILE` prints the table of those. `--folder DIR` takes the pieces of a folder instead.
"""

import argparse
import hashlib
import io
import json
import re
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import mido

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.hard_pieces import pieces as hard  # noqa: E402
from muse import Host, InputFile, RequestError  # noqa: E402

TASKS = ("melody", "extend", "vary", "chorale")
COUNTS = {".abc": 80, ".xml": 76}
"""Pieces of music21's corpus by kind."""
TOTAL, LIMIT, EACH = 240, 30, 6
NEAR = 0.003
"""Quarters by which a note of the tune may be off: what a tick of MIDI is."""
EMPTY = re.compile(r"no melody|no notes|no music")
OVER = re.compile(r"at most|over \d|sound through|lasts|longer")
CORPORA = ("airdsAirs", "bach", "beach", "beethoven", "chopin", "ciconia", "corelli", "cpebach")
CORPORA += ("demos", "handel", "haydn", "johnson_j_r", "joplin", "josquin", "leadSheet")
CORPORA += ("liliuokalani", "lusitano", "miscFolk", "monteverdi", "mozart", "nottingham-dataset")
CORPORA += ("oneills1850", "ryansMammoth", "schoenberg", "schubert", "schumann_clara")
CORPORA += ("schumann_robert", "theoryExercises", "trecento", "verdi", "weber", "webern")
LARGEST = 400_000  # bytes of a MusicXML file, unpacked or not


def gathered(folder: Path | None) -> list[tuple[str, bytes]]:
    """Return the names and bytes of the pieces, in an order that is always the same."""
    if folder is not None:
        return [(p.name, p.read_bytes()) for p in sorted(folder.iterdir()) if p.is_file()]
    import music21

    home = Path(music21.__file__).parent
    made = hard()
    made += [
        (f"music21: {p.name}", p.read_bytes())
        for p in sorted([*home.glob("midi/testPrimitive/*.mid"), *home.glob("omr/*.mid")])
    ]
    found: dict[str, list[tuple[str, bytes]]] = {".abc": [], ".xml": []}
    for corpus in CORPORA:
        files = [p for p in sorted((home / "corpus" / corpus).rglob("*")) if p.is_file()]
        abc = [tune for p in files if p.suffix == ".abc" for tune in _tunes(p)]
        xml = [p for p in files if p.suffix in (".mxl", ".xml", ".musicxml")]
        found[".abc"] += _some(abc, 16)
        small = [p for p in xml if p.stat().st_size < LARGEST]
        found[".xml"] += [(f"{corpus}: {p.name}", p.read_bytes()) for p in _some(small, 12)]
    rest = TOTAL - len(made) - sum(COUNTS.values())
    for kind, count in COUNTS.items():
        made += _some(found[kind], count)
    return [*made, *_exported(found[".xml"], rest)]


def _tunes(path: Path) -> list[tuple[str, bytes]]:
    text = path.read_text("latin-1")
    tunes = [f"X:{part}" for part in re.split(r"^X:", text, flags=re.MULTILINE)[1:]]
    return [(f"{path.stem} {at}.abc", t.encode()) for at, t in enumerate(tunes[:200])]


def _some(items: list[Any], count: int) -> list[Any]:
    """Return some items, chosen by a hash of what they are."""
    order = sorted(items, key=lambda item: hashlib.sha256(repr(item).encode()).digest())
    return order[: max(0, count)]


def _exported(scores: list[tuple[str, bytes]], count: int) -> list[tuple[str, bytes]]:
    """Return scores as the MIDI that music21 writes of them."""
    import music21

    made = []
    for name, data in sorted(scores, key=lambda score: len(score[1])):  # parsing is slow
        if len(made) >= count:
            break
        with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as file:
            Path(file.name).write_bytes(data)
            try:
                score = music21.converter.parse(file.name, forceSource=True)
                midi = music21.midi.translate.streamToMidiFile(score).writestr()
            except Exception:  # what music21 can't write is no piece for us
                continue
        made.append((f"{name}.mid", midi))
    return made


class Slow(Exception):
    """A run that takes over the limit."""


def run(host: Host, name: str, data: bytes, task: str, scored: bool) -> dict[str, Any]:
    """Return what became of one run."""
    suffix = Path(name).suffix.lower()
    formats = [".mid", ".musicxml", ".abc", ".svg"] if scored else [".mid"]
    told: dict[str, Any] = {"file": name, "task": task, "kind": _kind(name)}

    def stop(*_: object) -> None:
        raise Slow

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT)
    begun = time.monotonic()
    try:
        file = InputFile(data, f"piece{suffix}")
        fields: dict[str, Any] = {task: file, "humanise": False}
        made = host.run("music.midi", seed=1, formats=formats, no_embed=True, **fields)[0]
    except Slow:
        return {**told, "result": "slow"}
    except RequestError as error:
        return {**told, "result": "refused", "why": str(error)}
    except Exception as error:
        slow = "Slow" in str(error)
        why = f"{type(error).__name__}: {error}"
        return {**told, "result": "slow" if slow else "crash", "why": why}
    finally:
        signal.alarm(0)
        told["seconds"] = round(time.monotonic() - begun, 2)
    wrong = judged(made.data, made.report, file, task)
    if scored:
        wrong += scored_right(made.files[".musicxml"].data, file, task)
    return {**told, "result": "wrong" if wrong else "fine", "why": "; ".join(wrong)}


def _kind(name: str) -> str:
    suffix = Path(name).suffix
    return "made" if name.startswith("made") else {".abc": "ABC", ".mid": "MIDI"}.get(suffix, "XML")


def _heard(data: bytes) -> dict[str, list[Any]]:
    """Return a MIDI file's changes of meter, key and tempo, and tracks of notes, by mido.

    Times are in quarters.
    """
    file = mido.MidiFile(file=io.BytesIO(data), charset="utf-8")
    heard: dict[str, list[Any]] = {"meters": [], "keys": [], "tempos": [], "tracks": []}
    for track in file.tracks:
        now, open_, notes = 0, {}, []
        for m in track:
            now += m.time
            at = now / file.ticks_per_beat
            if m.type == "time_signature":
                heard["meters"].append((at, f"{m.numerator}/{m.denominator}"))
            elif m.type == "key_signature":
                heard["keys"].append((at, m.key))
            elif m.type == "set_tempo":
                heard["tempos"].append((at, m.tempo))
            elif m.type == "note_on" and m.velocity:
                open_.setdefault((m.channel, m.note), []).append(at)
            elif m.type in ("note_on", "note_off") and open_.get((m.channel, m.note)):
                start = open_[m.channel, m.note].pop(0)
                notes.append((start, at, m.note))
        if notes:
            heard["tracks"].append((track.name, sorted(notes)))
        heard["length"] = [max(heard.get("length", [0])[0], now / file.ticks_per_beat)]
    return heard


def judged(data: bytes, report: Any, file: InputFile, task: str) -> list[str]:
    """Return what is wrong in the MIDI of a task, given the piece that was handed in."""
    from muse_music.midi.condition import MidiCondition
    from muse_music.midi.tasks import taken
    from muse_music.theory.meter import TICKS

    piece = taken(MidiCondition(**{task: file}))
    assert piece is not None
    heard, time_ = _heard(data), piece.time
    wrong = [f"report of {name}" for name in report.disagreements()]
    plain = [
        (m.start / TICKS, f"{m.meter.numerator}/{m.meter.denominator}")
        for m in time_.measures
        if m.length == m.meter.bar
    ]
    for at, meter in plain:
        if [m for start, m in heard["meters"] if start <= at + 0.01][-1:] != [meter]:
            wrong.append(f"meter at {at:g}")
            break
    for measure in time_.measures:
        at = measure.start / TICKS
        if [k for start, k in heard["keys"] if start <= at + 0.01][-1:] != [measure.key.signature]:
            wrong.append(f"key at {at:g}")
            break
    first = heard["tempos"][0][1] / time_.tempos[0].quarter
    for tempo in time_.tempos:
        at = tempo.start / TICKS
        last = [t for start, t in heard["tempos"] if start <= at + 0.01][-1]
        if abs(last / (tempo.quarter * first) - 1) > 0.002:
            wrong.append(f"tempo at {at:g}")
            break
    length, own = heard["length"][0], time_.length / TICKS
    if (length <= own) if task == "extend" else abs(length - own) > 0.02:
        wrong.append(f"length {length:g} of {own:g}")
    if task == "vary" or not heard["tracks"]:
        return wrong
    ours = heard["tracks"][0][1]
    if any(n.graces for n in piece.tune):
        # Grace notes are heard as notes of their own, before or on what they lead into.
        return wrong
    ours = ours[: len(piece.tune)]
    if [p for *_, p in ours] != [n.pitch for n in piece.tune]:
        return [*wrong, "pitches of the tune"]
    pairs = list(zip(ours, piece.tune, strict=True))
    if any(abs(start - n.start / TICKS) > NEAR for (start, _, _), n in pairs):
        wrong.append("onsets of the tune")
    if any(abs(end - n.end / TICKS) > NEAR and not n.marks for (_, end, _), n in pairs):
        wrong.append("lengths of the tune")
    return wrong


def scored_right(xml: bytes, file: InputFile, task: str) -> list[str]:
    """Return what music21 finds wrong in the score of a task: the tune, to the tick."""
    if task not in ("melody", "chorale"):
        return []
    import music21

    from muse_music.midi.condition import MidiCondition
    from muse_music.midi.tasks import taken
    from muse_music.theory.meter import TICKS

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        score: Any = music21.converter.parseData(xml.decode(), format="musicxml", forceSource=True)
        top = score.parts[0].stripTies().flatten()
    piece = taken(MidiCondition(**{task: file}))
    assert piece is not None
    ours = [
        (float(n.offset), float(n.quarterLength), n.pitch.midi)
        for n in top.notes
        if n.isNote and not n.duration.isGrace
    ]
    tune = [(n.start / TICKS, n.length / TICKS, n.pitch) for n in piece.tune]
    if [p for *_, p in ours] != [p for *_, p in tune]:
        return ["score: pitches of the tune"]
    off = [
        a for a, b in zip(ours, tune, strict=True) if max(abs(a[0] - b[0]), abs(a[1] - b[1])) > 1e-3
    ]
    return [f"score: {len(off)} notes of the tune, first at {off[0][0]:g}"] if off else []


def table(lines: list[dict[str, Any]]) -> None:
    """Print the results by task and kind, and every kind of what isn't fine."""
    results = ("fine", "refused: no music", "refused: over the limits", "refused", "wrong")
    results += ("crash", "slow")
    rows: dict[str, Counter[str]] = {}
    for line in lines:
        result = line["result"]
        if result == "refused" and EMPTY.search(line["why"]):
            result = "refused: no music"
        elif result == "refused" and OVER.search(line["why"]):
            result = "refused: over the limits"
        for row in (line["task"], line["kind"], "all"):
            rows.setdefault(row, Counter())[result] += 1
    print("| | " + " | ".join(results) + " |\n" + "|---" * (len(results) + 1) + "|")
    for name, counts in rows.items():
        print(f"| {name} | " + " | ".join(str(counts[r]) for r in results) + " |")
    kinds: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        if line["result"] != "fine":
            why = re.sub(r"\d+", "#", line.get("why", "").replace(f"{line['task']}: ", ""))
            kinds.setdefault((line["result"], why[:150]), []).append(
                f"{line['task']} {line['file']}"
            )
    for (result, why), runs in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
        print(f"{len(runs)} x {result}: {why}\n    {'; '.join(runs[:4])}")


def main() -> int:
    """Run, and print the table; 1 where something crashed or was too slow."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--slice", default="1/1")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--table", type=Path)
    parser.add_argument("-o", type=Path)
    asked = parser.parse_args()
    if asked.table:
        table([json.loads(line) for line in asked.table.read_text().splitlines()])
        return 0
    which, of = map(int, asked.slice.split("/"))
    lines = []
    with tempfile.TemporaryDirectory() as home, Host(library=Path(home)) as host:
        for at, (name, data) in enumerate(gathered(asked.folder)):
            if at % of != which - 1:
                continue
            for task in TASKS:
                line = run(host, name, data, task, at % EACH == 0)
                lines.append(line)
                if asked.o:
                    with asked.o.open("a") as out:
                        out.write(json.dumps(line) + "\n")
    table(lines)
    return int(any(line["result"] in ("crash", "slow") for line in lines))


if __name__ == "__main__":
    sys.exit(main())
