"""A request on a sheet: what is read is taken off it, and what stays wasn't understood."""

import re
from dataclasses import dataclass, field

from muse import Found


@dataclass
class Sheet:
    """The text that is still to be read, and the fields that were read from it."""

    text: str
    fields: dict[str, Found] = field(default_factory=dict)

    def take(self, pattern: str | re.Pattern[str], group: int | str = 1) -> str:
        """Return what a pattern's group holds, and take the whole match off; "" for none."""
        found = re.search(pattern, self.text)
        if not found:
            return ""
        self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return (found[group] or "").strip()

    def cut(self, start: int, end: int) -> None:
        """Take a stretch off the sheet; the places of what comes after stay as they are."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def set(self, name: str, value: object, words: str) -> None:
        """Set a field once: what was read first holds."""
        if value not in ("", [], None):
            self.fields.setdefault(name, Found(value, " ".join(words.split())[:120]))
