"""A file that is no store of ours, or of a later day, is refused in one sentence that names it."""

from __future__ import annotations

import sqlite3

import pytest

from store.database.connections import open_for_reading, open_for_writing
from store.database.places import StorePlaces
from store.records import ChenbaoError


def refusal(places):
    for opening in (open_for_writing, open_for_reading):
        with pytest.raises(ChenbaoError) as caught:
            opening(places).close()
        assert str(places.articles) in str(caught.value)
        yield str(caught.value)


def test_a_store_made_by_a_newer_chenbao_is_refused(morning):
    db = sqlite3.connect(morning.articles)
    db.execute("PRAGMA user_version = 99")
    db.close()
    assert all("newer chenbao" in said for said in refusal(morning))


def test_another_programs_database_is_refused(tmp_path):
    places = StorePlaces.inside(tmp_path)
    db = sqlite3.connect(places.articles)
    db.execute("CREATE TABLE other (x)")
    db.close()
    assert all("not a chenbao store" in said for said in refusal(places))


def test_a_file_that_is_no_database_is_refused(tmp_path):
    places = StorePlaces.inside(tmp_path)
    places.articles.write_text("今天天气不错。" * 999, encoding="utf-8")
    assert all("not a chenbao store" in said for said in refusal(places))
