"""Of strings within strings, the list shows those that tell most."""

from __future__ import annotations

from store.rising_choice import Rise, chosen
from store.rising_math import scores


def shown(now_total: int, base_total: int, **counts: tuple[int, int]) -> set[str]:
    rises = [
        Rise(term, float(scores([now], [base], now_total, base_total)[0]), now, base)
        for term, (now, base) in counts.items()
    ]
    return {one.term for one in chosen(rises, now_total, base_total)}


def test_the_longer_name_stands_for_its_part():
    assert shown(400, 5000, 望河=(60, 40), 望河六号=(55, 3), 河六号=(55, 3)) == {"望河六号"}


def test_the_common_word_is_not_lost_to_a_phrase_that_holds_it():
    found = shown(400, 5000, 水情=(200, 15), 河口水情=(60, 2), 河口水情防控=(20, 1))
    assert "水情" in found
    assert "河口水情防控" not in found


def test_a_phrase_says_nothing_more_than_the_name_in_it():
    counts = {"望河峰会": (71, 36), "代表望河峰会": (60, 31), "望河": (79, 88)}
    assert shown(400, 5000, **counts) == {"望河峰会"}


def test_both_are_shown_where_both_rose():
    counts = {"望河大桥": (60, 0), "望河": (200, 300)}
    assert shown(400, 5000, **counts) == {"望河大桥", "望河"}


def test_strings_that_overlap_in_the_same_articles_are_shown_once():
    assert len(shown(400, 5000, 二十条措=(26, 1), 条措施=(24, 1))) == 1


def test_a_name_without_its_head_is_none():
    assert shown(400, 5000, 河湖监察=(60, 40), 河湖监察法=(52, 36)) == {"河湖监察法"}


def test_what_stands_in_front_can_be_spared():
    assert shown(400, 5000, 茶叶博览会=(60, 40), 国际茶叶博览会=(55, 37)) == {"茶叶博览会"}


def test_a_place_is_known_without_its_kind():
    assert shown(400, 5000, 望河=(30, 3), 望河县=(27, 2)) == {"望河"}
