"""A day's briefing, made from what is stored: computed when its articles arrive, kept as JSON."""

from __future__ import annotations

import json
import math
import re
import sqlite3
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from store.database.connections import writing
from store.database.days import SEQ_BITS, date_of, page_sort
from store.database.found import count_day, unpack
from store.database.rows import WHOLE, decode
from store.digest import lead
from store.entities import same_post
from store.grouping import group, story_of
from store.post_title import full_title
from store.records import (
    Appeared,
    Arrived,
    Article,
    Briefing,
    Cited,
    Coming,
    Counted,
    FigureMention,
    Findings,
    Rose,
    Told,
)

VERSION = "3"
BASE_DAYS = 28
_STORIES = 12
_LEADING = re.compile(
    r"书记|省长|市长|区长|县长|镇长|乡长|州长|主席|总理|总统|部长|局长|厅长|主任|院长|校长|检察长|行长|董事长|总经理|司令|政委|外长|首相|秘书长|会长|常委"
)
_MINOR = re.compile(r"班主任|车间主任|队长|组长|店长")
_TITLES = 8
_MOST = 600


@dataclass(frozen=True, slots=True)
class _Piece:
    """One article of the day as the briefing needs it."""

    id: int
    article: Article
    findings: Findings | None
    cited: Cited
    place: int
    chars: int


def make(db: sqlite3.Connection, day: int) -> Briefing:
    """The briefing of one day."""
    pieces = _pieces(db, day)
    told = _told(pieces)
    changes, people = _people(db, pieces, day)
    return Briefing(
        dates=(date_of(day),),
        arrived=_arrived(db, day),
        absent=_absent(db, day),
        told=told,
        changes=changes,
        people=people,
        rose=_rose(db, day),
        numbers=_numbers(pieces),
        coming=_coming(db, day),
    )


def keep(db: sqlite3.Connection, day: int) -> None:
    """Make a day's briefing and keep it."""
    text = json.dumps(asdict(make(db, day)), ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(text.encode("utf-8", "surrogatepass"))
    with writing(db):
        db.execute("INSERT OR REPLACE INTO briefing_day VALUES (?, ?, ?)", (day, VERSION, packed))


def kept(db: sqlite3.Connection, day: int) -> Briefing | None:
    """The briefing kept for a day, if it is of today's making."""
    row = db.execute(
        "SELECT content FROM briefing_day WHERE day = ? AND made_by = ?", (day, VERSION)
    ).fetchone()
    if row is None:
        return None
    return _from_json(json.loads(zlib.decompress(row[0]).decode("utf-8", "surrogatepass")))


def _from_json(content: dict[str, Any]) -> Briefing:
    def cited(value: dict[str, Any]) -> Cited:
        return Cited(**value)

    return Briefing(
        dates=tuple(content["dates"]),
        arrived=tuple(
            Arrived(a["paper"], a["date"], tuple(a["pages"]), a["articles"], tuple(a["missing"]))
            for a in content["arrived"]
        ),
        absent=tuple(content["absent"]),
        told=tuple(
            Told(
                t["title"], t["sentence"], t["score"], tuple(cited(c) for c in t["articles"]),
                tuple(t["chars"]), tuple(t["people"]),
            )
            for t in content["told"]
        ),
        changes=tuple(_appeared(a) for a in content["changes"]),
        people=tuple(_appeared(a) for a in content["people"]),
        rose=tuple(
            Rose(
                r["word"], r["score"], r["count"], r["base"], tuple(r["counts"]),
                tuple(r["articles"]),
            )
            for r in content["rose"]
        ),
        numbers=tuple(
            Counted(n["text"], n["what"], n["sentence"], cited(n["cited"]))
            for n in content["numbers"]
        ),
        coming=tuple(
            Coming(c["first"], c["last"], c["text"], c["sentence"], cited(c["cited"]))
            for c in content["coming"]
        ),
    )  # fmt: skip


def _appeared(value: dict[str, Any]) -> Appeared:
    return Appeared(
        value["name"], value["post"], value["sentence"], Cited(**value["cited"]), value["before"],
        value["fresh"],
    )  # fmt: skip


def _pieces(db: sqlite3.Connection, day: int) -> list[_Piece]:
    """The first halves of a day's articles, in the order of the papers."""
    cursor = db.execute(
        f"""{WHOLE} WHERE a.id >= ?1 << 16 AND a.id < (?1 + 1) << 16 AND a.continues IS NULL
            ORDER BY e.paper, p.sort, a.ordinal LIMIT {_MOST * 4}""",
        (day,),
    )
    found = []
    contents = {
        row[0]: row[1]
        for row in db.execute(
            """SELECT article_id, content FROM article_found
               WHERE article_id >= ?1 << 16 AND article_id < (?1 + 1) << 16""",
            (day,),
        )
    }
    for row in cursor.fetchall():
        held = sqlite3.Row(cursor, row)
        article = decode(held)
        content = contents.get(held["id"])
        found.append(
            _Piece(
                held["id"],
                article,
                unpack(content) if content else None,
                Cited(held["id"], article.paper or "", article.date or "", article.page or ""),
                held["ordinal"],
                held["chars"],
            )
        )
    return found


def _told(pieces: Sequence[_Piece]) -> tuple[Told, ...]:
    """The day's events by prominence, each with all who carry it."""
    kept = [p for p in pieces if p.article.title][:_MOST]
    stories = [story_of(p.id, p.article, p.findings) for p in kept]
    told = []
    for places in group(stories):
        own = [kept[n] for n in places]
        own.sort(key=lambda p: -_weight(p))
        papers = {p.cited.paper for p in own}
        best = own[0]
        score = _weight(best) + 1.5 * (len(papers) - 1) + 0.3 * (len(own) - 1)
        people = Counter(
            m.name
            for p in own
            if p.findings
            for m in p.findings.mentions
            if m.kind == "PER" and not isinstance(m.where, tuple)
        )
        told.append(
            Told(
                title=best.article.title,
                sentence=lead([p.text for p in best.article.paragraphs], best.article.title),
                score=round(score, 2),
                articles=tuple(p.cited for p in own),
                chars=tuple(p.chars for p in own),
                people=tuple(name for name, _count in people.most_common(4)),
            )
        )
    told.sort(key=lambda t: (-t.score, t.articles[0].article_id))
    return tuple(told[:_STORIES])


def _weight(piece: _Piece) -> float:
    """How prominently an article stands: page, place on it, length, jump."""
    page = page_sort(piece.cited.page) if piece.cited.page else ""
    number = re.search(r"\d+", page)
    sheet = int(number[0]) if number else 0
    value = 4.0 if sheet in (0, 1) else 2.0 / sheet + 0.5
    value += 2.0 / (1 + 0.5 * (piece.place - 1))
    value += min(2.0, math.log1p(piece.chars / 300))
    value += 0.8 if piece.article.jump else 0.0
    value -= 1.5 if piece.article.is_photo else 0.0
    return value


def _people(
    db: sqlite3.Connection, pieces: Sequence[_Piece], day: int
) -> tuple[tuple[Appeared, ...], tuple[Appeared, ...]]:
    """Changes of post and first appearances; and the leading people of the day."""
    cited = {p.id: p.cited for p in pieces}
    weight = {p.id: _weight(p) for p in pieces}
    rows = db.execute(
        """SELECT n.id, n.name, n.first_id, t.post, t.organisation, t.sentence, t.article_id, t.ended
           FROM post t JOIN entity n ON n.id = t.person_id
           WHERE t.article_id >= ?1 << 16 AND t.article_id < (?1 + 1) << 16
           ORDER BY t.article_id""",
        (day,),
    ).fetchall()
    by_person: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        if row[6] in cited:
            by_person[row[0]].append(row)
    changes: list[tuple[float, Appeared]] = []
    people: list[tuple[float, Appeared]] = []
    for person, stated in by_person.items():
        held = [row for row in stated if not row[7]] or stated
        best = max(held, key=lambda r: (len(full_title(r[3], r[4])), weight[r[6]]))
        title = full_title(best[3], best[4])
        earlier = [
            full_title(post, organisation)
            for post, organisation in db.execute(
                """SELECT post, organisation FROM post INDEXED BY post_person
                   WHERE person_id = ? AND article_id < ? AND ended = 0
                   ORDER BY article_id DESC LIMIT 30""",
                (person, day << SEQ_BITS),
            )
        ]
        # 原文旅局局长: what the article itself says was held before.
        left = [full_title(r[3], r[4]) for r in stated if r[7]] if len(held) < len(stated) else []
        earlier += [title_before for title_before in left if not same_post(title, title_before)]
        leading = bool(_LEADING.search(title)) and not _MINOR.search(title)
        value = weight[best[6]] + (2.0 if leading else 0.0) + 0.2 * len(stated)
        fresh = best[2] is not None and best[2] >> SEQ_BITS == day
        changed = bool(earlier) and not any(same_post(title, other) for other in earlier)
        one = Appeared(
            best[1], title, best[5], cited[best[6]],
            before=max(earlier[:5], key=len) if changed else None,
            fresh=fresh and leading and not earlier,
        )  # fmt: skip
        if changed and leading:
            changes.append((value, one))
        elif leading:
            people.append((value, one))
    changes.sort(key=lambda c: -c[0])
    people.sort(key=lambda c: -c[0])
    return tuple(c for _v, c in changes[:_TITLES]), tuple(c for _v, c in people[:_TITLES])


def _rose(db: sqlite3.Connection, day: int) -> tuple[Rose, ...]:
    """The words that rose on the day, boilerplate damped."""
    now, articles = _terms(db, day)
    if not articles:
        return ()
    base: Counter[int] = Counter()
    days_with: Counter[int] = Counter()
    base_articles = days = 0
    history: list[dict[int, int]] = []
    for before in range(day - BASE_DAYS, day):
        terms, count = _terms(db, before)
        if not count:
            continue
        days += 1
        base_articles += count
        base.update(terms)
        days_with.update(terms.keys())
        history.append(terms)
    if days < 3:
        return ()
    scored = []
    for term, count in now.items():
        if count < 2 or days_with[term] > 0.5 * days:
            continue
        score = _g2(count, articles, base[term], base_articles)
        if score > 6:
            scored.append((score, term, count))
    scored.sort(key=lambda s: (-s[0], s[1]))
    found: list[Rose] = []
    for score, term, count in scored[:60]:
        row = db.execute("SELECT word FROM term WHERE id = ?", (term,)).fetchone()
        word = row[0] if row else ""
        if len(word) < 2 or any(word in r.word or r.word in word for r in found):
            continue
        recent = [terms.get(term, 0) for terms in history[-7:]] + [count]
        found.append(
            Rose(word, round(score, 1), count, round(base[term] / days, 2), tuple(recent),
                 _holding(db, day, term))
        )  # fmt: skip
        if len(found) == 10:
            break
    return tuple(found)


def _terms(db: sqlite3.Connection, day: int) -> tuple[dict[int, int], int]:
    """Articles by term on a day, and how many articles that day has."""
    row = db.execute(
        """SELECT articles, terms FROM term_day
           WHERE day = ?1 AND NOT EXISTS (SELECT 1 FROM stale_day WHERE day = ?1)""",
        (day,),
    ).fetchone()
    articles, packed = row if row else count_day(db, day)
    values = array("I")
    values.frombytes(packed)
    return {values[n]: values[n + 1] for n in range(0, len(values), 3)}, articles


def _holding(db: sqlite3.Connection, day: int, term: int) -> tuple[int, ...]:
    found = []
    for article_id, packed in db.execute(
        """SELECT article_id, terms FROM article_found
           WHERE article_id >= ?1 << 16 AND article_id < (?1 + 1) << 16""",
        (day,),
    ):
        values = array("I")
        values.frombytes(packed)
        if term in values[::2]:
            found.append(article_id)
    return tuple(found[:20])


def _g2(count: float, total: float, base: float, base_total: float) -> float:
    """Signed log-likelihood (Dunning 1993)."""
    if total <= 0 or base_total <= 0:
        return 0.0
    rate = (count + base) / (total + base_total)
    value = count * math.log(count / (total * rate)) if count else 0.0
    value += base * math.log(base / (base_total * rate)) if base else 0.0
    return 2 * value if count / total >= base / base_total else -2 * value


def _numbers(pieces: Sequence[_Piece]) -> tuple[Counted, ...]:
    """Sums and shares of the most prominent stories, two of each at most."""
    found: list[Counted] = []
    for piece in sorted(pieces, key=lambda p: -_weight(p))[:12]:
        if piece.findings is None:
            continue
        own = 0
        for figure in piece.findings.figures:
            if not isinstance(figure.where, int) or own == 2 or not _tells(figure):
                continue
            text = piece.article.paragraphs[figure.where].text
            said = _clause(text, figure.start, figure.end)
            if any(said == other.sentence for other in found):
                continue
            found.append(Counted(figure.text, figure.what, said, piece.cited))
            own += 1
    return tuple(found[:10])


def _tells(figure: FigureMention) -> bool:
    """Whether a figure says something by itself: not 一万个普通人, 百分之百, 一元."""
    if figure.kind == "count" and (figure.value < 100 or not figure.what):
        return False
    if figure.kind == "sum" and figure.value < 10_000:
        return False
    if figure.kind == "percent" and figure.value in (0, 100):
        return False
    # Round numbers in characters are figures of speech.
    return any(c.isdigit() for c in figure.text) or len(figure.text.rstrip(figure.unit)) > 3


def _clause(text: str, start: int, end: int) -> str:
    first = max(text.rfind(stop, 0, start) for stop in "。！？；\n") + 1
    stops = [at for at in (text.find(stop, end) for stop in "。！？；\n") if at >= 0]
    return text[first : min(stops) + 1 if stops else len(text)].strip()


def _coming(db: sqlite3.Connection, day: int) -> tuple[Coming, ...]:
    """What articles of the last month announce for the days after this one."""
    found: dict[str, Coming] = {}
    for first, last, sentence, text, article_id, paper, date, page in db.execute(
        """SELECT n.first_day, n.last_day, n.sentence, n.date_text, n.article_id, e.paper, e.date,
                  p.number
           FROM announced n JOIN article a ON a.id = n.article_id
           JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id
           WHERE n.first_day > ?1 AND n.first_day <= ?1 + 45
             AND n.article_id < (?1 + 1) << 16 AND n.article_id >= (?1 - 31) << 16
           ORDER BY n.first_day, n.article_id DESC""",
        (day,),
    ):
        key = f"{first}:{sentence[:12]}"
        if key not in found and len(sentence) >= 8:
            found[key] = Coming(
                date_of(first), date_of(last), text, sentence, Cited(article_id, paper, date, page)
            )
    # Two lines a date at most, so that a busy date does not hide the ones after it.
    by_date: Counter[str] = Counter()
    kept_lines = []
    for coming in found.values():
        by_date[coming.first] += 1
        if by_date[coming.first] <= 2:
            kept_lines.append(coming)
    return tuple(kept_lines[:16])


def _arrived(db: sqlite3.Connection, day: int) -> tuple[Arrived, ...]:
    """The ledger of the day: each edition's pages, and the usual ones that did not come."""
    found = []
    for edition, paper, articles in db.execute(
        "SELECT id, paper, articles FROM edition WHERE day = ? ORDER BY paper", (day,)
    ).fetchall():
        pages = tuple(
            row[0]
            for row in db.execute(
                "SELECT number FROM page WHERE edition_id = ? AND articles > 0 ORDER BY sort",
                (edition,),
            )
        )
        found.append(Arrived(paper, date_of(day), pages, articles, _missing(db, paper, day, pages)))
    return tuple(found)


def _missing(db: sqlite3.Connection, paper: str, day: int, pages: Sequence[str]) -> tuple[str, ...]:
    """Pages that most of the paper's last editions had and this one has not."""
    before = db.execute(
        """SELECT e.id FROM edition e WHERE e.paper = ? AND e.day < ? ORDER BY e.day DESC LIMIT 10""",
        (paper, day),
    ).fetchall()
    if len(before) < 4 or not any(pages):
        return ()
    counts: Counter[str] = Counter()
    sizes = []
    for (edition,) in before:
        numbers = [
            row[0]
            for row in db.execute(
                "SELECT number FROM page WHERE edition_id = ? AND articles > 0", (edition,)
            )
        ]
        sizes.append(len(numbers))
        counts.update(numbers)
    usual = [n for n, c in counts.items() if n and c >= 0.7 * len(before) and n not in pages]
    if len(pages) >= sorted(sizes)[len(sizes) // 2]:
        return ()
    return tuple(sorted(usual, key=page_sort))


def _absent(db: sqlite3.Connection, day: int) -> tuple[str, ...]:
    """Papers that usually appear on this weekday and did not."""
    found = []
    here = {row[0] for row in db.execute("SELECT paper FROM edition WHERE day = ?", (day,))}
    for (paper,) in db.execute(
        "SELECT DISTINCT paper FROM edition WHERE day >= ? AND day < ?", (day - 42, day)
    ).fetchall():
        if paper in here:
            continue
        weeks = [
            db.execute(
                "SELECT 1 FROM edition WHERE paper = ? AND day = ? AND articles > 0",
                (paper, day - 7 * week),
            ).fetchone()
            is not None
            for week in range(1, 6)
        ]
        recent = db.execute(
            "SELECT count(*) FROM edition WHERE paper = ? AND day >= ? AND day < ?",
            (paper, day - 7, day),
        ).fetchone()[0]
        if sum(weeks) >= 3 or (recent >= 6):
            found.append(paper)
    return tuple(sorted(found))
