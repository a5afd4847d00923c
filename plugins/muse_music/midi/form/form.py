"""Forms: how so many bars divide into sections, in multiples of the style's phrase."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from muse_music.theory.notes import Section

ENERGY = {
    **{"intro": 0.3, "verse": 0.5, "chorus": 0.85, "bridge": 0.6, "outro": 0.45, "tag": 0.5},
    **{"theme": 0.5, "answer": 0.62, "contrast": 0.75, "return": 0.6},
    **{"head": 0.55, "solo": 0.8, "blues": 0.6, "build": 0.55, "drop": 0.95, "break": 0.35},
    **{"pre": 0.64, "prelude": 0.42, "climax": 0.92},
}
"""Kind of section -> how full it is played, 0..1."""

Plan = list[tuple[str, int]]


def sections(form: str, bars: int) -> list[Section]:
    """Return the sections of `bars` bars (1 or more) in one of FORMS."""
    plan = FORMS[form](bars)
    made = numbered([(kind, kind, length) for kind, length in plan])
    assert made[-1].first + made[-1].bars == bars
    return made


def numbered(parts: Sequence[tuple[str, str, int]]) -> list[Section]:
    """Return sections (kind, name, bars) in time; names that come again are numbered."""
    names = [name for _, name, _ in parts]
    first, made = 0, []
    for place, (kind, name, length) in enumerate(parts):
        before = names[:place].count(name)
        label = f"{name} {before + 1}" if names.count(name) > 1 else name
        made.append(
            Section(kind, label, first, length, min(1.0, ENERGY[kind] + 0.06 * min(before, 2)))
        )
        first += length
    return made


def _song(bars: int) -> Plan:
    """Intro, verses and choruses, a bridge in long songs, and what is left as an outro."""
    if bars < 8:
        return [("verse", bars)]
    if bars < 12:
        return [("verse", 4), ("chorus", bars - 4)]
    if bars < 16:
        return [("intro", bars - 12), ("verse", 4), ("chorus", 8)][bars == 12 :]
    if bars < 24:
        return _rest([("verse", 8), ("chorus", 8)], bars)
    if bars < 32:
        return _rest([("intro", 4), ("verse", 8), ("chorus", 8)], bars)
    if bars < 40:
        return _rest([("intro", 4), ("verse", 8), ("chorus", 8), ("verse", 4), ("chorus", 8)], bars)
    plan: Plan = [("intro", 4), ("verse", 8), ("chorus", 8), ("verse", 8), ("chorus", 8)]
    left = bars - 36
    while left >= 20:
        more = [("bridge", 8), ("chorus", 8)] if left < 36 else [("bridge", 8), ("verse", 8)]
        plan += more if left < 36 else [*more, ("chorus", 8)]
        left = bars - sum(length for _, length in plan)
    return _rest(plan, bars)


def _rest(plan: Plan, bars: int) -> Plan:
    """Give what a plan leaves of `bars` to an outro of up to eight bars, or more choruses."""
    left = bars - sum(length for _, length in plan)
    while left > 8:
        plan = [*plan, ("chorus", 8)]
        left -= 8
    return [*plan, ("outro", left)] if left else plan


def _build(bars: int) -> Plan:
    """Build and drop by eights, with a break between the rounds."""
    if bars < 8:
        return [("drop", bars)]
    plan: Plan = []
    cycle = ("build", "drop") if bars < 24 else ("intro", "build", "drop", "break", "build", "drop")
    size = 8 if bars >= 16 else 4
    place = 0
    while (left := bars - sum(n for _, n in plan)) >= size:
        kind = cycle[place % len(cycle)]
        if left < 2 * size and plan:
            kind = "drop" if plan[-1][0] == "build" else "outro"
        plan.append((kind, size))
        place += 1
    return [*plan, ("outro", left)] if left else plan


def _aaba(bars: int) -> Plan:
    """Theme, its answer, a contrast and its return, in eights (fours below 24 bars)."""
    if bars < 4:
        return [("theme", bars)]
    size = 8 if bars >= 24 else 4 if bars >= 8 else bars
    plan: Plan = []
    cycle = ("theme", "answer", "contrast", "return")
    place = 0
    while (left := bars - sum(n for _, n in plan)) >= size:
        plan.append((cycle[place % 4], size))
        place += 1
    return [*plan, ("outro", left)] if left else plan


def _chorus(bars: int) -> Plan:
    """Jazz: the head in AABA, then solos over it, and the head again."""
    if bars < 64:
        return _aaba(bars)
    plan: Plan = _aaba(32)
    left = bars - 32
    while left >= 64:
        plan += [("solo", 8)] * 4
        left -= 32
    return plan + _aaba(left)


def _blues(bars: int) -> Plan:
    """Choruses of twelve bars; what is left is a tag."""
    if bars < 12:
        return [("blues", bars)]
    plan: Plan = [("blues", 12)] * (bars // 12)
    return [*plan, ("tag", bars % 12)] if bars % 12 else plan


def _blues_intro(bars: int) -> Plan:
    """An intro of four bars before choruses of twelve, where that comes out even."""
    return [("intro", 4), *_blues(bars - 4)] if bars >= 16 and bars % 12 == 4 else _blues(bars)


def _blues_bridge(bars: int) -> Plan:
    """Choruses of twelve with a bridge of eight before the last, where that comes out even."""
    if bars < 32 or bars % 12 != 8:
        return _blues(bars)
    return [*[("blues", 12)] * (bars // 12 - 1), ("bridge", 8), ("blues", 12)]


@dataclass(frozen=True)
class Cycle:
    """A form as data: what opens it, what comes round again and again, and what has to close it.

    Sections have eight bars (four in pieces below 24), those of _SHORT half of that; what is left
    over becomes an outro.
    """

    cycle: tuple[str, ...]
    close: str
    head: tuple[str, ...] = ()

    def __call__(self, bars: int) -> Plan:
        """Return the sections of so many bars."""
        unit = 8 if bars >= 24 else 4
        if bars < 2 * unit:
            return [(self.close, bars)]
        plan: Plan = [(kind, unit // 2) for kind in self.head if bars >= 20]
        left = bars - sum(length for _, length in plan)
        place = 0
        while left:
            kind = self.cycle[place % len(self.cycle)]
            size = unit // 2 if kind in _SHORT else unit
            if left < size or (kind in _SHORT and left < size + unit):
                break
            plan.append((kind, size))
            left -= size
            place += 1
        return self._closed(plan, left)

    def _closed(self, plan: Plan, left: int) -> Plan:
        """Return a plan that ends with what closes the form, and an outro of what is left."""
        kind, length = plan[-1]
        if kind != self.close:
            before = any(k == self.close for k, _ in plan)
            if length >= 8 and before:
                plan[-1:] = [(kind, length // 2), (self.close, length - length // 2)]
            else:
                plan[-1] = (self.close, length)
        return [*plan, ("outro", left)] if left else plan


_SHORT = ("intro", "prelude", "pre", "break", "tag")

FORMS: dict[str, Callable[[int], Plan]] = {
    **{"song": _song, "aaba": _aaba, "jazz": _chorus, "blues": _blues, "build": _build},
    "free": Cycle(("theme", "answer", "contrast", "return"), "return", ("prelude",)),
    "refrain": Cycle(("chorus", "verse"), "chorus"),
    "rising": Cycle(("verse", "pre", "chorus"), "chorus", ("intro",)),
    "bridged": Cycle(("verse", "chorus", "verse", "chorus", "bridge", "chorus"), "chorus"),
    "strophic": Cycle(("verse", "verse", "chorus"), "chorus", ("intro",)),
    "vamp": Cycle(("verse", "chorus", "break", "chorus"), "chorus", ("intro",)),
    "abac": Cycle(("theme", "contrast", "theme", "answer"), "answer"),
    "aabb": Cycle(("theme", "theme", "contrast", "contrast"), "contrast"),
    "rondo": Cycle(("theme", "contrast", "theme", "bridge"), "theme"),
    "ternary": Cycle(("theme", "answer", "contrast", "contrast", "theme", "return"), "return"),
    "solos": Cycle(("theme", "solo", "solo", "theme"), "theme", ("intro",)),
    "waves": Cycle(("build", "drop", "break"), "drop", ("intro",)),
    "verses": Cycle(("verse", "build", "drop"), "drop", ("intro",)),
    "arc": Cycle(("theme", "answer", "contrast", "climax"), "climax", ("intro",)),
    "tide": Cycle(("theme", "climax", "break", "theme", "climax"), "climax", ("intro",)),
    "blues_bridge": _blues_bridge,
    "blues_intro": _blues_intro,
}
"""Form -> the sections of so many bars. Where nobody accompanies, those of WITH_INTROS are left."""
WITH_INTROS = frozenset(("song", "build", *(n for n, f in FORMS.items() if getattr(f, "head", ()))))
