"""The program `say` of macOS, by a program that pretends to be it."""

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

import muse
from muse_speech.say.engines import macos

SAY = """#!{python}
import json, pathlib, sys, wave
options = sys.argv[1:]
if options == ["-v", "?"]:
    print("Samantha            en_US    # Hello, my name is Samantha.")
    print("Eddy (English (UK)) en_GB    # Hello, my name is Eddy.")
    print("Tingting            zh_CN    # 你好，我叫婷婷。")
    sys.exit()
words = sys.stdin.read()
with pathlib.Path({log!r}).open("a") as log:
    log.write(json.dumps([options, words]) + "\\n")
if "fail" in words:
    sys.exit("Voice not found")
with wave.open(options[options.index("-o") + 1], "wb") as file:
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(22050)
    file.writeframes(b"\\0\\x20\\0\\xe0" * 6000)
"""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that returns the options and the words that the program got."""
    log = tmp_path / "log.jsonl"
    program = tmp_path / "say"
    program.write_text(SAY.format(python=sys.executable, log=str(log)), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("muse_speech.say.engines.hibari.installed", lambda: False)
    monkeypatch.setattr(macos, "program", lambda: str(program))
    macos.voices.cache_clear()
    yield lambda: [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    macos.voices.cache_clear()


@pytest.mark.skipif(os.name != "posix", reason="the program is a script")
def test_say(muse_host: muse.Host, asked: Any):
    result = muse_host.run(
        "speech", text="See [[volm 9]] 5 km. 你好。", rate=1.2, pitch=2, engine="macos"
    )
    assert result.report.measured["duration"] > 1
    (options, words), (chinese, _) = asked()
    assert options[:6] == ["-v", "Samantha", "-r", "210", "-f", "-"]
    assert words.startswith("[[pbas +2]] See")
    assert "five kilometres" in words
    assert "[[volm" not in words
    assert options[-2:] == ["--file-format=WAVE", "--data-format=LEI16@22050"]
    assert chinese[:2] == ["-v", "Tingting"]
    muse_host.run("speech", text="Hello.", voice="Eddy (English (UK))", engine="macos")
    assert asked()[-1][0][:2] == ["-v", "Eddy (English (UK))"]
    with pytest.raises(muse.GenerationError, match="say failed: Voice not found"):
        muse_host.run("speech", text="fail", engine="macos")
