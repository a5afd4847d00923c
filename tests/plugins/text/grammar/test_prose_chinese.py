"""Chinese prose: what was asked for is told, in words that fit, and seldom twice the same."""

import re
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from muse_text.grammar import chinese, document, packs
from muse_text.grammar.brief import Brief, Happening, Person, Topic
from muse_text.grammar.plot import FLAWS, FORCES, WANTS
from muse_text.grammar.prose import worlds, writing
from muse_text.grammar.prose.chinese import tidy
from muse_text.grammar.prose.chinese_predicates import deeds, done_form, sought

GIRL = Person("阿宁", "女孩", "女孩", "child", "她", asked="一个叫阿宁的女孩")
TOWER = Brief(
    "zh",
    people=(GIRL,),
    happenings=(
        Happening(0, "继承了一座灯塔", thing="一座灯塔", place="start"),
        Happening(0, "发现一封信", thing="一封信"),
    ),
    topics=(Topic("灯塔", "灯塔", "灯塔"),),
)
BRIEFS = {
    "free": Brief("zh"),
    "tower": TOWER,
    "rabbit": Brief(
        "zh",
        children=True,
        people=(Person("", "小兔子", "小兔子", "animal", "它"),),
        happenings=(Happening(0, "学会分享"),),
    ),
    "sisters": Brief(
        "zh",
        people=(
            Person("", "姐姐", "姐姐", "person", "她", group="两姐妹"),
            Person("", "妹妹", "妹妹", "person", "她", group="两姐妹"),
        ),
        happenings=(Happening(-1, "开面包店", thing="面包店"),),
    ),
    "first": Brief(
        "zh", first_person=True, setting="医院", people=(Person("李敏", "护士", "护士"),)
    ),
    "horror": Brief("zh", genre="horror", mood="frightening", setting="老宅"),
}


def write(brief, seed=1, form="story"):
    written = writing.write(replace(brief, form=form), Random(seed))
    return document.markdown(written.blocks), written


@pytest.mark.parametrize("form", ["story", "outline", "script"])
@pytest.mark.parametrize("name", sorted(BRIEFS))
def test_every_text_is_clean(name, form):
    for seed in range(4):
        text, _ = write(BRIEFS[name], seed, form)
        assert not re.search(r"[A-Za-z\[\]{}<>|〔〕]|的的|，。|。。|，，|：。", text), text
        assert text.count("“") == text.count("”")
        assert not re.search("一个(?:信|灯塔|钥匙|船|猫|狗|帽子|靴子)", text)


@pytest.mark.parametrize("world", [w for w in packs.names("zh", "worlds") if w != "any"])
def test_each_world_has_what_every_form_needs(world):
    for seed, form in enumerate(("story", "outline", "script")):
        text, written = write(replace(BRIEFS["free"], world=world), seed, form)
        assert written.plot.brief.world == world and len(text) > 400


def test_what_was_asked_happens_and_the_person_acts():
    for seed in range(6):
        text, written = write(TOWER, seed)
        assert "继承了一座灯塔" in text and "发现了一封信" in text
        assert text.count("阿宁") > 8 and written.plot.brief.world == "sea"
    text, written = write(BRIEFS["rabbit"], 3)
    assert "学会了分享" in text and written.plot.flaw == "greed"
    assert text.index("学会了分享") > len(text) / 2 and written.plot.ending == "happy"


def test_an_i_tells_and_sisters_have_one_surname():
    text, _ = write(BRIEFS["first"])
    assert text.count("我") > 10 and "李敏" in text
    for seed in range(5):
        _, written = write(BRIEFS["sisters"], seed)
        one, two = (who.name for who in written.plot.cast[:2])
        assert one[0] == two[0] and one != two


def test_worlds_follow_genre_children_and_period():
    assert worlds.choose(Brief("zh", genre="wuxia"), Random(1)) == "jianghu"
    assert worlds.choose(Brief("zh", children=True), Random(1)) == "forest"
    assert worlds.choose(Brief("zh", setting="民国上海", period="1920s"), Random(1)) == "minguo"


def test_rules_name_rules_that_exist_and_each_want_flaw_and_force_has_its_own():
    known = worlds.rules("zh", "sea")
    called = set()
    for frames in known.values():
        for frame in frames:
            assert frame.count("[") == frame.count("]"), frame
            called |= set(re.findall(r"\{[^{}@]*@([\w.-]+)\}", frame))
    assert called <= set(known), sorted(called - set(known))
    for rule, prefix, kinds in (
        ("goal", "want", WANTS),
        ("a.try", "want", WANTS),
        ("flaw.slip", "flaw", FLAWS),
        ("flaw.mend", "flaw", FLAWS),
        ("l.blame", "flaw", FLAWS),
        ("force.comes", "force", FORCES),
        ("force.done", "force", FORCES),
    ):
        for kind in kinds:
            own = re.compile(rf"<[^>]*\b{prefix}-{kind}\b")
            assert any(own.match(frame) for frame in known[rule]), (rule, kind)


def test_measure_words_by_the_longest_ending():
    nouns = {"灯塔": "座", "信": "封", "歌手": "个", "小猫": "只", "钢琴": "架", "毛线帽": "顶"}
    assert {noun: chinese.measure(noun) for noun in nouns} == nouns


def test_predicates_are_told_as_done_or_sought():
    assert done_form("继承一座灯塔") == "继承了一座灯塔"
    assert done_form("学会分享") == "学会了分享"
    assert done_form("发现了一封信") == "发现了一封信"
    assert done_form("寻找师父") == "开始寻找师父"
    assert sought("寻找师父") == "找到师父" and sought("要为师父报仇") == "为师父报仇"
    assert not sought("捡到一把钥匙")
    assert list(deeds(Happening(0, "离开家乡"))) == ["deed-go"]
    assert list(deeds(Happening(0, "开面包店"))) == ["deed-make"]
    assert list(deeds(Happening(0, "想飞", kind="want"))) == ["deed-want"]


def test_short_sentences_join_their_neighbours_but_not_across_speech():
    assert tidy("雨停了。他出了门，往桥上走。") == "雨停了，他出了门，往桥上走。"
    assert tidy("“走吧。”她说。雨停了。") == "“走吧。”她说。雨停了。"
    assert tidy("@hero 好。走吧。") == "@hero 好。走吧。"


@pytest.mark.parametrize("form", ["story", "outline", "script"])
def test_texts_of_one_brief_seldom_share_sentences(form):
    found = []
    for seed in range(14):
        text = re.sub(r"(?m)^#.*$|^\*\*.+?\*\*：|^- |\*", "", write(BRIEFS["free"], seed, form)[0])
        parts = re.split(r"[。！？…]+[”’]?\s*|\n+", text)
        found.append({part for part in parts if len(part) > 4})
    within = Counter(part for parts in found for part in parts)
    # Scripts are played in whole exchanges, which are fewer than single sentences.
    most = 0.45 if form == "script" else 0.08
    assert sum(n > 1 for n in within.values()) <= most * len(within)
