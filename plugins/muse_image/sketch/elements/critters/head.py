"""The head of an animal of a story: what is pale or dark in its face, a mane, spines."""

import math

from ...paint.colour import Colour
from ...paint.model import Outline, oval
from .body import spikes
from .ears import Eared


class Head(Eared):
    """A head with ears, fur and face."""

    def skull(self) -> None:
        """Draw the head with its tufts, and what is pale in the face."""
        m, c, k = self.m, self.c, self.kind
        shape = [self.outline()]
        if "tufts" in k.extras:
            for s in (-1, 1):
                edge = [
                    (0.98 * k.cheek * s, -0.1),
                    (0.98 * k.cheek * s, -0.34),
                    (0.86 * k.cheek * s, -0.54),
                    (0.64 * k.cheek * s, -0.7),
                ]
                shape += [
                    [self.at(*spot) for spot in ((0.5 * s, 0.1), one, tip, two)]
                    for one, two, tip in zip(
                        edge,
                        edge[1:],
                        (
                            (1.22 * k.cheek * s, -0.34),
                            (1.1 * k.cheek * s, -0.64),
                            (0.9 * k.cheek * s, -0.86),
                        ),
                        strict=False,
                    )
                ]
        self.part = m.part(c.fur, *shape, light=0.62, round_=0.5)
        draw = getattr(self, "_face_" + k.face.replace("-", "_"), None)
        if draw is not None:
            draw()

    def _pale(self, *shapes: Outline, colour: Colour | None = None) -> None:
        own = self.c.belly if colour is None else colour
        self.m.part(own, *shapes, on=self.part, line=0, light=0.61, round_=0.2, fade=0.004)

    def _face_muzzle(self) -> None:
        self._pale(self.oval(0, -0.5, 0.52, 0.4))

    def _face_muzzle_long(self) -> None:
        self.m.part(
            self.c.belly, self.oval(0, -0.56, 0.64, 0.48), line=0.35, light=0.62, round_=0.5
        )

    def _face_bare(self) -> None:
        self.m.part(
            self.c.belly,
            self.oval(0, -0.3, 0.74, 0.74),
            on=self.part,
            line=0.3,
            light=0.62,
            round_=0.4,
        )

    def _face_cheeks(self) -> None:
        self._pale(
            *(self.oval(0.66 * s, -0.62, 0.62, 0.44, 0.5 * s) for s in (-1, 1)),
            self.oval(0, -0.72, 0.5, 0.4),
        )

    def _face_patches(self) -> None:
        for s in (-1, 1):
            self._pale(self.oval(0.43 * s, -0.02, 0.27, 0.34, 0.5 * s), colour=self.c.marks)

    def _face_mask(self) -> None:
        self._pale(self.oval(0, -0.1, 1.1, 0.56))
        self._pale(
            *(self.oval(0.5 * s, -0.08, 0.46, 0.29, 0.3 * s) for s in (-1, 1)), colour=self.c.marks
        )
        self._pale(self.oval(0, -0.56, 0.44, 0.32))

    def _face_heart(self) -> None:
        self._pale(
            *(self.oval(0.34 * s, 0.04, 0.44, 0.44) for s in (-1, 1)),
            self.oval(0, -0.4, 0.66, 0.46),
        )

    def _face_discs(self) -> None:
        self._pale(*(self.oval(0.43 * s, 0.0, 0.5, 0.56) for s in (-1, 1)))

    def _face_lip(self) -> None:
        self._pale(self.oval(0, -0.74, 1.0, 0.42))

    def mane(self) -> None:
        """Draw a lion's mane behind the head."""
        many = 15
        ring = [2 * math.pi * k / many for k in range(many)]
        shapes = [
            oval(
                *self.at(1.08 * math.cos(a), 1.02 * math.sin(a) - 0.05),
                self.size(0.4),
                self.size(0.4),
            )
            for a in ring
        ]
        self.m.part(self.c.marks, self.outline(), *shapes, light=0.52, round_=0.6)

    def spines(self) -> None:
        """Draw a hedgehog's spines behind the head."""
        ring = [math.pi * (-0.16 + 1.32 * k / 15) for k in range(16)]
        spots = [self.at(1.12 * math.cos(a), 1.02 * math.sin(a)) for a in ring]
        self.m.part(
            self.c.marks,
            [*spots, self.at(0, -0.4)],
            *spikes(spots, self.size(0.34), self.middle),
            light=0.5,
            round_=0.5,
        )
