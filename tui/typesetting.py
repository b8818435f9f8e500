"""An article set as lines for the reading pane: title stack, about line, paragraphs, seams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from tui.cells import Cells
from tui.terminal import clean, clean_line
from tui.words import _, day_label, ngettext

if TYPE_CHECKING:
    from store.records import Article, StoredArticle
    from store.search import Marker

MEASURE = 80
INDENT = 4
_PACE = 300

Kind = Literal[
    "blank", "column", "kicker", "headline", "deck", "about", "text", "section", "caption", "seam"
]


class TextLine(NamedTuple):
    """One line: characters ``start`` to ``end`` of unit ``unit``, set ``indent`` cells in."""

    kind: Kind
    unit: int = -1
    start: int = 0
    end: int = 0
    indent: int = 0


class SetArticle(NamedTuple):
    """The lines of an article at one width, and the texts they are cut from."""

    lines: tuple[TextLine, ...]
    units: tuple[str, ...]

    def find(self, mark: Marker) -> list[tuple[int, int, int]]:
        """(unit, start, end) of every place to be marked, in reading order."""
        return [
            (unit, start, end) for unit, text in enumerate(self.units) for start, end in mark(text)
        ]

    def line_of(self, unit: int, at: int) -> int:
        """The line that holds character ``at`` of a unit."""
        for n, line in enumerate(self.lines):
            if line.unit == unit and line.start <= at < max(line.end, line.start + 1):
                return n
        return 0


class _Setter:
    def __init__(self, cells: Cells, room: int) -> None:
        self.cells = cells
        self.room = room
        self.lines: list[TextLine] = []
        self.units: list[str] = []

    def put(self, kind: Kind, text: str, *, first: int = 0, indent: int = 0) -> None:
        unit = len(self.units)
        self.units.append(text)
        spans = self.cells.wrap(text, self.room - indent, first)
        for n, (start, end) in enumerate(spans):
            self.lines.append(TextLine(kind, unit, start, end, indent + (first if n == 0 else 0)))

    def put_parts(self, kind: Kind, text: str) -> None:
        """As ``put``, lines broken between the parts of ``text`` where they can be."""
        line = ""
        for part in text.split(" · "):
            longer = f"{line} · {part}" if line else part
            if line and self.cells.width(longer) > self.room:
                self.put(kind, line)
                longer = part
            line = longer
        self.put(kind, line)

    def blank(self) -> None:
        if self.lines and self.lines[-1].kind != "blank":
            self.lines.append(TextLine("blank"))


def set_article(stored: StoredArticle, cells: Cells, room: int) -> SetArticle:
    """Set an article, and its jumped half after a seam, at most ``room`` cells wide."""
    out = _Setter(cells, max(8, min(room, MEASURE)))
    article = stored.article
    if article.column:
        out.put("column", f"【{clean_line(article.column)}】")
    units: list[tuple[Kind, str | None]] = [
        ("kicker", article.kicker),
        ("headline", article.headline),
        ("deck", article.deck),
    ]
    if not any(text for _kind, text in units):
        units = [("headline", article.title or _("(untitled)"))]
    for kind, text in units:
        if text:
            out.put(kind, clean_line(text))
    out.blank()
    out.put_parts("about", about(stored, cells, out.room))
    out.blank()
    _body(out, article)
    second = stored.continuation
    while second is not None:
        other = second.article
        out.blank()
        where = _("continued on p. {page}").format(page=clean_line(other.page or "?"))
        out.put("seam", f"── {where} ──")
        if other.title and other.title != article.title:
            out.put("kicker", clean_line(other.title))
        out.blank()
        _body(out, other)
        second = second.continuation
    if article.jump and stored.continuation is None:
        out.blank()
        out.put("seam", clean_line(article.jump.raw))
    return SetArticle(tuple(out.lines), tuple(out.units))


def _body(out: _Setter, article: Article) -> None:
    sections = list(article.sections)
    for n, paragraph in enumerate(article.paragraphs):
        while sections and sections[0].before_paragraph <= n:
            if not (out.lines and out.lines[-1].kind == "section"):
                out.blank()
            out.put("section", clean_line(sections.pop(0).text))
        for piece in clean(paragraph.text).split("\n"):
            out.put("text", piece.strip(" \u3000"), first=INDENT)
    for section in sections:
        out.blank()
        out.put("section", clean_line(section.text))
    for caption in article.captions:
        out.blank()
        out.put("caption", "▣ " + clean_line(caption.text), indent=INDENT)


def about(stored: StoredArticle, cells: Cells, room: int) -> str:
    """Credit, place on the page, length, reading time; the weekday and the time go where room is short."""
    article = stored.article
    people: dict[str, list[str]] = {}
    for credit in article.credits:
        people.setdefault(credit.role, []).append(credit.name)
    credits = " ".join(
        clean_line(f"{role} {' '.join(names)}".strip()) for role, names in people.items()
    )
    day = day_label(article.date, year=True) if article.date else ""
    page = _("p. {page}").format(page=article.page) if article.page else ""
    length = _("{chars} chars").format(chars=stored.chars)
    minutes = round(stored.chars / _PACE)
    versions = ngettext("corrected {count} time", "corrected {count} times", stored.corrected)
    corrected = versions.format(count=stored.corrected) if stored.corrected else ""

    def line(date: str, time: str) -> str:
        place = " ".join(clean_line(part) for part in (article.paper or "", date, page) if part)
        return " · ".join(part for part in (credits, place, length, time, corrected) if part)

    # Nobody needs to be told of less than two minutes.
    time = _("{minutes} min").format(minutes=minutes) if minutes > 1 else ""
    shorter = day.rsplit(" ", 1)[0]
    for shown in (line(day, time), line(shorter, time)):
        if cells.width(shown) <= room:
            return shown
    return line(shorter, "")


def citation(stored: StoredArticle) -> str:
    """Title, text and where it was printed: 报名·日期·版."""
    parts = [stored.article.title]
    half: StoredArticle | None = stored
    while half is not None:
        parts += [p.text for p in half.article.paragraphs]
        half = half.continuation
    article = stored.article
    source = "·".join(
        part
        for part in (article.paper, article.date, f"{article.page}版" if article.page else "")
        if part
    )
    return clean("\n".join([*parts, f"（{source}）"]))
