"""The policy of a server that other machines reach: it is on there unless the user says off."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

VARIABLE = "MUSE_POLICY"
"""Whether a policy is on, as this process and its workers find it."""

_OFF = frozenset(("off", "0", "no", "false"))

ON = "what may not be made is refused (muse policy show); [plugins.policy] on = false lets it be"
OPEN = "no policy is on: whoever reaches it may have anything made"


@contextmanager
def policed(beyond: bool, settings: Mapping[str, Any]) -> Iterator[str]:
    """Have a policy on where the server is reached from `beyond` this machine; yield what to say.

    `settings` are those of the policy, `[plugins.policy]`. What MUSE_POLICY says, or they, stands.
    """
    said = os.environ.get(VARIABLE, "").strip().lower()
    if not beyond:
        yield ""
    elif said:
        yield OPEN if said in _OFF else ON
    elif settings.get("on") is False:
        yield OPEN
    else:
        os.environ[VARIABLE] = "on"
        try:
            yield ON
        finally:
            os.environ.pop(VARIABLE, None)
