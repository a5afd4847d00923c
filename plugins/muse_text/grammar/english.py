"""English surface: who is who, articles, pronouns, capitals and titles."""

import re
from functools import cache
from random import Random

from .packs import table

_PRONOUNS = {
    "she": ("she", "her", "her", "herself"),
    "he": ("he", "him", "his", "himself"),
    "they": ("they", "them", "their", "themselves"),
    "it": ("it", "it", "its", "itself"),
}
_CLAUSE = re.compile(
    r"\s(?:who|whose|that|which|with|from|of|in|on|at|without|between|for|about|under)\s.*$", re.I
)
_PREPOSITION = re.compile(
    r"(?i)^(?:in|on|at|under|inside|aboard|beneath|beside|near|above|behind|between|by|during|"
    r"along|within|across|among|before|after|outside|around|off)\s"
)
_ON = frozenset("island planet moon mountain ship boat farm train spaceship hill roof mars".split())
_ON |= frozenset("beach coast road street bridge stage deck".split())
_SOUNDS_CONSONANT = re.compile(r"(?i)^(?:uni(?!n|m)|use|usu|eu|one\b|once|ut(?:il|op)|u[kbs]|ufo)")
_SOUNDS_VOWEL = re.compile(r"(?i)^(?:hour|honest|honou?r|heir)")
_SHE_ENDS = (
    "a",
    "ie",
    "lle",
    "ine",
    "ette",
    "lyn",
    "eth",
    "een",
    "issy",
    "ary",
    "ina",
    "ice",
    "ey",
)
_SMALL = frozenset("a an the of in on at to for and or but by from with is as that who".split())


def _head(phrase: str) -> str:
    """Return the noun of a phrase: "kind fairy who sings" -> "fairy"."""
    words = _CLAUSE.sub("", phrase).split()
    return words[-1].lower() if words else phrase


def singular(noun: str) -> str:
    """Return the singular of a noun by its ending, or from the list of odd ones."""
    odd = table("en", "words")["plurals"]
    if noun in odd:
        return str(odd[noun])
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@cache
def _nouns() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    words = table("en", "words")
    she, he, other = (frozenset(words[name].split()) for name in ("she", "he", "animate"))
    return she, he, other, frozenset(words["things"].split())


def animate(noun: str) -> bool:
    """Whether a noun is somebody rather than something, by list and by ending."""
    she, he, other, things = _nouns()
    noun = singular(noun.lower())
    if noun in she or noun in he or noun in other:
        return True
    if noun in things:
        return False
    return bool(
        re.search(r"(?:man|woman|ist|ian|smith|keeper|maker|eer|[bdfgklmnprtv]er|tor)$", noun)
    )


def is_kin(noun: str) -> bool:
    """Whether two of a noun know each other from the start, as sisters and old friends do."""
    return noun in table("en", "words")["kin"].split()


def pronoun(noun: str, name: str, random: Random) -> str:
    """Return the subject pronoun of a role or, where the role leaves it open, of a name."""
    she, he, _, _ = _nouns()
    if noun in she or noun.endswith(("woman", "ess")):
        return "she"
    if noun in he or noun.endswith("man"):
        return "he"
    given = table("en", "words")["names"]
    first = name.split()[0].lower() if name else ""
    if first in given["she"].split():
        return "she"
    if first in given["he"].split():
        return "he"
    if not first:
        return random.choice(("she", "he"))
    # A guess, the same each time: "they" for one person would read as both of the two.
    return "she" if first.endswith(_SHE_ENDS) else "he"


def _past(clause: str) -> str:
    """Return a relative clause with its commonest verbs in the past."""
    for now, then in (("is", "was"), ("are", "were"), ("has", "had"), ("can", "could")):
        clause = re.sub(rf"\b(who|that|which) {now}\b", rf"\1 {then}", clause)
    verbs = table("en", "words")["past"]
    return re.sub(
        r"\b(who|that) (\w+)", lambda m: f"{m[1]} {verbs.get(m[2].lower(), m[2])}", clause
    )


def kind(theme: str) -> str:
    """Return what a theme is: abstract, doing, thing, person or place; empty for a clause."""
    if re.search(r"(?i)^(?:how|why|when|what|if|that)\b|\b(?:who|which|that|is|are|was)\b", theme):
        return ""
    words = theme.lower().split()
    head, places = _head(theme), table("en", "words")
    if re.fullmatch(
        r"(?!(?:spring|king|ring|(?:some|any|no|every)?thing|morning|evening)$)\w{2,}ing", words[0]
    ):
        return "doing"
    if animate(head):
        return "person"
    if head in f"{places['places']} {places['wide']} {places['sites']}".split():
        return "place"
    if re.match(r"(?i)(?:an?|the|my|his|her|two|three|some)\s", theme) or singular(head) != head:
        return "thing"
    return "place" if theme[:1].isupper() and len(words) < 3 else "abstract"


def listed(names: list[str]) -> str:
    """Return names as a list in a sentence: "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def place(setting: str) -> str:
    """Return a setting with its preposition: "a lighthouse" -> "in a lighthouse"."""
    if _PREPOSITION.match(setting):
        return setting
    return f"{'on' if _head(setting) in _ON else 'in'} {setting}"


def room(setting: str) -> str:
    """Return a setting as the place of a scene, "a cafe" -> "cafe"; empty for whole worlds."""
    found = re.match(r"(?i)(?:in )?(?:an?|the)\s+(.+)$", setting)
    wide = table("en", "words")["wide"].split()
    return found[1] if found and _head(found[1]) not in wide else ""


def tidy(text: str) -> str:
    """Fix what filling left: articles, agreement with they, spaces, capitals of sentences."""
    text = re.sub(r"\b([Aa])n? (?=[A-Za-z])", lambda m: _article(text, m), text)
    text = re.sub(r"\b([Tt]hey) was\b", r"\1 were", text)
    text = re.sub(r"\b([Tt]hey) wasn't\b", r"\1 weren't", text)
    text = re.sub(r"[ \t]+", " ", text)
    text = re.sub(r" +([,.;:!?])", r"\1", text)
    text = re.sub(r"([.!?])\.(?!\.)", r"\1", text)
    text = re.sub(r",+(?= ?[.,;:!?])", "", text)
    text = re.sub(r"(^“?|[\n¶]“?|[.!?] “?|[.!?]” “)([a-z])", _capital, text)
    return text.strip()


def _capital(match: re.Match[str]) -> str:
    return match[1] + match[2].upper()


def _article(text: str, match: re.Match[str]) -> str:
    word = text[match.end() : match.end() + 24]
    vowel = word[:1].lower() in "aeiou" and not _SOUNDS_CONSONANT.match(word)
    return match[1] + ("n " if vowel or _SOUNDS_VOWEL.match(word) else " ")


def title(text: str) -> str:
    """Return a title with capitals: small words stay small, but not the first."""
    words = text.split()
    return " ".join(
        word if k and word.lower() in _SMALL else word[:1].upper() + word[1:]
        for k, word in enumerate(words)
    )


def sentences(text: str) -> list[str]:
    """Split a text into sentences, each with the space after it; joined they are the text."""
    return re.findall(r"(?s).+?(?:[.!?]+[”\"]?(?:\s+|$)|\n\n+|$)", text)


def words(text: str) -> list[str]:
    """Return the English words of a text, in lower case."""
    return re.findall(r"[a-z]+(?:['’-][a-z]+)*", text.lower())
