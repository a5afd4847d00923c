"""English predicates in other forms: "find a key" -> found a key, finds a key, finding a key."""

import re

from .. import english

_ODD = {
    "be": ("was", "is", "being"),
    "have": ("had", "has", "having"),
    "do": ("did", "does", "doing"),
    "go": ("went", "goes", "going"),
    "lie": ("lay", "lies", "lying"),
    "die": ("died", "dies", "dying"),
}
_PAST = dict(
    pair.split(":")
    for pair in (
        "become:became begin:began bite:bit blow:blew break:broke bring:brought build:built "
        "buy:bought catch:caught choose:chose come:came cut:cut dig:dug draw:drew drink:drank "
        "drive:drove eat:ate fall:fell feed:fed feel:felt fight:fought find:found fly:flew "
        "forget:forgot forgive:forgave freeze:froze get:got give:gave grow:grew hear:heard "
        "hide:hid hit:hit hold:held hurt:hurt keep:kept know:knew lead:led leave:left let:let "
        "lose:lost make:made mean:meant meet:met pay:paid put:put read:read ride:rode ring:rang "
        "rise:rose run:ran say:said see:saw sell:sold send:sent set:set shake:shook shine:shone "
        "shoot:shot show:showed shut:shut sing:sang sink:sank sit:sat sleep:slept speak:spoke "
        "spend:spent stand:stood steal:stole stick:stuck sweep:swept swim:swam take:took "
        "teach:taught tear:tore tell:told think:thought throw:threw understand:understood "
        "wake:woke wear:wore weave:wove win:won write:wrote overcome:overcame sew:sewed "
        "seek:sought fling:flung cling:clung creep:crept bend:bent bind:bound"
    ).split()
)
_DOUBLED = frozenset(
    "stop plan rob rub drop hug beg grab knit slip trip trap chat skip spot shop swap clap nod "
    "admit regret refer prefer commit".split()
)
_GERUND_DOUBLED = _DOUBLED | frozenset(
    "run sit win get put let set cut hit swim begin forget dig shut".split()
)


def _split(predicate: str) -> tuple[str, str]:
    verb, space, rest = predicate.partition(" ")
    return verb, space + rest


def past(predicate: str) -> str:
    """Return a predicate in the past: "find a key" -> "found a key"."""
    verb, rest = _split(predicate)
    if verb in _ODD:
        return _ODD[verb][0] + rest
    known = _PAST.get(verb) or english.table("en", "words")["past"].get(verb)
    if known:
        return f"{known}{rest}"
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ed{rest}"
    if verb.endswith("e"):
        return f"{verb}d{rest}"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied{rest}"
    return f"{verb}ed{rest}"


def third(predicate: str) -> str:
    """Return a predicate of he, she or it in the present: "find a key" -> "finds a key"."""
    verb, rest = _split(predicate)
    if verb in _ODD:
        return _ODD[verb][1] + rest
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es{rest}"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies{rest}"
    return f"{verb}s{rest}"


def gerund(predicate: str) -> str:
    """Return the -ing form of a predicate: "find a key" -> "finding a key"."""
    verb, rest = _split(predicate)
    if verb in _ODD:
        return _ODD[verb][2] + rest
    if verb in _GERUND_DOUBLED:
        return f"{verb}{verb[-1]}ing{rest}"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing{rest}"
    return f"{verb}ing{rest}"
