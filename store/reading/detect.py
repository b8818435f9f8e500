"""What a source is, by its content, and the reader that reads it."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol, cast

from store.clean import clean
from store.reading import edition
from store.reading.edition import EditionHint
from store.reading.encodings import decode
from store.reading.lines import logical_lines
from store.reading.page_text import MAX_CHARS, read_page_text
from store.reading.table import read_records
from store.records import ChenbaoError, Reading

MAX_PAGE_BYTES = 4 * MAX_CHARS
MAX_UNPACKED = 4 * 1024**3
_FOLIO_LINES = 4


NOTHING_KNOWN = EditionHint()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller knows: ``hint`` holds for every source and comes before all else.

    ``patterns`` and ``codes`` say what a file's name means, see store.reading.edition.
    """

    hint: EditionHint = NOTHING_KNOWN
    patterns: tuple[str, ...] = edition.DEFAULT_PATTERNS
    codes: Mapping[str, str] = field(default_factory=dict)


class _Peekable(Protocol):
    """The part of a buffered binary stream that detection needs."""

    def peek(self, size: int, /) -> bytes: ...
    def read(self, size: int = -1, /) -> bytes: ...
    def readline(self, size: int | None = -1, /) -> bytes: ...


def read_path(path: Path, options: ReadOptions, source: str | None = None) -> Iterator[Reading]:
    """The readings of one file, a page or batches of records. Raises ChenbaoError."""
    name = source or path.name
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, name, options)
    except ChenbaoError:
        raise
    except FileNotFoundError:
        raise ChenbaoError("there is no such file", str(path)) from None
    except IsADirectoryError:
        raise ChenbaoError("is a folder", str(path)) from None
    except PermissionError:
        raise ChenbaoError("may not be read (permission denied)", str(path)) from None
    except OSError as error:
        raise ChenbaoError(
            "cannot be read ({why})", str(path), why=error.strerror or error
        ) from None


def read_stream(stream: IO[bytes], source: str, options: ReadOptions) -> Iterator[Reading]:
    """The readings of a binary stream; ``source`` is the name it goes by."""
    buffered = cast("_Peekable", stream if hasattr(stream, "peek") else io.BufferedReader(stream))
    head = buffered.peek(64 * 1024)[: 64 * 1024]
    try:
        if head[:2] == b"\x1f\x8b":
            unpacked = cast(
                "_Peekable", io.BufferedReader(gzip.GzipFile(fileobj=cast("IO[bytes]", buffered)))
            )
            yield from _plain(unpacked, source, options)
        else:
            yield from _plain(buffered, source, options)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise ChenbaoError("is a broken or cut off gzip file", source) from None


def _plain(stream: _Peekable, source: str, options: ReadOptions) -> Iterator[Reading]:
    head = stream.peek(64 * 1024)[: 64 * 1024]
    named = edition.from_name(source.rsplit("/", 1)[-1], options.patterns, options.codes)
    if _is_json_lines(head, source):
        hint = edition.settled(options.hint, named)
        yield from read_records(_lines(stream, source), source, hint)
        return
    data = stream.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise ChenbaoError(
            "is larger than a page of text can be ({most} MB)",
            source,
            most=MAX_PAGE_BYTES // 1024**2,
        )
    kind = _foreign(data)
    if kind:
        raise ChenbaoError(
            "is {kind}, which chenbao cannot read yet; give the page as text", source, kind=kind
        )
    text = clean(decode(data, source))
    yield page_reading(text, source, options.hint, named)


def page_reading(text: str, source: str, given: EditionHint, named: EditionHint) -> Reading:
    """Read one page of text; its edition from the caller, a folio line, or the file's name."""
    if len(text) <= MAX_CHARS:
        lines = [line.text for line in logical_lines(text)] if text.count("\n") < 24_000 else []
        ends = (
            lines
            if len(lines) <= 2 * _FOLIO_LINES
            else lines[:_FOLIO_LINES] + lines[-_FOLIO_LINES:]
        )
        folio = edition.from_folio(ends)
    else:
        folio = EditionHint()
    code = named.paper is not None and named.paper.isascii()
    order = (EditionHint(paper=folio.paper) if code else EditionHint(), named, folio)
    hint = edition.settled(given, *order)
    return read_page_text(
        text, source, paper=hint.paper, date=hint.date, page=hint.page, page_name=hint.page_name
    )


def _is_json_lines(head: bytes, source: str) -> bool:
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not bare.startswith(b"{"):
        return False
    first = bare.split(b"\n", 1)[0]
    if len(first) == len(bare) and len(bare) > 60_000:
        return True
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return source.lower().removesuffix(".gz").endswith((".jsonl", ".json", ".ndjson"))


def _lines(stream: _Peekable, source: str) -> Iterator[str]:
    """Decoded lines, memory bounded by the longest line; refuses what unpacks beyond reason."""
    from store.reading.table import MAX_LINE

    total = 0
    first = True
    while line := stream.readline(4 * MAX_LINE + 1):
        total += len(line)
        if total > MAX_UNPACKED or len(line) > 4 * MAX_LINE:
            raise ChenbaoError("unpacks to more than chenbao will read", source)
        if first:
            line = line.removeprefix(b"\xef\xbb\xbf")
            first = False
        yield decode(line, source)


def _foreign(data: bytes) -> str | None:
    head = data[:1024].lstrip().lower()
    if head.startswith(b"%pdf"):
        return "a PDF"
    if head.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    if head.startswith((b"<?xml", b"<rss", b"<feed")):
        return "XML"
    if head.startswith((b"pk\x03\x04", b"\x89png", b"\xff\xd8\xff")):
        return "an archive or a picture"
    return None
