"""text.grammar: what it reads in prompts, and what it tells of what it can't do."""

import pytest

from muse_text.grammar import Grammar

PROMPTS = [
    (
        "一个发生在古代仙侠世界的爱情故事,主角是一个善良的仙女和一个神秘的剑客",
        {
            "form": "story",
            "language": "zh",
            "theme": "爱情",
            "setting": "古代仙侠世界",
            "characters": ["善良的仙女", "神秘的剑客"],
        },
    ),
    (
        "a love story set in ancient China about a kind fairy and a mysterious swordsman",
        {
            "form": "story",
            "language": "en",
            "theme": "love",
            "setting": "ancient China",
            "characters": ["a kind fairy", "a mysterious swordsman"],
        },
    ),
    (
        "a short poem about autumn and loneliness",
        {"form": "poem", "length": "short", "language": "en", "theme": "autumn and loneliness"},
    ),
    (
        "an outline for a mystery novel in a lighthouse with two sisters",
        {
            "form": "outline",
            "language": "en",
            "theme": "mystery",
            "setting": "a lighthouse",
            "characters": ["two sisters"],
        },
    ),
    ("写一首关于秋天的诗", {"form": "poem", "language": "zh", "theme": "秋天"}),
    (
        "a script about two robots who share a bench",
        {
            "form": "script",
            "language": "en",
            "theme": "two robots who share a bench",
            "characters": ["two robots"],
        },
    ),
    (
        "a sad story about Anna, a lighthouse keeper, and Ben",
        {
            "form": "story",
            "mood": "sad",
            "language": "en",
            "characters": ["Anna, a lighthouse keeper", "Ben"],
        },
    ),
    (
        "关于友情的长篇故事，主角是小明和小红",
        {
            "form": "story",
            "length": "long",
            "language": "zh",
            "theme": "友情",
            "characters": ["小明", "小红"],
        },
    ),
    (
        "haiku about the sea",
        {"form": "poem", "verse": "haiku", "language": "en", "theme": "the sea"},
    ),
    (
        "写一首五言诗，主题是思乡",
        {"form": "poem", "verse": "wuyan", "language": "zh", "theme": "思乡"},
    ),
    (
        "a story about friendship between a cat and a crow in Paris",
        {
            "form": "story",
            "language": "en",
            "theme": "friendship",
            "setting": "Paris",
            "characters": ["a cat", "a crow"],
        },
    ),
    (
        "写一个短篇剧本,关于两个程序员在上海的咖啡馆吵架",
        {
            "form": "script",
            "length": "short",
            "language": "zh",
            "theme": "吵架",
            "characters": ["两个程序员"],
            "setting": "上海的咖啡馆",
        },
    ),
    (
        "a script about two programmers arguing in a cafe in Shanghai",
        {
            "form": "script",
            "language": "en",
            "theme": "arguing",
            "characters": ["two programmers"],
            "setting": "a cafe in Shanghai",
        },
    ),
    ("三个和尚的故事", {"form": "story", "language": "zh", "characters": ["三个和尚"]}),
    (
        "关于三个女孩的友谊的故事",
        {"form": "story", "language": "zh", "theme": "友谊", "characters": ["三个女孩"]},
    ),
    (
        "a story about a girl in early spring",
        {"form": "story", "language": "en", "characters": ["a girl in early spring"]},
    ),
    (
        "a sonnet about tax law",
        {"form": "poem", "verse": "sonnet", "language": "en", "theme": "tax law"},
    ),
    ("write a song about the sea", {"form": "lyrics", "language": "en", "theme": "the sea"}),
    (
        "a song about winter for my mother",
        {"form": "lyrics", "language": "en", "theme": "winter", "characters": ["my mother"]},
    ),
    ("a story about a song", {"form": "story", "language": "en", "theme": "a song"}),
    (
        "写一首关于秋天的七绝",
        {"form": "poem", "verse": "qijue", "language": "zh", "theme": "秋天"},
    ),
    ("写一首七言绝句", {"form": "poem", "verse": "qijue", "language": "zh"}),
    ("一首关于税法的歌词", {"form": "lyrics", "language": "zh", "theme": "税法"}),
    ("", {}),
    ("🙂🙂", {}),
]


@pytest.mark.parametrize(("prompt", "expected"), PROMPTS)
def test_prompts_are_read(prompt, expected):
    reading = Grammar().read(prompt)
    assert {name: found.value for name, found in reading.fields.items()} == expected
    assert reading.not_understood == ()


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        (
            "write a 200 word product description for a toaster",
            ("200 word", "product description"),
        ),
        ("写一段200字的产品描述，关于烤面包机", ("200字", "产品描述")),
    ],
)
def test_a_form_that_it_has_not_is_told(host, prompt, unread):
    report = host.run("text.grammar", prompt=prompt, seed=1).report
    assert report.not_understood == unread
    assert report.measured["length"] == "short"
    assert any(unread[1] in note and "language model" in note for note in report.notes)


@pytest.mark.parametrize(
    ("form", "theme", "told"),
    [
        ("story", "tax law", False),
        ("story", "why bills exist", True),
        ("story", "love", False),
        ("story", "the sea", False),
        ("poem", "tax law", False),
        ("poem", "why bills exist", True),
        ("poem", "the sea", False),
        ("script", "吵架", False),
        ("story", "为什么会下雨", True),
    ],
)
def test_a_theme_that_is_only_named_is_told(host, form, theme, told):
    report = host.run("text.grammar", form=form, theme=theme, seed=1).report
    assert any("is only mentioned" in note for note in report.notes) == told
