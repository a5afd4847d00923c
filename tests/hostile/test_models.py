"""Models that came from anybody: their cards and chat templates harm nobody."""

import json
import time
from pathlib import Path

import pytest

from muse import Host, RequestError
from muse.weights import hub_cache
from muse.weights.cards import header
from plugins.text.llm_models import build, index

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("card", "told"),
    [
        ("---\nlicense: mit\npipeline_tag: text-generation\n---\n# x", ("text", "mit")),
        ("\ufeff---\r\nlicense: mit\r\n---\r\n", ("-", "mit")),
        ("---\nlicense: [mit, gpl]\npipeline_tag: [a]\n---\n", ("-", "mit, gpl")),
        ("---\nlicense: {a: b}\npipeline_tag: {a: b}\n---\n", ("-", "-")),
        (f"---\n{LAUGHS}license: *i\n---\n", ("-", "-")),
        ("---\n- a\n---\n", ("-", "-")),
        ("---\nlicense: !!python/object/apply:os.system [ls]\n---\n", ("-", "-")),
        ("---\nlicense: " + "[" * 30_000 + "\n---\n", ("-", "-")),
        ("---\n" + "a: b\n" * 40_000 + "license: mit\n---\n", ("-", "mit")),
        ("---\nx:\n  license: gpl\nlicense:\n- mit\n- gpl\ny: &a\n---\n", ("-", "mit, gpl")),
        ("---\n" * 10_000, ("-", "-")),
        ("", ("-", "-")),
    ],
    ids=range(12),
)
def test_a_card_is_only_looked_at(tmp_path: Path, card: str, told: tuple[str, str]) -> None:
    (tmp_path / "README.md").write_text(card, encoding="utf-8", newline="")
    start = time.process_time()
    assert hub_cache.about(tmp_path) == told
    assert time.process_time() - start < 1.5
    assert isinstance(header(tmp_path / "nowhere.md"), dict)


@pytest.mark.neural
@pytest.mark.parametrize(
    "template",
    [
        "{% for i in range(99999) %}{% for j in range(99999) %}{{ i }}{% endfor %}{% endfor %}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='aaaaaaaaaaaaaaaa') %}"
        "{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x }}",
        "{{ 'a' * 10**10 }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_a_chat_template_that_never_ends_is_refused(tmp_path: Path, template: str) -> None:
    model = build(tmp_path / "chat", True)
    about = json.loads((model / "tokenizer_config.json").read_text(encoding="utf-8"))
    (model / "chat_template.jinja").unlink(missing_ok=True)
    about["chat_template"] = template
    (model / "tokenizer_config.json").write_text(json.dumps(about), encoding="utf-8")
    places = {"library": tmp_path / "lib", "config": tmp_path / "c.toml", "index": index()}
    with Host(**places) as host:
        start = time.process_time()
        with pytest.raises(RequestError, match="its chat template"):
            host.run("text.llm", prompt="rain", model=str(model), max_tokens=8, seed=1)
        assert time.process_time() - start < 25
