"""Scripts as screenwriting programs read them."""

from xml.etree import ElementTree as Xml

from hypothesis import HealthCheck, given, settings

from muse_text.formats.fdx import fdx
from muse_text.formats.fountain import fountain

from .test_reading import MARKDOWN, SCRIPT


def test_fountain() -> None:
    assert fountain(SCRIPT.encode()).decode() == (
        "Title: The Lamp\n\n= A play.\n\nEXT. QUAY - NIGHT #1#\n\nFog. A bell.\n\n"
        "BRAN\n(softly)\nIs it *lit*?\n\n@Oona\nNo.\n\nBRAN (O.S.)\n(shouting)\nThen light it!\n"
    )


def test_fountain_forces_what_looks_like_something_else() -> None:
    text = "# 灯\n\n## 第一场 码头\n\n**裴行**：灯呢？\n\nBANG!\n\n@ 5\n\n2 * 3_\n\nCUT TO:\n"
    assert fountain(text.encode()).decode() == (
        "Title: 灯\n\n.第一场 码头\n\n@裴行\n灯呢？\n\n!BANG!\n\n!@ 5\n\n2 \\* 3\\_\n\n> CUT TO:\n"
    )


def test_final_draft() -> None:
    root = Xml.fromstring(fdx(SCRIPT.encode()))
    told = [
        (each.get("Type"), each.get("Number"), "".join(text.text or "" for text in each))
        for each in root.findall("Content/Paragraph")
    ]
    assert told == [
        ("Action", None, "A play."),
        ("Scene Heading", "1", "EXT. QUAY - NIGHT"),
        ("Action", None, "Fog. A bell."),
        ("Character", None, "BRAN"),
        ("Parenthetical", None, "(softly)"),
        ("Dialogue", None, "Is it lit?"),
        ("Character", None, "Oona"),
        ("Dialogue", None, "No."),
        ("Character", None, "BRAN (O.S.)"),
        ("Parenthetical", None, "(shouting)"),
        ("Dialogue", None, "Then light it!"),
    ]
    italic = root.find("Content/Paragraph/Text[@Style='Italic']")
    assert italic is not None and italic.text == "A play."
    titles = [each.text for each in root.findall("TitlePage/Content/Paragraph/Text") if each.text]
    assert titles == ["The Lamp"]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(MARKDOWN)
def test_whatever_a_model_writes_is_kept(text: str) -> None:
    script = f"## INT. X\n\n**A**: b\n\n{text}".encode()
    root = Xml.fromstring(fdx(script))
    found = "".join(root.itertext())
    plain = fountain(script).decode()
    for letter in "ab七":
        assert plain.lower().count(letter) >= found.lower().count(letter) > -1
