"""text.grammar: what it writes keeps the rules of both languages and holds what was asked for."""

import subprocess
import sys
from random import Random

import pytest

from counting import calls
from muse import Report
from muse_text.grammar import (
    GrammarCondition,
    document,
    english,
    measure,
    packs,
    writer,
)
from muse_text.grammar.plan import LANGUAGES
from muse_text.grammar.templates import NoTemplate, Templates
from muse_text.grammar.verse.poem import WRITERS
from plugins.text import grammar_rules
from plugins.text.grammar.test_reading import PROMPTS

FORMS = ("story", "poem", "outline", "script", "lyrics")
LENGTHS = ("short", "medium", "long")
SEEDS = range(12)
GIVEN = {
    "en": {
        "theme": "forgiveness",
        "characters": ["Anna, a lighthouse keeper", "a mysterious swordsman", "two old robots"],
        "setting": "ancient China",
    },
    "zh": {
        "theme": "宽恕",
        "characters": ["阿宁，一个灯塔守望人", "神秘的剑客", "两个机器人"],
        "setting": "古代仙侠世界",
    },
}


MANY = {
    "en": ["a cat", "the old king", "Ben", "a witch named Isolde", "a spy who lies", "an owl"],
    "zh": ["一只猫", "老国王", "小明", "名叫阿蓝的女巫", "爱说谎的间谍", "猫头鹰"],
}


def written(seed, **fields):
    """Markdown text and its measures, of a condition and a seed."""
    condition = GrammarCondition(**fields)
    report = Report()
    wish = writer.wish(condition, report)
    verse = writer.verse(condition, wish, report)
    plan, blocks = writer.write(condition, wish, verse, Random(seed))
    text = document.markdown(blocks)
    given = [part for part in (wish.theme, wish.setting) if part]
    plain = document.plain(blocks)
    return text, measure.measure(text, plain, condition.form, plan.cast, given, verse)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("length", LENGTHS)
def test_texts_keep_the_rules_and_the_length(form, language, length):
    texts = set()
    for seed in SEEDS:
        fields = {"form": form, "language": language, "length": length}
        text, measured = written(seed, **fields)
        texts.add(text)
        assert grammar_rules.broken(text, form, language) == []
        assert measured["language"] == language
        assert measured["length"] == length
    assert len(texts) == len(SEEDS)


KINDS = [(form, language, None) for form in FORMS if form != "poem" for language in ("en", "zh")]
KINDS += [("poem", language, verse) for language, kinds in WRITERS.items() for verse in kinds]


def texts_of(form, language, verse, seeds):
    """The texts of many seeds, each of which keeps the rules; with their bodies and measures."""
    found, bodies, variety = set(), set(), []
    for seed in seeds:
        fields = {"verse": verse} if verse else {}
        text, measured = written(seed, form=form, language=language, **fields)
        assert grammar_rules.broken(text, form, language) == [], seed
        found.add(text)
        bodies.add(text.partition("\n")[2])
        variety.append(measured["distinct-2"])
    return found, bodies, sum(variety) / len(variety)


@pytest.mark.parametrize(("form", "language", "verse"), KINDS)
def test_no_text_comes_twice(form, language, verse):
    found, bodies, variety = texts_of(form, language, verse, range(60))
    assert len(found) == 60
    assert len(bodies) >= 58
    assert variety > (0.5 if form == "lyrics" else 0.7)


@pytest.mark.slow
@pytest.mark.parametrize(("form", "language", "verse"), KINDS)
def test_a_thousand_seeds_give_a_thousand_texts(form, language, verse):
    found, bodies, _ = texts_of(form, language, verse, range(1000))
    assert len(found) == 1000
    assert len(bodies) >= 980


def test_ten_stories_show_no_plot_too_often():
    for language in ("en", "zh"):
        assert len(packs.names(language, "plots")) >= 10
        assert len(packs.table(language, "faults")) >= 10


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("length", LENGTHS)
def test_whatever_is_given_is_in_the_text(form, language, length):
    for seed in SEEDS:
        fields = {"form": form, "language": language, "length": length, **GIVEN[language]}
        if seed % 2:
            fields["characters"] = MANY[language]
        text, measured = written(seed, **fields)
        assert grammar_rules.broken(text, form, language) == []
        assert set(measured["mentions"].values()).isdisjoint({0}), measured["mentions"]
        assert measured["length"] == length


def test_a_prompt_becomes_a_text_about_it(host):
    prompt = PROMPTS[0][0]
    result = host.run("text.grammar", prompt=prompt, seed=7)
    assert set(result.report.measured["mentions"]) == {
        "善良的仙女",
        "神秘的剑客",
        "爱情",
        "古代仙侠世界",
    }
    assert all(result.report.measured["mentions"].values())
    assert result.report.disagreements() == {}
    assert "writes from templates" in result.report.notes[0]
    assert "muse run text -g llm" in result.report.notes[0]
    assert result[0].title and result[0].title in result.text


@pytest.mark.parametrize(
    ("theme", "kind"),
    [
        ("tax law", "abstract"),
        ("arguing", "doing"),
        ("a toaster", "thing"),
        ("umbrellas", "thing"),
        ("the old library", "place"),
        ("why bills exist", ""),
        ("税法", "abstract"),
        ("吵架", "doing"),
        ("一把椅子", "thing"),
        ("小镇", "place"),
    ],
)
def test_an_unknown_theme_has_a_course_of_its_own(theme, kind):
    language = "en" if theme.isascii() else "zh"
    assert LANGUAGES[language].kind(theme) == kind
    for seed in SEEDS:
        told = written(seed, theme=theme)[0].strip().lower().split("\n\n")
        if kind:  # in each of the three acts, and never the same sentence
            where = [
                place / len(told) for place, part in enumerate(told) if place and theme in part
            ]
            assert len(where) >= 3 and where[0] < 0.4 < where[-1], where
        else:
            assert theme in (told[1] + told[-1])
    for form in ("script", "outline"):
        text, measured = written(1, theme=theme, form=form)
        assert measured["mentions"][theme] >= ({"script": 3, "outline": 2}[form] if kind else 1)
        assert grammar_rules.broken(text, form, language) == []


def test_mentions_are_whole_words_in_either_script():
    assert measure.mentions("关于AI，AI的歌。", "AI") == 2
    assert measure.mentions("The rain in Spain, again", "ai") == 0
    who = written(1, characters=["名叫阿蓝的女巫"], language="zh")[1]["mentions"]
    assert set(who) == {"阿蓝", "女巫"}


def test_one_person_is_never_they():
    for name in ("Robin", "Zorblax", "Wrenna", "Ib"):
        who = written(3, characters=[name], form="story")[0]
        assert name in who
        assert english.pronoun("", name, Random(1)) in ("she", "he")


def test_two_who_share_a_role_are_told_apart(host):
    text = host.run("text.grammar", prompt=PROMPTS[5][0], seed=3).text
    assert ". BENCH - " in text
    assert text.count("two robots") >= 1


def test_the_pieces_are_the_text(host):
    with host.stream("text.grammar", prompt="a story about a lighthouse", seed=5, count=2) as run:
        pieces = ["", ""]
        texts = []
        for event in run:
            if hasattr(event, "piece"):
                pieces[event.item] += event.piece
            elif hasattr(event, "contents"):
                texts.append(event.data.decode())
    assert pieces == texts
    assert texts[0] != texts[1]


def test_an_item_alone_is_that_of_the_batch(host):
    for fields in ({"prompt": "a love story"}, {"prompt": "写一首诗"}, {"form": "outline"}):
        batch = host.run("text.grammar", seed=11, count=3, **fields)
        alone = host.run("text.grammar", seed=13, **fields)
        assert alone.data == batch[2].data
        assert len({artifact.data for artifact in batch}) == 3


def test_plain_text_has_the_same_words(host):
    result = host.run("text.grammar", form="script", seed=2, formats=[".md", ".txt"])
    files = {suffix: file.data.decode() for suffix, file in result[0].files.items()}
    plain = files[".txt"]
    for mark in ("# ", "**", "  \n"):
        assert mark not in plain
    strip = str.maketrans("", "", "#* \n")
    assert files[".md"].translate(strip) == plain.translate(strip)


def test_mood_and_language_change_the_text():
    base = {"theme": "love", "form": "story"}
    assert written(1, mood="warm", **base)[0] != written(1, mood="sad", **base)[0]
    assert written(1, language="zh", **base)[1]["language"] == "zh"


def test_what_has_no_effect_is_told(host):
    report = host.run("text.grammar", form="story", verse="haiku", seed=1).report
    assert "verse" in report.ignored
    report = host.run("text.grammar", form="poem", language="zh", verse="haiku", seed=1).report
    assert report.adjusted["verse"].used == "free"
    many = [f"a {word}" for word in ("cat", "dog", "fox", "crow", "bear", "wolf", "mouse")]
    assert len(host.run("text.grammar", characters=many, seed=1).report.adjusted) == 1


@pytest.mark.parametrize(
    "prompt", ["x y " * 25_000, "🙂" * 5000, "\x00\x01[a|b]{slot}¶", "", "爱" * 30_000]
)
def test_hostile_prompts_are_quick_and_clean(host, prompt):
    assert calls(lambda: host.run("text.grammar", prompt=prompt, seed=1)) < 1_000_000
    result = host.run("text.grammar", prompt=prompt, seed=1)
    assert not any(mark in result.text for mark in "[]{}|¶\x00")


def test_a_template_fits_only_what_is_known():
    templates = Templates(Random(1), {"hero": "Ada", "sense": ["It rained."]})
    assert (
        templates.draw(["{stranger} came.", "{Hero} came. {sense}{+rain}"])
        == "Ada came. It rained."
    )
    assert templates.draw(["{?rain}Still wet."]) == "Still wet."
    with pytest.raises(NoTemplate):
        templates.draw(["{?rain}Still wet.", "{?goat}The goat."])


def test_importing_the_plugin_is_light():
    code = (
        "import sys, muse_text.grammar;"
        "heavy = {'numpy', 'PIL', 'mido', 'torch', 'tomllib'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


def test_texts_do_not_depend_on_the_hash_seed():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from plugins.text.grammar.test_grammar import written, GIVEN;"
        "print([written(4, form=f, language=k, **GIVEN[k])[0] for k in GIVEN"
        " for f in ('story', 'poem')])"
    )
    folder = __file__.partition("/plugins/text")[0]
    texts = {
        subprocess.run(
            [sys.executable, "-c", code, folder],
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin", "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1
