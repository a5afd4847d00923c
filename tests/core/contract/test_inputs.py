"""Fields that name a model: handed over whole, and kept without their path."""

from pathlib import Path

import pytest

from muse import Condition, Field, InvalidField, ModelSource
from muse.contract.condition import build
from muse.contract.fields import describe


class Asks(Condition):
    """A condition that names a model."""

    model: ModelSource = Field(ModelSource("owner/name"), description="Which model.")


def test_a_name_of_the_hub_is_kept() -> None:
    asked = Asks(model="facebook/musicgen-small")
    assert asked.model == "facebook/musicgen-small"
    assert isinstance(asked.model, ModelSource)
    assert asked.model_dump(mode="json")["model"] == "facebook/musicgen-small"
    assert Asks().model_dump(mode="json")["model"] == "owner/name"


def test_a_path_is_handed_over_whole_and_kept_as_its_last_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "secret-name" / "mine"
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    for source in (str(folder), "secret-name/mine", "./secret-name/mine"):
        asked = Asks(model=source)
        assert str(asked.model) == source
        assert asked.model_dump(mode="json")["model"] == "mine"
        assert "secret" not in asked.model_dump_json()


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(InvalidField, match="model"):
        build(Asks, {"model": "  "})


def test_it_is_described_in_words_and_in_the_schema() -> None:
    assert describe(Asks.model_fields["model"]) == "a model (owner/name on the hub) or a path"
    assert Asks.model_json_schema()["properties"]["model"]["type"] == "string"
