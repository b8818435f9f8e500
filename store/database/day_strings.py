"""How often given strings stand in the texts of a day: all texts are read, no index is asked."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import islice
from operator import add

#: Articles and occurrences.
Counted = tuple[int, int]


class Strings:
    """Strings that are looked for in every text of a day."""

    def __init__(self, terms: Mapping[str, int]) -> None:
        self._single = {term: number for term, number in terms.items() if len(term) == 1}
        self._pairs = {term: number for term, number in terms.items() if len(term) == 2}
        self._longer: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for term, number in terms.items():
            if len(term) > 2:
                self._longer[term[:2]].append((term, term[-2:], number))

    def of_day(self, db: sqlite3.Connection, day: int) -> dict[int, Counted]:
        """By string its articles and occurrences; both halves of a jump are one article, and a second
        half's headline, which repeats the first one's, is not counted."""
        articles: Counter[int] = Counter()
        occurrences: Counter[int] = Counter()
        halves: defaultdict[int, Counter[int]] = defaultdict(Counter)
        rows = db.execute(
            """SELECT a.id, a.continues, a.title, b.text, b.aside FROM article a
               JOIN article_body b ON b.article_id = a.id
               WHERE a.id >= ?1 << 16 AND a.id < (?1 + 1) << 16""",
            (day,),
        ).fetchall()
        jumped = {row[1] for row in rows if row[1] is not None}
        for article, continues, title, text, aside in rows:
            inside = f"{text}\n{aside or ''}"
            if continues is None and article not in jumped:
                found = self.times(f"{title}\n{inside}")
                articles.update(found.keys())
                occurrences.update(found)
            else:
                found = self.times(inside)
                titled = self.times(title)
                whole = halves[article if continues is None else continues]
                whole.update(found)
                for term, times in titled.items():
                    whole[term] += times if continues is None else 0
        for whole in halves.values():
            articles.update(whole.keys())
            occurrences.update({term: max(1, times) for term, times in whole.items()})
        return {term: (n, occurrences[term]) for term, n in articles.items()}

    def times(self, text: str) -> dict[int, int]:
        """How often each string stands in a text; those that do not stand there are left out."""
        pairs = Counter(map(add, text, islice(text, 1, None)))
        there = pairs.keys()
        found = {
            # 天天 stands once in 天天天.
            self._pairs[pair]: pairs[pair] if pair[0] != pair[1] else text.count(pair)
            for pair in self._pairs.keys() & there
        }
        if self._single:
            characters = Counter(text)
            for character in self._single.keys() & characters.keys():
                found[self._single[character]] = characters[character]
        for pair in self._longer.keys() & there:
            for term, last, number in self._longer[pair]:
                if last in there:
                    times = text.count(term)
                    if times:
                        found[number] = times
        return found
