"""The bars of a voice in the order in which they are played: endings, repeats, P: and jumps."""

import re
from collections.abc import Callable, Sequence

from muse_music.reading.abc.voices import Bar, Voice
from muse_music.reading.limits import Damaged
from muse_music.reading.repeats import MOST_BARS, unfolded

_PARTS = 1000
"""Parts of a tune that are played at most."""
_SIGNS = ("forward", "backward", "segno", "coda", "late_coda", "to_coda", "fine", "jump", "label")


def sounding(voice: Voice) -> list[Bar]:
    """Return the bars of a voice that have a length; signs of others go to their neighbours."""
    made: list[Bar] = []
    waiting = Bar()
    for bar in voice.bars:
        if bar.length:
            bar.forward |= waiting.forward
            bar.segno |= waiting.segno
            bar.coda |= waiting.coda
            bar.endings = bar.endings or waiting.endings
            bar.label = bar.label or waiting.label
            bar.key, bar.meter = bar.key or waiting.key, bar.meter or waiting.meter
            bar.tempos += waiting.tempos
            made.append(bar)
            waiting = Bar()
            continue
        waiting = bar
        if made:
            made[-1].to_coda |= bar.to_coda
            made[-1].fine |= bar.fine
            made[-1].jump = made[-1].jump or bar.jump
    _endings(made)
    _codas(made)
    _starts(made)
    return made


def alike(voices: Sequence[list[Bar]]) -> None:
    """Give the signs of the first voice to those of as many bars that have none."""
    if not voices:
        return
    first = voices[0]
    for bars in voices[1:]:
        told = any(any(getattr(bar, sign) for sign in _SIGNS) or bar.endings for bar in bars)
        if not told and len(bars) == len(first):
            for bar, like in zip(bars, first, strict=True):
                bar.endings = like.endings
                for sign in _SIGNS:
                    setattr(bar, sign, getattr(like, sign))


def played(bars: list[Bar], order: str, tell: Callable[[str], None]) -> list[Bar]:
    """Return bars as they are played; `order` is a P: field of the head, such as "A(AB)2"."""
    parts = _parts(bars)
    if not order or len(parts) < 2:
        return list(unfolded(bars))
    names = _expanded(order)
    unknown = sorted(set(names) - set(parts))
    if unknown:
        tell(f"P:{order[:40]} names parts that aren't there: {', '.join(unknown)[:60]}")
    made = list(unfolded(parts[""])) if parts.get("") else []
    for name in names:
        made += unfolded(parts.get(name, []))
        if len(made) > MOST_BARS:
            raise Damaged("its repeats never end")
    return made if names and len(unknown) < len(set(names)) else list(unfolded(bars))


def _parts(bars: list[Bar]) -> dict[str, list[Bar]]:
    """Return the bars of each part by the letter that labels it; "" for those before the first."""
    found: dict[str, list[Bar]] = {}
    name = ""
    for bar in bars:
        name = bar.label[:1] or name
        if bar.label and name in found:
            found[name] = []  # a part that is written twice is the last one
        found.setdefault(name, []).append(bar)
    return found


def _expanded(order: str) -> list[str]:
    """Return the parts that an order names, one after another: "A(AB)2" is A A B A B."""
    stack: list[list[str]] = [[]]
    last: list[str] = []
    for sign in re.findall(r"\(|\)|\d{1,2}|[A-Za-z]", order):
        if sign == "(":
            stack.append([])
            last = []
        elif sign == ")":
            if len(stack) > 1:
                last = stack.pop()
                stack[-1] += last
        elif sign.isdigit():
            stack[-1] += last * (int(sign) - 1)
            last = []
        else:
            last = [sign]
            stack[-1].append(sign)
        if len(stack[-1]) > _PARTS:
            raise Damaged("its repeats never end")
    return [name for group in stack for name in group]


def _endings(bars: list[Bar]) -> None:
    """Spread each ending over its bars: up to a sign that ends it, or to the next one."""
    current: frozenset[int] = frozenset()
    first = size = 0  # bars of the first ending, and of this one
    for place, bar in enumerate(bars):
        before = bars[place - 1] if place else None
        ended = before is not None and (before.backward or before.double)
        if bar.endings:
            later = before is not None and before.endings and max(bar.endings) > 1
            if before is not None and later and not before.backward and current != bar.endings:
                before.backward = 2  # its sign was left out
            current, size = bar.endings, 0
        elif bar.forward or bar.label or (ended and current) or _over(bars, place, first, size):
            current = frozenset()
        size += 1
        if 1 in current:
            first = size
        bar.endings = current


def _over(bars: list[Bar], place: int, first: int, size: int) -> bool:
    """Whether a last ending, whose end nothing tells, is over since it is as long as the first.

    It is where the next sign closes a section that hasn't begun otherwise.
    """
    if not bars[place - 1].endings or 1 in bars[place - 1].endings or size < first:
        return False
    for bar in bars[place:]:
        if bar.endings or bar.forward:
            return False
        if bar.double or bar.backward:
            return bar.backward > 0
    return False


def _codas(bars: list[Bar]) -> None:
    """Tell where one leaves for the coda and where it begins: both may bear the same sign."""
    signs = [place for place, bar in enumerate(bars) if bar.coda]
    if len(signs) > 1 and not any(bar.to_coda for bar in bars):
        leaves = signs[0]
        bars[leaves].coda = False
        if not bars[leaves].late_coda and leaves:
            leaves -= 1
        bars[leaves].to_coda = True


def _starts(bars: list[Bar]) -> None:
    """Say where a section without a sign begins: at the last double bar, or part, or repeat."""
    opened: list[int] = []
    since = 0
    for place, bar in enumerate(bars):
        if bar.label:
            since, opened = place, []
        elif place and bars[place - 1].endings and not bar.endings:
            since = place
        if bar.forward:
            opened.append(place)
        if bar.backward and not (bar.endings and min(bar.endings) > 1):
            if opened:
                opened.pop()
            else:
                bars[since].forward = True
        if bar.double or bar.backward:
            since = place + 1
