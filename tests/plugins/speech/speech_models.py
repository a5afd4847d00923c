"""Small speech models with random weights, built from configurations and saved to folders."""

import json
import warnings
from pathlib import Path
from typing import Any

LETTERS = "abcdefghijklmnopqrstuvwxyz'"


def build(folder: Path, kind: str = "vits", speakers: int = 1) -> Path:
    """Save a model with its tokenizer to a folder, and return it."""
    import torch

    torch.manual_seed(7)
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        {"vits": _vits, "speecht5": _speecht5, "bark": _bark}[kind](folder, speakers)
    return folder


def _vits(folder: Path, speakers: int) -> None:
    import transformers as t

    config = t.VitsConfig(
        vocab_size=len(LETTERS) + 3, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        ffn_dim=16, flow_size=16, spectrogram_bins=9, upsample_initial_channel=16,
        upsample_rates=[8, 8], upsample_kernel_sizes=[16, 16], resblock_kernel_sizes=[3],
        resblock_dilation_sizes=[[1]], prior_encoder_num_flows=2,
        prior_encoder_num_wavenet_layers=1,
        posterior_encoder_num_wavenet_layers=1, duration_predictor_filter_channels=16,
        duration_predictor_num_flows=2, depth_separable_num_layers=1, num_speakers=speakers,
        speaker_embedding_size=8 if speakers > 1 else 0, sampling_rate=8000,
        duration_predictor_flow_bins=4,
    )  # fmt: skip
    model = t.VitsModel(config)
    for weight in model.text_encoder.parameters():
        weight.data += 0.05
    model.save_pretrained(folder)
    words = {letter: at for at, letter in enumerate([*LETTERS, " ", "<pad>", "<unk>"])}
    (folder / "vocab.json").write_text(json.dumps(words), encoding="utf-8")
    t.VitsTokenizer(str(folder / "vocab.json"), phonemize=False, add_blank=True).save_pretrained(
        folder
    )


def _speecht5(folder: Path, speakers: int) -> None:
    import transformers as t

    config = t.SpeechT5Config(
        vocab_size=len(LETTERS) + 3, hidden_size=16, encoder_layers=1, decoder_layers=1,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=16,
        decoder_ffn_dim=16, num_mel_bins=8, speech_decoder_prenet_units=8,
        speech_decoder_postnet_units=8, speech_decoder_postnet_layers=1, speaker_embedding_dim=4,
        reduction_factor=2, positional_dropout=0.0, speech_decoder_prenet_dropout=0.5,
        conv_dim=[8], conv_stride=[5], conv_kernel=[10], num_conv_pos_embeddings=4,
        num_conv_pos_embedding_groups=2,
    )  # fmt: skip
    t.SpeechT5ForTextToSpeech(config).save_pretrained(folder)
    vocoder = t.SpeechT5HifiGanConfig(
        model_in_dim=8, sampling_rate=16000, upsample_initial_channel=8, upsample_rates=[4, 4],
        upsample_kernel_sizes=[8, 8], resblock_kernel_sizes=[3], resblock_dilation_sizes=[[1]],
    )  # fmt: skip
    t.SpeechT5HifiGan(vocoder).save_pretrained(folder / "vocoder")
    _letters().save_pretrained(folder)


def _letters() -> Any:
    """Return a tokenizer that has a token for each letter."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    special = ["<pad>", "</s>", "<unk>"]
    words = {letter: at for at, letter in enumerate([*special, *LETTERS])}
    made = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    return PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    )


def _bark(folder: Path, speakers: int) -> None:
    import transformers as t
    from transformers.models.bark.generation_configuration_bark import BarkGenerationConfig

    size: dict[str, Any] = {"num_layers": 1, "num_heads": 2, "hidden_size": 8, "block_size": 1024}

    def part(taken: int, given: int) -> dict[str, Any]:
        return {**size, "input_vocab_size": taken, "output_vocab_size": given}

    codec = t.EncodecConfig(
        sampling_rate=24000, num_filters=2, hidden_size=8, codebook_size=1024, codebook_dim=8,
        upsampling_ratios=[8, 5, 4, 2], num_residual_layers=1, num_lstm_layers=1,
        target_bandwidths=[6.0], normalize=False, use_causal_conv=False,
    )  # fmt: skip
    model = t.BarkModel(
        t.BarkConfig(
            semantic_config=part(129_600, 10_048),
            coarse_acoustics_config=part(12_096, 12_096),
            fine_acoustics_config=part(1056, 1056),
            codec_config=codec.to_dict(),
        )
    )
    for layer in model.codec_model.quantizer.layers:  # they begin as zeros
        layer.codebook.embed.normal_()
    model.save_pretrained(folder)
    told = BarkGenerationConfig(semantic_config={"max_new_tokens": 24}).to_dict()
    (folder / "generation_config.json").write_text(json.dumps(told), encoding="utf-8")
    _letters().save_pretrained(folder)
