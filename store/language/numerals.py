"""Chinese numerals → numbers: 二〇二六, 三百五十, 两万三千, 1.2亿, １２３."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0, "壹": 1}
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8}
CHARS = "零〇○一二两三四五六七八九十百千"


def chinese(text: str) -> int | None:
    """The value of a numeral in Chinese characters; None if it is not one."""
    if not text or any(c not in DIGITS and c not in SMALL and c not in BIG for c in text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in SMALL:
            section += (digit or 1) * SMALL[character]
            digit = 0
        else:
            section += digit
            total = (total + section) * BIG[character]
            section = digit = 0
    return total + section + digit


def number(text: str) -> Decimal | None:
    """The value of a numeral as newspapers print it (12.5, 1,200, 3万, 一点五, 2.3万亿); or None."""
    text = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    factor = 1
    while text and text[-1] in "百千万亿" and text[:-1]:
        if chinese(text) is not None and not text[0].isdigit():
            break
        factor *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[text[-1]]
        text = text[:-1]
    try:
        return Decimal(text) * factor
    except InvalidOperation:
        pass
    whole, dot, rest = text.partition("点")
    value = chinese(whole)
    if value is None:
        return None
    if dot:
        if not rest or any(c not in DIGITS for c in rest):
            return None
        digits = "".join(str(DIGITS[c]) for c in rest)
        return (Decimal(value) + Decimal(f"0.{digits}")) * factor
    return Decimal(value) * factor
