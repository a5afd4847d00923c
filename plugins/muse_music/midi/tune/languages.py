"""Syllables of words in other languages than English, by their spelling.

Each language has its vowels that make one syllable together, and consonants that begin one.
Dictionaries of hyphenation would be no help: they say where a line may break, and leave out what
is sung (a-mor, rí-o, lu-ne).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

_LIQUID = "bl br cl cr dr fl fr gl gr pl pr tr vr"


@dataclass(frozen=True)
class Language:
    """How a language spells syllables: its vowels, what sounds as one vowel, and onsets.

    `prepare` returns a word of the same length in which letters that aren't vowels where they stand
    are written as consonants.
    """

    nucleus: re.Pattern[str]
    onsets: frozenset[str]
    prepare: Callable[[str], str]

    def split(self, word: str) -> list[str]:
        """Return the syllables of a word; the word itself where it has but one vowel."""
        plain = self.prepare(word.lower())
        if len(plain) != len(word):
            return [word]
        peaks = [match.span() for match in self.nucleus.finditer(plain)]
        cuts = [0]
        for (_, end), (start, _) in pairwise(peaks):
            cuts.append(start - self._onset(plain[end:start]))
        return [word[a:b] for a, b in pairwise([*cuts, len(word)])]

    def _onset(self, between: str) -> int:
        """Return how many of the consonants between two vowels begin the second's syllable."""
        for size in (4, 3, 2):
            if len(between) >= size and between[-size:] in self.onsets:
                return size
        return min(1, len(between))


def _onsets(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _spanish(word: str) -> str:
    word = re.sub(r"(?<=q)u|(?<=g)u(?=[eiéí])", "_", word)
    return re.sub(r"(?<=[aeouáéó])y$|^y$", "i", word)


_LONG_I = frozenset(
    "follia allegria melodia armonia sinfonia malinconia compagnia poesia fantasia gelosia magia "
    "nostalgia energia bugia pazzia elegia agonia cortesia profezia addio oblio desio pendio "
    "mormorio calpestio leggio agonie bugie fantasie poesie melodie follie magie armonie".split()
)


def _italian(word: str) -> str:
    short = len(word) <= 4 and not re.search(r"[cg]h?i[aeo]$|[aeo][iu][aeo]$|[qg]u", word)
    if (short and re.search(r"[iu][aeo]$", word)) or word in _LONG_I or word.endswith("eria"):
        word = word[:-2] + {"i": "ì", "u": "ù"}[word[-2]] + word[-1]
    word = re.sub(r"paur|baul", lambda m: m[0].replace("u", "ù"), word)
    word = re.sub(r"(?<=q)u|(?<=g)u(?=[aeioàèéìòù])", "_", word)
    return re.sub(r"(?<=[aeou])i(?=[aeou])", "_", word)


def _portuguese(word: str) -> str:
    word = re.sub(r"(?<=q)u(?=[aeoiáéíóâêô])|(?<=g)u(?=[aeiáéíâê])", "_", word)
    if re.search(r"[áéíóúâêô].+[iu][aeo]s?$", word):  # his-tó-ria, á-gua
        word = re.sub(r"[iu](?=[aeo]s?$)", "j", word)
    # Before nh, or an n, m, r, l or z that ends the syllable, i and u stand alone: ra-i-nha.
    word = re.sub(r"(?<=[aeo])i(?=nh|[nmrlz](?:[^aeiouáéíóúâêôãõh]|$))", "í", word)
    return re.sub(r"(?<=[aeo])u(?=[nmrlz][^aeiouáéíóúâêôãõh])", "ú", word)


def _german(word: str) -> str:
    word = re.sub(r"(?<=q)u", "_", word)
    word = re.sub(r"e(?=u[ms]$)", "ë", word)  # Mu-se-um
    word = re.sub(r"^(?:b|g)e(?=e(?:nd|ng|h|i|rb|rd))", lambda m: m[0][0] + "ë", word)
    if len(re.findall(r"[aeiouyäöü]+", word)) > 1:  # Fe-ri-en, Fa-mi-li-e, Ly-ri-en
        word = re.sub(r"i(?=en$)|(?<=il|in|ol)i(?=e$)|(?<=öd)i(?=e$)", "ï", word)
        word = re.sub(r"(?<=[^e])e(?=en$)", "ë", word)  # I-de-en
    word = re.sub(r"(?<=[aeiouäöü])y(?=[aeiouäöü])|^y(?=[aeiou])|^j", "_", word)
    return word


def _french(word: str) -> str:
    word = re.sub(r"(?<=q)u|(?<=g)u(?=[eiéèêyî])", "_", word)
    word = re.sub(r"(?<=g)e(?=[aoâôu])", "_", word)
    word = re.sub(r"(?<=[aeou])y(?=[aeéèêiou])", "_", word)
    word = re.sub(r"(?<=pa)y(?=s)", "ï", word)
    word = re.sub(r"(?<=[éiuïyœ])e(?=s?$)|(?<=[aoe][iu])e(?=s?$|nt$)", "_", word)
    word = re.sub(r"(?<=[éiu])ent$", "___", word) if word.endswith(("aient", "oient")) else word
    # ou-bli-er, cri-er: after two consonants i stands alone.
    return re.sub(r"(?<=[bcdfgptv][lr])i(?=[aeéèêou])", "ï", word)


LANGUAGES = {
    "es": Language(
        re.compile(r"[iuü]?[aeoáéó](?:[iuü](?![aeiouáéíóúü]))?|[íú]|[iuü]{1,2}"),
        _onsets(f"{_LIQUID} ch ll rr tl q_ g_"),
        _spanish,
    ),
    "it": Language(
        re.compile(r"[iu]?[aeoàèéòóìù](?:[iu](?![aeiouàèéìòóù]))?|[iu]{1,2}"),
        _onsets(
            f"{_LIQUID} ch gh gn gl sc sch sp spr st str sb sd sf sg sl sm sn sv q_ g_ squ sq_ "
            "sbr sfr sgr scr sdr chi"
        ),
        _italian,
    ),
    "pt": Language(
        re.compile(
            r"ã[oe]|õe|[aeoáéóâêôã][iu](?![nm]h)|i[u](?=$|[^aeo])|ui(?=$|[^aeo])|"
            r"j?[aeiouáéíóúâêôãõüà]"
        ),
        _onsets(f"{_LIQUID} ch lh nh q_ g_"),
        _portuguese,
    ),
    "de": Language(
        re.compile(r"ie|ei|ai|au|äu|eu|ey|ay|aa|ee|oo|ui|[aeiouyäöüëï]"),
        _onsets(
            "sch ch ph th bl br dr fl fr gl gr kl kn kr pf pl pr tr schl schm schn schr schw zw qu "
            "q_ ck str spr pfl wr"
        ),
        _german,
    ),
    "fr": Language(
        re.compile(
            r"eui(?=l)|uei(?=l)|i?eau|[oœ]eu|œu|aî|oî|eû|[iy]?(?:eu|ou|ai|au|ei)|oi|oui|ui|ou[ieaéè]|io|i[eéèêa]|où|oû|"
            r"[aeiouyàâäéèêëîïôöùûüœæ]"
        ),
        _onsets(f"{_LIQUID} ch ph th gn q_ g_"),
        _french,
    ),
}
"""Code (ISO 639-1) -> how it spells syllables."""

_FREQUENT = {
    "en": "the and you of to in is that it my me i we are for on with your all be a love this so "
    "when but not no oh like can do what will have was she he they away",
    "es": "el la los las de que y en un una por con no se mi tu es lo al del te me como para más "
    "pero yo su ya si cuando todo está amor eres soy sin hay muy",
    "de": "der die das und ist ich du nicht ein eine es mit zu den dem von im auf sich für so wie "
    "mein dein wir ihr sie er wenn nur noch auch dich mich mir dir durch kein",
    "fr": "le la les de des et un une je tu il elle que qui dans est pas pour sur ne ce mon ton "
    "nous vous se au du en mais avec moi toi sans tout comme c'est j'ai",
    "it": "il lo la gli le di che e in sta un una per con non mi ti si è sono come più ma io tu "
    "sei nel del della al se quando tutto anche mio mia questo senza cuore amore",
    "pt": "o a os as de que e em um uma por com não se meu teu minha é do da no na te me como para "
    "mais mas eu você seu sua quando tudo sem está ao lá já só foi amor",
}
_LETTERS = {
    "es": "ñ¿¡", "de": "äöüß", "fr": "çèêëîïôûùœ", "it": "òìù", "pt": "ãõçâêô", "en": ""
}  # fmt: skip
_SPELT = {
    "en": "th|wh|ing$|ight|ough|[^aeiou]y$|n't$|'(?:re|ll|ve|m)$|ck$|sh|ee|oo|ow|^wr|^kn",
    "es": "ción$|miento$|ando$|iendo$|dad$|illa$|^ll|[aeo]s$|í[ao]|ué",
    "de": "cht|sch|ung$|lich|[hk]eit|eil|ein|tz|pf|nn?en$|^st.*e$|ie[bd]",
    "fr": "eau|oux|ez$|tion$|oi[rtx]|[éè]|eur$|aux$|elle$|^[dljmnst]'|^qu'",
    "it": "zion|ment[eo]$|ett[oaie]$|ell[oaie]$|gli|cch|zz|iamo$|sci|tt[oaie]$",
    "pt": "lh|nh|oi[sr]|ção$|ões$|inh[oa]$|ei[rx]|ão",
}
_A = "a e ai ei ao ou an en ang eng ong"
_U = "u uo ui uan un"
_FINALS = {
    "b p m f": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "d t n l": f"{_A} i ia ie iao iu ian in iang ing {_U} ü üe",
    "g k h": f"{_A} {_U} ua uai uang",
    "j q x": "i ia ie iao iu ian in iang ing iong u ue uan un ü üe üan ün",
    "zh ch sh": f"{_A} i {_U} ua uai uang",
    "r": f"e ao ou an en ang eng ong i {_U}",
    "z c s": f"{_A} i {_U}",
    "y": "a e ao ou an ang i in ing o ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
_PINYIN = frozenset(
    first + final
    for firsts, finals in _FINALS.items()
    for first in firsts.split()
    for final in finals.split()
) | frozenset("a o e ai ei ao ou an en er ang".split())
_TONES = str.maketrans(
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü"
)  # fmt: skip
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ſǍ-ǜ]+(?:['’][A-Za-zÀ-ÿ]+)*")


@cache
def language(text: str) -> str:
    """Return the language of a text in Latin letters, by its words: "en" unless another's win.

    "zh" stands for Chinese in pinyin.
    """
    joined = re.sub(r"(?<=\w)-(?=\w)", "", text).replace("’", "'").lower()
    words = list(dict.fromkeys(_LATIN.findall(joined)))
    if not words:
        return "en"
    scores = {}
    for code, frequent in _FREQUENT.items():
        known = frozenset(frequent.split())
        hits = sum(word in known for word in words)
        letters = sum(any(c in _LETTERS[code] for c in word) for word in words)
        spelt = sum(bool(re.search(_SPELT[code], word)) for word in words)
        scores[code] = hits + 1.5 * letters + 0.6 * spelt
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    if scores[best] < 1:
        best = "en"
    chinese = [w for w in words if pinyin(w)]
    toned = any(word != word.translate(_TONES) for word in words)
    plain = len(words) > 2 and scores[best] < 0.25 * len(words)
    if len(chinese) > 0.9 * len(words) and (plain or toned):
        return "zh"
    return best


def pinyin(word: str) -> list[str]:
    """Return the syllables of a word in pinyin, with or without tones; empty where it is none."""
    if match := re.search("['’]", word):
        parts = pinyin(word[: match.start()]), pinyin(word[match.end() :])
        return [*parts[0][:-1], parts[0][-1] + match[0], *parts[1]] if all(parts) else []
    plain = word.lower().translate(_TONES).replace("v", "ü")
    if len(plain) != len(word):
        return []
    found: list[str] = []
    at = 0
    while at < len(plain):
        end = _syllable(plain, at)
        if end is None:
            return []
        found.append(word[at:end])
        at = end
    return found


def _syllable(plain: str, at: int) -> int | None:
    """Return where a syllable of pinyin ends; n, g and r go to a vowel that follows."""
    for end in range(min(len(plain), at + 6), at, -1):
        if plain[at:end] not in _PINYIN:
            continue
        after = plain[end : end + 1]
        joined = after and after in "aeiouü" and plain[end - 1] in "ngr"
        if joined and plain[at : end - 1] in _PINYIN:
            return end - 1
        return end + (after.isdigit() and after in "12345")
    return None
