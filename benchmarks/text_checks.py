"""What a text has of what was asked: read in the text itself, never in the report.

Used by text_requests.py. `check` returns for each thing asked whether it is there, `nonsense` what
no writer would leave: open slots, doubled words, a clause as a name.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from muse_text.grammar.prompt.en.words import singular, verb

MAIN = ("who", "does", "about", "where", "include", "mood", "for", "person")
"""The first of these that is asked for is the main thing."""
_END = re.compile(r"(?<=[.!?。！？…”])\s+|(?<=[。！？])|\n+")
_HAPPY = (
    "laugh smile home together friend warm happy glad dance kiss "
    "love hug share wedding good morning bright sing "
    "supper sun open 笑 回家 一起 朋友 暖 高兴 圆 亮 喜 好 花 抱 团 甜 睡 梦 灯"
).split()
_SAD = (
    "gone grave never alone empty cold died dead buried lost last "
    "silence dark tear weep goodbye without late nobody "
    "走了 没有 再也 坟 空 冷 死 泪 哭 别 散 独 暗 远 迟 不见 尽 黄昏"
).split()
_FEAR = (
    "dark shadow cold scream blood whisper afraid fear door night "
    "breath silence knock bone grave nobody creak behind "
    "pale eye candle 黑 影 冷 血 怕 夜 门 静 鬼 骨 坟 敲 脚步 背后 眼 风 声"
).split()
_COMIC = (
    "laugh joke hat goose soup sausage nose trousers absurd 笑 鹅 裤 帽 汤 鼻 屁 胖 驴 鸡 傻 糊涂"
).split()
_GRIM = "dead died death grave blood kill killed corpse murder 死 坟 血 杀 尸".split()
_REVEAL = (
    "all along|had been|turned out|it was|never been|the whole time|原来|竟|其实|一直|并没有|就是"
)
_BEFORE = frozenset(
    "of to with for from about by at in on than like near behind beside under".split()
)


@dataclass(frozen=True)
class Wanted:
    """A request and what has to be in its text: key -> alternatives ("a|b") in order."""

    ask: str
    form: str
    wants: dict[str, list[str]]
    language: str
    half: str


def wanted(ask: str, spec: str, language: str, half: str) -> Wanted:
    """Return a request by its line in a file of `text_requests/`."""
    form, *rest = (part.strip() for part in spec.split(";"))
    wants = {}
    for part in rest:
        key, _, values = part.partition(":")
        wants[key] = [value.strip() for value in values.split(",")]
    return Wanted(ask, form, wants, wants.get("lang", [language])[0], half)


@cache
def stems(word: str) -> frozenset[str]:
    """Return what an English word may be a form of, and the word itself."""
    low = word.lower()
    base, _ = verb(low)
    return frozenset(
        {low, singular(low), base or low, re.sub(r"(?:ed|ing|s)$", "", low), low.rstrip("e")}
    )


def words(text: str) -> list[str]:
    """Return the words of an English text, with their capitals."""
    return re.findall(r"[A-Za-z]+(?:['’-][A-Za-z]+)*", text.replace("’s", "").replace("'s", ""))


def has(sentence: str, phrase: str, english: bool) -> bool:
    """Whether a sentence has all the words of a phrase, in any form; `a|b` is either."""
    if not english:
        return all(any(part in sentence for part in word.split("|")) for word in phrase.split())
    known = {stem for word in words(sentence) for stem in stems(word)}
    return all(any(stems(part) & known for part in word.split("|")) for word in phrase.split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, and each line of verse with the next one."""
    return [part.strip() for part in _END.split(text) if part and part.strip()]


def check(text: str, asked: Wanted) -> dict[str, bool]:
    """Return for each thing that was asked whether the text has it."""
    english = asked.language == "en"
    title, _, body = text.partition("\n")
    lines = [line for line in body.splitlines() if line.strip() and not line.startswith("#")]
    body = re.sub(r"[#*_]", "", body)
    parts = sentences(body)
    pairs = parts + [f"{a} {b}" for a, b in itertools.pairwise(parts)]
    found = {"form": _form(text, asked.form), "language": _language(text, english)}
    for key, values in asked.wants.items():
        for value in values:
            name = f"{key}: {value}"
            if key == "who":
                found[name] = _acts(parts, text, value, asked.form, english)
            elif key == "does":
                found[name] = any(has(part, value, english) for part in pairs)
            elif key in ("about", "where", "for"):
                found[name] = _mentions(text, value, english)
            elif key == "include":
                found[name] = value.lower() in text.lower()
            elif key == "title":
                found[name] = value in title
            elif key in ("mood", "end", "kids", "person"):
                found[name] = _manner(key, value, body, parts, english)
            elif key in ("lines", "pieces", "words", "chapters", "stanzas"):
                found[name] = _count(key, int(value), text, lines, english)
            elif key == "verse":
                found[name] = _verse(value, text, lines, english)
    return found


def main_of(asked: Wanted, found: dict[str, bool]) -> bool:
    """Whether the main thing that was asked for is there."""
    key = next((key for key in MAIN if key in asked.wants), "")
    return all(ok for name, ok in found.items() if not key or name.startswith(f"{key}: "))


def _mentions(text: str, value: str, english: bool) -> bool:
    choices = value.split("|")
    if english:
        low = {stem for word in words(text) for stem in stems(word)}
        return any(all(stems(w) & low for w in choice.split()) for choice in choices)
    return any(choice in text for choice in choices)


def _acts(parts: list[str], text: str, value: str, form: str, english: bool) -> bool:
    """Whether somebody is there and acts: a name is the subject of two sentences of prose."""
    choices = value.split("|")
    if form in ("poem", "lyrics"):
        return _mentions(text, value, english)
    count = 0
    for part in parts:
        for choice in choices:
            place = part.find(choice) if choice[0].isupper() or not english else -1
            if place < 0:
                continue
            before = words(part[:place])[-1:] if english else []
            if not (before and before[0].lower() in _BEFORE):
                count += 1
                break
    named = choices[0][0].isupper() if english else len(choices[0]) > 1
    if english and not named:
        return _mentions(text, value, english)
    least = 1 if not english and not re.search(r"[叫名]", text[:0]) else 2
    return count >= (2 if english and named else least)


def _form(text: str, form: str) -> bool:
    heads = re.findall(r"(?m)^## (.+)$", text)
    lines = [line for line in text.splitlines()[1:] if line.strip()]
    longest = max((len(line) for line in lines), default=0)
    if form == "script":
        return bool(re.search(r"(?m)^(?:## (?:INT|EXT|第|场)|\*\*)", text)) and len(heads) > 0
    if form == "outline":
        return len(heads) > 1
    if form == "lyrics":
        return bool(re.search(r"(?i)chorus|副歌", text)) or len(heads) > 1
    if form == "poem":
        return longest < 90
    return longest > 40 and not re.search(r"(?i)chorus|副歌", " ".join(heads))


def _language(text: str, english: bool) -> bool:
    han, latin = len(re.findall(r"[\u4e00-\u9fff]", text)), len(re.findall(r"[A-Za-z]", text))
    return latin > 10 * han if english else han > 10 * latin


def _manner(key: str, value: str, body: str, parts: list[str], english: bool) -> bool:
    def count(of: list[str], where: str) -> int:
        if english:
            known = [stem for word in words(where) for stem in stems(word)]
            return sum(known.count(word) for word in of if word.isascii())
        return sum(where.count(word) for word in of if not word.isascii())

    if key == "person":
        plain = re.sub(r"[“\"「].*?[”\"」]", "", body)
        me = len(re.findall(r"\bI\b" if english else "我", plain))
        return me >= 4
    if key == "kids":
        return count(_GRIM, body) == 0
    if key == "mood":
        return count(_FEAR if value == "frightening" else _COMIC, body) >= (
            4 if value == "frightening" else 1
        )
    last = " ".join(parts[-max(4, len(parts) // 5) :])
    if value == "twist":
        return bool(re.search(_REVEAL, " ".join(parts[-max(8, len(parts) // 3) :])))
    happy, sad = count(_HAPPY, last), count(_SAD, last)
    # A word or two of the other kind make no end sad or happy.
    return happy + 2 >= sad if value == "happy" else sad > 0 and sad + 2 >= happy


def _count(key: str, value: int, text: str, lines: list[str], english: bool) -> bool:
    if key == "words":
        size = len(words(text)) if english else len(re.findall(r"[\u4e00-\u9fff]", text))
        return abs(size - value) <= 0.2 * value
    if key == "lines":
        return len(lines) == value
    if key == "chapters":
        numbered = re.findall(r"(?m)^## (?:\d+|第|Chapter)", text)
        return len(numbered) == value
    if key == "pieces":
        return len(_stanzas(text)) == value or len(re.findall(r"(?m)^## ", text)) == value
    verses = re.findall(r"(?mi)^## (?:verse|主歌)", text)
    return len(verses) == value if verses else len(_stanzas(text)) == value


def _stanzas(text: str) -> list[list[str]]:
    body = text.partition("\n")[2]
    blocks = [b.strip() for b in re.split(r"\n\s*\n", body) if b.strip()]
    return [
        [line for line in block.splitlines() if line.strip()]
        for block in blocks
        if not block.startswith("#") and not re.match(r"^[*_].*[*_]$", block)
    ]


def _verse(value: str, text: str, lines: list[str], english: bool) -> bool:
    bare = [line for line in lines if not re.match(r"^[*_].*[*_]$", line.strip())]
    han = [len(re.findall(r"[\u4e00-\u9fff]", line)) for line in bare]
    if value == "haiku":
        if english:
            return len(bare) % 3 == 0 and len(bare) > 0
        pieces = [han[k : k + 3] for k in range(0, len(han), 3)]
        return bool(pieces) and all(piece == [5, 7, 5] for piece in pieces)
    if value == "limerick":
        return len(bare) % 5 == 0 and len(bare) > 0
    if value == "sonnet":
        return len(bare) == 14
    if value == "couplets":
        return len(bare) % 2 == 0 and len(bare) > 0
    if value in ("wujue", "qijue"):
        size = 5 if value == "wujue" else 7
        clauses = [len(c) for c in re.findall(r"[\u4e00-\u9fff]+", " ".join(bare))]
        return len(clauses) % 4 == 0 and set(clauses) == {size}
    if value == "wuyan":
        clauses = [len(c) for c in re.findall(r"[\u4e00-\u9fff]+", " ".join(bare))]
        return set(clauses) == {5}
    return True


def nonsense(text: str, asked: Wanted) -> Iterator[str]:
    """Yield what no writer would leave in a text."""
    english = asked.language == "en"
    for pattern in (r"[{}<>¶@]|(?<=[a-z,] )None\b|\bnan\b", r"\b(?:TODO|slot|placeholder)\b"):
        yield from (f"mark {m[0]}" for m in re.finditer(pattern, text))
    plain = text.replace("\n", " ")
    if english:
        for pattern in (
            r"(?i)\b(?:a a|a an|the the|an a|the an?|an? the|a my|the my|"
            r"an the|of of|to to|and and|was was)\b",
            r"\b(?:a|an) [A-Z][a-z]+ the \w+",
            r"\b(?!had\b|that\b|very\b|Ha\b|ha\b|no\b|No\b|now\b|there\b|"
            r"so\b|her\b|well\b|tick\b|knock\b|la\b|in\b|it\b)([a-z]{2,})"
            r" \1\b",
            r"(?i)\bnamed (?:who|that|which|and|the)\b",
            r"[\u4e00-\u9fff]+",
            r"(?i)\b\w+ beed\b|\bgoed\b|\bfinded\b|\bhaved\b|\bgoed\b|\bbecomed\b",
            r" ,| \.(?!\.)|,,|\.\.(?!\.)",
            r"[a-z], The\b|\b(?:about|going|wanted|wants|want) to (?!bring|"
            r"sing|ring|cling|fling|swing|spring)\w+ing\b",
            r"\ba (?:apple|egg|old|empty|open|island|elephant|umbrella|astronaut|"
            r"uncle|orange|inn)\b|\ban (?:cat|dog|man|house|girl)\b",
        ):
            yield from (f"“{m[0]}”" for m in re.finditer(pattern, plain))
    else:
        for pattern in (
            r"一个一(?!个)|的的|了了|是是|(?<![自实存现内外])在在|一一[个只名位]|把把|们们|他她|她他|那那|这这",
            r"[一两三](?!(.)\1)[个只名位条]{2}(?![叫字件])",
            r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])",
            r"，，|。。(?!。)|、、|，。|。，|？。|！。",
            r"(?:名|她|他)叫(?:的|是|，|一)",
        ):
            yield from (f"“{m[0]}”" for m in re.finditer(pattern, plain) if m[0] not in asked.ask)
    if asked.form in ("story", "outline", "script"):
        long_name = re.search(r"\b([A-Z][a-z]+ (?:who|that|which) \w+ed and)\b", plain)
        if long_name:
            yield f"clause as a name: {long_name[1]}"
