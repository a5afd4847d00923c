"""Output goes to any terminal and any pipe, whatever letters it has."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROMPT = "一首关于月亮的诗 \U0001f319 é"


def muse(encoding: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "muse", *arguments],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        timeout=60,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "latin-1", "ascii", "utf-8"])
def test_every_listing_and_text_can_be_written(tmp_path: Path, encoding: str) -> None:
    made = muse(
        encoding, "run", "text", "-g", "text.grammar", "--prompt", PROMPT, "-o", f"{tmp_path}/"
    )
    assert made.returncode == 0, made.stderr
    assert made.stdout
    for arguments in (["log"], ["show", "1"], ["generators"], ["config"], ["--help"]):
        done = muse(encoding, *arguments)
        assert b"Traceback" not in done.stderr
        assert b"internal error" not in done.stderr
        assert done.returncode in (0, 2), (arguments, done.stderr)
    listed = json.loads(muse(encoding, "log", "--json").stdout)
    assert PROMPT in json.dumps(listed, ensure_ascii=False)


def test_an_error_that_cannot_be_spelt_is_escaped() -> None:
    done = muse("cp1252", "run", "image", "-g", "画")
    assert done.returncode == 2
    assert b"\\u753b" in done.stderr
