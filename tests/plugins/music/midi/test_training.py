"""`muse train music.midi`: weights from tunes, the same twice, and tunes that move as they did."""

from itertools import pairwise
from pathlib import Path

import pytest

from muse import Host, RequestError
from muse.cli import call
from muse_music.midi.tune import ear, steps
from muse_music.midi.tune.training import MelodyTrainer
from muse_music.theory import meter
from plugins.music.midi_file import File, compose

# Twelve tunes that only ever step up and down.
BOOK = "\n".join(
    f"X:{number}\nT:Ladder {number}\nM:4/4\nL:1/8\nK:C\nCDEF GABc|cBAG FEDC|CDEF GABc|cBAG FEDC|]\n"
    for number in range(1, 13)
).encode()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "ladders.abc"
    path.write_bytes(BOOK)
    return path


@pytest.mark.neural
def test_weights_are_learnt_and_used(host: Host, book: Path, tmp_path: Path):
    result = host.run("music.midi:train", data=[book], epochs=80, width=32, seed=1)
    made = result[0]
    assert made.report.measured["tunes"] == 12
    assert made.report.measured["bits_saved_by_tables"] > 2
    assert made.report.measured["bits_saved"] > 3  # of 4.6: it knows the way up and down
    path = made.save(tmp_path / "ladders.safetensors")
    tables = steps.read(path)
    # From C a ladder goes up a tone; a leap was never heard.
    assert tables.weight(False, 0, 0, 2) > 0.4
    assert tables.weight(False, 0, 0, 7) < 0.05
    mine = compose(host, model=str(path), style="folk", bars=8, chords="I", key="C")
    usual = compose(host, style="folk", bars=8, chords="I", key="C")
    assert mine.data != usual.data
    assert mine.recipe["condition"]["model"] == "ladders.safetensors"

    def walks(artifact):
        tune = [n[2] for n in File(artifact.data).notes("Melody")]
        return sum(abs(a - b) in (1, 2) for a, b in pairwise(tune)) / len(tune)

    assert walks(mine) > walks(usual)


@pytest.mark.neural
def test_numpy_hears_what_torch_heard(book: Path):
    import numpy as np
    import torch

    from muse_music.midi.tune import lessons, network

    class Quiet:
        report = None

    tunes = lessons.tunes_of("book.abc", BOOK[: BOOK.index(b"X:2")], Quiet())
    trainer = network.Trainer(tunes, 24, 3, 5)
    list(trainer.steps())
    with torch.no_grad():
        wanted = trainer.model.eval()(torch.tensor([tunes[0].told])).softmax(2)[0].numpy()
    own = ear.Network(trainer.weights())
    state = np.zeros(24, np.float32)
    for told, chances in zip(tunes[0].told, wanted, strict=True):
        found, state = own.step(told, state)
        assert np.abs(np.array(found) - chances).max() < 2e-5


def test_an_ear_knows_where_it_is_and_what_stood_there():
    heard = ear.Heard(meter.parse("3/4"), tonic=7, minor=False)
    quarter = meter.TICKS
    for place, pitch in enumerate((67, 71, 74)):
        heard.hear(place * quarter, quarter, pitch)
    first = [sum(ear.SIZES[:n]) for n in range(len(ear.SIZES))]
    given = heard.told(3 * quarter, quarter // 2, 70.0)
    told = [row - begin for row, begin in zip(given, first, strict=True)]
    assert told[:3] == [3 + 12, 7, 4 + 12]  # a minor third up, to D in G, 4 above the middle
    assert told[3:6] == [2, 4, 0]  # half a beat after a whole one, no rest between
    assert told[6:10] == [0, 1, 4, 0]  # on beat 1, bar 2, of three beats, major
    assert told[10:] == [67 - 74 + 12, 26, 26, 26]  # a bar ago G stood here, a fifth below
    assert all(0 <= value < size for value, size in zip(told, ear.SIZES, strict=True))
    assert heard.told(9 * quarter // 2, quarter // 4, 70.0)[5] - first[5] == 1  # after a rest


@pytest.mark.neural
def test_the_same_tunes_give_the_same_bytes(host: Host, book: Path):
    first, second, third = (
        host.run("music.midi:train", data=[book], epochs=2, width=16, seed=s)[0].data
        for s in (1, 1, 2)
    )
    assert first == second
    assert first != third


@pytest.mark.neural
def test_too_few_tunes_are_told(host: Host, tmp_path: Path):
    one = tmp_path / "one.abc"
    one.write_bytes(BOOK[: BOOK.index(b"X:2")])
    with pytest.raises(RequestError, match="data: it has 1 tunes"):
        host.run("music.midi:train", data=[one])


def test_what_comes_with_muse_is_whole():
    shipped = steps.shipped()
    assert steps.WEIGHTS.stat().st_size < 4_000_000
    for row in range(2 * 12 * 3):
        assert sum(shipped.degrees[row * 25 : row * 25 + 25]) == pytest.approx(1, abs=1e-4)
    # From the leading note the tonic is the likeliest.
    assert max(range(-12, 13), key=lambda i: shipped.weight(False, 11, 2, i)) == 1
    assert shipped.ratio(0, 30) < 0.1
    safetensors = pytest.importorskip("safetensors.numpy")
    tables = safetensors.load_file(steps.WEIGHTS)
    assert {name: tables[name].shape for name in steps.TABLES} == steps.TABLES
    assert tables.keys() == {*steps.TABLES, *ear.SHAPES}
    assert tables["degrees"].ravel().tolist() == list(shipped.degrees)


@pytest.mark.parametrize("data", [b"", b"\0" * 30, b"\xff" * 64, b"\x08\0\0\0\0\0\0\0{}      "])
def test_other_weights_are_refused(host: Host, tmp_path: Path, data: bytes):
    path = tmp_path / "other.safetensors"
    path.write_bytes(data)
    with pytest.raises(RequestError):
        compose(host, model=str(path), bars=4)
    with pytest.raises(RequestError, match=r"holds no weights of music\.midi"):
        steps.read(path)


@pytest.mark.neural
def test_the_command(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert (
        call(
            ["train", "music.midi", "--data", str(book), "--epochs", "1", "-o", "mine.safetensors"]
        )
        == 0
    )
    assert (tmp_path / "mine.safetensors").is_file()
    assert call(["reproduce", "mine.safetensors", "--yes"]) == 0, capsys.readouterr().err
    assert "identical" in capsys.readouterr().out
    assert call(["train", "image.sketch"]) == 2
    assert "has nothing to train" in capsys.readouterr().err
    assert call(["train", "music"]) == 2
    assert MelodyTrainer.missing() == []
