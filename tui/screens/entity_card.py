"""The card of an entity as lines: what it is called, posts, when it appeared, with whom, in what words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from store.held_posts import short_title
from store.records import Companion, Context, EntityCard, HeldPost, MergeHint
from tui.cells import Cells
from tui.sparkline import sparkline
from tui.terminal import Marks, clean_line
from tui.words import _, ngettext

DIM = Style(dim=True)
BOLD = Style(bold=True)
WARM = Style(color="yellow")
HEADING = Style(color="cyan", bold=True)
NAME = Style(bold=True, underline=True)
_POSTS = 8
_PROVED = 3
_COMPANIONS = 12
_KINDS = ("PER", "ORG", "LOC", "COL", "BYL")
#: The card itself: its newest article; a post: the article that proves it.
Target = Companion | Context | MergeHint | HeldPost | EntityCard
Pieces = tuple[tuple[str, Style], ...]


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line: pieces with their styles, and what Enter opens (None: nothing)."""

    pieces: Pieces
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """How a card is set: widths, signs, the cells there are, and the articles marked on it."""

    cells: Cells
    marks: Marks
    width: int
    marked: Collection[int] = ()


def kind_name(kind: str) -> str:
    """What a kind is called."""
    return {
        "PER": _("person"),
        "ORG": _("organisation"),
        "LOC": _("place"),
        "BYL": _("credited"),
        "COL": _("column"),
    }[kind]


def card_lines(card: EntityCard, setting: Setting, chart: Sequence[Pieces] = ()) -> list[CardLine]:
    """The lines of a card; the chart in place of a sparkline once it is drawn."""
    lines = [_title(card, setting)]
    others = [n for n in (*card.merged, *card.names) if n != card.name]
    if others:
        text = _("also {names}").format(names=" ".join(dict.fromkeys(map(clean_line, others))))
        lines.append(CardLine(((" " + text, DIM),)))
    for n, post in enumerate(card.posts[:_POSTS]):
        lines += _post(post, n, card, setting)
    if card.hint:
        text = _("two of one name? {bodies}").format(bodies=clean_line(card.hint))
        lines.append(CardLine(((" " + text, WARM),)))
    lines += [_proposal(hint, card, setting) for hint in card.proposals]
    lines += _times(card, setting, chart)
    if card.companions or card.partial:
        head = _("appears with")
        if card.partial:
            head += " …"
        lines.append(CardLine(()))
        lines.append(CardLine(((" " + head, HEADING),)))
        lines += [_companion(c, setting) for c in _told(card.companions)]
    if card.contexts:
        lines.append(CardLine(()))
        lines.append(CardLine(((" " + _("in context"), HEADING),)))
        lines += [_context(c, setting) for c in card.contexts]
    return lines


def _title(card: EntityCard, setting: Setting) -> CardLine:
    pieces = [(f" {clean_line(card.name)}", BOLD), (f"  {kind_name(card.kind)}", DIM)]
    if card.watched:
        pieces.append((f"  {setting.marks.watched}" + _("watched"), WARM))
    return CardLine(tuple(pieces), card)


def _post(post: HeldPost, place: int, card: EntityCard, setting: Setting) -> list[CardLine]:
    """A post held: its title and times, then the newest proof; what went before is dim.

    Of many posts the first are proved here, the others by the article that Enter opens.
    """
    posts = card.posts
    cells, width = setting.cells, setting.width
    title = clean_line(short_title(post.post, post.organisation))
    if post.inferred:
        title += _(" (inferred)")
    if post.ended:
        title += _(" (ended)")
    changed = place == 0 and not post.past and len(posts) > 1 and posts[-1].past
    if changed and all(other.last < post.first for other in posts if other.past):
        title = _("{post} (new)").format(post=title)
    elif post.past and not post.ended:
        title = _("before: {post}").format(post=title)
    span = post.first if post.first == post.last else f"{post.first} — {post.last}"
    times = ngettext("{count} time", "{count} times", post.count).format(count=post.count)
    tail = f"  {span}  {times}"
    style = WARM if place == 0 and not post.past else DIM if post.past else Style.null()
    lines = []
    room = width - 2 - cells.width(tail)
    if cells.width(title) > room:
        lines.append(CardLine(((" " + cells.fit(title, max(8, width - 2), pad=False), style),)))
        title = ""
    lines.append(CardLine(((" " + cells.fit(title, max(1, room)), style), (tail, DIM)), post))
    if place < _PROVED or len(posts) <= _PROVED + 1:
        lines.append(_proof(post, card, setting))
    return lines


def _proof(post: HeldPost, card: EntityCard, setting: Setting) -> CardLine:
    """The sentence that states the post; of a long one what stands around the name."""
    sentence = clean_line(post.sentence)
    room = max(8, setting.width - 6)
    if setting.cells.width(sentence) > room:
        own = (*card.names, card.name)
        at = min((sentence.find(name) for name in own if name in sentence), default=0)
        first = max(0, at - room // 4)
        sentence = ("…" if first else "") + sentence[first:]
    quote = setting.cells.fit(f"   “{sentence}", setting.width - 3, pad=False)
    return CardLine(((quote + "”", DIM),))


def _proposal(hint: MergeHint, card: EntityCard, setting: Setting) -> CardLine:
    """What may be the same, and why; ``=`` makes it so."""
    other = hint.full if card.name == hint.short else hint.short
    why = [
        ngettext("{count} article", "{count} articles", hint.articles).format(count=hint.articles)
    ]
    if hint.printed:
        why.append(
            ngettext("in {count} printed for it", "in {count} printed for it", hint.printed).format(
                count=hint.printed
            )
        )
    if hint.home:
        why.append(_("of the paper's home {place}").format(place=clean_line(hint.home)))
    if hint.shared:
        why.append(_("{count} of the same company").format(count=hint.shared))
    text = _("the same? {name}").format(name=clean_line(other))
    tail = _("= merges")
    room = max(8, setting.width - 3 - setting.cells.width(tail))
    line = setting.cells.fit(f" {text}  " + _(", ").join(why), room)
    return CardLine(((line, WARM), ("  " + tail, DIM)), hint)


def _times(card: EntityCard, setting: Setting, chart: Sequence[Pieces]) -> list[CardLine]:
    about = [
        ngettext("{count} article", "{count} articles", card.articles).format(count=card.articles),
        f"{card.first} — {card.last}",
    ]
    if card.page_one:
        about.append(_("page one {count}").format(count=card.page_one))
    if card.titles:
        about.append(_("in titles {count}").format(count=card.titles))
    if card.present:
        about.append(
            _("first of those present {count} of {all}").format(count=card.led, all=card.present)
        )
    lines = [CardLine(())]
    lines += [CardLine(row) for row in chart]
    if not chart:
        label = _("by day") if card.by == "day" else _("by month")
        room = max(8, setting.width - setting.cells.width(label) - 4)
        counts = [count for _day, count in card.days][-room:]
        bars = sparkline(counts, setting.marks.bars)
        lines.append(CardLine(((f" {label}  ", DIM), (bars, Style(color="cyan")))))
    line = " " + about[0]
    for part in about[1:]:
        if setting.cells.width(line) + 2 + setting.cells.width(part) > setting.width:
            lines.append(CardLine(((line, DIM),)))
            line = " " + part
        else:
            line += "  " + part
    return [*lines, CardLine(((line, DIM),))]


def _told(companions: Sequence[Companion]) -> list[Companion]:
    """The most telling ones, people first, of each kind the most frequent first."""
    return sorted(companions[:_COMPANIONS], key=lambda c: (_KINDS.index(c.kind), -c.count))


def _companion(companion: Companion, setting: Setting) -> CardLine:
    tail = f"{companion.count:>5}  {kind_name(companion.kind)}"
    room = max(8, min(40, setting.width - setting.cells.width(tail) - 3))
    name = "  " + setting.cells.fit(clean_line(companion.name), room)
    return CardLine(((name, Style.null()), (tail, DIM)), companion)


def _context(context: Context, setting: Setting) -> CardLine:
    """The sentence with the name in one column of cells, as concordances are set."""
    cells = setting.cells
    page = _("p. {page}").format(page=context.page) if context.page else ""
    sign = setting.marks.unread if context.article_id in setting.marked else " "
    sign = cells.fit(f" {sign}", 2)
    head = cells.fit(f"{context.date[5:]} {page}", 12)
    begin: Pieces = ((sign, WARM), (head, DIM))
    name = clean_line(context.sentence[context.start : context.end])
    if not name:
        return CardLine((*begin, (clean_line(context.title), Style.null())), context)
    room = max(10, setting.width - 14 - cells.width(name) - 2)
    left_room = room // 2
    left = clean_line(context.sentence[: context.start])
    while cells.width(left) > left_room:
        left = left[1:]
    left = " " * (left_room - cells.width(left)) + left
    right = cells.fit(clean_line(context.sentence[context.end :]), room - left_room, pad=False)
    return CardLine((*begin, (left, Style.null()), (name, NAME), (right, Style.null())), context)


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
