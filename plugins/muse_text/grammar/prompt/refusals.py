"""Requests for what text.grammar can't write: letters, recipes, rewriting, other languages."""

import re

from muse import Report, RequestError

from .. import packs
from ..condition import GrammarCondition
from .reading import LONGEST, language_of

HINT = "for this a language model is needed: muse run text -g llm --prompt '...'"
_SCRIPTS = {
    "Russian": r"[\u0400-\u04ff]",
    "Korean": r"[\uac00-\ud7af\u1100-\u11ff]",
    "Japanese": r"[\u3040-\u30ff]",
    "Arabic": r"[\u0600-\u06ff]",
    "Hebrew": r"[\u0590-\u05ff]",
    "Greek": r"[\u0370-\u03ff]",
    "Thai": r"[\u0e00-\u0e7f]",
    "Hindi": r"[\u0900-\u097f]",
}
_NAMED = (
    *(
        "french",
        "german",
        "spanish",
        "italian",
        "russian",
        "korean",
        "japanese",
        "portuguese",
        "arabic",
        "hindi",
    ),
    *(
        "dutch",
        "polish",
        "turkish",
        "greek",
        "latin",
        "swedish",
        "vietnamese",
        "thai",
        "hebrew",
        "ukrainian",
    ),
)
_CHINESE = {
    "法语": "French",
    "法文": "French",
    "德语": "German",
    "德文": "German",
    "日语": "Japanese",
    "日文": "Japanese",
    "韩语": "Korean",
    "韩文": "Korean",
    "俄语": "Russian",
    "俄文": "Russian",
    "西班牙语": "Spanish",
    "意大利语": "Italian",
    "阿拉伯语": "Arabic",
    "葡萄牙语": "Portuguese",
    "粤语": "Cantonese",
    "泰语": "Thai",
    "越南语": "Vietnamese",
    "拉丁语": "Latin",
}
_LATIN = {
    "French": "un une le la les des du sur écris écrivez histoire poème qui avec dans est pour et",
    "Spanish": "un una el la los las sobre escribe cuento historia poema que con para y en del",
    "German": "ein eine einen der die das über schreib schreibe geschichte gedicht und mit von ist",
    "Italian": "un una il lo la gli scrivi storia racconto poesia che con di su per e del",
    "Portuguese": "um uma o a os as sobre escreva história conto poema que com para e do da",
}


def refuse(condition: GrammarCondition, report: Report) -> None:
    """Raise RequestError where the prompt asks for what there is no writer for.

    A form, theme, characters or events that somebody set themselves are written in any case.
    """
    own = condition.model_fields_set - set(report.read) - {"prompt", "seed", "count", "language"}
    if own & {"form", "theme", "characters", "events"}:
        return
    text = condition.prompt[:LONGEST].strip()
    what = (
        other_language(text)
        if "language" not in condition.model_fields_set - set(report.read)
        else ""
    )
    if what:
        raise RequestError(
            f"prompt: text.grammar writes English and Chinese, not {what}", hint=HINT
        )
    what = other_kind(text)
    if what:
        raise RequestError(f"prompt: text.grammar can't write this: {what}", hint=HINT)


def other_language(text: str) -> str:
    """Return the other language that a text is in, or asks for; "" for none."""
    letters = len(re.findall(r"[^\W\d_]", text)) or 1
    for name, pattern in _SCRIPTS.items():
        if len(re.findall(pattern, text)) > 0.3 * letters:
            return name
    asked = re.search(
        rf"(?i)\b(?:in|into) ({'|'.join(_NAMED)})\b(?! (?:class|school|"
        rf"restaurant|cafe|style|town|village|house|food))",
        text,
    )
    if asked:
        return asked[1].capitalize()
    for word, name in _CHINESE.items():
        if re.search(rf"(?:用|以|写成|翻译成|译成){word}", text):
            return name
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) > 3 and not re.search(r"[\u4e00-\u9fff]", text):
        english = sum(word in _ENGLISH for word in words)
        best = max(_LATIN, key=lambda name: sum(w in _LATIN[name].split() for w in words))
        said = [word for word in words if word in _LATIN[best].split()]
        if len(set(said)) > 1 and len(said) > 2 * english:
            return best
    return ""


_ENGLISH = frozenset(
    (
        "the a an of about and write story poem with who in for to my me is that on his her please"
    ).split()
)


def other_kind(text: str) -> str:
    """Return what a prompt asks for, in words, where it isn't one of our forms; else ""."""
    if not text:
        return ""
    if language_of(text) == "zh":
        from .zh.kinds import other
    else:
        from .en.kinds import other
    return other(text, packs.table(language_of(text) or "en", "request")["other"])
