"""Title, words to include, for whom, when, in which manner: read off an English request."""

import re

from muse import Found

from ... import packs
from ...cast import clean
from ..sheet import Sheet
from .head import FORM
from .words import is_name, kind


def take_unable(sheet: Sheet) -> str:
    """Take off what can be told only: a style, a first line, what isn't wanted; return it."""
    told = ""
    for pattern in (
        r"(?i)[,\s]*\b((?:but )?without (?:ever )?(?:using |saying )"
        r"?the (?:words?|letter)[^,.;!?]*)",
        r"(?i)[,\s]*\b(told (?:by|from the (?:point of view|perspective|view) of) [^,.;!?]+)",
        r"(?i)[,\s]*\b((?:where|in which) (?:each|every) (?:chapter|"
        r"line|verse|stanza|scene)[^,.;!?]*)",
        r"(?i)[,\s]+((?:the )?(?:chorus|verses?|lines?|rhymes?|stanzas?)"
        r" (?:should|must|has to)[^.;!?]*)",
        r"(?i)[,\s]*\b(in the (?:style|manner|voice) of [^,.;!?]+?)(?=\s+(?:abou"
        r"t|with|where|who|that)\s|[,.;!?]|$)",
        r"(?i)[,\s]*\b(?:that |which |it should |it must )?((?:starts?|"
        r"begins?|ends?|starting|beginning|ending) with (?:the (?:words?|"
        r"line|sentence) )?[\"“'][^\"”]+[\"”'])",
        r"(?i)[,\s]*\b((?:in|using) (?:the )?(?:present|past) tense)\b",
        r"(?i)[,\s]*\b((?:without|avoid|no|don't (?:use|mention|include)"
        r") (?:using |any |the )*(?:words?|clich[eé]s?|adjectives|rhymes?|"
        r"dialogue|names|violence|magic|letter)[^,.;!?]*)",
    ):
        told += f" . {sheet.take(pattern)}"
    return told


def read_extras(sheet: Sheet) -> None:
    """Take title, words to include, dedication, occasion and audience off the sheet."""
    quoted = r"[\"“'‘]([^\"”’]{1,80}?)[\"”'’](?=\W|$)"
    title = sheet.take(
        rf"(?i)[,\s]*(?:\b(?:with the title|titled|entitled|title[d]?\s*(?:is|"
        rf":|should be)|under the title)|\b(?:called|named)(?=\s*[\"“])"
        rf")\s*:?\s*{quoted}"
    )
    title = title or sheet.take(
        r"(?:,\s*)?\b(?:titled|entitled|with the title|[Tt]itle\s*(?:is|"
        r":|should be))\s*:?\s+([A-Z][\w'-]*(?:\s+(?:[A-Z][\w'-]*|of|"
        r"the|and|in|a|to|for|on))*)"
    )
    title = (
        title
        or sheet.take(
            rf"(?<={'story'}) (?:called|named) ([A-Z][\w'-]*(?:\s+(?:[A-Z][\w'-]*|"
            rf"of|the|and|in|a|to|for|on))*)"
        )
        or sheet.take(
            r"(?<=poem) (?:called|named) ([A-Z][\w'-]*(?:\s+(?:[A-Z][\w'-]*|"
            r"of|the|and|in|a|to|for|on))*)"
        )
    )
    sheet.set("title", clean(title, 80), title)
    titled = re.match(
        r"\W*[\"“]([^\"”]{1,80})[\"”]\s*[-–—,:.]?\s*(?=(?:please )?(?:write|"
        r"make|create)\b)",
        sheet.text,
    )
    if titled and re.search(r"(?i)with (?:this|that) title", sheet.text):
        sheet.set("title", clean(titled[1], 80), titled[1])
        sheet.text = re.sub(r"(?i)\s*with (?:this|that) title", "", sheet.text[titled.end() :])
    _includes(sheet)
    child = sheet.take(
        r"(?i)\b((?:for|to)\s+(?:my|a|our|the|an)?\s*(?:\w+[\s-])?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine)[\s-]*(?:years?|yr|yo|y/o)[\s-]*(?:olds?)?(?:\s+(?:son|daughter|kid|child|boy|girl|niece|nephew|grandson|granddaughter))?s?(?:\s+(?-i:[A-Z])\w+)?)"
    )
    if child:
        sheet.set("audience", "children", child)
        whom = re.sub(r"(?i)^(?:for|to)\s+", "", child)
        if whom.lower().startswith(("my", "our")):
            sheet.set("dedication", whom, child)
    young = sheet.take(
        r"(?i)[,\s]*\b((?:suitable |appropriate |written )?for (?:my "
        r"|the |our |all )?(?:young |little |small )*"
        r"(?:kids?|children|toddlers?|preschoolers?|kindergart\w+|(?:first|"
        r"second|third) graders|students|class)"
        r"(?: to (?:read|hear|fall asleep to))?)\b(?!')"
    )
    if young:
        sheet.set("audience", "children", young)
    tongue = sheet.take(
        r"(?i)[,\s]*\b(?:written )?in (english|(?:simplified |traditional "
        r")?chinese|mandarin)\b(?! (?-i:[A-Z]))"
    )
    if tongue:
        sheet.set("language", "en" if tongue.lower() == "english" else "zh", f"in {tongue}")
    verse = sheet.take(
        r"(?i)[,\s]*\b(?:written )?in (free verse|(?:rhyming )?couplets|"
        r"quatrains)\b"
    )
    if verse:
        kind = "free" if "free" in verse.lower() else verse.split()[-1].lower()
        sheet.set("verse", kind, verse)
    _manner(sheet)
    kin = (
        r"(?:mother|mom|mum|mommy|father|dad|daddy|wife|husband|girlfriend|boyfriend|sister|brother|grandmother|"
        r"grandma|granny|grandfather|grandpa|daughter|son|best friend|"
        r"friend|teacher|boss|aunt|uncle|cousin|niece|"
        r"nephew|crush|fianc[eé]e?|partner|kids?|children|parents|grandparents|grandson|granddaughter|colleague|students?|class|baby|love)"
    )
    owned = re.search(
        rf"(?i)\b(?:for|to)\s+((?:my|our)\s+(?:(?:late|dear|best|little|baby|older|younger|big|beloved|\d+\w*)\s+)?{kin}\b(?:\s+(?-i:[A-Z][a-z]+))?)"
        r"(?:'s(?=\s+(?:\d+(?:st|nd|rd|th)\s+)?(?:birthday|wedding|anniversary|graduation|retirement|funeral)))?",
        sheet.text,
    )
    owner = owned[1] if owned else ""
    if owned and re.match(r"\s+(?:who|and)\b", sheet.text[owned.end() :]):
        sheet.text = f"{sheet.text[: owned.start()]}about {sheet.text[owned.start(1) :]}"
    elif owned:
        sheet.cut(*owned.span())
    if owner:
        sheet.set("dedication", clean(owner, 60), owner)
        if re.search(r"(?i)\b(?:kids?|children|little|baby|toddler)\b", owner):
            sheet.set("audience", "children", owner)
    from ..choices import brief_words

    named = re.search(
        r"\bfor ([A-Z][\w'-]+(?: and [A-Z][\w'-]+)?)(?=\s*(?:[.,!?]|$|about\b))", sheet.text
    )
    if named and is_name(named[1].split()[0]):
        sheet.set("dedication", named[1], named[0])
        sheet.cut(*named.span())
    occasions = [m for m in brief_words("en", "occasion").find(sheet.text) if not m.negated]
    fits = (
        r"(?i)\b(?:for|on|to celebrate)\s+(?:(?:his|her|their|a|an|the|"
        r"my|our)\s+)?(?:\w+\s+)?(?:\d+(?:st|nd|rd|th)\s+)?$"
    )
    for match in occasions:
        before = sheet.text[: match.start]
        poem = re.match(rf"(?i)\s+(?:{FORM}|wish|greeting|card|message)\b", sheet.text[match.end :])
        if re.search(fits, before) or poem:
            sheet.fields.setdefault("occasion", Found(match.value, match.words))
            start = re.search(fits, before)
            card = re.match(r"(?i)\s+(?:card|wish|greeting|message)\b", sheet.text[match.end :])
            end = match.end + (card.end() if card else 0)
            sheet.cut(start.start() if start else match.start, end)
            break


_MANNER = {
    "ending": (
        r"(?:,?\s*(?:and\s+)?(?:with|has|have|had|having|include|there "
        r"(?:must|should) be|there is|there's|add|it (?:must|should)"
        r" have|"
        r"it (?:must|should)|it|that|which|make it|the story (?:must|"
        r"should)?|let it|must|should|needs)\s+)*(?:have\s+)?(?:an?\s+|"
        r"the\s+)?",
        r"(?:\s+(?:at|in) the end)?",
    ),
    "point_of_view": (
        r"(?:,?\s*(?:and\s+)?(?:it (?:should|must) be|should be|must "
        r"be|is)?\s*(?:written|told|narrated|tell it|write it)?\s*(?:in|"
        r"from|using|use|with)\s+(?:an?\s+|the\s+)?)?",
        r"(?:\s+(?:narration|narrator|narrative|point of view|perspective|pov|voice|singular))*",
    ),
}
"""What stands around the words for an ending or a point of view, and is taken off with them."""


def _manner(sheet: Sheet) -> None:
    """Take the words for an ending and a point of view off the sheet, with what holds them."""
    table = packs.table("en", "request")
    for name, (before, after) in _MANNER.items():
        for value, phrases in table[name].items():
            words = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
            found = re.search(
                rf"(?i){before}\b(?:(?:big|great|real|clever|good|nice|very|major|shocking|huge|final)\s+)?(?:{words})\b{after}",
                sheet.text,
            )
            if not found or re.search(r"(?i)\b(?:no|not|without|don't|avoid)\b", found[0]):
                continue
            if (
                name == "ending"
                and value == "twist"
                and re.search(r"(?i)oliver|twist of|hair", found[0])
            ):
                continue
            sheet.set(name, value, found[0].strip(" ,"))
            sheet.cut(*found.span())


def _includes(sheet: Sheet) -> None:
    """Take the words that must occur off the sheet: "include the words X and Y"."""
    verbs = (
        r"(?:that\s+)?(?:must\s+|should\s+|has to\s+|please\s+)?(?:includ(?:e|"
        r"es|ing)|us(?:e|es|ing)|contain(?:s|ing)?|mention(?:s|ing)?|"
        r"with)"
    )
    said = sheet.take(
        rf"(?i)[,.\s]*(?:\b(?:and|it|you|the story|the poem|please|also|"
        rf"must|should|has to)\s+)*\b{verbs}\s+(?:all\s+)?(?:of\s+)?(?:the\s+)"
        rf"?(?:following\s+)?(?:\w+\s+)?(?:words?|phrases?|sentence|line|"
        rf"terms?)\s*:?\s+([^.;!?\n]+)"
    )
    found: list[str] = []
    if said:
        quoted = re.findall(r"[\"“']([^\"”']+)[\"”']", said)
        found = quoted or re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", said)
    else:
        said = sheet.take(
            r"(?i)[,.]?\s*\b(?:and\s+|it\s+|please\s+|also\s+|that\s+|you\s+)"
            r"*(?:must\s+|should\s+|has to\s+|have to\s+)?(?:include|includes|"
            r"including|mention|mentions|mentioning|containing)\s+((?:an?|"
            r"the|some|my|her|his|[\"“])\s?[^.;!?\n]+)"
        )
        for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", said) if said else []:
            bare = re.sub(r"(?i)^(?:an?|the|some)\s+", "", part).strip(" \"“”'")
            if re.search(r"(?i)twist|ending|dialogue|moral|rhyme|chorus|verse|humou?r", bare):
                sheet.text += f" . {part}"
            elif bare and is_name(bare.split()[-1]) and kind(bare.split()[0]):
                sheet.text += f" . Characters: {part}"
            elif bare:
                found.append(bare)
    kept = [clean(word.strip(" '\""), 40) for word in found]
    sheet.set("include", [word for word in kept if word][:8], said)
