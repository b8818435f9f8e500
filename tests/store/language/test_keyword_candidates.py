"""Groups of words that an article has but once are passed over early, and nothing else is."""

from __future__ import annotations

from random import Random

from store.language import keyword_candidates
from store.language.keyword_candidates import Text, candidates

WORDS = "三级 干部 大会 三 级 干 部 大 会 的 石桥 镇 石桥镇 修 桥 和 低空 物流 空 “ ” 、 ， 。 《 》 AI 2026 年 推进".split()


def test_what_stands_once_is_left_out_without_loss(monkeypatch):
    random = Random(11)
    names = {"石桥镇": "LOC", "三级": "ORG"}
    articles = [
        [Text("title", random.choices(WORDS, k=8))]
        + [Text("text", random.choices(WORDS, k=random.randrange(3, 90))) for _ in range(3)]
        for _ in range(80)
    ]
    early = [candidates(article, names) for article in articles]
    spans = keyword_candidates._spans
    monkeypatch.setattr(
        keyword_candidates, "_spans", lambda run, held, _begun: spans(run, held, None)
    )
    assert early == [candidates(article, names) for article in articles]
    assert any(len(one.words) > 2 for found in early for one in found.found.values())
