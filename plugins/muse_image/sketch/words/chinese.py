"""Chinese text cut into words: the likeliest cut by a general list and the own vocabulary."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from muse import number

from . import lists

RUN = re.compile(r"[\u3400-\u9fff]+")
KNOWN, KNOWN_CHARACTER, CHARACTER, COUNTS, LONGEST = 8.5, 9.0, 11.0, 4.0, 8
COMMON = 6.0
"""How unlikely known words, single characters and the commonest of them are."""
GRAMMAR = frozenset(
    "的了在和与有是着上下里中为把被之地得也都很这那它他她个只条座朵颗棵艘匹片轮盏枝头株幅名位间"
    "们百千栋道家面张一二两三四五六七八九十几群对双向从到由以于而又再就还正去来不没无边旁前后内外顶"
)
MEASURES = (
    "个只条座朵颗棵艘匹片轮盏枝支头株叶名位间栋道扇根辆架碗杯盘本把张件双串束口台块瓶壶篮盆幢顶尊门群"
    "幅首层对场次滴团家"
)
"""Characters that count things, after a number."""
WHERE = "边上下中里前后旁间内外畔顶群们"
"""Characters after a noun that say where, or that there are many."""
PLAIN = GRAMMAR | frozenset(
    "开落叫吃喝睡笑鸣飘升照放洒吹游追望等堆做玩看听说流倒映像似色般样那时日夜香味"
)
"""Characters that often follow a noun without being part of its word."""
HAVING = ("有", "没有", "没", "无")
"""What stands before what there is or isn't."""
AGED = frozenset("大小老新旧古巨")


class Cutter:
    """Cuts text by the general list and a vocabulary; compounds of known words come apart."""

    def __init__(
        self, things: Iterable[str], describing: Iterable[str], other: Iterable[str]
    ) -> None:
        self._things = frozenset(things)
        self._describing = frozenset(describing) | AGED
        self._known = self._things | self._describing | frozenset(other)

    def words(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of every Chinese word of a text."""
        made: list[tuple[int, int]] = []
        for run in RUN.finditer(text):
            for start, end in self._joined(run[0], self._cut(run[0])):
                for part in self._parts(run[0][start:end]):
                    made.append((run.start() + start, run.start() + start + len(part)))
                    start += len(part)
        return made

    def _cut(self, run: str) -> list[tuple[int, int]]:
        """Return the cut whose words are likeliest."""
        general = lists.chinese()
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(run) + 1):
            options = []
            for start in range(max(0, end - LONGEST), end):
                cost = self._cost(run[start:end], general)
                if cost is not None:
                    options.append((best[start][0] + cost, start))
            best.append(min(options))
        cuts, end = [], len(run)
        while end:
            start = best[end][1]
            cuts.append((start, end))
            end = start
        return cuts[::-1]

    def _joined(self, run: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Join a noun of one character to a rare one after it: both are parts of a rare word."""
        made: list[tuple[int, int]] = []
        for start, end in cuts:
            rare = end - start == 1 and run[start] not in self._known and run[start] not in PLAIN
            if rare and made and made[-1][1] - made[-1][0] == 1 and run[start - 1] in self._things:
                made[-1] = made[-1][0], end
            else:
                made.append((start, end))
        return made

    def _cost(self, word: str, general: Mapping[str, float]) -> float | None:
        if len(word) == 1:
            if word in GRAMMAR:
                return COMMON
            return KNOWN_CHARACTER if word in self._known else CHARACTER
        if word in self._known:
            return KNOWN
        return COUNTS if counts(word) else general.get(word)

    def _parts(self, word: str) -> list[str]:
        """Return the known words that a compound is made of: "黑猫", "湖边"; else the word."""
        if len(word) == 1 or word in self._known:
            return [word]
        for at in range(1, len(word)):
            first, last = word[:at], word[at:]
            if first in HAVING and last in self._things:
                return [first, last]
            if first in self._describing and last in self._things:
                return [first, last]
            if first in self._things and last in WHERE:
                return [first, last]
            if first in self._known and last in self._known and min(len(first), len(last)) > 1:
                return [first, last]
            if counts(first) and last in self._known:
                return [first, last]
        return [word]


@cache
def counts(word: str) -> bool:
    """Whether a word is a number with what counts: "一只", "三杯"."""
    return len(word) > 1 and word[-1] in MEASURES and number(word[:-1]) is not None
