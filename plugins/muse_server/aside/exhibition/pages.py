"""The pages of an exhibition: all text is escaped, and nothing is fetched from elsewhere."""

from collections.abc import Sequence
from html import escape

from muse_server.aside.exhibition.words import WORDS, date, field
from muse_server.aside.exhibition.works import Work

_POLICY = (
    "default-src 'none'; img-src 'self' file:; media-src 'self' file:; style-src 'self' file:;"
    " base-uri 'none'; form-action 'none'"
)
_BARS = 120


class Pages:
    """The pages of one exhibition, in a language."""

    def __init__(self, title: str, note: str, works: Sequence[Work], language: str) -> None:
        self._words = WORDS[language]
        self._language = language
        self._title = title or self._words["exhibition"]
        self._note = note
        self._works = works

    def index(self) -> str:
        """Return the page that leads to all works."""
        count = len(self._works)
        told = self._words["work"] if count == 1 else self._t("works", count=str(count))
        note = "".join(f"<p>{escape(part)}</p>" for part in self._note.split("\n") if part.strip())
        cards = "\n".join(self._card(work) for work in self._works)
        body = (
            f'<header class="title"><h1>{escape(self._title)}</h1>{note}'
            f'<p class="count">{escape(told)}</p></header>\n'
            f'<main><ul class="wall">\n{cards}\n</ul></main>'
        )
        return self._page(self._title, body, "")

    def work(self, place: int) -> str:
        """Return the page of a work."""
        work = self._works[place]
        title = self._name(work)
        before = self._link(place - 1, "before", "prev")
        after = self._link(place + 1, "next", "next")
        body = (
            f'<nav><a href="../index.html">{escape(self._words["back"])}</a>'
            f"<span>{before}{after}</span></nav>\n"
            f'<main class="work {escape(_kind(work))}">\n{self._shown(work)}\n'
            f"{self._caption(work)}\n</main>"
        )
        return self._page(f"{title} — {self._title}", body, "../")

    def _t(self, key: str, **values: str) -> str:
        return self._words[key].format_map(values)

    def _name(self, work: Work) -> str:
        return work.title or self._words["untitled"]

    def _link(self, place: int, word: str, rel: str) -> str:
        if not 0 <= place < len(self._works):
            return ""
        work = self._works[place]
        label = f"{self._words[word]}: {self._name(work)}"
        return (
            f'<a rel="{rel}" href="{escape(work.name)}.html" aria-label="{escape(label)}">'
            f"{escape(self._words[word])}</a>"
        )

    def _card(self, work: Work) -> str:
        title = escape(self._name(work))
        medium = escape(self._words.get(work.medium, work.medium))
        return (
            f'<li><a class="card {escape(_kind(work))}" href="works/{escape(work.name)}.html">'
            f'{self._face(work)}<span class="label"><strong>{title}</strong> '
            f"<small>{medium}</small></span></a></li>"
        )

    def _face(self, work: Work) -> str:
        """Return what a card shows: a picture, a wave, the first words."""
        if work.thumbnail and not (work.score and work.peaks):
            alt = self._t("picture", title=self._name(work))
            size = f' width="{work.size[0]}" height="{work.size[1]}"' if work.size else ""
            return f'<img src="{escape(work.thumbnail)}" alt="{escape(alt)}"{size} loading="lazy">'
        if work.peaks:
            return self._wave(work)
        if work.excerpt:
            lines = [line.strip("# *_>") for line in work.excerpt.split("\n")]
            first = [line for line in lines if line and line != work.title][:9]
            told = "<br>".join(escape(line) for line in first)
            return f'<span class="words">{told}</span>'
        return f'<span class="words mark">{escape(self._name(work)[:1])}</span>'

    def _shown(self, work: Work) -> str:
        title = self._name(work)
        parts = []
        if work.film:
            label = escape(self._t("watch", title=title))
            poster = f' poster="../{escape(work.thumbnail)}"' if work.thumbnail else ""
            parts.append(
                f'<video controls preload="metadata" src="../{escape(work.film)}"{poster}'
                f' aria-label="{label}"></video>'
            )
        for picture in work.pictures if not work.film else []:
            alt = escape(f"{title}. {work.prompt}" if work.prompt != title else title)
            parts.append(f'<img class="picture" src="../{escape(picture)}" alt="{alt}">')
        if work.sound:
            wave = self._wave(work) if work.peaks else ""
            label = escape(self._t("listen", title=title))
            parts.append(
                f'<div class="sound">{wave}<audio controls preload="metadata"'
                f' src="../{escape(work.sound)}" aria-label="{label}"></audio></div>'
            )
        if work.html:
            parts.append(f'<article class="text">{work.html}</article>')
        for number, page in enumerate(work.score, 1):
            alt = escape(self._t("page", number=str(number), title=title))
            parts.append(f'<img class="score" src="../{escape(page)}" alt="{alt}" loading="lazy">')
        if work.paper:
            told = escape(self._t("open", title=title))
            parts.append(f'<p class="open"><a href="../{escape(work.paper)}">{told} (PDF)</a></p>')
        return "\n".join(parts) or f"<p>{escape(self._words['missing'])}</p>"

    def _caption(self, work: Work) -> str:
        rows = [
            (self._words["made"], date(work.created, self._language)),
            (self._words["by"], f"{work.generator} {work.version}".strip()),
            (self._words["seed"], str(work.seed)),
        ]
        if work.prompt and work.prompt != work.title:
            rows.insert(0, (self._words["asked"], work.prompt))
        told = "".join(f"<dt>{escape(n)}</dt><dd>{escape(v)}</dd>" for n, v in rows)
        facts = "".join(
            f"<dt>{escape(field(n, self._language))}</dt><dd>{escape(v)}</dd>"
            for n, v in work.facts
        )
        more = (
            f"<details><summary>{escape(self._words['facts'])}</summary><dl>{facts}</dl>"
            f"<p>{escape(self._words['again'])}</p></details>"
            if facts
            else ""
        )
        return (
            f'<section class="caption"><h1>{escape(self._name(work))}</h1>'
            f"<dl>{told}</dl>{more}</section>"
        )

    def _wave(self, work: Work) -> str:
        """Return the peaks of a sound as a drawing."""
        values = memoryview(work.peaks).cast("b")
        highs = [max(abs(values[i]), abs(values[i + 1])) for i in range(0, len(values) - 1, 2)]
        step = max(1, len(highs) / _BARS)
        count = min(_BARS, len(highs))
        tops = [max(highs[int(n * step) : max(int(n * step) + 1, int((n + 1) * step))])
                for n in range(count)]  # fmt: skip
        loudest = max(tops, default=1) or 1
        bars = "".join(
            f'<rect x="{4 * n}" y="{50 - h}" width="2.4" height="{2 * h}" rx="1.2"/>'
            for n, h in ((n, max(1, round(48 * top / loudest))) for n, top in enumerate(tops))
        )
        label = escape(self._t("wave", title=self._name(work)))
        return (
            f'<svg class="wave" viewBox="0 0 {4 * count} 100" preserveAspectRatio="none"'
            f' role="img" aria-label="{label}">{bars}</svg>'
        )

    def _page(self, title: str, body: str, up: str) -> str:
        code = {"zh": "zh-Hans"}.get(self._language, self._language)
        return (
            f'<!doctype html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{escape(title)}</title>\n"
            f'<link rel="stylesheet" href="{up}style.css">\n</head>\n<body>\n{body}\n'
            f"<footer>{escape(self._words['foot'])}</footer>\n</body>\n</html>\n"
        )


def _kind(work: Work) -> str:
    """Return what is seen first of a work, as a class."""
    if work.film or work.pictures:
        return "seen"
    return "heard" if work.sound else "read"
