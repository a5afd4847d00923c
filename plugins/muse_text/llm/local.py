"""A model on this machine, by transformers."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse import Component, GenerationError, NotReady, Placement, RequestError, quiet

from .asks import Answer, Ask
from .flow import MARKS, opens
from .forms import plain
from .needs import INSTALL, local_lacks
from .rows import Row
from .templates import templated

if TYPE_CHECKING:
    from llguidance._lib import JsonCompileOptions

    from muse import Weights

    from .condition import LlmCondition

_COMPACT: "JsonCompileOptions" = {
    "whitespace_flexible": False,
    "item_separator": ", ",
    "key_separator": ": ",
}
"""How JSON is written, so that a weak model can't go on with spaces for ever."""

ROWS = 8
"""Texts that are written at once."""


def component(weights: "Weights", quantise: str, folder: Path | None = None) -> Component:
    """Return a model as a component; who names the same files shares it.

    `folder` is where weights were unpacked to.
    """
    if folder is None or folder == weights.path:
        size = sum(file.size for file in weights.files if file.path.endswith(".safetensors"))
    else:
        size = sum(file.stat().st_size for file in folder.glob("*.safetensors"))
    return Component(
        str(folder or weights.path),
        load,
        size=size,
        revision=weights.revision,
        quantisation=None if quantise == "none" else quantise,
        movable=quantise == "none",
    )


def check(quantise: str) -> None:
    """Refuse what can't be done here: no transformers, or quantised weights without a card."""
    problem = local_lacks()
    if problem is not None:
        raise problem
    if quantise == "none":
        return
    import torch

    if not torch.cuda.is_available():
        raise RequestError(
            f"quantise: {quantise} requires a CUDA GPU, and there is none",
            hint="leave --quantise out, or use a smaller model",
        )
    if find_spec("bitsandbytes") is None:
        raise NotReady(
            f"quantise: {quantise} requires bitsandbytes", hint="pip install bitsandbytes"
        )


def load(placement: Placement) -> Any:
    """Load a causal model from its folder: safetensors only, and no code of the model's own."""
    import torch
    from transformers import AutoModelForCausalLM, BitsAndBytesConfig

    bits = placement.component.quantisation
    more: dict[str, Any] = {}
    if bits:
        more["quantization_config"] = BitsAndBytesConfig(
            load_in_8bit=bits == "8bit", load_in_4bit=bits == "4bit"
        )
        more["device_map"] = placement.device
    with quiet("transformers"):
        try:
            made = AutoModelForCausalLM.from_pretrained(
                placement.component.source,
                dtype=getattr(torch, placement.dtype),
                use_safetensors=True,
                local_files_only=True,
                trust_remote_code=False,
                **more,
            )
        except (ValueError, KeyError, OSError) as error:
            name = Path(placement.component.source).name
            first = str(error).strip().split("\n", 1)[0][:160]
            raise RequestError(
                f"model: {name} can't be loaded as a language model ({first})",
                hint="use a causal language model that transformers supports",
            ) from error
    return made.eval() if bits else made.eval().to(placement.device)


@lru_cache(maxsize=4)
def tokenizer(folder: Path) -> Any:
    """Return the tokenizer of a model."""
    from transformers import AutoTokenizer

    with quiet("transformers"):
        made = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    if not made.is_fast:
        raise RequestError(
            f"model: the tokenizer of {folder.name} has no fast form",
            hint="use a model with a tokenizer.json",
        )
    return made


@lru_cache(maxsize=4)
def _guide(folder: Path, vocabulary: int) -> Any:
    """Return llguidance's view of a tokenizer (about a second for a large one)."""
    if find_spec("llguidance") is None:
        raise NotReady("answers that follow a JSON schema require llguidance", hint=INSTALL)
    from llguidance.hf import from_tokenizer

    return from_tokenizer(tokenizer(folder), n_vocab=vocabulary)


class Local:
    """A writer whose model is here."""

    def __init__(
        self, model: Any, folder: Path, sampling: dict[str, Any], key: str | None = None
    ) -> None:
        self.key = key
        """The words of the key by which its texts are marked; None for no mark."""
        self.model = model
        self.folder = folder
        self.tokenizer = tokenizer(folder)
        self.sampling = sampling

    @property
    def context(self) -> int | None:
        """The tokens that the model can hold; None where its configuration doesn't say it."""
        found = getattr(self.model.config, "max_position_embeddings", None)
        return int(found) if found else None

    @property
    def chats(self) -> bool:
        """Whether the model answers a chat; one without a template only goes on with a text."""
        return bool(self.tokenizer.chat_template)

    def prompt(self, ask: Ask, check: Callable[[], None]) -> tuple[list[int], bool]:
        """Return the tokens that a model is given, and whether they open its thoughts.

        They come by its chat template, or else as plain text. An answer that was begun, the last
        message then, is gone on with.
        """
        last = ask.chat[-1]
        begun = last["content"] if last["role"] == "assistant" else ""
        chat = ask.chat[:-1] if begun else ask.chat
        if self.chats:
            text = templated(self.tokenizer, chat, check)
            ids = self.tokenizer(text + begun, add_special_tokens=False)["input_ids"]
            return ids, opens(text) and not begun
        return self.tokenizer((ask.plain or plain(chat)) + begun)["input_ids"], False

    def write(self, asks: Sequence[Ask], check: Callable[[], None]) -> list[Answer]:
        """Write all asks together, a row of the batch for each."""
        import torch
        from transformers import GenerationConfig, LogitsProcessorList, StoppingCriteriaList

        from .sampling import Draws, Grammars, Watch

        begun = [self.prompt(ask, check) for ask in asks]
        prompts = [tokens for tokens, _ in begun]
        width, limit = max(map(len, prompts)), max(ask.max_tokens + ask.thinking for ask in asks)
        room = self.context
        if room is not None:
            limit = min(limit, room - width)
            if limit < 1:
                raise RequestError(
                    f"prompt: its {width} tokens fill the model's context of {room}",
                    hint="shorten it, or use a model with a longer context",
                )
        device = self.model.device
        config, eos = self._config(limit, GenerationConfig)
        pad = config.pad_token_id
        ids = torch.tensor([[pad] * (width - len(p)) + p for p in prompts], device=device)
        mask = torch.tensor([[0] * (width - len(p)) + [1] * len(p) for p in prompts], device=device)
        marks = self._marks()
        rows = [
            Row(ask, self.tokenizer._tokenizer, eos, marks, opened and ask.schema is None)
            for ask, (_, opened) in zip(asks, begun, strict=True)
        ]
        processors = LogitsProcessorList()
        if asks[0].schema is not None:
            vocabulary = self.model.config.get_text_config().vocab_size
            matchers = [self._matcher(ask.schema, vocabulary) for ask in asks]
            processors.append(Grammars(matchers, width, vocabulary))
        if self.sampling["temperature"] > 0:
            wanted = {k: self.sampling[k] for k in ("temperature", "top_k", "top_p")}
            seeds = [ask.seed for ask in asks]
            processors.append(Draws(seeds, device, **wanted, mark=self._mark(device)))

        def step(tokens: list[int]) -> list[bool]:
            check()
            return [row.take(token) for row, token in zip(rows, tokens, strict=True)]

        with quiet("transformers"), torch.inference_mode():
            self.model.generate(
                input_ids=ids,
                attention_mask=mask,
                generation_config=config,
                logits_processor=processors,
                stopping_criteria=StoppingCriteriaList([Watch(step)]),
            )
        return [row.answer() for row in rows]

    def _config(self, limit: int, kind: Any) -> tuple[Any, set[int]]:
        own = self.model.generation_config
        eos = own.eos_token_id if own.eos_token_id is not None else self.tokenizer.eos_token_id
        ends = [] if eos is None else list(eos) if isinstance(eos, list | tuple) else [eos]
        if self.tokenizer.eos_token_id is not None and self.tokenizer.eos_token_id not in ends:
            ends.append(self.tokenizer.eos_token_id)
        pad = next((p for p in (own.pad_token_id, self.tokenizer.pad_token_id) if p is not None), 0)
        config = kind(
            max_new_tokens=limit,
            do_sample=False,
            repetition_penalty=self.sampling["repetition_penalty"],
            eos_token_id=ends or None,
            pad_token_id=pad,
            bos_token_id=own.bos_token_id,
        )
        return config, set(ends)

    def _mark(self, device: Any) -> Any:
        """Return what marks the tokens of one batch; None where none are marked."""
        if self.key is None:
            return None
        from .marks import Marks

        return Marks(device, self.key)

    def _marks(self) -> dict[int, str]:
        """Return the tokens that set thoughts apart; other special ones are no part of a text."""
        added = self.tokenizer.added_tokens_decoder
        return {n: each.content for n, each in added.items() if each.content.lower() in MARKS}

    def _matcher(self, schema: Any, vocabulary: int) -> Any:
        guide = _guide(self.folder, vocabulary)
        from llguidance import LLMatcher

        grammar = LLMatcher.grammar_from_json_schema(json.dumps(schema), overrides=_COMPACT)
        matcher = LLMatcher(guide, grammar)
        if matcher.is_error():
            raise RequestError(
                f"json_schema: {matcher.get_error().splitlines()[0][:160]}",
                hint="use the keywords of JSON Schema 2020-12 that llguidance supports",
            )
        return matcher


def sampling(
    condition: "LlmCondition", folder: Path, suited: Mapping[str, float]
) -> dict[str, Any]:
    """Return how tokens are drawn: as asked, as suits the model, as its own file says, or usual."""
    try:
        own = json.loads((folder / "generation_config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        own = {}
    own = own if isinstance(own, dict) else {}
    usual = {"temperature": 0.8, "top_k": 0, "top_p": 0.95, "repetition_penalty": 1.0}
    found = {}
    for name, default in usual.items():
        asked = getattr(condition, name)
        theirs = own.get(name)
        values = (asked, suited.get(name), theirs, default)
        found[name] = next(v for v in values if v is not None)
        if not isinstance(found[name], int | float):
            raise GenerationError(
                f"{name}: generation_config.json has {found[name]!r}; expected a number"
            )
    return found
