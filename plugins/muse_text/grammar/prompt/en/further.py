"""The further sentences of an English request, such as “Her name is Ann.”."""

import re

from . import people
from .clauses import finite
from .events import tell
from .head import cut_sentence
from .parts import read_piece

_MAIN = re.compile(
    r"(?i)\b(?:the |my |our |its )?(?:main |lead |central )?(?:characters?|"
    r"protagonists?|hero(?:es|ine)?|heroes)"
    r"(?:'s name|s' names|s names| name| names)?\s*(?:is|are|should "
    r"be|must be|will be|would be|named|called|:|=)\s*"
    r"(?:called |named )?"
)


_PART = (
    r"(?:main )?(?:protagonist|antagonist|character|villain|hero|"
    r"heroine|narrator|love interest|sidekick)"
)


_LABEL = re.compile(
    r"(?i)^\s*(setting|place|location|time|theme|topic|subject|plot|genre|title|tone|mood|form|format)\s*[:=]\s*"
)


def name_called(cast: list[str], events: list[str]) -> None:
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
            r"(?:[Tt]he |[Hh]er |[Hh]is )?(.+?)(?:'s name)? (?:is|was) (?:called "
            r"|named )?([A-Z][\w'-]*(?: [A-Z][\w'-]*)*)",
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


def read_further(
    tail: str, cast: list[str], events: list[str], theme: str, setting: str
) -> tuple[str, str, str]:
    """Read the sentences after the first; return theme, setting, and what wasn't read."""
    unread: list[str] = []
    while tail.strip():
        sentence, tail = cut_sentence(tail)
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
                theme = theme or ("" if told.events else told.theme.strip())
            else:
                unread.append(value)
            continue
        where = re.match(
            r"(?i)(?:it(?: is|'s| should be)?|the story(?: is| should be)"
            r"?|this(?: is)?)?\s*(?:set|takes? place|taking place|happens?)"
            r"\s+(.+)$",
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
                theme, setting = read_piece(sentence[found.end() :], cast, events, theme, setting)
                unread.append(sentence[: found.start()])
            else:
                unread.append(sentence)
            continue
        before = len(cast) + len(events)
        rest_theme, setting = read_piece(sentence, cast, events, "", setting)
        if len(cast) + len(events) == before or rest_theme:
            if (
                not theme
                and (not cast or before == 0)
                and not re.fullmatch(r"(?i)[\w\s]{0,40}\b(?:ending|person|tense)", sentence)
            ):
                from ..choices import left

                if len(sentence.split()) > 1 or left(sentence, "en"):
                    theme = theme or rest_theme
                    continue
            if len(cast) + len(events) == before and re.fullmatch(
                r"(?i)(?:an?|the) \w+(?: \w+)?", sentence
            ):
                theme = f"{theme} and {sentence}" if theme else sentence
                continue
            unread.append(rest_theme or sentence)
    return theme, setting, " . ".join(unread)


def _asks(sentence: str) -> bool:
    """Whether a sentence speaks of the text, not of what happens in it."""
    return bool(
        re.match(
            r"(?i)(?:and |also |please |but )*(?:the (?:story|poem|tone|"
            r"style|ending|text|song|script|plot|moral)|it|this|that|make|"
            r"don't|do not|use|keep|include|write|there (?:must|should|has|"
            r"needs)|no|i (?:want|need|like|would)|you|let|"
            r"with|without|each|every|end|ending|mood|tone|thanks|thank)\b",
            sentence,
        )
        and not re.match(
            r"(?i)it (?:was|is) (?:about|raining|snowing|night|winter|a dark)", sentence
        )
    )
