"""Text → words, by jieba: the one module that imports it.

jieba's default cache is a predictable file in the shared temporary folder, which it would
unmarshal; here the cache is private to the user, or there is none. rjieba (extra ``fast``) cuts the
same words many times faster and is taken when it is installed; tests hold the two equal.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

# rjieba keeps 5G-A and www.example.org whole where jieba parts them by this rule.
_LATIN_WORD = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
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


class JiebaSegmenter:
    """jieba itself, with a tokenizer of its own."""

    name = "jieba"

    def __init__(self) -> None:
        jieba = _jieba()
        self._tokenizer = jieba.Tokenizer()
        folder = _private_cache()
        if folder is None:
            frequencies, total = self._tokenizer.gen_pfdict(self._tokenizer.get_dict_file())
            self._tokenizer.FREQ, self._tokenizer.total = frequencies, total
            self._tokenizer.initialized = True
        else:
            self._tokenizer.tmp_dir = str(folder)
            self._tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
            before = os.umask(0o077)
            try:
                self._tokenizer.initialize()
            finally:
                os.umask(before)

    def cut(self, text: str) -> list[str]:
        return list(self._tokenizer.cut(text))

    def learn(self, words: Iterable[str]) -> None:
        for word in words:
            self._tokenizer.add_word(word)

    def knows(self, word: str) -> bool:
        return bool(self._tokenizer.FREQ.get(word))


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
