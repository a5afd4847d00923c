"""Write the contract for plugin authors from the code, or check it.

python docs/contract_reference.py            writes docs/contract.md from the docstrings
python docs/contract_reference.py --check    exits with 1 when docs/contract.md isn't up to date
python docs/contract_reference.py --accept   writes docs/contract.txt too, the snapshot of what
                                             is public: only when it changes on purpose
"""

import ast
import inspect
import sys
import textwrap
from pathlib import Path
from typing import Any

PAGE = Path(__file__).with_name("contract.md")
SNAPSHOT = Path(__file__).with_name("contract.txt")

GROUPS = {
    "To make": ("Generator", "Condition", "Field", "InputFile", "ModelSource", "Artifact"),
    "While it works": ("Run", "Item", "Emit", "Event", "Progress", "Preview", "Text", "Draft"),
    "What became of it": ("Report", "Reading", "Found", "Likeness", "Result", "File"),
    "Words": ("Lexicon", "Match", "number"),
    "Weights": ("Weights", "Component", "Placement", "Lease", "local_path", "quiet"),
    "Hooks": ("hookimpl", "Format", "Rights", "Signed"),
    "To run": ("run", "stream", "Stream", "Host", "fingerprint", "allowed", "CONTRACT"),
    "Errors": (),  # all that are left
}

HOST_MAKES = frozenset(("Emit", "Lease", "Run", "Stream"))
"""Classes that the host alone makes: how it does is nobody's business."""

HEAD = """# The contract

Written from the docstrings by `python docs/contract_reference.py`; CI checks that it is up to date.
This is contract {contract}: everything that a plugin may rely on; [plugins.md](plugins.md) is the
guide to it.

## What is public, and for how long

Public is what this page shows: the names in `muse`, in `muse.testing` and `muse.media`, the hooks,
and the groups of entry points. `docs/contract.txt` lists it, and a test fails when it changes
without the list. Everything else may change at any time.

- What is **added** raises the second number: a plugin for contract 1.1 is tried by a Muse of 1.0,
  and users are told that it is newer.
- What is to **go** stays for two minor releases of Muse and at least six months; using it then
  gives a `DeprecationWarning` that names what takes its place, and the changelog lists it.
- What is **taken away or changed** raises the first number. A plugin for another first number isn't
  imported; `muse plugins` and whoever asks for it say which side has to be upgraded.

A distribution says which contract it was made for, in its `pyproject.toml`, where Muse reads it
without importing anything (`muse plugin new` writes it, `muse plugin check` misses it):

```toml
[project.entry-points."muse.contract"]
"{contract}" = "muse_dots"
```

## Groups of entry points

{groups}
"""

POINTS = {
    "muse": "`medium.name` = a generator class; a name without a dot = a module of hooks",
    "muse.checks": "a name = a function of a path and the host that says where a file comes from",
    "muse.commands": "a name = a click command",
    "muse.contract": "the contract that the distribution was made for = any module of it",
    "muse.defaults": "a medium = the generator that it uses first",
    "muse.executors": "a name = a class that makes the rows of a batch (`muse.batches.executor`)",
    "muse.models": "any name = a package whose `models.toml` has short names for models",
    "muse.pages": "a name = a folder (a `Path`) with an `index.html`, shown at `/NAME/`",
}


def main() -> int:
    """Write or check."""
    written, public = page(), surface()
    if "--check" in sys.argv:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == written:
            return 0
        print(f"{PAGE} is out of date: run python docs/contract_reference.py", file=sys.stderr)
        return 1
    PAGE.write_text(written, encoding="utf-8")
    if "--accept" in sys.argv:
        SNAPSHOT.write_text(public, encoding="utf-8")
    return 0


# -- what is public, as plain lines


def surface() -> str:
    """Return everything public, a line each: names, signatures, fields, hooks, groups."""
    import muse
    import muse.testing
    from muse.contract.condition import RESERVED
    from muse.contract.hooks import Specs
    from muse.entry_points import GROUPS as groups

    lines = [f"contract {muse.CONTRACT}", "", *(f"group {name}" for name in groups)]
    lines += ["", "reserved " + " ".join(sorted(RESERVED)), ""]
    for name in (n for n in vars(Specs) if n.startswith("muse_")):
        lines.append(f"hook {_signature(getattr(Specs, name))}")
    for module in (muse, muse.testing):
        lines.append("")
        for name in module.__all__:
            lines += _public(f"{module.__name__}.{name}", getattr(module, name))
    for each in _helpers():
        lines += ["", *_public(f"muse.media.{each.__name__}", each)]
    return "\n".join(lines) + "\n"


def _public(name: str, value: Any) -> list[str]:
    if inspect.isclass(value) and value.__module__.startswith("muse."):
        bases = ", ".join(ast.unparse(base) for base in _tree(value).bases)
        rows = [f"class {name}({bases})" if bases else f"class {name}"]
        return rows + [f"    {line}" for line, _ in members(value)]
    if inspect.isfunction(value) and value.__module__.startswith("muse."):
        return [f"def {name}{_signature(value).removeprefix(value.__name__)}"]
    return [f"{name}: {type(value).__name__}"]


def members(cls: type) -> list[tuple[str, str]]:
    """Return the public fields, properties and methods that a class itself defines, with docs."""
    found: list[tuple[str, str]] = []
    body = _tree(cls).body
    for place, node in enumerate(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, after = node.target.id, body[place + 1 : place + 2]
            if name.startswith("_"):
                continue
            default = f" = {ast.unparse(node.value)}" if node.value and _plain(node.value) else ""
            doc = _text(after[0]) if after else ""
            found.append((f"{name}: {ast.unparse(node.annotation)}{default}", doc))
        elif isinstance(node, ast.FunctionDef):
            marks = [ast.unparse(mark) for mark in node.decorator_list]
            hidden = node.name.startswith("_") and node.name != "__init__"
            made_by_host = node.name == "__init__" and cls.__name__ in HOST_MAKES
            if (
                hidden
                or made_by_host
                or "overload" in marks
                or (node.name == "__init__" and not _told(node))
            ):
                continue
            kind = "property " if {"property", "cached_property"} & set(marks) else ""
            kind = "classmethod " if "classmethod" in marks else kind
            doc = inspect.cleandoc(ast.get_docstring(node) or "")
            found.append((f"{kind}{_arguments(node)}", doc))
    return found


def _told(node: ast.FunctionDef) -> bool:
    return len(node.args.args) + len(node.args.kwonlyargs) > 1


def _plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.Tuple | ast.Dict | ast.Name | ast.Attribute)


def _text(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return inspect.cleandoc(str(node.value.value))
    return ""


def _tree(value: Any) -> Any:
    return ast.parse(textwrap.dedent(inspect.getsource(value))).body[0]


def _signature(function: Any) -> str:
    return _arguments(_tree(function))


def _arguments(node: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{node.name}({ast.unparse(node.args)}){returns}"


# -- the page


def page() -> str:
    """Return the reference as Markdown."""
    import muse
    import muse.testing
    from muse.contract.hooks import Specs

    groups = "\n".join(f"- `{name}`: {what}" for name, what in POINTS.items())
    parts = [HEAD.format(contract=muse.CONTRACT, groups=groups).rstrip()]
    listed = {name for names in GROUPS.values() for name in names}
    rest = tuple(name for name in muse.__all__ if name not in listed)
    for title, names in GROUPS.items():
        parts.append(f"## {title}")
        parts += [_section(f"muse.{name}", getattr(muse, name)) for name in names or rest]
        if title == "Hooks":
            parts += [
                _section(name, getattr(Specs, name)) for name in vars(Specs) if name[:5] == "muse_"
            ]
    parts.append("## Pictures")
    parts += [_section(f"muse.media.{each.__name__}", each) for each in _helpers()]
    parts.append("## Testing")
    parts += [_section(f"muse.testing.{n}", getattr(muse.testing, n)) for n in muse.testing.__all__]
    return "\n\n".join(parts) + "\n"


def _helpers() -> tuple[Any, ...]:
    from muse.media import picture, png

    return picture, png


def _section(name: str, value: Any) -> str:
    if name == "muse.Field":
        return "### `muse.Field`\n\nA field of a condition: pydantic's own `Field`."
    if name == "muse.hookimpl":
        return "### `muse.hookimpl`\n\nMarks a function as an implementation of a hook (pluggy)."
    if name == "muse.Event":
        return "### `muse.Event`\n\nWhat `generate` yields: Progress, Preview, Text or Artifact."
    if name == "muse.CONTRACT":
        return f"### `muse.CONTRACT`\n\nThe contract that this Muse keeps: `{value!r}`."
    if name == "muse.testing.CHECKS":
        rows = [f"- `{each.name}`: {each.promise}" for each in value.values()]
        return f"### `{name}`\n\nEvery check by its name, in their order:\n\n" + "\n".join(rows)
    doc = inspect.cleandoc(value.__doc__ or "") if callable(value) else repr(value)
    if inspect.isfunction(value):
        return f"### `{name}`\n\n```python\n{_signature(value)}\n```\n\n{doc}"
    if not inspect.isclass(value):
        return f"### `{name}`\n\n{doc}"
    rows = [f"- `{line}`{': ' + _one(text) if text else ''}" for line, text in members(value)]
    return f"### `{name}`\n\n{doc}" + ("\n\n" + "\n".join(rows) if rows else "")


def _one(text: str) -> str:
    """Return a docstring as one paragraph of a list."""
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
