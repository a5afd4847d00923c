"""Ears of animals of stories, combs and crests of birds."""

from ...paint.colour import Colour, mix, rgb
from ...paint.model import Spot, tone
from .skull import PINK, Skull


class Eared(Skull):
    """A head with its ears."""

    def ears(self) -> None:
        """Draw the ears, before the head is drawn over their roots."""
        draw = getattr(self, "_ears_" + self.kind.ears.replace("-", "_"), None)
        for side in (-1, 1):
            if draw is not None:
                draw(side, self.c.ears)

    def _ear(self, colour: Colour, inner: Colour | None, *spots: Spot, part: float = 0.6) -> None:
        """Draw one ear through spots of the head, with its inside."""
        outer = self.m.blob(colour, *(self.at(a, b) for a, b in spots), light=0.58)
        if inner is None:
            return
        a = sum(spot[0] for spot in spots) / len(spots)
        b = sum(spot[1] for spot in spots) / len(spots)
        small = [self.at(a + (x - a) * part, b + (y - b) * part - 0.02) for x, y in spots]
        self.m.blob(inner, *small, on=outer, line=0.25, light=0.5, round_=0.3)

    def _pointed(self, s: int, z: float, tall: float, dark: bool) -> None:
        c, top = self.c, 0.86 + tall * z
        spots = (
            (0.95 * s, 0.22),
            (1.0 * s, 0.72),
            (0.86 * s, top),
            (0.78 * s, top - 0.02),
            (0.45 * s, 0.98),
            (0.2 * s, 0.86),
        )
        outer = self.m.blob(c.fur, *(self.at(a, b) for a, b in spots), light=0.58)
        small = (
            (0.84 * s, 0.5),
            (0.86 * s, 0.76),
            (0.79 * s, top - 0.24),
            (0.55 * s, 0.9),
            (0.42 * s, 0.8),
        )
        inner = tone(c.belly, -0.04) if dark else PINK
        self.m.blob(
            inner, *(self.at(a, b) for a, b in small), on=outer, line=0.2, light=0.5, round_=0.3
        )
        if dark:
            u, v = self.at(0.84 * s, top)
            self.m.ball(
                c.marks,
                u,
                v,
                self.size(0.4),
                self.size(0.34),
                on=outer,
                line=0,
                light=None,
                fade=0.004,
            )

    def _ears_pointed(self, s: int, z: float) -> None:
        self._pointed(s, z, 0.8, True)

    def _ears_pointed_small(self, s: int, z: float) -> None:
        self._pointed(s, z, 0.56, False)

    def _ears_tuft(self, s: int, z: float) -> None:
        self._pointed(s, z, 0.5, False)
        for lean in (0.0, 0.12):
            self.m.limb(
                self.c.fur, [0.03, 0.012], self.at(0.82 * s, 1.24), self.at((0.86 + lean) * s, 1.6)
            )

    def _round(
        self, s: int, colour: Colour, inner: Colour | None, a: float, b: float, r: float
    ) -> None:
        u, v = self.at(a * s, b)
        self.m.ball(colour, u, v, self.size(r), self.size(r), light=0.58)
        if inner is not None:
            u, v = self.at((a - 0.02) * s, b - 0.02)
            self.m.ball(
                inner,
                u,
                v,
                self.size(r * 0.6),
                self.size(r * 0.6),
                line=0.25,
                light=0.5,
                round_=0.3,
            )

    def _ears_round(self, s: int, z: float) -> None:
        self._round(s, self.c.fur, mix(self.c.belly, PINK, 0.4), 0.72, 0.86, 0.32 * z)

    def _ears_round_dark(self, s: int, z: float) -> None:
        self._round(s, self.c.marks, None, 0.74, 0.86, 0.32 * z)

    def _ears_round_small(self, s: int, z: float) -> None:
        self._round(s, self.c.fur, mix(self.c.fur, PINK, 0.6), 0.78, 0.68, 0.24 * z)

    def _ears_round_large(self, s: int, z: float) -> None:
        self._round(s, self.c.fur, mix(self.c.marks, PINK, 0.75), 0.86, 0.8, 0.5 * z)

    def _ears_side(self, s: int, z: float) -> None:
        self._round(s, self.c.fur, self.c.belly, 1.04, 0.05, 0.32 * z)

    def _ears_long(self, s: int, z: float) -> None:
        lean, top = 0.34 * s, 1.0 + 1.05 * z
        self._ear(
            self.c.fur,
            PINK,
            (0.2 * s, 0.8),
            (0.2 * s + lean * 0.3, 1.4),
            (0.3 * s + lean, top),
            (0.56 * s + lean, top - 0.1),
            (0.66 * s + lean * 0.7, 1.4),
            (0.6 * s, 0.7),
            part=0.62,
        )

    def _ears_floppy(self, s: int, z: float) -> None:
        self._ear(
            tone(self.c.marks, 0.06),
            None,
            (0.6 * s, 0.84),
            (1.1 * s, 0.72),
            (1.32 * s, 0.1),
            (1.2 * s, -0.42 * z),
            (0.98 * s, -0.3 * z),
            (0.86 * s, 0.3),
        )

    def _ears_flap(self, s: int, z: float) -> None:
        self._ear(
            self.c.fur,
            mix(self.c.marks, PINK, 0.3),
            (0.3 * s, 0.9),
            (0.62 * s, 1.3 * z),
            (1.02 * s, 1.12),
            (1.06 * s, 0.72),
            (0.8 * s, 0.5),
            part=0.5,
        )

    def _ears_huge(self, s: int, z: float) -> None:
        self._ear(
            self.c.fur,
            mix(self.c.marks, self.c.fur, 0.25),
            (0.6 * s, 0.7),
            (1.25 * s, 0.95 * z),
            (1.86 * s, 0.55),
            (1.8 * s, -0.25),
            (1.3 * s, -0.62 * z),
            (0.8 * s, -0.3),
            part=0.66,
        )

    def _leaf(self, s: int, z: float, lift: float) -> None:
        self._ear(
            self.c.fur,
            mix(PINK, self.c.belly, 0.4),
            (0.62 * s, 0.58),
            (0.95 * s, 0.78 + lift * 0.6),
            (1.5 * s * z, 0.72 + lift),
            (1.2 * s, 0.42 + lift * 0.5),
            (0.8 * s, 0.3),
            part=0.58,
        )

    def _ears_leaf(self, s: int, z: float) -> None:
        self._leaf(s, z, 0.2)

    def _ears_leaf_low(self, s: int, z: float) -> None:
        self._leaf(s, z, -0.16)

    def _ears_leaf_up(self, s: int, z: float) -> None:
        self._ear(
            self.c.fur,
            PINK,
            (0.25 * s, 0.85),
            (0.36 * s, 1.3),
            (0.56 * s, 1.52 * z),
            (0.76 * s, 1.25),
            (0.74 * s, 0.72),
            part=0.58,
        )

    def _ears_horned(self, s: int, z: float) -> None:
        self._ear(
            self.c.marks,
            None,
            (0.3 * s, 0.9),
            (0.75 * s, 1.08),
            (1.05 * s, 1.42 * z),
            (1.06 * s, 0.9),
            (0.95 * s, 0.5),
        )

    def _ears_fins(self, s: int, z: float) -> None:
        self._ear(
            self.c.marks,
            None,
            (0.85 * s, 0.3),
            (1.2 * s, 0.55),
            (1.55 * s * z, 0.5),
            (1.3 * s, 0.2),
            (1.42 * s, -0.05),
            (0.95 * s, -0.05),
        )

    def _ears_crest(self, s: int, z: float) -> None:
        if s > 0:
            for lean, top in ((-0.34, 1.28), (-0.08, 1.42), (0.12, 1.3)):
                self.m.limb(
                    self.c.fur, [0.045, 0.02], self.at(0, 0.9), self.at(lean, top * z), light=0.58
                )

    def _ears_comb(self, s: int, z: float) -> None:
        if s > 0:
            red = rgb("d8473c")
            for a, r in ((-0.2, 0.15), (0.0, 0.2), (0.2, 0.14)):
                u, v = self.at(a, 1.05)
                self.m.ball(red, u, v, self.size(r), self.size(r * 1.25 * z))
