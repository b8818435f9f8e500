"""The card of an entity as lines: what it is called, posts, when it appeared, with whom, in what words."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from store.post_title import full_title
from store.records import Companion, Context, EntityCard
from tui.cells import Cells
from tui.sparkline import sparkline
from tui.terminal import Marks, clean_line
from tui.words import _, ngettext

DIM = Style(dim=True)
BOLD = Style(bold=True)
WARM = Style(color="yellow")
HEADING = Style(color="cyan", bold=True)
NAME = Style(bold=True, underline=True)


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line: pieces with their styles, and what Enter opens (None: nothing)."""

    pieces: tuple[tuple[str, Style], ...]
    target: Companion | Context | None = None


def kind_name(kind: str) -> str:
    """What a kind is called."""
    return {
        "PER": _("person"),
        "ORG": _("organisation"),
        "LOC": _("place"),
        "BYL": _("credited"),
        "COL": _("column"),
    }[kind]


def card_lines(card: EntityCard, cells: Cells, marks: Marks, width: int) -> list[CardLine]:
    """The lines of a card for so many cells."""
    lines = [_title(card, marks)]
    others = [n for n in (*card.merged, *card.names) if n != card.name]
    if others:
        text = _("also {names}").format(names=" ".join(dict.fromkeys(map(clean_line, others))))
        lines.append(CardLine(((" " + text, DIM),)))
    lines += _posts(card, cells, width)
    lines += _times(card, cells, marks, width)
    if card.companions:
        head = _("appears with")
        if card.partial:
            head += " " + _("(counted over the newest articles)")
        lines.append(CardLine(()))
        lines.append(CardLine(((" " + head, HEADING),)))
        lines += [_companion(c, cells, width) for c in card.companions]
    if card.contexts:
        lines.append(CardLine(()))
        lines.append(CardLine(((" " + _("in context"), HEADING),)))
        lines += [_context(c, cells, width) for c in card.contexts]
    return lines


def _title(card: EntityCard, marks: Marks) -> CardLine:
    pieces = [(f" {clean_line(card.name)}", BOLD), (f"  {kind_name(card.kind)}", DIM)]
    if card.watched:
        pieces.append((f"  {marks.watched}" + _("watched"), WARM))
    return CardLine(tuple(pieces))


def _posts(card: EntityCard, cells: Cells, width: int) -> list[CardLine]:
    lines = []
    for n, post in enumerate(card.posts[:12]):
        title = clean_line(full_title(post.post, post.organisation))
        if post.inferred:
            title += _(" (inferred)")
        if post.ended:
            title += _(" (ended)")
        span = post.first if post.first == post.last else f"{post.first} — {post.last}"
        times = ngettext("{count} time", "{count} times", post.count).format(count=post.count)
        tail = f"  {span}  {times}"
        room = max(8, width - 2 - cells.width(tail))
        lines.append(
            CardLine(
                (
                    (
                        " " + cells.fit(title, room),
                        WARM if n == 0 and not post.ended else Style.null(),
                    ),
                    (tail, DIM),
                ),
            )
        )
        quote = cells.fit("   “" + clean_line(post.sentence), max(8, width - 3), pad=False)
        lines.append(CardLine(((quote + "”", DIM),)))
    if card.hint:
        text = _("two of one name? {bodies}").format(bodies=clean_line(card.hint))
        lines.append(CardLine(((" " + text, WARM),)))
    return lines


def _times(card: EntityCard, cells: Cells, marks: Marks, width: int) -> list[CardLine]:
    label = _("by day") if card.by == "day" else _("by month")
    room = max(8, width - cells.width(label) - 4)
    counts = [count for _day, count in card.days]
    if len(counts) > room:
        counts = counts[-room:]
    figures = ngettext("{count} article", "{count} articles", card.articles).format(
        count=card.articles
    )
    about = [figures, f"{card.first} — {card.last}"]
    if card.page_one:
        about.append(_("page one {count}").format(count=card.page_one))
    if card.titles:
        about.append(_("in titles {count}").format(count=card.titles))
    return [
        CardLine(()),
        CardLine(((f" {label}  ", DIM), (sparkline(counts, marks.bars), Style(color="cyan")))),
        CardLine(((" " + "  ".join(about), DIM),)),
    ]


def _companion(companion: Companion, cells: Cells, width: int) -> CardLine:
    tail = f"{companion.count:>5}  {kind_name(companion.kind)}"
    room = max(8, min(40, width - cells.width(tail) - 3))
    return CardLine(
        (("  " + cells.fit(clean_line(companion.name), room), Style.null()), (tail, DIM)), companion
    )


def _context(context: Context, cells: Cells, width: int) -> CardLine:
    """The sentence with the name in one column of cells, as concordances are set."""
    page = _("p. {page}").format(page=context.page) if context.page else ""
    head = cells.fit(f"  {context.date[5:]} {page}", 14)
    name = clean_line(context.sentence[context.start : context.end])
    if not name:
        return CardLine(((head, DIM), (clean_line(context.title), Style.null())), context)
    room = max(10, width - cells.width(head) - cells.width(name) - 2)
    left_room = room // 2
    left = clean_line(context.sentence[: context.start])
    while cells.width(left) > left_room:
        left = left[1:]
    left = " " * (left_room - cells.width(left)) + left
    right = cells.fit(clean_line(context.sentence[context.end :]), room - left_room, pad=False)
    return CardLine(
        ((head, DIM), (left, Style.null()), (name, NAME), (right, Style.null())), context
    )


def segments(line: CardLine, cells: Cells, width: int, base: Style) -> list[Segment]:
    """The line's pieces, cut to the width."""
    found = []
    room = width
    for text, style in line.pieces:
        piece = cells.fit(text, min(room, cells.width(text)), pad=False)
        room -= cells.width(piece)
        found.append(Segment(piece, style + base))
        if room <= 0:
            break
    return found
