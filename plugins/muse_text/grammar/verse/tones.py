"""The sounds of Chinese characters, by pypinyin: tones and rhymes of 中华新韵, patterns of 绝句.

Level (平) are the first and second tones of today's Mandarin, oblique (仄) the third and fourth,
as 中华新韵 has it; the entering tone (入声) of 平水韵 isn't told apart. Rhymes are its fourteen
groups.
"""

import re
from functools import lru_cache

from muse import NotReady

GROUPS = {
    "麻": "a ia ua",
    "波": "o e uo",
    "皆": "ie ve",
    "开": "ai uai",
    "微": "ei uei",
    "豪": "ao iao",
    "尤": "ou iou",
    "寒": "an ian uan van",
    "文": "en in uen vn",
    "唐": "ang iang uang",
    "庚": "eng ing ong iong ueng",
    "齐": "i er v",
    "支": "-i",
    "姑": "u",
}
"""The fourteen groups of 中华新韵 by their finals (v for ü, -i after zh, ch, sh, r, z, c and s)."""
_GROUP_OF = {final: name for name, finals in GROUPS.items() for final in finals.split()}

PATTERNS = {
    "仄起首句不入韵": "ABCD",
    "仄起首句入韵": "DBCD",
    "平起首句不入韵": "CDAB",
    "平起首句入韵": "BDAB",
}
"""The four patterns of 五言绝句 as lines; a line of seven has two characters before these."""
_LINES = {"A": "仄仄平平仄", "B": "平平仄仄平", "C": "平平平仄仄", "D": "仄仄仄平平"}


@lru_cache(4096)
def pinyin(text: str) -> tuple[tuple[str, str, int], ...]:
    """Return initial, final and tone (5 is the neutral one) of each character of a line."""
    try:
        from pypinyin import Style, pinyin
    except ImportError as error:
        what = "Chinese verse requires pypinyin, which isn't installed"
        raise NotReady(what, hint="pip install pypinyin") from error
    initials = pinyin(text, style=Style.INITIALS, strict=True)
    finals = pinyin(text, style=Style.FINALS_TONE3, strict=True, neutral_tone_with_five=True)
    found = []
    for (initial,), (final,) in zip(initials, finals, strict=True):
        match = re.fullmatch(r"(\D+)([1-5])", final)
        found.append((initial, match[1], int(match[2])) if match else ("", "", 0))
    return tuple(found)


def characters(line: str) -> str:
    """Return the Chinese characters of a line, without its marks."""
    return "".join(re.findall(r"[\u3400-\u9fff\uf900-\ufaff]", line))


@lru_cache(65536)
def tones(line: str) -> str:
    """Return 平 or 仄 for each character of a line (平: first and second tone)."""
    return "".join("平" if tone in (1, 2) else "仄" for _, _, tone in pinyin(characters(line)))


@lru_cache(65536)
def group(line: str) -> str:
    """Return the rhyme group of the last character of a line; empty when it has none."""
    found = pinyin(characters(line))
    if not found:
        return ""
    initial, final, _ = found[-1]
    if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        final = "-i"
    return _GROUP_OF.get(final.replace("ü", "v"), "")


def fits(line: str, kind: str) -> bool:
    """Whether a line of five or seven characters is of a kind (A to D).

    一三五不论，二四六分明: the odd places are free, but the line may not end in three of a tone
    (三平尾, 三仄尾), and a rhymed 平平仄仄平 keeps two level tones beside the rhyme (孤平).
    """
    return agree(tones(line), kind)


def agree(found: str, kind: str) -> bool:
    """Whether the tones (平, 仄) of a line are those of a kind, as `fits` has it."""
    wanted = _LINES[kind]
    if len(found) == 7:
        if (found[1] == "平") == (wanted[1] == "平"):
            return False
        found = found[2:]
    if len(found) != 5 or any(found[k] != wanted[k] for k in (1, 3, 4)):
        return False
    if len(set(found[2:])) == 1:
        return False
    return kind != "B" or found[:4].count("平") >= 2


def pattern(lines: tuple[str, ...]) -> str | None:
    """Return which of the four patterns four lines obey, tones and rhymes; None for none."""
    if len(lines) != 4:
        return None
    for name, kinds in PATTERNS.items():
        rhymed = [line for line, kind in zip(lines, kinds, strict=True) if kind in "BD"]
        ends = {characters(line)[-1:] for line in rhymed}
        whole = len({group(line) for line in rhymed}) == 1 and group(rhymed[0])
        if whole and len(ends) == len(rhymed) and all(map(fits, lines, kinds)):
            five = len(characters(lines[0])) == 5
            start = name[0] if five else {"仄": "平", "平": "仄"}[name[0]]
            return start + name[1:]
    return None
