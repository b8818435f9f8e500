"""Simplified and traditional text find each other when the setting is on, and only then."""

from __future__ import annotations

import random

import pytest

import app
from store.database.connections import open_for_writing
from store.database.finding import Finder
from store.database.finding_rows import Marked
from store.database.folded import fold
from store.database.places import StorePlaces
from store.database.query import EVERYTHING, parse, quoted, with_forms
from store.database.read_rules import ReadRules
from store.database.save import save_reading
from store.headlines import Headlines, Marks
from store.language import scripts
from store.records import Article, ChenbaoError, Credit, Paragraph, Reading, Scope
from store.search import Search
from tui.kept_settings import keep
from tui.settings import Settings

pytest.importorskip("opencc")
NOTHING_MARKED = Marked(ReadRules(0, 1 << 62), set())


def article(number, title, text, **fields):
    given = {"paper": "湖城晚报", "date": "2026-03-02", "page": "01", "address": f"a{number}"}
    return Article("made up", title, paragraphs=(Paragraph(text),), **(given | fields))


@pytest.fixture
def both(tmp_path):
    places = StorePlaces.inside(tmp_path)
    db = open_for_writing(places)
    save_reading(
        db,
        Reading(
            "made up",
            (
                article(
                    1, "理髮店重開", "頭髮長了，鐘聲響起。", credits=(Credit("記者", "陳群偉"),)
                ),
                article(2, "发展规划公布", "头发短了，钟表停了。", column="环湖记事"),
                article(3, "無關的一篇", "皇后之後，裏面和裡面。", paper="灣區報"),
            ),
        ),
    )
    db.close()
    return places


def turn(places, on):
    marks = Marks(places)
    marks.keep_setting("both_scripts", "on" if on else "off")
    marks.close()


def found(places, query):
    search = Search(places)
    titles = {r.row.title for r in search.page(query).results}
    assert search.count(query).number == len(titles)
    quick = search.quick_count(query)
    assert quick in (None, len(titles))
    search.close()
    return titles


@pytest.mark.parametrize(
    ("query", "alone", "together"),
    [
        ("头发", {2}, {1, 2}),
        ("頭髮", {1}, {1, 2}),
        ("发", {2}, {1, 2}),
        ("钟声响起", set(), {1}),
        ("title:发", {2}, {2, 1}),
        ("title:發展規劃", set(), {2}),
        ("title:理发店 钟", set(), {1}),
        ("之后", set(), {3}),
        ("里面", set(), {3}),
        ("by:陈群伟", set(), {1}),
        ("column:環湖", set(), {2}),
        ("paper:湾区", set(), {3}),
        ("who:陈群伟", set(), set()),
        ("-头发", {1, 3}, {3}),
        ("頭髮 OR 後", {1, 3}, {1, 2, 3}),
    ],
)
def test_forms_of_a_character_count_as_one(both, query, alone, together):
    titles = {1: "理髮店重開", 2: "发展规划公布", 3: "無關的一篇"}
    assert found(both, query) == {titles[n] for n in alone}
    turn(both, True)
    assert found(both, query) == {titles[n] for n in together}
    headlines = Headlines(both)
    assert headlines.outline(Scope(words=query)).total == len(together)
    headlines.close()
    turn(both, False)
    assert found(both, query) == {titles[n] for n in alone}


def test_what_is_marked_is_what_was_found(both):
    turn(both, True)
    search = Search(both)
    (result,) = search.page("头发长").results
    assert [result.sentence.text[a:b] for a, b in result.sentence.spans] == ["頭髮長"]
    assert search.words_marker("钟声")("鐘聲和钟声") == [(0, 2), (3, 5)]
    search.close()


def test_it_finds_what_a_scan_of_texts_with_one_form_each_finds(tmp_path):
    """Random strings of characters that have forms, against a scan."""
    alphabet = "发發髮里裏裡后後台臺颱干乾幹着著abＡ，天"
    one = {c: min(scripts.forms(c)[0], key=ord) if scripts.forms(c) else c for c in alphabet}
    rng = random.Random(4)
    db = open_for_writing(StorePlaces.inside(tmp_path))
    texts = ["".join(rng.choices(alphabet, k=rng.randint(1, 30))) for _ in range(200)]
    save_reading(
        db, Reading("made up", tuple(article(n, f"题{n}", text) for n, text in enumerate(texts)))
    )

    def plain(text):
        return fold("".join(one.get(c, c) for c in text))

    for _ in range(300):
        words = "".join(rng.choices(alphabet, k=rng.randint(1, 4)))
        query = with_forms(parse(quoted(words)), scripts.forms)
        hits = Finder(db, query, EVERYTHING, NOTHING_MARKED).hits()
        titles = {hit.found.title for hit in hits}
        assert titles == {
            f"题{n}" for n, text in enumerate(texts) if plain(words) in plain(text)
        }, words
    db.close()


def test_the_configuration_turns_it_on(both, tmp_path, monkeypatch, capsys):
    config = tmp_path / "config.toml"
    config.write_text("both_scripts = true\n", encoding="utf-8")
    monkeypatch.setenv("CHENBAO_CONFIG", str(config))
    monkeypatch.setenv("CHENBAO_STATE", str(both.state))
    assert app.main(["search", "--store", str(both.articles), "头发"]) == 0
    assert "«頭髮»" in capsys.readouterr().out
    config.write_text("both_scripts = false\n", encoding="utf-8")
    app.main(["search", "--store", str(both.articles), "头发"])
    assert "頭髮" not in capsys.readouterr().out


def test_it_says_what_is_missing(both, monkeypatch):
    monkeypatch.setattr(scripts, "can_be_told", lambda: False)
    with pytest.raises(ChenbaoError, match=r"chenbao\[trad\]"):
        keep(both, Settings(both_scripts=True))
    turn(both, True)
    assert found(both, "头发") == {"发展规划公布"}
