"""Which longer name of an article a short one stands for."""

from __future__ import annotations

import pytest

from store.language.short_forms import full_names

COMPANY = "震智创新(云溪)科技股份有限公司"


@pytest.mark.parametrize("short", ["震智科技", "震智创新", "震智集团"])
def test_a_companys_brand_with_its_trade_is_the_company(short):
    found = full_names([("ORG", COMPANY), ("ORG", short)])
    assert found == {("ORG", short): COMPANY}


@pytest.mark.parametrize(
    "other", ["震智山实验室", "震智研究院", "震智中心小学", "震智社区党委", "震智博物馆"]
)
def test_a_body_of_another_kind_is_not_the_company_whose_name_begins_alike(other):
    assert full_names([("ORG", COMPANY), ("ORG", other)]) == {}


def test_a_company_that_is_an_institute_keeps_its_short_form():
    full = "震智建筑设计研究院有限公司"
    assert full_names([("ORG", full), ("ORG", "震智研究院")]) == {("ORG", "震智研究院"): full}
