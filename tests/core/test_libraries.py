"""Libraries are quiet for as long as it takes, and then as they were."""

import sys
from types import SimpleNamespace

import pytest

from muse import quiet


class Logging(SimpleNamespace):
    """What a library of Hugging Face has as `utils.logging`."""

    level = 20
    bars = True

    def get_verbosity(self) -> int:
        return self.level

    def set_verbosity(self, level: int) -> None:
        self.level = level

    def set_verbosity_error(self) -> None:
        self.level = 40

    def is_progress_bar_enabled(self) -> bool:
        return self.bars

    def disable_progress_bar(self) -> None:
        self.bars = False

    def enable_progress_bar(self) -> None:
        self.bars = True


@pytest.mark.parametrize("bars", [True, False])
def test_a_library_is_quiet_and_then_as_it_was(monkeypatch: pytest.MonkeyPatch, bars: bool) -> None:
    log = Logging(bars=bars)
    monkeypatch.setitem(sys.modules, "loud", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "loud.utils", SimpleNamespace())
    monkeypatch.setitem(sys.modules, "loud.utils.logging", log)
    with pytest.raises(RuntimeError), quiet("loud"):
        assert (log.level, log.bars) == (40, False)
        raise RuntimeError
    assert (log.level, log.bars) == (20, bars)
