"""English prose: what was asked for is told, in words that fit, and seldom twice the same."""

import re
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from muse_text.grammar import document, packs
from muse_text.grammar.brief import Brief, Happening, Person, Topic
from muse_text.grammar.plot import FLAWS, FORCES, WANTS
from muse_text.grammar.prose import worlds, writing
from muse_text.grammar.prose.english import flow, tidy
from muse_text.grammar.rules import Rules

MAYA = Person("Maya", "woman", "woman", "person", "she", asked="a woman named Maya")
LIGHTHOUSE = Brief(
    "en",
    people=(MAYA,),
    happenings=(
        Happening(0, "inherit", "a lighthouse from her grandmother", "a lighthouse", "start"),
        Happening(0, "find", "a hidden letter", "a hidden letter"),
    ),
    topics=(Topic("a lighthouse", "lighthouse", "lighthouse"),),
)
BRIEFS = {
    "free": Brief("en"),
    "lighthouse": LIGHTHOUSE,
    "dragon": Brief(
        "en",
        people=(Person("", "dragon", "dragon", "creature", "he", fears=("fire",)),),
        happenings=(Happening(0, "be", "afraid of fire", kind="fear"),),
    ),
    "dog": Brief(
        "en",
        children=True,
        people=(
            Person("Lily", "girl", "girl", "child", "she"),
            Person("Rex", "dog", "dog", "animal", "he", of=0, tie="dog"),
        ),
        happenings=(Happening(-1, "find", "a tiny door", "a tiny door", "start"),),
    ),
    "horror": Brief("en", genre="horror", mood="frightening", world="home"),
    "first": Brief("en", first_person=True, ending="happy"),
    "airport": Brief("en", setting="an airport", period="modern", genre="love"),
    "animals": Brief("en", people=(Person("", "fox", "fox", "animal", "he"),), world="fairy"),
}


def text(brief: Brief, form: str, seed: int) -> str:
    """Return a text as Markdown."""
    return document.markdown(writing.write(replace(brief, form=form), Random(seed)).blocks)


@pytest.mark.parametrize("form", ["story", "outline", "script"])
@pytest.mark.parametrize("name", BRIEFS)
def test_every_kind_of_brief_can_be_told(name: str, form: str) -> None:
    """Nothing is left unfilled, doubled or without an article that fits."""
    for seed in range(3):
        told = text(BRIEFS[name], form, seed)
        assert not re.search(r"[{}<>|\[\]¶]|\ba [aeio]\w+ing\b|\bI was said\b", told), told
        assert not re.search(
            r"  |\.\.(?!\.)|,[.,]| ,|\b(?!had had)(\w{3,}) \1\b(?! \1)", told.lower()
        ), told


@pytest.mark.parametrize("seed", range(4))
def test_a_story_tells_what_was_asked(seed: int) -> None:
    """Whoever and whatever was asked for is in the story, in the order of the request."""
    told = text(LIGHTHOUSE, "story", seed)
    assert told.count("Maya") > 3
    first = told.index("Maya inherited a lighthouse from her grandmother")
    assert first < told.index("Maya found a hidden letter")


def test_a_dog_does_not_speak_and_is_there() -> None:
    """The animal of a person acts; somebody else answers."""
    for seed in range(4):
        told = text(BRIEFS["dog"], "story", seed)
        assert "Rex" in told
        assert not re.search(r"” (?:said|asked) Rex", told)
        assert "Lily and Rex found a tiny door" in told


def test_a_first_person_is_told_by_one() -> None:
    """The narrator is I in every case, and isn't named as somebody else."""
    told = text(BRIEFS["first"], "story", 2)
    assert re.search(r"\bI\b", told)
    assert not re.search(r"\b(?:said|asked) I\b|\bI's\b|\b(?:to|at|with|for) I\b", told)


def test_sentences_seldom_recur_over_seeds() -> None:
    """Of the sentences of twelve stories of one brief at most one in eight is in two of them."""
    within: Counter[str] = Counter()
    for seed in range(12):
        told = text(BRIEFS["free"], "story", seed)
        parts = re.split(r"(?<=[.!?])[”]?\s+", told)
        within.update({part for part in parts if len(part.split()) > 3})
    again = sum(count for count in within.values() if count > 1)
    assert again <= sum(within.values()) / 8


@pytest.mark.parametrize("world", packs.names("en", "worlds"))
def test_every_world_knows_every_force_want_and_flaw(world: str) -> None:
    """The names of what stands against the hero, goals and habits exist wherever it plays."""
    rules = worlds.rules("en", world)
    facts = {"thing.the": "the key", "spot": "the gate", "far": "the hill", "hero": "Ann"}
    facts |= {"other": "Ben", "other.s": "Ben's", "folk": "the others", "hero.his": "her"}
    facts |= {"hero.him": "her", "hero.he": "she", "hero.s": "Ann's", "hero.o": "Ann"}
    facts |= {"hero.hands": "hands", "elder": "the mayor", "hero.hand": "hand"}
    for kind in ("made", "broken", "contest", "skill", "saved", "secret"):
        facts[kind] = kind
    for force in FORCES:
        Rules(Random(1), rules, facts, {f"force-{force}", f"world-{world}"}).draw("force.name")
    for want in WANTS:
        Rules(Random(1), rules, facts, {f"want-{want}", f"world-{world}"}).draw("goal")
    for flaw in FLAWS:
        for rule in ("habit", "slip", "said", "mend", "changed", "flaw"):
            drawn = Rules(Random(1), rules, facts, {f"flaw-{flaw}", "human", "met"})
            drawn.facts |= {"other.hand": "hand", "other.hands": "hands", "other.him": "him"}
            drawn.facts |= {"other.he": "he", "other.himself": "himself"}
            drawn.draw(rule)


def test_a_name_is_a_pronoun_when_it_begins_two_sentences() -> None:
    """A paragraph doesn't begin every sentence with the same name."""
    plot = writing.write(LIGHTHOUSE, Random(1)).plot
    told = flow("Maya came in. Maya sat down. The cat slept. Maya left.", plot)
    assert told == "Maya came in. She sat down. The cat slept. Maya left."


def test_tidy_mends_what_slots_leave() -> None:
    """Articles, first persons and stops come out right."""
    assert tidy("a old man sat. “Yes,” said I.") == "An old man sat. “Yes,” I said."
