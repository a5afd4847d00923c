"""A latent diffusion model that a laptop can train, made of the parts of Stable Diffusion.

    words -> tokens -> text encoder (CLIP's, 1 layer) -> pooled, with the step
                                                           | scale and shift of every block
    noise ---------------------------------> denoiser (U-Net) -> latents -> autoencoder

What the words say as a whole leads every block of the denoiser. With `attention` its coarsest
blocks also look at single words, and at the rest of the picture, as those of Stable Diffusion do.
A step takes half as long again then, and hats are learnt well and pairs somewhat better; led by the
whole alone, they run together. A model that learns simple pictures is quicker without.

Its folder is one of diffusers, so everything that knows Stable Diffusion knows it. Sources:
latent diffusion, Rombach et al. 2022 (arXiv:2112.10752); TAESD's autoencoder, Boer Bohan 2023;
scale and shift by a condition, Perez et al. 2018 (arXiv:1709.07871); v-prediction, Salimans & Ho
2022 (arXiv:2202.00512); noise that ends in nothing but noise, Lin et al. 2023 (arXiv:2305.08891);
guidance without a classifier, Ho & Salimans 2022 (arXiv:2207.12598).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import diffusers
import torch
import transformers

UNKNOWN, PAD, BEGIN, END = "[unknown]", "[pad]", "[begin]", "[end]"
SMALL_WORDS = r"(?i)\b(?:an?|the)\s+(?=\S)|[一几][只个颗张辆朵匹头条棵座艘架把顶位名件双杯碗]|的"
"""What a tokenizer passes over: articles, and Chinese measure words: captions hardly have them, and
then as something else (the A button)."""

HEADS = 8
"""Heads of the denoiser's attention (diffusers calls their number `attention_head_dim`)."""

_SPECIAL = (PAD, UNKNOWN, BEGIN, END)


@dataclass(frozen=True)
class Settings:
    """What the model is made of; the defaults make 8.1 million weights for 64 x 64 px."""

    size: int = 64
    """Side of a picture, px; a multiple of 2 ** halvings * 2."""
    halvings: int = 3
    """How often the autoencoder halves a picture: 64 px become 8 latents."""
    latents: int = 16
    """Channels of the latents."""
    autoencoder: int = 32
    """Channels within the autoencoder."""
    widths: tuple[int, ...] = (112, 224)
    """Channels of the denoiser at each resolution."""
    attention: bool = False
    """Whether what is coarsest in the denoiser looks at single words, and at itself."""
    text: int = 192
    """Width of the text encoder."""
    text_layers: int = 1
    tokens: int = 24
    """Tokens that are read of a prompt, the begin and the end among them."""
    vocabulary: int = 4096
    """Tokens that are told apart, at most."""


def autoencoder(settings: Settings) -> diffusers.AutoencoderTiny:
    """Return the autoencoder: pixels (b, 3, s, s) <-> latents (b, c, s / 8, s / 8)."""
    levels = settings.halvings + 1
    return diffusers.AutoencoderTiny(
        encoder_block_out_channels=(settings.autoencoder,) * levels,
        decoder_block_out_channels=(settings.autoencoder,) * levels,
        num_encoder_blocks=(1, *range(1, levels)),
        num_decoder_blocks=(3, *reversed(range(1, levels))),
        latent_channels=settings.latents,
    )


def denoiser(settings: Settings) -> diffusers.UNet2DConditionModel:
    """Return the denoiser: latents (b, c, h, w), step, text (b, tokens, width) -> velocity."""
    finer = len(settings.widths) - 1
    attends = "CrossAttn" if settings.attention else ""
    made = diffusers.UNet2DConditionModel(
        sample_size=settings.size // 2**settings.halvings,
        in_channels=settings.latents,
        out_channels=settings.latents,
        block_out_channels=settings.widths,
        down_block_types=(*("DownBlock2D",) * finer, f"{attends}DownBlock2D"),
        up_block_types=(f"{attends}UpBlock2D", *("UpBlock2D",) * finer),
        mid_block_type=None,
        layers_per_block=1,
        attention_head_dim=HEADS,
        resnet_time_scale_shift="scale_shift",
        addition_embed_type="text",  # pooled by attention, and added to the step's
        addition_embed_type_num_heads=4,
        cross_attention_dim=settings.text,
        norm_num_groups=16,
    )
    _add_nothing_yet(made)
    return made


def _add_nothing_yet(unet: Any) -> None:
    """Let what attention adds be nothing at first."""
    for name, part in unet.named_modules():
        if name.endswith(".proj_out"):
            for weight in part.parameters():
                torch.nn.init.zeros_(weight)


def text_encoder(settings: Settings, words: Any) -> transformers.CLIPTextModel:
    """Return the text encoder: tokens (b, t) -> (b, t, width); `words` is the tokenizer."""
    return transformers.CLIPTextModel(
        transformers.CLIPTextConfig(
            vocab_size=len(words),
            hidden_size=settings.text,
            intermediate_size=settings.text * 3,
            num_hidden_layers=settings.text_layers,
            num_attention_heads=4,
            max_position_embeddings=settings.tokens,
            pad_token_id=words.pad_token_id,
            bos_token_id=words.bos_token_id,
            eos_token_id=words.eos_token_id,
        )
    )


def tokenizer(settings: Settings, captions: Iterable[str]) -> Any:
    """Return a tokenizer of the words of captions: English ones whole, Chinese by letters.

    A word that isn't known is read by its letters. (The trainers of the library tokenizers order
    equal pieces by chance, and so the same captions would not give the same model twice.)
    """
    import tokenizers
    from tokenizers import models, normalizers, pre_tokenizers, processors

    clean = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=True, lowercase=True
    )
    apart = pre_tokenizers.BertPreTokenizer()
    often: Counter[str] = Counter()
    for text in captions:
        often.update(word for word, _ in apart.pre_tokenize_str(clean.normalize_str(text)))
    letters = sorted({letter for word in often for letter in word})
    inside = [f"##{letter}" for letter in letters if letter.isascii() and letter.isalnum()]
    words = sorted(often, key=lambda word: (-often[word], word))
    known = list(dict.fromkeys((*_SPECIAL, *letters, *inside, *words)))[: settings.vocabulary]
    vocabulary = {word: place for place, word in enumerate(known)}
    made = tokenizers.Tokenizer(models.WordPiece(vocab=vocabulary, unk_token=UNKNOWN))
    small = normalizers.Replace(tokenizers.Regex(SMALL_WORDS), "")
    made.normalizer, made.pre_tokenizer = normalizers.Sequence([small, clean]), apart
    places = [(name, made.token_to_id(name)) for name in (BEGIN, END)]
    made.post_processor = processors.TemplateProcessing(
        single=f"{BEGIN} $A {END}", special_tokens=places
    )
    return wrapped(made, settings.tokens)


def wrapped(tokenizer: Any, most: int) -> Any:
    """Return a tokenizer of the library tokenizers as a text encoder of `most` tokens takes it."""
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=most,
        unk_token=UNKNOWN,
        pad_token=PAD,
        bos_token=BEGIN,
        eos_token=END,
    )


def scheduler() -> diffusers.DDIMScheduler:
    """Return the schedule of noise: cosine, its last step nothing but noise."""
    return diffusers.DDIMScheduler(
        beta_schedule="squaredcos_cap_v2",
        prediction_type="v_prediction",
        rescale_betas_zero_snr=True,
        timestep_spacing="trailing",
        clip_sample=False,
        steps_offset=1,  # what diffusers asks for; trailing steps make no use of it
    )


def pipeline(parts: Mapping[str, Any]) -> diffusers.StableDiffusionPipeline:
    """Return a pipeline of its parts."""
    return diffusers.StableDiffusionPipeline(
        **parts,
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
