"""Conditions: what they accept, and what they say about what they don't."""

import base64
import datetime
from enum import Enum
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from muse import Condition, Field, InputFile, InvalidField
from muse.contract.condition import build, unknown
from muse.contract.fields import describe
from muse.suggest import nearest
from zoo import DotsCondition


class Wide(Condition):
    size: int = Field(3, gt=2, lt=9)
    share: float = Field(0.5, ge=0.25)
    most: int = Field(3, le=7)
    kind: Literal["a", "b"] | None = None
    flag: bool = False
    many: list[Literal["x", "y"]] = Field([])
    pair: dict[str, int] = Field({})
    free: str = Field("", json_schema_extra={"takes": "a colour such as #aabbcc"})


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("size", "a whole number from 3 to 8"),
        ("share", "a number of 0.25 or more"),
        ("most", "a whole number of 7 or less"),
        ("kind", "a | b"),
        ("flag", "yes or no"),
        ("many", "x | y"),
        ("pair", "JSON"),
        ("free", "a colour such as #aabbcc"),
        ("seed", "a whole number from 0 to 4294967295"),
    ],
)
def test_a_field_is_described_by_its_type_range_or_choices(field: str, says: str) -> None:
    assert describe(Wide.model_fields[field]) == says


@pytest.mark.parametrize(
    ("values", "parts"),
    [
        ({"dots": 0}, ["dots", "0", "from 1 to 5000"]),
        ({"dots": "many"}, ["dots", "'many'", "whole number"]),
        ({"shade": "grey"}, ["shade", "'grey'", "light | dark"]),
        ({"seed": -1}, ["seed", "-1", "from 0 to 4294967295"]),
        ({"ratio": float("nan")}, ["ratio", "nan"]),
        ({"dots": 0, "shade": "grey"}, ["dots", "shade"]),
        ({"photo": 3}, ["photo", "path"]),
        ({"shade": "x" * 500}, ["..."]),
    ],
)
def test_a_wrong_value_ends_in_one_line_with_field_value_and_range(
    values: dict[str, object], parts: list[str]
) -> None:
    with pytest.raises(InvalidField) as raised:
        build(DotsCondition, values)
    line = str(raised.value)
    assert "\n" not in line
    assert len(line) < 200
    for part in parts:
        assert part in line


def test_text_from_a_command_line_becomes_numbers_and_flags() -> None:
    made = build(DotsCondition, {"dots": "50", "ratio": "1.5", "framed": "true"})
    assert (made.dots, made.ratio, made.framed) == (50, 1.5, True)


def test_only_what_was_given_counts_as_set() -> None:
    assert build(DotsCondition, {"dots": 100}).model_fields_set == {"dots"}


def test_an_unknown_field_names_the_nearest_or_who_takes_it_or_what_there_is() -> None:
    assert "did you mean dots?" in str(unknown("dotz", DotsCondition, "zoo.dots", []))
    other = str(unknown("steps", DotsCondition, "zoo.dots", ["zoo.other"]))
    assert "zoo.other accepts it: -g other" in other
    assert "its fields are seed, count, prompt" in str(
        unknown("qqqq", DotsCondition, "zoo.dots", [])
    )


def test_nearest_takes_hyphens_for_underscores() -> None:
    assert nearest("Negative-Promt", ["prompt", "negative_prompt"]) == "negative_prompt"
    assert nearest("zzz", ["prompt"]) is None


def test_an_input_file_is_read_once_and_kept_by_name_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "photo.PNG"
    path.write_bytes(b"abc")
    photo = build(DotsCondition, {"photo": str(path)}).photo
    assert photo is not None
    path.unlink()
    assert (photo.data, photo.name, photo.suffix) == (b"abc", "photo.PNG", ".png")
    assert photo.to_json() == {"name": "photo.PNG", "sha256": photo.sha256}
    assert photo == InputFile(b"abc", "other name")
    assert hash(photo) == hash(InputFile(b"abc"))
    assert "3 bytes" in repr(photo)


def test_an_input_file_comes_from_a_data_uri_bytes_or_the_library() -> None:
    uri = "data:image/png;base64," + base64.b64encode(b"abc").decode()
    for source in (uri, "data:,abc", b"abc", InputFile(b"abc")):
        assert build(DotsCondition, {"photo": source}).photo == InputFile(b"abc")
    kept = InputFile(b"abc", "a.png").to_json()
    again = build(DotsCondition, {"photo": kept}, inputs=lambda sha256: b"abc").photo
    assert again == InputFile(b"abc")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("/nowhere/a.png", "can't be read"),
        ("data:image/png;base64", "comma"),
        ("data:;base64,@@@", "base64"),
        ({"name": "a.png", "sha256": "0" * 64}, "isn't in the library; hand it in with --"),
        ({"name": "a.png", "sha256": "../x"}, "expected a path"),
    ],
)
def test_an_input_file_that_cannot_be_had_is_told_by_field(source: object, says: str) -> None:
    with pytest.raises(InvalidField, match="photo: .*" + says):
        build(DotsCondition, {"photo": source}, inputs=lambda sha256: None)


def test_an_input_file_has_a_cap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("muse.contract.inputs.INPUT_CAP", 10)
    tmp_path.joinpath("big").write_bytes(bytes(11))
    with pytest.raises(InvalidField, match="photo: big holds more"):
        build(DotsCondition, {"photo": str(tmp_path / "big")})


def test_the_schema_is_json_schema() -> None:
    schema = Wide.model_json_schema()
    assert schema["additionalProperties"] is False
    assert schema["properties"]["seed"]["description"]
    assert DotsCondition.model_json_schema()["properties"]["photo"]["anyOf"][0]["format"] == "path"


def test_a_field_may_have_a_second_spelling_on_the_command_line():
    from muse.options import FieldOption

    info = Field(None, json_schema_extra={"also": "--continue"})
    assert FieldOption("extend", info).opts == ["--extend", "--continue"]


class Knob(BaseModel):
    value: float = Field(0.5, lt=1)


class Wood(Enum):
    OAK = "oak"
    ELM = "elm"


class Chair(Condition):
    maker: str = Field(min_length=2, description="Who made it.")
    code: str = Field("AB", pattern="^[A-Z]+$", description="Letters.")
    knob: Knob = Field(Knob(), description="A knob.")
    wood: Wood = Field(Wood.OAK, description="Of which wood.")
    day: datetime.date | None = Field(None, description="When.")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "maker: nothing is given; expected text"),
        ({"maker": "a"}, "maker: invalid value 'a'; expected text of at least 2 characters"),
        ({"code": "1"}, "code: invalid value '1'; expected text that matches ^[A-Z]+$"),
        ({"knob": {"value": 3}}, "knob: invalid value 3 at value; input should be less than 1"),
        ({"wood": "ok"}, "wood: invalid value 'ok'; expected oak | elm; did you mean oak?"),
        ({"day": "soon"}, "day: invalid value 'soon'; expected a date (2026-12-31)"),
    ],
)
def test_a_stranger_s_field_says_what_it_takes(asked: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidField) as caught:
        build(Chair, asked if not asked else {"maker": "Ann", **asked})
    assert str(caught.value) == says
