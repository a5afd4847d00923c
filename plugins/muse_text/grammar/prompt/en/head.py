"""The head of an English request, “please write me a short story”, and its sentences."""

import re

from .words import DETERMINERS

_POLITE = re.compile(
    r"(?i)^\W*(?:(?:hi|hello|hey|ok|okay|please|pls|plz|kindly|so|now|muse|there|can|could|would|will|you|i|i'd|"
    r"we|want|need|like|(?<=d )love|wanna|gonna|to|let's|lets|just|"
    r"have|help|me(?! and)|us|write|writing|tell|make|give|create|"
    r"generate|compose|produce|draft|read|do|come up with|think "
    r"of|show|imagine|invent|craft|pen|build|get|"
    r"looking for|am|i'm|searching for|for me)\b[\s,:!]*)+"
)


FORM = (
    r"(?:(?:short|flash|fan|bedtime|love|ghost|fairy|stage|free|"
    r"murder)[\s-])?(?:story ?book|stor(?:y|ies)|tales?|"
    r"fairytales?|novel(?:la|ette)?s?|fables?|legend|myth|narrative|fiction|fanfic(?:tion)?|microfiction|"
    r"poems?|poetry|verses?|ode|haikus?|sonnets?|limericks?|couplets?|quatrains?|ballads?|elegy|acrostic|"
    r"villanelle|nursery rhyme|rhymes?|outlines?|synopsis|scripts?|"
    r"screenplays?|plays?|scenes?|dialogues?|sketch|"
    r"skit|duet|lyrics|songs?|lullab(?:y|ies)|rap|anthem|hymn|romance|myster(?:y|ies)|thriller|adventure|comedy|"
    r"tragedy|horror|whodunit|western|book|creepypasta|piece|fantasy|sci-?fi|epic)"
)


HEAD = re.compile(
    rf"(?i)^[^.;!?\n]*?\b{FORM}\b(?:\s+(?:{FORM}|outline|poem|story)\b)*"
    r"(?:\s+(?:ideas?|prompt))?"
    rf"(?:\s+(?:for|of)\s+(?:an?|my|the)\s+(?:[\w-]+\s+){{0,4}}?{FORM}\b(?:\s+{FORM}\b)*)?"
)


def polite(text: str) -> int:
    """Return where a request begins, after "hi, can you please write me"."""
    first = _POLITE.match(text)
    return first.end() if first else 0


_PLAIN_WORDS = (
    (r"^\W*(?:once upon a time,?\s+)?there (?:once )?(?:was|were|is|are|lived)(?: once)?\s+", ""),
    (
        r",?\s*\b(?:using|with|featuring|about|including)?\s*(?:these|"
        r"the following|\w+) characters\s*[:–—-]\s*",
        " with ",
    ),
    (r"\s+as (?:the )?(?:main |central )?(?:characters?|heroes|protagonists?)\b", ""),
    (r"\bthe following(?: idea| plot| prompt| story| scenario)?\s*:\s*", ""),
    (
        r",\s*(?=(?:the |its |my )?(?:main character|protagonist|hero|"
        r"heroine|villain|antagonist)(?:'s name)? (?:is|are|should))",
        ". ",
    ),
    (
        r",\s+(?=(?:he|she|they) (?:is|are|was|were|has|have|lives?|"
        r"loves?|wants?|works?|\w+s)\b)",
        ". ",
    ),
    (
        r"(?<=[.;!?] )(?:it|the story|this story) (?:should|must|needs "
        r"to|has to|can|could) (?:also )?(?:have|feature|be about|involve|"
        r"tell of)\s+(?=(?:an?|the|two|three|my) )",
        "",
    ),
    (r"\b(?:and )?it (?:should|must) be about\s+", "about "),
    (
        r"^(\W*(?:[\w']+ ){0,6}?)an? (\w+ )?"
        r"(wedding|birthday|christmas|school|family|dinner|holiday) "
        r"(story|tale|script|play|outline|comedy) (?:that|which) (goes|turns|ends|falls)\b",
        r"\1a \2\4 about a \3 that \5",
    ),
)
"""What is said in other words, so that one pattern reads it."""


def plain(text: str) -> str:
    """Return a request in words that the patterns know, such as "with" for "characters:"."""
    for pattern, said in _PLAIN_WORDS:
        text = re.sub(rf"(?i){pattern}", said, text)
    last = re.fullmatch(
        rf"(?is)([^.;!?\n]+?),\s*((?:an?|my) (?:[\w'-]+ ){{0,3}}?{FORM}\b[^.,"
        rf";!?]*)[.!]?\s*",
        text,
    )
    if last and not re.search(rf"(?i)\b{FORM}\b", last[1]):
        return f"{last[2]} about {last[1]}"  # Mia and the moon, a story for kids
    return text


def asking_first(text: str) -> str:
    """Return a request with the sentence first that asks: "Her name is Ann. Write a story"."""
    sentences: list[str] = []
    tail = text
    while tail.strip():
        sentence, after = cut_sentence(tail)
        sentences.append(tail[: len(tail) - len(after)].strip())
        tail = after
    for place, sentence in enumerate(sentences[1:6], 1):
        if re.match(
            rf"(?i)(?:please\s+)?(?:write|tell|make|give|create|can you|could "
            rf"you|compose|generate)\b.{{0,60}}\b{FORM}\b",
            sentence,
        ):
            if not re.search(rf"(?i)\b{FORM}\b", sentences[0]):
                end = sentence if sentence[-1:] in ".!?;" else f"{sentence}."
                return " ".join((end, *sentences[:place], *sentences[place + 1 :]))
    return text


def first_sentence(text: str) -> str:
    return cut_sentence(text)[0]


def cut_sentence(text: str) -> tuple[str, str]:
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


def modifier_of(head: str) -> str:
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
    "good nice beautiful great little tiny short long whole full "
    "complete simple original creative fun best "
    "few some rhyming rhymed epic classic small single page-long "
    "one-page page paragraph interesting unique "
    "lovely cute new another different real true traditional detailed "
    "deep powerful emotional free word words "
    "film movie tv radio three-act children's kids line lined stanza "
    "verse chapter my your write written me us "
    "science country pop rock folk jazz blues punk soul gospel indie heroic rhymed noir".split()
)
