"""The lines of the briefing on the screen: headings, items with where they stand, their quotations."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from rich.style import Style

from tui.briefing_text import Item, Section, cite, in_quotes, wrapped
from tui.cells import Cells
from tui.terminal import Marks

HEADING = Style(color="cyan", bold=True)
DIM = Style(dim=True)
WARM = Style(color="yellow")
_WARM_SECTIONS = ("changes", "watched")
_QUOTED = 2
_MEASURE = 86


@dataclass(frozen=True, slots=True)
class BriefingLine:
    """One line, and what it belongs to; the cursor rests on the ``first`` of an item."""

    section: Section
    item: Item | None
    text: str
    tail: str
    style: Style
    first: bool


def lay_out(
    sections: Sequence[Section],
    folded: Container[str],
    dates: Sequence[str],
    cells: Cells,
    marks: Marks,
    width: int,
) -> list[BriefingLine]:
    """All lines; of a folded section the heading with the first of what is in it."""
    lines: list[BriefingLine] = []
    for section in sections:
        sign = marks.folded if section.id in folded else marks.unfolded
        head = f" {sign} {section.title} {len(section.items)}"
        if section.id in folded:
            head += "  " + "  ".join(i.text for i in section.items[:4])
            lines.append(BriefingLine(section, None, head, "", HEADING, True))
            continue
        lines.append(BriefingLine(section, None, head, "", HEADING, True))
        for item in section.items:
            style = WARM if section.id in _WARM_SECTIONS else Style(bold=section.id == "told")
            where = "  ".join(part for part in (item.note, _where(item, dates)) if part)
            lines.append(BriefingLine(section, item, "   " + item.text, where, style, True))
            if item.aside:
                lines.append(BriefingLine(section, item, "     " + item.aside, "", DIM, False))
            lines += [
                BriefingLine(section, item, "     " + quoted, "", DIM, False)
                for quoted in _quotation(item, cells, min(width, _MEASURE))
            ]
    return lines


def _quotation(item: Item, cells: Cells, width: int) -> list[str]:
    """The first lines of what is quoted, with a sign where more follows."""
    if not item.quote:
        return []
    lines = wrapped(in_quotes(item.quote), cells, width - 6)
    shown = lines[:_QUOTED]
    if len(lines) > _QUOTED:
        shown[-1] = cells.fit(shown[-1], width - 8, pad=False).rstrip("…") + "…"
    return shown


def _where(item: Item, dates: Sequence[str]) -> str:
    """Where it stands: paper and page, the date only where it is not the briefing's own."""
    if not item.cited:
        return ""
    first = item.cited[0]
    where = cite(first)
    if len(dates) == 1 and first.date == dates[0]:
        where = where.replace(f"·{first.date}", "")
    papers = {c.paper for c in item.cited if c.date in dates}
    return where + (f" +{len(papers) - 1}" if len(papers) > 1 else "")
