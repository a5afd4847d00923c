"""Planning: what the hero wants and what stands against it, then beats, then scenes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from ..brief import Brief, Happening, Person
from .model import FLAWS, FORCES, TIES, WANTS, Beat, Plot
from .scenes import scenes
from .shapes import SHAPES, Shape
from .signs import ACHIEVED, FORCES_OF, GENTLE, SIGNS, VERBS, WANTS_OF


def make(brief: Brief, cast: Sequence[Person], random: Random, beats: int) -> Plot:
    """Plan about so many beats; the same brief, cast and randomness give the same plot."""
    brief, cast = _talkers_first(_achieved_last(brief), cast)
    brief = replace(brief, topics=tuple(t for t in brief.topics if not _played(t.phrase, cast)))
    want = _want(brief, random)
    genre = brief.genre
    forces = GENTLE if brief.children else FORCES_OF.get(genre, FORCES)
    tie = _tie(brief, cast, random)
    mood, ending = _mood(brief, random)
    shape = _shape(brief, want, len(cast) > 1, random)
    drawn = _beats(brief, SHAPES[shape], cast, beats, random)
    told, places = scenes(brief, drawn)
    return Plot(
        brief=brief,
        cast=tuple(cast),
        want=want,
        flaw=_flaw(brief, random),
        force=random.choice(forces),
        tie=tie,
        shape=shape,
        mood=mood,
        ending=ending,
        scenes=places,
        beats=told,
    )


def _played(phrase: str, cast: Sequence[Person]) -> bool:
    """Whether a topic is only what somebody in the text is (a detective), or a whole clause."""
    clause = re.search(r"\b(?:is|are|was|were|who|that)\b", phrase)
    return bool(clause) or any(each.role and each.role == phrase for each in cast)


def _achieved_last(brief: Brief) -> Brief:
    """Let the last of what was asked for come at the end where it is what a hero works for."""
    if not brief.happenings or brief.happenings[-1].place:
        return brief
    last = brief.happenings[-1]
    text = f"{last.verb} {last.rest}"
    if last.kind != "deed" or not text.startswith(ACHIEVED):
        return brief
    return replace(brief, happenings=(*brief.happenings[:-1], replace(last, place="end")))


def _talkers_first(brief: Brief, cast: Sequence[Person]) -> tuple[Brief, tuple[Person, ...]]:
    """Move animals behind those who can answer a hero that isn't one; who was asked stays so."""
    if cast[0].kind == "animal":
        return brief, tuple(cast)
    order = sorted(range(len(cast)), key=lambda k: (k > 0, k > 0 and cast[k].kind == "animal"))
    place = {old: new for new, old in enumerate(order)}

    def moved(number: int | None) -> int | None:
        return number if number is None or number < 0 else place.get(number, number)

    happenings = tuple(replace(each, who=moved(each.who)) for each in brief.happenings)
    people = tuple(replace(cast[old], of=moved(cast[old].of)) for old in order)
    return replace(brief, happenings=happenings), people


def _want(brief: Brief, random: Random) -> str:
    """Return the want that what was asked for implies, or one of the genre."""
    for happening in brief.happenings:
        if happening.place == "end" and happening.verb.startswith(("learn", "学会", "明白")):
            continue  # what a story teaches isn't what its hero sets out for
        for want, verbs in VERBS.items():
            english = brief.language == "en"
            if any(happening.verb == v if english else v in happening.verb for v in verbs):
                return want
    return random.choice(WANTS_OF.get(brief.genre, WANTS))


def _flaw(brief: Brief, random: Random) -> str:
    """Return the flaw that what was asked for names or implies, or a drawn one."""
    hero = brief.people[:1]
    told = [f"{h.verb} {h.rest}" for h in brief.happenings]
    told += [part for who in hero for part in (who.role, *who.traits)]
    told += ["afraid 怕" for who in hero if who.fears]
    told += ["afraid 怕" for each in brief.happenings if each.kind == "fear"]
    told += [topic.phrase for topic in brief.topics]
    text = " ".join(told).lower()
    words = set(text.replace(",", " ").split())
    for flaw, signs in SIGNS.items():
        if any(sign in words or (not sign.isascii() and sign in text) for sign in signs):
            return flaw
    return random.choice(FLAWS)


def _tie(brief: Brief, cast: Sequence[Person], random: Random) -> str:
    if len(cast) < 2:
        return "stranger"
    other = cast[1]
    if other.tie in TIES:
        return other.tie
    if any(each.whom == 1 and re.search("战|斗|对抗", each.verb) for each in brief.happenings):
        return "enemy"
    if other.of == 0 and other.kind == "animal":
        return "pet"
    if other.tie:
        return "kin"
    if brief.genre == "love" or any(
        "love" in h.verb + h.rest or "爱" in h.verb for h in brief.happenings
    ):
        return "love"
    if other.kind == "animal" and cast[0].kind in ("person", "child"):
        return random.choice(("pet", "friend", "stranger"))
    if other.kind == "child" and cast[0].kind == "person":
        return random.choice(("ward", "friend"))
    if cast[0].group and cast[0].group == other.group:
        return "friend"
    open_ = ("friend", "stranger", "rival", "mentor", "stranger")
    return random.choice(("friend", "stranger", "mentor") if brief.children else open_)


def _mood(brief: Brief, random: Random) -> tuple[str, str]:
    """Return the mood that is heard and how it ends; what is for children ends well."""
    longed = any(each.kind in ("want", "fear") for each in brief.happenings)
    fable = brief.genre == "fable" or any(who.kind == "animal" for who in brief.people[:1])
    kind = (fable or longed) and not brief.mood
    gentle = brief.children or brief.occasion or kind
    mood = brief.mood
    if not mood:
        by_genre = {"horror": "frightening", "comedy": "comic", "tragedy": "sad"}
        mood = by_genre.get(brief.genre, "") or random.choice(
            ("warm", "tender", "comic")
            if gentle
            else (*("warm", "warm", "tender", "comic") * 2, "sad")
        )
    ending = brief.ending
    if not ending:
        ends = {"sad": "sad", "frightening": random.choice(("open", "twist", "sad"))}
        drawn = random.choice(("happy", "happy", "happy", "happy", "open"))
        ending = "happy" if gentle else ends.get(mood, drawn)
    return mood, ending


def _shape(brief: Brief, want: str, two: bool, random: Random) -> str:
    def fits(shape: Shape) -> bool:
        genre_fits = not shape.genres or brief.genre in shape.genres
        want_fits = not shape.wants or want in shape.wants
        return genre_fits and want_fits and brief.genre not in shape.not_genres

    known = [name for name, shape in SHAPES.items() if fits(shape)]
    # What suits the genre by name is drawn more often than what suits any.
    own = [n for n in known if brief.genre and brief.genre in SHAPES[n].genres]
    return random.choice([*known, *own, *own] or ["steady"])


def _beats(
    brief: Brief, shape: Shape, cast: Sequence[Person], count: int, random: Random
) -> list[Beat]:
    """Return the beats: opening, middle, closing, with what was asked for in its order."""
    opening, closing = list(shape.opening), list(shape.closing)
    alone = len(cast) < 2
    for part in (opening, closing):
        part[:] = [kind for kind in part if not (alone and kind in ("meet", "bond", "quarrel"))]
    asked = len(brief.happenings)
    for kind in shape.spare:
        if len(opening) + len(closing) + asked <= count:
            break
        for part in (closing, opening):
            if kind in part:
                part.remove(kind)
                break
    room = max(0, count - len(opening) - len(closing) - asked)
    middle: list[str] = []
    left = [kind for kind in shape.middle if not (alone and kind in ("bond", "talk", "meet"))]
    for _ in range(room):
        fresh = [k for k in left if k not in middle[-3:]] or left
        least = min(middle.count(k) for k in fresh)
        middle.append(random.choice([k for k in fresh if middle.count(k) == least]))
    beats = [Beat(kind) for kind in [*opening, *middle, *closing]]
    beats = _with_happenings(brief.happenings, beats, len(opening), len(closing))
    return _with_company(_with_topics(brief, beats, random), len(cast), random)


def _with_happenings(
    happenings: Sequence[Happening], beats: list[Beat], opening: int, closing: int
) -> list[Beat]:
    """Put what was asked for into the beats: at the start, in the middle, at the end."""
    first = [k for k, h in enumerate(happenings) if h.place == "start"]
    last = [k for k, h in enumerate(happenings) if h.place == "end"]
    rest = [k for k in range(len(happenings)) if k not in (*first, *last)]
    told = [Beat("asked", _asked(each), happening=k) for k, each in enumerate(happenings)]
    if rest and not first:  # the first of all sets the story going
        first, rest = rest[:1], rest[1:]
    told_first = [k for k, beat in enumerate(beats[:opening]) if beat.kind in ("open", "back")]
    start = max(told_first, default=0) + 1
    stop = max(start, len(beats) - min(2, closing))
    found: list[tuple[float, Beat]] = [(float(place), beat) for place, beat in enumerate(beats)]
    step = (stop - opening) / (len(rest) + 1)
    met = next((k for k, beat in enumerate(beats) if beat.kind == "meet"), None)
    for number, k in enumerate(first):
        early = start - 0.5
        together = happenings[k].whom is not None or happenings[k].who == -1
        if met is not None and together and happenings[k].kind == "deed":
            early = max(early, met + 0.5)  # nobody is befriended who wasn't met
        found.append((early + number / 100, told[k]))
    for number, k in enumerate(rest, 1):
        found.append((opening + step * number - 0.5 + number / 1000, told[k]))
    stop = next((k for k, beat in enumerate(beats) if beat.kind == "outcome"), stop)
    for number, k in enumerate(last):
        found.append((stop - 0.5 + number / 100, told[k]))
    return [beat for _, beat in sorted(found, key=lambda each: each[0])]


def _asked(happening: Happening) -> frozenset[str]:
    """Return the features of a beat in which something happens that was asked for."""
    found = {f"asked-{happening.kind}"}
    if happening.thing:
        found.add("asked-thing")
    if happening.place:
        found.add(f"asked-{happening.place}")
    return frozenset(found)


def _with_topics(brief: Brief, beats: list[Beat], random: Random) -> list[Beat]:
    """Let each topic come up early, in the middle and at the end; one of many once at least."""
    if not brief.topics:
        return beats
    places = [1, len(beats) // 2, len(beats) - 1]
    made = list(beats)
    for number in range(max(3, len(brief.topics))):
        part = ("begin", "middle", "end")[min(2, number * 3 // max(3, len(brief.topics)))]
        place = places[number] if number < 3 else random.randrange(1, len(beats))
        place = min(place, len(beats) - 1)
        beat = made[place]
        made[place] = replace(
            beat,
            topic=number % len(brief.topics),
            features=beat.features | {f"topic-{part}"},
        )
    return made


def _with_company(beats: list[Beat], cast: int, random: Random) -> list[Beat]:
    """Bring in whoever is beyond the first two, each in a beat of the middle, and again later."""
    if cast < 3:
        return beats
    made: list[Beat] = []
    extras = list(range(2, cast))
    first = [next((n for n, b in enumerate(beats) if b.kind == k), 0) for k in ("meet", "want")]
    met = first[0] or first[1]
    step = max(1, (len(beats) - met - 2) // len(extras))
    for place, beat in enumerate(beats):
        made.append(beat)
        if extras and place >= met and (place - met) % step == 0 and beat.kind != "outcome":
            made.append(Beat("company", who=(0, extras.pop(0))))
    return made
