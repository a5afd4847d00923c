"""For the tests of plugins: the conformance kit, a pretended card, fixtures for pytest.

    from muse.testing import conformance

    test_dots = conformance("image.dots")       # one test per check

The fixtures `muse_home`, `muse_host` and `muse_card` are there in every pytest run. On the command
line the same checks are `muse plugin check image.dots`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muse.testing.card import Card as Card
    from muse.testing.card import component as component
    from muse.testing.checks import CHECKS as CHECKS
    from muse.testing.checks import Check as Check
    from muse.testing.kit import Verdict as Verdict
    from muse.testing.kit import check as check
    from muse.testing.kit import conformance as conformance
    from muse.testing.subject import Fault as Fault
    from muse.testing.subject import Subject as Subject

_WHERE = {
    **dict.fromkeys(("Card", "component"), "muse.testing.card"),
    **dict.fromkeys(("CHECKS", "Check"), "muse.testing.checks"),
    **dict.fromkeys(("Verdict", "check", "conformance"), "muse.testing.kit"),
    **dict.fromkeys(("Fault", "Subject"), "muse.testing.subject"),
}

__all__ = sorted(_WHERE)


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'muse.testing' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(_WHERE[name]), name)
    globals()[name] = value
    return value
