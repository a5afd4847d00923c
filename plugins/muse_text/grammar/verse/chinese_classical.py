"""Classical Chinese verse: 五言诗 and the 绝句 of five and of seven characters.

Lines are a head of two characters and a tail of three that go with it, those of seven have a front
of two before; what fits the tones of a pattern, the rhyme and the other lines is drawn. Tones and
rhymes come from `tones.py`. 起 and 承 show images of the subject, 转 turns, 合 closes by the mood.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from .. import packs
from ..brief import Brief
from . import forms, tones
from .chinese_seasons import clash, season_of
from .composing import NoVerse
from .images import subjects

RHYMES = ("寒", "唐", "庚", "尤", "文", "开", "豪", "麻")
"""The rhyme groups that poems are written on."""
ENOUGH = 13
"""Subjects with fewer groups of images than this borrow those of no subject."""
MOVING = "过入满照上落绕映隔向出傍近临到接穿度下压破"
"""Verbs of moving, lying and shining, whose objects are places that go with any subject."""
DOING = "飞归来行忙明去还眠回闻看"
"""Ends of tails that say what somebody does there, which don't go with any subject."""
LINES = {"short": 4, "medium": 8, "long": 16}
"""Lines of a 五言诗."""
TRIES = 240
SOME = 12
"""How many of the lines that fit are looked at for their season and hour."""


class NoPoem(NoVerse):
    """No lines fit."""


@dataclass(frozen=True, slots=True)
class Group:
    """Heads and tails that go together, and where they are (in the fronts of lines of seven)."""

    where: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]


def _group(line: str, where: str = "") -> Group:
    *place, heads, tails = (part.strip() for part in line.split("|"))
    return Group(place[0] if place else where, tuple(heads.split()), tuple(tails.split()))


@cache
def _objects() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return by place and verb all tails that begin with the verb: what one crosses, others may."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for name in packs.names("zh", "images"):
        for line in packs.table("zh", f"images/{name}").get("classical", ()):
            group = _group(line)
            for tail in group.tails:
                if tail[0] in MOVING and tail[-1] not in DOING:
                    found.setdefault((group.where, tail[0]), {})[tail] = None
    return {key: tuple(tails) for key, tails in found.items()}


def _widened(group: Group) -> Group:
    """Return a group with the tails of others that share its place and verbs of moving."""
    first = [tail[0] for tail in group.tails]
    least = {"过": 2, "落": 2}  # what passes one thing doesn't pass any
    verbs = [v for v in dict.fromkeys(first) if v in MOVING and first.count(v) >= least.get(v, 1)]
    more = [tail for verb in verbs for tail in _objects().get((group.where, verb), ())]
    return replace(group, tails=tuple(dict.fromkeys([*group.tails, *more])))


@cache
def _lines(group: Group) -> tuple[tuple[str, str, str], ...]:
    """Return the lines of a group: five characters, the kinds of tones they fit, their rhyme."""
    found = []
    for head in group.heads:
        for tail in group.tails:
            # Tones of the parts: the sounds of whole lines are only asked for in finished poems.
            own = tones.tones(head) + tones.tones(tail)
            kinds = "".join(kind for kind in "ABCD" if tones.agree(own, kind))
            if len(set(head + tail)) == 5:
                found.append((head + tail, kinds, tones.group(tail)))
    return tuple(found)


@cache
def _groups(name: str, key: str, where: str = "") -> tuple[Group, ...]:
    """Return the groups of a table of images, with what one crosses widened."""
    lines = packs.table("zh", f"images/{name}").get(key, ())
    found = tuple(_group(line, where) for line in lines)
    return found if where else tuple(map(_widened, found))


@cache
def _named(topic: str) -> tuple[Group, ...]:
    """Return lines that name a topic which no table knows, if it has two or three characters."""
    general = packs.table("zh", "images/any")
    if len(topic) == 2:
        return (Group("内", (topic,), tuple(general["topic_tails"].split())),)
    if len(topic) == 3:
        return (Group("内", tuple(general["topic_heads"].split()), (topic,)),)
    return ()


class Classical:
    """Draws the lines of one poem."""

    def __init__(self, brief: Brief, random: Random) -> None:
        self.random = random
        self.mood = "sad" if brief.mood in ("sad", "frightening") else "warm"
        general = packs.table("zh", "images/any")
        known = subjects(brief)
        if not known and not brief.topics:
            known = [random.choice(general["neutral"])]
        own = [group for name in known for group in _groups(name, "classical")]
        # The images that name the topic itself are drawn first.
        topic = brief.topics[0].phrase if brief.topics else ""
        self.named = [g for g in own if any(set(head) & set(topic) for head in g.heads)]
        if not self.named:
            self.named = list(_named(topic))
        self.images = own
        if len(own) < ENOUGH:
            self.images = [*own, *_groups("any", "classical")]
        self.turns = _groups("any", "turns", "turn")
        self.closes = _groups("any", f"close_{self.mood}", "close")
        fronts: Mapping[str, str] = general["fronts"]
        self.fronts = {where: tuple(text.split()) for where, text in fronts.items()}
        self.times = frozenset(general["times"].split())
        seasons = [name for name in known if name in ("spring", "summer", "autumn", "winter")]
        self.season = season_of(topic) or brief.season or (seasons[0] if seasons else "")
        self.used: set[Group] = set()

    def line(
        self,
        groups: Sequence[Group],
        made: Sequence[str],
        kind: str = "",
        rhyme: str = "",
        seven: bool = False,
    ) -> str:
        """Return a line of a kind of tones (A to D; "": any) and a rhyme (""; none); else ""."""
        told = "|".join(made)
        ends = {line[-1] for line in made}
        fitting = [
            (group, five)
            for group in groups
            for five, kinds, own in _lines(group)
            if (not kind or kind in kinds)
            and (not rhyme or (own == rhyme and five[-1] not in ends))
            and not any(five[k : k + 2] in told for k in (0, 2, 3))
        ]
        self.random.shuffle(fitting)
        fitting = [each for each in fitting[:SOME] if not self._clashes(each[1], made)]
        if not fitting:
            return ""
        group, five = fitting[0]
        if not seven:
            self.used.add(group)
            return five
        dated = any(line[:2] in self.times for line in made)
        fronts = [
            front
            for front in self.fronts[group.where]
            if front not in told
            and not set(front) & set(five)
            and not (dated and front in self.times)
            and not self._clashes(front + five, made)
            and (not kind or tones.fits(front + five, kind))
        ]
        if not fronts:
            return ""
        self.used.add(group)
        return self.random.choice(fronts) + five

    def _clashes(self, text: str, made: Sequence[str]) -> bool:
        return clash(text, made, self.season, hours=True)

    def rhyme(self) -> str:
        """Return a rhyme, the likelier the more ends of the poem have it."""
        return self.random.choices(RHYMES, [self._ends(rhyme) for rhyme in RHYMES])[0]

    def _ends(self, rhyme: str) -> int:
        tails = [tail for group in self.closes for tail in group.tails]
        return sum(tones.group(tail) == rhyme for tail in tails)

    def fresh(self) -> Sequence[Group]:
        """Return the groups of images that no line has used; first those that name the topic."""
        if self.named and not any(group in self.used for group in self.named):
            return self.named
        return [group for group in self.images if group not in self.used] or self.images


def jue(brief: Brief, random: Random, *, five: bool) -> list[list[str]]:
    """Return a 绝句 in one of its four patterns."""
    names = list(tones.PATTERNS)
    for _ in range(TRIES):
        poem = Classical(brief, random)
        name, rhyme = random.choice(names), poem.rhyme()
        made: list[str] = []
        for place, kind in enumerate(tones.PATTERNS[name]):
            groups = poem.fresh() if place < 2 else poem.turns if place == 2 else poem.closes
            rhymed = rhyme if kind in "BD" else ""
            line = poem.line(groups, made, kind, rhymed, seven=not five)
            if not line:
                break
            made.append(line)
        if len(made) == 4 and (forms.wujue if five else forms.qijue)([made]):
            return [marked(made)]
    raise NoPoem


def wuyan(brief: Brief, random: Random) -> list[list[str]]:
    """Return stanzas of four lines of five characters, whose even lines rhyme."""
    count = max(1, (brief.stanzas or (brief.lines or LINES[brief.length]) // 4))
    for _ in range(TRIES):
        poem = Classical(brief, random)
        rhyme = poem.rhyme()
        made: list[str] = []
        for number in range(4 * count):
            last = number == 4 * count - 1
            groups = poem.closes if last else poem.turns if number % 8 == 6 else poem.fresh()
            if number == 4 * count - 2:
                groups = poem.turns
            line = poem.line(groups, made, rhyme=rhyme if number % 2 else "")
            if not line or (number % 2 == 0 and tones.group(line) == rhyme):
                break
            made.append(line)
        stanzas = [made[k : k + 4] for k in range(0, len(made), 4)]
        if len(made) == 4 * count and forms.wuyan(stanzas):
            return [marked(stanza) for stanza in stanzas]
    raise NoPoem


def haiku(brief: Brief, random: Random) -> list[list[str]]:
    """Return 俳句, each of 5, 7 and 5 characters, as many as asked for."""
    poem = Classical(brief, random)
    stanzas: list[list[str]] = []
    for _ in range(TRIES):
        told = [line for stanza in stanzas for line in stanza]
        made: list[str] = []
        poem.used.clear()
        for seven in (False, True, False):
            made.append(poem.line(poem.fresh(), [*told, *made], seven=seven))
        if all(made):
            stanzas.append([made[0], made[1], made[2] + "。"])
        if len(stanzas) == brief.pieces:
            return stanzas
    raise NoPoem


def marked(lines: Sequence[str]) -> list[str]:
    """Return lines with their marks: ， and 。 in turn."""
    return [line + "，。"[place % 2] for place, line in enumerate(lines)]
