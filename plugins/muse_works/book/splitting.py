"""A text cut into sentences, and sentences into pages of about the same length."""

import re

_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|No|vs|etc)\.$")
_ENGLISH = re.compile(r"[.!?…]+[”’\")\]]*(?=\s+[“‘\"(]?[A-Z0-9]|\s*$)")
_CHINESE = re.compile(r"[。！？…]+[”’」』）]*")
_OPEN, _SHUT = "“「『", "”」』"
_CLAUSE = re.compile(r"(?<=[,;:，；：、])\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")


def weight(text: str) -> int:
    """Return how long a text is to read: letters, a Chinese character as three."""
    return sum(3 if _HAN.match(letter) else 1 for letter in text)


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph, each with its closing marks; none cuts a quotation."""
    text = " ".join(paragraph.split())
    ends = _CHINESE if _HAN.search(text) else _ENGLISH
    made: list[str] = []
    start = 0
    for found in ends.finditer(text):
        piece = text[start : found.end()]
        quoted = sum(map(piece.count, _OPEN)) > sum(map(piece.count, _SHUT))
        if _ABBREVIATED.search(piece) or quoted:
            continue
        made.append(piece.strip())
        start = found.end()
    rest = text[start:].strip()
    if rest and not re.search(r"\w", rest) and made:
        made[-1] += rest
    elif rest:
        made.append(rest)
    return [each for each in made if each]


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def paged(text: str, pages: int) -> list[str]:
    """Return a text as at most `pages` parts, alike in length, cut where paragraphs or sentences
    end; where there are too few sentences, at commas."""
    units = [
        (sentence, number == len(found) - 1)
        for found in map(sentences, paragraphs(text))
        for number, sentence in enumerate(found)
    ]
    if len(units) < pages:
        units = [
            (clause, ends and number == len(clauses) - 1)
            for sentence, ends in units
            for clauses in [[c for c in _CLAUSE.split(sentence) if c]]
            for number, clause in enumerate(clauses)
        ]
    pages = min(pages, len(units))
    if pages < 1:
        return []
    return [_joined(units[a:b]) for a, b in _cuts(units, pages)]


def _cuts(units: list[tuple[str, bool]], pages: int) -> list[tuple[int, int]]:
    """Return where parts begin and end, so that they are alike and end with paragraphs."""
    lengths = [weight(sentence) for sentence, _ in units]
    total = [0]
    for length in lengths:
        total.append(total[-1] + length)
    aim = total[-1] / pages
    count = len(units)
    best = [[float("inf")] * (count + 1) for _ in range(pages + 1)]
    back = [[0] * (count + 1) for _ in range(pages + 1)]
    best[0][0] = 0.0
    for page in range(1, pages + 1):
        for end in range(page, count - (pages - page) + 1):
            inside = 0.0 if units[end - 1][1] else 0.12
            for start in range(page - 1, end):
                off = (total[end] - total[start]) / aim - 1
                cost = best[page - 1][start] + off * off + inside
                if cost < best[page][end]:
                    best[page][end], back[page][end] = cost, start
    cuts, end = [], count
    for page in range(pages, 0, -1):
        start = back[page][end]
        cuts.append((start, end))
        end = start
    return cuts[::-1]


def _joined(units: list[tuple[str, bool]]) -> str:
    """Return sentences as a text with its paragraphs."""
    between = "" if any(_HAN.search(sentence) for sentence, _ in units) else " "
    text = ""
    for number, (sentence, _) in enumerate(units):
        text += ("\n\n" if units[number - 1][1] else between) if number else ""
        text += sentence
    return text
