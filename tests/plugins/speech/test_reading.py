"""What a prompt says of how it is read, and what of it is read."""

from typing import Any

import pytest

from muse_speech.say import script
from muse_speech.say.reading import read


@pytest.mark.parametrize(
    ("prompt", "fields"),
    [
        (
            "Read this slowly, as news: The harbour is open.",
            {"rate": 0.85, "form": "news", "text": "The harbour is open."},
        ),
        (
            "用女声慢慢读：小狐狸看星星。",
            {"voice": "female", "rate": 0.85, "text": "小狐狸看星星。"},
        ),
        ("请用男声朗诵这首诗：明月光", {"voice": "male", "form": "poem", "text": "明月光"}),
        ("In a deep voice, say: I am here", {"pitch": -3.0, "text": "I am here"}),
        ("say it in French: Bonjour", {"language": "fr", "text": "Bonjour"}),
        ("用粤语读：你好", {"language": "yue", "text": "你好"}),
        ("Read this very slowly.", {"rate": 0.7}),
        ("Hello, world: it is me", {}),
        ("As the fox said: go away.", {}),
        ("他说：你好。", {}),
        ("说到底：好。", {}),
    ],
)
def test_a_prompt_in_words(prompt: str, fields: dict[str, Any]):
    assert {name: found.value for name, found in read(prompt).fields.items()} == fields


def test_a_long_text_of_odd_marks_is_read_soon() -> None:
    assert script.plain("a <!-- b --> c <!-- d") == "a  c <!-- d"
    assert len(script.plain("--> " + "<!--" * 100_000)) == 400_004
    heading = script.sentences("# The End" + " " * 100_000 + "of it ##", "plain")
    assert " ".join(each.text for each in heading).split() == ["The", "End", "of", "it"]
    assert len(script.sentences("It is so. " * 5_000, "plain")) == 5_000
