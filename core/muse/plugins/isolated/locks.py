"""What an environment consists of, to the byte: versions, addresses and hashes (PEP 751)."""

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from muse.plugins.isolated.interpreters import Interpreter


@dataclass(frozen=True)
class Package:
    """A package of a lock: the file that is installed, its hash, and its size where it is known.

    `direct` is what stands after `name @` for one that comes from no index.
    """

    name: str
    version: str
    url: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict)
    size: int | None = None
    direct: str = ""
    is_source: bool = False

    @property
    def requirement(self) -> str:
        """The line that installs exactly this."""
        if self.direct:
            return f"{self.name} @ {self.direct}"
        hashes = "".join(f" --hash={kind}:{value}" for kind, value in sorted(self.hashes.items()))
        return f"{self.name}=={self.version}{hashes}"

    @property
    def identity(self) -> list[str]:
        """What makes it this one."""
        what = self.hashes.get("sha256") or json.dumps(dict(self.hashes), sort_keys=True)
        return [self.name, self.version, what if self.hashes else self.direct or self.url]


@dataclass(frozen=True)
class Lock:
    """The packages of an environment beside the plugin itself, by name."""

    packages: tuple[Package, ...]

    @property
    def size(self) -> int:
        """Bytes to download at most, as far as they are known."""
        return sum(package.size or 0 for package in self.packages)

    @property
    def is_sized(self) -> bool:
        """Whether the size of every file is known."""
        return all(package.size is not None for package in self.packages)

    @property
    def is_hashed(self) -> bool:
        """Whether every package has a hash."""
        return all(package.hashes and not package.direct for package in self.packages)

    def requirements(self) -> str:
        """Return the lines that uv and pip install it from."""
        return "".join(f"{package.requirement}\n" for package in self.packages)

    def identity(self, python: Interpreter, wheel: str) -> str:
        """Return the SHA-256 that names an environment of it, a Python and a plugin's wheel."""
        whole = {
            "packages": sorted(package.identity for package in self.packages),
            "python": [python.version, python.abi, python.markers.get("implementation_name")],
            "wheel": wheel,
        }
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()

    def text(self, python: Interpreter, plugin: Package) -> str:
        """Return it as a file, `lock.toml`, with the plugin's own wheel."""
        lines = ['lock-version = "1.0"', 'created-by = "muse"']
        lines.append(f"requires-python = {_quoted(f'=={python.version}')}")
        for package in sorted((*self.packages, plugin), key=lambda each: each.name):
            lines += ["", "[[packages]]", f"name = {_quoted(package.name)}"]
            lines.append(f"version = {_quoted(package.version)}")
            hashes = ", ".join(f"{k} = {_quoted(v)}" for k, v in sorted(package.hashes.items()))
            told = f"url = {_quoted(package.url)}"
            told += f", size = {package.size}" if package.size is not None else ""
            told += f", hashes = {{ {hashes} }}"
            if package.direct:
                lines.append(f"archive = {{ url = {_quoted(package.direct)} }}")
            elif package.is_source:
                lines.append(f"sdist = {{ {told} }}")
            else:
                lines.append(f"wheels = [{{ {told} }}]")
        return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text)


def of_pylock(text: str) -> Lock:
    """Return the lock in uv's pylock.toml; ValueError for none."""
    return Lock(tuple(_of_pylock(each) for each in tomllib.loads(text).get("packages", [])))


def _of_pylock(each: Mapping[str, Any]) -> Package:
    name, version = each["name"], each.get("version", "")
    files = each.get("wheels") or ([each["sdist"]] if "sdist" in each else [])
    if files:
        file = files[0]
        url = file.get("url") or Path(file["path"]).absolute().as_uri()
        return Package(
            name,
            version,
            without_secret(url),
            dict(file.get("hashes", {})),
            _size(url, file.get("size")),
            is_source="wheels" not in each,
        )
    return Package(name, version, direct=_direct(each), is_source=True)


def _direct(each: Mapping[str, Any]) -> str:
    """Return the address of a package that comes from no index."""
    for kind in ("vcs", "archive", "directory"):
        found = each.get(kind)
        if not found:
            continue
        url = str(found.get("url") or Path(found["path"]).absolute().as_uri())
        within = found.get("subdirectory")
        if kind == "vcs":
            url = f"{found.get('type', 'git')}+{url}@{found['commit-id']}"
        return url + (f"#subdirectory={within}" if within else "")
    raise ValueError(f"{each['name']} has no file")


def of_report(report: Mapping[str, Any]) -> Lock:
    """Return the lock in a report of pip; ValueError or LookupError for none."""
    return Lock(tuple(sorted(map(_of_report, report["install"]), key=lambda each: each.name)))


def _of_report(each: Mapping[str, Any]) -> Package:
    about, found = each["metadata"], each["download_info"]
    name, version, url = about["name"], about["version"], found["url"]
    archive = found.get("archive_info")
    if each.get("is_direct") or archive is None:
        vcs = found.get("vcs_info")
        direct = f"{vcs['vcs']}+{url}@{vcs['commit_id']}" if vcs else url
        within = found.get("subdirectory")
        return Package(name, version, direct=direct + (f"#subdirectory={within}" if within else ""))
    hashes = dict(archive.get("hashes") or {})
    if not hashes and "=" in archive.get("hash", ""):
        kind, _, value = archive["hash"].partition("=")
        hashes[kind] = value
    source = not urlsplit(url).path.endswith(".whl")
    return Package(name, version, without_secret(url), hashes, _size(url, None), is_source=source)


def _size(url: str, told: int | None) -> int | None:
    """Return the bytes of a file: those of the disk, where it lies there."""
    if told is None and url.startswith("file:"):
        try:
            return os.stat(url2pathname(urlsplit(url).path)).st_size
        except OSError:
            return None
    return told


def without_secret(url: str) -> str:
    """Return an address without the user and password that it may have."""
    parts = urlsplit(url)
    if "@" not in parts.netloc:
        return url
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
