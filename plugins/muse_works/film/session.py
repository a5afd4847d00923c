"""One run: a film planned, its parts ordered, put in time, mixed, shown and written."""

from collections.abc import Generator as Steps
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from muse import Artifact, Item, NotReady, Order, RequestError, Run

from ..video import cues as subtitles
from ..video import mix, read
from ..video.read import Clip
from ..video.write import RATE, needed
from . import handed, parts, storyboard, telling
from .cards import longest_line
from .condition import FilmCondition
from .filming import filmed
from .language import chinese
from .planning import Plan, asked, of_script
from .showing import Showing
from .timing import Said, Timeline, Voice, timed, told

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

FILMS = (".mp4", ".webm")
_TIMED = (*FILMS, ".srt", ".vtt")
LONGEST = 1800.0
"""Seconds of a film at most."""


class Session:
    """What is common to the items of a run."""

    def __init__(self, condition: FilmCondition, run: Run) -> None:
        self.condition = condition
        self.run = run
        self.suffixes = run.formats or (".mp4",)
        self.size = (condition.width, condition.height)

    def item(self, item: Item) -> Iterator[Any]:
        """Yield what happens, and the film."""
        condition = self.condition
        wish, topic = asked(condition)
        if condition.song is not None or wish == "song":
            from .lyrics import lyric_film

            yield from lyric_film(self, item, topic)
            return
        if wish == "story":
            plan = yield from self._told(item, topic)
        else:
            plan = Plan.outlined(condition)
        yield from self._made(plan, item)

    def _told(self, item: Item, topic: str) -> Steps[Any, None, Plan]:
        """Have a story written, and return its plan."""
        by = self.condition.story_by
        zh = chinese(topic)
        self.expect(80, item)
        prompt = f"一个关于{topic}的短故事" if zh else f"a short story about {topic}"
        fields: dict[str, Any] = {"prompt": prompt}
        if self.run.takes("text", "words", by):
            fields["words"] = 160 if zh else 110
        if self.run.takes("text", "audience", by):
            fields["audience"] = "children"
        story = yield from self.run.make("text", item=item, called="story", generator=by, **fields)
        plan = Plan.of(self.condition, of_script(story.data.decode()))
        return replace(plan, wish=topic)

    def _made(self, plan: Plan, item: Item) -> Iterator[Any]:
        """Yield what happens as a plan becomes a film."""
        condition = self.condition
        files: dict[str, Any] = {}
        measured: dict[str, Any] = {"scenes": len(plan.scenes)}
        timed_wanted = any(suffix in self.suffixes for suffix in _TIMED)
        shown = any(suffix in self.suffixes for suffix in (*FILMS, ".png"))
        if timed_wanted:
            needed()
        orders = list(self._picture_orders(plan, item)) if shown else []
        voices = list(self._voice_orders(plan, item)) if timed_wanted else []
        heard = condition.score and any(suffix in self.suffixes for suffix in FILMS)
        composed = heard and condition.music is None
        films = any(suffix in self.suffixes for suffix in FILMS)
        telling.idle(condition, plan, self.run, films)
        self.expect(len(orders) + len(voices) + composed + 10 * films, item)
        made = yield from self._parts(orders, voices)
        pictures = made[: len(orders)]
        sources = self._sources(plan, pictures) if shown else []
        if ".png" in self.suffixes:
            from .sheet import sheet

            files[".png"] = sheet(plan, sources, condition)
        board = plan.board()
        files |= {".md": storyboard.markdown(board).encode()}
        files |= {".json": storyboard.to_json(board).encode()}
        if timed_wanted:
            plan = self._lasting(plan, sources)
            spoken = self._spoken(plan, voices, made[len(orders) :])
            telling.spoken(made[len(orders) :], self.run)
            line = timed(plan, spoken, condition.fps, longest_line(self.size))
            if films:
                telling.lost(condition, "".join(cue.text for cue in line.cues), self.run)
            if line.seconds > LONGEST:
                raise RequestError(
                    f"scenes: the film would last {line.seconds:.0f} s",
                    hint=f"a film has at most {LONGEST:.0f} s: part it",
                )
            files[".srt"] = (subtitles.srt(line.cues) or "\n").encode()
            files[".vtt"] = subtitles.vtt(line.cues).encode()
            measured |= {"duration": round(line.seconds, 3)}
            if condition.subtitles != "none":
                measured["subtitles_shown"] = len(line.cues)
            if any(suffix in self.suffixes for suffix in FILMS):
                yield from self._filmed(plan, line, sources, item, files, measured)
        kept = {suffix: files[suffix] for suffix in self.suffixes}
        yield Artifact(kept, item, measured, plan.title or None)

    def expect(self, steps: float, item: Item) -> None:
        """Say how many steps an item takes, and those after it, which take as many."""
        self.run.expect(steps * (len(self.run.items) - item.index))

    # -- parts

    def _picture_orders(self, plan: Plan, item: Item) -> Iterator[Order]:
        for number, scene in enumerate(plan.scenes, 1):
            if not isinstance(scene.picture, int) and str(scene.picture).strip():
                yield parts.picture_order(scene, number, self.condition, plan, item, self.run.takes)

    def _voice_orders(self, plan: Plan, item: Item) -> Iterator[Order]:
        if not self.condition.narrate:
            return
        for number, scene in enumerate(plan.scenes, 1):
            if scene.say and not scene.sound:
                yield from parts.voice_orders(
                    scene, number, self.condition, plan, item, self.run.takes
                )

    def _parts(self, orders: list[Order], voices: list[Order]) -> Steps[Any, None, list[Artifact]]:
        """Have pictures and voices made; without a speaker here, the film goes on silently."""
        try:
            return (yield from self.run.make_all([*orders, *voices]))
        except NotReady as error:
            if not voices or "narrate" in self.condition.model_fields_set:
                raise
            first = error
        made = yield from self.run.make_all(orders)
        self.run.report.note(f"Nobody reads the words: {first}.")
        voices.clear()
        return made

    def _sources(self, plan: Plan, pictures: "Sequence[Artifact]") -> "list[Image | Clip | None]":
        """Return what each scene shows: a picture, a clip, or nothing."""
        left = list(pictures)
        found: list[Image | Clip | None] = []
        for scene in plan.scenes:
            if isinstance(scene.picture, int):
                found.append(handed.shown(self.condition.pictures[scene.picture - 1], self.size))
            elif str(scene.picture).strip():
                found.append(handed.picture(left.pop(0).data, "picture", self.size))
            else:
                found.append(None)
        return found

    def _lasting(self, plan: Plan, sources: "Sequence[Image | Clip | None]") -> Plan:
        """Return a plan whose scenes last as long as the films that they show, where none says."""
        scenes = list(plan.scenes)
        for number, source in enumerate(sources):
            if isinstance(source, Clip) and not scenes[number].seconds:
                scenes[number] = replace(scenes[number], seconds=source.length)
        return replace(plan, scenes=tuple(scenes))

    def _spoken(
        self, plan: Plan, orders: Sequence[Order], made: "Sequence[Artifact]"
    ) -> list[list[Voice]]:
        """Return the voices of each scene, with the times that the speaker measured."""
        by_scene: list[list[Voice]] = [[] for _ in plan.scenes]
        for order, artifact in zip(orders, made, strict=True):
            number = int(order.called.split("/")[0].removeprefix("scene-")) - 1
            by_scene[number].append(voice_of(artifact, str(order.fields["text"])))
        for number, scene in enumerate(plan.scenes):
            if scene.sound:
                file = self.condition.sounds[scene.sound - 1]
                samples = handed.sound("sounds", file, LONGEST)
                said = told(scene.say, len(samples) / RATE, scene.times)
                by_scene[number] = [Voice(samples, said)]
        return by_scene

    # -- the film

    def _filmed(
        self,
        plan: Plan,
        line: Timeline,
        pictures: "Sequence[Image | Clip | None]",
        item: Item,
        files: dict[str, Any],
        measured: dict[str, Any],
    ) -> Iterator[Any]:
        """Compose music of the film's length, mix, show and write; add to files and measures."""
        condition = self.condition
        tune = yield from self._music(plan, line.seconds, item)
        samples = None
        if line.voices or tune is not None:
            mixed = mix.mixed(line.seconds, line.voices, tune, below=condition.music_below)
            samples = mixed.samples
            measured |= {
                "loudness": mixed.loudness,
                **({"voice_loudness": mixed.voice} if mixed.voice is not None else {}),
                **({"music_loudness": mixed.music} if mixed.music is not None else {}),
            }
        burnt = condition.subtitles in ("burnt", "both")
        soft = line.cues if condition.subtitles in ("soft", "both") else []
        showing = Showing(line, self.size, self._by_span(line, pictures), burnt)
        targets = [
            (suffix, self.run.scratch / f"{item.index}{suffix}")
            for suffix in FILMS
            if suffix in self.suffixes
        ]
        yield from filmed(
            showing.frames(),
            line.frames,
            samples,
            targets,
            self.size,
            condition.fps,
            self.run,
            item.index,
            soft=soft,
            language="zho" if plan.zh else "eng",
            title=plan.title,
            steps=10,
        )
        for suffix, path in targets:
            files[suffix] = path

    def _music(
        self, plan: Plan, seconds: float, item: Item
    ) -> "Steps[Any, None, NDArray[Any] | None]":
        """Return music of a length, handed in or composed; None where there is to be none."""
        condition = self.condition
        if not condition.score:
            return None
        if condition.music is not None:
            return mix.lasting(handed.sound("music", condition.music, LONGEST), seconds)
        order = parts.music_order(seconds, condition, plan, item, self.run.takes)
        (made,) = yield from self.run.make_all([order])
        return mix.lasting(read.samples(made.data), seconds)

    def _by_span(
        self, line: Timeline, pictures: "Sequence[Image | Clip | None]"
    ) -> "dict[int, Image | Clip]":
        """Return the source of each span; cards and scenes without one take a neighbour's."""
        from PIL import Image

        plain = Image.new("RGB", self.size, (34, 38, 52))
        stills = [each.still() if isinstance(each, Clip) else each for each in pictures]
        found: dict[int, Image.Image | Clip] = {}
        number = 0
        for place, span in enumerate(line.spans):
            if span.card:
                near = stills[min(number, len(stills) - 1)] if stills else None
                found[place] = near or next((each for each in stills if each), plain)
                continue
            found[place] = pictures[number] or plain
            number += 1
        return found


def voice_of(artifact: Artifact, text: str) -> Voice:
    """Return a spoken sentence with the times that its speaker measured, if it did."""
    samples = read.samples(artifact.data)
    measured = artifact.report.measured
    spans = measured.get("sentences") or [{"start": 0.0, "end": len(samples) / RATE}]
    words = [(str(word), float(a), float(b)) for a, b, word in measured.get("words") or ()]
    said = Said(text, float(spans[0]["start"]), float(spans[-1]["end"]), words)
    return Voice(samples, [said])
