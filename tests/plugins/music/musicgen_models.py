"""Small MusicGen models with random weights, built from configurations and saved to folders."""

import warnings
from pathlib import Path
from typing import Any

BOOKS, VOCABULARY, RATE = 4, 64, 8000
"""Codebooks of a channel, tokens of each, samples a second; 50 frames a second."""


def build(folder: Path, kind: str = "musicgen", channels: int = 1) -> Path:
    """Save a model and its tokenizer to a folder, and return it."""
    import torch
    import transformers as t

    torch.manual_seed(7)
    text = t.T5Config(
        vocab_size=220, d_model=16, d_kv=4, d_ff=32, num_layers=1, num_heads=2,
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0,
    )  # fmt: skip
    codec = t.EncodecConfig(
        sampling_rate=RATE, audio_channels=1, num_filters=4, hidden_size=16,
        codebook_size=VOCABULARY, codebook_dim=16, upsampling_ratios=[8, 5, 4],
        num_residual_layers=1, num_lstm_layers=1,
        target_bandwidths=[BOOKS * 50 * 6 / 1000], normalize=False, use_causal_conv=False,
    )  # fmt: skip
    shape = {
        "vocab_size": VOCABULARY, "num_codebooks": BOOKS * channels, "audio_channels": channels,
        "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "ffn_dim": 32,
        "max_position_embeddings": 2048, "pad_token_id": VOCABULARY, "bos_token_id": VOCABULARY,
    }  # fmt: skip
    if kind == "musicgen":
        config: Any = t.MusicgenConfig(
            text_encoder=text.to_dict(), audio_encoder=codec.to_dict(),
            decoder=t.MusicgenDecoderConfig(**shape).to_dict(),
        )  # fmt: skip
        model: Any = t.MusicgenForConditionalGeneration(config)
    else:
        config = t.MusicgenMelodyConfig(
            text_encoder=text.to_dict(), audio_encoder=codec.to_dict(),
            decoder=t.MusicgenMelodyDecoderConfig(**shape).to_dict(), chroma_length=24,
        )  # fmt: skip
        model = t.MusicgenMelodyForConditionalGeneration(config)
    # Codebooks begin as zeros, with which any tokens sound alike.
    for layer in model.audio_encoder.quantizer.layers:
        layer.codebook.embed.normal_()
    # Random weights hardly heed words; louder ones do.
    for name, weight in model.named_parameters():
        if "enc_to_dec" in name or "encoder_attn" in name or "lm_heads" in name:
            weight.data *= 8
    model.generation_config.decoder_start_token_id = VOCABULARY
    model.generation_config.pad_token_id = VOCABULARY
    model.generation_config.bos_token_id = VOCABULARY
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.save_pretrained(folder)
        _tokenizer().save_pretrained(folder)
    return folder


def _tokenizer() -> Any:
    """Return a tokenizer of words of music, trained on a few lines."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.Unigram())
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=200, special_tokens=["<pad>", "</s>", "<unk>"], unk_token="<unk>"
    )
    lines = ["a calm piano ballad with strings and drums", "happy pop music, 4/4 time, 120 bpm"]
    made.train_from_iterator(lines * 4, trainer)
    made.post_processor = processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", 1)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    )
