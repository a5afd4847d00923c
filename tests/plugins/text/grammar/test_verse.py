"""text.grammar: verse and songs obey their forms, by libraries that know the sounds."""

import subprocess
import sys

import pytest

from muse import NotReady
from muse_text.grammar import measure, packs
from muse_text.grammar.verse import chinese_classical, english_lyrics, forms, phones, tones
from muse_text.grammar.verse.images import expanded
from plugins.text import grammar_rules
from plugins.text.grammar.test_grammar import written

VERSES = [(name, language) for language, kinds in forms.CHECKS.items() for name in kinds]
THEMES = {"en": ["autumn", "love", "tax law", "the sea"], "zh": ["秋天", "思乡", "税法", ""]}


def test_a_poem_that_has_used_all_its_images_goes_on_with_them():
    fields = {"theme": "a lake", "mood": "comic", "verse": "quatrains", "language": "en"}
    text, _ = written(3, form="poem", stanzas=30, **fields)
    assert grammar_rules.broken(text, "poem", "en") == []
    assert len(text.strip().split("\n\n")) == 31


@pytest.mark.parametrize(("verse", "language"), VERSES)
@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_poems_obey_their_verse(verse, language, length):
    for seed in range(4):
        theme = THEMES[language][seed % 4]
        fields = {"verse": verse, "language": language, "length": length, "theme": theme}
        text, measured = written(seed, form="poem", **fields)
        assert measured["verse"] == verse
        assert grammar_rules.broken(text, "poem", language) == []
        if verse in ("quatrains", "sonnet", "couplets") and theme:
            assert measured["mentions"][theme] or theme in text.lower()
        if verse == "sonnet":
            assert measured["rhyme scheme"] == "abab cdcd efef gg"
            assert measured["syllables"] == [10] * 14
            assert measured["iambic lines"] == 14
        if verse in ("wujue", "qijue"):
            assert measured["pattern"] in tones.PATTERNS
            assert measured["lines"] == 4
            assert len(measured["tones"][0]) == measured["characters a line"]


def test_old_masters_obey_the_patterns():
    zhang_ji = ("月落乌啼霜满天", "江枫渔火对愁眠", "姑苏城外寒山寺", "夜半钟声到客船")
    assert tones.pattern(zhang_ji) == "仄起首句入韵"
    assert tones.pattern((*zhang_ji[:3], "夜半钟声到客家")) is None
    changling = ("寒雨连江夜入吴", "平明送客楚山孤", "洛阳亲友如相问", "一片冰心在玉壶")
    assert tones.pattern(changling) == "仄起首句入韵"
    # 平仄 of the second place turned round, three level tones at the end, a lone level tone.
    assert not tones.fits("苍山日暮远", "A")
    assert not tones.fits("仄仄平平平", "D") and tones.tones("上下天山高") == "仄仄平平平"
    assert not tones.fits("夜半北山高", "B")


@pytest.mark.parametrize(
    ("one", "other", "rhymed"),
    [
        ("again", "pane", True),
        ("again", "then", True),
        ("sea", "me", True),
        ("night", "knight", False),  # the same sound is no rhyme
        ("love", "move", False),
        ("harbour", "arbor", True),
        ("zorblax", "tax", False),
    ],
)
def test_rhymes_are_heard_not_seen(one, other, rhymed):
    assert phones.rhyme(one, other) == rhymed


def test_syllables_are_those_of_the_dictionary():
    line = "The fire in the neighbour's harbour, colourful"
    assert [phones.syllables(word) for word in phones.words(line)] == [1, 2, 1, 1, 2, 2, 3]
    assert phones.count("Milk trucks, and then birds") == 5
    assert phones.syllables("doorbell") == 2
    assert phones.iambic("The kettle ticks, and no one shuts the door")
    assert not phones.iambic("The giraffe on a table sings again")


def test_every_image_of_the_tables_can_be_used():
    for name in packs.names("zh", "images"):
        for line in packs.table("zh", f"images/{name}").get("classical", ()):
            group = chinese_classical._group(line)
            assert [head for head in group.heads if len(head) != 2] == [], name
            assert [tail for tail in group.tails if len(tail) != 3] == [], name
    for name in packs.names("en", "images"):
        table = packs.table("en", f"images/{name}")
        for part in ("where", "likes", "deeds", "closes", "does"):
            ends = {phones.last(t) for each in table.get(part, ()) for t in expanded(each)}
            unknown = [end for end in ends if not phones.rhymes_of(end)]
            assert len(unknown) <= 0.05 * len(ends), (name, part, unknown)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_songs_can_be_sung(language, length):
    for seed in range(4):
        theme = THEMES[language][seed % 4]
        text, measured = written(seed, form="lyrics", language=language, length=length, theme=theme)
        assert measured["one tune"]
        done, _, pairs = measured["rhymed"].removesuffix(" pairs").partition(" of ")
        assert done == pairs
        assert measured["refrain"] == english_lyrics.SECTIONS[length].count("chorus") > 1
        names = [heading for heading, _ in measure.sections(text)]
        assert len(names) == len(english_lyrics.SECTIONS[length])
        unit = "syllables per line" if language == "en" else "characters per line"
        assert all(max(line) <= 9 for line in measured[unit].values())
        hook = measure.sections(text)[2][1][0].rstrip("，, ")
        assert hook == measure.sections(text)[2][1][2].rstrip("，, ")


def test_what_a_song_or_a_fixed_form_leaves_out_is_told(host):
    report = host.run("text.grammar", form="lyrics", verse="haiku", seed=1).report
    assert set(report.ignored) == {"verse"}
    report = host.run("text.grammar", form="poem", verse="sonnet", length="long", seed=1).report
    assert set(report.ignored) == {"length"}
    assert report.measured["verse"] == "sonnet"


def test_a_missing_library_is_told(monkeypatch):
    for cached in (tones.pinyin, tones.tones, tones.group):
        cached.cache_clear()
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    with pytest.raises(NotReady, match="isn't installed") as error:
        written(1, form="poem", verse="qijue", language="zh")
    assert "pypinyin" in str(error.value.hint)


def test_the_libraries_stay_lazy():
    code = (
        "import sys, muse.cli, muse_text.grammar;"
        "heavy = {'pypinyin', 'tomllib', 'importlib.metadata'} & set(sys.modules);"
        "assert not heavy - {'importlib.metadata'}, heavy;"
        "assert 'pypinyin' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
