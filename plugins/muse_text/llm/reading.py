"""What a prompt names of its form; a model reads the rest itself."""

import re

from muse import Found, Reading

_FORMS = {
    "image_prompts": r"\b(?:image|picture) prompts?\b|图像提示词|绘画提示词|绘图提示词",
    "outline": r"\b(?:an?|the) outline\b|大纲",
    "script": r"\b(?:screenplay|film script|movie script|script for)\b|剧本",
    "lyrics": r"\b(?:lyrics|song text)\b|歌词",
    "poem": r"\b(?:poems?|sonnet|haiku|limericks?)\b|(?:[一首]|写)诗|诗歌|绝句|俳句",
    "story": r"\b(?:short story|story|fairy tale)\b|故事|小说|童话",
}


def read(prompt: str) -> Reading:
    """Return the form whose words come first; nothing else is taken from a prompt."""
    found = {
        name: match
        for name, pattern in _FORMS.items()
        if (match := re.search(pattern, prompt[:2000], re.IGNORECASE))
    }
    if not found:
        return Reading()
    name = min(found, key=lambda each: found[each].start())
    return Reading({"form": Found(name, found[name][0])})
