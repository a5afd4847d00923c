"""What of a request has no effect in a film, and why: told in the report."""

from collections.abc import Iterable, Mapping
from typing import Any

from muse import Artifact, Run

from .. import likeness
from .condition import FilmCondition
from .planning import SOURCES, Plan

_OF_VOICE = ("voice", "rate", "voice_by")
_OF_PICTURES = ("style", "setting", "animate", "pictures_by", "ip_adapter", "reference")
_SUNG = (
    *("transition", "move", "narrate", "voice", "rate", "voice_by", "music_below", "ending"),
    *("sounds", "scenes", "storyboard", "script", "score", "ip_adapter", "reference"),
)


def idle(condition: FilmCondition, plan: Plan, run: Run, films: bool) -> None:
    """Tell which fields say nothing in a film of scenes."""
    _sources(condition, run, "a story was asked for" if plan.wish else "")
    words = any(scene.say for scene in plan.scenes)
    read = condition.narrate and any(scene.say and not scene.sound for scene in plan.scenes)
    if not read:
        _ignore(run, _OF_VOICE, "nobody reads words in this film")
    if not words:
        _ignore(run, ("subtitles", "language"), "there are no words")
    if not words and not condition.sounds:
        _ignore(run, ("narrate",), "there are no words")
    if not condition.score or not films:
        _ignore(run, ("mood", "music_by", "music"), "there is no music (--score, -o film.mp4)")
    elif condition.music is not None:
        _ignore(run, ("mood", "music_by"), "the music is handed in")
    if not (condition.score and (read or condition.sounds)):
        _ignore(run, ("music_below",), "no music plays below a voice")
    if all(isinstance(scene.picture, int) or not scene.picture for scene in plan.scenes):
        _ignore(run, _OF_PICTURES, "no picture is painted")
    elif condition.scenes and all(_pictured(each) for each in condition.scenes):
        _ignore(run, ("setting",), "every scene says what its picture shows")
    by = condition.pictures_by
    if condition.animate and not run.takes("image", "animate", by):
        _ignore(run, ("animate",), "who makes the pictures can't animate")
    followed = likeness.asked(run.takes, by, condition.ip_adapter, condition.reference, run.report)
    if followed and condition.reference is None:
        _ignore(run, ("ip_adapter",), "no picture is given that scenes could follow (reference)")


def _pictured(scene: Mapping[str, Any]) -> bool:
    return any(scene.get(name) not in (None, "") for name in ("picture", "prompt", "image"))


def sung(condition: FilmCondition, run: Run) -> None:
    """Tell which fields say nothing in a lyric video."""
    _ignore(run, _SUNG, "a lyric video has a song and no scenes")
    if condition.song is not None:
        _ignore(run, ("story_by", "music_by", "prompt"), "the song is handed in")
    if condition.pictures:
        _ignore(run, _OF_PICTURES, "the pictures are handed in")


def spoken(made: Iterable[Artifact], run: Run) -> None:
    """Tell what the speaker told: who speaks, and what it couldn't do."""
    first = True
    for artifact in made:
        for name, why in artifact.report.ignored.items():
            if name in run.report.applied:
                run.report.ignore(name, why)
        if first and artifact.report.notes:
            run.report.note(artifact.report.notes[0])
        first = False


def lost(condition: FilmCondition, words: str, run: Run) -> None:
    """Tell which letters no font has that draws the subtitles."""
    if condition.subtitles in ("burnt", "both"):
        from muse_works.lettering import fonts

        signs = sorted(filter(str.isprintable, set(fonts.missing(words)) - {"\ufe0f"}))
        if signs:
            run.report.note(f"Subtitles leave out what no font here has: {' '.join(signs)}")


def _sources(condition: FilmCondition, run: Run, why: str) -> None:
    given = [name for name in SOURCES if getattr(condition, name)]
    for name in given[1:]:
        _ignore(run, (name,), f"{given[0]} says what the film is of")
    if not why:
        _ignore(run, ("story_by",), "the story is handed in")


def _ignore(run: Run, names: Iterable[str], why: str) -> None:
    for name in names:
        if name in run.report.applied:
            run.report.ignore(name, why)
