"""text.grammar: packs of others, found by entry points, checked, and never able to break a run."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from muse_text.grammar import packs, sources
from plugins.text import grammar_rules
from plugins.text.grammar.test_grammar import written

TAVERN = Path(__file__).parents[4] / "examples/muse-tavern/muse_tavern"


@pytest.fixture
def plant(tmp_path, monkeypatch):
    """Install packs: name -> files; a folder is copied. They are gone again after the test."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def plant(name, files):
        folder = tmp_path / f"pack_{name}"
        if isinstance(files, Path):
            shutil.copytree(files, folder)
        else:
            for path, text in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(text, encoding="utf-8")
        info = tmp_path / f"pack_{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: pack-{name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[muse.grammar]\n{name} = pack_{name}\n")
        packs.forget()

    yield plant
    monkeypatch.undo()
    packs.forget()


def test_the_example_is_used_and_told(plant, host):
    plant("tavern", TAVERN)
    assert "tavern" in packs.names("en", "worlds") and "tavern" in packs.names("zh", "worlds")
    result = host.run("text.grammar", prompt="a story in a tavern", seed=3)
    assert "With the pack “tavern” (pack-tavern 1.0)." in result.report.notes
    names = [who.split()[0] for who in packs.table("en", "worlds/tavern")["names"]]
    assert any(name in result.text for name in names)
    for language, theme in (("en", "a tavern"), ("zh", "酒馆")):
        for form in ("story", "outline", "script", "poem", "lyrics"):
            for seed in range(3):
                text, _ = written(seed, form=form, language=language, theme=theme)
                assert grammar_rules.broken(text, form, language) == []


def test_a_pack_is_data_and_not_imported(plant):
    plant("loud", {"__init__.py": "raise SystemExit(3)", "en/titles.toml": 'free = ["Loud"]'})
    assert "Loud" in packs.table("en", "titles")["free"]
    assert "pack_loud" not in sys.modules


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"en/titles.toml": "free = ["}, "en/titles.toml"),
        ({"en/title.toml": "free = []"}, "there is no table of that name"),
        ({"en/worlds/bog.toml": 'cues = ["bog"]'}, "lacks "),
        ({"en/images/bog.toml": 'cues = ["bog"]'}, "lacks "),
        ({"en/titles.toml": "free = 7"}, "is a int, not a list"),
        ({"en/titles.toml": "free = [7]"}, "holds int, not str"),
        ({"zh/titles.toml": 'free = ["{hreo}"]'}, "there is no slot {hreo}"),
        ({"en/rules/bog.toml": '[story]\nopen = ["{@bgo}"]'}, "there is no rule {@bgo}"),
        ({"en/titles.toml": 'free = ["[a|b"]'}, "unbalanced brackets"),
        ({"en/titles.toml": 'free = ["{__class__}"]'}, "there is no slot"),
        ({"en/lexicon/bog.toml": 'bog = { wet = "very" }'}, "there is no key wet"),
        ({"fr/titles.toml": "free = []"}, "no TOML files in en/ or zh/"),
    ],
)
def test_a_broken_pack_is_told_and_left_out(plant, host, files, told):
    plant("broken", files)
    result = host.run("text.grammar", form="poem", language="en", seed=3)
    notes = [note for note in result.report.notes if "broken" in note]
    assert len(notes) == 1 and notes[0].startswith("The pack “broken” (pack-broken 1.0) is ignored")
    assert told in notes[0]
    packs.forget()
    assert result.report.measured["verse"] == "quatrains"


def test_a_pack_that_is_not_there_is_told(plant, tmp_path):
    plant("gone", {"en/titles.toml": 'free = ["Gone"]'})
    shutil.rmtree(tmp_path / "pack_gone")
    packs.forget()
    assert "the package pack_gone can't be found" in packs.notes()[0]


def test_help_reads_no_packs():
    code = (
        "import sys; from muse_text.grammar import Grammar; import muse.cli;"
        "assert 'muse_text.grammar.sources' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


def test_packs_join_tables_and_lists():
    base = {"a": ["x"], "b": {"c": 1}, "d": "old"}
    more = {"a": ["x", "y"], "b": {"c": 2, "e": 3}, "d": "new", "f": ["z"]}
    joined = {"a": ["x", "y"], "b": {"c": 1, "e": 3}, "d": "old", "f": ["z"]}
    assert sources.merged(base, more) == joined
