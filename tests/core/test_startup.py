"""What is imported, and when: start-up stays light whatever is installed."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import muse_process

HEAVY = ("numpy", "pydantic", "importlib.metadata", "PIL", "rich", "mido", "torch", "sqlite3")


def imported(code: str, path: Path | None = None) -> set[str]:
    """Return the modules that a fresh Python has after running some code."""
    import os

    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n' + '\\n'.join(sys.modules))"],
        env={**os.environ, "PYTHONPATH": str(path or "")},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines())


def call(*arguments: str) -> str:
    return f"from muse.cli import call; call({json.dumps(arguments)})"


def test_help_loads_nothing_heavy_and_no_plugin(plant: Callable[..., Path]) -> None:
    plant("muse-a", "[muse]\nzoo.a = plugin_a:A\nhooks_a = plugin_a\n", plugin_a="raise SystemExit")
    site = plant("muse-b", "[muse.commands]\nhello = plugin_b:hello\n", plugin_b="import numpy")
    imported(call("--help"), site)  # fills the index
    modules = imported(call("--help"), site)
    assert not modules & {
        *HEAVY,
        "plugin_a",
        "plugin_b",
        "muse_image",
        "muse_music",
        "muse_server",
        "muse_text",
    }
    ours = {name for name in modules if name.partition(".")[0] == "muse"}
    assert ours == {"muse", "muse.cli", "muse.entry_points"}


def test_help_has_the_commands_of_plugins(plant: Callable[..., Path]) -> None:
    site = plant("muse-b", "[muse.commands]\nhello = plugin_b:hello\n", plugin_b="import numpy")
    out, _ = muse_process("--help", path=site).communicate(timeout=60)
    assert "hello" in out


@pytest.mark.parametrize("medium", ["image", "music", "text"])
def test_help_of_a_medium_loads_one_generator_and_nothing_heavy(medium: str) -> None:
    modules = imported(call("run", medium, "--help"))
    light = {"numpy", "PIL", "mido", "torch", "rich", "transformers", "diffusers", "music21"}
    assert not modules & light
    others = {"image", "music", "text"} - {medium}
    generators = {"image": "muse_image.sketch", "music": "muse_music.midi"}
    generators["text"] = "muse_text.grammar"
    assert generators[medium] in modules
    assert not modules & {generators[other] for other in others}


def test_a_run_without_weights_loads_no_torch(tmp_path: Path) -> None:
    code = call("run", "image", "--width", "64", "--height", "64", "-o", f"{tmp_path}/a.png")
    modules = imported(code)
    assert tmp_path.joinpath("a.png").exists()
    assert not modules & {"torch", "transformers", "diffusers", "mido"}


def test_importing_muse_loads_next_to_nothing() -> None:
    assert not imported("import muse") & {*HEAVY, "click", "pluggy"}
    assert "pydantic" in imported("import muse; muse.Condition")


def test_the_distribution_is_typed_and_carries_its_data() -> None:
    from importlib.resources import files

    assert files("muse").joinpath("py.typed").is_file()
    assert files("muse_text").joinpath("grammar/data/zh/lines.toml").is_file()
    assert files("muse_image").joinpath("sketch/words/data/concepts/land.toml").is_file()
