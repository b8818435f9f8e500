"""The articles of a day as the briefing needs them, and how prominently each stands."""

from __future__ import annotations

import math
import re
import sqlite3
from dataclasses import dataclass

from store.database.days import page_sort
from store.database.packed_findings import unpack
from store.database.rows import WHOLE, decode
from store.event_signs import is_voice
from store.event_vetoes import is_round_up
from store.records import Article, Cited, Findings

_MOST = 2400
#: So many articles of a paper without pages are in front.
_FIRST = 6
#: What stands on a page and is no article: who edited it, what is inside, advertisements, calls.
_FURNITURE = re.compile(
    r"^(?:(?:本|[一二三四五六七八九十\d]+)版(?:责编|编辑|主编|美编)|责任编辑|广告$|公益广告|导读$|今日导读|今日看点|欢迎赐稿|"
    r"征稿|更正$|启事$|版式设计|图片报道$|图片新闻$|本报社址|报料热线)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of the day: first halves of jumps, with the characters of the whole."""

    id: int
    article: Article
    findings: Findings | None
    cited: Cited
    place: int
    chars: int

    @property
    def texts(self) -> list[str]:
        """Its paragraphs."""
        return [p.text for p in self.article.paragraphs]

    @property
    def is_furniture(self) -> bool:
        """Whether it is no article."""
        title = self.article.title.strip()
        return not title or bool(_FURNITURE.match(title)) or not self.chars


def pieces(db: sqlite3.Connection, day: int, halves: bool = False) -> list[Piece]:
    """The day's articles, in the order of the papers and their pages; or their second ``halves``,
    jumped to from another page."""
    cursor = db.execute(
        f"""{WHOLE} WHERE a.id >= ?1 << 16 AND a.id < (?1 + 1) << 16
            AND a.continues IS {"NOT" if halves else ""} NULL
            ORDER BY e.paper, p.sort, a.ordinal LIMIT {_MOST}""",
        (day,),
    )
    rows = cursor.fetchall()
    if not rows:
        return []
    contents = {
        row[0]: row[1]
        for row in db.execute(
            """SELECT article_id, content FROM article_found
               WHERE article_id >= ?1 << 16 AND article_id < (?1 + 1) << 16""",
            (day,),
        )
    }
    found = []
    for row in rows:
        held = sqlite3.Row(cursor, row)
        article = decode(held)
        content = contents.get(held["id"])
        found.append(
            Piece(
                held["id"],
                article,
                unpack(content) if content else None,
                Cited(held["id"], article.paper or "", article.date or "", article.page or ""),
                held["ordinal"],
                held["chars"],
            )
        )
    return found


def sheet(piece: Piece) -> int:
    """The number of its page; 0: unknown, or no number in it."""
    number = re.search(r"\d+", page_sort(piece.cited.page) if piece.cited.page else "")
    return int(number[0]) if number else 0


def weight(piece: Piece) -> float:
    """How prominently an article stands: page, place on it, length, jump; reports before the rest.

    A report says where it comes from (本报讯, 新华社…电); features and essays do not, and voices on
    an event come after the event.
    """
    page = sheet(piece)
    if page == 0 and piece.place > _FIRST:
        # Where no pages are told (a broadcast, a feed), what comes first is in front.
        page = 2
    front = page in (0, 1)
    value = 4.0 if front else 2.0 / page + 0.5
    value += (2.0 if front else 1.0) / (1 + 0.5 * (piece.place - 1))
    value += min(1.5, math.log1p(piece.chars / 300))
    value += 0.8 if piece.article.jump else 0.0
    value += 1.0 if piece.article.dateline else 0.0
    value -= 2.0 if is_voice(piece.article.title) else 0.0
    value -= 1.5 if piece.article.is_photo else 0.0
    value -= 2.0 if is_round_up(piece.article.title) else 0.0
    return value
