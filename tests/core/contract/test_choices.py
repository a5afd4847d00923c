"""Fields that take what a model or an engine knows: in help, schema and errors."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from muse import Artifact, Condition, Event, Field, Generator, Host, InvalidField, Run
from muse.contract.generator import malformed
from muse.options import field_options
from muse.plugins.loading import Plugins

VOICES = ["alba", "bruno", *(f"voice-{n}" for n in range(30))]
asked: list[str] = []


class SayCondition(Condition):
    engine: str = Field("one", description="The engine.")
    voice: str | None = Field(None, description="Who speaks.")
    others: list[str] = Field([], description="Who else speaks.")


class Say(Generator[SayCondition]):
    """Says something."""

    condition = SayCondition
    quick_choices = True

    def choices(self, condition: SayCondition) -> Mapping[str, Sequence[str]]:
        asked.append(condition.engine)
        known = VOICES if condition.engine == "one" else ["zoe"]
        return {"voice": known, "others": known}

    def generate(self, condition: SayCondition, run: Run) -> Iterator[Event]:
        for item in run.items:
            yield Artifact.text(condition.voice or "", item=item)


@pytest.fixture
def says(tmp_path: Path) -> Iterator[Host]:
    """A host whose voices are known."""
    with Host(library=tmp_path / "l", config=tmp_path / "c", offers={"speech.one": Say}) as made:
        yield made


def test_another_value_is_refused_with_the_nearest(says: Host) -> None:
    assert says.run("speech.one", voice="alba").text == "alba"
    assert says.run("speech.one", voice="zoe", engine="two").text == "zoe"
    with pytest.raises(InvalidField) as caught:
        says.run("speech.one", voice="Bruna")
    assert str(caught.value).startswith("voice: invalid value 'Bruna'; expected alba | bruno | ")
    assert str(caught.value).endswith(" and 20 more; did you mean bruno?")
    with pytest.raises(InvalidField, match="others: invalid value 'x'; expected zoe"):
        says.run("speech.one", engine="two", others=["zoe", "x"])


def test_who_is_not_quick_is_not_asked(says: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Say, "quick_choices", False)
    asked.clear()
    assert says.run("speech.one", voice="nobody").text == "nobody" and asked == []
    with pytest.raises(InvalidField, match="voice: invalid value 'nobody'"):
        Say().refuse_unknown(SayCondition(voice="nobody"))


def test_the_schema_and_help_list_them(says: Host) -> None:
    schema = json.loads(json.dumps(says.schema("speech.one")))
    assert schema["properties"]["voice"]["x-choices"] == VOICES
    assert "x-choices" not in schema["properties"]["engine"]
    assert "x-choices" not in SayCondition.model_json_schema()["properties"]["voice"]
    options = {o.name: o for o in field_options(SayCondition, says.choices("speech.one"))}
    assert "Here alba, bruno, voice-0" in str(options["voice"].help)
    assert str(options["voice"].help).endswith("voice-21 and 8 more.")
    assert options["engine"].help == "The engine. Default one."


@pytest.mark.parametrize(("quick", "count"), [(True, 1), (False, 0)])
def test_help_asks_only_who_is_quick(
    monkeypatch: pytest.MonkeyPatch, quick: bool, count: int
) -> None:
    from muse.cli.run import MediumCommand

    monkeypatch.setattr(Say, "quick_choices", quick)
    monkeypatch.setattr(Plugins, "generator", lambda self, name: Say)
    asked.clear()
    shown = CliRunner().invoke(MediumCommand("image.sketch"), ["--help"]).output
    assert ("Here alba, bruno" in shown) is quick and len(asked) == count


def test_it_is_yes_or_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Say, "quick_choices", "yes")
    assert malformed(Say) == "Say.quick_choices is 'yes', not True or False"
