"""What rows ask for: templates, the grid, names, keys and seeds."""

import json
from pathlib import Path
from typing import Any

import pytest

from muse import Host
from muse.batches.grid import axes, combinations
from muse.batches.naming import safe
from muse.batches.plan import Asked, Plan
from muse.batches.table import Rows
from muse.batches.templates import Names, Template
from muse.errors import RequestError


def plan(zoo: Host, rows: list[dict[str, Any]], folder: Path, **asked: Any) -> Plan:
    return Plan(zoo, Rows(rows), Asked(**{"generator": "zoo.dots", **asked}), folder)


def fields(made: Plan) -> list[dict[str, Any]]:
    found = []
    for each in made:
        assert each.task is not None, each.problem
        found.append({k: v for k, v in each.task.fields.items() if k != "seed"})
    return found


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{title} by {Artist}", "Lake by Ann"),
        ("{ TITLE }", "Lake"),
        ("{标题}", "湖"),
        ("{{title}} of {title}", "{title} of Lake"),
        ("{born year}/{born_year}/{born-year}", "1999/1999/1999"),
        ('{"a": 1}', '{"a": 1}'),
        ("plain", "plain"),
        ("{born year}", 1999.0),  # a name alone is the value itself
    ],
)
def test_templates(text: str, filled: object) -> None:
    names = Names(["title", "artist", "标题", "Born Year"])
    row = {"title": "Lake", "artist": "Ann", "标题": "湖", "Born Year": 1999.0}
    assert Template(text, names, "--prompt").fill(row) == filled


def test_templates_say_what_is_missing() -> None:
    names = Names(["title", "artist"])
    with pytest.raises(RequestError, match=r"--prompt: there is no column 'titel'.*\{title\}"):
        Template("{titel}", names, "--prompt")
    with pytest.raises(RequestError, match="the column 'artist' is empty"):
        Template("by {artist}", names, "--prompt").fill({"artist": " "})


def test_axes_and_their_combinations() -> None:
    found = axes(["style=ink, oil", "seed=1..3", "steps=10..20:5", "negative-prompt=a\\, b,c"])
    assert found == {
        "style": ["ink", "oil"],
        "seed": [1, 2, 3],
        "steps": [10, 15, 20],
        "negative_prompt": ["a, b", "c"],
    }
    two = combinations({"a": [1, 2], "b": ["x", "y"]})
    assert [tuple(each.values()) for each in two] == [(1, "x"), (1, "y"), (2, "x"), (2, "y")]
    assert list(combinations({})) == [{}]
    assert axes(["n=3..1"]) == {"n": [3, 2, 1]}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (["style"], "is no axis"),
        (["=a"], "is no axis"),
        (["style="], "is no axis"),
        (["a=1", "a=2"], "is given twice"),
        (["a=1,1"], "has 1 twice"),
        (["a=1..9999999"], "is no range"),
    ],
)
def test_what_is_no_axis_is_told(told: list[str], why: str) -> None:
    with pytest.raises(RequestError, match=why):
        axes(told)


def test_columns_are_fields_options_and_the_grid_come_before_them(
    zoo: Host, tmp_path: Path
) -> None:
    rows = [
        {"Prompt": "a", "dots": "5", "tags": "x; y", "note": "n"},
        {"Prompt": "b", "dots": "", "tags": '["z"]', "note": "m"},
    ]
    made = plan(zoo, rows, tmp_path, grid={"shade": ["dark", "light"]})
    assert fields(made) == [
        {"prompt": "a", "dots": "5", "tags": ["x", "y"], "shade": "dark"},
        {"prompt": "a", "dots": "5", "tags": ["x", "y"], "shade": "light"},
        {"prompt": "b", "tags": ["z"], "shade": "dark"},
        {"prompt": "b", "tags": ["z"], "shade": "light"},
    ]
    assert made.unused == ["note"]
    over = plan(zoo, rows, tmp_path, fields={"prompt": "{prompt}, {note}", "dots": 7})
    assert [each["prompt"] for each in fields(over)] == ["a, n", "b, m"]
    assert {each["dots"] for each in fields(over)} == {7}
    assert over.unused == []


def test_columns_may_be_called_in_chinese(zoo: Host, tmp_path: Path) -> None:
    made = plan(zoo, [{"提示词": "湖", "种子": "4", "编号": "甲"}], tmp_path)
    (each,) = made
    assert each.task and each.task.fields == {"prompt": "湖", "seed": 4}
    assert each.task.name == "甲"


def test_an_axis_may_be_a_word_of_a_template(zoo: Host, tmp_path: Path) -> None:
    made = plan(
        zoo,
        [{"id": "a"}],
        tmp_path,
        fields={"prompt": "a hill by {artist}"},
        grid={"artist": ["Ann", "Bob"]},
    )
    assert [each["prompt"] for each in fields(made)] == ["a hill by Ann", "a hill by Bob"]
    assert [each.task.name for each in made if each.task] == ["a-ann", "a-bob"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"grid": {"dots": [1]}}, "an axis of the grid and a column"),
        ({"grid": {"shade": ["dark"]}, "fields": {"shade": "dark"}}, "and an option"),
        ({"name": "{nobody}"}, "there is no column 'nobody'"),
        ({"generator": None}, "nothing says what to make"),
    ],
)
def test_what_contradicts_itself_is_told(
    zoo: Host, tmp_path: Path, asked: dict[str, Any], told: str
) -> None:
    with pytest.raises(RequestError, match=told):
        plan(zoo, [{"dots": 3}], tmp_path, **asked)


def test_rows_may_say_their_generator(zoo: Host, tmp_path: Path) -> None:
    rows = [{"generator": "zoo.dots"}, {"generator": "other"}, {"generator": "zoo.dotz"}]
    found = list(plan(zoo, rows, tmp_path, generator="zoo.letters"))
    assert found[0].task and found[0].task.generator == "zoo.dots"
    assert found[1].task is None and found[2].task is None and "dotz" in found[2].problem


def test_seeds_come_from_the_row_alone(zoo: Host, tmp_path: Path) -> None:
    rows = [{"prompt": "a"}, {"prompt": "b"}, {"prompt": "a"}]

    def seeds(rows: list[dict[str, Any]], **asked: Any) -> list[Any]:
        made = plan(zoo, rows, tmp_path, **asked)
        return [each.task.fields["seed"] for each in made if each.task]

    a, b, again = seeds(rows)
    assert len({a, b, again}) == 3  # who asks twice wants two
    assert seeds([{"prompt": "new"}, *rows])[1:] == [a, b, again]
    assert seeds(rows[:1], grid={"shade": ["light", "dark"]}) == [a, a]  # to be compared
    assert seeds(rows[:1], fields={"dots": 3}) == [a]
    assert seeds([{"prompt": "a", "count": 3}]) == [a, (a + 1) % 2**32, (a + 2) % 2**32]
    assert seeds([{"prompt": "a", "seed": "7", "count": "2"}]) == [7, 8]


def test_keys_tell_apart_whatever_decides_about_the_bytes(zoo: Host, tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"one")
    row = {"prompt": "a", "photo": str(photo), "name": "n"}

    def key(folder: Path = tmp_path, **asked: Any) -> str:
        (each,) = plan(zoo, [row], folder, **asked)
        assert each.task is not None
        assert json.loads(json.dumps(each.task.to_json()))["key"] == each.task.key
        return each.task.key

    first = key()
    assert key() == first
    keys = [
        first,
        key(tmp_path / "other"),
        key(fields={"dots": 9}),
        key(fields={"seed": 9}),
        key(formats=(".jpg",)),
        key(name="m"),
        key(options={"no_embed": True}),
    ]
    photo.write_bytes(b"other")
    keys.append(key())
    assert len(set(keys)) == len(keys)
    assert key(options={"device": "cpu"}) == keys[-1]  # where isn't what


def test_files_are_looked_for_beside_the_table(zoo: Host, tmp_path: Path) -> None:
    table = tmp_path / "sub" / "rows.csv"
    table.parent.mkdir()
    table.write_text("photo\na.png\nb.png\n-\n")
    table.with_name("a.png").write_bytes(b"x")
    from muse.batches.table import read

    found = list(Plan(zoo, read(table), Asked("zoo.dots"), tmp_path))
    assert found[0].task and found[0].task.fields["photo"] == str(table.with_name("a.png"))
    assert "there is no file" in found[1].problem and found[1].where == "row 2 (line 3)"
    assert "standard input" in found[2].problem


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IMG_001", "IMG_001"),
        ("a/b\\c:d*?", "a-b-c-d"),
        ("../../etc", "etc"),
        ("  .hidden. ", "hidden"),
        ("con", "con-"),
        ("NUL.txt", "NUL.txt-"),
        ("湖上的山", "湖上的山"),
        ("a\x00\nb", "a-b"),
        ("x" * 300, "x" * 120),
        ("...", ""),
    ],
)
def test_names_are_safe(text: str, name: str) -> None:
    assert safe(text) == name


def test_names_by_template_by_column_by_number(zoo: Host, tmp_path: Path) -> None:
    rows = [{"id": "A/1", "prompt": "A lake, and mountains!"}]

    def names(rows: list[dict[str, Any]], **asked: Any) -> list[str]:
        return [each.task.name for each in plan(zoo, rows, tmp_path, **asked) if each.task]

    assert names(rows) == ["A-1"]
    assert names(rows, grid={"shade": ["dark", "light"]}) == ["A-1-dark", "A-1-light"]
    by_shade = {"grid": {"shade": ["dark", "light"]}, "name": "{shade}/{id}"}
    assert names(rows, **by_shade) == ["dark/A-1", "light/A-1"]
    assert names([{"prompt": rows[0]["prompt"]}]) == ["0001-a-lake-and-mountains"]
    assert names([{"dots": 3, "count": 2}]) == ["0001-1", "0001-2"]
    assert names([{"id": "cat.png"}]) == ["cat"]
    assert names([{"id": "cat"}], name="{row}-{generator}-{dots}", fields={"dots": 4}) == [
        "1-zoo.dots-4"
    ]
    (empty,) = plan(zoo, [{"id": "", "prompt": "a"}], tmp_path)
    assert "name: it is empty" in empty.problem
