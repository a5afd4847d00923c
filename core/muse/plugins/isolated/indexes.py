"""Where packages come from: what pip is set up with, as uv takes it.

Users behind a mirror have only pip's configuration, which uv doesn't read.
"""

import ast
import os
import re
import ssl
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from importlib.util import find_spec
from pathlib import Path
from urllib.request import Request, urlopen

from muse.plugins.isolated.commands import Ended, run
from muse.plugins.isolated.locks import Lock

_SECTIONS = ("global", "download", "install", "wheel", ":env:")
"""The sections of pip's configuration, a later one before an earlier one."""

_ASKING, _PATIENCE = 8, 4.0
"""How many servers are asked for sizes at a time, and the seconds that one has to answer."""

_ON = ("1", "true", "yes", "on")


@dataclass(frozen=True)
class Settings:
    """Options of uv that stand for pip's settings, and variables for it.

    `index` go with whatever reads an index, `resolving` with the resolver alone.
    """

    index: tuple[str, ...] = ()
    resolving: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)


def settings() -> Settings:
    """Return what pip is set up with, as uv takes it; what uv is set up with itself comes first."""
    pip = pip_settings()
    index: list[str] = []
    if "index-url" in pip and not _set("UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        index += ["--default-index", pip["index-url"]]
    if not _set("UV_INDEX", "UV_EXTRA_INDEX_URL"):
        extra = pip.get("extra-index-url", "").split()
        index += [word for url in extra for word in ("--index", url)]
        # As pip does: the best version of all indexes, not the first index that has the name.
        index += ["--index-strategy", "unsafe-best-match"] if extra else []
    if _is_on(pip.get("no-index", "")):
        index.append("--no-index")
    if not _set("UV_FIND_LINKS"):
        links = map(_absolute, pip.get("find-links", "").split())
        index += [word for place in links for word in ("--find-links", place)]
    index += [w for h in pip.get("trusted-host", "").split() for w in ("--allow-insecure-host", h)]
    if pip.get("keyring-provider") == "subprocess":
        index += ["--keyring-provider", "subprocess"]
    for option in ("no-binary", "only-binary"):
        for name in re.split(r"[,\s]+", pip.get(option, "")):
            if name and name != ":none:":
                index += [f"--{option}", name]
    resolving = [w for f in pip.get("constraint", "").split() for w in ("-c", _absolute(f))]
    resolving += ["--prerelease", "allow"] if _is_on(pip.get("pre", "")) else []
    return Settings(tuple(index), tuple(resolving), dict(_variables(pip)))


def _variables(pip: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what uv takes as variables; its own, where they are set, stay."""
    pairs = (
        ("cert", ("SSL_CERT_FILE",)),
        ("client-cert", ("SSL_CLIENT_CERT",)),
        ("proxy", ("HTTPS_PROXY", "HTTP_PROXY")),
        ("timeout", ("UV_HTTP_TIMEOUT",)),
        ("default-timeout", ("UV_HTTP_TIMEOUT",)),
        ("retries", ("UV_HTTP_RETRIES",)),
    )
    for key, names in pairs:
        for name in names:
            if pip.get(key) and not _set(name, name.lower()):
                yield name, _absolute(pip[key]) if key.endswith("cert") else pip[key]


def pip_settings() -> dict[str, str]:
    """Return pip's settings, by its own word; without pip those of its variables."""
    lines = [f":env:.{k[4:].lower().replace('_', '-')}={v!r}" for k, v in _named("PIP_")]
    if find_spec("pip") is not None:
        try:
            lines = run([sys.executable, "-m", "pip", "config", "list"])
        except Ended:
            pass  # a configuration that pip itself can't read; it will say so where it is needed
    found: dict[str, str] = {}
    for section in _SECTIONS:
        for line in lines:
            key, _, value = line.partition("=")
            if key.startswith(f"{section}."):
                found[key.removeprefix(f"{section}.")] = _text(value)
    return found


def _text(value: str) -> str:
    try:
        return str(ast.literal_eval(value))
    except (ValueError, SyntaxError):
        return value


def _named(start: str) -> Iterator[tuple[str, str]]:
    for name, value in os.environ.items():
        if name.startswith(start) and value:
            yield name, value


def _set(*names: str) -> bool:
    return any(os.environ.get(name) for name in names)


def _is_on(value: str) -> bool:
    return value.strip().lower() in _ON


def _absolute(place: str) -> str:
    """Return a path of the disk in full; an address as it is."""
    if "://" in place or place.startswith("file:"):
        return place
    return str(Path(place).expanduser().absolute())


def sized(lock: Lock) -> Lock:
    """Return a lock with the sizes that servers tell, where it lacks them; within some seconds."""
    lacking = [package for package in lock.packages if package.size is None and package.url]
    if not lacking:
        return lock
    cert = pip_settings().get("cert")
    try:
        context = ssl.create_default_context(cafile=cert)
    except OSError:  # pip itself says what is wrong with it
        return lock
    with ThreadPoolExecutor(_ASKING) as pool:
        sizes = dict(
            zip(
                (package.url for package in lacking),
                pool.map(lambda package: _told_size(package.url, context), lacking),
                strict=True,
            )
        )
    return Lock(
        tuple(replace(p, size=sizes[p.url]) if p.url in sizes else p for p in lock.packages)
    )


def _told_size(url: str, context: ssl.SSLContext) -> int | None:
    """Return the size that a server tells of a file; None where it doesn't."""
    if not url.startswith(("http://", "https://")):
        return None
    try:
        asked = Request(url, method="HEAD")
        with urlopen(asked, timeout=_PATIENCE, context=context) as answer:
            return int(answer.headers["Content-Length"])
    except (OSError, ValueError, TypeError, HTTPException):
        return None
