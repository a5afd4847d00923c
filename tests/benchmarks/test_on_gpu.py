"""The run that is prepared for a card goes to its end without one, whatever fails on its way."""

import functools
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.on_gpu import __main__ as program
from benchmarks.on_gpu import machine, packing, results


def rows(out: Path) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in results.read(out)}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.mark.neural
@pytest.mark.filterwarnings("ignore")  # what libraries say of each other is theirs
@pytest.mark.parametrize("name", ["sharing", "requests", "emoji"])
def test_a_part_goes_to_its_end_on_the_processor(
    name: str, tmp_path: Path, out: Path, home: Path
) -> None:
    for module in ("diffusers", "transformers", "peft", "librosa", "llguidance"):
        pytest.importorskip(module)
    from benchmarks.on_gpu import drawing, emoji, requests, sharing

    told, work = results.Results(out, name), tmp_path / "work"
    work.mkdir()
    if name == "sharing":
        sharing.part(told, work, "cpu", small=True, seconds=600)
    elif name == "requests":
        requests.part(told, work, "cpu", small=True, seconds=600)
    else:
        drawing.write(drawing.squares(), work / emoji.DATA)
        emoji.part(told, work, "cpu", small=True, seconds=600, out=out)
        with zipfile.ZipFile(out / "emoji.zip") as archive:
            assert "model_index.json" in archive.namelist()
        assert (out / "samples.png").read_bytes().startswith(b"\x89PNG")
    found = results.read(out)
    assert len(found) >= 3
    assert [row for row in found if row["ok"] is False] == []


@pytest.mark.neural
def test_a_training_that_is_too_slow_is_written_all_the_same(
    tmp_path: Path, out: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("diffusers")
    from benchmarks.on_gpu import drawing, emoji, hosting

    import muse_image.data
    from muse_image.diffusion.learning import small

    data = tmp_path / emoji.DATA
    drawing.write(drawing.squares(), data)
    monkeypatch.setattr(muse_image.data, "read", drawing.from_file(data))
    tiny = functools.partial(small.Settings, widths=(16, 32), autoencoder=8, text=32)
    monkeypatch.setattr(small, "Settings", tiny)
    told = results.Results(out, "emoji")
    with hosting.opened("cpu", tmp_path / "home") as host:
        plan = emoji.Plan(told, host, "cpu", True, 0.0, out)
        with emoji.noted() as folders:
            fields = {**plan.settings, "steps": 10**6}
            stream = host.stream("image.diffusion:train", **fields)
            with pytest.raises(emoji.Cancelled):
                for event in stream:
                    if getattr(event, "note", "").startswith("diffusion"):
                        stream.cancel()
            made = plan._finished(fields, folders)
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        assert "unet/diffusion_pytorch_model.safetensors" in archive.namelist()


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine isn't looked at: that takes seconds, and is tested by itself."""
    monkeypatch.setattr(program.Run, "_look", lambda self: [])
    monkeypatch.setattr(program.Run, "_draw", lambda self: None)


def test_what_crashes_or_hangs_costs_itself_alone(
    out: Path, looked: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("ON_GPU_FAULT", "sharing")
    monkeypatch.setenv("ON_GPU_HANG", "requests")
    monkeypatch.setattr(program, "PATIENCE", 1.0)
    monkeypatch.setattr(program, "LEAST", 0.0)
    monkeypatch.setattr(program, "RESERVE", 1.0)
    asked = ["--small", "--out", str(out), "--only", "sharing", "requests"]
    assert program.main(asked) == 1
    found = rows(out)
    assert "ended by SIGSEGV" in found["runs to its end"]["note"]
    assert found["ends in time"]["part"] == "requests"
    assert "stopped after" in found["ends in time"]["note"]
    said = (out / "report.md").read_text(encoding="utf-8")
    assert "Run to its end. 0 passed, 2 failed" in said and "## Sharing the card" in said
    assert "Current thread" in (out / "sharing.log").read_text()  # faulthandler's


def test_earlier_results_are_put_aside_and_lines_cut_off_left_out(out: Path, looked: None) -> None:
    (out / "results.jsonl").write_text('{"part": "check", "name": "x", "ok": tr')
    assert results.read(out) == []
    assert program.main(["--small", "--out", str(out), "--check"]) == 0
    assert (out / "results-before.jsonl").is_file()
    assert "Looked at the machine alone" in (out / "report.md").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written(capsys: pytest.CaptureFixture) -> None:
    assert program.main(["--small", "--out", "/proc/nowhere"]) == 2
    said = capsys.readouterr().out
    assert said.startswith("on_gpu: ") and said.count("\n") == 1 and "--out" in said


def test_parts_whose_libraries_are_missing_are_left_out(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program.Run, "_look", lambda self: ["peft", "librosa"])
    monkeypatch.setattr(program.Run, "_part", lambda self, name, last: None)
    assert program.main(["--small", "--out", str(out)]) == 1
    found = rows(out)
    assert found["emoji is left out"]["note"] == "missing: peft"
    assert found["requests goes on without MusicGen"]["note"] == "missing: librosa"
    assert "sharing is left out" not in found


def test_a_machine_without_torch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "_there", lambda name: name != "torch")
    found = machine.look("cuda", tmp_path)
    assert found["missing"] == ["torch"]
    assert found["problem"].startswith("torch isn't installed")


@pytest.mark.neural
def test_a_machine_whose_card_is_broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import torch

    def broken(index: int) -> None:
        raise RuntimeError("CUDA error: no kernel image is available\nmore")

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert "torch sees no CUDA card" in machine.look("cuda", tmp_path)["problem"]
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_properties", broken)
    problem = machine.look("cuda", tmp_path)["problem"]
    assert problem == "RuntimeError: CUDA error: no kernel image is available"


@pytest.mark.parametrize(
    "name, suits",
    [
        ("rich-15.0-py3-none-any.whl", True),
        ("six-1.0-py2.py3-none-any.whl", True),
        ("pydantic_core-2.4-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", True),
        ("pydantic_core-2.4-cp311-cp311-manylinux_2_17_x86_64.whl", False),
        ("tokenizers-0.23-cp39-abi3-manylinux_2_17_x86_64.whl", True),
        ("late-1.0-cp313-abi3-manylinux_2_17_x86_64.whl", False),
        ("soundfile-0.13-py2.py3-none-manylinux_2_28_x86_64.whl", True),
    ],
)
def test_wheels_are_for_a_python(name: str, suits: bool) -> None:
    assert packing.suits(name, (3, 12)) is suits


def test_what_was_packed_can_be_imported(tmp_path: Path) -> None:
    wheels = tmp_path / "packed" / "wheels"
    wheels.mkdir(parents=True)
    for name in ("thing-1-py3-none-any.whl", "other-1-cp399-cp399-any.whl"):
        with zipfile.ZipFile(wheels / name, "w") as archive:
            archive.writestr(f"{name.partition('-')[0]}.py", "VALUE = 7\n")
    root, site = Path(__file__).parents[2], tmp_path / "site"
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "from pathlib import Path\n"
        "from benchmarks.on_gpu import packing\n"
        "root, packed, site = map(Path, (sys.argv[1], sys.argv[3], sys.argv[2]))\n"
        "print(packing.unpack(packed, root, site))\n"
        "import importlib, importlib.metadata as m\n"
        "importlib.invalidate_caches()\n"
        "import thing; print(thing.VALUE, len(m.entry_points(group='muse')) > 10)"
    )
    # A Python of its own without this one's packages, as on a machine where nothing is installed.
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(root), str(site), str(tmp_path / "packed")],
        capture_output=True, text=True, env={k: v for k, v in os.environ.items() if k == "PATH"},
    )  # fmt: skip
    assert done.stdout == "['other-1-cp399-cp399-any.whl']\n7 True\n", done.stderr


def test_large_files_are_cut_and_made_whole_by_cat(out: Path, looked: None) -> None:
    data = bytes(range(256)) * 5000
    (out / "emoji.zip").write_bytes(data)
    run = program.Run(
        program._parser().parse_args(["--small", "--split", "0.5"]), out, out / "work"
    )
    run._split()
    parts = sorted(out.glob("emoji.zip.*"))
    assert [part.name for part in parts] == ["emoji.zip.001", "emoji.zip.002", "emoji.zip.003"]
    assert b"".join(part.read_bytes() for part in parts) == data
    assert not (out / "emoji.zip").exists()


def test_a_check_that_fails_is_told_and_the_next_goes_on(out: Path) -> None:
    told = results.Results(out, "sharing")
    with told.check("one") as figures:
        figures["GiB"] = 1.5
        results.expect(False, "it is | too large\nmore")
    with told.check("two"):
        pass
    one, two = results.read(out)
    assert one["ok"] is False and one["note"] == "AssertionError: it is | too large"
    assert one["figures"]["GiB"] == 1.5 and two["ok"] is True
    results.report(out, 10, "Cut off")
    assert "it is \\| too large" in (out / "report.md").read_text(encoding="utf-8")
    assert json.loads((out / "results.jsonl").read_text().splitlines()[0]) == one
