"""`muse plugin new`: a whole project of a plugin, written from the files in `project`.

A generator's numbers come from chance or, with weights, from a small network; what becomes of them
is the matter of the medium: `media/<medium>.py`, or `media/other.py` where there is none of it.
"""

import json
import keyword
import random
import re
import struct
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from muse import entry_points
from muse.contract.version import CONTRACT
from muse.errors import MuseError, OutputError, RequestError

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 40
"""Characters of a plugin's name."""

_NEEDS = re.compile(r"# needs: (.*)\n")
_NET = {"hidden.weight": (16, 2), "hidden.bias": (16,), "out.weight": (1, 16), "out.bias": (1,)}
"""The tensors of the network in weights/net.py, and their shapes."""

LICENCES = ("MIT", "0BSD", "Apache-2.0")


def write(
    name: str,
    medium: str,
    *,
    weights: bool = False,
    licence: str = "MIT",
    author: str = "",
    folder: Path | None = None,
) -> list[Path]:
    """Write a project into a new folder `muse-<name>` of `folder`, and return its files.

    RequestError for a name or medium that can't be one, OutputError when the folder is there.
    """
    short = name.removeprefix("muse-")
    for field, value in (("name", short), ("medium", medium)):
        if not _NAME.fullmatch(value):
            raise RequestError(
                f"{field}: invalid value {value!r}", hint="expected letters a-z, digits and hyphens"
            )
    module = f"muse_{short.replace('-', '_')}"
    own = short.replace("-", "").startswith("muse") or short == "host"
    if own or find_spec(module) is not None:
        there = "is Muse's own" if own else f"would be {module}, which is installed"
        raise RequestError(f"name: {name!r} {there}", hint="choose a name that says what it makes")
    if keyword.iskeyword(short.title()) or len(short) > _LONGEST:
        raise RequestError(
            f"name: {short[:60]!r} can't name a class",
            hint=f"expected at most {_LONGEST} letters, digits and hyphens; no None, True or False",
        )
    root = (folder or Path()) / f"muse-{short}"
    if root.exists():
        raise OutputError(f"{root} already exists", hint="give another name")
    project = _files(short, medium, weights, licence, author or f"The makers of muse-{short}")
    written = []
    for path, content in project.items():
        target = root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except OSError as error:
            raise OutputError(f"{target} can't be written ({error.strerror})") from None
        written.append(target)
    return written


def _files(short: str, medium: str, weights: bool, licence: str, author: str) -> dict[str, bytes]:
    module = f"muse_{short.replace('-', '_')}"
    kind = medium if _there(f"media/{medium}.py") else "other"
    needs = ["muse-host>=0.1", *_needs(_text(f"media/{kind}.py"))]
    needs += ["safetensors>=0.5", "torch>=2.6,<2.14"] if weights else []
    new = medium not in entry_points.load().media()
    words = {
        "short": short,
        "dist": f"muse-{short}",
        "module": module,
        "medium": medium,
        "Class": "".join(part.title() for part in short.split("-")),
        "contract": CONTRACT,
        "licence": licence,
        "author": author,
        "year": time.strftime("%Y"),
        "needs": json.dumps(needs),
        "default": f'\n[project.entry-points."muse.defaults"]\n{medium} = "{medium}.{short}"\n'
        if new
        else "",
        "torch": "      - run: pip install torch --index-url https://download.pytorch.org/whl/cpu\n"
        if weights
        else "",
        "trained": _text("weights/readme.md") if weights else "",
    }

    def filled(name: str) -> bytes:
        text = _text(name)
        for _ in range(2):  # a part that is put in may have words of its own
            for key, value in words.items():
                text = text.replace(f"<<{key}>>", value)
        return text.encode()

    project = {
        "pyproject.toml": filled("pyproject.toml"),
        "README.md": filled("readme.md"),
        ".gitignore": filled("gitignore"),
        ".github/workflows/test.yml": filled("ci.yml"),
        f"{module}/__init__.py": filled("weights/generator.py" if weights else "generator.py"),
        f"{module}/making.py": _NEEDS.sub("", filled(f"media/{kind}.py").decode()).encode(),
        "tests/test_conformance.py": filled("test_conformance.py"),
        f"tests/test_{module}.py": filled("test_generator.py"),
        "LICENSE": _licence(licence, words),
    }
    if weights:
        project |= {
            f"{module}/net.py": filled("weights/net.py"),
            f"{module}/weights.safetensors": untrained(_NET),
            "train.py": filled("weights/train.py"),
            "tests/test_train.py": filled("weights/test_train.py"),
        }
    return project


def untrained(shapes: Mapping[str, Sequence[int]]) -> bytes:
    """Return a safetensors file of small random float32 tensors; the same each time."""
    dice, header, body = random.Random(7), {}, b""
    for name, shape in shapes.items():
        count = 1
        for size in shape:
            count *= size
        data = struct.pack(f"<{count}f", *(dice.uniform(-1, 1) for _ in range(count)))
        offsets = [len(body), len(body) + len(data)]
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": offsets}
        body += data
    told = json.dumps(header).encode()
    told += b" " * (-len(told) % 8)
    return struct.pack("<Q", len(told)) + told + body


def _needs(text: str) -> list[str]:
    """Return the distributions that a template's first line names: `# needs: pillow>=11`."""
    found = _NEEDS.match(text)
    return found[1].split() if found else []


def _licence(name: str, words: Mapping[str, str]) -> bytes:
    if name == "Apache-2.0":  # Muse's own, so its text is at hand
        try:
            text = distribution(entry_points.OWN).read_text("licenses/LICENSE")
        except PackageNotFoundError:
            text = None
        if text is None:
            raise MuseError("the text of Apache-2.0 isn't here", hint="use --licence MIT")
        return text.encode()
    text = _text(f"licences/{name}")
    for key in ("year", "author"):
        text = text.replace(f"<<{key}>>", words[key])
    return text.encode()


def _there(name: str) -> bool:
    return files(__package__).joinpath("project", f"{name}.txt").is_file()


def _text(name: str) -> str:
    return files(__package__).joinpath("project", f"{name}.txt").read_text(encoding="utf-8")
