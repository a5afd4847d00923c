"""Which files of a model are needed, and what they say of it."""

import json
import re

import pytest

from fake_hub import DIFFUSERS, INDEX, PLAIN
from muse.errors import RequestError
from muse.weights import selection

CONFIG = '{"architectures": ["LlamaForCausalLM"]}'


def chosen(files: str, index: bytes | None = None, variant: str | None = None) -> list[str]:
    loaded = json.loads(index) if index else None
    return list(selection.choose("m", files.split(), index=loaded, variant=variant).files)


def test_a_transformers_model_in_one_file() -> None:
    files = (
        "README.md LICENSE .gitattributes config.json generation_config.json tokenizer.json "
        "tokenizer.model merges.txt vocab.txt chat_template.jinja model.safetensors "
        "pytorch_model.bin tf_model.h5 flax_model.msgpack rust_model.ot picture.png "
        "onnx/model.onnx onnx/config.json original/consolidated.safetensors "
        "consolidated.safetensors training_args.bin modeling.py pytorch_model.bin.index.json"
    )
    assert chosen(files) == sorted(
        "README.md LICENSE config.json generation_config.json tokenizer.json tokenizer.model "
        "merges.txt vocab.txt chat_template.jinja model.safetensors".split()
    )


def test_shards_come_with_their_index_and_one_file_goes_before_them() -> None:
    shards = "model-00001-of-00002.safetensors model-00002-of-00002.safetensors"
    files = f"config.json model.safetensors.index.json {shards}"
    assert chosen(files) == sorted(files.split())
    assert chosen(f"{files} model.safetensors") == ["config.json", "model.safetensors"]


def test_a_diffusers_model_takes_the_plain_set_of_what_its_index_names() -> None:
    assert chosen(DIFFUSERS, INDEX) == PLAIN


def test_a_variant_that_is_asked_for_or_the_only_one() -> None:
    half = [re.sub(r"(model)\.safetensors", r"\1.fp16.safetensors", name) for name in PLAIN]
    assert chosen(DIFFUSERS, INDEX, "fp16") == half
    only = DIFFUSERS.replace("unet/diffusion_pytorch_model.safetensors ", "")
    choice = selection.choose("m", only.split(), index=json.loads(INDEX))
    assert (choice.variant, list(choice.files)) == ("fp16", half)
    some = only.replace("text_encoder/model.fp16.safetensors", "")
    assert "text_encoder/model.safetensors" in chosen(some, INDEX, "fp16")
    with pytest.raises(RequestError, match="no variant 'int4'; it has fp16, non_ema"):
        chosen(DIFFUSERS, INDEX, "int4")


def test_state_dicts_come_only_where_they_are_asked_for() -> None:
    files = (
        "config.json model.safetensors pytorch_model.bin state_dict.bin codec/compression.th "
        "training_args.bin optimizer.pt README.md"
    ).split()
    assert selection.choose("m", files).weights == ("model.safetensors",)
    both = selection.choose("m", files, state_dicts=True)
    assert both.weights == ("codec/compression.th", "model.safetensors", "state_dict.bin")
    assert both.texts == ("README.md", "config.json")
    alone = selection.choose("m", ["pytorch_model.bin", "rng_state_0.pth"], state_dicts=True)
    assert alone.weights == ("pytorch_model.bin",)
    assert selection.choose("m", files, state_dicts=True, config_only=True).weights == ()
    with pytest.raises(RequestError, match="no weights as"):
        selection.choose("m", ["optimizer.pt.txt"], state_dicts=True)


def test_variants_in_shards_in_both_spellings() -> None:
    files = (
        "config.json model.fp16-00001-of-00002.safetensors model.fp16-00002-of-00002.safetensors "
        "model.safetensors.index.fp16.json model.safetensors.index.json"
    )
    wanted = [name for name in files.split() if name != "model.safetensors.index.json"]
    assert chosen(files) == sorted(wanted)
    old = "config.json model-00001-of-00001.fp16.safetensors"
    assert chosen(old) == old.split()


def test_other_layouts() -> None:
    assert chosen("my-style.safetensors README.md") == ["README.md", "my-style.safetensors"]
    assert chosen("a.safetensors b.safetensors") == ["a.safetensors", "b.safetensors"]
    assert chosen("lora/adapter_model.safetensors lora/adapter_config.json") != []
    assert chosen("config.json model.safetensors ../x.json /etc/y.json") == [
        "config.json",
        "model.safetensors",
    ]


def test_nothing_that_is_safe() -> None:
    with pytest.raises(RequestError, match=r"only pickle.*\(pytorch_model.bin and 1 more\).*code"):
        chosen("config.json pytorch_model.bin x/y.ckpt")
    with pytest.raises(RequestError, match="no weights"):
        chosen("config.json README.md weights.h5 model.gguf")
    with pytest.raises(RequestError, match=r"no weights .*download one of its \.gguf files"):
        chosen("config.json model.Q4_K_M.gguf")


def test_licence() -> None:
    assert selection.licence({"license": "mit"}) == "mit"
    assert selection.licence({"license": "other", "license_name": "sai"}) == "sai"
    assert selection.licence({"license": ["mit", "gpl"]}) == "mit, gpl"
    assert selection.licence({}) == selection.licence(None) == "-"
