"""Languages: their codes and names, and which one some words are written in."""

import re
from dataclasses import dataclass
from functools import cache

NAMES = {
    "en": ("english", "英语", "英文"),
    "en-gb": ("british", "british english", "英式英语"),
    "en-us": ("american", "american english", "美式英语"),
    "zh": ("chinese", "mandarin", "中文", "汉语", "普通话", "国语", "华语"),
    "yue": ("cantonese", "粤语", "广东话"),
    "fr": ("french", "法语"),
    "de": ("german", "德语"),
    "es": ("spanish", "西班牙语"),
    "it": ("italian", "意大利语"),
    "pt": ("portuguese", "葡萄牙语"),
    "nl": ("dutch", "荷兰语"),
    "pl": ("polish", "波兰语"),
    "sv": ("swedish", "瑞典语"),
    "da": ("danish", "丹麦语"),
    "nb": ("norwegian", "挪威语"),
    "fi": ("finnish", "芬兰语"),
    "cs": ("czech", "捷克语"),
    "hu": ("hungarian", "匈牙利语"),
    "ro": ("romanian", "罗马尼亚语"),
    "ru": ("russian", "俄语"),
    "uk": ("ukrainian", "乌克兰语"),
    "el": ("greek", "希腊语"),
    "tr": ("turkish", "土耳其语"),
    "ar": ("arabic", "阿拉伯语"),
    "he": ("hebrew", "希伯来语"),
    "hi": ("hindi", "印地语"),
    "ja": ("japanese", "日语", "日文"),
    "ko": ("korean", "韩语", "韩文"),
    "th": ("thai", "泰语"),
    "vi": ("vietnamese", "越南语"),
    "id": ("indonesian", "印尼语"),
    "la": ("latin", "拉丁语"),
    "eo": ("esperanto", "世界语"),
}
"""Code -> its names in English and Chinese, in small letters."""

_ALIASES = {"cmn": "zh", "zh-cn": "zh", "zh-hans": "zh", "zh-tw": "zh", "zh-hant": "zh", "no": "nb"}
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def canonical(value: object) -> object:
    """Return a language as its code: 'English', 'en_US' and '英语' are en, en-us and en."""
    if not isinstance(value, str):
        return value
    name = value.strip().lower().replace("_", "-")
    for code, names in NAMES.items():
        if name == code or name in names:
            return code
    if name in _ALIASES:
        return _ALIASES[name]
    if _CODE.fullmatch(name) and len(name.split("-")[0]) <= 3:
        return name
    raise ValueError(f"unknown language {value!r}; give a code such as en, zh or fr")


def name_of(code: str) -> str:
    """Return the English name of a code; the code itself where there is none here."""
    names = NAMES.get(code) or NAMES.get(code.split("-")[0])
    return names[0].title() if names else code


_SCRIPTS = (
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003134f"),
    ("ja", "\u3040-\u30ff\u31f0-\u31ff"),
    ("ko", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"),
    ("ru", "\u0400-\u052f"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("ar", "\u0600-\u06ff\u0750-\u077f"),
    ("he", "\u0590-\u05ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
    ("en", "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"),
)
_OF_SCRIPT = {code: re.compile(f"[{letters}]") for code, letters in _SCRIPTS}
_RUN = re.compile("|".join(f"([{letters}]+)" for _, letters in _SCRIPTS))
_LATIN = frozenset(
    "en fr de es it pt nl pl sv da nb fi cs hu ro tr vi id la eo en-gb en-us".split()
)
_COMMON = {
    "fr": "le la les des est une dans pour que qui avec sur pas vous nous elle il et au aux du",
    "de": "der die das und ist nicht ein eine mit von zu den auf sich im dem wir sie ich auch",
    "es": "el los las una que por con para del está pero como más muy hay y es",
    "it": "il gli una che di per con non sono della nel più è anche questo",
    "pt": "o os uma que para com não da do em mais é são você",
    "nl": "de het een van en niet dat zijn met voor op te ik",
}
_COMMON_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_GREETINGS = {
    "fr": frozenset("bonjour bonsoir merci salut voilà".split()),
    "de": frozenset("guten danke bitte tschüss hallo".split()),
    "es": frozenset("hola gracias buenos buenas adiós".split()),
    "it": frozenset("ciao grazie buongiorno buonasera".split()),
    "pt": frozenset("olá obrigado obrigada".split()),
}
_ENGLISH = frozenset(
    "the of and to in is that it was for on with as he she they this are i a".split()
)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one language within a text."""

    text: str
    language: str


def main_language(text: str) -> str:
    """Return the language that most of a text is in, by its letters and commonest words."""
    count = _counted(text[:20_000])
    if not any(count.values()):
        return "en"
    if count["ja"] * 4 >= count["zh"] > 0 and count["ja"] > count["en"]:
        return "ja"
    best = max(count, key=lambda code: count[code])
    return _latin(text[:20_000]) if best == "en" else best


def of_sentence(text: str, language: str) -> str:
    """Return the language of a sentence in a text of one: another where most of it is in that.

    A short name alone, such as AI, is none of another language.
    """
    count = _counted(text)
    own = sum(count[code] for code in _scripts_of(language))
    if sum(count.values()) - own >= max(2, 2 * own):
        return main_language(text)
    return language


def _counted(text: str) -> dict[str, int]:
    """Return how much of a text is in each script: words of an alphabet, or characters."""
    count = dict.fromkeys(_OF_SCRIPT, 0)
    for match in _RUN.finditer(text):
        code = _SCRIPTS[match.lastindex - 1][0] if match.lastindex else "en"
        count[code] += len(match[0]) if code in ("zh", "ja", "ko") else 1
    return count


def _latin(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text.lower())
    found = {code: sum(word in known for word in words) for code, known in _COMMON_WORDS.items()}
    best = max(found, key=lambda code: found[code])
    english = sum(word in _ENGLISH for word in words)
    for code, known in _GREETINGS.items():
        if english == 0 and not known.isdisjoint(words):
            return code
    return best if found[best] >= max(2, 0.12 * len(words)) and found[best] > english else "en"


@cache
def _scripts_of(language: str) -> frozenset[str]:
    """Return the codes of the scripts that a language is written in."""
    base = language.split("-")[0]
    if base == "ja":
        return frozenset(("ja", "zh"))
    if base in ("yue", "hak", "nan"):
        return frozenset(("zh",))
    if base in ("uk", "bg", "sr", "kk", "be", "mk"):
        return frozenset(("ru",))
    if base in ("fa", "ur"):
        return frozenset(("ar",))
    return frozenset((base,)) if base in _OF_SCRIPT and base not in _LATIN else frozenset(("en",))


_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_ATTACHED = re.compile(
    r"https?://[^\s\u3000-\uffef]+|www\.[\w./-]*\w|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*\.(?:com|org|net|edu|gov|io|cn)\b(?:/[\w/.-]*\w)?"
    rf"|[{_LETTERS}]+(?:[-'’.&+]?[{_LETTERS}0-9]+)*[+#]*",
    re.ASCII,
)
_CLOSING = re.compile("[,.;:!?，。；：、！？)）”’』」》]*")
_IN_CHINESE = re.compile(
    r"[A-Z]{1,5}(?:-?\d+)?(?![a-zA-Z0-9&+#.'’-])|[Nn]o\.(?=\s?\d)|(?:US|HK|A)\$|[IVX]+世"
)
"""What is read in Chinese within Chinese: letters one by one, with their numbers."""


def spans(text: str, language: str, latin: str = "en") -> list[Span]:
    """Return the text cut where its language changes; joined, they are the text again.

    Words of other scripts than that of `language` are of the language of their script, `latin`
    for Latin letters. Digits and punctuation stay with what stands before them, but digits that
    hang on a foreign word ("Boeing747") go with it; units and short names in capitals are read in
    Chinese within Chinese.
    """
    own = _scripts_of(language)
    pieces: list[Span] = []
    at = seen = 0
    for match in _RUN.finditer(text):
        if match.start() < max(at, seen):
            continue
        code = _SCRIPTS[match.lastindex - 1][0] if match.lastindex else "en"
        if code in own:
            continue
        start, end = match.span()
        if code == "en":
            seen = _in_chinese(text, start) if "zh" in own else 0
            if seen:
                continue
            whole = _ATTACHED.match(text, start)
            end = whole.end() if whole else end
        closing = _CLOSING.match(text, end)
        end = closing.end() if closing else end
        if start > at:
            pieces.append(Span(text[at:start], language))
        pieces.append(Span(text[start:end], latin if code == "en" else code))
        at = end
    if at < len(text):
        pieces.append(Span(text[at:], language))
    return _joined(pieces)


def _in_chinese(text: str, start: int) -> int:
    """Return where Latin letters that are read in Chinese end: a unit, a name in capitals; or 0."""
    from .normal.chinese import UNIT

    number = text[:start].rstrip()[-1:]
    counted = bool(number) and number in "0123456789万亿千百"
    found = UNIT.match(text, start) if counted else None
    if number.isdigit() and not found:
        found = re.compile(r"[pPGKD](?![A-Za-z0-9])").match(text, start)
    found = found or _IN_CHINESE.match(text, start)
    return found.end() if found else 0


def _joined(pieces: list[Span]) -> list[Span]:
    """Join neighbours of one language, also across what has neither letters nor digits."""
    made: list[Span] = []
    for piece in pieces:
        silent = not any(letter.isalnum() for letter in piece.text)
        if made and (silent or made[-1].language == piece.language):
            made[-1] = Span(made[-1].text + piece.text, made[-1].language)
        elif made and not any(letter.isalnum() for letter in made[-1].text):
            made[-1] = Span(made[-1].text + piece.text, piece.language)
        else:
            made.append(piece)
    return made
