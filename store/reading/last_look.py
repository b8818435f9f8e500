"""What no newspaper does, put right after the grammar has decided line by line.

Weights learn what is usual; these few hold anywhere, so they are said rather than learnt. An
article begins with the short line that stands before a dateline, before a credit line, before
“continued from page 1” (上接1版), or before a bare name with a paragraph under it. A bracketed note
(（文中人物均为化名）) or a credit of one name (制图：某某) begins none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.reading import cues
from store.reading.credits import signature
from store.reading.lines import Line, ends_sentence

# Also without its day: 本报武汉电 (记者…
_DATELINE = re.compile(
    rf"{cues.DATELINE.pattern}|^据?(?:本报|新华社|中新社)[\u4e00-\u9fff]{{2,8}}电(?=[ (])"
)
_SIGNED = re.compile(
    r"^[(【]?(?:[\u4e00-\u9fff]{2,12}[ 、])*([\u3400-\u9fff]{2,4})(?: ?\(?\d{2}岁\)?)?[)】]?$"
)
_PICTURE = re.compile(r"^[▲▼◀▶△▽][^▲▼◀▶△▽]{6,70}[。)]$")
_NOTE = re.compile(r"^\([^()]*(?:化名|整理|采写|采访|翻译|编译|供稿)\)$")
_STOPS = re.compile(r"[。!?…,;:]$")
_ROLE_AND_NAMES = re.compile(
    rf"^[■□●(]?(?:{cues.ROLE}[ :/]+[\u3400-\u9fff]{{2,4}}(?:[ 、][\u3400-\u9fff]{{2,4}}){{0,3}}[ /]*)+"
    r"(?:文/图|摄|报道|摄影报道)?\)?$"
)
_TITLE, _SIGNATURE, _PARAGRAPH = 24, 12, 40
_ONE_CREDIT = re.compile(rf"^{cues.ROLE}\s*[:/]\s*[\u3400-\u9fff](?:\s?[\u3400-\u9fff]){{1,3}}$")


def last_look(lines: Sequence[Line], states: Sequence[str]) -> list[str]:
    """The states, with those mistakes put right."""
    found = list(states)
    _runs_of_headings(lines, found)
    pictures = [bool(_PICTURE.match(line.folded)) for line in lines]
    credited = _credited_heads(lines, found)
    few_pictures = sum(pictures) <= 3
    for i, line in enumerate(lines):
        here = found[i][0]
        onward = found[i + 1] if i + 1 < len(lines) else "."
        if here == "H" and i and (_NOTE.match(line.folded) or _ONE_CREDIT.match(line.folded)):
            found[i] = "T"
            if onward == "h":
                found[i + 1] = "H"
        elif (
            here in "PSc"
            and onward == "J"
            and cues.JUMP_FROM.match(lines[i + 1].folded)
            and 3 <= len(line.folded) <= _TITLE
            and not _STOPS.search(line.folded)
        ):
            found[i] = "H"
        elif here == "S" and onward[0] == "P" and _DATELINE.match(lines[i + 1].folded):
            found[i] = "h" if i and found[i - 1] == "H" else "H"
        elif (here == "S" and onward[0] == "S" and cues.CREDIT_LINE.match(lines[i + 1].folded)) or (
            here in "PS" and 0 < i < len(lines) - 2 and _signed(lines[i - 1 : i + 3], onward)
        ):
            found[i], found[i + 1] = "H", "B"
        elif i in credited:
            first = credited[i]
            found[first : i + 2] = ["H", *["h"] * (i - first), "B"]
        elif here == "P" and onward[0] in "Pc" and _after_rows(lines[max(0, i - 1) : i + 2]):
            found[i] = "H"
        elif here == "P" and onward[0] == "P" and i and _verse(lines, i):
            found[i], found[i + 1] = "H", "B"
        elif here == "B" and ends_sentence(line.folded):
            found[i] = "P1"
        elif here == "P" and _is_credit(line):
            found[i] = "B" if i and found[i - 1][0] in "Hh" else "T"
        elif here == "P" and line.folded.strip("■●◆【】[] :") in cues.SHORT_SECTION:
            found[i] = "S" + found[i][1:]
        elif here == "P" and pictures[i] and few_pictures and i and found[i - 1][0] in "PcT":
            found[i] = "K"
        elif (here == "S" and onward[0] in "HCF." and _SIGNED.match(line.folded)) or (
            here in "PS" and i and ends_sentence(lines[i - 1].folded) and signature(line.folded)
        ):
            found[i] = "T"
    return found


def _open(line: Line) -> bool:
    """Whether a line has the shape of a headline unit: short, no sentence, no clause."""
    return (
        3 <= len(line.folded) <= _TITLE + 8
        and not re.search("[。!…,;:]", line.folded)
        and not _is_credit(line)
    )


def _credited_heads(lines: Sequence[Line], found: list[str]) -> dict[int, int]:
    """Headlines missed though a credit stands under them: their last line → their first.

    Several in one article are its parts, each by its own reporter, and stay where they are.
    """
    heads: dict[int, int] = {}
    mine: list[int] = []
    for n in range(len(lines) + 1):
        if n == len(lines) or found[n] == "H":
            if len(mine) > 1:
                for at in mine:
                    del heads[at]
            mine = []
        elif found[n][0] in "PS" and n + 1 < len(lines) and found[n + 1][0] in "PST":
            first = _above_credit(lines, found, n)
            if first is not None:
                heads[n] = first
                mine.append(n)
    return heads


def _above_credit(lines: Sequence[Line], found: list[str], at: int) -> int | None:
    """The first of the headline units that stand above a credit and a paragraph, or None."""
    if (
        at + 2 >= len(lines)
        or not _is_credit(lines[at + 1])
        or re.search("摄|图", lines[at + 1].folded)
        or len(lines[at + 2].folded) < _PARAGRAPH
        or not _open(lines[at])
    ):
        return None
    first = at
    while first and at - first < 3 and found[first - 1][0] in "PS" and _open(lines[first - 1]):
        first -= 1
    return first if first == 0 or ends_sentence(lines[first - 1].folded) else None


_ROW = re.compile(r"^\S{1,8}(?: +\S{1,14}){1,5}$")


def _after_rows(around: Sequence[Line]) -> bool:
    """Whether a headline stands between the last row of a table and a paragraph."""
    if len(around) < 3:
        return False
    row, title, text = around
    return (
        _open(title)
        and len(title.folded) >= 6
        and not _ROW.match(title.folded)
        and bool(_ROW.match(row.folded) and re.search(r"\d", row.folded))
        and len(text.folded) >= _PARAGRAPH
        and ends_sentence(text.folded)
    )


def _verse(lines: Sequence[Line], at: int) -> bool:
    """Whether a poem begins here: its name, its poet, and lines of verse."""
    name = lines[at + 1].folded.strip("□ ")
    under = lines[at + 2 : at + 6]
    return (
        ends_sentence(lines[at - 1].folded)
        and len(lines[at].folded) <= 14
        and not _STOPS.search(lines[at].folded)
        and bool(re.fullmatch(r"[\u3400-\u9fff](?:\s?[\u3400-\u9fff]){1,3}", name))
        and len(under) == 4
        and all(len(line.folded) <= 16 for line in under)
        and not any(re.search(r"\d|\s", line.folded) for line in under)
    )


def _is_credit(line: Line) -> bool:
    """A line that is nothing but a credit: a role and one or two names."""
    return len(line.folded) <= 30 and bool(_ROLE_AND_NAMES.match(line.folded))


def _runs_of_headings(lines: Sequence[Line], found: list[str]) -> None:
    """Three headings with nothing under them are rows of a table or a list."""
    start = 0
    for n in range(len(found) + 1):
        if n == len(found) or found[n][0] != "S":
            if n - start >= 3 and not any(cues.CREDIT_LINE.match(x.folded) for x in lines[start:n]):
                found[start:n] = ["P" + state[1:] for state in found[start:n]]
            start = n + 1


def _signed(around: Sequence[Line], onward: str) -> bool:
    """Whether the second of four lines is a title of a supplement page: an article or the note on
    its author ends before it, a bare name stands under it, a paragraph under that."""
    before, title, name, after = (line.folded.strip("\u200b \ufeff") for line in around)
    return (
        onward[0] in "PS"
        and 3 <= len(title) <= _TITLE
        and not _STOPS.search(title)
        and len(name) <= _SIGNATURE
        and cues.bare_names(name) == 1
        and len(after) >= _PARAGRAPH
        and (ends_sentence(before) or bool(cues.BRACKETED.match(before)))
    )
