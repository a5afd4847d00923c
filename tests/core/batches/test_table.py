"""Tables: every way in which rows come, and every way in which they are wrong."""

import json
from pathlib import Path

import pytest

from muse.batches.table import Csv, Folder, Json, Rows, read
from muse.errors import RequestError


def put(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def values(path: Path, encoding: str | None = None) -> list[dict[str, object]]:
    return [dict(row.values) for row in read(path, encoding)]


def test_csv_has_columns_rows_and_lines(tmp_path: Path) -> None:
    table = read(put(tmp_path / "a.csv", 'id,title\n1,"a, b"\n\n2,"two\nlines"\n3\n'))
    assert table.columns == ["id", "title"]
    rows = list(table)
    assert [(row.number, row.line, dict(row.values)) for row in rows] == [
        (1, 2, {"id": "1", "title": "a, b"}),
        (2, 5, {"id": "2", "title": "two\nlines"}),
        (3, 6, {"id": "3"}),
    ]
    assert list(table) == rows  # again, from the start
    assert table.folder == tmp_path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "id;title\n1;a, b\n"),
        ("a.tsv", "id\ttitle\n1\ta, b\n"),
        ("a.txt", "id|title\n1|a, b\n"),
        ("a.csv", "\n\nid;title\r\n1;a, b\r\n"),
    ],
)
def test_other_delimiters_are_seen(tmp_path: Path, name: str, text: str) -> None:
    assert values(put(tmp_path / name, text)) == [{"id": "1", "title": "a, b"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_are_seen(tmp_path: Path, encoding: str) -> None:
    path = put(tmp_path / "a.csv", "标题,id\n湖上的山,1\n".encode(encoding))
    table = read(path)
    assert [dict(row.values) for row in table] == [{"标题": "湖上的山", "id": "1"}]
    told = " ".join(table.notes)
    assert ("GB18030" in told) == (encoding == "gb18030")


def test_an_encoding_may_be_said(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", "id,title\n1,caf\xe9\n".encode("cp1252"))
    assert values(path, "cp1252") == [{"id": "1", "title": "café"}]
    with pytest.raises(RequestError, match="line 2"):
        read(path)  # an é at the end of a line is no GB18030 either
    with pytest.raises(RequestError, match="there is no 'klingon'"):
        read(path, "klingon")
    with pytest.raises(RequestError, match="isn't encoded as utf-8"):
        read(path, "utf-8")


def test_wrong_lines_are_told_with_their_number(tmp_path: Path) -> None:
    rows = list(read(put(tmp_path / "a.csv", "id,title\n1,a\n2,b,c\n3,d\n")))
    assert [row.problem != "" for row in rows] == [False, True, False]
    assert rows[1].line == 3 and "3 cells" in rows[1].problem
    rows = list(read(put(tmp_path / "b.csv", 'id,title\n1,"a"b\n')))
    assert rows[0].line == 2 and "CSV" in rows[0].problem
    rows = list(read(put(tmp_path / "c.jsonl", '{"id": 1}\n{"id": \n[1]\n\n{"id": 2}\n')))
    assert [(row.line, row.problem.partition(" (")[0]) for row in rows] == [
        (1, ""),
        (2, "it is no JSON"),
        (3, 'it is no JSON object; expected {"column": value, ...}'),
        (5, ""),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("id,id\n1,2\n", "two columns 'id'"),
        ("id,,title\n1,2,3\n", "column 2 has no name"),
    ],
)
def test_a_header_that_is_none_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(RequestError, match=told):
        _ = read(put(tmp_path / "a.csv", text)).columns


def test_json_keeps_types_and_may_be_one_list(tmp_path: Path) -> None:
    rows = [{"id": 1, "tags": ["a", "b"]}, {"id": 2, "deep": {"x": 1.5}}]
    lines = "\n".join(map(json.dumps, rows))
    for name, text in [("a.jsonl", lines), ("a.json", json.dumps(rows)), ("a", lines)]:
        table = read(put(tmp_path / name, text))
        assert isinstance(table, Json)
        assert table.columns == ["id", "tags", "deep"]
        assert [dict(row.values) for row in table] == rows


def test_a_folder_of_texts_is_a_table(tmp_path: Path) -> None:
    put(tmp_path / "b.txt", "a fox\n")
    put(tmp_path / "a.md", "湖".encode("gb18030"))
    put(tmp_path / "c.txt", "")
    put(tmp_path / "d.png", b"x")
    put(tmp_path / ".e.txt", "hidden")
    table = read(tmp_path)
    assert isinstance(table, Folder)
    assert [(row.values["name"], row.values.get("text"), row.problem) for row in table] == [
        ("a", "湖", ""),
        ("b", "a fox", ""),
        ("c", "", "c.txt is empty"),
    ]
    tmp_path.joinpath("none").mkdir()
    with pytest.raises(RequestError, match="has no texts"):
        read(tmp_path / "none")


def test_parquet_is_a_table(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    import datetime

    day = datetime.date(2026, 12, 31)
    columns = {"id": [1, 2], "标题": ["a", None], "tags": [["x"], []], "day": [day, day]}
    parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    table = read(tmp_path / "a.parquet")
    assert table.columns == list(columns)
    assert [dict(row.values) for row in table] == [
        {"id": 1, "标题": "a", "tags": ["x"], "day": "2026-12-31"},
        {"id": 2, "标题": None, "tags": [], "day": "2026-12-31"},
    ]
    with pytest.raises(RequestError, match=r"is no Parquet|can't be read"):
        _ = read(put(tmp_path / "b.parquet", b"PAR1 no")).columns


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="there is no"):
        read(tmp_path / "none.csv")
    with pytest.raises(RequestError, match="save it as CSV"):
        read(put(tmp_path / "a.xlsx", b"PK"))


def test_rows_of_python_are_a_table() -> None:
    table = Rows({"id": n} if n else {"x": 1} for n in range(2))
    assert table.columns == ["x", "id"]
    assert [dict(row.values) for row in table] == [{"x": 1}, {"id": 1}]


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", "id,title\n" + "1,a\n" * 100)
    table = read(path)
    assert isinstance(table, Csv)
    rows = iter(table)
    assert next(rows).number == 1
    path.write_text("id,title\n")  # nothing was read ahead but a buffer
    assert sum(1 for _ in rows) <= 99
