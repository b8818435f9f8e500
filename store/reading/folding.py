"""A length-preserving normal form of page text, so that one pattern matches every variant.

Full-width ASCII becomes half-width and every kind of blank becomes a space, one character for
one: offsets found in the folded copy are true in the original.
"""

from __future__ import annotations

_BLANKS = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_BLANKS += "\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff\x0b\x0c\u2028\u2029\x85"

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(c): ord(" ") for c in _BLANKS}
_FOLD |= {
    ord(a): ord(b)
    for a, b in zip(
        "〔〕［］｛｝﹙﹚﹐﹑﹒﹔﹕﹖﹗｡､•‧∙⋅・﹒●", "()[]{}(),、.;:?!。、·····.●", strict=True
    )
}


def fold(text: str) -> str:
    """The folded copy of ``text``, of the same length."""
    return text.translate(_FOLD)
