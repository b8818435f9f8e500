"""One line of the list of names: watch mark, name, latest post, articles, sparkline, rising mark."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from store.entity_rows import SPARK
from store.held_posts import brief_title
from store.records import EntityItem, EntityRow
from tui.cells import Cells
from tui.screens.entity_card import DIM, WARM, kind_name
from tui.sparkline import sparkline
from tui.terminal import Marks, clean_line
from tui.widgets.row_list import CURSOR

NEW = Style(color="yellow", bold=True)
_LEAST = 8
_RISES = 6.0
_LOOKED_AT = 200


def name_room(items: Sequence[EntityItem], cells: Cells) -> int:
    """How wide the names of a list are: all but the longest few."""
    widths = sorted(cells.width(clean_line(item.name)) for item in items[:_LOOKED_AT])
    return max(_LEAST, widths[len(widths) * 19 // 20]) if widths else _LEAST


def item_line(
    item: EntityItem,
    row: EntityRow | None,
    cells: Cells,
    marks: Marks,
    width: int,
    here: bool,
    *,
    names: int,
    with_kind: bool,
) -> list[Segment]:
    """The line in ``width`` cells, the names in ``names`` of them where a post stands beside."""
    base = CURSOR if here else Style.null()
    sign = marks.new if item.fresh else marks.rising if item.change > _RISES else ""
    sign = sign or (marks.falling if item.change < -_RISES else " ")
    sign_room = cells.width(marks.new)
    bars = sparkline(row.counts, marks.bars) if row else " " * SPARK
    watched = marks.watched if row and row.watched else " "
    tail = f" {item.count:>5} "
    room = max(12, width - 3 - cells.width(tail) - SPARK - 1 - sign_room)
    kind = kind_name(item.kind) if with_kind else ""
    if item.kind == "PER":
        first = min(max(names, _LEAST), max(_LEAST, room * 2 // 5))
        beside = " " + fitting(clean_line(row.post or "") if row else "", room - first - 1, cells)
    elif kind:
        first = room - min(10, room // 3)
        beside = f" {kind}"
    else:
        first, beside = room, ""
    style = NEW if row and row.new_post else DIM
    return [
        Segment(f" {cells.fit(watched, 1)} ", base + WARM),
        Segment(cells.fit(clean_line(item.name), first), base),
        Segment(cells.fit(beside.rstrip() or f" {kind}", room - first), base + style),
        Segment(tail, base + DIM),
        Segment(bars, base + Style(color="cyan")),
        Segment(" " + cells.fit(sign, sign_room), base + WARM),
    ]


def fitting(post: str, room: int, cells: Cells) -> str:
    """As many posts of a title as there is room for; of one too long its end, where the post is."""
    if cells.width(post) <= room:
        return post
    post = brief_title(post)
    if cells.width(post) <= room:
        return post
    parts = post.split("、")
    while len(parts) > 1 and cells.width("、".join(parts)) > room:
        parts.pop()
    kept = "、".join(parts)
    if cells.width(kept) <= room:
        return kept
    while kept and cells.width("…" + kept) > room:
        kept = kept[1:]
    return "…" + kept
