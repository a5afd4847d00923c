"""Licences of models: what a name, a card, a LICENSE and a header say, and what that allows."""

from pathlib import Path

import pytest

from fake_hub import safetensors
from muse.weights import cards, licences, short_names
from muse.weights.find import find, pin

ALLOWED = {
    "yes": [
        *("apache-2.0", "Apache License 2.0", "Apache License, Version 2.0", "MIT", "mit"),
        *("The MIT License (MIT)", "BSD 3-Clause License", "bsd-2-clause", "0bsd", "cc0-1.0"),
        *("Public Domain", "SIL OFL 1.1", "ofl-1.1", "unlicense", "MIT OR GPL-3.0", "HPND"),
    ],
    "conditions": [
        *("openrail", "openrail++", "creativeml-openrail-m", "CreativeML OpenRAIL++-M"),
        *("bigscience-bloom-rail-1.0", "bigcode-openrail-m", "cc-by-4.0", "CC BY-SA 4.0"),
        *("llama2", "llama3.1", "Llama 3.2 Community License Agreement", "gemma", "gpl-3.0"),
        *("stabilityai-ai-community", "Stability AI Community (gated)", "apache-2.0, cc-by-4.0"),
    ],
    "no": [
        *("cc-by-nc-4.0", "CC BY-NC 4.0", "cc-by-nc-nd-3.0", "flux-1-dev-non-commercial-license"),
        *("FLUX.1 [dev] Non-Commercial (gated)", "stabilityai-non-commercial", "sai-nc-community"),
        *("fair-noncommercial-research-license", "qwen-research", "mnpl-0.1", "apple-amlr"),
        *("apache-2.0, cc-by-nc-4.0", "NVIDIA and cc-by-nc-4.0", "deepfloyd-if-license"),
    ],
    "unknown": [
        *("", "-", "other", "unknown", None, "cc", "incredible", "mitre", "bsl-1.1", "busl-1.1"),
        *("apache-2.0-with-commons-clause", "apache-2.0 and something new", "llama"),
    ],
}


@pytest.mark.parametrize("use", ALLOWED)
def test_a_name_in_any_spelling_says_what_is_allowed(use: str) -> None:
    assert {str(name): licences.of(name).use for name in ALLOWED[use]} == {
        str(name): use for name in ALLOWED[use]
    }


def test_conditions_are_told_and_the_words_name_the_licence() -> None:
    assert "named" in licences.of("cc-by-4.0").conditions
    assert licences.of("mit").conditions == ""
    assert str(licences.of("cc-by-nc-4.0")) == "non-commercial (cc-by-nc-4.0)"
    assert str(licences.of("unknown")) == "unknown"
    assert len(licences.of("x" * 10_000).name) == 100


def test_what_the_user_says_goes_before_the_card() -> None:
    own = {"a/b": "yes", "c/d": "no", "e/f": "cc-by-nc-4.0"}
    assert licences.settled("a/b", "other", own) == ("other", "yes", "")
    assert licences.settled("c/d", "mit", own).use == "no"
    assert licences.settled("e/f", "mit", own) == ("cc-by-nc-4.0", "no", "")
    assert licences.settled("g/h", "mit", own).use == "yes"


def test_every_short_name_has_a_licence_that_is_known() -> None:
    """But for one that sends to its card."""
    unknown = {n for n, a in short_names.known().items() if licences.of(a.licence).use == "unknown"}
    assert unknown == {"sana"}
    assert short_names.licence("facebook/musicgen-small") == "CC-BY-NC-4.0"
    assert short_names.licence("nobody/knows") == ""


def test_what_may_be_used_instead_is_ready_first() -> None:
    assert short_names.freer("black-forest-labs/FLUX.1-dev")[0] == "emoji"
    assert "sdxl" not in short_names.freer("flux-dev")
    assert short_names.freer("musicgen-small") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("                Apache License\n          Version 2.0, January 2004", "apache-2.0"),
        ("Creative Commons Attribution-NonCommercial 4.0 International", "cc-by-nc-4.0"),
        ("Attribution-NonCommercial-ShareAlike 4.0 International\n====", "cc-by-nc-sa-4.0"),
        ("Attribution 4.0 International\n\n====", "cc-by-4.0"),
        ("CreativeML Open RAIL++-M License", "openrail++"),
        ("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT", "llama3.1"),
        ("FLUX.1 [dev] Non-Commercial License v1.1.1", "flux-1-dev-non-commercial"),
        ("STABILITY AI COMMUNITY LICENSE AGREEMENT", "stabilityai-ai-community"),
        ("GNU GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007", "gpl-3.0"),
        ("All rights reserved.", "-"),
        ("x" * 3000 + "MIT License", "-"),
    ],
)
def test_a_text_says_which_licence_it_is(text: str, name: str) -> None:
    assert licences.of_text(text) == name


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    folder.joinpath("model.safetensors").write_bytes(safetensors(8))
    for name, text in files.items():
        folder.joinpath(name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_says_it_by_its_card_else_by_its_text(tmp_path: Path) -> None:
    card = "---\nlicense: cc-by-nc-4.0\n---\n"
    assert cards.licence(write(tmp_path / "a", README_md=card, LICENSE="MIT")) == "cc-by-nc-4.0"
    text = "Apache License\nVersion 2.0"
    assert cards.licence(write(tmp_path / "b", LICENSE=text)) == "apache-2.0"
    other = "---\nlicense: other\n---\n"
    assert cards.licence(write(tmp_path / "c", README_md=other, LICENSE_md=text)) == "apache-2.0"
    named = "---\nlicense: other\nlicense_name: gemma\n---\n"
    assert cards.licence(write(tmp_path / "d", README_md=named)) == "gemma"
    assert cards.licence(write(tmp_path / "e", README_md="# no head")) == "-"
    both = write(tmp_path / "f", LICENSE=text, LICENSE_txt="Attribution-NonCommercial 4.0")
    assert licences.of(cards.licence(both)).use == "no"


def test_a_file_says_it_by_its_header_else_by_its_own_card(tmp_path: Path) -> None:
    """The text beside it may be that of anything."""
    head = b'{"__metadata__":{"license":"cc-by-4.0","data":"mine"}}'
    told = tmp_path / "told.safetensors"
    told.write_bytes(len(head).to_bytes(8, "little") + head)
    assert cards.licence(told) == "cc-by-4.0"
    assert cards.metadata(told) == {"license": "cc-by-4.0", "data": "mine"}
    silent = tmp_path / "silent.safetensors"
    silent.write_bytes(safetensors(8))
    tmp_path.joinpath("LICENSE").write_text("MIT License")
    assert cards.licence(silent) == "-"
    tmp_path.joinpath("README.md").write_text("---\nlicense: gemma\n---\n")
    assert cards.licence(silent) == "gemma"
    tmp_path.joinpath("silent.safetensors.md").write_text("---\nlicense: mit\n---\n")
    assert cards.licence(silent) == "mit"


@pytest.mark.parametrize(
    "data", [b"", b"\xff" * 8, (2**40).to_bytes(8, "little") + b"{", b"\2\0\0\0\0\0\0\0[]"]
)
def test_a_header_that_is_none_says_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.safetensors"
    path.write_bytes(data)
    assert (cards.metadata(path), cards.licence(path)) == ({}, "-")


def test_a_pin_tells_the_licence_and_it_decides_nothing(tmp_path: Path) -> None:
    from muse.running import recipe

    found = find(write(tmp_path / "a", README_md="---\nlicense: mit\n---\n"))
    now = pin(found)
    assert now["licence"] == "mit"
    before = {name: value for name, value in now.items() if name != "licence"}
    then = {"weights": {"a": before}}
    assert recipe.weights_differences(then, {"weights": {"a": now}}) == {}
    assert "licence" not in pin(find(write(tmp_path / "b")))
