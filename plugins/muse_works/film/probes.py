"""Small files for the conformance kit."""

import io
from collections.abc import Mapping
from typing import Any


def probes() -> Mapping[str, Mapping[str, Any]]:
    """Return files to hand in, and fields in whose company others show."""
    spoken = {"scenes": [{"say": "Good night.", "picture": "a lake"}]}
    told = {**spoken, "narrate": True}
    shown = {"scenes": [{"picture": "a lake", "seconds": 1}]}
    board = b"# Night\n\n## One\n\n- picture: 1\n- seconds: 1\n"
    return {
        "prompt": {"prompt": "Night.", "scenes": []},
        "script": {"script": b"Night falls.", "scenes": []},
        "storyboard": {"storyboard": board, "pictures": [_picture()], "scenes": []},
        "song": {"song": b"[00:00.50]La la\n[00:01.00]\n", "music": _tone(), "scenes": []},
        "pictures": {"pictures": [_picture()], "scenes": []},
        "sounds": {"sounds": [_tone()], "scenes": [{"sound": 1}]},
        "music": {"music": _tone(), "score": True},
        "score": {"score": True},
        "mood": {"score": True, "mood": "sad"},
        "music_by": {"score": True, "music_by": "music.midi"},
        "music_below": {**told, "music": _tone(), "score": True, "music_below": 20.0},
        "style": {**shown, "style": "ink"},
        "setting": {**shown, "setting": "night"},
        "animate": {**shown, "animate": 2},
        "pictures_by": {**shown, "pictures_by": "image.sketch"},
        "narrate": told,
        "voice": {**told, "voice": "male"},
        "rate": {**told, "rate": 1.5},
        "language": {**told, "language": "en"},
        "voice_by": {**told, "voice_by": "speech.say"},
        "subtitles": {**spoken, "subtitles": "none"},
        "ending": {"ending": "Fin"},
        "story_by": {"prompt": "a film about a fox", "story_by": "text.grammar", "scenes": []},
    }


def _picture() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((96, 64)).save(buffer, "PNG")
    return buffer.getvalue()


def _tone() -> bytes:
    import numpy as np
    import soundfile

    buffer = io.BytesIO()
    wave = 0.3 * np.sin(np.arange(12_000) / 8_000 * 2 * np.pi * 440)
    soundfile.write(buffer, wave, 8_000, format="WAV")
    return buffer.getvalue()
