"""What is known of a work: from the library, its file, and what somebody says of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import muse
from muse import Host, MuseError, RequestError, Rights, files
from muse.media import content
from muse_provenance.credentials import claims

_ID = re.compile(r"muse:", re.IGNORECASE)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Facts:
    """What a certificate is made of.

    - `path` is the file that it is of, with its `suffix`, `media_type`, `size` (bytes), `sha256`
    - `recipe_sha256` that of the recipe, `mark` the 16 digits of the mark, and whether the file
      `carries_mark`
    - `recipe` and `report` as the library has them; `source` how it came to be, by IPTC's names;
      `again` whether the recipe gives the same bytes
    """

    id: str
    title: str
    when: date
    generator: str
    version: str
    path: Path
    suffix: str
    media_type: str
    size: int
    sha256: str
    recipe_sha256: str
    mark: str
    carries_mark: bool
    source: str
    model: str
    again: bool
    excerpt: str
    rights: Rights | None
    recipe: Mapping[str, Any] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)

    @property
    def medium(self) -> str:
        """The medium, as generators are named."""
        return self.generator.partition(".")[0]

    @property
    def condition(self) -> Mapping[str, Any]:
        """What was asked for, as it was resolved, without what was left open."""
        given = self.recipe["condition"]
        return {name: each for name, each in given.items() if each not in (None, "", [], {})}

    @property
    def chinese(self) -> bool:
        """Whether the work speaks Chinese."""
        spoken = self.condition.get("language") or self.measured.get("language")
        if spoken:
            return str(spoken).startswith("zh")
        return bool(_CHINESE.search(f"{self.title}{self.condition.get('prompt', '')}"))

    @property
    def measured(self) -> Mapping[str, Any]:
        """What was measured of the result."""
        found = self.report.get("measured", {})
        return found if isinstance(found, dict) else {}

    def to_json(self) -> dict[str, Any]:
        """Return what a certificate tells, as its data has it."""
        told = {
            "id": self.id,
            "title": self.title,
            "date": self.when.isoformat(),
            "generator": self.generator,
            "version": self.version,
            "source": self.source,
            "model": self.model,
            "file": {
                "suffix": self.suffix,
                "media_type": self.media_type,
                "size": self.size,
                "sha256": self.sha256,
            },
            "recipe": {"sha256": self.recipe_sha256},
            "mark": self.mark,
            "rights": self.rights.to_json() if self.rights else {},
        }
        return {name: value for name, value in told.items() if value not in ("", {})}


def gather(
    host: Host, source: str, *, title: str = "", when: date | None = None, rights: Rights | None
) -> Facts:
    """Return the facts of an artifact by its id, or by one of its files.

    What is said of it takes the place of what its file says. RequestError for one that isn't there,
    and for a file that changed since it was made.
    """
    from muse_provenance.looking import mark_of

    run, record = host.library.lookup(bare(source))
    place = files.expanded(source)
    path, listed = _file(host, record, place if place.is_file() else None)
    measured = record.report.get("measured", {})
    cls = None
    try:
        cls = host.plugins.generator(run.generator)
    except MuseError:
        again = False
    else:
        again = cls.repeatable == "bytes"
    held = str(record.recipe["condition"].get("title") or record.title)
    named = held == f"{run.generator} {record.seed}"  # by who made it, where there is no title
    spoken = _title(title or ("" if named else held))
    mark = muse.fingerprint(record.recipe)[:16]
    kind = claims.source(record.recipe, record.report)
    return Facts(
        id=record.id,
        title=spoken,
        when=when or datetime.fromtimestamp(run.created).date(),
        generator=run.generator,
        version=run.version,
        path=path,
        suffix=listed.suffix,
        media_type=listed.media_type,
        size=listed.size,
        sha256=listed.sha256,
        recipe_sha256=recipe_hash(record.recipe),
        mark=mark,
        carries_mark=mark_of(path) == mark,
        source=kind,
        model=claims.model(record.recipe) if kind != "algorithmicMedia" else "",
        again=again and not record.unfinished,
        excerpt=record.excerpt,
        rights=rights,
        recipe=record.recipe,
        report={**record.report, "measured": measured},
    )


def bare(source: str) -> str:
    """Return an id without what `muse:ID` begins with; a path as it is."""
    return _ID.sub("", source, count=1) if _ID.match(source) else source


def _file(host: Host, record: Any, named: Path | None) -> tuple[Path, Any]:
    """Return where the file is that is certified, and its record: the one named, or the first."""
    if named is not None:
        sha256 = content.sha256(named)
        listed = next((each for each in record.files if each.sha256 == sha256), None)
        if listed is not None:
            return named, listed
    for listed in record.files:
        path = host.library.path_of(listed)
        if path is not None:
            return path, listed
    raise RequestError(
        f"the files of {record.id} are gone, or changed since they were made",
        hint=f"muse reproduce {record.id} -o FILE makes it again",
    )


def _title(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > LONGEST_TITLE:
        raise RequestError(f"title: {len(line)} characters; {LONGEST_TITLE} are the most")
    return line


def recipe_hash(recipe: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a recipe as credentials have it: JSON, keys in order, no blanks."""
    text = json.dumps(recipe, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
