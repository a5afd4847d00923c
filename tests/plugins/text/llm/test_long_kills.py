"""Fifty kills of a process that writes a book: `pytest -m slow tests/plugins/text/llm`."""

import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from muse import Host, InputFile
from muse_text.llm.book.manuscript import given_manuscript
from plugins.text.llm_books import serve
from plugins.text.llm_models import index

RUN = """
import sys
from pathlib import Path
from muse import Host
from plugins.text.llm_models import index
with Host(library=Path("lib"), config=Path("c.toml"), index=index()) as host:
    host.run("text.llm", prompt="a sea story", chapters=5, base_url=sys.argv[1], model="tiny",
             seed=5, output="b.md")
"""


@pytest.mark.slow
def test_a_kill_loses_at_most_the_chapter_in_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("openai")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("PYTHONPATH", ":".join(sys.path))
    moments = random.Random(50)
    resumed = None
    reached = set()
    for number in range(50):
        work = tmp_path / f"work{number}"
        work.mkdir()
        with serve() as author:
            author.pause = 0.004
            process = subprocess.Popen([sys.executable, "-c", RUN, author.url], cwd=work)
            deadline = time.monotonic() + 30
            while not author.asked and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(moments.uniform(0, 0.8))
            process.kill()
            process.wait()
            begun = [int(kind.split()[1]) for kind in author.kinds() if kind.startswith("chapter")]
        if (work / "b.md").exists() or not begun:
            continue
        kept = (work / "b.unfinished.md").read_bytes()
        there = given_manuscript(kept, "b.unfinished.md")
        assert there.marked and not there.rest.strip()
        assert len(there.chapters) >= max(begun) - 1
        for at, chapter in enumerate(there.chapters, 1):
            assert re.search(rf"Paragraph 3 of chapter {at}, it rained\.\s*$", chapter)
        reached.add(max(begun))
        resumed = kept
    assert len(reached) >= 4 and resumed is not None
    with (
        serve() as author,
        Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=index()) as host,
    ):
        fields = {"prompt": "a sea story", "base_url": author.url, "model": "tiny", "seed": 5}
        whole = host.run("text.llm", chapters=5, **fields).text
        author._turns.clear()
        again = host.run("text.llm", extend=InputFile(resumed, "b.unfinished.md"), **fields).text
    assert again == whole
