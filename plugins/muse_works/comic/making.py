"""The steps of a comic: script, pictures, pages, files."""

import io
from collections.abc import Generator as Steps
from collections.abc import Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from muse import Artifact, Event, Item, Order, Run

from .. import likeness
from . import binding, framing, layouts, tones
from .condition import ComicCondition
from .page import Facts, Picture, svg
from .script import Panel, Script, names
from .scripting import TELLER, handed_in, is_tale, play, story

if TYPE_CHECKING:
    from .layouts import Frame

_CAST = 6
"""People and animals that have cards, at most."""

_LARGEST = 4096
"""Px of a picture's side that painters take."""


def steps(condition: ComicCondition) -> int:
    """Return how many steps a comic takes at most: play, script, panels, pages, binding."""
    own = handed_in(condition)
    if isinstance(own, Script):
        return 2 + len(own.cast) + len(own.panels) + len(own.pages)
    return 3 + _CAST // 2 + condition.pages * (condition.panels + 1)


def ordered(condition: ComicCondition, item: Item) -> Iterator[Order]:
    """Yield what would be made: of a script that is handed in, with the words of its panels."""
    own = handed_in(condition)
    if own is None and is_tale(condition):
        yield Order("text", "story", TELLER, (".json",), story(condition), item)
    elif own is None:
        yield Order("text", "play", condition.story_by, fields=play(condition), item=item)
    if not isinstance(own, Script):
        told = {"width": condition.width // 2, "height": condition.height // 4}
        for page in range(1, condition.pages + 1):
            for number in range(1, condition.panels + 1):
                called = f"page-{page}/panel-{number}/picture"
                yield Order("image", called, condition.pictures_by, (".png",), told, item)
        return
    size = condition.width, condition.height
    for page, panels in enumerate(own.pages):
        frames = _frames(own, page, size, item, rtl=condition.reading == "rtl")
        for number, (panel, frame) in enumerate(zip(panels, frames, strict=True), 1):
            left, top, right, bottom = frame.box
            fields: dict[str, Any] = {"prompt": framing.prompt(panel, own), "width": right - left}
            fields["height"] = bottom - top
            called = f"page-{page + 1}/panel-{number}/picture"
            yield Order("image", called, condition.pictures_by, (".png",), fields, item)


def drawn(
    script: Script, condition: ComicCondition, item: Item, run: Run
) -> Steps[Event, None, tuple[list[str], Facts]]:
    """Have the panels painted, and return the pages as SVG."""
    size = condition.width, condition.height
    rtl = condition.reading == "rtl"
    taken = run.takes("image", "character", condition.pictures_by)
    cards = (yield from _cards(script, condition, item, run)) if taken else {}
    hero, follow = yield from _followed(script, condition, item, run, cards)
    frames = [_frames(script, number, size, item, rtl=rtl) for number in range(len(script.pages))]
    orders, used = [], dict[str, int]()
    for page, panels in enumerate(script.pages, 1):
        for number, panel in enumerate(panels, 1):
            seen = [cards[name] for name in names(panel.picture, script.cast) if name in cards]
            framed = run.takes("image", "framing", condition.pictures_by)
            told = framing.prompt(panel, script, named=frozenset(cards), framed=framed)
            used[told] = used.get(told, 0) + 1  # the same words twice are two pictures
            seed = item.seed_for(f"picture/{used[told]}/{told}")
            orders.append(
                run.order(
                    "image", item=item, called=f"page-{page}/panel-{number}/picture",
                    generator=condition.pictures_by, formats=(".png",), seed=seed,
                    **_fields(told, frames[page - 1][number - 1], condition, run),
                    **({"character": seen} if seen else {}),
                    **(_framing(panel) if framed else {}),
                    **(follow if hero in names(panel.picture, script.cast) else {}),
                )
            )  # fmt: skip
    made = yield from run.make_all(orders)
    _unseen(script, made, run)
    facts, pages = Facts(), []
    for page, panels in enumerate(script.pages, 1):
        run.check()
        pictures = [_picture(made.pop(0), condition) for _ in panels]
        chance = Random(item.seed_for(f"page-{page}/balloons"))
        drawing = svg(
            panels, frames[page - 1], pictures, script.cast, size, chance, facts,
            title=script.title if page == 1 else "", number=page, rtl=rtl,
            mono=condition.style == "manga", vertical=condition.vertical,
        )  # fmt: skip
        pages.append(drawing)
        yield run.step(f"page {page} is lettered")
    return pages, facts


def _framing(panel: Panel) -> dict[str, str]:
    """Return how large people are, where words don't say that they are near."""
    return {"framing": framing.FRAMING[panel.shot]} if panel.shot in framing.FRAMING else {}


def _cards(
    script: Script, condition: ComicCondition, item: Item, run: Run
) -> Steps[Event, None, dict[str, Artifact]]:
    """Return name -> the card of everybody who is seen: somebody looks the same in all panels."""
    return (yield from _drawn_up(_shown(script)[:_CAST], script, item, run))


def _shown(script: Script) -> list[str]:
    """Return who is seen, the hero first."""
    shown = {name for panel in script.panels for name in names(panel.picture, script.cast)}
    return [name for name in script.cast if name in shown]


def _drawn_up(
    cast: Sequence[str], script: Script, item: Item, run: Run
) -> Steps[Event, None, dict[str, Artifact]]:
    """Return name -> card."""
    made = yield from run.make_all(
        [
            run.order(
                "image.character", item=item, called=f"cast-{number}/card", formats=(".json",),
                prompt=script.cast[name], name=name[:40], width=96, height=96,
                seed=item.seed_for(f"cast/{name}/{script.cast[name]}"),
            )
            for number, name in enumerate(cast, 1)
        ]
    )  # fmt: skip
    return dict(zip(cast, made, strict=True))


def _followed(
    script: Script, condition: ComicCondition, item: Item, run: Run, cards: dict[str, Artifact]
) -> Steps[Event, None, tuple[str, dict[str, Any]]]:
    """Return the hero, and what a painter gets that follows a picture of the hero."""
    by, picture = condition.pictures_by, condition.reference
    hero = next(iter(_shown(script)), "")
    if not likeness.asked(run.takes, by, condition.ip_adapter, picture, run.report) or not hero:
        return hero, {}
    image: Any = picture
    if picture is None:
        own = cards or (yield from _drawn_up([hero], script, item, run))
        card = own[hero].files[".json"].data
        order = likeness.portrait(item, "hero/reference", card, script.language)
        image = (yield from run.make_all([order]))[0]
    return hero, {"ip_adapter": condition.ip_adapter, "ip_image": image}


def _frames(
    script: Script, page: int, size: tuple[int, int], item: Item, *, rtl: bool
) -> "list[Frame]":
    """Return the frames of a page: what is lettered has no part in it, so pictures stay."""
    panels = script.pages[page]
    chance = Random(item.seed_for(f"page-{page + 1}/layout"))
    slants = chance.random() < 0.6
    shots = [panel.shot for panel in panels]
    return layouts.frames(shots, size, chance, first=page == 0, slants=slants, rtl=rtl)


def _fields(told: str, frame: "Frame", condition: ComicCondition, run: Run) -> dict[str, Any]:
    """Return what the painter gets for a panel: words, size, style where it has one."""
    left, top, right, bottom = frame.box
    wide, high = right - left, bottom - top
    scale = min(1.0, _LARGEST / max(wide, high))
    by = condition.pictures_by
    fields: dict[str, Any] = {"prompt": told}
    step = 1 if run.takes("image", "detail", by) else 16  # models of diffusion want whole blocks
    if run.takes("image", "width", by):
        fields["width"] = max(64, round(wide * scale / step) * step)
        fields["height"] = max(64, round(high * scale / step) * step)
    style = "cartoon" if condition.style == "manga" else condition.style
    if run.takes("image", "style", by):
        fields["style"] = style
    elif "style" in condition.model_fields_set or condition.style != "cartoon":
        fields["prompt"] = f"{told}, {condition.style}"
    else:
        fields["prompt"] = f"{told}, cartoon, comic book panel"
    return fields


def _picture(made: Artifact, condition: ComicCondition) -> Picture:
    from PIL import Image

    with Image.open(io.BytesIO(made.files[".png"].data)) as opened:
        picture = opened.convert("RGB")
    size = picture.size
    if condition.style == "manga":
        picture = tones.toned(picture, condition.width)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92, subsampling=0)
    return Picture(out.getvalue(), size, made.report.measured)


def _unseen(script: Script, made: Sequence[Artifact], run: Run) -> None:
    """Tell which words the painter did not know: once, for all panels."""
    words = dict.fromkeys(word for picture in made for word in picture.report.not_understood)
    if words:
        told = ", ".join(list(words)[:8])
        run.report.note(f"Words of panels that the painter doesn't know: {told}.")


def bound(
    script: Script, pages: Sequence[str], condition: ComicCondition, run: Run
) -> Steps[Event, None, dict[str, Any]]:
    """Return the files that are wanted."""
    from .script import written

    rtl = condition.reading == "rtl"
    contents: dict[str, Any] = {}
    painted: list[bytes] = []
    if {".png", ".cbz"} & set(run.formats):
        for page in pages:
            run.check()
            painted.append(binding.png(page))
    for suffix in run.formats:
        if suffix == ".pdf":
            size = condition.width, condition.height
            contents[suffix] = binding.pdf(
                pages, size, script.title, script.language, run.scratch, rtl=rtl, check=run.check
            )
        elif suffix == ".png":
            contents[suffix] = binding.spread(painted, rtl=rtl)
            if len(painted) > 1:
                contents |= {f"/{k:02}.png": page for k, page in enumerate(painted, 1)}
        elif suffix == ".cbz":
            contents[suffix] = binding.cbz(painted, script.title, rtl=rtl)
        else:
            contents[suffix] = written(script).encode()
    yield run.step("the pages are bound")
    return contents
