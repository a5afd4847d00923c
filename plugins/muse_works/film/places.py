"""Where scenes take place, by their words: what a scene doesn't say goes on from the one before.

A painter sees the words of one scene alone; "he comes home" says nothing of the lighthouse.
"""

import re

from .language import chinese

_PLACES = (
    (r"lighthouse", "灯塔", "a lighthouse by the sea", "海边的灯塔"),
    (r"beach|shore|sand", "海滩|沙滩|海边|岸边", "a beach by the sea", "海边的沙滩"),
    (r"sails?|sailed|sailing|ship|ocean|sea|waves?", "出海|航行|大海|海上|海", "the sea", "大海"),
    (r"harbou?r|port", "港口|码头", "a harbour", "港口"),
    (r"island", "小岛|岛", "an island in the sea", "海上的小岛"),
    (r"forest|woods", "森林|树林", "the forest", "森林"),
    (r"mountains?|peak", "高山|山上|山里|山顶", "mountains", "山"),
    (r"lake|pond", "湖|池塘", "a lake", "湖"),
    (r"river|stream|brook", "小河|河|溪", "a river", "河"),
    (r"castle|palace", "城堡|宫殿", "a castle", "城堡"),
    (r"village", "村子|村庄|村", "a village", "村庄"),
    (r"city|town|streets?", "城市|城里|街", "a city street", "城市的街道"),
    (r"garden", "花园|园子", "a garden", "花园"),
    (r"meadow|fields?|farm", "草地|田野|农场|田", "a meadow", "草地"),
    (r"desert", "沙漠", "the desert", "沙漠"),
    (r"space|planet|rocket", "太空|星球|火箭", "space", "太空"),
    (r"snow|ice", "雪|冰", "snow", "雪"),
)


def named(text: str) -> str:
    """Return the first place that a text names, as words for a picture; empty for none."""
    zh = chinese(text)
    best, told = len(text) + 1, ""
    for english, han, phrase, wording in _PLACES:
        found = re.search(han if zh else rf"\b(?:{english})\b", text, re.IGNORECASE)
        if found and found.start() < best:
            best, told = found.start(), wording if zh else phrase
    return told
