"""Syllables of English words: by what is known of 9,400 words, else by their vowels."""

import lzma
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

_VOWELS = "aeiouyàáâäãåèéêëìíîïòóôöõùúûüýÿæœø"
_GROUP = re.compile(rf"[{_VOWELS}]+", re.IGNORECASE)
# Vowels that are two syllables where they meet: di-al, li-on, po-et, sci-ence, du-et, cha-os.
_HIATUS = re.compile(
    r"(?<![ctsg])i(?=a(?!g|j))|(?<![ctsgx])i(?=o(?!ur))|(?<=[dlvptrcu])i(?=e[tnr]\b|e[nt]c)"
    r"|(?<=[prn])o(?=e[tm])|(?<=[dlr])u(?=e[tl]\b)|u(?=i(?:n|ng)\b)(?<!q)"
    r"|a(?=o)|e(?=a(?:te[ds]?|ti|tu?r)\b)(?<=[crl]e)|(?<![aeou])y(?=ing\b)|(?<=[dr])e(?=o)",
    re.IGNORECASE,
)
LONGEST = 100
"""Letters of a word that is split at most; a longer one is sung on one note."""
_WHOLE = {
    **{"it'll": ("it", "'ll"), "o'er": ("o'er",), "e'er": ("e'er",), "'neath": ("'neath",)},
    **{"every": ("ev", "ery"), "evening": ("eve", "ning"), "heaven": ("hea", "ven")},
    **{"being": ("be", "ing"), "seeing": ("see", "ing"), "doing": ("do", "ing")},
    **{"going": ("go", "ing"), "area": ("a", "re", "a"), "idea": ("i", "de", "a")},
    **{"something": ("some", "thing"), "sometimes": ("some", "times"), "create": ("cre", "ate")},
    **{"someone": ("some", "one"), "somewhere": ("some", "where"), "anyone": ("a", "ny", "one")},
    **{"everyone": ("ev", "ery", "one"), "everything": ("ev", "ery", "thing")},
    **{"lonely": ("lone", "ly"), "lovely": ("love", "ly"), "forever": ("for", "ev", "er")},
    **{"moment": ("mo", "ment"), "homeward": ("home", "ward"), "people": ("peo", "ple")},
    **{"wherever": ("wher", "ev", "er"), "whatever": ("what", "ev", "er")},
    **{"whenever": ("when", "ev", "er"), "poem": ("po", "em"), "science": ("sci", "ence")},
    **{"fire": ("fire",), "violin": ("vi", "o", "lin"), "piano": ("pi", "a", "no")},
    **{"beautiful": ("beau", "ti", "ful"), "business": ("busi", "ness")},
    **{
        "baby": ("ba", "by"),
        "eyes": ("eyes",),
        "careful": ("care", "ful"),
        "hopeful": ("hope", "ful"),
    },
    **{"ocean": ("o", "cean"), "special": ("spe", "cial"), "mountain": ("moun", "tain")},
}
_LETTERED = frozenset(
    "USA UK EU UN AI FBI CIA UFO DIY CEO VIP ID OK LA CPU GPU API IOU ATM EDM ABC NBA USB URL AC "
    "UCLA".split()
)
"""Abbreviations with vowels that are said letter by letter."""
_SIBILANT = re.compile(r"(?:s|z|x|ch|sh|ce|ge|se|ze)$")
# Consonants that begin a syllable together.
_ONSETS = frozenset(
    "bl br ch cl cr dr dw fl fr gl gr kn ph pl pr qu sch scr sh shr spl spr squ str th thr tr tw "
    "wh wr".split()
)


def split(word: str) -> list[str]:
    """Return the syllables of one word; an ending with an apostrophe goes with its word."""
    if word.isupper() and len(word) > 1 and (word in _LETTERED or not _GROUP.search(word)):
        return list(word)
    plain = word.lower().replace("’", "'")
    whole = _WHOLE.get(plain) or _known().get(plain)
    if whole:
        return _cased(word, whole)
    if plain.endswith(("'s", "'")) and len(word) > 2:
        stem = split(word[: plain.rindex("'")])
        tail = word[plain.rindex("'") :]
        if tail[1:] and _SIBILANT.search(plain[: plain.rindex("'")]):
            return [*stem, tail]
        return [*stem[:-1], stem[-1] + tail]
    if len(word) == 1 or not _GROUP.search(word):
        return [word]
    if word.isdigit() or len(word) > LONGEST:
        return [word]
    peaks = _peaks(word.lower())
    if len(peaks) < 2:
        return [word]
    cuts = []
    for (_, end), (start, stop) in pairwise(peaks):
        cuts.append(_cut(word.lower(), end, start, stop))
    return [word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True)]


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Return the words that spelling tells wrong, with their syllables."""
    packed = files(__package__).joinpath("spellings/english.txt.xz").read_bytes()
    lines = lzma.decompress(packed).decode().splitlines()
    return {line.replace("-", ""): tuple(line.split("-")) for line in lines}


def _cased(word: str, parts: tuple[str, ...]) -> list[str]:
    cut, at = [], 0
    for part in parts:
        cut.append(word[at : at + len(part)])
        at += len(part)
    return cut


def _peaks(word: str) -> list[tuple[int, int]]:
    """Return where the vowels of each syllable start and end."""
    found: list[tuple[int, int]] = []
    for match in _GROUP.finditer(word):
        start, end = match.span()
        if (
            word[start] == "y"
            and start + 1 < end
            and (start == 0 or word[start - 1] not in _VOWELS)
            and not (start and word.startswith("ing", start + 1))
        ):
            start += 1  # yes, beyond: a consonant
        if word[max(0, start - 1) : start] == "q" and end - start > 1:
            start += 1  # the u of qu
        at = start
        inner = [m.end() for m in _HIATUS.finditer(word) if start < m.end() < end]
        # A y between vowels begins a syllable: be-yond.
        inner += [i for i in range(start + 1, end - 1) if word[i] == "y"]
        for stop in sorted(inner):
            found.append((at, stop))
            at = stop
        found.append((at, end))
    return [p for i, p in enumerate(found) if not _silent(word, p, i)]


def _silent(word: str, peak: tuple[int, int], place: int) -> bool:
    """Whether the vowel isn't sung: love, loves, loved, but table, wanted, wishes."""
    start, end = peak
    if place == 0 or word[start:end] != "e":
        return False
    rest = word[end:]
    before = word[:start]
    if rest == "":
        return not (before[-1:] == "l" and before[-2:-1] not in (*_VOWELS, "l", "r", ""))
    if rest == "d":
        return before[-1:] not in ("t", "d") and not before.endswith(("cr", "br", "l" * 3))
    if rest == "s":
        return not before.endswith(
            ("s", "z", "x", "sh", "ch", "c", "g", "bl", "pl", "dl", "tl", "gl")
        )
    return rest in ("ly", "ful", "less", "ness", "ment", "some") and len(before) > 2


def _cut(word: str, end: int, start: int, stop: int) -> int:
    """Return where a syllable that ends after its vowel gives way to the next one's onset."""
    between = word[end:start]
    if len(between) <= 1:
        return end
    if word[start:] == "ing":  # walk-ing, call-ing, but run-ning, dar-ling
        doubled = between[-1] == between[-2]
        if between[-1] in "lsfz" if doubled else between[-1] != "l":
            return start
    if between[-1] == "l" and word[start:stop] == "e" and word[stop:] in ("", "s", "d"):
        return end if between == "ll" else start - 2  # lit-tle, ta-ble
    for size in (3, 2):
        if len(between) >= size and between[-size:] in _ONSETS:
            return start - size
    return start if between.endswith("ck") else start - 1
