"""What a machine without network needs: wheels of small packages, and the emoji in one file.

Wheels are unpacked, not installed: a machine may have no pip, and nothing of it is changed. They
shadow the machine's own, so that the versions are those that the tests ran with; torch, and what
is large or built for it (numpy, scipy, Pillow, Triton), are the machine's own.
"""

import contextlib
import importlib.metadata
import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

MIB = 2**20

NAMES = (
    *("click", "pluggy", "pydantic", "pydantic-core", "annotated-types", "typing-inspection"),
    *("typing-extensions", "platformdirs", "packaging", "tomlkit", "rich", "markdown-it-py"),
    *("mdurl", "pygments", "diffusers", "transformers", "tokenizers", "huggingface-hub"),
    *("safetensors", "accelerate", "peft", "regex", "tqdm", "filelock", "fsspec", "pyyaml"),
    *("psutil", "requests", "urllib3", "certifi", "idna", "charset-normalizer", "httpx2"),
    *("httpcore2", "h11", "anyio", "sniffio", "truststore", "emoji", "ftfy", "wcwidth"),
    *("soundfile", "cffi", "pycparser", "librosa", "lazy-loader", "audioread", "decorator"),
    *("joblib", "msgpack", "pooch", "soxr", "llguidance", "gguf", "mido", "pypinyin"),
)
"""Packages that go along, the most needed first."""

PLATFORMS = tuple(
    f"manylinux{each}_x86_64" for each in (*(f"_2_{n}" for n in range(34, 16, -1)), "2014", "1")
)


def pack(folder: Path, python: str, most: int) -> list[str]:
    """Fill a folder with at most `most` MiB, and return what didn't fit or wasn't to be had."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    lacking: list[str] = []
    from benchmarks.on_gpu import drawing

    left = most * MIB - drawing.pack(folder / "emoji")
    for name in NAMES:
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # nothing here needs it
        found = _download(name, version, python, wheels)
        if found is None:
            lacking.append(f"{name} {version}: no wheel for Python {python}")
        elif found.stat().st_size > left:
            lacking.append(f"{name} {version}: {found.stat().st_size / MIB:.1f} MiB don't fit")
            found.unlink()
        else:
            left -= found.stat().st_size
    told = {"python": python, "lacking": lacking}
    (folder / "packed.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    return lacking


def _download(name: str, version: str, python: str, wheels: Path) -> Path | None:
    marks = {f"{each}-{version}-".lower() for each in (name, name.replace("-", "_"))}
    for path in wheels.iterdir():  # packed before
        if any(path.name.lower().startswith(mark) for mark in marks):
            return path
    before = set(wheels.iterdir())
    command = [
        *(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"),
        *("--disable-pip-version-check", "-d", str(wheels)),
        *("--python-version", python, "--implementation", "cp"),
        *(part for each in PLATFORMS for part in ("--platform", each)),
        f"{name}=={version}",
    ]
    print(f"{name} {version}", flush=True)
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        print(f"  {done.stderr.strip().splitlines()[-1:]}", flush=True)
        return None
    return next(iter(set(wheels.iterdir()) - before), None)


def unpack(folder: Path | None, root: Path, site: Path) -> list[str]:
    """Make a folder that Python can import all from: wheels, and Muse's entry points.

    `root` is the checkout. Return the wheels that don't suit this Python.
    """
    site.mkdir(parents=True, exist_ok=True)
    unsuited = []
    for wheel in sorted((folder / "wheels").glob("*.whl")) if folder else ():
        if not suits(wheel.name):
            unsuited.append(wheel.name)
            continue
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    _announce(root, site)
    return unsuited


def suits(name: str, version: tuple[int, int] = sys.version_info[:2]) -> bool:
    """Whether a wheel is for this Python, by its name."""
    python, abi, _ = name.removesuffix(".whl").split("-")[-3:]
    if abi == "none" and "py3" in python:
        return True
    own = f"cp{version[0]}{version[1]}"
    if abi == "abi3":
        return any(
            each.startswith("cp3") and int(each[3:] or 0) <= version[1]
            for each in python.split(".")
        )
    return own in python.split(".") and own in abi.split(".")


def _announce(root: Path, site: Path) -> None:
    """Write what an installation of Muse would have: its name, version and entry points."""
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        importlib.metadata.distribution("muse-host")
        return  # it is installed, and would be there twice
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, version = project["name"], project["version"]
    folder = site / f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir(exist_ok=True)
    head = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n"
    (folder / "METADATA").write_text(head, encoding="utf-8")
    groups = project.get("entry-points", {})
    text = "\n".join(
        f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in entries.items())
        for group, entries in groups.items()
    )
    (folder / "entry_points.txt").write_text(text, encoding="utf-8")
