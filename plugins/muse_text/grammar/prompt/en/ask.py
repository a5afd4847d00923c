"""An English request: its head ("a short story"), what it is about, and its further sentences."""

import re

from muse import Found

from ... import lexicon, packs
from ...cast import clean
from ..choices import choose
from ..sheet import Sheet
from . import people
from .clauses import finite, somebody
from .counts import counts
from .events import tell
from .words import AUXILIARIES, DETERMINERS, PREPOSITIONS, given, is_listed, is_name, kind, verb

_POLITE = re.compile(
    r"(?i)^\W*(?:(?:hi|hello|hey|ok|okay|please|pls|plz|kindly|so|now|muse|there|can|could|would|will|you|i|i'd|"
    r"we|want|need|like|(?<=d )love|wanna|gonna|to|let's|lets|just|have|help|me|us|write|writing|tell|make|give|create|"
    r"generate|compose|produce|draft|read|do|come up with|think of|show|imagine|invent|craft|pen|build|get|"
    r"looking for|am|i'm|searching for|for me)\b[\s,:!]*)+"
)
FORM = (
    r"(?:(?:short|flash|fan|bedtime|love|ghost|fairy|stage|free|murder)[\s-])?(?:story ?book|stor(?:y|ies)|tales?|"
    r"fairytales?|novel(?:la|ette)?s?|fables?|legend|myth|narrative|fiction|fanfic(?:tion)?|microfiction|"
    r"poems?|poetry|verses?|ode|haikus?|sonnets?|limericks?|couplets?|quatrains?|ballads?|elegy|acrostic|"
    r"villanelle|nursery rhyme|rhymes?|outlines?|synopsis|scripts?|screenplays?|plays?|scenes?|dialogues?|sketch|"
    r"skit|lyrics|songs?|lullab(?:y|ies)|rap|anthem|hymn|romance|myster(?:y|ies)|thriller|adventure|comedy|"
    r"tragedy|horror|whodunit|western|book|creepypasta|piece|fantasy|sci-?fi|epic)"
)
_HEAD = re.compile(
    rf"(?i)^[^.;!?\n]*?\b{FORM}\b(?:\s+(?:{FORM}|outline|poem|story)\b)*"
    r"(?:\s+(?:ideas?|prompt))?"
    rf"(?:\s+(?:for|of)\s+(?:an?|my|the)\s+(?:[\w-]+\s+){{0,4}}?{FORM}\b(?:\s+{FORM}\b)*)?"
)
_ABOUT = re.compile(
    r"(?i)^[\s,:]*(?:(?:that|which)\s+(?:is|tells|deals|follows)\s+(?:of|about|with)?\s*|which is\s+|that is\s+|"
    r"centered|centred)?\s*"
    r"(?:all about|about|on the (?:theme|topic|subject) of|on the (?:theme|topic|subject)|around|based on|"
    r"regarding|concerning|inspired by|on|of|following|involving|exploring|describing|dedicated to|"
    r"where|in which|when|whereby|"
    r"featuring|starring|with|between|to|:|-|–|—)\s+"
)
_SPLIT = re.compile(
    r"(?i)[\s,]+(?:(?:and|which is|that is|it is|it's)\s+)*(?P<key>set|taking place|that takes place|which takes place|takes place|that happens|"
    r"featuring|starring|with(?=\s+(?:an?|the|two)\s)(?<=, with)|in which|where(?=\s+(?:an?|the|two|three|he|she|they|it|everyone|nobody|people)\s))\s+"
)
_PLACES = r"in|on|at|under|inside|aboard|beneath|near|during|by"
_IN = re.compile(
    rf"(?:^|[\s,])((?:{_PLACES})\s+(?:(?:early|late|deep|far|outer)\s+)?(?:an?|the|ancient|medieval|modern|old|victorian|rural|"
    r"my|outer|space|heaven|hell|school|high school|college|prison|spring|summer|autumn|winter|october|december|"
    r"\d{4}s?|early|late|mid)\b[^.;,!?\n]*?"
    rf"|(?:{_PLACES}) (?:\d{{4}}s? )?[A-Z][\w'’]+(?:,? [A-Z][\w'’]+)*)"
    r"(?=\s+(?:about|with|featuring|starring|between|where|and|who|that|when|while)\s|[.;,!?\n]|$)"
)
_NO_PLACE = re.compile(
    r"(?i)\b(?:in (?:the (?:style|manner|form|voice|end|first|third|present|past)|love|english|chinese|mandarin|"
    r"first|third|rhyme|total|danger|trouble|search|need|order|between)|at (?:least|most|last|the (?:end|same))|"
    r"on (?:the (?:theme|topic|subject)))\b"
)
_MAIN = re.compile(
    r"(?i)\b(?:the |my |our |its )?(?:main |lead |central )?(?:characters?|protagonists?|hero(?:es|ine)?|heroes)"
    r"(?:'s name|s' names|s names| name| names)?\s*(?:is|are|should be|must be|will be|would be|named|called|:|=)\s*"
    r"(?:called |named )?"
)
_PART = r"(?:main )?(?:protagonist|antagonist|character|villain|hero|heroine|narrator|love interest|sidekick)"
_LABEL = re.compile(
    r"(?i)^\s*(setting|place|location|time|theme|topic|subject|plot|genre|title|tone|mood|form|format)\s*[:=]\s*"
)


def _unable(sheet: Sheet) -> str:
    """Take off what can be told only: a style, a first line, what isn't wanted; return it."""
    told = ""
    for pattern in (
        r"(?i)[,\s]*\b(in the (?:style|manner|voice) of [^,.;!?]+?)(?=\s+(?:about|with|where|who|that)\s|[,.;!?]|$)",
        r"(?i)[,\s]*\b(?:that |which |it should |it must )?((?:starts?|begins?|ends?|starting|beginning|ending) with (?:the (?:words?|line|sentence) )?[\"“'][^\"”]+[\"”'])",
        r"(?i)[,\s]*\b((?:in|using) (?:the )?(?:present|past) tense)\b",
        r"(?i)[,\s]*\b((?:without|avoid|no|don't (?:use|mention|include)) (?:using |any |the )*(?:words?|clich[eé]s?|adjectives|rhymes?|dialogue|names|violence|magic|letter)[^,.;!?]*)",
    ):
        told += f" . {sheet.take(pattern)}"
    return told


def _called(cast: list[str], events: list[str]) -> None:
    """Make a name of an event that only says what somebody is called, or who the hero is."""
    for event in list(events):
        plays = re.fullmatch(
            rf"(?i)(?:the |her |his )?({_PART}) (?:is|are|was|should be) (.+)", event
        )
        if plays and (who := tell(plays[2])).people:
            events[events.index(event) : events.index(event) + 1] = who.events
            place = next(
                (k for k, each in enumerate(cast) if plays[1].lower() in each.lower()), None
            )
            cast[
                len(cast) if place is None else place : (len(cast) if place is None else place + 1)
            ] = who.people
            continue
        said = re.fullmatch(
            r"(?:[Tt]he |[Hh]er |[Hh]is )?(.+?)(?:'s name)? (?:is|was) (?:called |named )?([A-Z][\w'-]*(?: [A-Z][\w'-]*)*)",
            event,
        )
        if not said or (
            " is " in event
            and "called" not in event
            and "named" not in event
            and "name" not in event
        ):
            continue
        events.remove(event)
        noun = said[1].split()[-1].lower()
        place = next(
            (
                k
                for k, each in enumerate(cast)
                if not people.parse(each)[0].name
                and (noun in each.lower().split() or noun in ("he", "she", "name"))
            ),
            None,
        )
        if place is not None:
            cast[place] = f"{cast[place]} named {said[2]}"
        elif noun not in ("he", "she", "it", "they", "name"):
            cast.append(f"a {said[1]} named {said[2]}")


def polite(text: str) -> int:
    """Return where a request begins, after "hi, can you please write me"."""
    first = _POLITE.match(text)
    return first.end() if first else 0


def find(sheet: Sheet) -> None:
    """Read an English request off its sheet into fields."""
    sheet.text = _cased(_spelled(sheet.text))
    sheet.text = re.sub(
        r"(?i)^\W*(?:once upon a time,?\s+)?there (?:once )?(?:was|were|is|are|lived)(?: once)?\s+",
        "",
        _first(sheet.text),
    )
    _extras(sheet)
    counts(sheet)
    told = _unable(sheet)
    begin = polite(sheet.text)
    rest = sheet.text[begin:]
    head = _HEAD.match(rest)
    if head and (early := finite(rest)) and not re.search(rf"(?i)\b{FORM}\b", early[0]):
        head = None  # two sisters who write a song
    if head and re.search(r"(?i)\b(?:about|who|that|where)\b", head[0]):
        head = None
    stop = begin + head.end() if head else 0
    choose(sheet, "en", stop or len(_sentence(rest)) + begin, stop)
    cast: list[str] = []
    events: list[str] = []
    theme = setting = ""
    if head:
        theme = _modifier(head[0])
        if theme:
            head = _HEAD.match(rest.replace(theme, " " * len(theme), 1)) or head
        first_sentence, tail = _cut(rest[head.end() :])
        theme, setting = _parts(first_sentence, cast, events, theme, setting)
        theme, setting, unread = _further(tail, cast, events, theme, setting)
        sheet.text = f"{head[0]} . {unread}"
    else:
        theme, setting, unread = _further(rest, cast, events, theme, setting)
        sheet.text = unread
    sheet.text += told
    theme = re.sub(r"(?i)[\s,]*\b(?:please|pls|plz|thanks|thank you)\W*$", "", theme)
    form = sheet.fields["form"].value if "form" in sheet.fields else "story"
    if head and not theme and not events and (not cast or "genre" in sheet.fields):
        theme = "love" if re.search(r"(?i)\blove\b", head[0]) else ""
        if theme:
            sheet.text = re.sub(r"(?i)\blove\b", " ", sheet.text)
    _called(cast, events)
    sheet.set("theme", clean(theme, 90), theme)
    sheet.set("characters", [clean(each, 70) for each in cast][:6], ", ".join(cast))
    sheet.set("events", [clean(each, 140) for each in events][:8], "; ".join(events))
    place = re.sub(r"(?i)^in\s+", "", setting)
    sheet.set("setting", clean(place, 90), setting)


def _first(text: str) -> str:
    """Return a request with the sentence first that asks: "Her name is Ann. Write a story"."""
    sentences: list[str] = []
    tail = text
    while tail.strip():
        sentence, after = _cut(tail)
        sentences.append(tail[: len(tail) - len(after)].strip())
        tail = after
    for place, sentence in enumerate(sentences[1:6], 1):
        if re.match(
            rf"(?i)(?:please\s+)?(?:write|tell|make|give|create|can you|could you|compose|generate)\b.{{0,60}}\b{FORM}\b",
            sentence,
        ):
            if not re.search(rf"(?i)\b{FORM}\b", sentences[0]):
                end = sentence if sentence[-1:] in ".!?;" else f"{sentence}."
                return " ".join((end, *sentences[:place], *sentences[place + 1 :]))
    return text


def _spelled(text: str) -> str:
    """Put right a word of requests that has two letters swapped: "abuot", "stroy"."""

    def right(match: re.Match[str]) -> str:
        word = match[0]
        if word in _ASKING or _word(word) or kind(word) or lexicon.find("en", word):
            return word
        swaps = (word[:k] + word[k + 1] + word[k] + word[k + 2 :] for k in range(len(word) - 1))
        return next((each for each in swaps if each in _ASKING or is_listed(each)), word)

    return re.sub(r"\b[a-z]{4,9}\b", right, text)


_ASKING = frozenset(
    "about story stories write with named called poem song haiku script outline friend girl where "
    "which there short funny lyrics novel tale love who and the please chapter words".split()
)


def _cased(text: str) -> str:
    """Give a request in lower case its names' capitals, and one in capitals its small letters."""
    text = text.replace("’", "'").replace("‘", "'")
    letters = re.findall(r"[A-Za-z]+", text)
    large = [word for word in letters if word[0].isupper()]
    small = re.findall(
        r"(?<=\w )(?:A|An|The|About|And|Of|With|In|To|Who|That|Is|For|ABOUT|AND|OF|THE)\b", text
    )
    if len(letters) > 3 and len(large) > 0.7 * len(letters) and small:
        return re.sub(
            r"[A-Za-z]+",
            lambda m: m[0] if is_name(m[0], known=True) and not m[0].isupper() else m[0].lower(),
            text,
        )
    if not large:
        text = re.sub(
            rf"(?i)\b({'|'.join(_CITIES)})\b",
            lambda m: " ".join(w.capitalize() for w in m[0].split()),
            text,
        )
        text = re.sub(
            r"\b([a-z]+) and ([a-z]+)\b",
            lambda m: m[0].title().replace(" And ", " and ") if _pair(m[1], m[2]) else m[0],
            text,
        )
        text = re.sub(
            r"\b((?:my|her|his|our) (?:\w+ )?([a-z]+)) ([a-z]+)\b(?=$|[.,!?]| (?:who|and|is|goes|gets|finds|in)\b)",
            lambda m: f"{m[1]} {m[3].capitalize()}" if kind(m[2]) and not _word(m[3]) else m[0],
            text,
        )
        text = re.sub(
            r"\b[a-z]+\b", lambda m: m[0].capitalize() if is_name(m[0], known=True) else m[0], text
        )
        text = re.sub(
            r"\b(named|called)(\s+)([a-z]+)(?=\b)(?! (?:the|by))",
            lambda m: f"{m[1]}{m[2]}{m[3].capitalize()}",
            text,
        )
    return text


_CITIES = (
    *(
        "new york",
        "london",
        "paris",
        "tokyo",
        "berlin",
        "rome",
        "chicago",
        "venice",
        "shanghai",
        "beijing",
        "china",
    ),
    *(
        "japan",
        "america",
        "france",
        "england",
        "italy",
        "egypt",
        "india",
        "mars",
        "texas",
        "los angeles",
        "brooklyn",
    ),
    *(
        "ireland",
        "scotland",
        "moscow",
        "russia",
        "spain",
        "lisbon",
        "vienna",
        "africa",
        "mexico",
        "alaska",
        "boston",
    ),
)


def _pair(one: str, other: str) -> bool:
    """Whether two words joined by and are first names, of which one is no common word."""
    she, he = given()
    both = one in she | he and other in she | he
    return both and (is_name(one, known=True) or is_name(other, known=True))


def _word(word: str) -> bool:
    """Whether a word is known to be none that could name somebody."""
    known = (
        word in PREPOSITIONS | DETERMINERS | AUXILIARIES or bool(verb(word)[0]) or bool(kind(word))
    )
    return known or word in (
        "and",
        "who",
        "that",
        "story",
        "poem",
        "because",
        "but",
        "so",
        "when",
        "then",
    )


def _sentence(text: str) -> str:
    return _cut(text)[0]


def _cut(text: str) -> tuple[str, str]:
    """Split a text after its first sentence; "Dr." ends none."""
    for found in re.finditer(r"[.;!?\n]+(?:\s|$)", text):
        before = text[: found.start()].split()
        if (
            found[0].strip() == "."
            and before
            and re.fullmatch(r"(?i)(?:dr|mr|mrs|ms|st|prof|jr|sr|vs|[a-z])", before[-1])
        ):
            continue
        return text[: found.start()], text[found.end() :]
    return text, ""


def _modifier(head: str) -> str:
    """Return what stands before the form and no list knows: "a cat poem", "a pirate story"."""
    found = re.search(rf"(?i)\b([a-z][\w'-]+)\s+{FORM}\b", head)
    word = found[1] if found else ""
    if not word or word.lower() in DETERMINERS or word.lower() in _PLAIN:
        return ""
    if re.fullmatch(rf"(?i){FORM}", f"{word} story") or re.fullmatch(rf"(?i){FORM}", word):
        return ""
    from ..choices import left

    return word if left(word, "en") else ""


_PLAIN = frozenset(
    "good nice beautiful great little tiny short long whole full complete simple original creative fun best "
    "few some rhyming rhymed epic classic small single page-long one-page page paragraph interesting unique "
    "lovely cute new another different real true traditional detailed deep powerful emotional free word words "
    "children's kids line lined stanza verse chapter my your write written me us".split()
)


def _parts(
    text: str, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str]:
    """Read what follows the form: "about ... set in ... with ..."."""
    text = text.strip()
    early = re.search(r"(?i)\s(?=about\s)", f" {text}")
    if early and not _ABOUT.match(f" {text}"[: early.start() + 7]) and early.start() > 1:
        front = f" {text}"[: early.start()].strip(" ,")
        theme, setting = _parts(f" {text}"[early.end() :], cast, events, theme, setting)
        return _parts(front, cast, events, theme, setting)
    pieces: list[tuple[str, str]] = []
    at = 0
    key = "start"
    for found in _SPLIT.finditer(" " + text):
        pieces.append((key, (" " + text)[at : found.start()]))
        key, at = found["key"].lower(), found.end()
    pieces.append((key, (" " + text)[at:]))
    for key, piece in pieces:
        piece = piece.strip(" ,")
        if key in (
            "set",
            "taking place",
            "that takes place",
            "which takes place",
            "takes place",
            "that happens",
        ):
            place, _, more = _before(piece)
            setting = setting or place
            if more:
                theme, setting = _piece(more, cast, events, theme, setting)
        elif piece:
            theme, setting = _piece(piece, cast, events, theme, setting)
    return theme, setting


def _before(piece: str) -> tuple[str, str, str]:
    """Split a setting from what goes on after it: "in Paris about two cats"."""
    found = re.search(
        r"(?i)[\s,]+(?=(?:about|with|featuring|starring|between|where|when|in which)\s)", piece
    )
    return (piece[: found.start()], found[0], piece[found.end() :]) if found else (piece, "", "")


def _piece(
    piece: str, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str]:
    key = ""
    while found := _ABOUT.match(piece):
        key = found[0].strip(" ,:").lower()
        piece = piece[found.end() :]
    between = re.match(r"(?i)(.+?)\s+(between|with|for|featuring|starring)\s+(.+)$", piece)
    if between and not somebody(between[1]) and not finite(piece):
        told = tell(between[3])
        two = re.fullmatch(r"(?i)((?:an?|the) [\w ]+?) and ((?:an?|the) [\w ]+)", between[3])
        if (
            two
            and not told.people
            and re.search(
                r"(?i)\b(?:conversation|dialogue|talk|friendship|love|quarrel|argument|chat)$",
                between[1],
            )
        ):
            told.people, told.theme = [two[1], two[2]], ""
        if told.people:
            cast += [each for each in told.people if each not in cast]
            events += told.events
            place = told.theme.removeprefix("\n") if told.theme.startswith("\n") else ""
            if _IN.fullmatch(between[1]) or re.fullmatch(rf"(?i)(?:{_PLACES}) .+", between[1]):
                return theme, setting or between[1]
            if key != "with" or not theme:
                theme = between[1] if not theme else theme
            return theme, setting or place
    if not key and "," in piece and not finite(piece) and not tell(piece).events:
        parts = [part for part in re.split(r"\s*,\s*(?:and\s+)?", piece) if part]
        if len(parts) > 1 and tell(piece).theme:
            for part in parts:
                theme, setting = _fragment(part, cast, events, theme, setting)
            return theme, setting
    placed = piece
    for inner in _IN.finditer(piece):
        if _NO_PLACE.match(inner[1]):
            continue
        where = inner[1].strip()
        verbal = finite(piece)
        keep = verbal and piece.find(verbal[1]) < inner.start()
        if not setting:
            setting = where
        if not keep:
            placed = " ".join((piece[: inner.start()] + " " + piece[inner.end() :]).split()).strip(
                " ,"
            )
        break
    while again := _ABOUT.match(placed):
        placed = placed[again.end() :]
    told = tell(placed)
    if told.theme.startswith("\n"):
        setting = setting or told.theme.strip()
        told.theme = ""
    if told.people and not told.events and not key:
        bare = all(p[0].islower() and p.split()[0].lower() not in DETERMINERS for p in told.people)
        if bare:  # "dragon", "cats and dogs"
            return theme or piece, setting
    new = [each for each in told.people if each not in cast]
    own = [each for each in new if each.lower() not in ("everyone", "people", "someone")]
    cast += own
    events += told.events
    loose = told.theme.strip(" ,.")
    if loose and not (told.events and cast):
        if key == "with" and theme:
            theme = f"{theme} and {loose}"
        else:
            theme = theme or loose
    return theme, setting


def _fragment(
    part: str, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str]:
    """Read one of several scraps: "1920s New York, witty dialogue, a girl named Kim"."""
    place = re.fullmatch(r"(?:\d{4}s?|modern|ancient|medieval|victorian) (?:[A-Z][\w']+ ?)+", part)
    if place or re.fullmatch(r"[A-Z][a-z]+ \d{4}s?", part):
        return theme, setting or part
    if re.fullmatch(
        r"(?i)(?:[\w-]+ )?(?:dialogues?|humou?r|style|tone|vibes?|pacing|prose|atmosphere)", part
    ):
        return theme, setting
    return _piece(part, cast, events, theme, setting)


def _further(
    tail: str, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str, str]:
    """Read the sentences after the first; return theme, setting, and what wasn't read."""
    unread: list[str] = []
    while tail.strip():
        sentence, tail = _cut(tail)
        sentence = sentence.strip(" ,")
        if not sentence:
            continue
        if mine := re.match(
            r"(?i)(?:and\s+)?(my|her|his|their) name(?:'s| is) ((?-i:[A-Z])[\w'-]*)(?:\s+and\s+)?",
            sentence,
        ):
            nameless = next(
                (k for k, each in enumerate(cast) if not people.parse(each)[0].name), None
            )
            if mine[1].lower() != "my" and nameless is not None:
                cast[nameless] = f"{cast[nameless]} named {mine[2]}"
            else:
                cast.append(mine[2])
            sentence = re.sub(
                r"^I (?=have|had|love|want|am|live)", f"{mine[2]} ", sentence[mine.end() :]
            )
            if not sentence.strip():
                continue
        if main := _MAIN.search(sentence):
            told = tell(sentence[main.end() :])
            named = told.people or [sentence[main.end() :].strip(" ,.")]
            if "name" in main[0].lower() and cast and not people.parse(cast[0])[0].name:
                cast[0] = f"{cast[0]} named {named[0]}"
            else:
                cast += [each for each in named if each and each not in cast]
            events += told.events
            continue
        if label := _LABEL.match(sentence):
            key, value = label[1].lower(), sentence[label.end() :].strip()
            if key in ("setting", "place", "location", "time"):
                setting = setting or value
            elif key in ("theme", "topic", "subject"):
                theme = theme or value
            elif key == "plot":
                told = tell(value)
                cast += [each for each in told.people if each not in cast]
                events += told.events
                theme = theme or told.theme.strip()
            else:
                unread.append(value)
            continue
        where = re.match(
            r"(?i)(?:it(?: is|'s| should be)?|the story(?: is| should be)?|this(?: is)?)?\s*(?:set|takes? place|taking place|happens?)\s+(.+)$",
            sentence,
        )
        if where:
            setting = setting or where[1]
            continue
        end = re.match(r"(?i)(?:and\s+)?(?:in|at) the end,?\s+(.+)$", sentence)
        if end and finite(end[1]):
            events.append(f"in the end {end[1]}")
            continue
        if _asks(sentence):
            found = re.search(r"(?i)\b(?:about|where|in which|featuring|starring)\s+", sentence)
            if found:
                theme, setting = _piece(sentence[found.end() :], cast, events, theme, setting)
                unread.append(sentence[: found.start()])
            else:
                unread.append(sentence)
            continue
        before = len(cast) + len(events)
        rest_theme, setting = _piece(sentence, cast, events, "", setting)
        if len(cast) + len(events) == before or rest_theme:
            if (
                not theme
                and not cast
                and not re.fullmatch(r"(?i)[\w\s]{0,40}\b(?:ending|person|tense)", sentence)
            ):
                from ..choices import left

                if len(sentence.split()) > 1 or left(sentence, "en"):
                    theme = theme or rest_theme
                    continue
            unread.append(rest_theme or sentence)
    return theme, setting, " . ".join(unread)


def _asks(sentence: str) -> bool:
    """Whether a sentence speaks of the text, not of what happens in it."""
    return bool(
        re.match(
            r"(?i)(?:and |also |please |but )*(?:the (?:story|poem|tone|style|ending|text|song|script|plot|moral)|it|this|that|make|"
            r"don't|do not|use|keep|include|write|there (?:must|should|has|needs)|no|i (?:want|need|like|would)|you|let|"
            r"with|without|each|every|end|ending|mood|tone|thanks|thank)\b",
            sentence,
        )
        and not re.match(
            r"(?i)it (?:was|is) (?:about|raining|snowing|night|winter|a dark)", sentence
        )
    )


def _extras(sheet: Sheet) -> None:
    """Take title, words to include, dedication, occasion and audience off the sheet."""
    quoted = r"[\"“'‘]([^\"”’]{1,80}?)[\"”'’](?=\W|$)"
    title = sheet.take(
        rf"(?i)[,\s]*(?:\b(?:with the title|titled|entitled|title[d]?\s*(?:is|:|should be)|under the title)|\b(?:called|named)(?=\s*[\"“]))\s*:?\s*{quoted}"
    )
    title = title or sheet.take(
        r"(?:,\s*)?\b(?:titled|entitled|with the title|[Tt]itle\s*(?:is|:|should be))\s*:?\s+([A-Z][\w'-]*(?:\s+(?:[A-Z][\w'-]*|of|the|and|in|a|to|for|on))*)"
    )
    title = (
        title
        or sheet.take(
            rf"(?<={'story'}) (?:called|named) ([A-Z][\w'-]*(?:\s+(?:[A-Z][\w'-]*|of|the|and|in|a|to|for|on))*)"
        )
        or sheet.take(
            r"(?<=poem) (?:called|named) ([A-Z][\w'-]*(?:\s+(?:[A-Z][\w'-]*|of|the|and|in|a|to|for|on))*)"
        )
    )
    sheet.set("title", clean(title, 80), title)
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
        r"(?i)[,\s]*\b((?:suitable |appropriate |written )?for (?:my |the |our |all )?(?:young |little |small )*"
        r"(?:kids?|children|toddlers?|preschoolers?|kindergart\w+|(?:first|second|third) graders|students|class)"
        r"(?: to (?:read|hear|fall asleep to))?)\b(?!')"
    )
    if young:
        sheet.set("audience", "children", young)
    tongue = sheet.take(
        r"(?i)[,\s]*\b(?:written )?in (english|(?:simplified |traditional )?chinese|mandarin)\b(?! [A-Z])"
    )
    if tongue:
        sheet.set("language", "en" if tongue.lower() == "english" else "zh", f"in {tongue}")
    _manner(sheet)
    kin = (
        r"(?:mother|mom|mum|mommy|father|dad|daddy|wife|husband|girlfriend|boyfriend|sister|brother|grandmother|"
        r"grandma|granny|grandfather|grandpa|daughter|son|best friend|friend|teacher|boss|aunt|uncle|cousin|niece|"
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

    occasions = [m for m in brief_words("en", "occasion").find(sheet.text) if not m.negated]
    fits = r"(?i)\b(?:for|on|to celebrate)\s+(?:(?:his|her|their|a|an|the|my|our)\s+)?(?:\w+\s+)?(?:\d+(?:st|nd|rd|th)\s+)?$"
    for match in occasions:
        before = sheet.text[: match.start]
        poem = re.match(rf"(?i)\s+(?:{FORM}|wish|greeting)\b", sheet.text[match.end :])
        if re.search(fits, before) or poem:
            sheet.fields.setdefault("occasion", Found(match.value, match.words))
            start = re.search(fits, before)
            sheet.cut(start.start() if start else match.start, match.end)
            break


_MANNER = {
    "ending": (
        r"(?:,?\s*(?:and\s+)?(?:with|has|have|had|having|include|there (?:must|should) be|there is|there's|add|it (?:must|should) have|"
        r"it (?:must|should)|it|that|which|make it|the story (?:must|should)?|let it|must|should|needs)\s+)*(?:have\s+)?(?:an?\s+|the\s+)?",
        r"(?:\s+(?:at|in) the end)?",
    ),
    "point_of_view": (
        r"(?:,?\s*(?:and\s+)?(?:it (?:should|must) be|should be|must be|is)?\s*(?:written|told|narrated|tell it|write it)?\s*(?:in|from|using|use|with)\s+(?:an?\s+|the\s+)?)?",
        r"(?:\s+(?:narration|narrator|narrative|point of view|perspective|pov|voice|singular))*",
    ),
}
"""What stands around the words for an ending or a point of view, and goes off the sheet with them."""


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
    verbs = r"(?:that\s+)?(?:must\s+|should\s+|has to\s+|please\s+)?(?:includ(?:e|es|ing)|us(?:e|es|ing)|contain(?:s|ing)?|mention(?:s|ing)?|with)"
    said = sheet.take(
        rf"(?i)[,.\s]*(?:\b(?:and|it|you|the story|the poem|please|also|must|should|has to)\s+)*\b{verbs}\s+(?:all\s+)?(?:of\s+)?(?:the\s+)?(?:following\s+)?(?:\w+\s+)?(?:words?|phrases?|sentence|line|terms?)\s*:?\s+([^.;!?\n]+)"
    )
    found: list[str] = []
    if said:
        quoted = re.findall(r"[\"“']([^\"”']+)[\"”']", said)
        found = quoted or re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", said)
    else:
        said = sheet.take(
            r"(?i)[,.]?\s*\b(?:and\s+|it\s+|please\s+|also\s+|that\s+|you\s+)*(?:must\s+|should\s+|has to\s+|have to\s+)?(?:include|includes|including|mention|mentions|mentioning|containing)\s+((?:an?|the|some|my|her|his|[\"“])\s?[^.;!?\n]+)"
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
