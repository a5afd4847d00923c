"""Players in prompts: who is named, and whether they play alone or join the style's band."""

import re
from collections.abc import Iterable, Mapping

from muse import Found
from muse_music.theory import chinese, gm

BAND_WORDS = {
    False: (
        *("solo", "unaccompanied", "duo", "duet", "独奏", "独奏曲", "二重奏", "三重奏", "四重奏"),
    ),
    True: ("with band", "with a band", "with backing", "with accompaniment", "带乐队", "乐队伴奏"),
}
ENSEMBLES = {
    ("Violin", "Violin", "Viola", "Cello"): ("string quartet", "弦乐四重奏"),
    ("Violin", "Viola", "Cello"): ("string trio", "弦乐三重奏"),
    ("Violin", "Cello", "Acoustic Grand Piano"): ("piano trio", "钢琴三重奏"),
}
# Instruments whose name alone tells the style.
_CHINESE = frozenset(chinese.names())
_JOINING = re.compile(r"(\b(with|featuring|feat|plus)(\s+[a-z]+){0,2}\s+|[加带配]上?)$", re.I)
_ALONE = re.compile(r"(\bfor(\s+[a-z]+){0,2}\s+|用)$", re.I)


def settle(fields: Mapping[str, Found], found: Iterable[tuple[str, str]]) -> dict[str, Found]:
    """Return the fields with what the players say about style and band.

    `found` are the instruments as they were written, each with the text before it. A single voice
    ("jazz with a sax") joins the style's band, unless it is a solo or the piece is for it; several
    ("violin and piano") play alone, unless a style has them with it ("rock with guitar and drums").
    """
    fields = dict(fields)
    ensemble = fields.pop("ensemble", None)
    if ensemble:
        fields["instruments"] = Found(list(ensemble.value), ensemble.words)
        fields["band"] = Found(False, ensemble.words)
        fields.setdefault("style", Found("classical", ensemble.words))
        return fields
    named = list(found)
    chinese = next((words for words, _ in named if words.lower() in _CHINESE), None)
    styled = "style" in fields
    if chinese and not styled:
        fields["style"] = Found("chinese", chinese)
    if not named:
        return fields
    words, before = named[0][0], named[0][1][-60:]
    joins = styled and _JOINING.search(before)
    if joins and fields.get("band", Found(False, "")).words == "solo":
        del fields["band"]  # "rock with a guitar solo"
    if "band" in fields:
        return fields
    players = fields["instruments"].value
    pitched = [name for name in players if name != "Drums"]
    own = len(players) > 1 or gm.polyphonic(gm.program(players[0]))
    if _ALONE.search(before) and pitched:
        fields["band"] = Found(False, words)
    elif (len(players) == 1 and (styled or not own)) or joins:
        fields["band"] = Found(True, words)
    return fields
