"""Comics: scripts, layouts, where balloons go, and pages that another library reads."""

import io
import zipfile
from random import Random

import pytest

import muse
from muse.testing import conformance
from muse_works.comic import (
    adapt,
    drama,
    layouts,
    placing,
    retelling,
    script,
    scripting,
    staging,
)
from muse_works.comic.condition import ComicCondition
from muse_works.comic.letters import Block

TOLD = """# Soup

- Tom: a grey cat
- Ann: a girl in a red coat

## Page 1

### Wide

Tom and Ann in a meadow

> One morning.

**Tom**: Is it soup?

**Ann** (shouts): It is always soup!

*CRASH!*

### Close

Tom in a meadow

**Tom** (thinks): Soup.
"""

PLAY = """# Half

*Two friends and one cake.*

Tom: a cat, lazy.

Ann: a mouse, quick.

## INT. KITCHEN - DAY

Tom comes in.

**TOM**: What is that?

**ANN**: The last cake.

**TOM**: (shouting) Mine!

**ANN**: Half of the cake.

**TOM**: The bigger half.

**ANN**: Halves are the same.
"""


def test_a_script_is_read_as_it_is_written() -> None:
    read = script.read(TOLD)
    assert [[panel.shot for panel in page] for page in read.pages] == [["wide", "close"]]
    panel = read.panels[0]
    assert panel.lines[1] == script.Line("Ann", "It is always soup!", "shouts")
    assert panel.captions == ("One morning.",) and panel.sounds == ("CRASH!",)
    assert script.written(read) == TOLD


def test_a_chinese_script_is_read_as_it_is_written() -> None:
    panel = script.Panel(
        "close", "阿布在河边", (script.Line("阿布", "快跑！", "shouts"),), (), ("轰！",)
    )
    made = script.Script("快跑", "zh", {"阿布": "小熊"}, ((panel,),))
    assert script.read(script.written(made)) == made


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# A\n\n## Page 1\n\n### Sideways\n", "line 5.*Sideways"),
        ("# A\n\nHello\n", "line 3.*no panel"),
        ("# A\n", "no panels"),
    ],
)
def test_a_script_that_cannot_be_read_is_refused_by_its_line(text: str, told: str) -> None:
    with pytest.raises(muse.RequestError, match=told):
        script.read(text)


def test_a_play_becomes_panels_with_its_lines_in_order() -> None:
    play = drama.read(PLAY)
    made = adapt.adapt(play, "a cat and a mouse share the last cake", 1, Random(1))
    spoken = [line.text for panel in made.panels for line in panel.lines]
    assert spoken == [line.text for part in play.exchanges for line in part.lines]
    assert made.panels[0].shot == "wide"
    assert made.panels[0].captions == ("Two friends and one cake.",)
    assert any("cake on a table" in panel.picture for panel in made.panels)
    assert [line.how for panel in made.panels for line in panel.lines].count("shouts") == 1


@pytest.mark.parametrize(
    ("prompt", "language", "thing"),
    [
        ("a wizard and a dragon share the last cake", "en", "cake"),
        ("小熊和兔子抢最后一块月饼", "zh", "月饼"),
        ("小熊睡着了", "zh", ""),
    ],
)
def test_what_a_story_is_about_is_found(prompt: str, language: str, thing: str) -> None:
    assert staging.thing(prompt, language) == thing


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("count", range(1, 10))
def test_panels_fill_a_page_without_overlapping(count: int, rtl: bool) -> None:
    shots: list[script.Shot] = ["wide", *(["close", "medium"] * 4)][:count]  # type: ignore[list-item]
    for seed in range(20):
        made = layouts.frames(
            shots, (1000, 1400), Random(seed), first=seed % 2 == 0, slants=seed % 3 == 0, rtl=rtl
        )
        assert len(made) == count
        boxes = [frame.inner for frame in made]
        for k, box in enumerate(boxes):
            assert box[2] - box[0] > 120 and box[3] - box[1] > 60
            assert 0 <= box[0] and box[2] <= 1000 and 0 <= box[1] and box[3] <= 1400
            assert all(placing.overlap(box, other) < 1 for other in boxes[k + 1 :])
            after = boxes[k + 1] if k + 1 < count else None
            if after and abs(after[1] - box[1]) < 40:  # in the same row
                assert (after[0] < box[0]) == rtl


def test_balloons_are_read_in_order_and_keep_off_heads() -> None:
    block = Block(("Is it soup?",), 20.0, 110.0, 24.0, 24.0)
    heads = [(40.0, 120.0, 120.0, 200.0), (300.0, 120.0, 380.0, 200.0)]
    targets = [(340.0, 160.0), (80.0, 160.0)]  # the one at the right speaks first
    inside = (0.0, 0.0, 420.0, 300.0)
    made = placing.place([[block], [block]], targets, inside, heads, [], rtl=False)
    first, second = (placed.box for placed, _ in made)
    assert second[1] >= first[1] + 0.8 * (first[3] - first[1]) or second[0] >= first[2]
    assert placing.overlap(first, second) == 0
    assert all(placed.hides == 0 for placed, _ in made)


@pytest.fixture(scope="module")
def made() -> "tuple[muse.Artifact, list[str]]":
    """Return a comic, and what was told while it was made again with another word in it."""
    for name in ("typst", "fontpkg_kalam", "fontpkg_luckiest_guy", "manimgx_fonts_cjk"):
        pytest.importorskip(name)
    size = {"width": 400, "height": 560, "seed": 1}
    formats = [".pdf", ".png", ".cbz", ".md"]
    with muse.Host() as host:
        first = host.run("book.comic", script=TOLD.encode(), formats=formats, **size)[0]
        changed = TOLD.replace("Is it soup?", "What is it?").encode()
        with host.stream("book.comic", script=changed, **size) as stream:
            notes = [event.note for event in stream if isinstance(event, muse.Progress)]
    return first, notes


@pytest.fixture
def comic(made: "tuple[muse.Artifact, list[str]]") -> "muse.Artifact":
    """Return the comic."""
    return made[0]


def test_a_comic_is_bound_in_every_format(comic: "muse.Artifact") -> None:
    from PIL import Image

    with Image.open(io.BytesIO(comic.files[".png"].data)) as page:
        assert page.size == (400, 560)
    with zipfile.ZipFile(io.BytesIO(comic.files[".cbz"].data)) as archive:
        assert archive.namelist() == ["01.png", "ComicInfo.xml"]
    assert script.read(comic.files[".md"].data.decode()) == script.read(TOLD)
    assert comic.report.measured["balloons"] == 3


def test_letters_of_a_pdf_are_embedded_and_can_be_searched(comic: "muse.Artifact") -> None:
    pypdf = pytest.importorskip("pypdf")
    document = pypdf.PdfReader(io.BytesIO(comic.files[".pdf"].data))
    text = " ".join(document.pages[0].extract_text().split())
    assert len(document.pages) == 1
    assert "Is it soup?" in text and "One morning." in text


def test_a_changed_word_has_nothing_painted_again(
    made: "tuple[muse.Artifact, list[str]]",
) -> None:
    notes = made[1]
    assert "page 1 is lettered" in notes
    assert not any("picture" in note for note in notes)  # a painter at work tells its stages


@pytest.mark.slow
class TestAtLength:
    """All that every generator promises."""

    test_book_comic = staticmethod(conformance("book.comic", seconds=30))


def test_a_tale_becomes_panels_whose_speakers_are_right() -> None:
    story = {
        "title": "Pip", "language": "en",
        "people": [{"name": "Pip", "role": "little cat", "pronoun": "she"}],
        "pages": [
            {"text": "“Stop!” said the owl. “Who is it?” “Me,” said Pip. It was dark.",
             "who": ["Pip", "an owl"], "where": "forest", "time": "night"},
            {"text": "“Hush!” somebody called. She ran.", "who": ["Pip"], "where": "hill"},
        ],
    }  # fmt: skip
    made = retelling.retold(story, 1, Random(1))
    first, second = made.panels
    assert [(line.who, line.text) for line in first.lines] == [
        ("Owl", "Stop! Who is it?"),
        ("Pip", "Me."),
    ]
    assert first.captions == ("It was dark.",)
    assert first.picture == "Pip and Owl in a forest at night"
    assert second.lines == () and "Hush!" in second.captions[0]  # nobody known says it


@pytest.mark.parametrize(
    ("prompt", "tale"),
    [("a pirate finds a treasure on an island", True), ("two friends share a cake", False)],
)
def test_a_comic_of_a_plot_is_told_as_it(prompt: str, tale: bool) -> None:
    assert scripting.is_tale(ComicCondition(prompt=prompt)) is tale
