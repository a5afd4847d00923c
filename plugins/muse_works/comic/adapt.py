"""A play into panels: which exchanges a comic of so many pages tells, and how each is seen."""

import re
from collections.abc import Sequence
from random import Random

from . import staging
from .drama import Drama, Exchange, mentions
from .script import Line, Panel, Script, Shot

LINES = 9
"""Lines that a page has about; a comic is mostly pictures."""

_MOST = 10
"""Lines of one exchange at most."""


def adapt(
    drama: Drama, prompt: str, pages: int, chance: Random, panels: int | None = None
) -> Script:
    """Return the script of a comic of so many pages; `panels` of each page, else 4 to 6."""
    language = drama.language
    topic = staging.thing(prompt, language)
    told = _told(drama, pages, topic)
    speakers = {line.who for page in told for part in page for line in part.lines}
    order = list(dict.fromkeys([*drama.people, *sorted(speakers)]))
    taken: set[str] = set()
    cast = {
        who: staging.look(drama.people.get(who, who), language, taken, chance)
        for who in order
        if who in speakers
    }
    places: dict[int, str] = {}
    made: list[tuple[Panel, ...]] = []
    heard: set[str] = set()
    before: Exchange | None = None
    for number, page in enumerate(told, 1):
        row: list[Panel] = []
        for exchange in page:
            where = places.setdefault(
                exchange.scene, staging.place(exchange.heading, language, cast, prompt, chance)
            )
            captions = []
            if before is None and drama.about:
                captions = [_sentence(drama.about)]
            elif before is not None and exchange.scene != before.scene:
                captions = [staging.time(exchange.heading, language)[1]]
            row += _panels(exchange, where, captions, cast, language, heard, chance, opens=not row)
            before = exchange
        if topic and number == 1 and len(row) > 2:
            here = "当当！" if language == "zh" else "TA-DA!"
            row.insert(2, Panel("close", staging.near(topic, language), sounds=(here,)))
        row = _fitted(row, panels or 7)
        made.append(tuple(_ended(row, language) if number == len(told) else row))
    return Script(drama.title, language, cast, tuple(made))


def _told(drama: Drama, pages: int, topic: str) -> list[list[Exchange]]:
    """Return the exchanges of each page, in order: a long one, or two short ones.

    Those that speak of the topic come first, between the two that it is about.
    """
    every = [e for e in drama.exchanges if len(e.lines) >= 4] or list(drama.exchanges)
    leads = set(list(drama.people)[:2])
    own = [e for e in every if {line.who for line in e.lines} <= leads]
    every = own if len(own) >= pages else every
    made: list[list[Exchange]] = []
    for page in range(pages):
        part = every[len(every) * page // pages : len(every) * (page + 1) // pages]
        if not part:
            continue
        best = max(part, key=lambda e: _worth(e, topic, e is every[0], e is every[-1]))
        rest = [e for e in part if e is not best and len(e.lines) + len(best.lines) <= LINES]
        chosen = [best, *sorted(rest, key=lambda e: -len(e.lines))[:1]]
        made.append([_kept(e) for e in part if any(e is other for other in chosen)])
    return made


def _worth(part: Exchange, topic: str, first: bool, last: bool) -> float:
    """Return how much an exchange says of what the comic is about, in how handy a length."""
    score = 2.0 * min(2, mentions(part, [topic])) if topic else 0.0
    score += 3.0 * bool(re.search(r"half|share|brought you|一半|给你带", _text(part)))
    score -= 0.4 * abs(len(part.lines) - 8) + 0.02 * _mean(part)
    return score + 1.0 * last + 0.5 * first


def _kept(part: Exchange) -> Exchange:
    """Return an exchange with the lines that a page has room for: its end, which has the point."""
    return Exchange(part.lines[-_MOST:], part.seen, part.heading, part.scene)


def _panels(
    exchange: Exchange, where: str, captions: list[str], cast: dict[str, str], language: str,
    heard: set[str], chance: Random, *, opens: bool,
) -> list[Panel]:  # fmt: skip
    """Return the panels of an exchange: seen from afar first, then nearer, the last line alone."""
    when = staging.time(exchange.heading, language)[0]
    speak = {line.who for line in exchange.lines}
    everyone = [who for who in cast if who in speak]
    scene = _scene(where, when, language)
    lines = list(exchange.lines)
    made: list[Panel] = []
    sound = staging.sound(exchange.seen, language)
    sounds = (sound,) if sound and sound not in heard else ()
    heard.update(sounds)
    first = 2 if len(lines) > 5 else 1
    if opens or len(everyone) > 1:
        shot: Shot = "wide" if opens else "medium"
        made.append(
            Panel(
                shot,
                _who(everyone[:2], scene, language),
                tuple(lines[:first]),
                tuple(captions),
                sounds,
            )
        )
        lines = lines[first:]
    alone = chance.random() < 0.5
    while lines:
        size = 1 if alone or len(lines) in (1, 3) or not _brief(lines[:2]) else 2
        alone = size == 2
        part, lines = lines[:size], lines[size:]
        who = [name for name in cast if name in {line.who for line in part}]
        sound = staging.sound(" ".join(line.text for line in part), language)
        sounds = (sound,) if sound and sound not in heard and size == 1 else ()
        heard.update(sounds)
        nearer: Shot = "close" if len(who) == 1 else "medium"
        seen = _who(who, scene, language)
        face = staging.feeling(part[-1].text, part[-1].how == "shouts", language)
        if len(who) == 1 and face:
            seen = f"{face}的{seen}" if language == "zh" else f"{who[0]}, {face}, {scene}"
        made.append(Panel(nearer, seen, tuple(part), (), sounds))
    return made


def _brief(lines: Sequence[Line]) -> bool:
    return sum(len(line.text) * (3 if ord(line.text[0]) > 0x2E80 else 1) for line in lines) < 110


def _scene(where: str, when: str, language: str) -> str:
    return f"{where} {when}".strip() if language == "en" else "，".join(filter(None, (where, when)))


def _who(names: Sequence[str], scene: str, language: str) -> str:
    if language == "zh":
        return f"{'和'.join(names)}{scene}"
    return f"{' and '.join(names)} {scene}"


def _fitted(panels: list[Panel], most: int) -> list[Panel]:
    """Join neighbours until a page has no more panels than it takes."""
    while len(panels) > max(1, most):
        pairs = [k for k in range(1, len(panels)) if panels[k - 1].lines and panels[k].lines]
        if not pairs:
            break
        k = min(pairs, key=lambda k: _load(panels[k - 1]) + _load(panels[k]))
        a, b = panels[k - 1], panels[k]
        shot: Shot = "medium" if a.shot == "close" else a.shot
        kept = a.picture if len(a.picture) >= len(b.picture) or not b.lines else b.picture
        panels[k - 1 : k + 1] = [
            Panel(shot, kept, a.lines + b.lines, a.captions + b.captions, (a.sounds + b.sounds)[:1])
        ]
    return panels


def _load(panel: Panel) -> int:
    return sum(len(line.text) for line in panel.lines) + 40 * (panel.shot == "wide")


def _ended(panels: list[Panel], language: str) -> list[Panel]:
    last = panels[-1]
    if last.shot == "medium":  # it ends as it began, seen from afar
        last = Panel("wide", last.picture, last.lines, last.captions, last.sounds)
    end = "（完）" if language == "zh" else "The end."
    captions = (*last.captions, end)
    return [*panels[:-1], Panel(last.shot, last.picture, last.lines, captions, last.sounds)]


def _sentence(about: str) -> str:
    """Return what a play is about, in the sentences that a caption has room for."""
    kept = ""
    for part in re.findall(r"[^.!?。！？]+[.!?。！？]+\s*", about) or [about]:
        if kept and len(kept + part) > 150:
            break
        kept += part
    return kept.strip()


def _text(part: Exchange) -> str:
    return " ".join(line.text for line in part.lines)


def _mean(part: Exchange) -> float:
    return sum(len(line.text) for line in part.lines) / len(part.lines)
