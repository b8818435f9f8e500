"""Who is named together is counted exactly, whichever way it is counted."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from store.analysis import filing
from store.database import together
from store.database.connections import open_for_writing
from store.database.corrections import EntityRule
from store.database.day_terms import settle_days
from store.database.places import StorePlaces
from store.database.save import save_reading
from store.database.upkeep import remove
from store.entities import Entities, EntityMarks
from store.records import Article, EntityScope, Findings, Mention, Paragraph, Reading

NAMES = "甲乙 丙丁 戊己 庚辛 壬癸 子丑 寅卯 辰巳".split()


def article(day, number, names):
    text = "、".join(names) + "出席。"
    made = Article(
        "made up", f"第{number}条", paragraphs=(Paragraph(text),), paper="湖城晚报",
        date=f"2026-03-{day:02d}", page="01", address=f"{day}/{number}",
    )  # fmt: skip
    mentions = [Mention("PER", n, n, 0, text.index(n), text.index(n) + 2) for n in names]
    return made, Findings(tuple(mentions))


@pytest.fixture
def store(tmp_path):
    """Twelve days of articles, each naming some people; the first one most often."""
    places = StorePlaces.inside(tmp_path)
    chance = random.Random(3)
    made = [
        article(day, n, [NAMES[0], *chance.sample(NAMES[1:], chance.randint(1, 4))])
        if chance.random() < 0.7
        else article(day, n, chance.sample(NAMES[1:], 2))
        for day in range(1, 13)
        for n in range(9)
    ]
    db = open_for_writing(places)
    save_reading(
        db,
        Reading("made up", tuple(a for a, _f in made)),
        findings=[f for _a, f in made],
        on_change=filing(db),
    )
    settle_days(db)
    yield places, db
    db.close()


def naive(db, name):
    return Counter(
        dict(
            db.execute(
                """SELECT n.name, count(*) FROM entity e JOIN appearance s ON s.entity_id = e.id
                   JOIN appearance t ON t.article_id = s.article_id JOIN entity n ON n.id = t.entity_id
                   WHERE e.name = ? GROUP BY 1""",
                (name,),
            ).fetchall()
        )
    )


def counted(db, name, one=None):
    ids = [
        row[0]
        for row in db.execute(
            """SELECT article_id FROM appearance WHERE entity_id =
               (SELECT id FROM entity WHERE name = ?)""",
            (name,),
        )
    ]
    known = dict(db.execute("SELECT id, name FROM entity").fetchall())
    return Counter({known[e]: n for e, n in together.named_with(db, ids, one or {})})


@pytest.fixture(params=["looked up", "packed"])
def way(request, monkeypatch):
    monkeypatch.setattr(together, "FEW", 10**6 if request.param == "looked up" else 0)


@pytest.mark.usefixtures("way")
def test_each_pair_is_counted_as_a_join_counts_it(store):
    _places, db = store
    for name in NAMES:
        assert counted(db, name) == naive(db, name)


@pytest.mark.usefixtures("way")
def test_days_changed_since_or_never_packed_are_counted_too(store):
    _places, db = store
    made, found = article(3, 99, [NAMES[0], NAMES[5]])
    save_reading(db, Reading("made up", (made,)), findings=[found], on_change=filing(db))
    assert db.execute("SELECT count(*) FROM stale_day").fetchone()[0]
    db.execute("DELETE FROM named_day WHERE day % 3 = 0")
    assert counted(db, NAMES[0]) == naive(db, NAMES[0])
    settle_days(db)
    together.pack_missing(db, together.unpacked_days(db))
    assert together.unpacked_days(db) == []
    assert counted(db, NAMES[0]) == naive(db, NAMES[0])


@pytest.mark.usefixtures("way")
def test_what_is_removed_counts_no_more(store):
    from store.database.filing import in_step

    _places, db = store
    remove(db, paper="湖城晚报", date="2026-03-04", on_change=in_step)
    settle_days(db)
    assert counted(db, NAMES[0]) == naive(db, NAMES[0])


@pytest.mark.usefixtures("way")
def test_merged_companions_count_an_article_once(store):
    places, db = store
    both = db.execute(
        """SELECT count(DISTINCT s.article_id) FROM appearance s JOIN entity e ON e.id = s.entity_id
           JOIN appearance t ON t.article_id = s.article_id JOIN entity n ON n.id = t.entity_id
           WHERE n.name = ? AND e.name IN (?, ?)""",
        NAMES[:3],
    ).fetchone()[0]
    EntityMarks(places).correct(EntityRule("merge", "PER", NAMES[2], "PER", NAMES[1]))
    reader = Entities(places)
    (item,) = reader.items(EntityScope(kinds=("PER",), days=None, words=NAMES[0]))
    company = {c.name: c.count for c in reader.card(item).companions}
    reader.close()
    assert NAMES[2] not in company
    assert company[NAMES[1]] == both < sum(naive(db, NAMES[0])[n] for n in NAMES[1:3])
