"""Dates in news text, resolved against the edition's date.

A small grammar of our own: calendar dates (2025年12月17日, 12月17日, 17日), ranges (2月24日至26日),
months, quarters, halves, years and decades, and what counts from today (昨天上午, 本月初, 上周五,
去年同期, 三天前). A date without its year is the nearest one, sooner past than to come unless the
sentence speaks of plans (将于, 定于, 拟于). What the edition's date cannot settle is left out.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from store.language.matching import matches
from store.language.numerals import CHARS, chinese


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date where it stands: half-open offsets, and the first and last day it means.

    ``part`` is the time of day as printed (上午, 晚) or None. ``future`` tells that the sentence
    announces it.
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    part: str | None = None
    future: bool = False


_N = rf"(?:[0-9０-９]{{1,4}}|[{CHARS}]{{1,5}})"
_YEAR = r"(?:(?:19|20)[0-9]{2}|[12１２][０-９]{3}|[一二][〇零○九][〇零○一二三四五六七八九]{2})"
_DASH = r"\s*(?:至|到|—|－|-|~|～|―|–)+\s*"
_PART = (
    r"(?:凌晨|清晨|早晨|早上|早间|上午|中午|午间|下午|傍晚|晚上|晚间|夜间|夜里|深夜|午后|[晨晚夜])"
)
_REL_YEAR = r"今年|去年|前年|明年|后年|本年度?|上年|同年|当年"
_REL_MONTH = r"本月|上个?月|下个?月|上上个?月|当月|同月"
_REL_WEEK = r"本周|这周|上周|下周|上个?星期|下个?星期|这个?星期|本星期|上个?礼拜|下个?礼拜"
_WEEKDAY = r"[一二三四五六日天末]"
_THIRD = r"上旬|中旬|下旬|月初|月中|月底|月末|初|中|底|末"
_DAYS = {
    "大前天": -3, "前天": -2, "前日": -2, "前晚": -2, "前夜": -2, "昨天": -1, "昨日": -1, "昨晚": -1,
    "昨夜": -1, "昨晨": -1, "昨": -1, "今天": 0, "今日": 0, "今晨": 0, "今早": 0, "今晚": 0, "今夜": 0,
    "明天": 1, "明日": 1, "明早": 1, "明晨": 1, "明晚": 1, "后天": 2, "后日": 2, "大后天": 3,
}  # fmt: skip

_PATTERN = re.compile(
    rf"""
    (?P<decade>(?:(?P<century>[0-9]{{1,2}}|[{CHARS}]{{1,3}}|上|本)\s?(?:个)?世纪)
        (?P<ten>[0-9]0|[二三四五六七八九]十)年代)
  | (?P<ymd>(?:(?P<year>{_YEAR})\s?年|(?P<relyear>{_REL_YEAR})(?:的)?)?\s?
        (?P<month>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?月(?:份)?\s?
        (?P<day>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?[日号](?!线|楼|门|院|馆|台|机|井|厅|店|车)
        (?:{_DASH}(?:(?P<year2>{_YEAR})年)?(?:(?P<month2>[0-9]{{1,2}})月)?(?P<day2>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号])?
        (?:(?P<part1>{_PART}))?)
  | (?P<ym>(?:(?P<y3>{_YEAR})\s?年|(?P<ry3>{_REL_YEAR})(?:的)?)\s?
        (?P<m3>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?
        (?:月(?:份)?)?(?:{_DASH}(?P<m4>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?)?月(?:份)?
        (?P<third3>{_THIRD})?)
  | (?P<relmd>(?P<rm5>{_REL_MONTH})(?P<d5>[0-9]{{1,2}})[日号](?:{_DASH}(?P<d6>[0-9]{{1,2}})[日号])?
        (?P<part5>{_PART})?)
  | (?P<quarter>(?:(?P<y6>{_YEAR})年|(?P<ry6>{_REL_YEAR})(?:的)?)?
        (?:第?(?P<q>[一二三四1-4])季度|(?P<q3>前[三3]季度|前三个季度)|(?P<half>上半年|下半年)))
  | (?P<years>(?P<y7>{_YEAR})\s?年?{_DASH}(?P<y8>{_YEAR})\s?年(?!级|龄|代))
  | (?P<yearthird>(?:(?P<y9>{_YEAR})年|(?P<ry9>今年|去年|前年|明年))(?P<third9>年?初|年?底|年?末|年中)(?![小中学次步试露级心见])
        |(?P<bare9>年初|年底|年末)(?=[，。、 ]|前|以来|召|将|完|投|竣|建))
  | (?P<same>(?:去年|上年)(?:同期|同月|同日))
  | (?P<yearonly>(?P<y10>{_YEAR})\s?年(?:度|全年)?(?![代级龄轻来前后以]|[一二三四五六七八九十0-9]))
  | (?P<month11>(?<![0-9０-９年个整{CHARS}第])(?P<m11>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,2}})
        (?:月(?:份)?)?(?:{_DASH}(?P<m12>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,2}}))?月(?:份)?(?P<third11>{_THIRD})?(?![饼亮球子薪刊嫂经牙考息圆夜色光宫坛历季龄台食份额街党]))
  | (?P<week>(?P<rw>{_REL_WEEK})(?P<wd>{_WEEKDAY})?(?P<part13>{_PART})?)
  | (?P<relmonth>(?P<rm14>{_REL_MONTH})(?P<third14>上旬|中旬|下旬|初|中|底|末)?(?![日0-9]))
  | (?P<rel>(?P<word>大前天|大后天|前天|昨天|今天|明天|后天|昨日|今日|明日|前日|昨晚|今晚|明晚|前晚|昨夜|今夜|前夜|今晨|昨晨|明晨|今早|明早|昨(?=[晨晚夜上下]))
        (?P<part15>{_PART})?)
  | (?P<relyearonly>(?P<ry16>今年|去年|前年|明年|后年)(?!级|龄)(?:全年)?)
  | (?P<ago>(?P<n17>[0-9]{{1,3}}|[{CHARS}]{{1,3}}|半)(?P<u17>天|日|周|个?星期|个?礼拜|个月|年)(?:之|以)?(?P<dir17>前|后)(?![卫锋来沿端景排台者沟腰脑期往代提轮半]))
  | (?P<dayonly>(?<![0-9０-９月年.．·第—\-~至到、{CHARS}])(?P<d18>[0-9０-９]{{1,2}})[日号](?![线楼门院馆台机井厅店车起文令地游])
        (?:{_DASH}(?P<d19>[0-9０-９]{{1,2}})[日号])?(?P<part18>{_PART})?)
  | (?P<weekday>(?<![每逢本上下这个几一到至、])(?:周(?!日前)|(?<=[于在到])周(?=日前)|星期)(?P<wd20>[一二三四五六日天])(?![年边围])(?P<part20>{_PART})?)
    """,
    re.VERBOSE,
)
#: With what a date begins.
_BEGINS = re.compile(rf"[0-9０-９{CHARS}半第\s今去前明后本上同当下这大昨周星年]")
_COMING = re.compile(r"将|拟|定于|计划|预计|有望|即将|届时|明起|力争|截止|截至(?!目前)")
_PLANNED = re.compile(
    r"(?:将|拟|定)于|将在|将从|计划于|计划在|预计于|预计在|拟在|定在|即日起至|力争|截止"
)
_STOPS = "。！？；\n"


def _value(text: str | None) -> int | None:
    if not text:
        return None
    if text == "半":
        return 0
    return int(text) if text.isdigit() else chinese(text)


def _day(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 1, day or 1)
    except (ValueError, OverflowError):
        return None


def _month(year: int, month: int) -> tuple[date, date] | None:
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    at = year * 12 + month - 1 + by
    return at // 12, at % 12 + 1


def _third(span: tuple[date, date], which: str | None) -> tuple[date, date]:
    first, last = span
    if which in ("上旬", "月初", "初"):
        return first, first.replace(day=10)
    if which in ("中旬", "月中", "中"):
        return first.replace(day=11), first.replace(day=20)
    if which in ("下旬", "月底", "月末", "底", "末"):
        return first.replace(day=21), last
    return span


def _relative_year(word: str | None, today: date) -> int | None:
    offsets = {
        "今年": 0,
        "本年": 0,
        "本年度": 0,
        "去年": -1,
        "上年": -1,
        "前年": -2,
        "明年": 1,
        "后年": 2,
    }
    return today.year + offsets[word] if word in offsets else None


def _nearest(today: date, month: int, day: int, future: bool) -> date | None:
    """The day nearest to the edition, sooner past than to come."""
    best: date | None = None
    best_cost = 0
    for year in (today.year - 1, today.year, today.year + 1):
        candidate = _day(year, month, day)
        if candidate is None:
            continue
        away = (candidate - today).days
        cost = (away if away >= 0 else -12 * away) if future else (-away if away <= 0 else 3 * away)
        if best is None or cost < best_cost:
            best, best_cost = candidate, cost
    return best


class _Reader:
    """One text's dates; a date leans on the edition and on the sentence it stands in."""

    def __init__(self, text: str, edition: date) -> None:
        self.text = text
        self.today = edition
        self.year: int | None = None

    def found(self) -> list[FoundDate]:
        result: list[FoundDate] = []
        for match in matches(_PATTERN, _BEGINS, self.text):
            kind = next(k for k in _KINDS if match.group(k))
            begin = 1 + max(self.text.rfind(stop, 0, match.start()) for stop in _STOPS)
            before = self.text[begin : match.start()]
            future = bool(_PLANNED.search(before[-14:])) or before.endswith("将")
            span = getattr(self, f"_{kind}")(match, future)
            if span is None:
                continue
            groups = match.groupdict()
            part = next((v for k, v in groups.items() if k.startswith("part") and v), None)
            word = groups.get("word")
            if part is None and word and word[-1] in "晚晨早夜":
                part = word[-1]
            announced = span[1] >= self.today and (future or bool(_COMING.search(before[-8:])))
            # A single day after the paper's own is announced by standing there.
            announced = announced or (span[0] == span[1] and span[0] > self.today)
            result.append(
                FoundDate(
                    match.start(), match.end(), match.group(), span[0], span[1], part, announced
                )
            )
        return result

    def _explicit(self, match: re.Match[str], year: str, relative: str) -> int | None:
        value = _value(match.group(year))
        if value is not None:
            self.year = value
            return value
        word = match.group(relative)
        if word in ("同年", "当年"):
            return self.year
        return _relative_year(word, self.today)

    def _ymd(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        year = self._explicit(m, "year", "relyear")
        month, day = _value(m["month"]) or 0, _value(m["day"]) or 0
        if m["relyear"] and year is None:
            return None
        first = _day(year, month, day) if year else _nearest(self.today, month, day, future)
        if first is None:
            return None
        if not m["day2"]:
            return first, first
        last = _day(
            _value(m["year2"]) or first.year, _value(m["month2"]) or first.month, _value(m["day2"])
        )
        if last is not None and last < first and not m["year2"]:
            last = _day(first.year + 1, last.month, last.day)
        return (first, last) if last and last >= first else (first, first)

    def _ym(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        year = self._explicit(m, "y3", "ry3")
        first = _month(year, _value(m["m3"]) or 0) if year else None
        if first is None:
            return None
        if m["m4"]:
            last = _month(first[0].year, _value(m["m4"]) or 0)
            return (first[0], last[1]) if last and last[1] > first[1] else None
        return _third(first, m["third3"])

    def _relmd(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        by = _relative_month(m["rm5"])
        if by is None:
            return None
        year, month = _shift_month(self.today.year, self.today.month, by)
        first = _day(year, month, _value(m["d5"]))
        last = _day(year, month, _value(m["d6"])) if m["d6"] else first
        return (first, last) if first and last else None

    def _quarter(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        year = self._explicit(m, "y6", "ry6")
        if year is None:
            year = self.today.year
            begins = 7 if m["half"] == "下半年" else 3 * (_value(m["q"]) or 1) - 2
            # In a paper of January or February the quarters not yet begun are last year's.
            if not future and begins > self.today.month and self.today.month <= 2:
                year -= 1
        if m["q3"]:
            if not (future or m["y6"] or m["ry6"]) and self.today.month < 9:
                year -= 1
            return date(year, 1, 1), date(year, 9, 30)
        if m["half"]:
            low, high = (1, 6) if m["half"] == "上半年" else (7, 12)
        else:
            quarter = _value(m["q"]) or 1
            low, high = quarter * 3 - 2, quarter * 3
        one, other = _month(year, low), _month(year, high)
        return (one[0], other[1]) if one and other else None

    def _years(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        low, high = _value(m["y7"]) or 0, _value(m["y8"]) or 0
        return (date(low, 1, 1), date(high, 12, 31)) if 1000 < low < high < 3000 else None

    def _yearthird(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        if m["bare9"]:
            year: int | None = self.today.year
            which = m["bare9"]
            if which != "年初" and self.today.month <= 2 and not future:
                year = self.today.year - 1
        else:
            year, which = self._explicit(m, "y9", "ry9"), m["third9"]
        if year is None:
            return None
        if which.endswith("初"):
            return date(year, 1, 1), date(year, 2, calendar.monthrange(year, 2)[1])
        if which.endswith("中"):
            return date(year, 6, 1), date(year, 7, 31)
        return date(year, 12, 1), date(year, 12, 31)

    def _same(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        year = self.today.year - 1
        if m.group().endswith("日"):
            return _pair(_day(year, self.today.month, self.today.day))
        if m.group().endswith("月"):
            return _month(year, self.today.month)
        return _whole_year(year)

    def _yearonly(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        year = _value(m["y10"]) or 0
        self.year = year
        return _whole_year(year)

    def _month11(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        month = _value(m["m11"]) or 0
        if not 1 <= month <= 12:
            return None
        middle = _nearest(self.today, month, 15, future)
        if middle is None:
            return None
        if not future and month == self.today.month:
            middle = self.today.replace(day=15)
        span = _month(middle.year, month)
        if span and m["m12"]:
            last = _month(middle.year, _value(m["m12"]) or 0)
            return (span[0], last[1]) if last and last[1] > span[1] else None
        return _third(span, m["third11"]) if span else None

    def _week(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        by = 0 if m["rw"][0] in "本这" else -7 if m["rw"][0] == "上" else 7
        monday = self.today - timedelta(days=self.today.weekday()) + timedelta(days=by)
        if not m["wd"]:
            return monday, monday + timedelta(days=6)
        if m["wd"] == "末":
            return monday + timedelta(days=5), monday + timedelta(days=6)
        return _pair(monday + timedelta(days="一二三四五六日天".index(m["wd"].replace("天", "日"))))

    def _weekday(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        monday = self.today - timedelta(days=self.today.weekday())
        return _pair(monday + timedelta(days="一二三四五六日".index(m["wd20"].replace("天", "日"))))

    def _relmonth(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        by = _relative_month(m["rm14"])
        if by is None:
            return None
        span = _month(*_shift_month(self.today.year, self.today.month, by))
        return _third(span, m["third14"]) if span else None

    def _rel(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        return _pair(self.today + timedelta(days=_DAYS[m["word"]]))

    def _relyearonly(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        year = _relative_year(m["ry16"], self.today)
        return _whole_year(year) if year else None

    def _ago(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        value = _value(m["n17"])
        if value is None:
            return None
        sign = -1 if m["dir17"] == "前" else 1
        unit = m["u17"].lstrip("个")
        if unit in ("天", "日") and value:
            return _pair(self.today + timedelta(days=sign * value))
        if unit in ("周", "星期", "礼拜") and value:
            middle = self.today + timedelta(days=7 * sign * value)
            return middle - timedelta(days=3), middle + timedelta(days=3)
        if unit == "月" and value:
            return _month(*_shift_month(self.today.year, self.today.month, sign * value))
        if unit == "年" and value and value < 1000:
            return _whole_year(self.today.year + sign * value)
        if unit == "年" and value == 0:
            return _month(*_shift_month(self.today.year, self.today.month, sign * 6))
        return None

    def _dayonly(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        day = _value(m["d18"]) or 0
        if not 1 <= day <= 31:
            return None
        best: date | None = None
        for by in (-1, 0, 1) if future else (0, -1, -2):
            candidate = _day(*_shift_month(self.today.year, self.today.month, by), day)
            if candidate is None:
                continue
            if future and candidate >= self.today:
                best = candidate
                break
            if not future and candidate <= self.today + timedelta(days=1):
                best = candidate
                break
        if best is None:
            return None
        last = _day(best.year, best.month, _value(m["d19"])) if m["d19"] else best
        return (best, last) if last and last >= best else (best, best)

    def _decade(self, m: re.Match[str], future: bool) -> tuple[date, date] | None:
        ten = _value(m["ten"]) or 0
        word = m["century"]
        century = {"上": 20, "本": 21}.get(word) or _value(word) or 0
        if not 10 <= century <= 21:
            return None
        low = (century - 1) * 100 + ten
        return date(low, 1, 1), date(low + 9, 12, 31)


_KINDS = (
    "decade", "ymd", "ym", "relmd", "quarter", "years", "yearthird", "same", "yearonly", "month11",
    "week", "relmonth", "rel", "relyearonly", "ago", "dayonly", "weekday",
)  # fmt: skip


def _pair(day: date | None) -> tuple[date, date] | None:
    return (day, day) if day else None


def _whole_year(year: int) -> tuple[date, date] | None:
    return (date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= 9998 else None


def _relative_month(word: str) -> int | None:
    if word.startswith("上上"):
        return -2
    return {"本": 0, "上": -1, "下": 1}.get(word[0])


def dates(text: str, edition: date) -> list[FoundDate]:
    """The dates of ``text``, in order, resolved against the date of the edition it stood in."""
    return _Reader(text, edition).found()
