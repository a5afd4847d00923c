"""The settings in `config.toml`: defaults of media, and how runs are recorded."""

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muse import files, kept
from muse.errors import MuseError
from muse.folders import config_folder
from muse.suggest import nearest

_LARGEST = 2**20
"""Bytes of settings that are read at most."""


@dataclass(frozen=True)
class Config:
    """The settings of a host.

    - `defaults`: medium -> the generator it uses when none is named
    - `embed`: whether files carry their recipe
    - `sign`: whether a plugin that signs files may; MUSE_SIGN (on or off) wins over it
    - `device`: where weights go: `auto`, `cuda:0`, `mps`, `cpu`; MUSE_DEVICE wins over it
    - `keep`: whether what `muse run` makes is stored in the library, too
    - `keep_alive`: seconds that idle weights stay loaded; 0 unloads them at once
    - `fields`: generator -> values of its fields where neither the request nor its prompt sets them
    - `plugins`: plugin -> its own settings
    - `rights`: author, rights and licence that every file says where a run isn't told otherwise
    - `commercial`: whether all is made for commercial use: models that don't allow it are refused
    - `licences`: model -> `yes`, `no` or the name of a licence, where its card is wrong or silent
    - `isolated`: of plugins in environments of their own: `sandbox`, whether they work in one, and
      `memory`, the GiB of ordinary memory that each of their processes may take there
    """

    defaults: dict[str, str] = field(default_factory=dict)
    embed: bool = True
    sign: bool = True
    device: str = "auto"
    keep: bool = False
    keep_alive: float = 300.0
    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    plugins: dict[str, dict[str, Any]] = field(default_factory=dict)
    commercial: bool = False
    licences: dict[str, str] = field(default_factory=dict)
    isolated: dict[str, Any] = field(default_factory=dict)
    rights: dict[str, str] = field(default_factory=dict)
    path: Path | None = None

    @classmethod
    def load(cls, path: Path | None = None) -> "Config":
        """Read a file of settings (the user's own unless one is given); none is all defaults.

        The user's own is put aside and told of where it is no TOML. MuseError for one that was
        given and can't be read, and for a setting that can't be.
        """
        if path is None:
            path = config_folder() / "config.toml"
            values = kept.read(path, _parsed, limit=_LARGEST)
        else:
            values = _of_somebody(path)
        return cls(**_checked(values or {}, path), path=path)

    @property
    def signs(self) -> bool:
        """Whether files are signed: as MUSE_SIGN says, or else the file."""
        told = os.environ.get("MUSE_SIGN", "").strip().lower()
        return told not in ("off", "0", "no", "false") if told else self.sign

    def fields_of(self, generator: str) -> dict[str, Any]:
        """Return the values that the user prefers for the fields of a generator."""
        return self.fields.get(generator, {})

    def use(self, medium: str, generator: str, model: str | None = None) -> None:
        """Keep a medium's default in the file, and its model; leave the rest of it as it is."""
        import tomlkit

        assert self.path is not None
        with files.locked(self.path):  # another process may be keeping a default, too
            text = kept.read(self.path, _readable, limit=_LARGEST) or ""
            document = tomlkit.parse(text)
            document.setdefault("defaults", tomlkit.table())[medium] = generator
            if model is not None:
                fields = document.setdefault("fields", tomlkit.table(is_super_table=True))
                fields.setdefault(generator, tomlkit.table())["model"] = model
            try:
                target = self.path.resolve()  # a link stays one
                files.write(target, tomlkit.dumps(document).encode(), force=True)
            except MuseError as error:
                raise MuseError(error.message, hint="point MUSE_HOME at another folder") from None
        self.defaults[medium] = generator
        if model is not None:
            self.fields.setdefault(generator, {})["model"] = model


def _of_somebody(path: Path) -> dict[str, Any] | None:
    try:
        return _parsed(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise MuseError(f"{path} can't be read: {error}", hint="fix or remove it") from None


def _readable(data: bytes) -> str:
    text = data.decode("utf-8-sig")
    tomllib.loads(text)
    return text


def _parsed(data: bytes) -> dict[str, Any]:
    return tomllib.loads(_readable(data))


def _checked(values: dict[str, Any], path: Path) -> dict[str, Any]:
    kinds: dict[str, tuple[type, ...]] = {
        "defaults": (dict,),
        "embed": (bool,),
        "sign": (bool,),
        "device": (str,),
        "keep": (bool,),
        "keep_alive": (int, float),
        "fields": (dict,),
        "plugins": (dict,),
        "commercial": (bool,),
        "licences": (dict,),
        "isolated": (dict,),
        "rights": (dict,),
    }
    takes = {
        "defaults": "a table of medium = generator",
        "embed": "true or false",
        "sign": "true or false",
        "device": "auto, cuda, cuda:0, mps or cpu",
        "keep": "true or false",
        "keep_alive": "seconds, 0 or more",
        "fields": 'a table for each generator, such as [fields."text.llm"]',
        "plugins": "a table for each plugin, such as [plugins.server]",
        "commercial": "true or false",
        "licences": 'a table of "model" = "yes", "no" or the name of a licence',
        "isolated": "a table of sandbox = true or false, and memory = GiB",
        "rights": 'a table of author = "...", rights = "..." and licence = "..."',
    }
    for name, value in values.items():
        if name not in kinds:
            near = nearest(name, kinds)
            hint = f"did you mean {near}?" if near else f"its settings are {', '.join(kinds)}"
            raise MuseError(f"{path} has an unknown setting {name!r}", hint=hint)
        right = isinstance(value, kinds[name]) and (bool in kinds[name]) == isinstance(value, bool)
        if name in ("fields", "plugins") and right:
            right = all(isinstance(each, dict) for each in value.values())
        if name == "rights" and right:
            right = value.keys() <= {"author", "rights", "licence"} and all(
                isinstance(each, str) for each in value.values()
            )
        if name == "licences" and right:
            right = all(isinstance(each, str) for each in value.values())
        if name == "isolated" and right:
            right = all(_fits(key, each) for key, each in value.items())
        if not right or (name == "keep_alive" and not value >= 0):
            raise MuseError(
                f"{path}: invalid value {value!r} for {name}", hint=f"expected {takes[name]}"
            )
    return values


def _fits(key: str, value: Any) -> bool:
    """Whether a setting of isolated plugins can be."""
    if key == "sandbox":
        return isinstance(value, bool)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return key == "memory" and number and 0 < value < 2**20
