"""The cues of every line of a page, as sparse features for the page grammar.

A feature is a short string; the weights that go with it are learnt by
``bench/train_page_grammar.py``. Features look at the line, its neighbours, and at how far the
words before and after a short line are about the same thing (lexical cohesion).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.reading import cues
from store.reading.lines import Line, ends_sentence

HEAD = 64
TAIL = 48
SHORT = 46
COHESION_CHARS = 320

_BUCKETS = (4, 8, 12, 16, 20, 25, 30, 36, 46, 60, 80, 120)
_OPENERS = "“‘\"'《「『("
_JOINERS = frozenset(",.;:、)”’》」』】…—·%")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Small statistics of Chinese text that tell a broken paragraph from a new one.

    ``ties`` gives for two characters how strongly they belong together (2 strong, 1 weak; absent:
    unseen); ``openers`` gives for a character how often it begins a paragraph against how often it
    stands inside one, in steps of a factor of about two (negative: rarely begins one);
    ``closers`` says the same of characters that end a clause, ``chains`` holds frequent runs of
    three characters, ``common`` holds the character pairs too frequent to tell one story from another.
    """

    ties: Mapping[str, int]
    openers: Mapping[str, int]
    closers: Mapping[str, int]
    chains: frozenset[str]
    common: frozenset[str]


def _bucket(value: int, edges: Sequence[int]) -> int:
    for n, edge in enumerate(edges):
        if value <= edge:
            return n
    return len(edges)


def _kind(line: Line) -> tuple[str, list[str]]:
    """The coarse kind of a line by its looks alone, and its own features."""
    text = line.folded.strip()
    size = len(text)
    head = text[:HEAD]
    found: list[str] = []
    ended = ends_sentence(text)
    commas = text.count(",") + text.count(";")
    last = text[-1]
    kind = ""
    if size <= 100:
        if cues.JUMP_TO.match(text):
            found.append("jump_to")
            kind = "jump"
        elif cues.JUMP_FROM.match(text):
            found.append("jump_from")
            kind = "jump"
        if cues.CREDIT_LINE.match(text):
            found.append("credit")
            kind = kind or "credit"
        elif cues.ROLE_ONLY.match(text):
            found.append("role")
        names = cues.bare_names(text)
        if names:
            found.append(f"names{min(names, 3)}")
            if not ended and not kind:
                kind = "names"
        if cues.FURNITURE.search(text):
            found.append("furniture")
            kind = kind or "furniture"
        if size <= 40 and cues.FOLIO.search(text):
            found.append("folio")
        if size <= 70 and cues.DATED.search(text) and not ended and cues.EDITION_WORDS.search(text):
            found.append("dated_folio")
            kind = kind or "furniture"
        if cues.COLUMN_LINE.match(text):
            found.append("column")
            kind = kind or "column"
        if cues.FIGURE.match(text):
            found.append("figure")
        if text.strip("■●◆【】[]<>《》 :") in cues.SHORT_SECTION:
            found.append("section_word")
        if cues.BRACKETED.match(text):
            found.append("bracketed")
        if cues.TAIL_NOTE.match(text):
            found.append("tail")
            if "bracketed" in found:
                kind = kind or "tail"
        if cues.TABLE_ROW.search(text):
            found.append("table")
        if cues.ENDS_PHOTO.search(text):
            found.append("photo")
        if cues.DECK_DASH.match(text):
            found.append("deck")
        if text.endswith(("—", "--")):
            found.append("dash_end")
        if cues.COLUMN_AT_END.search(text[-26:]):
            found.append("ends_bracket")
        if not ended and (" " in text.strip()):
            found.append(f"blanks{min(text.count(' '), 3)}")
    if cues.COLUMN_AT_HEAD.match(head):
        found.append("column_head")
    if cues.DATELINE.match(head):
        found.append("dateline")
        kind = kind or "dateline"
    if cues.SOFT_LEAD.match(head):
        found.append("soft")
    if cues.QA.match(head):
        found.append("qa")
    if cues.ENUMERATION.match(head):
        found.append("enum")
    if cues.SPEECH.search(text[-TAIL:]) or cues.SPEECH.search(head):
        found.append("speech")
    if not kind:
        kind = ("short_end" if ended else "short") if size <= SHORT else "long" if ended else "open"
    end = "s" if ended else last if last in ",;:、—…)”’》%" else "d" if last.isdigit() else "x"
    first = text[0]
    begin = (
        "q"
        if first in _OPENERS
        else "j"
        if first in _JOINERS
        else "d"
        if first.isdigit()
        else "m"
        if first in "■□▲△●○◆◇★☆"
        else "l"
        if first.isascii()
        else "x"
    )
    found += [
        f"L{_bucket(size, _BUCKETS)}",
        f"E{end}",
        f"B{begin}",
        f"C{min(commas, 3)}",
        f"L{_bucket(size, _BUCKETS)}E{end}",
        f"k{kind}",
        f"k{kind}C{min(commas, 2)}",
    ]
    if "。" in text[:-2]:
        found.append("inner_stop")
        found.append(f"inner_stopE{end}")
    if line.indent:
        found.append("indent")
    opened = text.count("“") - text.count("”")
    if opened > 0:
        found.append("quote_open")
    elif opened < 0:
        found.append("quote_close")
    return kind, found


def _tie(left: str, right: str, lexicon: Lexicon) -> int:
    """How strongly the end of one line and the beginning of the next belong together, 0 to 4."""
    chained = (left[-2:] + right[:1] in lexicon.chains) + (left[-1:] + right[:2] in lexicon.chains)
    return chained + lexicon.ties.get(left[-1] + right[0], 0)


def _grams(text: str, common: frozenset[str]) -> set[str]:
    return {
        gram
        for gram in (text[i : i + 2] for i in range(len(text) - 1))
        if gram not in common and gram[0] > "\u33ff" and gram[1] > "\u33ff"
    }


def _window(lines: Sequence[Line], at: int, step: int) -> str:
    """Up to COHESION_CHARS of running text before (step −1) or after (step 1) line ``at``."""
    parts: list[str] = []
    size = 0
    position = at + step
    while 0 <= position < len(lines) and size < COHESION_CHARS and abs(position - at) <= 7:
        text = lines[position].folded
        if len(text) > SHORT or ends_sentence(text):
            room = COHESION_CHARS - size
            part = text[-room:] if step < 0 else text[:room]
            parts.append(part)
            size += len(part)
        position += step
    return "\n".join(parts)


def _runs(kinds: Sequence[str]) -> list[int]:
    """How many short lines stand together where this one does: verse and tables come in runs."""
    lengths = [0] * len(kinds)
    start = 0
    for n in range(len(kinds) + 1):
        if n == len(kinds) or not kinds[n].startswith(("short", "names")):
            lengths[start:n] = [n - start] * (n - start)
            start = n + 1
    return lengths


def _siblings(lines: Sequence[Line], shorts: Sequence[int], at: int) -> list[str]:
    """Whether other short lines nearby are cut to the same measure, as section headings are."""
    size = len(lines[at].folded)
    place = bisect_left(shorts, at)
    found = []
    for name, other in (
        ("sib-", shorts[place - 1] if place else None),
        ("sib+", shorts[place + 1] if place + 1 < len(shorts) else None),
    ):
        if other is None or abs(other - at) > 14:
            found.append(f"{name}none")
            continue
        apart = min(abs(other - at), 4)
        text = lines[other].folded
        alike = abs(len(text) - size) <= 1
        echo = text[0] == lines[at].folded[0] or text[-1] == lines[at].folded[-1]
        found += [f"{name}{apart}", f"{name}{'=' if alike else '~'}{apart > 1}"]
        if echo and apart > 1:
            found.append(f"{name}echo")
        if ("," in text) == ("," in lines[at].folded) and ("," in text) and apart > 1:
            found.append(f"{name}comma")
    return found


def page_features(lines: Sequence[Line], lexicon: Lexicon) -> list[list[str]]:
    """The features of every line, in order."""
    own = [_kind(line) for line in lines]
    kinds = ["^^", "^"] + [kind for kind, _ in own] + ["$", "$$", "$$$"]
    gaps = sorted(line.gap for line in lines[1:])
    usual_gap = gaps[len(gaps) // 2] if gaps else 0
    indented = sum(line.indent > 0 for line in lines) >= 0.2 * len(lines)
    runs = _runs([kind for kind, _ in own])
    shorts = [n for n, (kind, _) in enumerate(own) if kind == "short"]
    result = []
    since_credit = 9
    for i, (line, (kind, found)) in enumerate(zip(lines, own, strict=True)):
        features = ["1", *found]
        k = i + 2
        before, after = kinds[k - 1], kinds[k + 1]
        features += [
            f"-{before}",
            f"+{after}",
            f"-{before}k{kind}",
            f"+{after}k{kind}",
            f"--{kinds[k - 2]}{before}k{kind}",
            f"++{after}{kinds[k + 2]}k{kind}",
            f"+++{after}{kinds[k + 2]}{kinds[k + 3]}k{kind}",
            f"-+{before}{after}k{kind}",
        ]
        if i:
            previous = lines[i - 1].folded
            open_before = not ends_sentence(previous)
            end = previous[-1]
            features.append(f"p{'o' if open_before else 's'}")
            mark = end if end in ",;:、—…)”" else "x" if open_before else "s"
            features.append(f"pe{mark}k{kind}")
            features.append(f"pL{_bucket(len(previous), _BUCKETS)}{'o' if open_before else 's'}")
            if previous.count("“") > previous.count("”"):
                features.append("p_quote_open")
                if "”" in line.folded and line.folded.find("”") < (
                    line.folded.find("“") if "“" in line.folded else len(line.folded)
                ):
                    features.append("closes_quote")
            if open_before:
                tie = _tie(previous, line.folded, lexicon)
                opener = lexicon.openers.get(line.folded[0], 0)
                features.append(f"tie{tie}")
                features.append(f"opener{opener}")
                features.append(f"tie{tie}o{max(-3, min(3, opener))}k{kind}")
                features.append(f"tie{tie}pk{before}")
                closer = max(-2, min(2, lexicon.closers.get(end, 0)))
                features.append(f"pclose{closer}pk{before}")
                features.append(f"pclose{closer}o{max(-2, min(2, opener))}t{tie}pk{before}")
            if line.gap > usual_gap:
                features.append("wide_gap")
            elif line.gap < usual_gap:
                features.append("narrow_gap")
        if i + 1 < len(lines):
            following = lines[i + 1].folded
            if not ends_sentence(line.folded):
                tie = _tie(line.folded, following, lexicon)
                opener = lexicon.openers.get(following[0], 0)
                closer = lexicon.closers.get(line.folded[-1], 0)
                features.append(f"closer{closer}k{kind}")
                features.append(
                    f"close{max(-2, min(2, closer))}open{max(-2, min(2, opener))}t{tie}k{kind}"
                )
                features.append(f"ntie{tie}k{kind}")
                features.append(f"nopener{max(-3, min(3, opener))}k{kind}")
            if cues.SOFT_LEAD.match(following[:HEAD]):
                features.append(f"+softk{kind}")
            features.append(f"+L{_bucket(len(following), _BUCKETS)}k{kind}")
            if lines[i + 1].gap > usual_gap:
                features.append("+wide_gap")
        if indented and not line.indent:
            features.append("flush")
        features.append(f"since{since_credit}")
        features.append(f"since{min(since_credit, 4)}k{kind}")
        if kind in ("short", "names") or (kind == "open" and len(line.folded) < 80):
            ahead = _window(lines, i, 1)
            behind = _window(lines, i, -1)
            own_grams = _grams(line.folded, lexicon.common)
            forward = _grams(ahead, lexicon.common)
            backward = _grams(behind, lexicon.common)
            into, out = len(own_grams & forward), len(own_grams & backward)
            across = len(forward & backward)
            share = 10 * across // (1 + min(len(forward), len(backward)))
            features += [
                f"into{_bucket(into, (0, 1, 3, 6))}",
                f"out{_bucket(out, (0, 1, 3, 6))}",
                f"io{_bucket(into, (0, 2))}{_bucket(out, (0, 2))}",
                f"across{_bucket(across, (0, 1, 2, 4, 7, 12))}",
                f"share{min(share, 5)}",
                f"share{min(share, 3)}+{after}",
                f"share{min(share, 3)}since{min(since_credit, 3)}",
            ]
        if runs[i]:
            features += [
                f"run{_bucket(runs[i], (1, 2, 3, 4, 6, 9))}",
                f"run{min(runs[i], 5)}k{kind}",
            ]
        if kind == "short":
            features += _siblings(lines, shorts, i)
            bare = line.folded.strip(" ■●◆▲★【】[]")
            features += [f"^{bare[:2]}", f"${bare[-2:]}"]
            if len(bare) <= 6:
                features.append(f"={bare}")
        since_credit = (
            0
            if kind in ("credit", "names")
            else 1
            if kind == "dateline"
            else min(9, since_credit + 1)
        )
        if i == 0:
            features.append("first")
        if i == len(lines) - 1:
            features.append("last")
        result.append(features)
    return result


def second_look(lines: Sequence[Line], first: Sequence[str], lexicon: Lexicon) -> list[list[str]]:
    """More features of every line, given a first reading of the page's states.

    What a first pass cannot see: the whole article before and after a short line, as far as the
    neighbouring headlines, and how its other headings look (stacked sequential learning, Cohen
    and Carvalho 2005).
    """
    heads = [n for n, state in enumerate(first) if state == "H"]
    result = []
    for i, (line, state) in enumerate(zip(lines, first, strict=True)):
        around = [first[n] if 0 <= n < len(first) else "." for n in range(i - 2, i + 4)]
        features = [
            f"@{state}",
            f"@-{around[1]}{state}",
            f"@+{state}{around[3]}",
            f"@-+{around[1]}{state}{around[3]}",
            f"@++{state}{around[3]}{around[4]}",
            f"@+++{state}{around[3]}{around[4]}{around[5]}",
            f"@--{around[0]}{around[1]}{state}",
        ]
        if state[0] in "HhSC" or (len(line.folded) <= SHORT and not ends_sentence(line.folded)):
            place = bisect_left(heads, i)
            before = heads[place - 1] if place else 0
            after = next((n for n in heads[place : place + 2] if n > i + 1), len(lines))
            block = first[before:i]
            onward = first[i + 1 : after]
            left = _grams(_joined(lines[max(before, i - 14) : i])[-1600:], lexicon.common)
            right = _grams(_joined(lines[i + 1 : min(after, i + 15)])[:1600], lexicon.common)
            own = _grams(line.folded, lexicon.common)
            across = len(left & right)
            share = 20 * across // (1 + min(len(left), len(right)))
            sections = sum(s[0] == "S" for s in block)
            kind = state[0]
            features += [
                f"@share{min(share, 8)}{kind}",
                f"@across{_bucket(across, (0, 1, 2, 4, 8, 16, 32))}{kind}",
                f"@into{_bucket(len(own & right), (0, 1, 2, 4, 8))}{kind}",
                f"@out{_bucket(len(own & left), (0, 1, 2, 4, 8))}{kind}",
                f"@sections{min(sections, 3)}{kind}",
                f"@onward{'B' in onward[:3]}{any(s[0] == 'S' for s in onward)}{kind}",
                f"@byline{'B' in block}{'B' in onward[:3]}{kind}",
                f"@tail{'T' in block}{kind}",
                f"@size{_bucket(len(block), (0, 1, 2, 4, 8, 16, 32))}{kind}",
                f"@ahead{_bucket(len(onward), (0, 1, 2, 4, 8, 16, 32))}{kind}",
                f"@share{min(share, 4)}byline{'B' in block}{'B' in onward[:3]}",
            ]
        result.append(features)
    return result


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.folded for line in lines)
