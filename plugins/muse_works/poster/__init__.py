"""`poster.layout`: posters, set as type on a picture or on shapes; still and moving."""

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Generator as Steps
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from muse import Artifact, Generator, Item, Order, Reading, RequestError, Run

from .condition import PosterCondition

if TYPE_CHECKING:
    from PIL.Image import Image

    from .page import Box
    from .planning import Plan
    from .sheet import Sheet

__all__ = ["Poster", "PosterCondition"]

FILMS = (".mp4", ".webm")
MOVING = (*FILMS, ".webp", ".gif")

ROOM = {"modern": "bottom", "tech": "bottom", "magazine": "top"}
"""Style -> where its letters lie on a picture."""


class Poster(Generator[PosterCondition]):
    """Posters: a headline set on a painted picture or on shapes, in English and Chinese."""

    condition = PosterCondition
    formats = {
        ".png": "image/png",
        ".pdf": "application/pdf",
        ".svg": "image/svg+xml",
        ".webp": "image/webp",
        ".gif": "image/gif",
        ".mp4": "video/mp4",
        ".webm": "video/webm",
    }
    optional_formats = frozenset({".pdf", ".svg", ".webp", ".gif", ".mp4", ".webm"})
    repeatable = "bytes"
    requires = ("fontTools", "fontpkg_archivo", "fontpkg_lora", "manimgx_fonts_cjk")
    install = 'pip install "muse-host[works]"'
    environment = ("numpy", "pillow", "resvg_py", "manimgx-fonts-cjk", "fontpkg-archivo")
    costly = ("width", "height", "count")
    example = 'muse run poster --theme tech --text "New Product Launch" -o poster.png'

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return a small poster with shapes."""
        return {
            "theme": "tech", "text": "Launch", "width": 160, "height": 220, "art": "drawn",
            "duration": 1.0, "fps": 5, "dpi": 30,
        }  # fmt: skip

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        from PIL import Image

        from muse.media import png

        photo = png(Image.linear_gradient("L").convert("RGB"))[0]
        shape: dict[str, Any] = {"width": None, "height": None}
        painted = {"art": "painted", "theme": "art"}
        return {
            "picture": {"picture": photo, "art": None},
            "scene": {**painted, "scene": "a lake"},
            "pictures_by": {"art": None, "pictures_by": "image.sketch"},
            "size": {**shape, "size": "100x140"},
            "dpi": {**shape, "size": "A6", "dpi": 40},
            "width": {"width": 120, "height": None},
            "height": {"width": None, "height": 150},
            "vertical": {"text": "中秋", "style": "chinese", "vertical": False},
            "line": {"line": "and more"},
        }

    def read(self, prompt: str) -> Reading:
        """Return theme, texts, size, style, colours and moves that a prompt names."""
        from .reading import read

        return read(prompt)

    def orders(
        self, condition: PosterCondition, item: Item, wanted: Collection[str] = ()
    ) -> Iterable[Order]:
        """Yield the picture that would be painted."""
        from .planning import planned

        plan = planned(condition, bool(condition.effects))
        if plan.painted:
            fields = _picture(condition, plan)
            about = {name: fields.pop(name) for name in ("called", "generator", "formats")}
            yield Order("image", fields=fields, item=item, **about)

    def seconds(self, condition: PosterCondition) -> float:
        """Guess by px: a still, and frames where it moves."""
        from .planning import measures

        width, height = measures(condition)
        still = 0.4 + width * height / 6e6
        frames = condition.duration * condition.fps if condition.effects else 0
        return still + frames * width * height / 3e7

    def generate(self, condition: PosterCondition, run: Run) -> Iterator[Any]:
        """Have each item's picture painted, lay the poster out and draw it in each format."""
        from muse_works.lettering import fonts

        from .planning import planned

        fonts.ready()
        films = [suffix for suffix in run.formats if suffix in FILMS]
        condition = _moves(condition, run, films)
        moving = bool(condition.effects)
        plan = planned(condition, moving, run)
        run.expect(len(run.items) * (1 + plan.painted))
        for item in run.items:
            picture, keep_off, told = yield from self._picture(condition, plan, item, run)
            own = _coloured(plan, item, run)
            sheet = self._laid(own, picture, keep_off, told, run)
            yield from self._made(condition, own, sheet, item, run, moving)

    def _picture(
        self, condition: PosterCondition, plan: "Plan", item: Item, run: Run
    ) -> "Steps[Any, None, tuple[Image | None, list[Box] | None, str]]":
        """Return the picture, the boxes in it that no text may cover, and who says so."""
        if condition.picture is not None:
            from muse.media import picture

            own = picture(condition.picture.data, field="picture", name=condition.picture.name)
            return own.convert("RGB"), None, "skin and edges; there is no face detector"
        if not plan.painted:
            return None, None, ""
        import io

        from PIL import Image

        from .making import to_keep_off

        fields = _picture(condition, plan)
        if run.takes("image", "room", condition.pictures_by) and plan.style in ROOM:
            fields["room"] = ROOM[plan.style]  # nobody stands where the letters are
        part = yield from run.make("image", item=item, **fields)
        with Image.open(io.BytesIO(part.files[".png"].data), formats=("PNG",)) as opened:
            made = opened.convert("RGB")
        boxes = to_keep_off(part.report.measured, made.size)
        told = "skin and edges" if boxes is None else "the painter's report and edges"
        return made, boxes, told

    def _laid(
        self,
        plan: "Plan",
        picture: "Image | None",
        keep_off: "list[Box] | None",
        told: str,
        run: Run,
    ) -> "Sheet":
        """Return the poster laid out; what doesn't fit and what was changed is told."""
        from .making import laid_out

        sheet, done = laid_out(plan, picture, keep_off)
        for role, size in sheet.small.items():
            if size < 0:
                name = {"headline": "text"}.get(role, role)
                raise RequestError(
                    f"{name}: {len(sheet.texts.of(role))} characters don't fit on "
                    f"{plan.width} x {plan.height} px",
                    hint="shorten it, or take a larger size",
                )
            run.report.note(f"The {role.replace('_', ' ')} is set small ({size:.0f} px) to fit.")
        for sentence in done:
            run.report.note(sentence)
        missing = {char for words in sheet.page.words() for char in words.block.missing}
        if not set(plan.texts.headline.replace(" ", "")) - missing:
            raise RequestError(
                f"text: no font here has a letter of {plan.texts.headline[:40]!r}",
                hint="give a headline in Latin, Greek, Cyrillic or Chinese letters",
            )
        if missing:
            run.report.note(f"Left out, because no font has them: {' '.join(sorted(missing))}")
        if told and any(words.over for words in sheet.page.words()):
            run.report.note(f"Where letters may lie on the picture is judged by {told}.")
        return sheet

    def _made(
        self,
        condition: PosterCondition,
        plan: "Plan",
        sheet: "Sheet",
        item: Item,
        run: Run,
        moving: bool,
    ) -> Iterator[Any]:
        """Yield the poster in each format."""
        from . import paper, raster
        from .settle import busy_under

        page = sheet.page
        contrast: dict[str, float] = {}
        still = raster.drawn(page, contrast)
        run.check()
        contents: dict[str, bytes] = {}
        measured: dict[str, Any] = {
            "width": page.width,
            "height": page.height,
            "contrast": {role: round(value, 2) for role, value in contrast.items()},
            "sizes": {words.role: round(words.block.size, 1) for words in page.words()},
            "colours": page.palette.colours(),
        }
        busy = busy_under(page, sheet.quiet)
        if busy is not None:
            measured["busy"] = busy
        title = plan.texts.headline.replace("\n", " ")
        for suffix in run.formats:
            if suffix == ".png":
                contents[suffix] = raster.png(still)
            elif suffix in (".pdf", ".svg"):
                paper.needed()
                dpi = condition.dpi if condition.size in _paper() else 96
                folder = run.scratch / f"{item.index}{suffix[1:]}"
                folder.mkdir()
                kind: Literal["pdf", "svg"] = "pdf" if suffix == ".pdf" else "svg"
                contents[suffix] = paper.document(page, folder, kind, dpi, title)
            elif moving:
                from .film import moved

                contents[suffix] = yield from moved(page, condition, suffix, item, run)
                measured |= {"duration": condition.duration, "fps": condition.fps}
            else:
                contents[suffix] = raster.saved(still, suffix)
        yield run.step("laid out")
        yield Artifact(contents, item, measured, title)


def _coloured(plan: "Plan", item: Item, run: Run) -> "Plan":
    """Return a plan whose palette is drawn by lot where nobody and no picture gives one."""
    from .colours import NAMED

    if not plan.palettes:
        return plan
    name = plan.palettes[int(item.rng.integers(len(plan.palettes)))]
    if len(run.items) == 1:
        run.report.choose("palette", name)
    return replace(plan, palette=NAMED[name])


def _picture(condition: PosterCondition, plan: "Plan") -> dict[str, Any]:
    """Return the order for the painted picture, as what `run.make` takes."""
    from .making import placed
    from .planning import painted_size

    width, height = painted_size(placed(plan))
    return {
        "called": "picture",
        "generator": condition.pictures_by,
        "formats": (".png",),
        "prompt": plan.scene,
        "width": width,
        "height": height,
    }


def _paper() -> dict[str, tuple[int, int]]:
    from .sizes import MILLIMETRES

    return MILLIMETRES


def _moves(condition: PosterCondition, run: Run, films: list[str]) -> PosterCondition:
    """Settle whether and how it moves; RequestError for effects that exclude each other."""
    effects = list(condition.effects)
    if {"zoom_in", "zoom_out"} <= set(effects):
        raise RequestError(
            "effects: zoom_in and zoom_out are opposites", hint="take one of the two"
        )
    if films and not effects:
        effects = ["fade_in", "zoom_out"]
        run.report.choose("effects", effects)
        run.resolve(effects=effects)
    if not any(suffix in MOVING for suffix in run.formats):
        for name in ("effects", "duration", "fps"):
            if name in run.report.applied:
                run.report.ignore(name, "it is a still (-o poster.mp4 moves)")
        effects = []
    elif not effects:
        for name in ("duration", "fps"):
            if name in run.report.applied:
                run.report.ignore(name, "nothing moves (--effects fade_in)")
    changed: dict[str, Any] = {"effects": effects}
    if films:
        from .planning import measures

        for name, side in zip(("width", "height"), measures(condition), strict=True):
            if side % 2:
                run.report.adjust(name, side, side - 1, "a film has even sides")
            changed[name] = side - side % 2
    return condition.model_copy(update=changed)
