"""text.grammar's lexicon: what it holds, what is looked up in it, forms of words, and names."""

import re
import subprocess
import sys
from random import Random

import pytest

from muse_text.grammar import checks, packs
from muse_text.grammar.lexicon import CLASSES, RELATIONS, concepts, english, find, kind, names

LANGUAGES = ("en", "zh")
NEEDED = RELATIONS[:8]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_every_relation_and_a_word_of_its_own(language):
    every = {k: c for k, c in concepts(language).items() if not k.startswith("class.")}
    words = [word for each in every.values() for word in each.words]
    assert len(every) >= 900 and len(words) >= 3000
    assert len(words) == len(set(words))
    for key, each in every.items():
        assert each.kind in CLASSES and each.words, key
        assert all(each[relation] for relation in NEEDED), key
        assert all(len(set(each[r])) == len(each[r]) for r in RELATIONS), key
    for name in CLASSES:
        assert all(len(concepts(language)[f"class.{name}"][r]) >= 1 for r in NEEDED), name


def test_english_values_fit_their_frames():
    wrong = []
    for key, each in concepts("en").items():
        for part in each["has"]:
            if re.match(r"(?:an?|the|no)\s", part):
                wrong.append((key, "has", part))
        for part in each["does"]:
            first = part.removeprefix("never ").split()[0]
            if first not in english.verbs() or english.third(part) == part:
                wrong.append((key, "does", part))
        for part in each["at"]:
            if not re.match(
                r"(?:in|on|at|by|under|over|behind|beside|between|above|below|beyond|off|near|past|"
                r"along|round|across|through|up|down|inside|outside|against|among|after|before|with|"
                r"out|deep|far|from|beneath|around|until|low|to|two|nine|there|every|halfway)\b",
                part,
            ):
                wrong.append((key, "at", part))
        for relation in RELATIONS:
            wrong += [(key, relation, p) for p in each[relation] if len(p.split()) > 9]
    assert wrong == []


def test_chinese_values_are_chinese_and_adjectives_have_no_particle():
    for key, each in concepts("zh").items():
        assert not any(part.endswith("的") for part in each["adj"]), key
        for relation in RELATIONS:
            assert not any(re.search(r"[a-z,;|]", part) for part in each[relation]), key


@pytest.mark.parametrize(
    "language, phrase, key, general",
    [
        ("en", "an old lighthouse by the sea", "lighthouse", False),
        ("en", "two foxes", "fox", False),
        ("en", "the loneliness of a robot", "loneliness", False),
        ("en", "my grandmother's kitchen", "kitchen", False),
        ("en", "an axolotl", "class.animal", True),
        ("en", "hot dogs", "pizza", False),
        ("zh", "一座古老的灯塔", "灯塔", False),
        ("zh", "森林里", "森林", False),
        ("zh", "穿山甲", "class.animal", True),
    ],
)
def test_a_phrase_is_known_by_its_noun(language, phrase, key, general):
    found = find(language, phrase)
    assert (found.key, found.general) == (key, general)


def test_nobody_knows_what_is_no_word():
    assert find("en", "zorblax") is None and kind("zh", "阿巴") == ""
    assert kind("en", "a toddler") == "child" and kind("zh", "老裁缝") == "person"


@pytest.mark.parametrize(
    "verb, past, third, gerund",
    [
        ("inherit it", "inherited it", "inherits it", "inheriting it"),
        ("carry", "carried", "carries", "carrying"),
        ("lie in the sun", "lay in the sun", "lies in the sun", "lying in the sun"),
        ("stop", "stopped", "stops", "stopping"),
        ("listen", "listened", "listens", "listening"),
        ("never go", "never went", "never goes", "never going"),
        ("find a letter", "found a letter", "finds a letter", "finding a letter"),
    ],
)
def test_a_predicate_is_inflected_by_its_verb(verb, past, third, gerund):
    assert (english.past(verb), english.third(verb), english.gerund(verb)) == (past, third, gerund)
    assert english.base(third) == english.base(gerund) == verb


def test_nouns_are_counted():
    for one, many in (("fox", "foxes"), ("old knife", "old knives"), ("child", "children")):
        assert (english.plural(one), english.singular(many)) == (many, one)


@pytest.mark.parametrize(
    "language, setting, period, genre, culture",
    [
        ("en", "a flat in Tokyo", "modern", "", "japanese"),
        ("en", "New York", "1920s", "", "twenties"),
        ("en", "ancient Rome", "", "", "rome"),
        ("en", "", "", "wuxia", "chinese"),
        ("zh", "长安", "", "", "古代"),
        ("zh", "", "1920s", "", "民国"),
        ("zh", "", "", "wuxia", "仙侠"),
    ],
)
def test_names_fit_place_and_time(language, setting, period, genre, culture):
    assert names.culture(language, setting, period, genre) == culture
    name = names.pick(language, culture, "she", Random(3))
    one = names.sets(language)[culture]
    assert name in one["she"] or any(name.endswith(given) for given in one["she"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_differ_and_are_enough(language):
    for which, one in names.sets(language).items():
        random, taken = Random(5), []
        for pronoun in ("she", "he", "they"):
            taken.append(names.pick(language, which, pronoun, random, taken, surname=True))
        assert len(set(taken)) == 3, which
        assert sum(len(one.get(part, ())) for part in ("she", "he", "they")) >= 16, which


def test_animals_and_machines_have_names_of_their_own():
    assert names.of_kind("en", "puppies", "animal") == "dog"
    assert names.of_kind("en", "baker") == "" and names.of_kind("en", "droid", "machine") == "robot"
    assert names.of_kind("zh", "老猫", "animal") == "猫"


@pytest.mark.parametrize(
    "line, fault",
    [
        ("{ colour = 'red' }", "there is no key colour"),
        ("{ adj = ['red'] }", "adj is not a text"),
        ("'red'", "is not a line"),
    ],
)
def test_a_pack_with_a_wrong_line_is_told(line, fault):
    import tomllib

    table = tomllib.loads(f"pear = {line}")
    with pytest.raises(ValueError, match=fault):
        checks.check("en", "lexicon/fruit", table, "en/lexicon/fruit.toml")


def test_nothing_is_read_before_it_is_needed():
    code = (
        "from muse_text.grammar.lexicon import wordnet; print(wordnet.nouns.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "0"
    assert packs.names("en", "lexicon")
