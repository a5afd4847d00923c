"""Whether music.midi makes what people ask for: 183 requests and 25 wrong ones, by their bytes.

    python benchmarks/music_requests.py                  # the share of each kind, and what fails
    python benchmarks/music_requests.py --kind chords    # one kind
    python benchmarks/music_requests.py --show waltz     # those with a word, and their reports

`music_requests.toml` has the requests as musicians and laymen type them, and what has to be in the
bytes: mido reads the MIDI (`music_checks`), music21 the scores of every fourth request and of those
that say so. Muse's own report is not asked. Exit code 1 when a request fails.
"""

import argparse
import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
import tomllib
import traceback
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import music_checks_files, music_checks_heard  # noqa: F401 (their checks)
from benchmarks.music_checks import CHECKS, always
from benchmarks.music_files_made import Made, Midi

FILE = Path(__file__).with_suffix(".toml")
SCORED = 4
"""One in so many requests also writes a score."""


@dataclass(frozen=True)
class Asked:
    """A request: its kind, what is typed, and the checks of what comes out."""

    kind: str
    text: str
    checks: tuple[str, ...]
    number: int

    @property
    def scored(self) -> bool:
        """Whether a score is written and judged as well."""
        named = any(check.split()[0] in ("score", "xml") for check in self.checks)
        return named or self.number % SCORED == 0


def requests(shift: int) -> Iterator[Asked]:
    """Yield the requests; `shift` gives them other seeds."""
    number = 0
    for kind, rows in tomllib.loads(FILE.read_text("utf-8")).items():
        for text, checks in rows.items():
            number += 1
            yield Asked(kind, text, tuple(c.strip() for c in checks.split(";")), number + shift)


def typed(text: str, seed: int) -> list[str]:
    """Return the arguments of a request: options, or a prompt with options after " -- "."""
    if not text.startswith("--"):
        prompt, _, rest = text.partition(" -- ")
        words = ["--prompt", prompt, *shlex.split(rest)]
    else:
        words = shlex.split(text)
    words = [word.replace("\\n", "\n") for word in words]
    return words if "--seed" in words else [*words, "--seed", str(seed)]


def made(text: str, seed: int, folder: Path, suffixes: tuple[str, ...]) -> Made:
    """Run the command line on a request and return what came out."""
    from muse.cli import main

    folder.mkdir(parents=True, exist_ok=True)
    outputs = [word for s in suffixes for word in ("-o", str(folder / f"made{s}"))]
    said, told = io.StringIO(), io.StringIO()
    code: object = 0
    before = sys.argv
    sys.argv = ["muse", "run", "music", *typed(text, seed), *outputs]
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
            main()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:  # whatever breaks is a failure of this one request
        code, _ = 1, told.write(traceback.format_exc())
    finally:
        sys.argv = before
    return Made(code, said.getvalue(), told.getvalue(), folder)


def judge(asked: Asked, folder: Path) -> tuple[list[str], str]:
    """Return what is wrong with what a request made, and its report."""
    suffixes = [".mid", *([".musicxml"] if asked.scored else [])]
    suffixes += [c.split()[1] for c in asked.checks if c.split()[0] in ("file", "stems", "wave")]
    out = made(asked.text, asked.number, folder / "a", tuple(dict.fromkeys(suffixes)))
    if asked.kind == "errors":
        return list(_refused(out, asked.checks)), out.told
    if out.code:
        return [f"exit {out.code}: {out.told.strip()[-300:]}"], out.told

    def again(old: str, new: str) -> Midi:
        assert old in asked.text, f"{old!r} isn't in {asked.text!r}"
        changed = asked.text.replace(old, new) if old else new
        other = made(changed, asked.number, Path(tempfile.mkdtemp(dir=folder)), (".mid",))
        assert not other.code, other.told
        return other.midi

    wrong = list(always(out, asked.scored))
    for check in asked.checks:
        name, _, rest = check.partition(" ")
        try:
            wrong += [f"{check}: {fault}" for fault in CHECKS[name](out, rest, again)]
        except Exception as error:  # a check that can't be made is a failure
            wrong.append(f"{check}: {type(error).__name__}: {error}")
    return wrong, out.said


def _refused(out: Made, checks: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with how a request is refused: exit 2, one line, naming the field."""
    lines = out.told.strip().splitlines()
    if out.code != 2:
        yield f"exit {out.code}"
    if len(lines) != 1 or "Traceback" in out.told:
        yield f"{len(lines)} lines: {out.told.strip()[:200]}"
    for word in checks:
        if not re.search(word, out.told):
            yield f"{word} isn't in: {out.told.strip()[:200]}"


def main() -> int:
    """Make and judge; return 1 when a request fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kind", default="")
    parser.add_argument("--show", default="")
    parser.add_argument("--shift", type=int, default=0, help="other seeds")
    options = parser.parse_args()
    kinds: dict[str, list[bool]] = defaultdict(list)
    failures = []
    with tempfile.TemporaryDirectory() as name:
        os.environ["MUSE_HOME"] = f"{name}/home"
        for asked in requests(options.shift):
            if options.kind not in ("", asked.kind) or options.show not in asked.text:
                continue
            wrong, told = judge(asked, Path(name) / str(asked.number))
            kinds[asked.kind].append(not wrong)
            if options.show:
                print(f"\n{asked.text}\n{told}")
            if wrong:
                failures.append((asked, wrong))
                print(f"{asked.kind} {asked.number}: {asked.text}", flush=True)
                print(*(f"    {fault}" for fault in wrong), sep="\n", flush=True)
    for kind, right in kinds.items():
        print(f"{kind:12} {sum(right):3} of {len(right):3}")
    total = [one for right in kinds.values() for one in right]
    print(f"{'all':12} {sum(total):3} of {len(total):3}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
