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
        elif here == "B" and ends_sentence(line.folded):
            found[i] = "P1"
        elif here == "P" and _is_credit(line):
            found[i] = "B" if i and found[i - 1][0] in "Hh" else "T"
        elif here == "P" and line.folded.strip("■●◆【】[] :") in cues.SHORT_SECTION:
            found[i] = "S" + found[i][1:]
        elif here == "P" and pictures[i] and few_pictures and i and found[i - 1][0] in "PcT":
            found[i] = "K"
        elif here == "S" and onward[0] in "HCF." and _SIGNED.match(line.folded):
            found[i] = "T"
        elif here in "PS" and i and ends_sentence(lines[i - 1].folded) and signature(line.folded):
            found[i] = "T"
    return found


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
