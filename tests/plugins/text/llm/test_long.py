"""Long stories by models that misbehave: nothing is lost, and every chapter is there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muse import Draft, Host, InputFile, MuseError, RequestError, Text
from plugins.text.llm_books import Author, plain, serve
from plugins.text.llm_models import index

pytest.importorskip("openai")


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Host]:
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=index()) as made:
        yield made


@pytest.fixture
def author(monkeypatch: pytest.MonkeyPatch) -> Iterator[Author]:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as made:
        yield made


def stream(host: Host, author: Author, **fields: Any) -> Any:
    known = {"prompt": "a sea story", "base_url": author.url, "model": "tiny", "seed": 5}
    return host.stream("text.llm", **{**known, **fields})


def write(host: Host, author: Author, **fields: Any) -> Any:
    return stream(host, author, **fields).finish()


def halted(host: Host, author: Author, at: int = 3, **fields: Any) -> str:
    """Return what is kept of a book of five chapters whose server dies in one of them."""

    def dies(number: int, turn: int) -> tuple[str, str]:
        text, end = before(number, turn)
        return (text[:30], "dies") if number == at else (text, end)

    before, author.chapter = author.chapter, dies
    run = stream(host, author, chapters=5, **fields)
    with pytest.raises(MuseError):
        list(run)
    author.chapter = before
    author._turns.clear()
    (kept,) = run.unfinished
    return kept.data.decode()


def file(text: str | bytes, name: str = "b.unfinished.md") -> InputFile:
    return InputFile(text if isinstance(text, bytes) else text.encode(), name)


WHOLE = "# The Lamp\n\n" + "\n\n".join(
    f"## {number}. {title}\n\n{plain(number, 0)[0]}"
    for number, title in enumerate(("Dusk", "Night", "Dawn", "Noon", "Home"), 1)
)


# -- what is asked


def test_a_book_is_told_as_it_is_written_and_drafted_by_chapters(
    writer: Host, author: Author
) -> None:
    run = stream(writer, author, chapters=5)
    events = list(run)
    assert run.result.text == WHOLE + "\n"
    assert "".join(event.piece for event in events if isinstance(event, Text)) == WHOLE + "\n"
    drafts = [event for event in events if isinstance(event, Draft)]
    assert [draft.text.count(" is whole -->") for draft in drafts] == [0, 1, 2, 3, 4, 5]
    assert {draft.title for draft in drafts} == {"The Lamp"}


@pytest.mark.parametrize(
    ("plans", "got", "asked"),
    [([5], 5, 1), ([7, 5], 5, 2), ([2, 4], 4, 2), ([4, 7], 4, 2), (["I can't.", 5], 5, 2)],
)
def test_a_plan_of_another_length_is_asked_again_once_and_then_told(
    writer: Host, author: Author, plans: list[Any], got: int, asked: int
) -> None:
    author.plans = list(plans)
    made = write(writer, author, chapters=5)
    assert made.text.count("\n## ") == got
    assert author.kinds().count("plan") == asked
    adjusted = made.report.adjusted.get("chapters")
    if got == 5:
        assert adjusted is None and made.report.applied["chapters"] == 5
    else:
        assert (adjusted.asked, adjusted.used) == (5, got) and "twice" in adjusted.why


def test_a_model_that_plans_nothing_is_told(writer: Host, author: Author) -> None:
    author.plans = ["Sorry.", '{"story": 5}']
    with pytest.raises(MuseError, match="wrote no outline with chapters; give one by --outline"):
        write(writer, author, chapters=5)


@pytest.mark.parametrize(
    "top",
    [
        "## 2. Night\n\n",
        "Chapter 2: Night\n\n",
        "**Night**\n\n",
        "# The Lamp\n\n## Chapter Two\n\n### Night\n\n",
        "第二章 Night\n\n",
        "Night\n\n",
        "\n\n**Chapter 2: At night**\n",
    ],
)
def test_a_title_stands_above_a_chapter_once(writer: Host, author: Author, top: str) -> None:
    author.chapter = lambda number, turn: (
        ((top if number == 2 else "") + plain(number, turn)[0]),
        "stop",
    )
    assert write(writer, author, chapters=5).text == WHOLE + "\n"


@pytest.mark.parametrize(
    "top", ["## Scene\n\n", "Night fell.\n\n", "Night\nfell.\n\n", "　　夜。\n"]
)
def test_what_is_no_title_stays(writer: Host, author: Author, top: str) -> None:
    author.chapter = lambda number, turn: (top + plain(number, turn)[0], "stop")
    assert write(writer, author, chapters=3).text.count(top) == 3


@pytest.mark.parametrize(
    ("more", "joined"),
    [
        ("from the old lamp and shone.", "The light came from the old lamp and shone."),
        ("The light came from the old lamp.", "The light came from the old lamp."),
        ("... came from the old lamps.", "The light came from the old lamps."),
        ("amp was lit.", "The light came from the old l amp was lit."),  # a word is not guessed
        (", it went out.", "The light came from the old l, it went out."),
    ],
)
def test_a_chapter_that_was_cut_is_continued_and_told(
    writer: Host, author: Author, more: str, joined: str
) -> None:
    def cut(number: int, turn: int) -> tuple[str, str]:
        if number != 2:
            return plain(number, turn)
        return (more, "stop") if turn else ("The light came from the old l", "length")

    author.chapter = cut
    made = write(writer, author, chapters=3)
    assert f"## 2. Night\n\n{joined}\n\n## 3. Dawn\n" in made.text
    assert "Chapter 2 ended at max_tokens and was continued." in made.report.notes
    assert "cut" not in made.report.measured
    ask = next(body for kind, body in reversed(author.asked) if kind == "chapter 2")
    assert [m["role"] for m in ask["messages"]][-2:] == ["assistant", "user"]
    assert "The light came from the old l" in ask["messages"][-1]["content"]


def test_a_chapter_without_end_is_continued_three_times(writer: Host, author: Author) -> None:
    author.chapter = lambda number, turn: (f"Part {turn} of it goes on\n\n", "length")
    made = write(writer, author, chapters=2)
    for turn in range(4):
        assert made.text.count(f"Part {turn} of it goes on") == 2
    assert author.kinds().count("chapter 1") == 4
    assert made.report.measured["cut"] is True
    assert "Chapters 1, 2 ended at max_tokens and were continued." in made.report.notes


def test_an_empty_chapter_is_asked_again_and_never_left_out(writer: Host, author: Author) -> None:
    author.chapter = lambda number, turn: (
        ("", "stop") if (number, turn) == (2, 0) else plain(number, turn)
    )
    assert write(writer, author, chapters=5).text == WHOLE + "\n"
    author.chapter = lambda number, turn: ("", "stop") if number == 2 else plain(number, turn)
    run = stream(writer, author, chapters=5)
    with pytest.raises(MuseError, match="wrote nothing for chapter 2; use another seed"):
        list(run)
    assert "chapter 1 is whole" in run.unfinished[0].data.decode()


# -- going on


def test_a_halted_book_goes_on_to_the_same_end(writer: Host, author: Author) -> None:
    kept = halted(writer, author)
    assert kept.count(" is whole -->") == 2 and kept.endswith(
        "## 3. Dawn\n\nParagraph 1 of chapter 3, it r"
    )
    author.asked.clear()
    made = write(writer, author, extend=file(kept))
    assert made.text == WHOLE + "\n"
    kinds = [kind for kind in author.kinds() if kind != "summary"]
    assert kinds == ["chapter 3", "chapter 4", "chapter 5"]
    assert "Chapter 3 was unfinished and is written again." in made.report.notes


@pytest.mark.parametrize("prompt", ["go on", "a poem of the sea", ""])
def test_a_halted_book_stays_one_whatever_the_prompt_says(
    writer: Host, author: Author, prompt: str
) -> None:
    kept = halted(writer, author)
    assert write(writer, author, extend=file(kept), prompt=prompt).text == WHOLE + "\n"


def _headed(number: int, turn: int) -> tuple[str, str]:
    return f"## Scene\n\nOne.\n\n## {number}. Dusk\n\nTwo.\n\n### Dusk\n\nThree.", "stop"


def test_headings_inside_chapters_change_nothing(writer: Host, author: Author) -> None:
    author.chapter = _headed
    kept = halted(writer, author)
    whole = write(writer, author, chapters=5).text
    author._turns.clear()
    assert write(writer, author, extend=file(kept)).text == whole
    assert whole.count("Three.") == 5


def test_edited_prose_stays_byte_for_byte(writer: Host, author: Author) -> None:
    kept = halted(writer, author)
    edited = (
        kept.replace("# The Lamp\n", "# My  Lamp\n\nFor Anna. \n", 1)
        .replace("Paragraph 2 of chapter 1, it rained.", "## I wrote\n\n\n\nthis  myself.\t")
        .replace("## 2. Night", "## The second, by me")
    )
    made = write(writer, author, extend=file(edited)).text
    cut = made.index("## 3. Dawn")
    marked = edited[: edited.index("## 3. Dawn")]
    assert made[:cut] == _unmarked(marked)
    assert made[cut:] == WHOLE[WHOLE.index("## 3. Dawn") :] + "\n"


def _unmarked(text: str) -> str:
    import re

    return re.sub(r"<!-- muse.*?-->\r?\n\r?\n", "", text, flags=re.S)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_windows_line_ends_and_a_mark_stay_as_they_are(
    writer: Host, author: Author, mark: bytes
) -> None:
    kept = mark + halted(writer, author).replace("\n", "\r\n").encode()
    run = stream(writer, author, extend=file(kept))
    told = "".join(event.piece for event in run if isinstance(event, Text))
    assert run.result.text == (WHOLE + "\n").replace("\n", "\r\n") == told


def test_a_book_halted_twice_goes_on(writer: Host, author: Author) -> None:
    first = halted(writer, author, at=2).replace("\n", "\r\n")
    author.chapter = lambda number, turn: ("It", "dies") if number == 4 else plain(number, turn)
    run = stream(writer, author, extend=file(first))
    with pytest.raises(MuseError):
        list(run)
    second = run.unfinished[0].data
    author.chapter = plain
    made = write(writer, author, extend=file(second))
    assert made.text.replace("\r\n", "\n") == WHOLE + "\n" and "\n\n" not in made.text


def test_nothing_is_kept_of_a_book_to_which_nothing_came(writer: Host, author: Author) -> None:
    kept = halted(writer, author)
    run = stream(writer, author, extend=file(kept), base_url="http://127.0.0.1:9")
    with pytest.raises(MuseError, match="can't be reached"):
        list(run)
    assert run.unfinished == []


def test_a_mark_that_somebody_removed_costs_no_chapter(writer: Host, author: Author) -> None:
    kept = halted(writer, author, at=4).replace("<!-- muse chapter 2 is whole -->\n\n", "")
    assert write(writer, author, extend=file(kept)).text == WHOLE + "\n"
    kept = halted(writer, author, at=4).replace("<!-- muse chapter 3 is whole -->\n\n", "")
    assert write(writer, author, extend=file(kept)).text == WHOLE + "\n"


def test_an_outline_that_was_broken_is_told(writer: Host, author: Author) -> None:
    kept = halted(writer, author).replace('"', "")
    with pytest.raises(RequestError, match=r"outline inside b\.unfinished\.md can't be read"):
        write(writer, author, extend=file(kept))


def test_what_somebody_added_behind_the_last_chapter_stays(writer: Host, author: Author) -> None:
    run = stream(writer, author, chapters=2)
    drafts = [event.text for event in run if isinstance(event, Draft)]
    assert write(writer, author, extend=file(drafts[-1])).text == run.result.text
    made = write(writer, author, extend=file(drafts[-1] + "## The end\n\nBy me."))
    assert made.text.endswith("chapter 2, it rained.\n\n## The end\n\nBy me.")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_book_whose_chapters_are_all_whole_is_finished_as_it_would_have_been(
    writer: Host, author: Author, newline: str
) -> None:
    run = stream(writer, author, chapters=5)
    drafts = [event.text for event in run if isinstance(event, Draft)]
    author.asked.clear()
    made = write(writer, author, extend=file(drafts[-1].replace("\n", newline)))
    assert made.text == (WHOLE + "\n").replace("\n", newline)
    assert author.asked == []


OUTLINE = b"# The Lamp\n\n## 1. Dusk\n\n- Out.\n\n## 2. Night\n\n- Dark.\n\n## 3. Dawn\n\n- On.\n"


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("# L\n\n## Dusk\n\nIt.\n\n## Scene\n\nB.\n", "## 2. Night"),
        (
            "# L\r\n\r\n## 1. Dusk\r\n\r\n## Scene\r\n\r\nIt.\r\n\r\n## 2. NIGHT!\r\n\r\nB.",
            "## 3. Dawn",
        ),
        ("# Chapter One\n\nIt.\n\n# Chapter Two: my night\n\n## 1. A\n\nB.\n", "## 3. Dawn"),
        ("## By me\n\nIt.\n\n## And again\n\nB.\n", "## 3. Dawn"),
        ("Only the beginning.\n\nIt rained.", "## 1. Dusk"),
        ("第一章的稿子\n\n## 第一章 黄昏\n\n雨。\n", "## 2. Night"),
    ],
)
def test_somebody_elses_text_goes_on_where_it_ends(
    writer: Host, author: Author, text: str, follows: str
) -> None:
    made = write(writer, author, extend=file(text), outline=file(OUTLINE, "o.md")).text
    assert made.startswith(text)
    assert made[len(text) :].lstrip("\r\n").startswith(follows)
    assert made.rstrip().endswith("chapter 3, it rained.")


def test_half_an_answer_in_json_is_kept_as_text(
    writer: Host, author: Author, tmp_path: Path
) -> None:
    author.plans = ['{"a": [1, 2']
    run = stream(
        writer,
        author,
        json_schema=file(b'{"type": "object"}', "s.json"),
        output=tmp_path / "x.json",
    )
    with pytest.raises(MuseError, match="not complete JSON"):
        list(run)
    assert (tmp_path / "x.unfinished.txt").read_text() == '{"a": [1, 2'


# -- one chapter again


def again(number: int, turn: int) -> tuple[str, str]:
    return f"## {number}. Dawn\n\nWholly new.", "stop"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_chapter_is_written_again_and_the_others_stay(
    writer: Host, author: Author, newline: str
) -> None:
    text = (
        (WHOLE + "\n")
        .replace("## 3. Dawn", "## 3. Dawn, as I call it")
        .replace("2 of chapter 4, it", "## 9. Odd\n\n 2 of chapter 4, it ")
    )
    text = text.replace("\n", newline)
    author.chapter = again
    made = write(writer, author, extend=file(text, "b.md"), chapter=3, prompt="make it darker")
    old = newline.join(plain(3, 0)[0].split("\n"))
    assert made.text == text.replace(old, "Wholly new.")
    ask = author.asked[-1][1]["messages"][-1]["content"]
    assert "make it darker" in ask and "1 of chapter 4" in ask and "They met." in ask
    assert any("Chapter 3 was written again" in note for note in made.report.notes)


def test_alternatives_of_a_chapter(writer: Host, author: Author) -> None:
    author.chapter = lambda number, turn: (f"New {turn}.", "stop")
    made = write(writer, author, extend=file(WHOLE), chapter=5, count=3)
    assert [each.data.decode()[-6:] for each in made] == ["New 0.", "New 1.", "New 2."]


def test_a_chapter_of_an_unfinished_book_leaves_it_unfinished(writer: Host, author: Author) -> None:
    kept = halted(writer, author)
    author.chapter = again
    made = write(writer, author, extend=file(kept), chapter=2).text
    assert made == kept.replace(plain(2, 0)[0], "Wholly new.")
    author.chapter = plain
    done = write(writer, author, extend=file(made)).text
    assert done == (WHOLE + "\n").replace(plain(2, 0)[0], "Wholly new.")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"chapter": 3}, "chapter: there is no text that it is in; give the text by --extend"),
        ({"chapter": 6, "extend": WHOLE}, "chapter: there is no whole chapter 6; give one of 1"),
        ({"chapter": 1, "extend": "It rained."}, "extend: the text has no chapters"),
    ],
)
def test_a_chapter_that_isnt_there_is_refused(
    writer: Host, author: Author, fields: dict[str, Any], told: str
) -> None:
    if "extend" in fields:
        fields = {**fields, "extend": file(fields["extend"])}
    with pytest.raises(RequestError, match=told):
        write(writer, author, **fields)
    assert author.asked == []
