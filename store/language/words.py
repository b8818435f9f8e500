"""Text → words, by jieba: the one module that imports it.

jieba's default cache is a predictable file in the shared temporary folder, which it would
unmarshal; here the cache is private to the user, or there is none, and is read in a third of the
time. jieba's dictionary and its model for unknown words are used as they are, its walk over the
dictionary is written anew (``best_route``), two to three times as fast. rjieba (extra ``fast``) cuts the
same words faster still and is taken when it is installed; tests hold all of them equal.
"""

from __future__ import annotations

import marshal
import math
import os
import re
import sys
import tempfile
import warnings
from array import array
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

# rjieba keeps 5G-A and www.example.org whole where jieba parts them by this rule.
_LATIN_WORD = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
# What jieba cuts by itself: a run of ideographs, letters, digits and their marks. All else is parted
# into characters.
_BLOCKS = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+|\r\n|[\s\S]")
_LATIN_COMPOUND = re.compile(r"[a-zA-Z0-9][-+#&._%][a-zA-Z0-9]|[0-9][a-zA-Z]")


class Segmenter(Protocol):
    """What cuts text; ``learn`` gives it words of the paper's own."""

    name: str

    def cut(self, text: str) -> list[str]:
        """The words of ``text``; joined they are ``text`` again."""
        ...

    def learn(self, words: Iterable[str]) -> None:
        """Cut these as one word from now on."""
        ...

    def knows(self, word: str) -> bool:
        """Whether the dictionary (or what was learnt) holds the word."""
        ...


def _jieba() -> Any:
    # jieba asks setuptools for its files where that is installed, which takes 0.13 s; it can do without.
    hidden = "jieba" not in sys.modules and "pkg_resources" not in sys.modules
    if hidden:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    finally:
        if hidden:
            del sys.modules["pkg_resources"]
    jieba.setLogLevel(60)  # type: ignore[no-untyped-call]
    return jieba


def _private_cache() -> Path | None:
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("chenbao")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return None
    return folder


def _dictionary(jieba: Any) -> tuple[dict[str, int], int]:
    """jieba's words, and what words begin with (0), by how often they were counted; the total."""
    tokenizer = jieba.Tokenizer()
    counts, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return counts, total


def _cached_dictionary(jieba: Any) -> tuple[dict[str, float], float]:
    """The dictionary as ``_chances`` has it, from the private cache where there is one."""
    folder = _private_cache()
    path = folder / f"words-{jieba.__version__}.cache" if folder else None
    try:
        if path is not None:
            with path.open("rb") as stored:
                joined, counts, total = marshal.load(stored)
            return _chances(joined.split("\n"), array("I", counts), total)
    except (OSError, ValueError, EOFError, TypeError, AttributeError):
        pass
    found, total = _dictionary(jieba)
    if path is not None:
        try:
            number, name = tempfile.mkstemp(dir=folder)
            with os.fdopen(number, "wb") as stored:
                counts = array("I", found.values()).tobytes()
                marshal.dump(("\n".join(found), counts, total), stored)
            Path(name).replace(path)
        except OSError:
            pass
    return _chances(found, found.values(), total)


def _chances(
    words: Iterable[str], counts: Iterable[int], total: int
) -> tuple[dict[str, float], float]:
    """The logarithm of each word's share (0 where words only begin so), and that of one in all."""
    counts = list(counts)
    shares = {count: math.log(count or 1) - math.log(total) for count in set(counts)} | {0: 0.0}
    return dict(zip(words, map(shares.__getitem__, counts), strict=True)), -math.log(total)


class JiebaSegmenter:
    """jieba's dictionary, and its model for what the dictionary does not hold."""

    name = "jieba"

    def __init__(self) -> None:
        jieba = _jieba()
        self._unknown = lru_cache(1 << 14)(lambda text: tuple(jieba.finalseg.cut(text)))
        self._chances, self._least = _cached_dictionary(jieba)
        self._taught: Any = None
        # Most of an article is cut twice: as it stands, and around its names.
        self._block = lru_cache(1 << 12)(self._cut_block)

    def cut(self, text: str) -> list[str]:
        found: list[str] = []
        for block in _BLOCKS.findall(text):
            if len(block) == 1 or block == "\r\n":
                found.append(block)
            else:
                found.extend(self._block(block))
        return found

    def _cut_block(self, text: str) -> list[str]:
        return best_route(text, self._chances, self._least, self._unknown)

    def learn(self, words: Iterable[str]) -> None:
        if self._taught is None:
            jieba = _jieba()
            self._taught = jieba.Tokenizer()
            self._taught.FREQ, self._taught.total = _dictionary(jieba)
            self._taught.initialized = True
        for word in words:
            self._taught.add_word(word)
        counts, total = self._taught.FREQ, self._taught.total
        self._chances, self._least = _chances(counts, counts.values(), total)
        self._block.cache_clear()

    def knows(self, word: str) -> bool:
        return bool(self._chances.get(word))


def best_route(
    text: str,
    chances: Mapping[str, float],
    least: float,
    unknown: Callable[[str], Iterable[str]],
) -> list[str]:
    """The likeliest words of one block of text: jieba's route, from the end to the beginning.

    ``chances`` are logarithms, 0 for what only begins words; ``least`` is that of an unknown
    character. Lone characters side by side go to ``unknown``, unless they are a word that lost.
    """
    size = len(text)
    scores = [0.0] * (size + 1)
    stops = [0] * size
    get = chances.get
    for start in range(size - 1, -1, -1):
        best, stop = None, start + 1
        chance = get(text[start])
        end = start + 1
        while chance is not None:
            if chance:
                score = chance + scores[end]
                if best is None or score >= best:
                    best, stop = score, end
            end += 1
            if end > size:
                break
            chance = get(text[start:end])
        scores[start] = least + scores[start + 1] if best is None else best
        stops[start] = stop
    found: list[str] = []
    at = first = 0
    while at <= size:
        stop = stops[at] if at < size else size + 2
        if stop - at > 1:
            if at - first > 1:
                alone = text[first:at]
                found.extend(alone if get(alone) else unknown(alone))
            elif at > first:
                found.append(text[first])
            if at < size:
                found.append(text[at:stop])
            first = stop
        at = stop
    return found


class RjiebaSegmenter:
    """rjieba: the same dictionary and the same cuts, in Rust."""

    name = "rjieba"

    def __init__(self) -> None:
        import rjieba

        self._tokenizer = rjieba.Jieba()

    def cut(self, text: str) -> list[str]:
        words: list[str] = list(self._tokenizer.cut(text))
        if not _LATIN_COMPOUND.search(text):
            return words
        return [
            part
            for word in words
            for part in (_LATIN_WORD.split(word) if word.isascii() else (word,))
            if part
        ]

    def learn(self, words: Iterable[str]) -> None:
        for word in words:
            self._tokenizer.add_word(word, None, None)

    def knows(self, word: str) -> bool:
        return bool(self._tokenizer.has_word(word))


_MAKERS: dict[str, Callable[[], Segmenter]] = {"jieba": JiebaSegmenter, "rjieba": RjiebaSegmenter}
_shared: dict[str, Segmenter] = {}


def make(name: str | None = None) -> Segmenter:
    """A segmenter with a dictionary of its own: ``"jieba"``, ``"rjieba"``, or the fastest there is."""
    if name is not None:
        return _MAKERS[name]()
    try:
        return RjiebaSegmenter()
    except ImportError:
        return JiebaSegmenter()


def prefer(name: str) -> None:
    """Make ``stock()`` the segmenter of this name from now on: for measurements."""
    _shared[""] = make(name)


def stock(name: str | None = None) -> Segmenter:
    """The segmenter with the stock dictionary only, loaded once. It must not be taught words."""
    key = name or ""
    if key not in _shared:
        _shared[key] = make(name)
    return _shared[key]


def tfidf_and_textrank() -> tuple[Callable[..., list[str]], Callable[..., list[str]]]:
    """jieba's own keyword extractors, the baselines of ``python -m bench keywords``."""
    _jieba()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.analyse
    return jieba.analyse.extract_tags, jieba.analyse.textrank


def tagged(text: str) -> list[tuple[str, str]]:
    """Words with jieba's parts of speech, a baseline of ``python -m bench names``."""
    _jieba()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.posseg
    return [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)]  # type: ignore[no-untyped-call]
