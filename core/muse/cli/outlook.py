"""How long a run will still take, by how fast it went on lately."""

_APART = 1.0  # seconds between the two looks that have to agree
_SURE = 4.0  # seconds of one step that are enough by themselves
_ALIKE = 2.0  # the most that the speeds of the two looks differ, as a factor
_KEPT = 200  # marks that are kept of the time looked back at


class Outlook:
    """The time that is left of some work, told how much of it is done (0..1) as it goes on.

    Work goes at another speed in each of its stages, so the latest half of the time counts, never
    that before the first step, which may be loading; and it says nothing before two looks, a second
    apart, agree.
    """

    def __init__(self, start: float) -> None:
        self._marks: list[tuple[float, float]] = []
        self._start = start
        self._known = self._dropped = False

    def add(self, now: float, done: float) -> None:
        """Note how much is done (0..1) at a time (s)."""
        at, before = self._marks[-1] if self._marks else (self._start, 0.0)
        if done <= before or now - at < (now - self._start) / _KEPT:
            return
        self._marks.append((now, done))
        half = now - (now - self._start) / 2
        while len(self._marks) > 3 and self._marks[1][0] < half:
            del self._marks[0]
            self._dropped = True

    def left(self) -> float | None:
        """Return the seconds that are left; None while nobody can know."""
        now, done = self._marks[-1] if self._marks else (self._start, 0.0)
        near = self._before(now - _APART)
        if near is None:
            return None
        if not self._known:
            far = self._before(near[0] - _APART)
            speeds = [_speed(near, (now, done)), _speed(far, near) if far else 0.0]
            alike = min(speeds) * _ALIKE >= max(speeds)
            self._known = alike or self._marks[-1][0] - self._marks[-2][0] >= _SURE
        # Once the first half has gone from the marks, all that are left count.
        since = self._marks[0] if self._dropped else near
        speed = _speed(since, (now, done))
        return (1 - done) / speed if self._known and speed > 0 else None

    def _before(self, time: float) -> tuple[float, float] | None:
        return next((mark for mark in reversed(self._marks) if mark[0] <= time), None)


def _speed(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (other[1] - one[1]) / max(1e-9, other[0] - one[0])


def lasting(seconds: float) -> str:
    """Return a length of time for people: `40 s`, `12 min`, `1 h 20 min`, `3 days`."""
    if seconds < 55:
        return f"{max(5, round(seconds / 5) * 5)} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 10 * 60:
        hours, rest = divmod(round(minutes / 5) * 5, 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    hours = round(minutes / 60)
    return f"{hours} h" if hours < 48 else f"{round(hours / 24)} days"
