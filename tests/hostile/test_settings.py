"""Settings that many processes change at once: none is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from muse import OutputError, entry_points
from muse.config import Config
from muse.files import locked

EACH = 5
PROCESSES = 6

DEFAULTS = """
import sys
from muse.config import Config
for turn in range({each}):
    Config.load().use(f"m{{sys.argv[1]}}-{{turn}}", "image.sketch")
"""
DISABLED = """
import sys
from muse.plugins import origins
for turn in range({each}):
    origins.disable(f"p{{sys.argv[1]}}-{{turn}}")
    origins.disable("passing-" + sys.argv[1])
    origins.enable("passing-" + sys.argv[1])
"""


def at_once(code: str) -> None:
    """Run code in several processes at the same time; each knows its number."""
    command = [sys.executable, "-c", code.format(each=EACH)]
    running = [subprocess.Popen([*command, str(number)]) for number in range(PROCESSES)]
    assert [each.wait(60) for each in running] == [0] * PROCESSES


def test_no_default_is_lost(home: Path) -> None:
    at_once(DEFAULTS)
    kept = Config.load().defaults
    assert sorted(kept) == sorted(f"m{p}-{t}" for p in range(PROCESSES) for t in range(EACH))


def test_no_disabled_plugin_is_lost(home: Path) -> None:
    at_once(DISABLED)
    kept = entry_points.off()
    assert sorted(kept) == sorted(f"p{p}-{t}" for p in range(PROCESSES) for t in range(EACH))


def test_a_lock_goes_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    code = (
        "import pathlib, os\nfrom muse.files import locked\n"
        f"with locked(pathlib.Path({str(path)!r})): os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == -9
    with locked(path):
        path.write_text("free")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=r"can't write to .*file"), locked(tmp_path / "file/x"):
        pass
