"""Forms of English verbs and nouns: inflects whole predicates by their first verb."""

import re
from collections.abc import Callable
from functools import cache
from types import MappingProxyType

from . import wordnet

_IRREGULAR = """
arise arose arisen|awake awoke awoken|be was been|bear bore borne|beat beat beaten|
become became become|begin began begun|bend bent bent|bet bet bet|bid bid bid|bind bound bound|
bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred|
bring brought brought|build built built|burn burned burned|burst burst burst|buy bought bought|
cast cast cast|catch caught caught|choose chose chosen|cling clung clung|come came come|
cost cost cost|creep crept crept|cut cut cut|deal dealt dealt|dig dug dug|do did done|
draw drew drawn|dream dreamed dreamed|drink drank drunk|drive drove driven|eat ate eaten|
fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|
fling flung flung|fly flew flown|forbid forbade forbidden|forget forgot forgotten|
forgive forgave forgiven|foresee foresaw foreseen|freeze froze frozen|get got got|give gave given|
go went gone|grind ground ground|grow grew grown|hang hung hung|have had had|hear heard heard|
hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|kneel knelt knelt|
knit knitted knitted|know knew known|lay laid laid|lead led led|lean leaned leaned|
leap leapt leapt|learn learned learned|leave left left|lend lent lent|let let let|lie lay lain|
light lit lit|lose lost lost|make made made|mean meant meant|meet met met|
mistake mistook mistaken|mow mowed mown|outgrow outgrew outgrown|outrun outran outrun|
overcome overcame overcome|overhear overheard overheard|oversleep overslept overslept|
overthrow overthrew overthrown|pay paid paid|put put put|quit quit quit|read read read|
rebuild rebuilt rebuilt|repay repaid repaid|retell retold retold|rewrite rewrote rewritten|
rid rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run|saw sawed sawn|
say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|
sew sewed sewn|shake shook shaken|shear sheared shorn|shed shed shed|shine shone shone|
shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|
sink sank sunk|sit sat sat|sleep slept slept|slide slid slid|sling slung slung|slit slit slit|
smell smelled smelled|sow sowed sown|speak spoke spoken|speed sped sped|spell spelled spelled|
spend spent spent|spill spilled spilled|spin spun spun|spit spat spat|split split split|
spoil spoiled spoiled|spread spread spread|spring sprang sprung|stand stood stood|
steal stole stolen|stick stuck stuck|sting stung stung|stink stank stunk|stride strode stridden|
strike struck struck|string strung strung|strive strove striven|swear swore sworn|
sweep swept swept|swell swelled swollen|swim swam swum|swing swung swung|take took taken|
teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown|
thrust thrust thrust|tread trod trodden|undergo underwent undergone|
understand understood understood|undo undid undone|unwind unwound unwound|upset upset upset|
wake woke woken|wear wore worn|weave wove woven|wed wed wed|weep wept wept|win won won|
wind wound wound|withdraw withdrew withdrawn|withhold withheld withheld|
withstand withstood withstood|wring wrung wrung|write wrote written
"""
_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_GERUND = {"lie": "lying", "die": "dying", "tie": "tying", "be": "being", "see": "seeing"}
_GERUND |= {"flee": "fleeing", "dye": "dyeing", "singe": "singeing", "free": "freeing"}
_GERUND |= {"agree": "agreeing", "vie": "vying", "untie": "untying", "hoe": "hoeing"}
_BASE = {"is": "be", "are": "be", "am": "be", "was": "be", "were": "be", "lay": "lay"}
_BASE |= {"has": "have", "does": "do", "goes": "go", "found": "find", "left": "leave", "saw": "see"}
_BASE |= {"felt": "feel", "fell": "fall", "wound": "wind", "ground": "grind", "bore": "bear"}
_BASE |= {"rose": "rise", "lent": "lend", "shot": "shoot", "born": "bear", "lives": "live"}
_BEFORE = re.compile(r"(?:never|always|still|only|just|almost|not|often|once|\w+ly)$")
_DOUBLED = re.compile(r"[^aeiou]?[^aeiou]*[aeiou][bdgklmnprt]$")
_PLURAL = {"man": "men", "woman": "women", "child": "children", "person": "people", "mouse": "mice"}
_PLURAL |= {"foot": "feet", "tooth": "teeth", "goose": "geese", "ox": "oxen", "die": "dice"}
_PLURAL |= dict.fromkeys(("sheep", "fish", "deer", "salmon", "trout", "series", "species"), "")
_PLURAL |= {word: word for word, plural in _PLURAL.items() if not plural}
_VES = frozenset("calf half knife leaf life loaf self shelf thief wife wolf elf scarf hoof".split())
_OES = frozenset("hero potato tomato echo volcano buffalo mosquito torpedo".split())


@cache
def _irregular() -> MappingProxyType[str, tuple[str, str]]:
    triples = (each.split() for each in _IRREGULAR.replace("\n", " ").split("|"))
    return MappingProxyType({base: (past, done) for base, past, done in triples})


@cache
def _bases() -> MappingProxyType[str, str]:
    own = {form: base for base, forms in _irregular().items() for form in forms if form != base}
    return MappingProxyType({**wordnet.irregular_verbs(), **own, **_BASE})


def verbs() -> frozenset[str]:
    """Return the base forms of English verbs."""
    return wordnet.verbs()


def past(predicate: str) -> str:
    """Return a predicate in the past: "find a letter" -> "found a letter"."""
    return _each(predicate, _past)


def participle(predicate: str) -> str:
    """Return a predicate with its past participle: "take it" -> "taken it"."""
    return _each(predicate, lambda verb: _irregular().get(verb, ("", ""))[1] or _past(verb))


def third(predicate: str) -> str:
    """Return a predicate for he, she, it: "carry a lamp" -> "carries a lamp"."""
    return _each(predicate, lambda verb: _THIRD.get(verb) or _with_s(verb))


def gerund(predicate: str) -> str:
    """Return a predicate with its -ing form: "lie in the sun" -> "lying in the sun"."""
    return _each(predicate, _gerund)


def base(predicate: str) -> str:
    """Return a predicate with the base form of its verb; unchanged where no verb is known."""
    return _each(predicate, _base)


def is_verb(word: str) -> bool:
    """Whether a word is a form of a verb."""
    return word in verbs() or _base(word) in verbs()


def _each(predicate: str, form: Callable[[str], str]) -> str:
    words = predicate.split(" ")
    place = next((k for k, word in enumerate(words) if not _BEFORE.match(word)), 0)
    if place and not is_verb(words[place]):
        place = 0
    words[place] = form(words[place])
    return " ".join(words)


def _past(verb: str) -> str:
    if forms := _irregular().get(verb):
        return forms[0]
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _gerund(verb: str) -> str:
    if verb in _GERUND:
        return _GERUND[verb]
    if re.search(r"[^eoy]e$", verb):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    """Return a verb as it is before -ed and -ing: stop -> stopp."""
    if verb.endswith("c"):
        return verb + "k"
    twice = verb + verb[-1:]
    known = wordnet.irregular_verbs()
    if known.get(twice + "ed") == verb or known.get(twice + "ing") == verb:
        return twice
    return twice if _DOUBLED.fullmatch(verb) else verb


def _with_s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", word) else "s")


@cache
def _base(word: str) -> str:
    if word in _bases():
        return _bases()[word]
    if word in verbs():
        return word
    for ending, stems in (
        ("ies", ("y", "ie")),
        ("ied", ("y", "ie")),
        ("es", ("e", "")),
        ("s", ("",)),
        ("ed", ("e", "")),
        ("ing", ("e", "")),
    ):
        if word.endswith(ending):
            for stem in (word[: -len(ending)] + each for each in stems):
                form = {"ed": past, "ied": past, "ing": gerund}.get(ending, third)
                if stem in verbs() and form(stem) == word:
                    return stem
    return word


def plural(noun: str) -> str:
    """Return a noun phrase with its last word in the plural: "old key" -> "old keys"."""
    rest, _, word = noun.rpartition(" ")
    if word.endswith(("man", "child")) and word not in ("human", "german", "roman", "shaman"):
        many = word[: -len("man")] + "men" if word.endswith("man") else word + "ren"
    elif word in _PLURAL:
        many = _PLURAL[word] or word
    elif word in _VES or word.removeprefix("were") in _VES:
        many = re.sub(r"fe?$", "ves", word)
    else:
        many = word + "s" if word.endswith("o") and word not in _OES else _with_s(word)
    return f"{rest} {many}".strip()


def singular(noun: str) -> str:
    """Return a noun phrase with its last word in the singular; unchanged where it is no plural."""
    rest, _, word = noun.rpartition(" ")
    one = next((each for each in singulars(word) if each in wordnet.nouns()), word)
    return f"{rest} {one}".strip()


def singulars(word: str) -> tuple[str, ...]:
    """Return what a plural may be of, likeliest first; none for what doesn't look like one."""
    found = [wordnet.irregular_plurals()[word]] if word in wordnet.irregular_plurals() else []
    found += [one for one, many in _PLURAL.items() if many == word and one != word]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith("ves"):
        found += [word[:-3] + "f", word[:-3] + "fe"]
    if re.search(r"(?:s|x|z|ch|sh|o)es$", word):
        found.append(word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.append(word[:-1])
    return tuple(dict.fromkeys(found))
