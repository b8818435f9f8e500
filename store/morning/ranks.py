"""Which posts lead, and how far up: what decides who is told of, and whose first appearance is news.

A leading post heads a body, or is one of its deputies: 3 a party committee, government, assembly or
ministry; 2 an office, court, town or bank; 1 a firm, school, hospital or association; 0 all
else, among it whoever heads a village, a neighbourhood, a department of a house or a class.
"""

from __future__ import annotations

import re

_MINOR = re.compile(
    r"班主任|车间|队长|组长|店长|站长$|名誉|荣誉|村(?!镇)(?:党|两委|委会|支)|村委|村支|社区(?:党|居)|居委会|业委会|"
    r"党支部|团支部|支书|(?:科|室|组|班|站|店|系|营业部|车间|项目部|编辑部|体育部|教研室|研究室|门诊部)主任$|[内外妇儿骨伤急诊检验药护理放射]{1,3}科|"
    r"[前原](?:副?(?:总统|总理|首相|国王|部长|外长|主席|主任|[省市区县州局厅院校会]长)|(?:党委|省委|市委|区委|县委)?书记)$|"
    r"主任(?:医师|护师|技师|记者|编辑|科员|法官|检察官|药师)|学生会|少先队|助理$|秘书$"
)
_FIRST = re.compile(
    r"(?:总书记|国家(?:副)?主席|[^席院协会]主席$|总理|总统|首相|国王|委员长|国务委员|部长|外长|外交大臣|(?:省|市|区|县|州|工|党)委书记|(?:省|市|区|县|州)委副书记|"
    r"[省市区县州]长|常委|政协主席|政协副主席|人大常委会(?:副)?主任|自治区主席|特首|行政长官)$"
)
_SECOND = re.compile(
    r"(?:局长|厅长|司长|署长|主任|检察长|法院院长|秘书长|[镇乡]长|书记|行长|大使|司令|政委|参谋长|发言人|议长|主席)$"
)
_THIRD = re.compile(r"(?:董事长|总经理|总裁|校长|院长|会长|理事长|台长|社长|馆长)$")
#: 兼 and 、 join posts.
_PARTS = re.compile(r"[、兼]")
_TOWN = re.compile(r"(?:(?:镇|乡|街道)党(?:工)?委(?:副)?书记)$")


def rank(title: str) -> int:
    """How far up a post stands, 3 to 0."""
    return max(map(_of_one, _PARTS.split(title)))


def _of_one(title: str) -> int:
    if _MINOR.search(title):
        return 0
    if _TOWN.search(title):
        return 2
    for value, pattern in ((3, _FIRST), (2, _SECOND), (1, _THIRD)):
        if pattern.search(title):
            return value
    return 0
