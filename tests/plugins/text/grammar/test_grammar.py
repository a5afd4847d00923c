"""text.grammar: what it writes keeps the rules of both languages and holds what was asked for."""

import json
import subprocess
import sys
from random import Random

import pytest

from counting import calls
from muse import Report
from muse_text.grammar import GrammarCondition, document, honouring, measure, writer
from muse_text.grammar.prompt.briefing import brief
from muse_text.grammar.verse.writing import KINDS as VERSES
from plugins.text import grammar_rules

FORMS = ("story", "poem", "outline", "script", "lyrics")
LENGTHS = ("short", "medium", "long")
SEEDS = range(3)
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


def written(seed, **fields):
    """Markdown text and its measures, of a condition and a seed."""
    condition = GrammarCondition(**fields)
    report = Report()
    wanted = honouring.settled(brief(condition, report), condition, report)
    found = writer.write(wanted, Random(seed))
    text = document.markdown(found.blocks)
    given = [part for part in (*(t.phrase for t in wanted.topics), wanted.setting) if part]
    plain = document.plain(found.blocks)
    return text, measure.measure(text, plain, condition.form, found.cast, given, wanted.verse)


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
KINDS += [("poem", language, verse) for language, kinds in VERSES.items() for verse in kinds]


@pytest.mark.slow
@pytest.mark.parametrize(("form", "language", "verse"), KINDS)
def test_hundreds_of_seeds_give_as_many_texts_that_keep_the_rules(form, language, verse):
    found, variety = set(), []
    for seed in range(300):
        fields = {"verse": verse} if verse else {}
        text, measured = written(seed, form=form, language=language, **fields)
        assert grammar_rules.broken(text, form, language) == [], seed
        found.add(text)
        variety.append(measured["distinct-2"])
    assert len(found) == 300
    assert sum(variety) / len(variety) > (0.5 if form == "lyrics" else 0.7)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", FORMS)
def test_whatever_is_given_is_in_the_text(form, language):
    for seed in range(4):
        text, measured = written(seed, form=form, language=language, **GIVEN[language])
        assert grammar_rules.broken(text, form, language) == []
        names = {"en": "Anna", "zh": "阿宁"}
        assert names[language] in text
        if form in ("story", "outline", "script"):
            assert set(measured["mentions"].values()).isdisjoint({0}), measured["mentions"]


def test_a_prompt_becomes_a_text_about_it(host):
    prompt = "a story about a woman named Maya who inherits a lighthouse and finds a hidden letter"
    result = host.run("text.grammar", prompt=prompt, seed=7)
    assert result.text.count("Maya") > 5
    assert "inherited a lighthouse" in result.text and "found a hidden letter" in result.text
    assert result.report.disagreements() == {}
    assert "writes from templates" in result.report.notes[0]
    assert "muse run text -g llm" in result.report.notes[0]
    assert result[0].title and result[0].title in result.text


def test_two_prompts_under_one_seed_share_little(host):
    prompts = ("a story about a dragon", "a story about two brothers and a boat")
    one, other = (
        set(grammar_rules.sentences(host.run("text.grammar", prompt=p, seed=7).text, "en"))
        for p in prompts
    )
    assert len(one & other) <= 0.1 * len(one)


def test_a_text_is_given_as_data_too(host):
    fields = {"characters": ["Anna, a baker"], "setting": "a harbour", "seed": 3}
    story = host.run("text.grammar", formats=[".json"], **fields)
    told = json.loads(story.data)
    assert told["people"][0]["name"] == "Anna" and told["language"] == "en"
    for scene in told["scenes"]:
        assert set(scene) == {"who", "where", "when", "mood", "happens", "seen"}
        assert all(scene.values())
    song = json.loads(host.run("text.grammar", form="lyrics", formats=[".json"], seed=3).data)
    choruses = [each for each in song["sections"] if each["name"] == "Chorus"]
    assert len(choruses) > 1 and choruses[0] == choruses[1]
    assert len(choruses[0]["syllables"]) == len(choruses[0]["lines"])


def test_mentions_are_whole_words_in_either_script():
    assert measure.mentions("关于AI，AI的歌。", "AI") == 2
    assert measure.mentions("The rain in Spain, again", "ai") == 0


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


@pytest.mark.parametrize(
    ("fields", "ignored"),
    [
        ({"form": "story", "lines": 4}, "lines"),
        ({"form": "story", "pieces": 3}, "pieces"),
        ({"form": "story", "stanzas": 3}, "stanzas"),
        ({"form": "poem", "words": 100}, "words"),
        ({"form": "poem", "chapters": 3}, "chapters"),
        ({"form": "poem", "ending": "twist"}, "ending"),
        ({"form": "poem", "verse": "sonnet", "lines": 20}, "lines"),
        ({"form": "lyrics", "point_of_view": "first"}, "point_of_view"),
    ],
)
def test_what_a_form_cannot_honour_is_told(host, fields, ignored):
    report = host.run("text.grammar", seed=1, language="en", **fields).report
    assert ignored in report.ignored


def test_counts_of_verse_are_exact(host):
    for fields, lines in (
        ({"lines": 12}, 12),
        ({"stanzas": 5}, 20),
        ({"lines": 6, "verse": "couplets"}, 6),
        ({"pieces": 3, "verse": "haiku"}, 9),
        ({"pieces": 2, "verse": "sonnet"}, 28),
        ({"lines": 8, "verse": "wuyan", "language": "zh"}, 8),
        ({"lines": 7, "verse": "free", "language": "zh"}, 7),
    ):
        result = host.run("text.grammar", form="poem", seed=1, **{"language": "en", **fields})
        assert result.report.measured["lines"] == lines, fields
    report = host.run("text.grammar", form="poem", language="en", lines=10, seed=1).report
    assert report.adjusted["lines"].used == 8


def test_what_has_no_effect_is_told(host):
    report = host.run("text.grammar", form="story", verse="haiku", seed=1).report
    assert "verse" in report.ignored
    report = host.run("text.grammar", form="poem", language="zh", verse="sonnet", seed=1).report
    assert report.adjusted["verse"].used == "free"
    many = [f"a {word}" for word in ("cat", "dog", "fox", "crow", "bear", "wolf", "mouse")]
    assert len(host.run("text.grammar", characters=many, seed=1).report.adjusted) == 1


@pytest.mark.parametrize(
    "prompt", ["x y " * 25_000, "🙂" * 5000, "\x00\x01[a|b]{slot}¶", "", "爱" * 30_000]
)
def test_hostile_prompts_are_quick_and_clean(host, prompt):
    assert calls(lambda: host.run("text.grammar", prompt=prompt, seed=1)) < 3_000_000
    result = host.run("text.grammar", prompt=prompt, seed=1)
    assert not any(mark in result.text for mark in "[]{}|¶\x00")


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
        " for f in ('story', 'lyrics')])"
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
