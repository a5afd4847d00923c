"""A melody for melody models: the strongest pitch class of each frame, as they were trained on.

The same numbers as transformers' MusicgenMelodyFeatureExtractor (which needs torchaudio): a power
spectrogram normalised by the window, its chroma, and the largest of the twelve as 1.
"""

from typing import Any

from muse_music.audio.sound import Sound

WINDOW, HOP = 16384, 4096


def chroma(sound: Sound, seconds: float) -> Any:
    """Return one-hot chroma (1, frames, 12) of a mono sound, padded or cut to `seconds`."""
    import torch
    from transformers.audio_utils import chroma_filter_bank

    length = max(WINDOW, round(seconds * sound.rate))
    mono = torch.from_numpy(sound.mono().samples[0])[:length]
    mono = torch.nn.functional.pad(mono, (0, length - len(mono)))
    window = torch.hann_window(WINDOW)
    bins = torch.stft(mono, WINDOW, HOP, window=window, center=True, return_complex=True)
    power = (bins / window.pow(2).sum().sqrt()).abs().pow(2)
    filters = chroma_filter_bank(
        num_frequency_bins=WINDOW, num_chroma=12, sampling_rate=sound.rate, tuning=0
    )
    raw = torch.from_numpy(filters).float() @ power
    level = torch.nn.functional.normalize(raw, p=float("inf"), dim=0, eps=1e-6)
    return torch.nn.functional.one_hot(level.argmax(0), 12).float()[None]
