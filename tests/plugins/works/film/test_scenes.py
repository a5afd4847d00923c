"""Texts and storyboards as scenes."""

import pytest

from muse_works.film import storyboard
from muse_works.film.condition import FilmCondition
from muse_works.film.language import chinese, sentences
from muse_works.film.moods import mood
from muse_works.film.planning import asked
from muse_works.film.scenes import Scene, checked, of_text, pictured
from muse_works.film.storyboard import Board

BOARD = """# The Letter

mood: calm
style: ink

## On the shore

A keeper finds a letter.
He reads it.

- picture: a lighthouse, a bottle in the sand
- seconds: 6.5
- move: zoom in
- transition: fade

## Night

![a boat](2)

- title: Night
"""


def test_a_storyboard_is_read_as_a_writer_types_it() -> None:
    board = storyboard.read(BOARD)
    assert board.title == "The Letter"
    assert board.about == {"mood": "calm", "style": "ink"}
    assert board.scenes == (
        Scene(
            say="A keeper finds a letter. He reads it.",
            picture="a lighthouse, a bottle in the sand",
            seconds=6.5,
            move="zoom_in",
            transition="fade",
        ),
        Scene(picture=2, title="Night"),
    )


def test_a_chinese_storyboard() -> None:
    board = storyboard.read(
        "# 信\n\n音乐: 平静\n\n## 一\n\n天黑了。\n\n- 画面：海边的灯塔\n- 镜头：推近\n- 秒：3\n"
    )
    assert board.scenes == (Scene("天黑了。", "海边的灯塔", seconds=3.0, move="zoom_in"),)
    assert board.about == {"music": "平静"}


@pytest.mark.parametrize("write", [storyboard.markdown, storyboard.to_json])
def test_what_is_written_is_read_again(write: object) -> None:
    board = storyboard.read(BOARD)
    assert storyboard.read(write(board)) == board  # type: ignore[operator]
    zh = Board(
        "信", {}, (Scene("天黑了。", "灯塔", 0, "夜", 2.5, "pan_up", "page"), Scene(picture=1))
    )
    assert storyboard.read(write(zh)) == zh  # type: ignore[operator]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"move": "fly"}, "move 'fly' is none of"),
        ({"seconds": -1}, "seconds of a scene are 0 to 600"),
        ({"words": 3}, "say of a scene is a text"),
        ({"colour": "red"}, "a scene has no 'colour'"),
        ({"picture": [1]}, "picture of a scene"),
    ],
)
def test_scenes_that_are_none_say_why(given: dict, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        checked(given)


def test_damaged_storyboards_say_where() -> None:
    with pytest.raises(ValueError, match="line 2"):
        storyboard.read('{"scenes": [\n nonsense')
    with pytest.raises(ValueError, match="scene 2: transition"):
        storyboard.read("## a\n\nx\n\n## b\n\n- transition: boom\n")
    with pytest.raises(ValueError, match="scene 1: a scene has no 'lens'"):
        storyboard.read("## a\n\nx\n\n- lens: wide\n")


def test_sentences() -> None:
    assert sentences("Mr. Fox ran. “Stop!” cried J. Hare. Why? He didn't know… Then 3.5 km.") == [
        "Mr. Fox ran.",
        "“Stop!” cried J. Hare.",
        "Why?",
        "He didn't know…",
        "Then 3.5 km.",
    ]
    assert sentences("天黑了。“晚安！”狐狸说……月亮出来了。") == [
        "天黑了。",
        "“晚安！”",
        "狐狸说……",
        "月亮出来了。",
    ]
    assert chinese("Muse 让小狐狸唱歌") and not chinese("The word 你好")


def test_texts_become_scenes() -> None:
    assert [s.say for s in of_text("It is late. He goes out at dawn. Why?")] == [
        "It is late.",
        "He goes out at dawn. Why?",
    ]
    long = "One is here. Two is here. Three is here. Four is here."
    assert [len(sentences(s.say)) for s in of_text(f"{long}\n\nEnd of it.")] == [2, 2, 1]


def test_pictures_say_who_and_where() -> None:
    told = "A fox named Tarn lives in the forest. He looks at the stars. Then Tarn goes to sleep."
    shown = [str(scene.picture) for scene in pictured(of_text(told))]
    assert shown[0] == "A fox lives in the forest."
    assert shown[1] == "the fox looks at the stars, the forest"
    assert shown[2].startswith("Then the fox goes to sleep")
    zh = [str(s.picture) for s in pictured(of_text("一只小狐狸住在森林里。他看星星。"))]
    assert zh[1] == "小狐狸看星星，森林"
    assert pictured([Scene(say="x", picture="y")], "at night")[0].picture == "y"


def test_moods_follow_the_words() -> None:
    assert mood("She cried alone in the rain") == "sad"
    assert mood("他们快乐地跳舞") == "happy"
    assert mood("") == "calm"


def test_sentences_of_a_sound_have_the_times_of_their_words() -> None:
    from muse_works.film.timing import told

    times = [
        (0, 0.3, "Once"),
        (0.3, 0.8, "upon"),
        (1, 1.8, "time"),
        (2.5, 2.9, "He"),
        (3, 3.4, "ran"),
    ]
    scene = checked({"say": "Once upon time. He ran!", "sound": 1, "times": times})
    found = told(scene.say, 5.0, scene.times)
    assert [(each.text, each.start, each.end) for each in found] == [
        ("Once upon time.", 0, 1.8),
        ("He ran!", 2.5, 3.4),
    ]
    assert [each.start for each in told("One. Two.", 4.0, ())] == [0, 2.0]
    with pytest.raises(ValueError, match="times of a scene"):
        checked({"times": [[3, 1, "x"]]})


def test_what_no_file_can_hold_is_left_out_of_scenes() -> None:
    board = storyboard.read(
        '{"title": "\\ud800A", "scenes": [{"say": "hi\\u0001", "picture": "\\udfffb"}]}'
    )
    assert (board.title, board.scenes[0].say, board.scenes[0].picture) == ("A", "hi", "b")
    assert storyboard.to_json(board).encode()


def test_a_long_prompt_is_read_soon() -> None:
    word = "y" * 20_000
    assert asked(FilmCondition(prompt=f"lyric video of a {word}")) == ("song", f"of a {word}")
    found = asked(FilmCondition(prompt="a lyric video of a slow song about the sea"))
    assert found == ("song", "slow song about the sea")
