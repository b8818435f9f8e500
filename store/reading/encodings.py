"""Bytes → text: BOM, then strict UTF-8, then the declared charset, then detection.

gb2312 and gbk are widened to gb18030, of which both are parts and which real pages need.
"""

from __future__ import annotations

import codecs

from store.records import ChenbaoError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "gb_2312-80": "gb18030"}
_SAMPLE = 256 * 1024


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The text of ``data``, newlines untranslated, without its BOM.

    Raises ChenbaoError if it is not text, or in no encoding that can be told.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], name, source)
    wide = _utf16_without_bom(data)
    if wide is not None:
        return wide
    _refuse_binary(data, source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error.start, source)
    if declared:
        try:
            return data.decode(_WIDER.get(declared.lower(), declared))
        except (LookupError, UnicodeDecodeError):
            pass
    return _detected(data, source)


def _strict(data: bytes, name: str, source: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise ChenbaoError(
            "begins as {name} but is broken at byte {at:,}",
            source,
            name=name,
            at=error.start,
        ) from None


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 that does not say so: zero bytes, and Chinese when read as that. None if it is not."""
    if b"\0" not in data[:_SAMPLE] or len(data) % 2:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        sample = text[:20_000]
        han = sum("\u4e00" <= c <= "\u9fff" for c in sample)
        usual = sum(c < "\u0100" or "\u2000" <= c <= "\u30ff" or c >= "\uff00" for c in sample)
        # Bytes at random are Han by a third; the full stop and the comma tell the rest.
        if han >= 0.5 * len(sample) and han + usual >= 0.98 * len(sample) and "\0" not in sample:
            return text
    return None


def _refuse_binary(data: bytes, source: str) -> None:
    head = data[:_SAMPLE]
    if not head:
        return
    controls = sum(head.count(bytes([c])) for c in (*range(9), *range(14, 27), *range(28, 32)))
    if b"\0" in head or controls > 0.01 * len(head):
        raise ChenbaoError("is not text (binary data)", source)


def _refuse_broken_utf8(data: bytes, at: int, source: str) -> None:
    """Chinese UTF-8 with a few bad bytes is neither mended nor taken for another encoding."""
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    han = sum("\u4e00" <= c <= "\u9fff" for c in sample)
    if han >= 0.2 * len(sample) and sample.count("\ufffd") <= 0.02 * len(sample) + 3:
        raise ChenbaoError(
            "begins as {name} but is broken at byte {at:,}", source, name="utf-8", at=at
        )


def _detected(data: bytes, source: str) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        pass
    else:
        sample = text[:20_000]
        han = sum("\u4e00" <= c <= "\u9fff" for c in sample)
        odd = sum("\ue000" <= c <= "\uf8ff" for c in sample)
        if han >= 0.2 * len(sample) and odd <= 0.002 * len(sample) + 1:
            return text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ChenbaoError("is in no text encoding that can be told", source)
    try:
        return data.decode(best.encoding)
    except (LookupError, UnicodeDecodeError):
        raise ChenbaoError(
            "looks like {name} but cannot be read as that", source, name=best.encoding
        ) from None
