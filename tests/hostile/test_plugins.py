"""Plugins that raise anything while they are imported or work: they harm themselves alone."""

import json
import locale
import os
import random
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy
import pytest

from muse.cli import call

LONG = "x" * 1_000_000
SMALL = ("--width", "64", "--height", "64")
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
    body = "".join(f"        {line}\n" for line in code.splitlines())
    exit_code, out, err = planted(f"{GOOD}{body}        yield")("run", "image", "-g", "bad")
    assert exit_code == 1
    assert err.startswith(("muse: image.bad (bad 1.0) failed: ", "muse: image.bad ended itself: "))
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


HOOKS = {
    "an observer raises": ("muse_event", "run, event", "raise ValueError('no')"),
    "an observer exits": ("muse_event", "event", "raise SystemExit(0)"),
    "an observer ends as a generator": ("muse_event", "event", "raise GeneratorExit"),
    "an observer refuses": ("muse_event", "event", "raise muse.RequestError('no')"),
    "formats raise": ("muse_formats", "", "raise ValueError('no')"),
    "formats raise later": (
        "muse_formats",
        "",
        "yield muse.Format('.x', 'x/x'); raise OSError",
    ),
    "formats are a number": ("muse_formats", "", "return 5"),
    "formats are no formats": ("muse_formats", "", "return ['.png', None]"),
    "formats are of numbers": ("muse_formats", "", "return [muse.Format(5, 5)]"),
    "formats encode by no function": (
        "muse_formats",
        "",
        "return [muse.Format('.x', 'x/x', encode={'image/png': 5})]",
    ),
    "generators raise": ("muse_generators", "", "raise ValueError('no')"),
    "generators are a list": ("muse_generators", "", "return ['image.x']"),
    "generators have no names": ("muse_generators", "", "return {5: 5}"),
    "one answers by junk": ("muse_generate", "run", "return 5"),
    "one answers by what raises": (
        "muse_generate",
        "run",
        "yield muse.Progress(0, 1); raise OSError",
    ),
    "one answers by raising": ("muse_generate", "run", "raise ValueError('no')"),
}
WRAPPERS = {
    "raises at once": "raise ValueError('no')\n    yield",
    "yields nothing": "return\n    yield",
    "yields twice": "yield\n    yield",
    "raises after": "yield\n    raise ValueError('no')",
    "gives junk": "yield\n    return 5",
    "gives nothing": "yield",
    "gives events that raise": "events = yield\n    return raising(events)",
    "gives events of its own that raise": "yield\n    return raising([muse.Progress(0, 1)])",
    "calls itself": "next(muse_generate())\n    yield",
    "exits": "yield\n    raise SystemExit(0)",
}
HOOK = """
import muse
from muse import hookimpl

def raising(events):
    for event in events:
        yield event
        raise ValueError("late")

@hookimpl{options}
def {name}({arguments}):
    {body}
"""


def _a_run_goes_well(cli: Muse, name: str | None = "hooks") -> None:
    """Check that a run of Muse's own is as always, and tells whose hook is off."""
    exit_code, out, err = cli("run", "image", "--prompt", "a lake", *SMALL, "--json")
    assert exit_code == 0, err
    made = json.loads(out)["artifacts"]
    assert len(made) == 1
    notes = " ".join(made[0]["report"].get("notes", []))
    if name is not None:
        assert f"of {name} failed and is switched off: " in notes
    _harmless(notes + err)


@pytest.mark.parametrize(("name", "arguments", "body"), HOOKS.values(), ids=HOOKS.keys())
def test_a_hook_that_fails_is_switched_off_and_told(
    planted: Callable[[str], Muse], name: str, arguments: str, body: str
) -> None:
    cli = planted(HOOK.format(options="", name=name, arguments=arguments, body=body))
    _a_run_goes_well(cli)
    exit_code, out, err = cli("plugins")
    assert exit_code == 0, err
    if name in ("muse_formats", "muse_generators"):  # the others are called in runs alone
        assert f"OFF: {name} of hooks failed" in out
        assert cli("doctor")[0] == 1


@pytest.mark.parametrize("body", WRAPPERS.values(), ids=WRAPPERS.keys())
def test_a_wrapper_that_fails_is_left_out(planted: Callable[[str], Muse], body: str) -> None:
    hook = {"options": "(wrapper=True)", "name": "muse_generate", "arguments": ""}
    _a_run_goes_well(planted(HOOK.format(**hook, body=body)))


def test_a_wrapper_may_still_refuse(planted: Callable[[str], Muse]) -> None:
    body = "raise muse.RequestError('the hook says no')\n    yield"
    hook = {"options": "(wrapper=True)", "name": "muse_generate", "arguments": ""}
    exit_code, _, err = planted(HOOK.format(**hook, body=body))("run", "image", "--seed", "1")
    assert (exit_code, err) == (2, "muse: the hook says no\n")


@pytest.mark.parametrize("kind", ["(hookwrapper=True)", "(wrapper=True)"])
def test_a_wrapper_that_cannot_be_is_refused(planted: Callable[[str], Muse], kind: str) -> None:
    name = "muse_event" if kind == "(wrapper=True)" else "muse_generate"
    cli = planted(HOOK.format(options=kind, name=name, arguments="", body="yield"))
    _a_run_goes_well(cli, None)
    assert f"BROKEN: {name}" in cli("plugins")[1]


@pytest.mark.parametrize(
    ("offer", "told"),
    [
        (".gif', 'image/gif', encode={'video/mp4': bytes}", ".gif from video/mp4"),
        (".png', 'image/png'", ".png adds nothing"),
        (".png', 'text/plain', embed=lambda d, t: d", ".png refused: it is image/png already"),
        (".new', 'x/new', encode={'image/png': bytes}", "formats: .new"),
    ],
)
def test_formats_add_to_what_there_is(
    planted: Callable[[str], Muse], offer: str, told: str, tmp_path: Path
) -> None:
    hook = {"options": "", "name": "muse_formats", "arguments": ""}
    cli = planted(HOOK.format(**hook, body=f"return [muse.Format('{offer})]"))
    _a_run_goes_well(cli, None)
    assert told in cli("plugins")[1]
    for suffix in (".png", ".gif", *((".new",) if ".new" in told else ())):
        assert cli("run", "image", "--seed", "1", *SMALL, "-o", f"a{suffix}")[0] == 0
    assert cli("reproduce", "a.png")[0] == 0
    assert not (tmp_path / "a.png.muse.json").exists(), "the recipe is inside"


@pytest.mark.parametrize("wrong", ["raise ValueError('no')", "return 'text'", "return None"])
def test_a_format_that_fails_is_blamed(planted: Callable[[str], Muse], wrong: str) -> None:
    body = (
        f"def encode(data): {wrong}\n"
        "    return [muse.Format('.new', 'x/new', encode={'image/png': encode})]"
    )
    hook = {"options": "", "name": "muse_formats", "arguments": ""}
    cli = planted(HOOK.format(**hook, body=body))
    exit_code, _, err = cli("run", "image", "--seed", "1", *SMALL, "-o", "a.new")
    assert exit_code == 1
    assert err.startswith("muse: hooks can't turn image/png into .new: ")
    _a_run_goes_well(cli, None)


CLASSES = {
    "no formats": "formats = None",
    "formats of numbers": "formats = {5: 5}",
    "formats that raise": "formats = property(lambda self: 1 / 0)",
    "no requirements": "requires = None",
    "requirements of numbers": "requires = (5,)",
    "no environment": "environment = None",
    "components of text": "components = {'unet': 5}",
    "an example of numbers": "example = 5",
    "a trainer of text": "trainer = 'me'",
    "costly text": "costly = 'count'",
    "inert numbers": "inert = {'prompt': 5}",
    "no condition": "condition = None",
    "a condition of another kind": "condition = dict",
    "generate yields nothing by nature": "def generate(self, condition, run): return []",
    "a format without a dot": "formats = {'txt': 'text/plain'}",
    "it repeats like nothing else": "repeatable = 'maybe'",
    "a field of the host's": "class condition(Asked): output: str = ''",
    "a metaclass that raises": (
        "condition = type('M', (type,), {'__instancecheck__': lambda c, i: 1 / 0})('C', (), {})"
    ),
    "missing raises": "@classmethod\n    def missing(cls): raise ValueError('no')",
    "missing exits": "@classmethod\n    def missing(cls): raise SystemExit(0)",
    "missing gives junk": "@classmethod\n    def missing(cls): return 5",
    "missing gives numbers": "@classmethod\n    def missing(cls): return [5]",
    "read raises": "def read(self, prompt): raise ValueError('no')",
    "read exits": "def read(self, prompt): raise SystemExit(0)",
    "read gives junk": "def read(self, prompt): return 5",
    "it can't be started": "def __init__(self): raise ValueError('no')",
}
WITH_PROMPT = """
import muse

class Asked(muse.Condition):
    prompt: str = ""

class Bad(muse.Generator):
    '''Paint nothing.'''

    condition = Asked

    def generate(self, condition, run):
        yield muse.Artifact({{'.txt': b'x'}}, run.items[0])

    {body}
"""


@pytest.mark.parametrize("body", CLASSES.values(), ids=CLASSES.keys())
def test_a_class_that_lies_harms_itself(planted: Callable[[str], Muse], body: str) -> None:
    cli = planted(WITH_PROMPT.format(body=body))
    for arguments in (["--help"], ["generators"], ["plugins"], ["run", "image", "--help"]):
        exit_code, out, err = cli(*arguments)
        assert exit_code == 0, (arguments, err)
        _harmless(out + err)
    exit_code, out, err = cli("doctor")
    assert exit_code in (0, 1), err
    _harmless(out + err)
    exit_code, _, err = cli("run", "image", "-g", "bad", "--prompt", "x")
    assert exit_code == 1, err
    assert "image.bad" in err
    _harmless(err)
    _a_run_goes_well(cli, None)


EVENTS = {
    "nothing": "None",
    "a number": "5",
    "a text of a number": "muse.Text(5)",
    "a text of bytes": "muse.Text(b'x')",
    "a text of another item": "muse.Text('x', 7)",
    "a text of no item": "muse.Text('x', None)",
    "a progress of text": "muse.Progress('1', '2')",
    "a progress that isn't finite": "muse.Progress(float('nan'), 1)",
    "a progress with a number for a note": "muse.Progress(0, 1, 5)",
    "a preview of text": "muse.Preview('image/png', 'x')",
    "a preview of another item": "muse.Preview('image/png', b'x', 9)",
    "contents of text": "muse.Artifact({'.txt': 'x'}, item)",
    "contents of a number": "muse.Artifact({'.txt': 5}, item)",
    "contents that are none": "muse.Artifact({}, item)",
    "contents that are no mapping": "muse.Artifact(b'x', item)",
    "a suffix that is a path": "muse.Artifact({'./../x': b'x'}, item)",
    "a suffix that is a number": "muse.Artifact({5: b'x'}, item)",
    "a suffix without a dot": "muse.Artifact({'txt': b'x'}, item)",
    "an item of its own": "muse.Artifact({'.txt': b'x'}, muse.Item(5, 5))",
    "an item that is none": "muse.Artifact({'.txt': b'x'}, None)",
    "a title of bytes": "muse.Artifact({'.txt': b'x'}, item, title=b'x')",
    "measures of a class": "muse.Artifact({'.txt': b'x'}, item, {'x': object})",
    "measures in a circle": "muse.Artifact({'.txt': b'x'}, item, circle)",
    "measures of megabytes": "muse.Artifact({'.txt': b'x'}, item, {'x': 'x' * 10**8})",
    "measures that are a list": "muse.Artifact({'.txt': b'x'}, item, [1])",
    "what has no repr": "Unseen()",
}
YIELDS = """
import muse

circle = {{}}
circle["circle"] = circle

class Unseen:
    def __repr__(self): raise ValueError

class Bad(muse.Generator):
    '''Paint nothing.'''

    class condition(muse.Condition):
        prompt: str = ""

    formats = {{".txt": "text/plain"}}

    def generate(self, condition, run):
        item = run.items[0]
        yield {event}
"""
SOUND = YIELDS.format(event="muse.Artifact({'.txt': b'x'}, item)")


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS.keys())
def test_an_event_that_is_none_fails_its_run(
    planted: Callable[[str], Muse], event: str, tmp_path: Path
) -> None:
    exit_code, out, err = planted(YIELDS.format(event=event))("run", "image", "-g", "bad")
    assert exit_code == 1
    assert err.startswith("muse: image.bad yielded ")
    assert len(err) < 300
    assert out == ""
    assert not list(tmp_path.glob("image-bad*"))
    _harmless(err)


CHANGES: dict[str, tuple[str, Callable[[], object]]] = {
    "folder": ("os.chdir('/')", os.getcwd),
    "signals": (
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        lambda: signal.getsignal(signal.SIGTERM),
    ),
    "stdout": ("setattr(sys, 'stdout', None)", lambda: sys.stdout),
    "umask": ("os.umask(0o777)", lambda: os.umask(0o22)),
    "locale": (
        "locale.setlocale(locale.LC_ALL, 'C.UTF-8')",
        lambda: locale.setlocale(locale.LC_ALL),
    ),
    "random": ("random.seed(5)", random.getstate),
    "numpy's random": (
        "numpy.random.seed(5)",
        lambda: numpy.random.get_state()[1].tolist(),  # type: ignore[index,union-attr]
    ),
    "warnings": ("warnings.simplefilter('ignore')", lambda: list(warnings.filters)),
}
QUICK = ("folder", "signals", "stdout", "umask")
IMPORTS = "import locale, os, random, signal, sys, warnings, numpy.random\n"
WHERE = {
    "at import": (SOUND + "\n{change}\n", list(CHANGES)),
    "in a run": (SOUND.replace("item = ", "{change}; item = "), list(CHANGES)),
    "in a hook": (SOUND + "\n@muse.hookimpl\ndef muse_event(event): {change}\n", QUICK),
    "in reading": (
        SOUND + "\n    def read(self, prompt): {change}; return muse.Reading()\n",
        QUICK,
    ),
}


@pytest.mark.parametrize(
    ("where", "what"), [(where, what) for where, (_, whats) in WHERE.items() for what in whats]
)
def test_what_a_plugin_changes_of_the_process_is_put_back(
    planted: Callable[[str], Muse], tmp_path: Path, where: str, what: str
) -> None:
    change, state = CHANGES[what]
    cli = planted(IMPORTS + WHERE[where][0].replace("{change}", change))
    before = state()
    done = cli("run", "image", "-g", "bad", "--seed", "1", "--prompt", "x", "-o", "made.txt")
    after = state()
    os.umask(0o22)
    assert done[0] == 0, done[2]
    assert after == before
    assert (tmp_path / "made.txt").is_file()


def test_a_module_that_empties_the_modules_breaks_alone(planted: Callable[[str], Muse]) -> None:
    cli = planted("import sys\nsys.modules.clear()\n")
    _a_run_goes_well(cli, None)
    assert "KeyError" in cli("plugins")[1]


def _process(
    site: Path, folder: Path, *arguments: str, patience: float = 5.0
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, with a folder of plugins."""
    code = (
        f"import muse.cli.process as process; process.PATIENCE = {patience}\n"
        "from muse.__main__ import main; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(site), *sys.path]),
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_a_plugin_that_pretends_ctrl_c(plant: Callable[..., Path], tmp_path: Path) -> None:
    site = plant("bad", POINTS, bad="raise KeyboardInterrupt")
    for arguments in (["plugins"], ["generators"], ["run", "image", "--seed", "1", *SMALL]):
        done = _process(site, tmp_path, *arguments)
        assert done.returncode == 0, done.stderr
    assert "BROKEN: KeyboardInterrupt" in _process(site, tmp_path, "plugins").stdout
    assert _process(site, tmp_path, "bad").returncode == 1


@pytest.mark.parametrize("body", ["raise ValueError('no')", "raise GeneratorExit", "1 / 0"])
def test_a_command_that_fails_is_blamed(planted: Callable[[str], Muse], body: str) -> None:
    code = f"import click\n@click.command()\ndef command(): {body}\n"
    exit_code, _, err = planted(code)("bad")
    assert exit_code == 1
    assert err.startswith("muse: the command bad of bad failed: ")
    _harmless(err)


@pytest.mark.parametrize(
    ("body", "code", "told"),
    [
        ("raise click.ClickException('no such thing')", 1, "muse: no such thing\n"),
        ("raise click.UsageError('wrong')", 2, "muse: wrong\n"),
        ("raise SystemExit('bye')", 1, "muse: bye\n"),
        ("raise SystemExit(3)", 3, ""),
        ("raise SystemExit", 0, ""),
        ("raise click.exceptions.Exit(4)", 4, ""),
        ("raise click.Abort", 130, "cancelled"),
    ],
)
def test_what_a_command_means_is_kept(
    planted: Callable[[str], Muse], body: str, code: int, told: str
) -> None:
    source = f"import click\n@click.command()\ndef command(): {body}\n"
    exit_code, _, err = planted(source)("bad")
    assert exit_code == code
    assert told in err if told == "cancelled" else err == told


def test_a_run_that_pretends_ctrl_c_has_failed(plant: Callable[..., Path], tmp_path: Path) -> None:
    site = plant("bad", POINTS, bad=f"{GOOD}        raise KeyboardInterrupt\n        yield\n")
    done = _process(site, tmp_path, "run", "image", "-g", "bad")
    assert done.returncode == 1
    assert "image.bad ended itself: KeyboardInterrupt" in done.stderr


def test_what_is_written_to_the_descriptor_spoils_no_json(
    plant: Callable[..., Path], tmp_path: Path
) -> None:
    code = "import os, subprocess\nos.write(1, b'junk')\nsubprocess.run(['echo', 'more'])\n"
    site = plant("bad", POINTS, bad=code)
    done = _process(site, tmp_path, "run", "image", "--seed", "1", *SMALL, "--json")
    assert json.loads(done.stdout)["status"] == "done"
    assert "junk" in done.stderr and "more" in done.stderr
    raw = _process(site, tmp_path, "run", "text", "--prompt", "a poem", "-o", "-")
    assert "junk" not in raw.stdout and raw.stdout.strip()


@pytest.mark.parametrize(
    "forever",
    ["threading.Thread(target=wait, name='forever').start()", "atexit.register(wait)"],
    ids=["thread", "exit handler"],
)
def test_what_never_ends_is_left_at_exit(
    plant: Callable[..., Path], tmp_path: Path, forever: str
) -> None:
    code = (
        "import atexit, threading, time\ndef wait():\n    while True: time.sleep(1)\n"
        f"{SOUND.replace('item = ', f'{forever}; item = ')}"
    )
    site = plant("bad", POINTS, bad=code)
    done = _process(
        site, tmp_path, "run", "image", "-g", "bad", "-o", "a.txt", "--json", patience=0.2
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "done"
    assert "were left at exit" in done.stderr
    assert ("forever" in done.stderr) == ("Thread" in forever)


def test_nobody_takes_the_name_of_muse_itself(plant: Callable[..., Path], tmp_path: Path) -> None:
    site = plant("Muse_Host", "[muse]\ntext.grammar = nowhere:Nothing\n")
    assert _process(site, tmp_path, "run", "text", "--seed", "1").returncode == 0
    told = _process(site, tmp_path, "plugins").stdout
    assert "it calls itself muse-host, which is Muse's own name" in told


def _harmless(text: str) -> None:
    assert "internal error" not in text
    assert "Traceback" not in text
    assert len(text) < 20_000
    assert not [c for c in text if not c.isprintable() and c not in "\n\t"]
