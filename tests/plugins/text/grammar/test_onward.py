"""A text that is there: gone on with, and one passage of it in other words."""

import re
from pathlib import Path
from random import Random

import pytest

import muse
from muse import RequestError
from muse_text.grammar.onward import anew, go_on
from muse_text.grammar.onward.blocks import joined, passages
from muse_text.grammar.onward.known import read
from muse_text.grammar.onward.tense import present
from muse_text.grammar.verse import forms, phones, tones

MILL = """# The Mill

Clara had not been back to the mill since the flood. The wheel was gone. She stood on the bridge.

“You came,” said a voice behind her. It was Joseph, older, with his hat in his hand.

Clara did not turn round. The key was cold.
"""
TRAIN = """I took the night train, which was the cheapest. There was nobody in the carriage but
a man named Victor, with a parrot in a hatbox. I asked him where he was going. Victor said nothing.
"""
TEA = """清晨，周屿推开茶馆的门。雨还在下，屋檐底下站着一个女人，手里拿着一把旧伞。

“还没开张。”周屿说。

“我等得起。”女人说。她叫沈青，是从南边来的。周屿看了看那把旧伞，想起十年前的事。
"""
POEM = (
    "# Rain\n\nThe rain goes by below the hill,  \nAnd asks for one more light;  \n"
    "The gutter has a word with us,  \nAnd keeps it for the night.\n"
)


def test_passages_are_the_text_letter_for_letter() -> None:
    for text in (MILL, TEA, POEM, "a\n \n\n\nb\n", "- one\n- two\n\n**ANN**: Yes.\n"):
        assert joined(passages(text)) == text


def test_people_are_known_by_their_names() -> None:
    assert [who.name for who in read(MILL, None).people] == ["Clara", "Joseph"]
    assert [who.pronoun for who in read(MILL, None).people] == ["she", "he"]
    known = read(TRAIN, None)
    assert known.first_person and [who.name for who in known.people] == ["Victor"]
    assert [who.name for who in read(TEA, None).people] == ["周屿", "沈青"]


def test_a_story_goes_on_with_its_own_people() -> None:
    for seed in range(6):
        made = go_on(MILL, Random(seed))
        assert made.text == MILL + "\n" + made.added
        assert {"Clara", "Joseph"} & set(re.findall(r"[A-Z]\w+", made.added))
        assert not made.new
        assert 20 < len(made.added.split()) < 200
    assert len({go_on(MILL, Random(seed)).added for seed in range(6)}) > 3


def test_the_first_person_stays() -> None:
    for seed in range(4):
        told = re.sub(r"“[^”]*”", "", go_on(TRAIN, Random(seed)).added)
        assert re.search(r"\b(?:I|me|my|We|we)\b", told)


def test_the_present_tense_stays() -> None:
    asked = "Ann and Ben sat down, and Ann had a cup. “I saw it,” said Ben. They were cold."
    assert present(asked, {"Ann", "Ben"}) == (
        "Ann and Ben sit down, and Ann has a cup. “I saw it,” says Ben. They are cold."
    )
    now = MILL.replace("had not been", "has not been").replace("was", "is")
    now = now.replace("stood", "stands").replace("looked", "looks").replace("did not", "does not")
    for seed in range(4):
        added = re.sub(r"“[^”]*”", "", go_on(now, Random(seed)).added)
        assert not re.search(r"\b(?:was|were|had|said|looked|sat|went)\b", added)


def test_chinese_goes_on_in_chinese() -> None:
    for seed in range(4):
        added = go_on(TEA, Random(seed)).added
        assert "周屿" in added or "沈青" in added or "她们" in added
        assert not re.search("[A-Za-z{}<>]", added)


def test_so_many_words_more_and_an_end() -> None:
    long = go_on(MILL, Random(1), words=220)
    assert 220 <= len(long.added.split()) < 420
    whole = long.added.split("\n\n")
    assert len(set(whole)) == len(whole)
    assert len(passages(go_on(MILL, Random(2), ending=True).added)) >= 3


def test_a_stanza_has_the_meter_and_rhyme_of_the_last() -> None:
    for seed in range(4):
        lines = passages(go_on(POEM, Random(seed)).added)[0].lines
        assert [phones.count(line) for line in lines] == [8, 6, 8, 6]
        assert forms.rhyme_scheme(lines) == "xaxa"


def test_a_jue_follows_a_jue_in_its_rhyme() -> None:
    poem = muse.run("text", generator="text.grammar", prompt="写一首七绝，关于秋天", seed=0)[0]
    text = poem.files[".md"].data.decode()
    made = passages(go_on(text, Random(3)).added)[0].lines
    assert forms.qijue([made])
    assert tones.group(tones.characters(made[1])) == tones.group(
        tones.characters(passages(text)[-1].lines[1])
    )


def test_one_passage_is_written_anew_and_the_others_stay() -> None:
    whole = muse.run("text", generator="text.grammar", prompt="a story about Anna", seed=3)[0]
    text = whole.files[".md"].data.decode()
    before = passages(text)
    for place in (3, 5):
        made = anew(text, place, Random(place)).text
        after = passages(made)
        assert [k for k in range(len(before)) if before[k] != after[k]] == [place]
        assert made[: text.index(before[place].raw)] == text[: text.index(before[place].raw)]
    with pytest.raises(IndexError):
        anew(text, 99, Random(1))


def test_it_is_asked_for_by_fields(tmp_path: Path) -> None:
    file = tmp_path / "mill.md"
    file.write_text(MILL, encoding="utf-8")
    asked = {"generator": "text.grammar", "extend": file, "seed": 4}
    made = muse.run("text", **asked)[0]
    again = muse.run("text", **asked)[0]
    assert made.files[".md"].data == again.files[".md"].data
    assert made.files[".md"].data.decode().startswith(MILL)
    assert made.measured["added"] > 20
    own = {"generator": "text.grammar", "prompt": "a story about Anna", "seed": 4}
    texts = {muse.run("text", **own, passage=4, wording=k)[0].files[".md"].data for k in (1, 2, 3)}
    assert len(texts) == 3


def test_what_cannot_be_gone_on_with_is_told(tmp_path: Path) -> None:
    file = tmp_path / "empty.md"
    file.write_text(" \n", encoding="utf-8")
    with pytest.raises(RequestError, match="extend"):
        muse.run("text", generator="text.grammar", extend=file)
    file.write_text(MILL, encoding="utf-8")
    with pytest.raises(RequestError, match="passage"):
        muse.run("text", generator="text.grammar", extend=file, passage=9)
