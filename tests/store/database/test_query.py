"""Queries: what they mean, and what is said about wrong ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database.days import date_of, today
from store.database.query import (
    And,
    Days,
    Entity,
    Is,
    Named,
    Not,
    Or,
    QueryError,
    Words,
    as_text,
    parse,
    quoted,
    wanted_words,
)
from store.records import Scope


def plain(text):
    return Words(text, plain=True)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("河道", plain("河道")),
        ("河道　清淤", And((plain("河道"), plain("清淤")))),
        ("河道 AND 清淤", And((plain("河道"), plain("清淤")))),
        ("a OR b c", Or((plain("a"), And((plain("b"), plain("c")))))),
        ("(a OR b) c", And((Or((plain("a"), plain("b"))), plain("c")))),
        ('"a OR ""b"""', Words('a OR "b"')),
        ("-a", Not(plain("a"))),
        ("2025-02 a-b", And((plain("2025-02"), plain("a-b")))),
        ("12:30", plain("12:30")),
        ("“132”总体部署", plain("“132”总体部署")),
        ("title:清淤", Words("清淤", title=True)),
        ('Title："a b"', Words("a b", title=True)),
        ("paper:晚报", Named("paper", "晚报")),
        ("is:Unread", Is("unread")),
        ("post:镇长", Entity("post", "镇长")),
        ("ORANGE", plain("ORANGE")),
        ("", And(())),
    ],
)
def test_what_a_query_means(text, query):
    assert parse(text) == query


def test_dates_are_days_months_years_ranges_and_so_long_ago():
    assert parse("date:2026-02") == Days(
        parse("date:2026-02-01").first, parse("date:2026-03").first
    )
    assert parse("date:2026-01..2026-02") == Days(
        parse("date:2026-01").first, parse("date:2026-02").after
    )
    assert parse("date:2026..").first == parse("date:2026").first
    assert parse("date:..2026").after == parse("date:2026").after
    week = parse("date:7d")
    assert (week.after - week.first, week.after) == (7, today() + 1)
    assert parse(f"date:{date_of(today())}") == parse("date:1d")


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ('河道 "清淤', "quote", 4),
        ('""', "nothing_quoted", 1),
        ("(河道", "open", 1),
        ("河道)", "closed", 3),
        ("a ()", "empty", 3),
        ("a OR", "or", 3),
        ("OR a", "or", 1),
        ("a OR OR b", "or", 6),
        ("AND", "and", 1),
        ("AND a", "and", 1),
        ("a AND", "and", 3),
        ("a AND AND b", "and", 3),
        ("a AND OR b", "and", 3),
        ("(a AND) b", "and", 4),
        ("a -", "not", 3),
        ("a foo:b", "field", 3),
        ("title:", "value", 1),
        ("title: a", "value", 1),
        ("a date:2026-13", "date", 8),
        ("date:gestern", "date", 6),
        ("is:blue", "is", 4),
        ("(" * 60 + "a", "deep", 21),
        ("-" * 60 + "a", "deep", 21),
    ],
)
def test_a_wrong_query_says_what_is_wrong_and_where(text, code, at):
    with pytest.raises(QueryError) as told:
        parse(text)
    assert (told.value.code, told.value.at) == (code, at)
    assert f"(character {at})" in str(told.value)


@given(st.text(alphabet=' "()-:ab河date OR ANDis\u3000', max_size=30))
def test_no_text_breaks_the_parser(text):
    try:
        at = parse(text) and 1
    except QueryError as fault:
        at = fault.at
    assert 1 <= at <= max(1, len(text))


@given(st.text(min_size=1))
def test_quoted_means_exactly_this(words):
    assert parse(quoted(words)) == Words(words)


def test_what_is_excluded_is_not_marked():
    wanted = wanted_words(parse("a -b (c OR title:d) is:photo who:e"))
    assert [text for text, _forms in wanted] == ["a", "c", "d", "e"]


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        (Scope(), ""),
        (Scope(words="a b"), "a b"),
        (Scope(paper="湖城 晚报", date="2026-02", words="a OR b"),
         'paper:"湖城 晚报" date:2026-02 (a OR b)'),
        (Scope(page="02", column="走基层", unread=True, jump=True),
         "page:02 column:走基层 is:unread is:jump"),
    ],
)  # fmt: skip
def test_a_scope_can_be_written_as_a_query(scope, text):
    assert as_text(scope) == text
    parse(text)
