"""The briefing as plain text, Markdown or HTML: every line cites 报名·日期·版."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from store.briefing_records import Appeared, Briefing, Cited, Coming, Counted, Hit, Told
from store.clean import clean_line
from tui.cells import Cells
from tui.sparkline import sparkline
from tui.words import _, day_label, ngettext

BARS = "▁▂▃▄▅▆▇█"
LONGEST = 110


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section: what it says, what is quoted below it, where it stands.

    ``note`` is short and stays when the line is cut; ``aside`` has a line of its own. ``ids``: the
    articles behind it; ``edition``: paper and date, of a line that is about one.
    """

    text: str
    quote: str = ""
    cited: tuple[Cited, ...] = ()
    ids: tuple[int, ...] = ()
    edition: tuple[str, str] | None = None
    note: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines."""

    id: str
    title: str
    items: tuple[Item, ...]


def shortened(text: str) -> str:
    """A quotation of at most ``LONGEST`` characters, cut where a clause ends and marked so."""
    line = clean_line(text)
    if len(line) <= LONGEST:
        return line
    end = max(line.rfind(stop, 40, LONGEST) for stop in "，；：、")
    return line[: end if end > 0 else LONGEST] + "…"


def cite(cited: Cited) -> str:
    """报名·日期·版."""
    parts = [clean_line(cited.paper), cited.date]
    if cited.page:
        parts.append(_("p. {page}").format(page=clean_line(cited.page)))
    return "·".join(p for p in parts if p)


def sections(briefing: Briefing) -> list[Section]:
    """The sections that have something to say, in their order."""
    where = _places(briefing)
    people = _("People")
    if briefing.since and any(one.fresh for one in briefing.people):
        people += "  " + _("(archive since {date})").format(date=day_label(briefing.since))
    found = [
        Section("arrived", _("Arrived"), tuple(_arrived(briefing))),
        Section("told", _("Top stories"), tuple(_story(t) for t in briefing.told)),
        Section("changes", _("Changes of post"), tuple(_person(a) for a in briefing.changes)),
        Section("people", people, tuple(_person(a) for a in briefing.people)),
        Section("rose", _("Rising words"), tuple(_rose(briefing, where))),
        Section("watched", _("Watched"), tuple(_hit(h, where) for h in briefing.watched)),
        Section("searches", _("Saved searches"), tuple(_hit(h, where) for h in briefing.searches)),
        Section("numbers", _("Numbers"), tuple(_number(n) for n in briefing.numbers)),
        Section("coming", _("Coming up"), tuple(_coming(c) for c in briefing.coming)),
        Section("unread", _("Still unread from before"), tuple(_unread(briefing))),
    ]
    return [section for section in found if section.items]


def _places(briefing: Briefing) -> Callable[[Sequence[int]], tuple[Cited, ...]]:
    """Where articles stand, the newest of them first."""
    known = {c.article_id: c for c in briefing.cites}
    return lambda ids: tuple(known[i] for i in sorted(ids, reverse=True) if i in known)


def _arrived(briefing: Briefing) -> Iterator[Item]:
    for edition in briefing.arrived:
        pages = ngettext("{count} page", "{count} pages", len(edition.pages)).format(
            count=len(edition.pages)
        )
        articles = ngettext("{count} article", "{count} articles", edition.articles).format(
            count=edition.articles
        )
        text = f"{clean_line(edition.paper)} {day_label(edition.date)}  {pages}  {articles}"
        if edition.missing:
            text += "  " + _("missing: {pages}").format(
                pages=" ".join(map(clean_line, edition.missing))
            )
        yield Item(text, edition=(edition.paper, edition.date))
    if briefing.absent:
        yield Item(
            _("not here, though usual: {papers}").format(
                papers=" ".join(map(clean_line, briefing.absent))
            )
        )


def _story(told: Told) -> Item:
    papers, count = len({c.paper for c in told.articles}), len(told.articles)
    note = aside = ""
    if papers > 1:
        note = ngettext("{count} paper", "{count} papers", papers).format(count=papers)
    elif count > 1:
        note = ngettext("{count} article", "{count} articles", count).format(count=count)
    if told.before:
        first = dict.fromkeys((c.paper, c.date) for c in told.before)
        names = " ".join(f"{clean_line(paper)}·{date}" for paper, date in first)
        aside = _("(had before: {papers})").format(papers=names)
    every = (*told.articles, *told.before)
    return Item(
        clean_line(told.title),
        shortened(told.sentence),
        every,
        tuple(c.article_id for c in every),
        note=note,
        aside=aside,
    )


def _person(one: Appeared) -> Item:
    text = f"{clean_line(one.name)}  "
    if one.left:
        text += _("no longer {post}").format(post=clean_line(one.post))
    else:
        text += clean_line(one.post)
    if one.before:
        text += "  " + _("(before: {post})").format(post=clean_line(one.before))
    elif one.fresh:
        text += "  " + _("(first seen)")
    if one.beside:
        text += "  " + _("with {names}").format(names=" ".join(map(clean_line, one.beside)))
    text += _when(one.when, one.cited.date)
    return Item(text, shortened(one.sentence), (one.cited,), (one.cited.article_id,))


def _when(days: tuple[str, str] | None, edition: str) -> str:
    """The days a relative date means; with their year where it is not the edition's."""
    if not days:
        return ""
    if any(day[:4] != edition[:4] for day in days):
        return "  [" + " — ".join(dict.fromkeys(days)) + "]"
    return f"  [{_span(*days)}]"


def _span(first: str, last: str) -> str:
    return day_label(first) if first == last else f"{day_label(first)} — {day_label(last)}"


def _hit(hit: Hit, where: Callable[[Sequence[int]], tuple[Cited, ...]]) -> Item:
    return Item(
        f"{clean_line(hit.name)} {len(hit.articles)}", cited=where(hit.articles), ids=hit.articles
    )


def _number(one: Counted) -> Item:
    text = f"{clean_line(one.what or '')} {clean_line(one.text)}".strip() + _when(
        one.when, one.cited.date
    )
    return Item(text, shortened(one.sentence), (one.cited,), (one.cited.article_id,))


def _coming(one: Coming) -> Item:
    text = f"{_span(one.first, one.last)}  {clean_line(one.title)}"
    return Item(text, shortened(one.sentence), (one.cited,), (one.cited.article_id,))


def _rose(
    briefing: Briefing, where: Callable[[Sequence[int]], tuple[Cited, ...]]
) -> Iterator[Item]:
    for rose in briefing.rose:
        articles = ngettext("{count} article", "{count} articles", rose.count).format(
            count=rose.count
        )
        line = sparkline(rose.counts, BARS)
        text = f"{clean_line(rose.word)}  {line}  {articles}"
        yield Item(text, cited=where(rose.articles), ids=rose.articles)


def _unread(briefing: Briefing) -> Iterator[Item]:
    if briefing.unread_before:
        count = len(briefing.unread_before)
        yield Item(
            ngettext("{count} article", "{count} articles", count).format(count=count),
            cited=_places(briefing)(briefing.unread_before),
            ids=briefing.unread_before,
        )


def _title(briefing: Briefing) -> str:
    return _("Morning briefing") + "  " + " ".join(day_label(d) for d in briefing.dates[:3])


def as_text(briefing: Briefing, cells: Cells, width: int) -> list[str]:
    """Lines of plain text, none wider than ``width`` cells."""
    lines = [cells.fit(_title(briefing), width, pad=False)]
    for section in sections(briefing):
        lines += ["", cells.fit(f"{section.title} {len(section.items)}", width, pad=False)]
        for item in section.items:
            where = " ".join(cite(c) for c in item.cited[:3])
            tail = "".join(f"  {part}" for part in (item.note, where) if part)
            if cells.width(item.text) + cells.width(tail) + 2 <= width:
                lines.append(f"  {item.text}{tail}")
            else:
                lines.append("  " + cells.fit(item.text, width - 2, pad=False))
                if tail:
                    lines.append("    " + cells.fit(tail[2:], width - 4, pad=False))
            if item.aside:
                lines.append("    " + cells.fit(item.aside, width - 4, pad=False))
            if item.quote:
                lines += [
                    f"    {line}" for line in wrapped(in_quotes(item.quote), cells, width - 4)
                ]
    return lines


def in_quotes(text: str) -> str:
    """The paper's words as a quotation; what opens with a quotation mark has its own."""
    return text if text.startswith("“") else f"“{text}”"


def wrapped(text: str, cells: Cells, width: int) -> list[str]:
    """``text`` in lines of at most so many cells."""
    return [text[start:end].rstrip() for start, end in cells.wrap(text, width)]


def as_markdown(briefing: Briefing) -> list[str]:
    """Markdown: a heading a section, a bullet an item."""
    lines = [f"# {_escaped(_title(briefing))}"]
    for section in sections(briefing):
        lines += ["", f"## {_escaped(section.title)}", ""]
        for item in section.items:
            where = " ".join(cite(c) for c in item.cited[:3])
            rest = " ".join(_escaped(part) for part in (item.note, where, item.aside) if part)
            lines.append(f"- **{_escaped(item.text)}** {rest}".rstrip())
            if item.quote:
                lines.append(f"  > {_escaped(item.quote)}")
    return lines


def _escaped(text: str) -> str:
    return "".join("\\" + c if c in "\\`*_[]<>#|" else c for c in text)


def as_html(briefing: Briefing) -> str:
    """One self-contained page: no script, nothing loaded from elsewhere, everything escaped."""
    parts = [
        "<!doctype html>",
        '<html lang="zh"><head><meta charset="utf-8">',
        f"<title>{html.escape(_title(briefing))}</title>",
        "<style>body{max-width:42em;margin:2em auto;padding:0 1em;font-family:serif;line-height:1.6}"
        "h1{font-size:1.4em}h2{font-size:1.1em;margin-top:1.6em;border-bottom:1px solid #ccc}"
        "li{margin:.5em 0}q{display:block;color:#444}cite{color:#777;font-style:normal;font-size:.9em}"
        "</style></head><body>",
        f"<h1>{html.escape(_title(briefing))}</h1>",
    ]
    for section in sections(briefing):
        parts.append(f"<h2>{html.escape(section.title)}</h2><ul>")
        for item in section.items:
            where = " ".join(cite(c) for c in item.cited[:3])
            where = "  ".join(part for part in (item.note, where, item.aside) if part)
            quote = f"<q>{html.escape(item.quote)}</q>" if item.quote else ""
            place = f" <cite>{html.escape(where)}</cite>" if where else ""
            parts.append(f"<li><strong>{html.escape(item.text)}</strong>{place}{quote}</li>")
        parts.append("</ul>")
    parts.append("</body></html>")
    return "\n".join(parts)
