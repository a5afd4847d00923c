"""Licences under which works are passed on, by their SPDX identifiers, with the page of each."""

from __future__ import annotations

from muse.compat import dataclass
from muse.errors import RequestError
from muse.suggest import nearest

RESERVED = "all-rights-reserved"
"""What isn't licensed at all; it is no SPDX identifier, and has no page."""

_COMMONS = ("BY", "BY-SA", "BY-NC", "BY-NC-SA", "BY-ND", "BY-NC-ND")
_VERSIONS = ("4.0", "3.0", "2.5", "2.0")
_PAGES = "https://spdx.org/licenses/"
_OTHERS = {
    "LAL-1.3": "Free Art License 1.3",
    "ODbL-1.0": "Open Database License 1.0",
    "ODC-By-1.0": "Open Data Commons Attribution License 1.0",
    "PDDL-1.0": "Open Data Commons Public Domain Dedication 1.0",
    "GFDL-1.3-or-later": "GNU Free Documentation License 1.3 or later",
    "OFL-1.1": "SIL Open Font License 1.1",
    "GPL-2.0-or-later": "GNU General Public License 2.0 or later",
    "GPL-3.0-only": "GNU General Public License 3.0",
    "GPL-3.0-or-later": "GNU General Public License 3.0 or later",
    "Apache-2.0": "Apache License 2.0",
    "MPL-2.0": "Mozilla Public License 2.0",
    "BSD-2-Clause": "BSD License, 2 clauses",
    "BSD-3-Clause": "BSD License, 3 clauses",
    "MIT": "MIT License",
    "MIT-0": "MIT No Attribution",
    "0BSD": "BSD Zero Clause License",
    "ISC": "ISC License",
    "Unlicense": "The Unlicense",
}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: its SPDX identifier, its name in words, the page that has its text."""

    id: str
    name: str
    url: str = ""


def _known() -> dict[str, Licence]:
    found = [Licence("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")]
    for version in _VERSIONS:
        for kind in _COMMONS:
            page = f"https://creativecommons.org/licenses/{kind.lower()}/{version}/"
            found.append(Licence(f"CC-{kind}-{version}", f"CC {kind} {version}", page))
    found += [Licence(id, name, f"{_PAGES}{id}.html") for id, name in _OTHERS.items()]
    found.append(Licence(RESERVED, "All rights reserved"))
    return {licence.id: licence for licence in found}


KNOWN = _known()
"""Identifier -> licence."""


def find(name: str) -> Licence:
    """Return the licence of a name, its case and blanks for hyphens aside; RequestError if none."""
    spelled = _spelled(name)
    by_name = {_spelled(id): id for id in KNOWN}
    if spelled in by_name:
        return KNOWN[by_name[spelled]]
    whole = next((id for key, id in by_name.items() if key.startswith(f"{spelled}_")), None)
    near = nearest(spelled, by_name) if spelled else None
    meant = whole or (by_name[near] if near else None)
    hint = f"did you mean {meant}?" if meant else f"such as CC-BY-4.0, CC0-1.0 or {RESERVED}"
    raise RequestError(f"licence: {name[:60]!r} is none that Muse knows", hint=hint)


def told(text: str) -> Licence | None:
    """Return the licence of an identifier, a name or a page; None for any other."""
    if text in KNOWN:
        return KNOWN[text]
    return next((each for each in KNOWN.values() if text and text in (each.name, each.url)), None)


def _spelled(name: str) -> str:
    return "_".join(name.lower().replace("-", " ").replace("_", " ").split())
