"""Which organisations are asked about as short forms of one another."""

from __future__ import annotations

import pytest

from store.language.short_forms import may_stand_for


@pytest.mark.parametrize(
    ("short", "full", "may"),
    [
        ("中科院", "中国科学院", True),
        ("国家发改委", "国家发展和改革委员会", True),
        ("人民银行", "中国人民银行", True),
        ("国铁集团", "中国国家铁路集团有限公司", True),
        ("国务院", "国务院办公厅", False),
        ("联合国", "联合国总部", False),
        ("外交部", "韩国外交部", False),
        ("教育局", "气象局", False),
        ("清华", "清华大学", False),  # two characters fit too much
    ],
)
def test_characters_in_order_to_the_end(short, full, may):
    assert may_stand_for("ORG", short, full) is may
    assert not may_stand_for("PER", short, full)
