"""What Muse says in English, and how the studio says it in Chinese: what lacks it is noticed."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse import Host
from studio_words import WORDS

ROOT = Path(__file__).parents[2]
HOLE = "\u00a7"
NOTES = [
    "plugins/muse_image/sketch",
    "plugins/muse_image/character",
    "plugins/muse_music",
    "plugins/muse_policy",
    "plugins/muse_text/draft",
    "plugins/muse_text/grammar",
    "plugins/muse_works",
    "plugins/muse_provenance",
    "core/muse/contract",
    "core/muse/prompts",
    "core/muse/running",
]
"""Whose notes and reasons a report or a verdict may have."""
ERRORS = ["core/muse/contract/condition.py", "core/muse/contract/inputs.py"]
ERRORS += ["plugins/muse_image/sketch", "plugins/muse_music/midi", "plugins/muse_text/grammar"]
ERRORS += [f"plugins/muse_policy/{name}.py" for name in ("checking", "results", "rules")]
"""Whose errors a form shows."""
LEFT = {
    # Told to who writes plugins, trains weights or uses the command line, never in the studio.
    "data: no tunes are given, and music21, which has some, isn't installed",
    "give --data tunes.abc, or pip install music21",
    "give ten or more, in ABC or MIDI",
}


def sayings() -> list[tuple[str, str]]:
    """Return the patterns of `told.zh.js`, and what they say in Chinese."""
    text = WORDS.joinpath("told.zh.js").read_text(encoding="utf-8")
    body = text[text.index("export default [") :].splitlines()[1:-1]
    return [(one, other) for one, other in (json.loads(line.strip().rstrip(",")) for line in body)]


def shapes() -> list[re.Pattern[str]]:
    """Return the patterns as `told.js` compiles them."""
    hole = re.compile(r"\{\w+(?:\*|:\w+)?\}")
    return [
        re.compile("(.+?)".join(map(re.escape, hole.split(english))), re.DOTALL)
        for english, _ in sayings()
    ]


def said(node: ast.expr | None, names: dict[str, list[ast.expr]], depth: int = 0) -> list[str]:
    """Return what an expression may say, a sign for each value that is put in; [] for unknown."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        found = [""]
        for part in node.values:
            if isinstance(part, ast.Constant):
                found = [each + str(part.value) for each in found]
                continue
            assert isinstance(part, ast.FormattedValue)
            inner = said(part.value, names, depth + 1) if depth < 3 else []
            put = inner if 0 < len(inner) < 4 and any(inner) else [HOLE]
            found = [each + one for each in found for one in put]
        return found
    if isinstance(node, ast.IfExp):
        return said(node.body, names, depth) + said(node.orelse, names, depth)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        sides = [said(side, names, depth) or [HOLE] for side in (node.left, node.right)]
        return [one + other for one in sides[0] for other in sides[1]]
    if isinstance(node, ast.Name) and depth < 3:
        rest = {name: values for name, values in names.items() if name != node.id}
        return [one for value in names.get(node.id, []) for one in said(value, rest, depth + 1)]
    return []


def assigned(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """Return what the names of a function or a module are set to."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            sides = [node.value]
            if isinstance(node.value, ast.IfExp):
                sides = [node.value.body, node.value.orelse]
            for value in sides:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(value)
                elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                    for name, one in zip(target.elts, value.elts, strict=False):
                        if isinstance(name, ast.Name):
                            found.setdefault(name.id, []).append(one)
    return found


def told(path: Path, errors: bool) -> Iterator[str]:
    """Give what the functions of a file tell in a report, or in errors and their hints."""
    text = path.read_text(encoding="utf-8")
    if not re.search(r"Error\(|Field\(" if errors else r"\.(?:note|ignore|adjust|append)\(", text):
        return  # quick: most have nothing to tell
    for scope in ast.walk(ast.parse(text)):
        if not isinstance(scope, ast.FunctionDef):
            continue
        names: dict[str, list[ast.expr]] | None = None
        for node in ast.walk(scope):
            if not isinstance(node, ast.Call):
                continue
            kind = getattr(node.func, "attr", getattr(node.func, "id", ""))
            arguments: list[ast.expr] = []
            if errors and kind in ("RequestError", "InvalidField", "UnknownField"):
                hints = [each.value for each in node.keywords if each.arg == "hint"]
                arguments = [*node.args[:1], *hints]
            elif not errors and (kind, len(node.args)) in (("note", 1), ("ignore", 2)):
                arguments = node.args[-1:]
            elif not errors and (kind, len(node.args)) == ("adjust", 4):
                arguments = node.args[3:]
            elif (
                not errors
                and kind == "append"
                and ast.unparse(node.func).endswith(("notes.append", "reasons.append"))
            ):
                arguments = node.args[:1]
            for each in arguments:
                names = names or assigned(scope)
                yield from said(each, names)


@pytest.mark.parametrize("errors", [False, True], ids=["reports", "errors"])
def test_every_sentence_has_its_chinese(errors: bool) -> None:
    known = shapes()
    field = re.compile(r"(?:[a-z_]+|\u00a7): (.+)", re.DOTALL)

    def chinese(sentence: str) -> bool:
        rest = field.fullmatch(sentence)
        return any(each.fullmatch(sentence) for each in known) or bool(rest and chinese(rest[1]))

    missing: set[str] = set()
    for place in ERRORS if errors else NOTES:
        path = ROOT / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            for sentence in told(file, errors):
                if re.search(r"[a-z]{3}", re.sub(r"^[a-z_]+: ", "", sentence)) and not chinese(
                    sentence
                ):
                    missing.add(sentence)
    assert sorted(missing - LEFT) == [], "say it in words/told.zh.js"
    if errors:
        assert LEFT - missing == set(), "no longer left"


def test_the_values_of_a_pattern_are_its_own() -> None:
    for english, chinese in sayings():
        wanted = set(re.findall(r"\{(\w+)", english))
        assert set(re.findall(r"\{(\w+)", chinese)) <= wanted, english
        assert re.search(r"[\u4e00-\u9fff]", chinese), english


def test_no_pattern_is_twice() -> None:
    patterns = [re.sub(r"\{\w+", "{", english) for english, _ in sayings()]
    assert len(set(patterns)) == len(patterns)


def test_things_are_those_of_the_painter() -> None:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import studio_things
    finally:
        sys.path.pop(0)
    assert studio_things.PAGE.read_text("utf-8") == studio_things.catalogue(), (
        "run python docs/studio_things.py"
    )


def test_what_generators_say_of_themselves_has_its_chinese() -> None:
    known = {english for english, _ in sayings()}
    with Host() as host:
        ours = [
            name
            for name, entry in host.plugins.index.generators.items()
            if entry.distribution == "muse-host"
        ]
        said = {host.plugins.generator(name).__doc__.strip().splitlines()[0] for name in ours}
    assert said - known == set()
