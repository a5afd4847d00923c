"""What was told in the past, told as it happens: the verbs of English narration, not of speech."""

import re
from collections.abc import Collection
from functools import cache

from ..lexicon import english as inflect

_BE = {"was": "is", "were": "are", "had": "has", "did": "does", "could": "can"}
_BE |= {"wasn't": "isn't", "weren't": "aren't", "hadn't": "hasn't", "didn't": "doesn't"}
_BE |= {"couldn't": "can't"}
_MANY = {"has": "have", "does": "do", "hasn't": "haven't", "doesn't": "don't"}
_PLURAL = frozenset("they we i you people folk women men children both others those".split())
_SINGLE = frozenset("he she it nobody somebody everybody everyone nothing something".split())
_AFTER = frozenset(
    "had has have having been be was were is are being get got to the a an his her its their my our"
    " your of no by with in on at from so very more most would could should might must can will did"
    " didn't don't couldn't wouldn't can't won't not half well newly long too"
    " quite one two".split()
)
"""Words after which a form of the past is a participle, an adjective, a noun or an infinitive."""
_KEPT = frozenset(
    "left ground bound found wound saw bore fell lay felt rose bit lit shed spat thought well used"
    " tired wet hurt worn gone born made done lost built kept sent set cast led".split()
)
_SURE = frozenset(
    "left saw fell lay felt rose bit thought made lost kept sent set led found".split()
)
"""Forms that are verbs where somebody stands before them, and else other words."""
_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[.!?;:“”—]|,")


@cache
def _bases() -> dict[str, str]:
    """Return the forms of the past with their base forms."""
    made: dict[str, str] = {}
    for verb in sorted(inflect.verbs(), key=lambda verb: (len(verb), verb)):
        made.setdefault(inflect.past(verb), verb)
    made |= {"lay": "lie", "felt": "feel", "saw": "see", "found": "find", "left": "leave"}
    return made


def present(text: str, names: Collection[str] = ()) -> str:
    """Return a passage in the present tense; what is said in it stays. `names` are people."""
    parts = re.split(r"(“[^”]*”)", text)
    parts[::2] = [_told(part, names) for part in parts[::2]]
    return "".join(parts)


def _told(text: str, names: Collection[str]) -> str:
    made: list[str] = []
    place = 0
    before, earlier, many = ".", "", False
    for found in _TOKEN.finditer(text):
        word = found[0]
        lower = word.lower()
        now = word
        named = word in names or word.removesuffix("'s") in names
        if before in (".", "!", "?", "”"):
            many = False
        if lower in _PLURAL:
            many = True
        elif lower in _SINGLE or named:
            # Two are one subject only where nothing stands between them: Ann and Ben.
            many = named and before == "and" and earlier in names
        if lower in _BE:
            now = _BE[lower]
            number = many or _is_plural(before)
            now = "am" if before == "i" and now == "is" else _MANY.get(now, now) if number else now
            now = "are" if now == "is" and before in ("they", "we", "you") else now
        elif _is_past(lower, before):
            base = _bases()[lower]
            now = base if many or _is_plural(before) else inflect.third(base)
        if now != word:
            now = now.capitalize() if word[:1].isupper() else now
        made += [text[place : found.start()], now]
        place = found.end()
        earlier, before = (word if named else "") if lower != "and" else earlier, lower
    return "".join([*made, text[place:]])


def _is_past(word: str, before: str) -> bool:
    if word not in _bases() or before in _AFTER:
        return False
    if word in _KEPT:
        return word in _SURE and bool(re.fullmatch(r"[a-z]+", before)) and before not in ("what",)
    return True


def _is_plural(word: str) -> bool:
    """Whether a noun that stands before a verb is several."""
    return word in _PLURAL or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "'s", "is"))
    )
