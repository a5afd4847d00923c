"""Plots and how they are told: every beat of every shape has words, in both languages."""

from random import Random

import pytest

from muse_text.grammar.brief import ENDINGS, GENRES, MOODS, Brief, Happening, Person, Topic
from muse_text.grammar.plot import FLAWS, FORCES, WANTS, make
from muse_text.grammar.plot.shapes import SHAPES
from muse_text.grammar.prose import casting, worlds
from muse_text.grammar.prose.telling import Telling

PEOPLE = {
    "en": (
        Person("Maya", "woman", "woman", "person", "she"),
        Person("Rex", "dog", "dog", "animal"),
    ),
    "zh": (Person("阿宁", "女孩", "女孩", "child", "她"), Person("小黑", "狗", "狗", "animal")),
}
HAPPENINGS = {
    "en": (Happening(0, "find", "a letter", "a letter"), Happening(-1, "go home", place="end")),
    "zh": (Happening(0, "发现了一封信", thing="一封信"), Happening(-1, "回了家", place="end")),
}


def briefs(language):
    """Requests of every genre, mood and ending, with and without people and happenings."""
    random = Random(5)
    for number in range(120):
        yield Brief(
            language,
            form="story",
            people=PEOPLE[language][: number % 3],
            happenings=HAPPENINGS[language][: number % 3] if number % 2 else (),
            topics=(Topic("rain", "rain"),) if language == "en" else (Topic("雨", "雨"),),
            genre=("", *GENRES)[number % (len(GENRES) + 1)],
            mood=random.choice(("", *MOODS)),
            ending=random.choice(("", *ENDINGS)),
            children=number % 7 == 0,
        )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_beat_is_told(language):
    untold, shapes = {}, set()
    for number, brief in enumerate(briefs(language)):
        random = Random(number)
        world = worlds.choose(brief, random)
        cast = casting.cast(brief, worlds.world(language, world), random)
        plot = make(brief, cast, random, 6 + number % 9)
        shapes.add(plot.shape)
        telling = Telling(plot, world, random)
        for beat in plot.beats:
            telling.enter(beat)
            for form in ("story", "outline", "script"):
                if not telling.say_or(f"{form}.{beat.kind}"):
                    untold[f"{form}.{beat.kind}"] = sorted(telling.rules.features)
    assert untold == {}
    assert len(shapes) >= len(SHAPES) - 2


def test_a_plot_follows_from_what_was_asked():
    happenings = (
        Happening(0, "inherit", "a lighthouse", "a lighthouse", "start"),
        Happening(0, "find", "a letter", "a letter"),
        Happening(0, "sail", "home", place="end"),
    )
    topics = (Topic("rain", "rain"), Topic("salt", "salt"))
    brief = Brief("en", people=PEOPLE["en"][:1], happenings=happenings, topics=topics, chapters=4)
    for seed in range(20):
        plot = make(brief, PEOPLE["en"], Random(seed), 16)
        told = [beat.happening for beat in plot.beats if beat.kind == "asked"]
        assert told == [0, 1, 2]
        assert {beat.topic for beat in plot.beats} >= {0, 1}
        assert [scene.chapter for scene in plot.scenes] == sorted(s.chapter for s in plot.scenes)
        assert {scene.chapter for scene in plot.scenes} == {1, 2, 3, 4}
        assert plot.want in WANTS and plot.flaw in FLAWS and plot.force in FORCES
        assert plot == make(brief, PEOPLE["en"], Random(seed), 16)


def test_what_is_for_children_ends_well():
    brief = Brief("en", children=True)
    for seed in range(30):
        plot = make(brief, PEOPLE["en"], Random(seed), 8)
        assert plot.ending == "happy" and plot.mood in ("warm", "tender", "comic")
