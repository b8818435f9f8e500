"""Asking first where a pattern can begin loses none of its matches."""

from __future__ import annotations

from random import Random

import pytest

from store.language import dates, figures
from store.language.matching import matches

CHARACTERS = (
    "0134４.,，%万亿元年月日号上下半今去前明后本同当这大昨周星期第一二十百世纪代到至—季度旬初底中天"
    "晨夜人个家分之点多余 ，。份以的\n"
)


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [(dates._PATTERN, dates._BEGINS), (figures._FIGURE, figures._BEGINS)],
    ids=["dates", "figures"],
)
def test_the_same_is_found_as_without_asking(pattern, begins):
    random = Random(7)
    count = 0
    for _ in range(300):
        text = "".join(random.choices(CHARACTERS, k=120))
        whole = [match.span() for match in pattern.finditer(text)]
        assert [match.span() for match in matches(pattern, begins, text)] == whole
        count += len(whole)
    assert count > 300
