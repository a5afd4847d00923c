"""Runs each request in a fork of its own and tells its processor time and memory; see `Worker`.

Started as a program of its own: it reads lines of JSON, `[kind, arguments]`, and answers each by
one: code, output, seconds (user and system), memory (MiB at most).
"""

import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable

PATIENCE = 20  # s of processor time after which a request is ended


def command(arguments: list[str]) -> int:
    """Run a command line here."""
    from muse.cli import call

    return call(arguments)


def process(arguments: list[str]) -> int:
    """Run a command line in a fresh interpreter."""
    os.execv(sys.executable, [sys.executable, "-m", "muse", *arguments])


def sound(arguments: list[str]) -> int:
    """Take in a file as music.musicgen does."""
    from pathlib import Path

    from muse import InputFile, RequestError
    from muse_music.audio.handed_in import check, given

    path = Path(arguments[0])
    try:
        file = InputFile(path.read_bytes(), path.name)
        check(file, "melody")
        print(given(file, "melody", 32_000).samples.shape)
    except RequestError as error:
        print(f"muse: {error}", file=sys.stderr)
        return 2
    return 0


KINDS: dict[str, Callable[[list[str]], int]] = {
    "command": command,
    "process": process,
    "sound": sound,
}


def measured(kind: str, arguments: list[str]) -> dict[str, object]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            code = 99
            try:
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
                code = KINDS[kind](arguments)
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                os._exit(code)
        _, status, used = os.wait4(child, 0)
        out.seek(0)
        err.seek(0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "out": out.read().decode(errors="replace"),
            "err": err.read().decode(errors="replace"),
            "seconds": used.ru_utime + used.ru_stime,
            "memory": used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10),
        }


if __name__ == "__main__":
    # A first run imports what every request needs, so that each fork has it; stdout is for answers.
    answers = os.dup(1)
    os.dup2(2, 1)
    command(["run", "music", "--melody", "tune.abc", "-o", "first.mid"])
    sys.stdout.flush()
    os.dup2(answers, 1)
    for line in sys.stdin:
        print(json.dumps(measured(*json.loads(line))), flush=True)
