"""text.grammar: what it reads in prompts, whom and what its brief holds, and what it refuses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse import Report, RequestError
from muse_text.grammar import Grammar, GrammarCondition
from muse_text.grammar.prompt.briefing import brief

PROMPTS = [
    (
        "一个发生在古代仙侠世界的爱情故事,主角是一个善良的仙女和一个神秘的剑客",
        {
            "form": "story",
            "genre": "love",
            "theme": "爱情",
            "period": "ancient",
            "characters": ["善良的仙女", "神秘的剑客"],
            "setting": "古代仙侠世界",
            "language": "zh",
        },
    ),
    (
        "a love story set in ancient China about a kind fairy and a mysterious swordsman",
        {
            "form": "story",
            "genre": "love",
            "theme": "love",
            "period": "ancient",
            "characters": ["a kind fairy", "a mysterious swordsman"],
            "setting": "ancient China",
            "language": "en",
        },
    ),
    (
        "a short poem about autumn and loneliness",
        {"form": "poem", "length": "short", "theme": "autumn and loneliness", "language": "en"},
    ),
    (
        "an outline for a mystery novel in a lighthouse with two sisters",
        {
            "form": "outline",
            "genre": "mystery",
            "characters": ["two sisters"],
            "setting": "a lighthouse",
            "language": "en",
        },
    ),
    ("写一首关于秋天的诗", {"form": "poem", "theme": "秋天", "language": "zh"}),
    (
        "a script about two robots who share a bench",
        {
            "form": "script",
            "characters": ["two robots"],
            "events": ["two robots share a bench"],
            "language": "en",
        },
    ),
    (
        "a sad story about Anna, a lighthouse keeper, and Ben",
        {
            "form": "story",
            "mood": "sad",
            "characters": ["Anna, a lighthouse keeper", "Ben"],
            "language": "en",
        },
    ),
    (
        "关于友情的长篇故事，主角是小明和小红",
        {
            "form": "story",
            "length": "long",
            "theme": "友情",
            "characters": ["小明", "小红"],
            "language": "zh",
        },
    ),
    (
        "haiku about the sea",
        {"verse": "haiku", "theme": "the sea", "language": "en", "form": "poem"},
    ),
    (
        "写一首五言诗，主题是思乡",
        {"form": "poem", "verse": "wuyan", "theme": "思乡", "language": "zh"},
    ),
    (
        "a story about friendship between a cat and a crow in Paris",
        {
            "form": "story",
            "theme": "friendship",
            "characters": ["a cat", "a crow"],
            "setting": "Paris",
            "language": "en",
        },
    ),
    (
        "写一个短篇剧本,关于两个程序员在上海的咖啡馆吵架",
        {
            "form": "script",
            "length": "short",
            "characters": ["两个程序员"],
            "events": ["两个程序员在上海的咖啡馆吵架"],
            "setting": "上海的咖啡馆",
            "language": "zh",
        },
    ),
    (
        "a script about two programmers arguing in a cafe in Shanghai",
        {
            "form": "script",
            "characters": ["two programmers"],
            "events": ["two programmers arguing in a cafe in Shanghai"],
            "setting": "a cafe in Shanghai",
            "language": "en",
        },
    ),
    ("三个和尚的故事", {"form": "story", "characters": ["三个和尚"], "language": "zh"}),
    (
        "关于三个女孩的友谊的故事",
        {"form": "story", "theme": "友谊", "characters": ["三个女孩"], "language": "zh"},
    ),
    (
        "a story about a girl in early spring",
        {"form": "story", "characters": ["a girl"], "setting": "early spring", "language": "en"},
    ),
    (
        "a sonnet about tax law",
        {"verse": "sonnet", "theme": "tax law", "language": "en", "form": "poem"},
    ),
    ("write a song about the sea", {"form": "lyrics", "theme": "the sea", "language": "en"}),
    (
        "a song about winter for my mother",
        {"dedication": "my mother", "form": "lyrics", "theme": "winter", "language": "en"},
    ),
    ("a story about a song", {"form": "story", "theme": "a song", "language": "en"}),
    ("写一首关于秋天的七绝", {"form": "poem", "verse": "qijue", "theme": "秋天", "language": "zh"}),
    ("写一首七言绝句", {"form": "poem", "verse": "qijue", "language": "zh"}),
    ("一首关于税法的歌词", {"form": "lyrics", "theme": "税法", "language": "zh"}),
    ("", {}),
    ("🙂🙂", {}),
]


@pytest.mark.parametrize(("prompt", "expected"), PROMPTS)
def test_prompts_are_read(prompt, expected):
    reading = Grammar().read(prompt)
    assert {name: found.value for name, found in reading.fields.items()} == expected
    assert reading.not_understood == ()


def briefed(prompt):
    """Return the brief of a prompt, read as the host reads it."""
    reading = Grammar().read(prompt)
    report = Report()
    report.read = dict(reading.fields)
    fields = {name: found.value for name, found in reading.fields.items()}
    return brief(GrammarCondition(prompt=prompt, **fields), report)


PEOPLE = [
    ("a story about a woman named Maya who inherits a lighthouse", [("Maya", "woman", "she")]),
    (
        "Sarah, a baker, and Tom, a soldier, fall in love",
        [("Sarah", "baker", "she"), ("Tom", "soldier", "he")],
    ),
    ("Detective Marlow investigates a murder", [("Detective Marlow", "detective", "")]),
    ("Write a story. The main character's name is Kev.", [("Kev", "", "")]),
    ("a story about Maya (a nurse)", [("Maya", "nurse", "she")]),
    ("a story about my grandmother Rose", [("Rose", "grandmother", "she")]),
    (
        "a story about a girl named Lily and her dog Rex",
        [("Lily", "girl", "she"), ("Rex", "dog", "")],
    ),
    ("a tale of Leo the lion", [("Leo", "lion", "he")]),
    ("an old man and the sea", [("", "old man", "he")]),
    ("Alice and Bob", [("Alice", "", "she"), ("Bob", "", "he")]),
    ("brothers Tim and Jim build a rocket", [("Tim", "brother", "he"), ("Jim", "brother", "he")]),
    (
        "a story about Dr. Chen and King Arthur",
        [("Dr. Chen", "doctor", ""), ("King Arthur", "king", "he")],
    ),
    ("a story about a little cloud who wants to be a sheep", [("", "little cloud", "")]),
    ("主角叫林夏，是一名法医，调查一起谋杀案", [("林夏", "法医", "")]),
    ("女主叫苏晚，男主叫陆辰，高中校园", [("苏晚", "", "她"), ("陆辰", "", "他")]),
    ("侦探叫李明的悬疑小说", [("李明", "侦探", "他")]),
    ("名叫阿蓝的女巫的故事", [("阿蓝", "女巫", "她")]),
    ("女侦探林夏的故事", [("林夏", "女侦探", "她")]),
    ("王芳和李伟的爱情故事", [("王芳", "", "她"), ("李伟", "", "他")]),
    ("孙悟空大战机器人", [("孙悟空", "猴王", "他"), ("", "机器人", "它")]),
    ("小明和他的狗", [("小明", "", "他"), ("", "狗", "它")]),
    ("一只想飞的猪", [("", "猪", "它")]),
    ("写个故事，主角是法医", [("", "法医", "")]),
    ("我和同桌的故事", [("", "", ""), ("", "同桌", "")]),
]


@pytest.mark.parametrize(("prompt", "people"), PEOPLE)
def test_people_are_read(prompt, people):
    assert [(p.name, p.role, p.pronoun) for p in briefed(prompt).people] == people


HAPPENINGS = [
    (
        "a woman named Maya who inherits a lighthouse from her aunt and finds a hidden letter",
        [
            (0, "inherit", "a lighthouse from her aunt", "deed"),
            (0, "find", "a hidden letter", "deed"),
        ],
    ),
    ("Sarah, a baker, and Tom, a soldier, fall in love", [(-1, "fall", "in love", "deed")]),
    ("a shy dragon who is afraid of fire", [(0, "be", "afraid of fire", "fear")]),
    ("a little cloud who wants to be a sheep", [(0, "want", "to be a sheep", "want")]),
    (
        "two sisters inherit a hotel. In the end they become friends.",
        [(-1, "inherit", "a hotel", "deed"), (-1, "become", "friends", "deed")],
    ),
    (
        "一个叫林夏的女孩继承了一座灯塔，发现一封信",
        [(0, "继承了一座灯塔", "", "deed"), (0, "发现一封信", "", "deed")],
    ),
    ("一只想飞的猪", [(0, "想飞", "", "want")]),
    ("讲一个睡前故事，主角是小兔子，要教她分享", [(0, "学会分享", "", "deed")]),
]


@pytest.mark.parametrize(("prompt", "told"), HAPPENINGS)
def test_happenings_are_read(prompt, told):
    assert [(h.who, h.verb, h.rest, h.kind) for h in briefed(prompt).happenings] == told


@pytest.mark.parametrize(
    ("prompt", "fields"),
    [
        ("three haiku about the sea", {"pieces": 3, "verse": "haiku"}),
        ("a 12 chapter outline of a fantasy novel", {"chapters": 12, "genre": "fantasy"}),
        ("a 500-word story in first person", {"words": 500, "first_person": True}),
        ("a story. There must be a twist at the end.", {"ending": "twist", "setting": ""}),
        ("lyrics with 3 verses and a chorus", {"form": "lyrics", "stanzas": 3}),
        ("noir mystery, witty dialogue", {"form": "story", "genre": "mystery"}),
        ("a birthday poem for my mother", {"occasion": "birthday", "dedication": "my mother"}),
        ("a bedtime story for my 3-year-old", {"children": True, "ending": "happy"}),
        ('a story called "The Last Lamp"', {"title": "The Last Lamp"}),
        ("a story, include the words umbrella and tea", {"include": ("umbrella", "tea")}),
        ("写一首关于青蛙的俳句", {"form": "poem", "verse": "haiku"}),
        ("写一首情歌", {"form": "lyrics"}),
        ("my dog Max and me go camping", {"first_person": True}),
        ("a poem in Chinese about the moon", {"language": "zh"}),
        ("a story set in 2150", {"period": "future"}),
        ("story abuot a gril", {"form": "story"}),
        ("写十章的大纲", {"form": "outline", "chapters": 10}),
        (
            "写一个恐怖故事，800字，第一人称，结局要反转",
            {"words": 800, "ending": "twist", "first_person": True},
        ),
        ("题目是《最后一盏灯》的小说", {"title": "最后一盏灯"}),
        (
            "写一首送给妈妈的诗，要有“春风”和“白发”",
            {"dedication": "妈妈", "include": ("春风", "白发")},
        ),
    ],
)
def test_what_else_is_asked_is_read(prompt, fields):
    asked = briefed(prompt)
    assert {name: getattr(asked, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("prompt", "place", "rest"),
    [
        ("a lonely keeper befriends a seal", 1, "the seal"),
        ("Walter adopts a stray cat", 1, "the stray cat"),
        ("a knight fights a dragon", None, "a dragon"),
        ("一个诗人爱上了一个舞女", 1, ""),
    ],
)
def test_whom_somebody_meets_is_one_of_the_people(prompt, place, rest):
    asked = briefed(prompt)
    assert (asked.happenings[0].whom, asked.happenings[0].rest) == (place, rest)
    assert len(asked.people) == (1 if place is None else 2)


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("a villanelle about rain", "villanelle"),
        ("a story in the style of Hemingway", "Hemingway"),
        ("写一首七律，关于长江", "七律"),
        ("写一首藏头诗", "藏头诗"),
    ],
)
def test_what_it_cannot_honour_is_told(prompt, unread):
    assert unread in Grammar().read(prompt).not_understood


def test_a_field_that_a_form_has_no_use_for_is_told():
    report = Report()
    asked = brief(GrammarCondition(form="story", stanzas=3, theme="rain"), report)
    assert asked.stanzas is None
    assert "stanzas" in report.ignored


def test_words_of_another_language_are_told_or_turned():
    report = Report()
    condition = GrammarCondition(language="en", theme="雨", events=["小明回家"], prompt="雨")
    asked = brief(condition, report)
    assert [topic.phrase for topic in asked.topics] == ["rain"]
    assert asked.happenings == ()
    assert any("小明回家" in note for note in report.notes)


@pytest.mark.parametrize(
    "prompt",
    [
        *("a recipe for pancakes", "write a letter to my landlord", "tell me a joke", "continue"),
        *("make it darker", "what is the capital of France?", "translate this poem", "news"),
        *("a poem in French", "напиши рассказ о кошке", "écris un poème sur la mer"),
        *("讲个笑话", "帮我写一封信", "翻译这首诗", "续写这个故事", "什么是人工智能？"),
    ],
)
def test_what_it_cannot_write_is_refused(prompt):
    with pytest.raises(RequestError, match=r"-g llm"):
        briefed(prompt)


@pytest.mark.parametrize(
    "prompt",
    ["a story about a letter", "a poem about a recipe", "关于一封信的故事", "a letter"][:3],
)
def test_a_text_about_another_kind_is_written(prompt):
    assert briefed(prompt).topics


def test_a_form_that_was_set_is_never_refused():
    condition = GrammarCondition(prompt="a letter", form="story")
    assert brief(condition, Report()).form == "story"


WORDS = (
    "a girl named Maya who and her dog finds , . set in about story poem the three haiku 12 "
    "chapters called 一个 叫 的 林夏 和 故事 ， 。 主角 是 写 首 关于 小兔子 想 飞 “ 《 3岁 八 章"
).split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=30), st.booleans())
def test_any_words_can_be_read(words, spaced):
    prompt = (" " if spaced else "").join(words)
    reading = Grammar().read(prompt)
    for phrase in reading.fields["characters"].value if "characters" in reading.fields else ():
        assert phrase == phrase.strip() and 0 < len(phrase) <= 70
