"""Use the contract part of Muse as a worker does; run by an older Python, with Muse's folder."""

from __future__ import annotations

import datetime
import importlib.abc
import importlib.util
import sys
from pathlib import Path
from typing import Any, Literal

OF_THE_HOST = {"Host", "Stream", "batch", "run", "stream"}


class Finder(importlib.abc.MetaPathFinder):
    """Finds the package `muse`, and nothing beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        """Return where it is."""
        if name != "muse":
            return None
        return importlib.util.spec_from_file_location(
            name, self.folder / "__init__.py", submodule_search_locations=[str(self.folder)]
        )


def names() -> None:
    """Get all that a plugin may use."""
    import muse

    for name in muse.__all__:
        if name not in OF_THE_HOST:
            assert getattr(muse, name) is not None


def conditions() -> None:
    """Declare fields of all kinds, check values and describe them."""
    import muse
    from muse.contract.condition import build
    from muse.contract.fields import choices, describe, is_list

    class Wanted(muse.Condition):
        """What is wanted."""

        count: int = muse.Field(1, ge=1, le=9, description="how many")
        key: Literal["C", "D"] = muse.Field("C", description="key")
        names: list[str] = muse.Field([], description="names")
        day: datetime.date | None = muse.Field(None, description="day")
        size: int | float = muse.Field(1, description="size")
        picture: muse.InputFile | None = muse.Field(None, description="picture")
        sound: muse.InputPath | None = muse.Field(None, description="sound")
        model: muse.ModelSource = muse.Field("own/er", description="model")

    given = {"count": "3", "day": "2026-12-31", "names": ["a"], "sound": b"RIFF", "picture": b"P6"}
    made = build(Wanted, given)
    assert (made.count, made.day, made.names) == (3, datetime.date(2026, 12, 31), ["a"])
    assert (made.picture.data, made.sound.path.read_bytes()) == (b"P6", b"RIFF")
    assert made.picture.sha256 and made.sound.sha256
    fields = Wanted.model_fields
    assert choices(fields["key"]) == ("C", "D")
    assert is_list(fields["names"]) and describe(fields["count"]) == "a whole number from 1 to 9"
    assert describe(fields["picture"]) == "a file (path, - or data URI)"
    assert Wanted.model_json_schema()["properties"]["key"]["enum"] == ["C", "D"]
    try:
        build(Wanted, {"count": 12})
    except muse.InvalidField as error:
        assert "count" in str(error)
    else:
        raise AssertionError("12 was taken")


def work() -> None:
    """Make something: draws, a report, an artifact, a text in pieces, a lease's declaration."""
    import random
    import tempfile

    import muse
    from muse import files
    from muse.contract.generator import malformed
    from muse.contract.item import items

    class Words(muse.Generator[muse.Condition]):
        """Words by chance."""

        condition = muse.Condition
        formats = {".txt": "text/plain"}
        components = {"net": muse.Component("net", load=lambda placement: None, size=1)}

        def generate(self, condition: Any, run: Any) -> Any:
            for item in run.items:
                word = item.random.choice(["red", "blue"])
                yield muse.Text(item.index, word)
                run.report.choose("word", word)
                (run.scratch / "word.txt").write_text(word)
                found = yield from run.drive(lambda emit, word=word: word.upper())
                yield muse.Artifact.text(found, item=item, suffix=".txt", title=word)

    assert malformed(Words) is None
    run = muse.Run(id="r", generator="text.words", items=items(7, 2), formats=(".txt",))
    events = list(Words().generate(Words.condition(), run))
    artifacts = [each for each in events if isinstance(each, muse.Artifact)]
    expected = random.Random(7).choice(["red", "blue"])
    assert artifacts[0].data == expected.upper().encode()
    assert artifacts[0].item.seed_for("x") == items(7, 1)[0].seed_for("x")
    with tempfile.TemporaryDirectory() as folder:
        files.write(Path(folder, "word.txt"), artifacts[1].data)
        assert Path(folder, "word.txt").read_bytes() == artifacts[1].data
    run.close()
    report = run.report
    report.adjust("count", 12, 9, "too many")
    report.read["mood"] = muse.Found("calm", "calmly")
    told = report.to_json()
    assert told["adjusted"]["count"] == {"asked": 12, "used": 9, "why": "too many"}
    assert muse.Report.from_json(told) == report
    assert muse.Report.from_json({"new": 1}) == muse.Report()


def words() -> None:
    """Read a prompt."""
    import muse

    lexicon = muse.Lexicon(
        {"mood": {"sad": ["sad", "悲伤"]}}, patterns=[("tempo", "# bpm", lambda n: n)]
    )
    found = {each.field: each.value for each in lexicon.find("a sad song, 90 bpm")}
    assert found == {"mood": "sad", "tempo": 90}, found
    assert lexicon.read("悲伤").fields["mood"].value == "sad"


def weights() -> None:
    """Look for models that aren't here."""
    import muse
    from muse.weights.find import find

    try:
        find("some/model")
    except muse.NotReady as error:
        assert "muse pull some/model" in str(error.hint)
    else:
        raise AssertionError("a model was found")


if __name__ == "__main__":
    sys.meta_path.insert(0, Finder(Path(sys.argv[1])))
    for each in (names, conditions, work, words, weights):
        each()
    print(*(name for name in sys.modules if name.partition(".")[0] == "muse"))
