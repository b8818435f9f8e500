"""Which paper, date and page (报名, 日期, 版) a source belongs to: from its name or a folio line.

Nothing is guessed: what neither the caller, nor the file's name, nor a folio line says is None.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from store.reading.folding import fold

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATE = rf"{_YEAR}[-_.年]?(?P<month>\d{{1,2}}|\d\d)[-_.月]?(?P<day>\d{{1,2}})日?"
_PAGE = r"(?:第|p|P|page)?(?P<page>[A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3}(?=版))版?"
_NAME = r"(?:[-_ :·]*[\u4e00-\u9fff]{2,8})?"

DEFAULT_PATTERNS: tuple[str, ...] = (
    rf"^(?P<paper>[^\W\d_][^\d]*?)[-_ ]*{_DATE}(?:[-_ (]*{_PAGE}[)]?{_NAME})?$",
    rf"^{_DATE}(?:[-_ ]*{_PAGE}(?:(?<=版){_NAME})?)?(?:[-_ ]+(?P<paper>[^\W\d_](?<!第)[^\d]*))?$",
    rf"^{_DATE}[-_ ]+(?P<paper>[^\W\d_][^\d]*?)[-_ ]+{_PAGE}$",
    rf"^{_PAGE}[-_ ]+{_DATE}$",
    rf"^.*?(?<!\d){_DATE}(?:[-_ ]+{_PAGE})?(?!\d).*$",
)

_FOLIO_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})\s*日?"
)
_HAN_DATE = re.compile(
    r"(?P<year>[〇零○一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})日"
)
_FOLIO_PAGE = re.compile(
    # 今日8版 counts pages, 责编 behind a page names nobody's section.
    r"(?<![\d一二三四五六七八九十])(?<!今日)(?<!今日 )(?<!共)(?<!本期)第?\s*(?P<page>[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
    r"(?:\s*[:·|丨]?\s*(?!责|编|总第|值班|版式|校对|美编|星期|农历|今日|本版)(?P<name>[\u4e00-\u9fff]{2,8}))?"
)
_SECTION_PAGE = re.compile(
    r"^(?P<page>[A-Z]\d{1,2})\s*[·:|丨 ]\s*(?P<name>(?:要闻|综合|都市|民生|社会|国际|国内|时事|本地|城事|文体|体育|财经|"
    r"经济|文化|副刊|专版|专题|教育|健康|法治|深度|评论|观点|服务|便民|广告|县区|新闻)[\u4e00-\u9fff]{0,4})$"
)
_FOLIO_PAPER = re.compile(
    r"(?:^|\s|《)(?P<paper>[\u4e00-\u9fff]{2,8}(?<![预通简汇捷喜海公情快月年])报)(?:》|\s|$)"
)
# A bare page number beside a date: A12, B4, or a number at either end of the line.
_BARE_PAGE = re.compile(
    r"(?<![\w.-])(?P<page>[A-Z]\d{1,2})(?![\w.-])|^(?P<first>\d{1,2})(?=\s)|(?<=\s)(?P<last>\d{1,2})"
    r"(?=\s*$|\s+[\u4e00-\u9fff·]{2,9}$)"
)
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|农历|版")
_NOT_A_PAPER = frozenset("page p scan img image ocr text txt news paper edition file".split())
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


@dataclass(frozen=True, slots=True)
class EditionHint:
    """What is known of an edition; None for what is not."""

    paper: str | None = None
    date: str | None = None
    page: str | None = None
    page_name: str | None = None

    def over(self, other: EditionHint) -> EditionHint:
        """This hint, with what it lacks taken from ``other``."""
        return EditionHint(
            self.paper or other.paper,
            self.date or other.date,
            self.page or other.page,
            self.page_name or other.page_name,
        )


def iso_date(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None if there is no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def normal_page(raw: str) -> str:
    """A page number as it is kept: 1 → 01, a2 → A02, 十二 → 12."""
    match = re.fullmatch(r"([A-Za-z]?)0*(\d+)", raw)
    if match:
        return f"{match.group(1).upper()}{int(match.group(2)):02d}"
    if raw and raw[0] in "一二三四五六七八九十":
        return f"{han_number(raw):02d}"
    return raw


def han_number(raw: str) -> int:
    """一 → 1, 十二 → 12, 三十 → 30."""
    tens, mark, ones = raw.rpartition("十")
    if not mark:
        return _DIGITS.get(raw, 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def from_name(
    name: str,
    patterns: Sequence[str] = DEFAULT_PATTERNS,
    codes: Mapping[str, str] | None = None,
) -> EditionHint:
    """What a file's name says, extension and folder aside (nhwb-2026-02-25-01.txt).

    ``patterns`` are regular expressions with the groups paper, year, month, day, page; the first
    that matches with a real date wins. ``codes`` gives the paper's name for a code (nhwb).
    """
    stem = re.sub(r"\.(?:txt|text|md|jsonl?|csv|gz|html?|xml|pdf)$", "", name, flags=re.I)
    stem = re.sub(r"\.(?:txt|jsonl|csv)$", "", stem, flags=re.I)
    stem = fold(stem).translate({ord("《"): None, ord("》"): None}).strip()
    for pattern in patterns:
        match = re.match(pattern, stem)
        if not match:
            continue
        found = match.groupdict()
        day = iso_date(
            *(int(found[part]) if found.get(part) else 0 for part in ("year", "month", "day"))
        )
        if day is None:
            continue
        paper = (found.get("paper") or "").strip(" -_") or None
        if paper and paper.lower() in _NOT_A_PAPER:
            paper = None
        if paper:
            paper = (codes or {}).get(paper, (codes or {}).get(paper.lower(), paper))
        page = found.get("page")
        return EditionHint(paper, day, normal_page(page) if page else None)
    return EditionHint()


def from_folio(lines: Sequence[str]) -> EditionHint:
    """What the folio lines (报眉) of a page say. Only lines that look like folios count."""
    found = EditionHint()
    alone = None
    for raw in lines:
        line = re.sub("[|丨┃│]", " ", fold(raw)).strip()
        if len(line) > 60 or not line or "。" in line:
            continue
        day = _folio_date(line)
        page = _FOLIO_PAGE.search(line) or _SECTION_PAGE.match(line)
        paper = _FOLIO_PAPER.search(line)
        if paper and paper.group().strip("《》 ") == line:
            alone = alone or paper.group("paper")
        bare = _BARE_PAGE.search(line) if day and not page else None
        if not (day or (page and len(line) <= 24)):
            continue
        if day and not (page or paper or _WEEKDAY.search(line) or _short_folio(line, bare)):
            continue
        number = page.group("page") if page else bare and next(g for g in bare.groups() if g)
        hint = EditionHint(
            paper.group("paper") if paper else None,
            day,
            normal_page(number) if number else None,
            page.group("name") if page else None,
        )
        if found.date and hint.date and hint.date != found.date:
            continue
        found = found.over(hint)
    # A line of nothing but a paper's name is a folio line only where others are.
    return found.over(EditionHint(alone)) if found.date or found.page else found


def _short_folio(line: str, bare: re.Match[str] | None) -> bool:
    """Whether a line with a date holds little else: nothing, a section and a page number, A07 财经."""
    if bare:
        return len(line) <= 22 and not re.search("[,;!?]", line)
    return len(line) <= 14


def _folio_date(line: str) -> str | None:
    match = _FOLIO_DATE.search(line)
    if match:
        return iso_date(int(match["year"]), int(match["month"]), int(match["day"]))
    match = _HAN_DATE.search(line)
    if match:
        year = int("".join(str(_DIGITS.get(c, 0)) for c in match["year"]))
        return iso_date(year, han_number(match["month"]), han_number(match["day"]))
    return None


def settled(given: EditionHint, *others: EditionHint) -> EditionHint:
    """``given`` by the caller first, then each other in turn."""
    result = replace(given)
    for other in others:
        result = result.over(other)
    return result
