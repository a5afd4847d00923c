"""The contract: its version, what is public, and plugins made for another one."""

import difflib
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

import muse
from conftest import Muse, muse_process
from muse import Host, PluginError
from muse.contract.version import refusal, remark
from muse.entry_points import Entry, Index

ROOT = Path(__file__).parents[3]


def test_what_is_public_changes_only_on_purpose() -> None:
    module = runpy.run_path(str(ROOT / "docs" / "contract_reference.py"))
    kept = ROOT.joinpath("docs", "contract.txt").read_text(encoding="utf-8").splitlines()
    now = module["surface"]().splitlines()
    changed = "\n".join(difflib.unified_diff(kept, now, "docs/contract.txt", "the code", n=0))
    assert not changed, (
        f"{changed}\nIf that is meant: raise CONTRACT in muse.contract.version by the rule of "
        "docs/contract.md, tell it in CHANGELOG.md, and run "
        "python docs/contract_reference.py --accept"
    )


def test_the_snapshot_sees_what_matters() -> None:
    text = ROOT.joinpath("docs", "contract.txt").read_text(encoding="utf-8")
    for line in (
        f"contract {muse.CONTRACT}",
        "group muse.commands",
        "hook muse_event(self, run: Run, event: Event) -> None",
        "class muse.Generator(Generic[C])",
        "    needs_network: ClassVar[bool] = False",
        "    classmethod small(cls) -> Mapping[str, Any]",
        "    property cancelled(self) -> bool",
    ):
        assert f"{line}\n" in text


@pytest.mark.parametrize(
    ("made_for", "refused", "told"),
    [
        ("1.0", None, None),
        ("1.9", None, r"newer than this Muse's 1\.4: pip install --upgrade muse-host"),
        ("2.0", "pip install --upgrade muse-host", None),
        ("0.4", "upgrade the plugin", None),
        ("one", "no version such as 1.4", None),
    ],
)
def test_another_contract_is_told(made_for: str, refused: str | None, told: str | None) -> None:
    import re

    found = refusal(made_for)
    assert found is None if refused is None else refused in str(found)
    newer = remark(made_for)
    assert newer is None if told is None else re.search(told, str(newer))


def index_of(made_for: str, value: str = "zoo:Dots") -> Index:
    return Index(
        [
            Entry("muse", "zoo.dots", value, "muse-zoo", "1.5", ""),
            Entry("muse.contract", made_for, "zoo", "muse-zoo", "1.5", ""),
        ]
    )


def test_a_plugin_for_another_contract_is_not_imported(tmp_path: Path) -> None:
    with (
        Host(library=tmp_path, index=index_of("2.0", "zoo_that_would_fail:Dots")) as host,
        pytest.raises(PluginError, match=r"made for contract 2\.0, and this Muse keeps 1\.4"),
    ):
        host.run("zoo.dots", seed=1)


def test_a_plugin_for_a_newer_contract_is_tried_and_told(tmp_path: Path) -> None:
    with Host(library=tmp_path / "a", index=index_of("1.7")) as host:
        notes = host.run("zoo.dots", seed=1).report.notes
    assert notes == [
        "Of muse-zoo: it was made for contract 1.7, newer than this Muse's 1.4: "
        "pip install --upgrade muse-host."
    ]
    with (
        Host(library=tmp_path / "b", index=index_of("1.7", "zoo:Hippo")) as host,
        pytest.raises(PluginError, match=r"no attribute 'Hippo' \(it was made for contract 1\.7"),
    ):
        host.run("zoo.dots", seed=1)


def test_plugins_and_commands_say_for_which_contract(plant: Callable[..., Path]) -> None:
    site = plant(
        "muse-late",
        "[muse]\nzoo.late = late:Late\n[muse.commands]\nlate = late:command\n"
        "[muse.contract]\n2.5 = late\n",
        late="raise SystemExit('imported')",
    )
    out, _ = muse_process("plugins", path=site).communicate(timeout=60)
    assert "muse-late 1.0  (from an index, made for contract 2.5)" in out
    assert out.count("BROKEN: it was made for contract 2.5") == 2
    process = muse_process("late", path=site)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "muse-late can't be used: it was made for contract 2.5" in errors


def test_muse_itself_says_nothing_of_a_contract(muse: Muse) -> None:
    _, out, _ = muse("plugins", "--json")
    assert '"contract": null' in out
