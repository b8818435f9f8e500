"""Short forms inside one article: which longer name each name stands for.

A short form is linked only when exactly one longer name of the article could be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_PLACE_END = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|省|市|区|县|州|盟|旗|镇|乡|街道|村|社区)$"
)
_COMPANY_END = re.compile(
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|集团|公司|合伙企业)$"
)
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_PLACE_HEAD = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:省|市|区|县|镇)(?=[\u4e00-\u9fff]{4,})")
_PROVINCE_HEAD = re.compile(
    r"^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|"
    r"内蒙古|广西|西藏|宁夏|新疆|香港|澳门|中国)(?=[\u4e00-\u9fff]{4,})"
)
_PUBLIC = re.compile(r"(?:[局厅委部署]|政府|法院|检察院|协会|学会|大学|学院|学校|医院|委员会)$")
#: Bodies of another kind than a company, unless its own name says that too (青禾设计研究院有限公司).
_OTHER_BODY = re.compile(
    r"(?:实验室|研究[院所]|设计院|中心|博物馆|图书馆|纪念馆|联盟|联合会|商会|基金会|幼儿园|小学|中学|党支部|党委|工会|[分支大]队|日报|晚报|俱乐部|村委会|合作社)$"
)
_COMMISSION = re.compile(r"(?<=委)员会$")
_NATIONAL = re.compile(r"^(?:中国|中华人民共和国)")
_COMMITTEE = re.compile(r"^(?:[省市区县州旗镇乡]委|[镇乡街]道?党委|[省市区县]政府)$")
_GENERIC = frozenset(
    "中国 国家 中央 人民 新华 东方 华夏 中华 世界 国际 全国 北京 上海 浙江 江苏".split()
)


def full_names(names: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """(kind, short name) → the full name in the same article; ``names`` are (kind, name) pairs."""
    by_kind: dict[str, list[str]] = {}
    for kind, name in dict.fromkeys(names):
        by_kind.setdefault(kind, []).append(name)
    found: dict[tuple[str, str], str] = {}
    for kind, own in by_kind.items():
        for name in own:
            longer = [other for other in own if other != name and stands_for(kind, name, other)]
            if len(longer) == 1:
                found[kind, name] = longer[0]
    for key, full in list(found.items()):
        found[key] = found.get((key[0], full), full)
    return found


def stands_for(kind: str, short: str, full: str) -> bool:
    """Whether a short name could be printed for a full one of its kind, by their characters alone."""
    if len(short) >= len(full):
        return False
    if kind == "PER":
        return "·" in full and len(short) >= 2 and full.split("·")[-1] == short
    if kind == "LOC":
        return (
            bool(_PLACE_END.search(full)) and _PLACE_END.sub("", full) == short and len(short) >= 2
        )
    if _COMMITTEE.match(short):
        return full.endswith(short) and len(full) <= len(short) + 4
    bare = _BRACKET.sub("", full)
    if not _COMPANY_END.search(bare) or _PUBLIC.search(short):
        return False
    other = _OTHER_BODY.search(short)
    if other and other.group() not in bare:
        return False
    brand = _brand(bare)
    if brand in _GENERIC or len(brand) < 2:
        return False
    return _PROVINCE_HEAD.sub("", short).startswith(brand)


def _brand(company: str) -> str:
    """The two characters a company goes by, its place taken off."""
    return _PLACE_HEAD.sub("", _PROVINCE_HEAD.sub("", company))[:2]


def may_stand_for(kind: str, short: str, full: str) -> bool:
    """Whether an organisation's name could be a short form by its characters: 中科院 of 中国科学院.

    Its characters stand in the full name in their order, from its beginning (or after 中国) to its
    end: 国务院 is no short form of 国务院办公厅. Much else fits too, so this is for asking, never for
    linking.
    """
    if kind != "ORG" or len(short) < 3 or len(short) >= len(full):
        return False
    bare = _COMPANY_END.sub("", short)
    whole = _COMMISSION.sub("", _COMPANY_END.sub("", full))
    if not bare or whole[0] != bare[0]:
        whole = _NATIONAL.sub("", whole)
    if not bare or not whole or whole[0] != bare[0]:
        return False
    rest = iter(whole)
    follows = all(char in rest for char in bare)
    return follows and (bare != short or whole.endswith(bare[-1]))
