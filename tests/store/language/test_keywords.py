"""The words by which an article stands out, against newspapers at large."""

from __future__ import annotations

from store.language import keyword_features, keyword_trees
from store.language.analyse import Analyser
from store.language.keyword_ranking import choose
from store.language.keywords import log_likelihood, only_counts
from store.records import Article, Paragraph


def keywords(title: str, *paragraphs: str, column: str | None = None) -> list[str]:
    held = tuple(Paragraph(text, ()) for text in paragraphs)
    return [
        k.word
        for k in Analyser().findings(Article("页", title, paragraphs=held, column=column)).keywords
    ]


TEXT = (
    "春茶开采，茶园里一片忙碌。茶农何立军说，今年的春茶比去年早了五天。",
    "合作社请来农技员，给茶农讲春茶加工。茶园装上了喷灌，防霜机也在夜里转起来。",
    "目前，全区茶园面积三千亩，相关企业推动发展，工作有序推进。",
)


def test_what_the_article_is_about_comes_first():
    found = keywords("茶园装上防霜机", *TEXT)
    assert {"茶园", "春茶"} <= set(found[:4])
    assert "防霜机" in found


def test_words_of_every_article_are_none():
    found = keywords("茶园装上防霜机", *TEXT)
    assert not {"发展", "推动", "工作", "企业", "目前", "今年"} & set(found)


def test_no_keyword_lengthens_another():
    found = keywords("三级干部大会召开", *["三级干部大会昨天召开。三级干部大会部署了工作。"] * 3)
    assert sum("大会" in word for word in found) == 1


def test_a_column_is_no_keyword_of_its_articles():
    assert "走基层" not in keywords(
        "走基层看春茶", "走基层的记者来到茶园。", *TEXT, column="走基层"
    )


def test_an_empty_article_has_none():
    assert keywords("") == []


def test_log_likelihood_is_signed_and_grows_with_evidence():
    assert log_likelihood(10, 1000, 10, 100_000) > log_likelihood(2, 1000, 10, 100_000) > 0
    assert log_likelihood(1, 100_000, 500, 100_000) < 0
    assert log_likelihood(5, 1000, 500, 100_000) == 0


def test_a_part_of_a_longer_term_gives_way_to_it():
    found = keywords("区里设流动书房", *["流动书房昨天到了村里。孩子们喜欢流动书房。"] * 2)
    assert "流动书房" in found
    assert not {"流动", "书房"} & set(found)


def test_bylines_and_photo_credits_are_no_keywords():
    found = keywords(
        "茶园装上防霜机",
        "本报讯（记者林致远）昨夜，茶园里的防霜机转了起来。",
        "茶园一景。  何立军摄",
    )
    assert not {"林致远", "何立军", "记者"} & set(found)
    assert "防霜机" in found


def test_of_two_that_say_the_same_only_the_better_is_taken():
    scored = [(0.9, "无人机"), (0.8, "无人机群"), (0.3, "破解无人机飞行控制"), (0.2, "黑飞")]
    assert [word for _, word in choose(scored, 5)] == ["无人机", "破解无人机飞行控制", "黑飞"]


def test_the_trees_were_fitted_to_what_is_seen_today():
    assert keyword_trees.shipped().names == keyword_features.NAMES


def test_somebody_quoted_once_comes_after_who_the_article_is_about():
    found = keywords(
        "何立军让老茶园返青",
        "何立军今年六十岁，在石桥村种了四十年茶。",
        "何立军把老茶园一行行改过来，茶园又绿了。",
        "“茶园好看了。”游客林致远说。何立军听了直笑。",
    )
    assert "林致远" not in found[: found.index("何立军") + 2]


def test_the_end_of_a_number_is_no_word_and_a_plan_is():
    assert [
        w for w in ("百六十", "万两千", "第十一次", "十五五", "七一", "百花洲") if only_counts(w)
    ] == [
        "百六十",
        "万两千",
        "第十一次",
    ]
