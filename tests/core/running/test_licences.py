"""Licences of what runs use: told in reports, and refused where a run is for commercial use."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import pytest

from fake_hub import safetensors
from muse import Artifact, Condition, Field, Generator, Host, ModelSource, RequestError
from muse.contract.inputs import InputFile
from muse.library.jobs import Jobs
from muse.running.submitting import submit
from muse.running.working import Working


class PenCondition(Condition):
    model: ModelSource | None = Field(None, description="Weights.")
    late: bool = Field(False, description="Whether it finds its weights itself.")


class Pen(Generator[PenCondition]):
    """Writes with weights, once it has found them."""

    condition = PenCondition
    formats: ClassVar = {".txt": "text/plain"}
    repeatable = "bytes"
    usual: ClassVar[Path | None] = None
    begun: ClassVar[int] = 0
    voice: ClassVar[str] = ""

    def generate(self, condition: Any, run: Any) -> Iterator[Artifact]:
        Pen.begun += 1
        source = condition.model or self.usual
        if source:
            run.weights(str(source))
        if self.voice:
            run.licensed("a voice", self.voice)
        for item in run.items:
            yield Artifact({".txt": b"word %d" % item.seed}, item)


class Letter(Generator[Condition]):
    """A work whose word a pen writes."""

    condition = Condition
    formats: ClassVar = {".txt": "text/plain"}
    repeatable = "bytes"
    model: ClassVar[Path | None] = None

    def generate(self, condition: Any, run: Any) -> Iterator[Any]:
        for item in run.items:
            fields = {"model": str(self.model)} if self.model else {}
            word = yield from run.make("ink.pen", item=item, called="word", **fields)
            yield Artifact({".txt": word.data}, item)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("usual", None), ("begun", 0), ("voice", "")):
        monkeypatch.setattr(Pen, name, value)
    monkeypatch.setattr(Letter, "model", None)


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.fixture
def ink(tmp_path: Path, settings: Path) -> Iterator[Any]:
    """Return what opens a host with a pen, after the settings were written."""
    hosts = []

    def opened(text: str = "") -> Host:
        settings.write_text(text, encoding="utf-8")
        offers = {"ink.pen": Pen, "ink.letter": Letter}
        hosts.append(Host(library=tmp_path / "lib", config=settings, offers=offers))
        return hosts[-1]

    yield opened
    for host in hosts:
        host.close()


@pytest.fixture
def weights(tmp_path: Path) -> Any:
    """Return what makes a folder of weights under a licence."""

    def made(licence: str) -> Path:
        folder = tmp_path / f"m-{licence or 'none'}"
        folder.mkdir(exist_ok=True)
        folder.joinpath("config.json").write_text("{}")
        folder.joinpath("model.safetensors").write_bytes(safetensors(8))
        if licence:
            folder.joinpath("README.md").write_text(f"---\nlicense: {licence}\n---\n")
        return folder

    return made


def test_the_report_and_the_recipe_tell_what_a_model_is_licensed_for(ink, weights) -> None:
    made = ink().run("ink.pen", model=str(weights("cc-by-nc-4.0")), seed=1)[0]
    told = {"licence": "cc-by-nc-4.0", "commercial": "no"}
    assert made.report.licences == {"m-cc-by-nc-4.0": told}
    assert made.report.to_json()["licences"] == {"m-cc-by-nc-4.0": told}
    assert made.recipe["weights"]["m-cc-by-nc-4.0"]["licence"] == "cc-by-nc-4.0"
    assert ink().library.find(made.id)[1].report["licences"] == {"m-cc-by-nc-4.0": told}


def test_a_run_for_commercial_use_refuses_before_it_begins(ink, weights) -> None:
    with pytest.raises(RequestError, match=r"m-cc-by-nc-4\.0 may not be used comm.*cc-by-nc-4\.0"):
        ink().run("ink.pen", model=str(weights("cc-by-nc-4.0")), commercial=True)
    assert Pen.begun == 0 and ink().library.log() == []


def test_what_a_generator_chooses_itself_is_refused_when_it_finds_it(
    ink, weights, monkeypatch
) -> None:
    monkeypatch.setattr(Pen, "usual", weights("cc-by-nc-4.0"))
    with pytest.raises(RequestError, match="may not be used commercially"):
        ink().run("ink.pen", commercial=True)
    assert Pen.begun == 1 and ink().library.log()[0].artifacts == []
    assert ink().run("ink.pen")[0].report.licences["m-cc-by-nc-4.0"]["commercial"] == "no"


def test_who_knows_better_than_the_card_says_so(ink, weights) -> None:
    model = str(weights(""))
    with pytest.raises(RequestError, match="no licence is given") as refused:
        ink().run("ink.pen", model=model, commercial=True)
    assert '"m-none" = "yes" below [licences]' in (refused.value.hint or "")
    for own in ("yes", "MIT"):
        host = ink(f'[licences]\nm-none = "{own}"\n')
        assert host.run("ink.pen", model=model, commercial=True, seed=1).text == "word 1"
    host = ink('[licences]\nm-none = "no"\n')
    with pytest.raises(RequestError, match="may not be used"):
        host.run("ink.pen", model=model, commercial=True)


def test_conditions_are_noted(ink, weights) -> None:
    run = {"model": str(weights("cc-by-4.0")), "seed": 1}
    made = ink().run("ink.pen", commercial=True, **run)[0]
    assert made.report.notes == [
        "m-cc-by-4.0 may be used commercially with conditions (cc-by-4.0): its authors are named."
    ]
    assert ink().run("ink.pen", **run)[0].report.notes == []


def test_the_settings_make_every_run_commercial(ink, weights) -> None:
    host = ink("commercial = true\n")
    with pytest.raises(RequestError, match="may not be used"):
        host.run("ink.pen", model=str(weights("cc-by-nc-4.0")))
    assert host.run("ink.pen", model=str(weights("cc-by-nc-4.0")), commercial=False)
    assert host.run("ink.pen", model=str(weights("mit")))


def test_a_recipe_is_made_again_by_the_settings_too(ink, weights) -> None:
    made = ink().run("ink.pen", model=str(weights("cc-by-nc-4.0")), seed=1)[0]
    again = {**made.recipe, "condition": {**made.recipe["condition"], "model": None}}
    assert ink().again(again).finish().text == "word 1"


def test_what_no_weights_are_is_told_too(ink, monkeypatch) -> None:
    monkeypatch.setattr(Pen, "voice", "cc-by-nc-4.0")
    assert ink().run("ink.pen")[0].report.licences["a voice"]["commercial"] == "no"
    with pytest.raises(RequestError, match="a voice may not be used"):
        ink().run("ink.pen", commercial=True)


def test_parts_of_works_are_refused_and_told(ink, weights, monkeypatch) -> None:
    monkeypatch.setattr(Letter, "model", weights("cc-by-nc-4.0"))
    with pytest.raises(RequestError, match=r"word: m-cc-by-nc-4\.0 may not be used"):
        ink().run("ink.letter", commercial=True)
    assert Pen.begun == 0
    made = ink().run("ink.letter", seed=3)[0]
    assert made.report.licences["m-cc-by-nc-4.0"]["licence"] == "cc-by-nc-4.0"


def test_a_part_that_the_library_has_is_refused_as_well(ink, weights, monkeypatch) -> None:
    """It was made when nobody minded, with weights that no field names."""
    monkeypatch.setattr(Pen, "usual", weights("cc-by-nc-4.0"))
    ink().run("ink.letter", seed=3)
    assert Pen.begun == 1
    with pytest.raises(RequestError, match=r"word: m-cc-by-nc-4\.0 may not be used"):
        ink().run("ink.letter", seed=3, commercial=True)
    assert Pen.begun == 1
    assert ink().run("ink.letter", seed=3)[0].report.licences  # taken, and told of


def test_a_job_keeps_that_it_is_commercial(ink, weights, monkeypatch) -> None:
    monkeypatch.setattr(Pen, "usual", weights("cc-by-nc-4.0"))
    host = ink()
    assert submit(host, "ink.pen", {}, commercial=True).commercial is True
    job = Jobs(host.library.database).claim(("light", "device"))
    assert job is not None and job.commercial is True
    assert Working(host, job).work() == "failed"
    assert "may not be used commercially" in (Jobs(host.library.database).find(job.id).error or "")
    assert submit(host, "ink.pen", {}).commercial is None
    with pytest.raises(RequestError, match="may not be used"):
        submit(host, "ink.pen", {"model": str(weights("cc-by-nc-4.0"))}, commercial=True)


def test_what_goes_to_another_process_says_it(ink) -> None:
    from muse.running import makers
    from muse.running.request import Options, PartOf

    part = PartOf(1, "work")
    for commercial in (True, False):
        options = Options(commercial=commercial, part=part)
        with ink().prepare("ink.pen", options, {"seed": 1}) as stream:
            assert makers.order(stream)["commercial"] is commercial


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('commercial = "yes"', "expected true or false"),
        ("licences = 3", 'a table of "model" = "yes"'),
        ("[licences]\nx = true", 'a table of "model" = "yes"'),
    ],
)
def test_settings_that_cant_be_are_told(ink, text: str, hint: str) -> None:
    from muse import MuseError

    with pytest.raises(MuseError) as refused:
        ink(text)
    assert hint in (refused.value.hint or "")


def test_an_old_report_is_read_and_a_file_isnt_taken_for_a_model() -> None:
    from muse.contract.licensing import Licensing
    from muse.contract.report import Report
    from muse.running import licences

    assert Report.from_json({"notes": ["x"]}).licences == {}

    class Odd(Condition):
        soundfont: ModelSource = Field(ModelSource("none.sf2"), description="A file.")
        init: InputFile | None = Field(None, description="A picture.")

    licences.check(Licensing(True), Odd())


@pytest.mark.skipif(find_spec("torch") is None, reason="without it musicgen isn't ready")
def test_the_command_line_refuses_in_one_line(muse) -> None:
    asked = ("-g", "musicgen", "--prompt", "a waltz", "--model", "musicgen-small")
    code, out, err = muse("run", "music", *asked, "--commercial")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "facebook/musicgen-small may not be used commercially" in err
