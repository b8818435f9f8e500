"""The words of one event take one line, and no name is lost in it."""

from __future__ import annotations

from store.rising_choice import Rise
from store.rising_kin import beside

QUIET = ["菜场里的鱼便宜了。"] * 12
QUAKE = ["望河县地震，救援队进入震区。", "望河县地震，帐篷运到。", "望河县地震，震区学校复课。"]
OTHER = ["桥头镇地震演练。"]


def lines(texts: list[str], *words: str, pool: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    rises = [Rise(w, 100.0 - n, sum(w in t for t in texts), 0) for n, w in enumerate(words + pool)]
    return {one.term: words for one, words in beside(rises[: len(words)], rises, texts)}


def test_a_detail_stands_beside_its_event():
    texts = [*QUIET, *QUAKE, "望河县地震，专家答问。"]
    assert lines(texts, "望河县", "震区") == {"望河县": ("震区",)}


def test_a_name_as_frequent_as_the_strongest_word_keeps_its_line():
    found = lines(QUIET + QUAKE + OTHER, "地震", "望河县")
    assert set(found) == {"地震", "望河县"}


def test_words_of_different_articles_keep_their_lines():
    assert len(lines(QUIET + QUAKE + ["茶博会开幕。"], "地震", "茶博会")) == 2


def test_what_goes_with_everything_gathers_nothing():
    """A word of nearly all articles is no event."""
    texts = ["抗洪。", "抗洪，望河水位。", "抗洪，望河大堤。", "抗洪。", "抗洪。"]
    assert set(lines(texts, "抗洪", "望河")) == {"抗洪", "望河"}


def test_the_full_name_that_was_left_out_stands_beside_the_short_one():
    texts = [*QUIET, "望河茶博会开幕。", "望河茶博会闭幕。", "茶博会观察。"]
    assert lines(texts, "茶博会", pool=("望河茶博会",)) == {"茶博会": ("望河茶博会",)}
