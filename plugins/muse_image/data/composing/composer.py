"""Drawing scenes with the emoji of a font."""

from typing import TYPE_CHECKING

from .scenes import WORN, Scene, Scenes
from .things import THINGS

if TYPE_CHECKING:
    import numpy as np


class Composer:
    """Draws composed pictures of the emoji of a font whose concepts are `seen`."""

    def __init__(self, font: str = "", seen: "frozenset[str] | None" = None) -> None:
        from muse_image.data import emoji

        from .colours import COLOURS
        from .sprites import PARTY_HAT, Sprites

        self.sprites = Sprites(emoji.opened(font or emoji.font_path()))
        concepts = {each.letters.replace("\ufe0f", ""): each.concept for each in emoji.known()}
        wanted = [letters for each in THINGS for letters in each.letters]
        wanted += [letters for each in WORN for letters in each.thing.letters]
        colours: dict[str, list[str]] = {}
        for letters in dict.fromkeys(wanted):
            known = letters == PARTY_HAT or concepts.get(letters) is not None
            if seen is not None and letters != PARTY_HAT:
                known = concepts.get(letters) in seen
            if known and self.sprites.cut(letters) is not None:
                possible = self.sprites.cut(letters, next(iter(COLOURS))) is not None
                colours[letters] = list(COLOURS) if possible else []
        self.scenes = Scenes(colours)

    def picture(self, scene: Scene, size: int, chance: "np.random.Generator") -> "np.ndarray":
        """Return pixels uint8 (3, size, size) of a scene."""
        import numpy as np

        from .sprites import ground, placed

        canvas = ground(size, scene.ground, chance)
        for part in scene.parts:
            sprite = self.sprites.cut(part.letters, part.colour)
            if sprite is None:
                raise ValueError(f"{part.letters} can't be {part.colour}")
            middle = part.middle[0] * size, part.middle[1] * size
            placed(canvas, sprite, middle, part.size * size, turn=part.turn, mirrored=part.mirrored)
        return np.ascontiguousarray(np.asarray(canvas).transpose(2, 0, 1))
