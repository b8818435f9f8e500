"""Two versions of one report: what answers what, and what only one of them has."""

from __future__ import annotations

from store.comparing import aligned

ONE = [
    "大桥昨天正式通车。",
    "全长一千二百米，双向六车道。",
    "区委书记出席仪式。",
    "灯光每晚七点亮起。",
]


def told(one, other):
    return [(p.one, p.other, p.equal) for p in aligned(one, other)]


def test_what_was_cut_stands_alone_and_the_rest_in_pairs():
    assert told(ONE, [ONE[0], ONE[1], ONE[3]]) == [
        (0, 0, True), (1, 1, True), (2, None, False), (3, 2, True),
    ]  # fmt: skip


def test_a_changed_sentence_answers_the_one_it_was_and_says_where():
    other = [ONE[0], "全长一千三百米，双向六车道。", "公交同时开通。", ONE[3]]
    pairs = aligned(ONE, other)
    (changed,) = [p for p in pairs if p.ours]
    assert [ONE[1][a:b] for a, b in changed.ours] == ["二"]
    assert [other[1][a:b] for a, b in changed.theirs] == ["三"]
    assert (2, None, False) in told(ONE, other)
    assert (None, 2, False) in told(ONE, other)


def test_every_sentence_of_both_stands_once_in_its_order():
    other = [ONE[3], "全长一千三百米。", ONE[0]]
    pairs = aligned(ONE, other)
    assert [p.one for p in pairs if p.one is not None] == [0, 1, 2, 3]
    assert [p.other for p in pairs if p.other is not None] == [0, 1, 2]


def test_nothing_answers_nothing():
    assert aligned([], []) == []
    assert told([], ["一句话。"]) == [(None, 0, False)]
