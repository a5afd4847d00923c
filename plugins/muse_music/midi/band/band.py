"""Who plays what: the style's own band with those asked for, or those asked for alone."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from muse_music.midi.band import bass, comping
from muse_music.midi.band.drums import rock, world
from muse_music.midi.style import Role
from muse_music.theory import gm
from muse_music.theory.notes import DRUMS, Note

if TYPE_CHECKING:
    from muse_music.midi.plan import Settings

Cast = tuple[int, list[tuple[Role, int]], list[int]]
"""Who plays the melody, the other roles with their programs, and who doubles the tune."""

_DEEP = 40
"""A voice that reaches down here (MIDI pitch) can carry the bass beside a piano: a cello."""


def cast(settings: "Settings", chance: random.Random) -> Cast:
    """Return who plays: those asked for alone, or the style's band with them in it."""
    style = settings.style
    great = settings.mood.great
    roles = list((great and style.great_roles) or style.roles)
    if great:
        thunder = Role("drums", world.FILM_CALM, world.FILM_FULL, drums=True, loud=0.9)
        roles = [*(r for r in roles if not r.drums), thunder]
    if settings.drums is False:
        roles = [r for r in roles if not r.drums]
    if (settings.drums or DRUMS in settings.instruments) and not any(r.drums for r in roles):
        roles.append(Role("drums", rock.POP_CALM, rock.POP_FULL, drums=True, loud=0.8))
    pitched = [p for p in settings.instruments if p != DRUMS]
    if settings.only and pitched:
        found = _alone(pitched, roles)
    else:
        found = _joined(settings, roles, chance)
    return _assigned(found, dict(settings.taken), alone=settings.only and not pitched)


def _assigned(found: Cast, taken: dict[str, int], *, alone: bool) -> Cast:
    """Return a cast in which those who were given a part by name play it; `alone`: nobody else."""
    lead, roles, doubles = found
    lead = taken.get("melody", lead)
    made = [(role, taken.get(role.role, program)) for role, program in roles]
    there = {role.role for role, _ in roles}
    for part, program in taken.items():
        if part == "bass" and part not in there:
            made.append((Role(part, (bass.groups,), (bass.groups,)), program))
        elif part not in ("melody", *there):
            plain = Role(part, (comping.sustained,), (comping.groups,), low=48, high=66)
            made.append((plain, program))
    if alone and taken:
        made = [(role, program) for role, program in made if role.role in taken or role.drums]
    return lead, made, doubles


def _alone(asked: Sequence[int], roles: Sequence[Role]) -> Cast:
    """Return parts for those asked for and nobody else (1 or more programs, in order).

    One who plays several notes at once takes chords and bass together, also below an own tune;
    among single voices the lowest takes the bass and those between hold a tone of the chord each.
    """
    chordal = [p for p in asked if gm.polyphonic(p)]
    basses = [p for p in asked if gm.role(p) == "bass" and p not in chordal]
    singers = [p for p in asked if p not in chordal and p not in basses]
    lowest = min(singers, key=lambda p: gm.reach(p)[0], default=0)
    if len(singers) > 1 and not basses and (not chordal or gm.reach(lowest)[0] <= _DEEP):
        basses = [lowest]
        # The last of equals, so that the first violin leads.
        place = max(i for i, p in enumerate(singers) if p == basses[0])
        del singers[place]
    lead = next((p for p in (*singers, *_tuneful(chordal), *basses)), asked[0])
    others = list(singers)
    if lead in others:
        others.remove(lead)
    elif lead in basses:
        basses.remove(lead)
    players = list(chordal)
    if lead in players and len(players) > 1:
        players.remove(lead)
    pitched = [replace(r, enters=0.0) for r in roles if not r.drums]
    chords = [r for r in pitched if r.role != "bass"]
    cast = list(zip(chords, players, strict=False))
    doubles = [*players[len(chords) :], *basses[1:]]
    if players:
        doubles += others
    else:
        cast += [(inner(chords[0], place), p) for place, p in enumerate(others)]
    low = basses[0] if basses else players[0] if players else None
    if low is not None:
        cast += [(r, low) for r in pitched if r.role == "bass"]
    cast += [(r, DRUMS) for r in roles if r.drums]
    return lead, cast, doubles


def _tuneful(chordal: Sequence[int]) -> list[int]:
    """Return those who play chords, the ones first whose first part is the melody."""
    return sorted(chordal, key=lambda p: gm.role(p) != "melody")


def inner(role: Role, place: int) -> Role:
    """Return a role that holds one tone of the chord: its highest for place 0, and so on down."""
    return replace(
        role, role="inner", calm=(comping.sustained,), full=(comping.groups,), place=place
    )


def one_voice(notes: Sequence[Note], place: int) -> list[Note]:
    """Return of each chord the note at a place from its top, as a single voice sings it."""
    chords: dict[int, list[Note]] = {}
    for note in notes:
        chords.setdefault(note.start, []).append(note)
    return [sorted(chord, key=lambda n: -n.pitch)[place % len(chord)] for chord in chords.values()]


def _joined(settings: "Settings", roles: list[Role], chance: random.Random) -> Cast:
    """Return the style's band; those asked for take the parts that suit them first."""
    style = settings.style
    great = settings.mood.great
    lead = gm.program(chance.choice((great and style.great_lead) or style.lead))
    programs = [_chosen(role, lead, chance) for role in roles]
    asked = list(dict.fromkeys(settings.instruments))
    open_roles = {i for i, r in enumerate(roles) if not r.drums}
    singers = [p for p in asked if gm.role(p) == "melody"]
    doubles = singers[1:]
    if singers:
        lead = singers[0]
    elif settings.words:
        lead = gm.program("Voice Oohs")
    elif great:
        doubles = [gm.program(name) for name in style.great_doubles]
    for number in asked:
        wanted = gm.role(number)
        if number in singers or number == DRUMS:
            continue
        fits = [i for i in sorted(open_roles) if (roles[i].role == "bass") == (wanted == "bass")]
        if fits:
            programs[fits[0]] = number
            open_roles.discard(fits[0])
            if not singers and wanted == "chords":
                lead, singers = number, [number]
        else:
            doubles.append(number)
    return lead, list(zip(roles, programs, strict=True)), doubles


def _chosen(role: Role, lead: int, chance: random.Random) -> int:
    """Return a program for a role, if it can another one than the melody's."""
    if role.drums:
        return DRUMS
    offered = [gm.program(name) for name in role.instruments]
    return chance.choice([p for p in offered if p != lead] or offered)
