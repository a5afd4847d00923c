"""Small language models with random weights, built from configurations and saved to folders."""

import warnings
from pathlib import Path
from typing import Any

CHAT = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def build(folder: Path, chat: bool = False, **shape: Any) -> Path:
    """Save a model (Qwen3 with a chat template, or Llama) and its tokenizer, and return where."""
    import torch
    import transformers as t

    words = tokenizer(chat)
    sizes = {
        "vocab_size": len(words), "hidden_size": 32, "intermediate_size": 64,
        "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 2,
        "max_position_embeddings": 16384, "bos_token_id": None,
        "eos_token_id": words.eos_token_id, "pad_token_id": words.pad_token_id,
        "initializer_range": 0.3, **shape,
    }  # fmt: skip
    torch.manual_seed(7)
    config = t.Qwen3Config(head_dim=16, **sizes) if chat else t.LlamaConfig(**sizes)
    cls = t.Qwen3ForCausalLM if chat else t.LlamaForCausalLM
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cls(config).save_pretrained(folder)
        words.save_pretrained(folder)
    return folder


def tokenizer(chat: bool) -> Any:
    """Return a byte-level tokenizer of Python's own help texts."""
    from pydoc_data.topics import topics

    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    special = ["<pad>", "<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    trainer = trainers.BpeTrainer(
        vocab_size=600, special_tokens=special, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )  # fmt: skip
    made.train_from_iterator(list(topics.values())[:20], trainer)
    words = PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="<pad>",
        eos_token="<|im_end|>" if chat else "<|endoftext|>",
    )
    if chat:
        words.chat_template = CHAT
    return words


def index() -> Any:
    """Return an index that has text.llm, whether or not its entry point is installed yet."""
    from muse.entry_points import Entry, Index

    about = ("muse-host", "0", "")
    return Index(
        [
            Entry("muse", "text.llm", "muse_text.llm:Llm", *about),
            Entry("muse.defaults", "text", "text.llm", *about),
        ]
    )
