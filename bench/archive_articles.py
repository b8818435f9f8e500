"""The articles of a made-up archive, and what there is to find in them.

Ten years of editions of up to 20 papers, 8 pages of 6 articles each, about 840 characters an
article: words of jieba's dictionary file drawn as Zipf has it, 200 000 names with posts, a few
hundred events that burst and die away. An edition depends on its number alone, so any part can be
made anywhere, again and the same. Since the sentences with names, posts, dates and sums are put
together here, what an ideal language stage would find is known without analysing.
"""

from __future__ import annotations

import datetime
import importlib.util
import random
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from store.reading.edition import EditionHint
from store.reading.table import record_article
from store.records import Article, DateMention, FigureMention, Findings, Keyword, Mention, Post

SEED = 20260302
SOURCE = "archive.jsonl"
FIRST_DAY = datetime.date(2016, 1, 1)
DAYS = 3653
PAPERS = tuple(f"第{n:02d}日报" for n in range(1, 21))
PAGES = ("要闻", "综合", "民生", "经济", "社会", "文化", "体育", "副刊")
ON_PAGE = 6
IN_EDITION = len(PAGES) * ON_PAGE
MOST = IN_EDITION * len(PAPERS) * DAYS
PEOPLE, BODIES, PLACES = 140_000, 40_000, 20_000

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕"
    "丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱"
    "严覃武孔单查仇区解曾盖乐翟缪"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文志海东春晓雪云峰林志宏新立中永天"
    "成安宁子一思雨佳欣慧颖博宇浩然晨阳瑞祥庆昌盛兴家和光正德义信仁礼智远清泉江河山川石松柏竹菊荷莲"
)
_STEMS = (
    "青白柳河云湖南北东西新长大小石金银玉龙凤梅兰竹松杨桃李桥塘湾坪岭坡沟渡港沙泉井田园林溪潭洲台"
)
_PLACE_ENDS = ("村", "镇", "乡", "街道", "社区", "县", "区", "新村", "路", "工业园")
_BODY_ENDS = (
    "水利站",
    "中学",
    "医院",
    "农商行",
    "机械厂",
    "研究所",
    "合作社",
    "图书馆",
    "派出所",
    "民政局",
)
_POSTS = ("局长", "副局长", "主任", "站长", "院长", "校长", "书记", "经理", "所长", "馆长")
_SAYS = ("介绍", "表示", "告诉记者", "指出")
_STOPS = ("，", "，", "，", "。", "、")


@dataclass(frozen=True, slots=True)
class _World:
    """What every edition draws from. ``terms``: which words can rise and fall."""

    words: list[str]
    sizes: list[int]
    terms: list[bool]
    shares: Any
    people: list[str]
    bodies: list[str]
    places: list[str]
    bursts: list[list[tuple[str, float]]]


@lru_cache(maxsize=1)
def world() -> _World:
    """Made once a process, always the same."""
    rng = random.Random(SEED)
    rows = [line.split() for line in _dictionary().read_text(encoding="utf-8").splitlines()]
    ranked = sorted(((int(r[1]), r[0], r[2]) for r in rows), reverse=True)
    chosen = [r for r in ranked if all("一" <= c <= "鿿" for c in r[1])][:30_000]
    words = [word for _count, word, _tag in chosen]
    shares = 1 / (np.arange(len(words)) + 3.0)
    people = [a + b + c for a, b, c in product(_SURNAMES, _GIVEN, ("", *_GIVEN))]
    places = [a + b + c for a, b, c in product(_STEMS, _STEMS, _PLACE_ENDS)]
    bodies = [a + b + c for a, b, c in product(_STEMS, places[: 10 * len(_STEMS)], _BODY_ENDS)]
    for names in (people, places, bodies):
        rng.shuffle(names)
    return _World(
        words,
        [len(word) for word in words],
        [n > 200 and len(w) > 1 and t[0] in "nvj" for n, (_c, w, t) in enumerate(chosen)],
        np.cumsum(shares) / shares.sum(),
        list(dict.fromkeys(people))[:PEOPLE],
        list(dict.fromkeys(bodies))[:BODIES],
        list(dict.fromkeys(places))[:PLACES],
        _bursts(rng, words),
    )


def _dictionary() -> Path:
    spec = importlib.util.find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "dict.txt"


def _bursts(rng: random.Random, words: list[str]) -> list[list[tuple[str, float]]]:
    """For each day the events of which it speaks, each with its share of the articles."""
    days: list[list[tuple[str, float]]] = [[] for _ in range(DAYS)]
    rare = [w for w in words[5000:] if len(w) == 2]
    for _event in range(400):
        name = rng.choice(rare) + rng.choice(rare)
        begins, length, peak = rng.randrange(DAYS), rng.randint(3, 60), rng.uniform(0.02, 0.15)
        for day in range(begins, min(DAYS, begins + length)):
            days[day].append((name, peak * (1 - (day - begins) / length)))
    return days


def editions(count: int) -> int:
    """How many editions an archive of so many articles has."""
    if not 0 < count <= MOST:
        raise ValueError(f"an archive has 1 to {MOST:,} articles")
    return -(-count // IN_EDITION)


def edition(number: int, count: int) -> tuple[list[dict[str, Any]], list[Article], list[Findings]]:
    """One edition of an archive of ``count`` articles: records, articles, what is in them."""
    day = number * DAYS // editions(count)
    maker = _Maker(number, day)
    size = min(IN_EDITION, count - number * IN_EDITION)
    made = [maker.article(place) for place in range(size)]
    return [m[0] for m in made], [m[1] for m in made], [m[2] for m in made]


class _Maker:
    """Writes the articles of one edition."""

    def __init__(self, number: int, day: int) -> None:
        self._world = world()
        self._number = number
        self._day = day
        self._date = FIRST_DAY + datetime.timedelta(days=day)
        self._rng = random.Random(SEED * 1_000_003 + number)
        self._draws: list[int] = []
        self._numbers = np.random.default_rng((SEED, number))

    def _word(self) -> int:
        if not self._draws:
            self._draws = np.searchsorted(
                self._world.shares, self._numbers.random(4096), side="right"
            ).tolist()
        return self._draws.pop()

    def _text(self, chars: int, terms: Counter[str]) -> str:
        """Words and signs, about so many characters."""
        words, sizes, can_rise = self._world.words, self._world.sizes, self._world.terms
        out: list[str] = []
        size = clause = 0
        while size < chars:
            n = self._word()
            out.append(words[n])
            size += sizes[n]
            clause += 1
            if can_rise[n]:
                terms[words[n]] += 1
            if clause > 3 and n % 5 == 0:
                out.append(_STOPS[n % 7 % 5])
                size += 1
                clause = 0
        if out[-1] in "，。、":
            out.pop()
        return "".join(out)

    def _one(self, names: list[str]) -> int:
        """The number of a name: few stand often, all now and then."""
        size = len(names)
        if self._rng.random() < 0.15:
            return self._rng.randrange(size)
        return min(size - 1, int(200 * ((size / 200 + 1) ** self._rng.random() - 1)))

    def _post(self, person: int) -> tuple[str, str]:
        """Where someone is what on this day; every fifth of them changes once."""
        changed = person % 5 == 0 and self._day > (person * 7919) % DAYS
        return (
            self._world.bodies[(person * 31 + changed * 17) % BODIES],
            _POSTS[(person + changed) % len(_POSTS)],
        )

    def article(self, place: int) -> tuple[dict[str, Any], Article, Findings]:
        """The article in this place, as a record, as an Article, and what there is to find."""
        rng, world = self._rng, self._world
        n = self._number * IN_EDITION + place
        page = place // ON_PAGE
        terms: Counter[str] = Counter()
        mentions: list[Mention] = []
        posts: list[Post] = []
        dates: list[DateMention] = []
        figures: list[FigureMention] = []
        event = next((w for w, share in world.bursts[self._day] if rng.random() < share), "")
        title = self._text(rng.randint(9, 18), terms)
        if n % 4 == 0:
            named = world.people[self._one(world.people)]
            title = named + title
            mentions.append(Mention("PER", named, named, "title", 0, len(named)))
            terms[named] += 1
        elif event and rng.random() < 0.5:
            title = f"{event} {title}"
            terms[event] += 1
        paragraphs: list[str] = []
        for index in range(6):
            text = ""

            def name(kind: Any, name: str, text: str, index: int = index) -> str:
                mentions.append(Mention(kind, name, name, index, len(text), len(text) + len(name)))
                terms[name] += 1
                return text + name

            if index in (0, 2, 4):
                # The first of an article takes everyone in turn, so that all are named.
                person = n % PEOPLE if index == 0 else self._one(world.people)
                body, post = self._post(person)
                text = name("ORG", body, text) + post
                text = name("PER", world.people[person], text) + rng.choice(_SAYS) + "，"
                sentence = text + self._text(30, terms) + "。"
                posts.append(Post(world.people[person], post, body, False, index, sentence))
                text = sentence
            elif index == 1:
                chosen = n % PLACES if n % 3 == 0 else self._one(world.places)
                text = name("LOC", world.places[chosen], "在")
            elif index == 3:
                text = name("PER", world.people[self._one(world.people)], "记者见到")
            else:
                text = name("ORG", world.bodies[self._one(world.bodies)], "据")
            if event and index in (1, 2, 5):
                text += event
                terms[event] += 1
            if index == 3 and n % 20 == 0:
                coming = self._date + datetime.timedelta(days=rng.randint(2, 20))
                printed = f"{coming.month}月{coming.day}日"
                iso = coming.isoformat()
                text += "将于"
                dates.append(
                    DateMention(
                        printed, index, len(text), len(text) + len(printed), iso, iso, None, True
                    )
                )
                text += f"{printed}举行。"
            if index == 5 and n % 5 == 0:
                value = rng.randint(2, 999)
                printed = f"{value}万元"
                text += "投资"
                figures.append(
                    FigureMention(
                        "sum", printed, index, len(text), len(text) + len(printed),
                        value * 10_000.0, "元", "投资",
                    )
                )  # fmt: skip
                text += f"{printed}，"
            text += self._text(138 - len(text), terms)
            paragraphs.append(text + "。")
        record: dict[str, Any] = {
            "paper": PAPERS[self._number % len(PAPERS)],
            "date": self._date.isoformat(),
            "page": f"{page + 1:02d}",
            "page_name": PAGES[page],
            "title": title,
            "author": f"记者 {world.people[self._one(world.people)]}",
            "paragraphs": paragraphs,
            "id": f"a{n}",
        }
        if n % 9 == 0:
            record["column"] = "今日关注"
        if n % 11 == 0 and n % 4:
            record["title"] = f"图片报道 {title}"
        article = record_article(record, SOURCE, EditionHint())
        mentions += [
            Mention("PER", c.name, c.name, ("credit", index), 0, len(c.name))
            for index, c in enumerate(article.credits)
        ]
        keywords = [
            Keyword(word, 12.0 * count, count)
            for word, count in terms.most_common(8)
            if count > 1 or word == event
        ]
        found = Findings(
            tuple(mentions),
            tuple(posts),
            tuple(keywords),
            tuple(dates),
            tuple(figures),
            tuple(terms.items()),
        )
        return record, article, found
