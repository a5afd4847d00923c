"""What else takes the words that a generator doesn't know: a model that is here, or one to pull."""

from contextlib import suppress
from hashlib import sha256

from muse import files
from muse.config import Config
from muse.device.hardware import memory
from muse.errors import MuseError
from muse.folders import cache_folder
from muse.plugins.loading import Plugins
from muse.running import readiness
from muse.weights import hub_cache, short_names
from muse.weights.short_names import ShortName

OTHERS = "Another generator may know these words: muse generators"


def remedy(plugins: Plugins, config: Config, name: str, named: bool) -> str | None:
    """Return the one command by which the words that a generator doesn't know are understood.

    `named` is whether somebody asked for this very generator. That a model which is here could be
    the default is said once; None where it was said before.
    """
    medium = name.partition(".")[0]
    if named or medium in config.defaults:
        return OTHERS
    models = [
        each for each in short_names.known().values()
        if each.repo and each.generator != name and each.generator.partition(".")[0] == medium
    ]  # fmt: skip
    here = _here(config, medium, models)
    if here is not None:
        return _once(*here)
    room = memory()
    fitting = (each for each in models if room is None or each.memory * 10**9 <= room)
    best = next(fitting, None)
    if best is None:
        return OTHERS
    return (
        f"{best.name} takes any words: {_install(plugins, best)}muse pull {best.name} "
        f"({best.download:g} GB; on the processor {best.cpu_speed})"
    )


def _install(plugins: Plugins, model: ShortName) -> str:
    """Return the command that installs what a model's generator needs, to be run before another."""
    with suppress(MuseError):
        lack = readiness.uninstalled(model.generator, plugins.generator(model.generator))
        if lack is not None and lack.hint:
            return f"{lack.hint} && "
    return ""


def _here(config: Config, medium: str, models: list[ShortName]) -> tuple[str, str] | None:
    """Return a generator and a model of it that is here: the one preferred, or one that is whole"""
    for generator in dict.fromkeys(each.generator for each in models):
        preferred = config.fields_of(generator).get("model")
        if preferred:
            return generator, str(preferred)
    for each in models:
        if _whole(each.repo):
            return each.generator, each.name
    for repo in hub_cache.names() if models else ():
        root = hub_cache.snapshot(repo)
        if root is not None and _whole(repo) and hub_cache.about(root)[0] == medium:
            return models[0].generator, repo
    return None


def _whole(repo: str) -> bool:
    root = hub_cache.snapshot(repo)
    return root is not None and not hub_cache.lacking(root)


def _once(generator: str, model: str) -> str | None:
    """Return what is told of a model that is here, the first time; None afterwards."""
    mark = cache_folder() / "offered" / sha256(f"{generator} {model}".encode()).hexdigest()[:16]
    if mark.exists():
        return None
    with suppress(MuseError, OSError):
        files.write(mark, b"", force=True)
    return f"{model} is here and takes any words: muse use {generator} --model {model}"
