"""What season and what time of day Chinese lines are in, so that those of a poem agree."""

import re
from collections.abc import Sequence
from functools import lru_cache

_SEASONS = {
    "spring": r"春(?![联节饼])|[桃杏梨李]花|海棠|[新烟弱嫩折垂]柳|柳[絮色芽]|燕|莺|笋|清明|插秧",
    "summer": r"夏|荷(?!锄)|莲(?!子)|蝉|知了|萤|榴花|蒲扇|西瓜|冰棍|端午|粽|蚊|梅雨|凉席",
    "autumn": r"秋(?!千)|菊|雁|枫|[红黄落]叶|桂花|芦花|蛩|柿|重阳|新稻|稻[香浪穗]|中秋|月饼",
    "winter": r"雪(?!白|糕)|梅(?!雨|子|干)|冬(?!瓜)|冰(?!棍|箱|糖|凉)|炭|腊|除夕|春联|爆竹",
}
_HOURS = {
    "morning": r"晓|清晨|清早|早上|天亮|日出|朝[阳霞]|晨(?!昏)|早班",
    "noon": r"正午|中午|晌午|午后|日长",
    "night": r"夕|暮|黄昏|傍晚|晚[钟霞风烟]|夜|[明新孤残山凉]月|月[明色光影]|三更|灯|烛|星(?!期)",
}


@lru_cache(65536)
def _told(text: str, hours: bool) -> frozenset[str]:
    table = _HOURS if hours else _SEASONS
    return frozenset(name for name, words in table.items() if re.search(words, text))


def clash(text: str, made: Sequence[str], season: str = "", hours: bool = False) -> bool:
    """Whether a line tells another season than the poem's (or, with `hours`, another hour)."""
    for each in (False, True)[: 1 + hours]:
        own = _told(text, each)
        if not own:
            continue
        others = [_told(line, each) for line in made]
        if season and not each:
            others.append(frozenset((season,)))
        if len(own) > 1 or any(other and not own & other for other in others):
            return True
    return False


def season_of(text: str) -> str:
    """Return the season that the words of a request tell; "" for none or several."""
    found = _told(text, False)
    return next(iter(found)) if len(found) == 1 else ""
