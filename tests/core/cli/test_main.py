"""The program itself: `muse` and `python -m muse`."""

import sys

import pytest

from muse import __main__ as program
from muse.cli import process


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--version"], 0), (["runn"], 2), (["train", "midi"], 2)]
)
def test_its_exit_code_is_that_of_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys, arguments: list[str], code: int
) -> None:
    monkeypatch.setattr(process, "prepare", lambda: None)
    monkeypatch.setattr(process, "done", lambda code: code)
    monkeypatch.setattr(sys, "argv", ["muse", *arguments])
    with pytest.raises(SystemExit) as ended:
        program.main()
    assert ended.value.code == code
    told = capsys.readouterr()
    assert told.out.startswith("muse ") if code == 0 else told.err.startswith("muse: ")


def test_ctrl_c_before_there_is_a_command_line(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    class Interrupted:
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "muse.cli", Interrupted())
    with pytest.raises(SystemExit) as ended:
        program.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "muse: cancelled\n"
