"""Checks of what a generator declares, on subjects that are only what a check looks at."""

from types import SimpleNamespace
from typing import Any

import pytest

from muse import CONTRACT, Condition, Field, Generator
from muse.errors import RequestError
from muse.testing import declared
from muse.testing.subject import Fault, Skip


class Brush(Generator[Any]):
    """Has a brush."""

    class Fields(Condition):
        brush: str = Field("broad", description="Which.")

    condition = Fields

    def choices(self, condition: Any) -> Any:
        return {"brush": ["broad", "fine"]}


def subject(generator: Generator[Any]) -> Any:
    return SimpleNamespace(
        cls=type(generator), generator=generator, small={}, build=lambda fields: Condition()
    )


def test_choices_are_texts_by_field() -> None:
    assert declared.offered(subject(Brush())) == "2 for brush"

    class Listed(Brush):
        def choices(self, condition: Any) -> Any:
            return ["broad"]

    class Numbered(Brush):
        def choices(self, condition: Any) -> Any:
            return {"brush": [1, 2]}

    for cls, why in ((Listed, "gives list, not field"), (Numbered, "of brush aren't texts")):
        with pytest.raises(Fault, match=why):
            declared.offered(subject(cls()))


@pytest.mark.parametrize(
    ("made_for", "says"),
    [(CONTRACT, None), ("9.0", "made for contract 9.0"), (None, "doesn't say which contract")],
)
def test_a_contract_is_looked_up_for_the_distribution(
    made_for: str | None, says: str | None
) -> None:
    held = {"muse-odd": made_for} if made_for else {}
    index = SimpleNamespace(contracts=held)
    looked: Any = SimpleNamespace(
        entry=SimpleNamespace(distribution="muse-odd", value="odd:Odd"),
        host=SimpleNamespace(plugins=SimpleNamespace(index=index)),
    )
    if says is None:
        assert declared.contract(looked) == f"made for {CONTRACT}, Muse keeps {CONTRACT}"
        return
    with pytest.raises(Fault, match=says):
        declared.contract(looked)


def test_words_are_read_where_there_is_a_prompt() -> None:
    with pytest.raises(Skip, match="no prompt"):
        declared.words(subject(Brush()))

    class Reader(Brush):
        class Fields(Condition):
            prompt: str = Field("", description="What.", examples=["red"])

        condition = Fields

        def read(self, prompt: str) -> Any:
            raise ValueError("no") if self.breaks else RequestError("prompt: too odd")

        breaks = True

    with pytest.raises(Fault, match="fails: ValueError: no"):
        declared.words(subject(Reader()))
    Reader.breaks = False
    with pytest.raises(RequestError, match="too odd"):
        declared.words(subject(Reader()))
