"""Which language words are in, and where a text changes it."""

import pytest

from muse_speech.say.languages import canonical, main_language, spans


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("AI时代的5G网络", [("zh", "AI时代的5G网络")]),
        ("时速100km/h，重5 kg。", [("zh", "时速100km/h，重5 kg。")]),
        ("他说“Hello, my friend”，走了。", "zh 他说“ en Hello, my friend”， zh 走了。"),
        ("用WiFi上网", "zh 用 en WiFi zh 上网"),
        ("看https://a.org/b。好", "zh 看 en https://a.org/b。 zh 好"),
        ("I love 北京 very much.", "en I love  zh 北京 en  very much."),
        ("Привет, world!", "ru Привет,  en world!"),
    ],
)
def test_spans(text: str, parts: object):
    made = spans(text, main_language(text))
    assert "".join(span.text for span in made) == text
    if isinstance(parts, str):
        assert " ".join(f"{span.language} {span.text}" for span in made) == parts
    else:
        assert [(span.language, span.text) for span in made] == parts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The lamp is lit.", "en"),
        ("小狐狸看星星，and so on", "zh"),
        ("Le chat est sur la table et il dort dans une boîte.", "fr"),
        ("Der Hund und die Katze sind nicht da.", "de"),
        ("これはペンです。日本語", "ja"),
        ("안녕하세요", "ko"),
        ("1234", "en"),
    ],
)
def test_main_language(text: str, language: str):
    assert main_language(text) == language


def test_names_of_languages():
    assert [
        canonical(name) for name in ("English", "en_GB", "中文", "zh-CN", "cmn", "Welsh"[:2])
    ] == [
        *("en", "en-gb", "zh", "zh", "zh"),
        "we",
    ]
    with pytest.raises(ValueError, match="unknown language 'Klingonese'"):
        canonical("Klingonese")
