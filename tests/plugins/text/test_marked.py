"""Marks in the choice of phrases: put in on request, found again, and not where there is none."""

from pathlib import Path
from random import Random

import pytest

from muse import Host, RequestError
from muse_text.checking import check
from muse_text.grammar.rules import Rules
from muse_text.marked import choices, keys

STORY = {"generator": "grammar", "form": "story", "prompt": "a story about a lighthouse"}


def words(seed: int, count: int) -> str:
    """Return words by chance, some of them often, as texts have."""
    draw = Random(seed)
    return " ".join(f"w{int(draw.paretovariate(0.7)) % 3000}" for _ in range(count))


def test_a_marked_story_is_found_and_another_isnt(host: Host) -> None:
    for seed in range(3):
        marked = host.run("text", seed=seed, watermark=True, **STORY).text
        plain = host.run("text", seed=seed, **STORY).text
        assert choices.look(marked, keys.PUBLIC).marked
        assert not choices.look(plain, keys.PUBLIC).marked
        assert not choices.look(marked, "another key").marked


@pytest.mark.parametrize(
    "fields",
    [
        {"form": "outline", "prompt": "an outline about a journey"},
        {"form": "script", "prompt": "a script about a ship"},
        {"form": "story", "prompt": "一个关于狐狸的故事"},
    ],
)
def test_each_form_of_prose_carries_a_mark(host: Host, fields: dict[str, str]) -> None:
    run = {"generator": "grammar", "seed": 5, **fields}
    assert choices.look(host.run("text", watermark=True, **run).text, keys.PUBLIC).marked
    assert not choices.look(host.run("text", **run).text, keys.PUBLIC).marked


def test_a_mark_outlasts_a_cut_and_small_changes(host: Host) -> None:
    text = host.run("text", seed=1, watermark=True, length="long", **STORY).text
    half = text[len(text) // 4 : 3 * len(text) // 4]
    assert choices.look(half, keys.PUBLIC).z > 4
    changed = " ".join(w for n, w in enumerate(text.upper().split()) if n % 12)
    assert choices.look(changed, keys.PUBLIC).marked


def test_unmarked_words_are_as_chance_has_them() -> None:
    found = [choices.look(words(seed, 300), keys.PUBLIC).z for seed in range(200)]
    mean = sum(found) / len(found)
    spread = (sum((z - mean) ** 2 for z in found) / len(found)) ** 0.5
    assert abs(mean) < 0.2 and 0.7 < spread < 1.15 and max(found) < choices.FOUND


def test_what_is_repeated_counts_once() -> None:
    liked = next(f"a{n} b{n}" for n in range(9) if choices.look(f"a{n} b{n}", "k").z > 0)
    seen = choices.look(f"{liked}. " * 500, "k")
    assert seen.pairs <= 2 and not seen.marked
    assert choices.look("", "k") == (0.0, 0)


def test_a_short_text_is_never_marked() -> None:
    assert not choices.Found(9.0, choices.FEWEST - 1).marked
    assert choices.Found(9.0, choices.FEWEST).marked


def test_of_several_ways_the_liked_one_is_taken_and_nothing_else_changes() -> None:
    tables = {"say": [f"[the|a] word{n} {{@more}}" for n in range(20)], "more": ["x", "y", "z"]}
    plain = [Rules(Random(seed), tables).draw("say") for seed in range(30)]
    liked = []
    for seed in range(30):
        rules = Rules(Random(seed), tables)
        rules.liking = lambda text: text.count("z") + text.count("the")
        liked.append(rules.draw("say"))
    assert all(" z" in each and each.startswith("the") for each in liked)
    assert [Rules(Random(seed), tables).draw("say") for seed in range(30)] == plain
    assert len({each.split()[1] for each in liked}) > 8  # still as various


def test_verse_and_passages_carry_none_and_say_so(host: Host) -> None:
    poem = host.run("text", generator="grammar", form="poem", prompt="rain", watermark=True)[0]
    assert "verse" in poem.report.ignored["watermark"]
    more = host.run("text", generator="grammar", extend=b"# A\n\nClara saw it.\n", watermark=True)
    assert more[0].report.ignored["watermark"]


def test_the_users_own_key_marks_so_that_he_alone_finds_it(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('[plugins.text]\nwatermark_key = "hush"\n')
    with Host(library=tmp_path / "a", config=config) as mine:
        made = mine.run("text", seed=2, watermark=True, **STORY)[0]
        assert "key in your settings" in " ".join(made.report.notes)
        assert choices.look(made.data.decode(), "hush").marked
        assert not choices.look(made.data.decode(), keys.PUBLIC).marked
        path = tmp_path / "story.md"
        path.write_text(made.data.decode())
        told = check(path, mine)
        assert told is not None and "the key in your settings" in told["reasons"][0]
    with Host(library=tmp_path / "b", config=tmp_path / "none.toml") as other:
        assert check(path, other) is None
    config.write_text("[plugins.text]\nwatermark_key = 3\n")
    with Host(library=tmp_path / "a", config=config) as mine:
        with pytest.raises(RequestError, match="is no text"):
            mine.run("text", watermark=True, **STORY)


def test_a_file_is_looked_at_and_told(host: Host, tmp_path: Path) -> None:
    text = host.run("text", seed=4, watermark=True, **STORY).text
    for name, data in {
        "a.md": text.encode(), "a.txt": b"\xef\xbb\xbf" + text.encode(),
        "a.html": f"<html><p>{text.replace(chr(10), '</p><p>')}</p>".encode(),
    }.items():  # fmt: skip
        path = tmp_path / name
        path.write_bytes(data)
        told = check(path, host)
        assert told is not None and (told["kind"], told["made_by"]) == ("mark", "text.grammar")
        assert "standard deviations above chance" in told["reasons"][0]


@pytest.mark.parametrize("data", [b"", b"\0" * 50, b"\xff\xfe", b"x" * (2**21 + 1), b"Plain."])
def test_other_files_have_nothing_to_say(host: Host, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    assert check(path, host) is None
    assert check(tmp_path / "gone.txt", host) is None
