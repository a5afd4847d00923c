"""Changes of key that leave the drums alone: verovio draws those of MusicXML on every staff."""

import re
from typing import Any

_CHANGE = re.compile(r'(<scoreDef [^>]*>\s*)<keySig [^>]*?sig="(\w+)"[^>]*/>(\s*</scoreDef>)')
_STAFF = re.compile(r'<staffDef [^>]*?\bn="(\d+)"[^>]*>(.*?)</staffDef>', re.DOTALL)


def load(toolkit: Any, text: str) -> bool:
    """Let a toolkit of verovio take a score in MusicXML; False where it can't."""
    if not toolkit.loadData(text):
        return False
    if "percussion" not in text or text.count("<key>") <= text.count("<part id="):
        return True
    mei = toolkit.getMEI()
    if mei != (kept := _kept(mei)) and not toolkit.loadData(kept):
        return bool(toolkit.loadData(text))
    return True


def _kept(mei: str) -> str:
    """Return a score in MEI whose changes of key are told to the staves that aren't for drums."""
    staves = {number: 'shape="perc"' in inner for number, inner in _STAFF.findall(mei)}

    def told(change: "re.Match[str]") -> str:
        keys = "".join(
            f'<staffDef n="{number}"><keySig sig="{change[2]}"/></staffDef>'
            for number, drums in staves.items()
            if not drums
        )
        return f"{change[1]}<staffGrp>{keys}</staffGrp>{change[3]}"

    return _CHANGE.sub(told, mei)
