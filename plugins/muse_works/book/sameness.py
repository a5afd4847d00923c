"""Whether the heroes of a book look the same on every page: their main colours, measured."""

from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

from ..colours import Lab, difference, lab


def hero_colours(pages: Iterable[Mapping[str, Any]], heroes: Iterable[str]) -> dict[str, Any]:
    """Return name -> the largest dE2000 of a main colour from its median over the pages, and where.

    `pages` are what painters measured of their pictures (`characters` with `colours`), the cover
    first. Of whom is seen on fewer than two pages nothing is told.
    """
    seen: dict[str, dict[str, dict[int, Lab]]] = {name: {} for name in heroes}
    for number, page in enumerate(pages):
        for each in page.get("characters", ()):
            parts = seen.get(each.get("name", ""), {})
            for part, colour in each.get("colours", {}).items():
                parts.setdefault(part, {})[number] = lab(colour)
    made = {}
    for name, parts in seen.items():
        far: list[tuple[float, str, int]] = []
        pages_seen: set[int] = set()
        for part, by_page in parts.items():
            if len(by_page) < 2:
                continue
            pages_seen |= set(by_page)
            middle = tuple(median(colour[i] for colour in by_page.values()) for i in range(3))
            far += [(difference(colour, middle), part, at) for at, colour in by_page.items()]  # type: ignore[arg-type]
        if far:
            most, part, at = max(far)
            made[name] = {
                "dE": round(most, 2),
                "part": part,
                "page": "cover" if at == 0 else at,
                "pictures": len(pages_seen),
            }
    return made
