"""Whose a work is and what others may do with it: written into files, never into a recipe."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from muse.compat import dataclass
from muse.contract import licences
from muse.errors import RequestError, UnknownField
from muse.suggest import nearest

NAMES = ("author", "rights", "licence")
LONGEST = 300
"""The most characters of an author and of a statement."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Whose a work is, and what others may do with it (contract 1.4).

    - `author`: who made it
    - `rights`: a statement such as "© 2026 Ann Lee"
    - `licence`: an SPDX identifier that Muse knows, or all-rights-reserved
    - `source`: how it came to be, as an address of the IPTC's vocabulary of digital source types;
      the format adds it that has it written
    """

    author: str = ""
    rights: str = ""
    licence: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        """Whether anything is said of whose it is."""
        return bool(self.author or self.rights or self.licence)

    @classmethod
    def told(
        cls, author: str = "", rights: str = "", licence: str = "", source: str = ""
    ) -> Rights | None:
        """Return what a file says; None where it says nothing of whose it is.

        `licence` is an identifier, a name or a page of one that Muse knows; of another nothing is
        kept.
        """
        known = licences.told(licence)
        found = cls(author, rights, known.id if known else "", source)
        return found if found else None

    @property
    def url(self) -> str:
        """The page of the licence; empty where there is none."""
        return licences.KNOWN[self.licence].url if self.licence else ""

    @property
    def name(self) -> str:
        """The name of the licence; empty where there is none."""
        return licences.KNOWN[self.licence].name if self.licence else ""

    @property
    def terms(self) -> str:
        """The licence in words: its name, and its page."""
        return f"{self.name} ({self.url})" if self.url else self.name

    @property
    def sentence(self) -> str:
        """All that is said of whose it is, in one line."""
        who = self.rights or self.author
        return " - ".join(filter(None, (who, self.terms)))

    def to_json(self) -> dict[str, str]:
        """Return what is said as JSON, the page of the licence with it."""
        named = {"author": self.author, "rights": self.rights, "licence": self.licence}
        named |= {"licence_url": self.url, "source": self.source}
        return {name: value for name, value in named.items() if value}


def checked(values: Mapping[str, Any]) -> Rights:
    """Return rights of what somebody gave by name; RequestError for what they can't be."""
    given: dict[str, str] = {}
    for name, value in values.items():
        if name not in NAMES:
            near = nearest(name, NAMES)
            hint = f"did you mean {near}?" if near else f"there are {', '.join(NAMES)}"
            raise UnknownField(f"rights have no {name[:60]!r}", hint=hint)
        if value is None:
            continue
        if not isinstance(value, str):
            raise RequestError(f"{name}: invalid value {value!r}; expected words")
        given[name] = licences.find(value).id if name == "licence" else _line(name, value)
    return Rights(**given)


def _line(name: str, value: str) -> str:
    """Return words in one line, as every format holds them."""
    line = unicodedata.normalize("NFC", " ".join(value.split()))
    if len(line) > LONGEST:
        raise RequestError(f"{name}: {len(line)} characters; {LONGEST} are the most")
    if odd := next((c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Cn")), None):
        raise RequestError(f"{name}: U+{ord(odd):04X} in it is no character to write")
    if not line:
        raise RequestError(f"{name}: nothing is in it", hint=f"leave out --{name}")
    return line
