"""Which language a text is in, as well as its letters and its commonest words tell."""

import re

_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("zh", r"[\u3400-\u9fff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("ar", r"[\u0600-\u06ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("el", r"[\u0370-\u03ff]"),
    ("ru", r"[\u0400-\u04ff]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("hi", r"[\u0900-\u097f]"),
)
_WORDS = {
    "en": "the and of to in was he she it that with his her they is you my",
    "fr": "le la les et des une dans que qui est pour pas elle il sur avec",
    "de": "der die das und ist nicht ein eine ich mit auf den von sie war zu",
    "es": "el los las y en una que por con para no es del su como pero",
    "it": "il di che e la un una per non con gli della sono si era nel",
    "pt": "o a os que e de do da em um uma não com para ele ela",
    "nl": "de het een en van ik dat niet in op zijn met ze hij was voor",
}
RIGHT_TO_LEFT = ("ar", "he")
_LONGEST = 20_000


def tag(text: str) -> str:
    """Return the language of a text as a BCP 47 tag; `und` where it can't be told."""
    text = text[:_LONGEST].lower()
    letters = len(re.findall(r"[^\W\d_]", text))
    for name, held in _SCRIPTS:
        # Kana stand among Chinese characters, which a Japanese text has as well.
        if len(re.findall(held, text)) > letters * (0.1 if name == "ja" else 0.3):
            return name
    found = re.findall(r"[^\W\d_]+", text)
    counted = {
        name: sum(map(set(each.split()).__contains__, found)) for name, each in _WORDS.items()
    }
    best = max(counted, key=lambda name: counted[name])
    return best if counted[best] > 0 else "und"
