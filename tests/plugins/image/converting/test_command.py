"""`muse convert`: what it says, what it writes, and what it leaves alone."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")
pytest.importorskip("scipy")

from muse import Host, MuseError, RequestError  # noqa: E402
from muse.errors import NameTaken, OutputError  # noqa: E402
from muse.weights import cards, licences  # noqa: E402
from muse_image.converting import apart  # noqa: E402
from muse_image.converting.cli import convert  # noqa: E402
from plugins.image.converting import ada, aliasfree, rosinality, writing  # noqa: E402

pytestmark = pytest.mark.neural


@pytest.fixture
def source(tmp_path: Path) -> Path:
    torch.manual_seed(3)
    return writing.nvidia(tmp_path / "faces.pkl", ada.Generator(size=8))


def asked(*words: str | Path) -> Any:
    return CliRunner().invoke(convert, [*map(str, words)], catch_exceptions=True)


def test_it_tells_what_it_made(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "faces.safetensors"
    said = asked(source, "-o", target)
    assert said.exit_code == 0, said.output
    for part in ("stylegan2, 8 x 8 px", "converted from faces.pkl", "non-commercial"):
        assert part in said.output
    told = cards.metadata(target)
    assert licences.of(told["license"]).use == "no"
    assert told["origin"] == "StyleGAN2-ADA, converted from faces.pkl"
    assert str(tmp_path) not in str(told)


def test_as_json(source: Path, tmp_path: Path) -> None:
    said = asked(source, "-o", tmp_path / "a.safetensors", "--json", "--licence", " CC0-1.0 ")
    told = json.loads(said.stdout)
    assert told["license"] == "CC0-1.0" and told["network"] == "stylegan2"
    assert told["size"] == (tmp_path / "a.safetensors").stat().st_size


def test_a_file_that_is_there_stays(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.safetensors"
    target.write_bytes(b"mine")
    with pytest.raises(NameTaken):
        apart.convert(source, target)
    assert target.read_bytes() == b"mine"
    apart.convert(source, target, force=True)
    assert target.read_bytes() != b"mine"
    target.write_bytes(b"mine")
    source.write_bytes(source.read_bytes()[:-9])
    with pytest.raises(RequestError, match="is refused"):  # and what is broken replaces nothing
        apart.convert(source, target, force=True)
    assert target.read_bytes() == b"mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.safetensors", "faces.pkl"]


def test_one_that_comes_meanwhile_stays_too(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.safetensors"
    whole = apart._asked

    def slow(*given: Any) -> dict[str, Any]:
        told = whole(*given)
        target.write_bytes(b"theirs")
        return told

    monkeypatch.setattr(apart, "_asked", slow)
    with pytest.raises(NameTaken):
        apart.convert(source, target)
    assert target.read_bytes() == b"theirs"


def test_wrong_requests(source: Path, tmp_path: Path) -> None:
    for words, part in (
        ((tmp_path / "none.pkl",), "there is no file"),
        ((tmp_path,), "there is no file"),
        ((source, "-o", tmp_path / "a.pt"), "doesn't end in .safetensors"),
        ((source, "--licence", " "), "--licence is empty"),
    ):
        said = asked(*words)
        assert isinstance(said.exception, RequestError) and part in str(said.exception)
        assert said.exception.exit_code == 2
    (tmp_path / "b.safetensors").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        apart.convert(source, tmp_path / "b.safetensors", force=True)


def test_a_file_that_would_grow_is_refused(tmp_path: Path) -> None:
    """Layers that are all the same one: 8 MB of weights in a third of one."""
    pytest.importorskip("resource")
    theirs = ada.Generator(size=4, z=256, w=256, layers=32)
    for at in range(32):
        getattr(theirs.mapping, f"fc{at}").weight = theirs.mapping.fc0.weight
    source = writing.nvidia(tmp_path / "x.pkl", theirs)
    with pytest.raises(RequestError, match="more than 4 times as large"):
        apart.convert(source, tmp_path / "a.safetensors")
    assert [each.name for each in tmp_path.iterdir()] == ["x.pkl"]


def test_interrupted_it_leaves_nothing(source: Path, tmp_path: Path) -> None:
    def stop(done: float, total: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apart.convert(source, tmp_path / "a.safetensors", progress=stop)
    assert [each.name for each in tmp_path.iterdir()] == ["faces.pkl"]


def test_it_takes_neither_torch_nor_pickle(source: Path, tmp_path: Path) -> None:
    """What reads a file has no way to open it as Python or torch would."""
    code = (
        "import sys, numpy, pickle; sys.modules['torch'] = None\n"
        "pickle.load = pickle.loads = pickle.Unpickler = pickle._Unpickler = None\n"
        "from muse_image.converting import child, archives, layouts, machine\n"
        "from pathlib import Path\n"
        f"data = memoryview(Path({str(source)!r}).read_bytes())\n"
        "print(layouts.layout(archives.Archive(data).read()).origin)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "StyleGAN2-ADA", done.stderr


@pytest.mark.parametrize("kind", ["stylegan2", "stylegan3", "rosinality"])
def test_pictures_of_it(kind: str, host: Host, tmp_path: Path) -> None:
    """What was converted draws by the one generator; whose licence forbids it, not commercially."""
    torch.manual_seed(6)
    path = tmp_path / "theirs"
    if kind == "rosinality":
        writing.checkpoint(path, rosinality.state(size=8))
    else:
        writing.nvidia(path, {"stylegan2": ada, "stylegan3": aliasfree}[kind].Generator(c=3))
    target = tmp_path / "ours.safetensors"
    apart.convert(path, target)
    fields: dict[str, Any] = {"model": str(target), "seed": 4}
    one = host.run("image.stylegan", no_embed=True, **fields)
    again = host.run("image.stylegan", no_embed=True, **fields)
    assert one.data == again.data and one.data[1:4] == b"PNG"
    if kind == "rosinality":
        return
    with pytest.raises(MuseError, match="commercial"):
        host.run("image.stylegan", commercial=True, **fields)
    label = host.run("image.stylegan", no_embed=True, label="2", **fields)
    other = host.run("image.stylegan", no_embed=True, label="1", **fields)
    assert label.data != other.data
