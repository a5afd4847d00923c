"""The two shapes in which OpenAI's API has texts."""

from typing import Any, ClassVar

from muse.library.jobs import Job


class Shape:
    """Answers and chunks of a kind."""

    prefix: ClassVar[str]
    object: ClassVar[str]
    piece_object: ClassVar[str]

    def of(self, job: Job, model: str) -> None:
        """Say whose they are."""
        self._head = {
            "id": f"{self.prefix}-{job.id}",
            "created": int(job.created),
            "model": model,
        }

    def answer(self, choices: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
        """Return the whole answer."""
        return {**self._head, "object": self.object, "choices": choices, **more}

    def chunk(self, choices: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
        """Return a part of a stream."""
        return {**self._head, "object": self.piece_object, "choices": choices, **more}

    def choice(self, index: int, text: str, why: str) -> dict[str, Any]:
        """Return a whole text."""
        raise NotImplementedError

    def first(self, index: int) -> list[dict[str, Any]]:
        """Return what goes before the first piece of a text."""
        return []

    def piece(self, index: int, piece: str) -> dict[str, Any]:
        """Return a piece of a text."""
        raise NotImplementedError

    def last(self, index: int, why: str) -> dict[str, Any]:
        """Return what says why a text ended."""
        raise NotImplementedError


class Chat(Shape):
    """Of `/v1/chat/completions`."""

    prefix = "chatcmpl"
    object = "chat.completion"
    piece_object = "chat.completion.chunk"

    def choice(self, index: int, text: str, why: str) -> dict[str, Any]:
        message = {"role": "assistant", "content": text, "refusal": None}
        return {"index": index, "message": message, "logprobs": None, "finish_reason": why}

    def first(self, index: int) -> list[dict[str, Any]]:
        return [self._delta(index, {"role": "assistant", "content": ""})]

    def piece(self, index: int, piece: str) -> dict[str, Any]:
        return self._delta(index, {"content": piece})

    def last(self, index: int, why: str) -> dict[str, Any]:
        return self._delta(index, {}, why)

    def _delta(self, index: int, delta: dict[str, Any], why: str | None = None) -> dict[str, Any]:
        choice = {"index": index, "delta": delta, "logprobs": None, "finish_reason": why}
        return self.chunk([choice])


class Plain(Shape):
    """Of `/v1/completions`."""

    prefix = "cmpl"
    object = "text_completion"
    piece_object = "text_completion"

    def choice(self, index: int, text: str, why: str | None) -> dict[str, Any]:
        return {"index": index, "text": text, "logprobs": None, "finish_reason": why}

    def piece(self, index: int, piece: str) -> dict[str, Any]:
        return self.chunk([self.choice(index, piece, None)])

    def last(self, index: int, why: str) -> dict[str, Any]:
        return self.chunk([self.choice(index, "", why)])
