"""Which posts lead: who heads a government, an office, a house; not who heads a shift or a village."""

from __future__ import annotations

import pytest

from store.morning.ranks import rank


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("云溪区委书记", 3),
        ("区委副书记、区长", 3),
        ("国家主席", 3),
        ("塔吉克斯坦总统", 3),
        ("全国人大常委会副委员长", 3),
        ("石桥镇党委书记", 2),
        ("区教育局局长", 2),
        ("云溪区人民检察院检察长", 2),
        ("高新区管委会主任", 2),
        ("青禾公司总经理", 1),
        ("云溪区人民医院院长", 1),
        ("中和村党支部书记", 0),
        ("骨伤科主任", 0),
        ("主任医师", 0),
        ("美国前总统", 0),
        ("某基金会名誉主席", 0),
        # A province before a town whose name begins with 长.
        ("湖南省长沙市天心区专职委员", 0),
        ("校长助理", 0),
    ],
)
def test_rank(title, value):
    assert rank(title) == value
