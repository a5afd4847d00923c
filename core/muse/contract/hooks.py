"""The hooks that a plugin module may implement: few, prefixed, kept for ever.

A plugin of hooks is a module named by an entry point without a dot in the group `muse`; it is
imported when a Host opens. An implementation takes only the arguments that it needs:

    from muse import hookimpl

    @hookimpl(wrapper=True)
    def muse_generate(condition):
        refuse(condition)           # raise RequestError here to stop the run
        events = yield
        return watch(events)        # an iterator over the events, changed or not
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pluggy

from muse.compat import TypeAlias
from muse.contract.events import Event
from muse.errors import MuseError
from muse.suggest import nearest

if TYPE_CHECKING:
    from muse.contract.artifact import Artifact
    from muse.contract.condition import Condition
    from muse.contract.generator import Generator
    from muse.contract.inputs import InputFile
    from muse.contract.rights import Rights
from muse.contract.run import Run

hookspec = pluggy.HookspecMarker("muse")
hookimpl = pluggy.HookimplMarker("muse")

Encode: TypeAlias = Callable[[bytes], bytes]
Lacks: TypeAlias = "Callable[[Condition], MuseError | None]"
View: TypeAlias = Callable[[Any, str], tuple[str, bytes]]


@dataclass(frozen=True)
class Format:
    """A file format: how to make it from another, and how it carries a recipe.

    - `suffix` with its dot, and `media_type`
    - `encode`: media type -> function that turns bytes of that type into this format
    - `lacks`: media type -> function of the condition that returns what keeps `encode` from working
      (a library that isn't installed, a text of another kind), or None: asked before any work
    - `embed(data, text)` returns the bytes with a text inside; `extract(data)` returns the bytes
      exactly as they were before, and the text, or None when there is none
    - `embed_file(path, text)` puts a text into a file where it is, without reading the whole of it;
      `extract_file(path)` returns the bytes as they were before, in pieces that are read as they
      are asked for, and the text, or None when there is none. For formats whose files may be large:
      asked where the contents of an artifact are a file, and of files too large to be read whole
    - `thumbnail(data)` returns a small WebP picture for the library
    - `peaks(data)` returns a sound in equal parts of time as pairs of signed bytes, its lowest and
      its highest value in each
    - `measure(data)` returns what the bytes show (duration in s, fps, width and height in px), by
      the names that fields have; it adds to what the generator measured itself
    - `reads_paths` says that these three, and views, take a path too: they get that of a file on
      the disk. Otherwise its bytes are read for them, and one of more than 64 MiB is passed over
    - `views`: name -> `view(data, place)`, which returns as media type and bytes what shows a file
      better than its bytes do (a score engraved in pages, a text as HTML). A name has at most 40
      letters a-z, digits and `-`. `place` is "" for the view itself, which may tell of places that
      are asked for next, a page, a part: at most 40 characters of a-z, 0-9, `-` and `/`. KeyError
      or ValueError for a place that there isn't. A file and a place always give the same bytes, and
      those are kept: nothing that isn't in the file

    - `put_rights(data, rights, recipe)` returns a file with rights inside, where programs look for
      them; the recipe tells how it came to be. `take_rights(data)` returns it as it was before, and
      the rights with their `source`, None if it has none. Where it can't be as it was before,
      because it was changed since, it returns the bytes as they are

    `embed_file`, `extract_file`, `measure` and `reads_paths` are of contract 1.1, `views` of 1.2,
    `put_rights` and `take_rights` of 1.4.
    """

    suffix: str
    media_type: str
    encode: Mapping[str, Encode] = field(default_factory=dict)
    lacks: Mapping[str, Lacks] = field(default_factory=dict)
    embed: Callable[[bytes, str], bytes] | None = None
    extract: Callable[[bytes], tuple[bytes, str] | None] | None = None
    thumbnail: Callable[[Any], bytes] | None = None
    peaks: Callable[[Any], bytes] | None = None
    embed_file: Callable[[Path, str], None] | None = None
    extract_file: Callable[[Path], tuple[Iterable[bytes], str] | None] | None = None
    measure: Callable[[Any], Mapping[str, Any]] | None = None
    reads_paths: bool = False
    views: Mapping[str, View] = field(default_factory=dict)
    put_rights: Callable[[bytes, Rights, Mapping[str, Any]], bytes] | None = None
    take_rights: Callable[[bytes], tuple[bytes, Rights] | None] | None = None


@dataclass(frozen=True)
class Signed:
    """A finished file as a plugin signed it (contract 1.4).

    - `content`: its bytes, or the path of a file in the folder that was given for it; None where it
      stays as it is
    - `beside`: what goes beside it where it is saved, by the ending that its name gets there:
      `{".c2pa": ...}` becomes `song.mid.c2pa`
    """

    content: bytes | Path | None = None
    beside: Mapping[str, bytes] = field(default_factory=dict)


class Specs:
    """The hook specifications."""

    @hookspec(firstresult=True)
    def muse_generate(
        self, generator: Generator[Any], condition: Condition, run: Run
    ) -> Iterator[Event] | None:
        """Return the events of a run; the host's own implementation calls `generator.generate`.

        A wrapper may refuse (raise before it yields), watch or change the events, or leave the
        host's iterator alone and return its own: nothing is generated before it is iterated.
        """

    @hookspec
    def muse_request(
        self,
        generator: Generator[Any],
        condition: Condition,
        run: Run,
        agree: Callable[[str], bool],
        surface: str,
    ) -> None:
        """Look at a run before it starts or is queued; RequestError refuses it (contract 1.4).

        `condition` is resolved, `run.generator` has the name, and `run.report` takes notes.
        `agree` puts a question to the user and says whether they agree: they don't where nobody can
        be asked. `surface` is where the run comes from: `local` (the command line or Python),
        `network`, `job` (asked before, when it was queued), `recipe`, or `part` of a work.
        """

    @hookspec
    def muse_event(self, run: Run, event: Event) -> None:
        """Observe an event of a run; artifacts come finished, with id, report, recipe and paths."""

    @hookspec
    def muse_formats(self) -> Iterable[Format]:
        """Offer file formats: other encodings, or a place for the recipe inside a file."""
        return ()

    @hookspec
    def muse_environment(self, settings: Mapping[str, Mapping[str, Any]]) -> Mapping[str, str]:
        """Return what of a plugin's hooks decides about the bytes that are made, name -> version.

        It stands in the environment of recipes, and parts that were made in another aren't taken
        again. `settings` are those of all plugins (contract 1.4).
        """
        return {}

    @hookspec(firstresult=True)
    def muse_sign(
        self,
        artifact: Artifact,
        key: str,
        inputs: Mapping[str, Sequence[InputFile]],
        settings: Mapping[str, Mapping[str, Any]],
        folder: Path,
    ) -> Signed | None:
        """Return a file of an artifact, its recipe inside, as it is to be written (contract 1.4).

        It is the last that happens to its bytes: `artifact.files[key]`, with the artifact's id,
        title, report and recipe. `inputs` are the files that were handed in, by field, as far as
        they are known. None signs nothing. Parts of works aren't signed.
        """

    @hookspec(firstresult=True)
    def muse_signed(self, path: Path) -> str | None:
        """Return the SHA-256 that the recipe's payload had for a file which this plugin signed.

        That is `artifact.recipe["payload"][key]` when it was signed; None where it wasn't, or
        anything of the file changed since (contract 1.4).
        """

    @hookspec
    def muse_generators(self) -> Mapping[str, type[Generator[Any]]]:
        """Offer generators known only at run time, as name (`medium.name`) -> class."""
        return {}


class Own:
    """The host's own implementation of the hooks, called when no plugin answers before."""

    @hookimpl(trylast=True)
    def muse_generate(
        self, generator: Generator[Any], condition: Condition, run: Run
    ) -> Iterator[Event]:
        """Return the generator's own events."""
        return generator.generate(condition, run)


def unfit(module: object) -> str | None:
    """Say which function of a module is named like a hook and would never be called; None if none.

    That is one without `hookimpl`, or of a name that no hook has: else both would do nothing and
    say nothing.
    """
    known = [name for name in vars(Specs) if name.startswith("muse_")]
    for name, found in vars(module).items():
        own = getattr(found, "__module__", None) == getattr(module, "__name__", "")
        if not (name.startswith("muse_") and inspect.isfunction(found) and own):
            continue
        if name not in known:
            near = nearest(name, known)
            return f"there is no hook {name}; " + (
                f"did you mean {near}?" if near else f"there are {', '.join(known)}"
            )
        if not hasattr(found, f"{hookimpl.project_name}_impl"):
            return f"{name} isn't marked: put @muse.hookimpl above it"
    return None


def manager() -> pluggy.PluginManager:
    """Return a plugin manager that knows Muse's hooks and the host's own part in them."""
    made = pluggy.PluginManager("muse")
    made.add_hookspecs(Specs)
    made.register(Own(), "muse")
    return made
