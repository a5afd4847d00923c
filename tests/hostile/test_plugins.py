"""Plugins that raise anything while they are imported or work: they harm themselves alone."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from muse.cli import call

LONG = "x" * 1_000_000
BROKEN = {
    "exits": "raise SystemExit(0)",
    "ends as a generator does": "raise GeneratorExit",
    "raises what is no Exception": "class E(BaseException): pass\nraise E('no')",
    "raises what has no message": (
        "class E(Exception):\n    def __str__(self): raise ValueError\nraise E"
    ),
    "raises a megabyte": f"raise ValueError({LONG!r})",
    "raises control characters": "raise ValueError('\\x1b[31m \\x1b]0;title\\x07 \\u202e')",
    "never returns by itself": "def f(): f()\nf()",
    "isn't Python": "def (",
    "lacks what it imports": "import nowhere_at_all",
}
POINTS = (
    "[muse]\nimage.bad = bad:Bad\nhooks = bad\n[muse.commands]\nbad = bad:command\n"
    "[muse.models]\nbad = bad\n[muse.contract]\n1.0 = bad\n"
)
GOOD = """
from muse import Condition, Generator

class Bad(Generator):
    '''Paint nothing.'''

    medium, name, condition = "image", "bad", Condition
    formats = {".png": "image/png"}

    def generate(self, condition, run):
"""


Muse = Callable[..., tuple[int, str, str]]


@pytest.fixture
def planted(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
    tmp_path: Path,
    plant: Callable[..., Path],
) -> Callable[[str], Muse]:
    """Return a function that installs a plugin of such code and returns the command line."""
    monkeypatch.chdir(tmp_path)

    def put(code: str) -> Muse:
        monkeypatch.syspath_prepend(plant("bad", POINTS, bad=code))
        monkeypatch.delitem(sys.modules, "bad", raising=False)

        def run(*arguments: str) -> tuple[int, str, str]:
            return call(list(arguments)), *capsys.readouterr()

        return run

    return put


@pytest.mark.parametrize("code", BROKEN.values(), ids=BROKEN.keys())
def test_nothing_else_is_harmed(planted: Callable[[str], Muse], code: str) -> None:
    cli = planted(code)
    for arguments in (["--help"], ["generators"], ["plugins"], ["run", "image", "--help"]):
        exit_code, out, err = cli(*arguments)
        assert exit_code == 0, (arguments, err)
        _harmless(out + err)
    exit_code, out, err = cli("doctor")
    assert exit_code == 1, "it is the one that judges"
    assert "image.bad" in out
    _harmless(out + err)
    exit_code, out, err = cli(
        "run", "image", "--prompt", "a lake", "--width", "64", "--height", "64", "--json"
    )
    assert exit_code == 0, err
    assert json.loads(out)["generator"] == "image.sketch"
    for arguments in (["run", "image", "-g", "bad"], ["schema", "image.bad"], ["bad"]):
        exit_code, out, err = cli(*arguments)
        assert exit_code == 1, (arguments, out)
        assert "can't be loaded: " in err
        assert "fix or uninstall bad" in err
        _harmless(out + err)


@pytest.mark.parametrize("code", list(BROKEN.values())[:6], ids=list(BROKEN)[:6])
def test_a_run_that_raises_anything_has_failed(planted: Callable[[str], Muse], code: str) -> None:
    if "GeneratorExit" in code:
        code = "raise RuntimeError"  # inside a generator Python takes that one for its own end
    body = "".join(f"        {line}\n" for line in code.splitlines())
    exit_code, out, err = planted(f"{GOOD}{body}        yield")("run", "image", "-g", "bad")
    assert exit_code == 1
    assert err.startswith("muse: image.bad (bad 1.0) failed: ")
    assert out == ""
    _harmless(err)


@pytest.mark.parametrize("where", ["at import", "as a hook"])
def test_what_a_plugin_prints_spoils_no_json(planted: Callable[[str], Muse], where: str) -> None:
    code = "print('junk')"
    if where == "as a hook":
        code = "from muse import hookimpl\n@hookimpl\ndef muse_event(run, event): print('junk')"
    cli = planted(f"{code}\n")
    small = ("run", "image", "--prompt", "a lake", "--width", "64", "--height", "64")
    exit_code, out, err = cli(*small, "--json")
    assert exit_code == 0
    assert json.loads(out)["generator"] == "image.sketch"
    assert "junk" in err


def _harmless(text: str) -> None:
    assert "internal error" not in text
    assert "Traceback" not in text
    assert len(text) < 20_000
    assert not [c for c in text if not c.isprintable() and c not in "\n\t"]
