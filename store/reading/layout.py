"""What the blanks of a page tell: where lines stand apart, and how far they are set in.

The weights of the page grammar were learnt on pages whose blanks say little, as in most
extractions. Where a page does use them with some order (an empty line between articles and none
within, paragraphs set in and headlines not) that order is added to what the words say. Pages
without it are read as if this module were not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from store.reading import cues
from store.reading.edition import from_folio
from store.reading.lines import Line, ends_sentence

_SHORT = 46
_APART = 3.0  # how much a short line that stands apart is more likely to begin something
_WITHIN = 4.0  # how much a line that does not is less likely to
_SET_IN = 1.5
_CERTAIN = 60.0
_NEVER = 8.0
_SERVICE = 2.5
_UNSIGNED = 3.0  # how much readier a page that signs nothing begins articles
_UNSIGNED_NEWS = 4.5  # the same, where it is no long document
_LONG_TEXT = 200  # characters for each short line, from which a page is one
_FEW_SIGNED = 0.05
_EDGE = 4  # lines at either end of a page among which folio lines stand

Bias = dict[str, float]


def _may_begin(line: Line) -> bool:
    """Whether a line could be the first of an article, a column or a caption."""
    return len(line.folded) <= _SHORT and (
        not ends_sentence(line.folded) or line.folded[-1] in "?!"
    )


def gaps_divide(lines: Sequence[Line]) -> int | None:
    """The usual gap, if the wider ones divide articles; None if they mean nothing here."""
    gaps = sorted(line.gap for line in lines[1:])
    if len(gaps) < 6:
        return None
    usual = gaps[len(gaps) // 2]
    apart = [line for line in lines[1:] if line.gap > usual]
    if len(apart) < 2 or len(apart) > 0.4 * len(lines):
        return None
    return usual if sum(map(_may_begin, apart)) >= 0.7 * len(apart) else None


def paragraph_indent(lines: Sequence[Line]) -> int | None:
    """How far paragraphs are set in, if they are."""
    long = [line.indent for line in lines if len(line.folded) > _SHORT]
    if len(long) < 4:
        return None
    indent, count = Counter(long).most_common(1)[0]
    return indent if indent and count >= 0.6 * len(long) else None


def signed_share(lines: Sequence[Line]) -> float:
    """How many datelines and credits there are for each short line that could be a headline.

    Most papers sign most articles, and the weights expect it: there a short line with no credit
    under it is a section heading. Where nobody is named it is more likely a headline.
    """
    signs = short = 0
    for line in lines:
        if cues.DATELINE.match(line.folded[:64]):
            signs += 1
        elif len(line.folded) <= 40 and not cues.FURNITURE.search(line.folded):
            if cues.CREDIT_LINE.match(line.folded) or cues.bare_names(line.folded):
                signs += 1
            else:
                short += _may_begin(line)
    return signs / max(1, short)


def long_document(lines: Sequence[Line]) -> bool:
    """Whether a page has few short lines for its text, as a law, a speech or a long essay has.

    Most of those are section headings; on a page of news most are headlines.
    """
    short = sum(map(_may_begin, lines))
    return sum(len(line.folded) for line in lines) >= _LONG_TEXT * short


_PAGE_ALONE = re.compile(
    r"^(?:第?\s*(?:[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版|[A-Z]\d{1,2})$"
)


def is_folio(folded: str) -> bool:
    """Whether a line at the edge of a page names the edition: a date and a page, weekday or paper."""
    if _PAGE_ALONE.match(folded):
        return True
    hint = from_folio([folded])
    return hint.date is not None and bool(
        hint.page or hint.paper or re.search("星期|农历|编辑|责编", folded)
    )


def layout_bias(lines: Sequence[Line]) -> list[Bias]:
    """What to add to the weight of each state on each line; empty where the layout says nothing."""
    found: list[Bias] = [{} for _ in lines]
    usual = gaps_divide(lines)
    if usual is not None:
        _by_gaps(lines, usual, found)
    indent = paragraph_indent(lines)
    if indent is not None:
        _by_indent(lines, indent, found)
    for n, line in enumerate(lines):
        if min(n, len(lines) - 1 - n) < _EDGE and is_folio(line.folded):
            _add(found[n], "F", _CERTAIN)
    most = _UNSIGNED if long_document(lines) else _UNSIGNED_NEWS
    unsigned = most * max(0.0, 1.0 - signed_share(lines) / _FEW_SIGNED)
    if unsigned:
        for line, bias in zip(lines, found, strict=True):
            if _may_begin(line):
                _add(bias, "H", unsigned)
    _by_words(lines, found)
    for line, bias in zip(lines, found, strict=True):
        _add(bias, line.mark, _CERTAIN)
    return found


def _add(bias: Bias, states: str, weight: float) -> None:
    for state in states.split():
        bias[state] = bias.get(state, 0.0) + weight


def _by_gaps(lines: Sequence[Line], usual: int, found: list[Bias]) -> None:
    opened = False
    for n, line in enumerate(lines):
        apart = n == 0 or line.gap > usual
        if apart and _may_begin(line):
            _add(found[n], "H C F", _APART)
            _add(found[n], "c0 c1", -_NEVER)
        elif not apart and not opened:
            _add(found[n], "H C", -_WITHIN)
        # The line after a column that stands apart may be its headline.
        opened = apart and _may_begin(line) and len(line.folded) <= 16
        opened = opened or cues.FURNITURE.search(line.folded) is not None


def _by_indent(lines: Sequence[Line], indent: int, found: list[Bias]) -> None:
    for n, line in enumerate(lines):
        if len(line.folded) > _SHORT or ends_sentence(line.folded):
            continue
        if line.indent == indent:
            _add(found[n], "H h", -_SET_IN)
        elif line.indent > indent + 1:
            _add(found[n], "H h B", _SET_IN)
            _add(found[n], "P0 P1 c0 c1", -_SET_IN)


_SERVICE_HEAD = re.compile(
    r"^[■●▲◆★]?.{0,24}(?:公告|通告|通知|启事|讣 ?告|更正|招领|寻人|汇率|行情|菜价|一览表?|须知|早知道|预告|上映|看点)$"
)


def _by_words(lines: Sequence[Line], found: list[Bias]) -> None:
    """What holds by the words alone: text is no headline, and some headlines name their kind."""
    for n, line in enumerate(lines):
        if len(line.folded) > 30 and "。" in line.folded:
            _add(found[n], "H h C C0 C1 B S0 S1", -_NEVER)
        elif _SERVICE_HEAD.match(line.folded) and "," not in line.folded:
            _add(found[n], "H", _SERVICE)
