"""A text as it comes, told only once it is certain where it begins."""

from collections.abc import Callable

HEAD = 120
"""Characters that are held back until it is certain where the text begins."""


class Held:
    """Tells a text as it comes, but its beginning only when that is cleaned."""

    def __init__(
        self, tell: Callable[[str], None], clean: Callable[[str], str], size: int = HEAD
    ) -> None:
        self.tell, self.clean, self.size = tell, clean, size
        self._held: str | None = ""

    def __call__(self, piece: str) -> None:
        """Take a piece."""
        if self._held is None:
            self.tell(piece)
            return
        self._held += piece
        if len(self._held) > self.size:
            self.flush()

    def flush(self) -> None:
        """Tell what is held."""
        held, self._held = self._held, None
        text = self.clean(held) if held else ""
        if text:
            self.tell(text)
