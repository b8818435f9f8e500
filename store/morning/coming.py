"""Coming up: what articles of the last month announce for the days after this one."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter

from store.database.days import date_of
from store.morning.quoting import tidy
from store.records import Cited, Coming

_SHOWN, _A_DATE = 16, 2
_AHEAD, _BACK = 45, 31
#: A line shows so many characters of a sentence.
_LATE = 70
#: A plan, or a rule that comes into force, makes any date an appointment.
_PLANNED = re.compile(
    r"将(?!军)|定于|拟于|拟在|计划|预计|即将|届时|起施行|起实施|起执行|正式施行|截止|截至|停水|停电|[自从][^，。]{2,16}起"
)
#: What begins or is held makes one of a date that is told as such, unless it is told as past.
_HELD = re.compile(
    r"举行|举办|召开|开幕|闭幕|启动|开始|开放|开通|开跑|开赛|开考|开工|试运营|试运行|揭幕|打响|上映|首发|发射|报名|前往|访问|出发|投用|通车|动工|"
    r"开播|亮相|封闭|施工"
)
_PAST = re.compile(r"[了曾]|已经|查明|成立")
_DATE = re.compile(r"[月日号]$|^(?:明天|后天|明晚|本周|下周|周[一二三四五六日]|星期)")
#: 明天 and 未来 as figures of speech, and days that only have a name.
_SPEECH = re.compile(
    r"(?:为|向|对|着眼|美好|更好的?|的)(?:明天|未来)|明天(?:积蓄|的发展|更美好|会更好)|到来之际|连日来|是第[^，。]{1,8}个"
)


def coming(db: sqlite3.Connection, day: int) -> tuple[Coming, ...]:
    """The agenda, by date; two lines a date at most, so that a busy one does not hide the next."""
    found: dict[str, Coming] = {}
    for first, last, sentence, text, article_id, paper, date, page, title in db.execute(
        """SELECT n.first_day, n.last_day, n.sentence, n.date_text, n.article_id, e.paper, e.date,
                  p.number, a.title
           FROM announced n JOIN article a ON a.id = n.article_id
           JOIN page p ON p.id = a.page_id JOIN edition e ON e.id = p.edition_id
           WHERE n.first_day > ?1 AND n.first_day <= ?1 + ?2
             AND n.article_id < (?1 + 1) << 16 AND n.article_id >= (?1 - ?3) << 16
           ORDER BY n.first_day, n.article_id DESC""",
        (day, _AHEAD, _BACK),
    ):
        said = _from_the_date(tidy(sentence), text)
        if len(said) < 8 or not _is_plan(said, text) or _SPEECH.search(said):
            continue
        found.setdefault(
            f"{first}:{said[:12]}",
            Coming(
                date_of(first),
                date_of(last),
                text,
                said,
                Cited(article_id, paper, date, page),
                title,
            ),
        )
    lines = []
    by_date: Counter[str] = Counter()
    titles: set[tuple[str, str]] = set()
    for one in found.values():
        if (one.first, one.title) in titles:
            continue
        titles.add((one.first, one.title))
        by_date[one.first] += 1
        if by_date[one.first] <= _A_DATE:
            lines.append(one)
    return tuple(lines[:_SHOWN])


def _from_the_date(said: str, date: str) -> str:
    """A sentence that comes to its date late, from the clause that holds it."""
    at = said.find(date.strip())
    if at <= _LATE:
        return said
    return "…" + said[max(said.rfind(stop, 0, at) for stop in "，；：…") + 1 :]


def _is_plan(sentence: str, date: str) -> bool:
    """Whether a sentence announces what it says of the date: not 39天后 in a tale of what was."""
    if _PLANNED.search(sentence):
        return True
    return bool(_HELD.search(sentence) and _DATE.search(date) and not _PAST.search(sentence))
