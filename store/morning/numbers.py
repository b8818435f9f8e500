"""Numbers: sums, shares and counts of the page-one stories, each with what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.morning.pieces import Piece, sheet, weight
from store.morning.quoting import clause
from store.records import Counted, FigureMention

_SHOWN, _EACH, _STORIES = 10, 2, 12
#: So few figures on page one, and those of page two are told as well.
_FEW = 4
_LONGEST = 120
#: What is left of a longer word is nothing counted: 3.5万吨|级重载, 200家|连锁.
_JOINT = re.compile(
    r"^(?:级|余|多|的|每|其中|以|左右|当地|美丽|连锁|区级|市级|省级|县级|国家级|不同|新|大型|优质|重点)|(?:级|每天|每年|等|的|和|与|及)$"
)
_TAIL = re.compile(r"(?:已经?|累计)?(?:连续\d+年)?(?:累计|已经?)?$")
_COMPARED = re.compile(r"^的|(?:同比|环比|分别|大幅|小幅|双双|预计|将)+$")
#: 比2020年, 预计今年产量比去年: against what is not what.
_AGAINST = re.compile(r"^[比较](?!例)|[比较](?:去年|上年|前年|同期|\d{4}年)(?:同期|末|底)?$")
#: How it moved is part of what a share tells: 投资金额同比增长 175.2%.
_MOVED = re.compile(
    r"((?:同比|环比|比上年|较上年|比去年同期|较去年同期)?(?:实际)?"
    r"(?:增长|增加|上升|提高|提升|上涨|攀升|下降|减少|回落|降低|下跌|下滑))了?(?:约|近|超|到|至|逾)?$"
)
_WHOLE = "。！？；”’）"
_ENDS = frozenset("的和与及在是有等将已正被为从到以并也都就参出完实投受获同比增")
#: Spans of time and lengths describe; they count nothing.
_LASTS = frozenset("小时 分钟 秒 米 厘米 毫米 层 岁 届 期 号 站 届".split())
_UNLIKELY = re.compile(r"海拔|往返|身高|年龄|公里外|分钟后|小时后|第[0-9一二三四五六七八九十]")


def numbers(pieces: Sequence[Piece]) -> tuple[Counted, ...]:
    """The figures that say most, two of a story at most, in the order of the stories."""
    stories = sorted((p for p in pieces if not p.is_furniture), key=lambda p: -weight(p))
    front = [p for p in stories if sheet(p) in (0, 1)]
    found = _of(front[:_STORIES], [])
    if len(found) < _FEW:
        found = _of([p for p in stories if sheet(p) == 2][: _STORIES // 2], found)
    return tuple(found[:_SHOWN])


def _of(stories: Sequence[Piece], found: list[Counted]) -> list[Counted]:
    for piece in stories:
        if piece.findings is None:
            continue
        own: list[tuple[float, int, Counted]] = []
        said = {other.sentence for other in found}
        told: set[str] = set()
        for place, figure in enumerate(piece.findings.figures):
            value = tells(figure)
            if not isinstance(figure.where, int) or value <= 0:
                continue
            what = _named(figure.what)
            if what is None and figure.kind != "sum":
                continue
            if _cut_short(piece.article.paragraphs[figure.where].text, figure):
                if figure.kind == "count":
                    continue
                what = None
            if what and figure.kind == "percent":
                what += _moved(piece.article.paragraphs[figure.where].text[: figure.start])
            quote = clause(piece, figure.where, figure.start, figure.end)
            # A line without a stop is a heading: its figure stands again below it.
            if quote.text in said or quote.text[-1:] not in _WHOLE or figure.text in told:
                continue
            if len(quote.text) > _LONGEST or _UNLIKELY.search(quote.text):
                continue
            said.add(quote.text)
            told.add(figure.text)
            value += 1.0 / (1 + figure.where) + (0.3 if figure.text in piece.article.title else 0.0)
            own.append(
                (
                    -value,
                    place,
                    Counted(figure.text, what, quote.text, piece.cited, quote.when),
                )
            )
        best = sorted(own, key=lambda o: o[:2])[:_EACH]
        found += [one for _v, _p, one in sorted(best, key=lambda o: o[1])]
    return found


def _named(what: str | None) -> str | None:
    """What a figure counts, without the words of comparing; None where nothing is left."""
    named = _COMPARED.sub("", _TAIL.sub("", what or ""))
    return None if not named or _AGAINST.search(named) else named


def _moved(before: str) -> str:
    found = _MOVED.search(before, max(0, len(before) - 16))
    return found[1] if found else ""


def _cut_short(text: str, figure: FigureMention) -> bool:
    """Whether what is counted is only the beginning of a longer word (30万吨|预焙|阳极项目)."""
    after = text[figure.end : figure.end + 24].removeprefix("的")
    if not figure.what or not after.startswith(figure.what):
        return False
    rest = after[len(figure.what) :]
    return bool(rest) and "一" <= rest[0] <= "龥" and rest[0] not in _ENDS


def tells(figure: FigureMention) -> float:
    """How much a figure says by itself; 0: nothing (一万个普通人, 百分之百, 一元, half a word)."""
    what = figure.what or ""
    # Round numbers in characters are figures of speech.
    if not any(c.isdigit() for c in figure.text) and len(figure.text.rstrip(figure.unit)) <= 3:
        return 0.0
    if figure.kind == "sum":
        return 0.0 if figure.value < 100_000 else 1.5 + (0.5 if what else 0.0)
    if not what or _JOINT.search(what):
        return 0.0
    if figure.kind == "percent":
        return 0.0 if figure.value in (0, 100) else 1.0 + (0.8 if figure.change else 0.0)
    if figure.value < 100 or len(what) < 2 or figure.unit in _LASTS:
        return 0.0
    return 0.8 + (0.8 if figure.change else 0.0)
