"""Both segmenters cut alike, also after they were taught; the cache is nobody else's to write."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from random import Random

import pytest

from store.language.words import JiebaSegmenter, make

TEXTS = (
    "云溪区三级干部大会昨天召开，会议提出发展低空物流和具身智能。",
    "网址www.example.org和5G-A网络，2.5万元，AI+制造，CPI同比上涨0.3%。",
    "她说：“十五五”时期要把新质生产力抓在手里！",
    "记者 林晚舟 通讯员 苏禾",
    "",
)
OWN = ("三级干部大会", "具身智能", "十五五", "低空物流")


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _name: tmp_path / "cache")
    return tmp_path / "cache"


def test_rjieba_cuts_as_jieba_does_before_and_after_learning(cached: Path) -> None:
    pytest.importorskip("rjieba")
    slow, fast = make("jieba"), make("rjieba")
    for text in TEXTS:
        assert fast.cut(text) == slow.cut(text)
    slow.learn(OWN)
    fast.learn(OWN)
    for text in TEXTS:
        assert fast.cut(text) == slow.cut(text)
    assert "三级干部大会" in fast.cut(TEXTS[0])
    assert all(slow.knows(word) and fast.knows(word) for word in OWN)


def test_jieba_here_cuts_as_jieba_alone_does(cached: Path) -> None:
    import jieba

    alone = jieba.Tokenizer()
    alone.tmp_dir = str(cached.parent)
    ours = JiebaSegmenter()
    random = Random(20)
    characters = sorted(set("".join(TEXTS) + "的一是在人中国人民日报大学生前来到\r\n\u3000龥鿕𠀀"))
    for length in range(1, 400):
        text = "".join(random.choices(characters, k=length))
        assert ours.cut(text) == list(alone.cut(text))
    for text in TEXTS:
        assert ours.cut(text) == list(alone.cut(text))


def test_a_spoilt_cache_is_made_anew(cached: Path) -> None:
    before = JiebaSegmenter().cut(TEXTS[0])
    (file,) = cached.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert JiebaSegmenter().cut(TEXTS[0]) == before
    assert file.read_bytes() == whole


def test_what_is_cut_is_the_text_again() -> None:
    segmenter = make()
    for text in TEXTS:
        assert "".join(segmenter.cut(text)) == text


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no POSIX permissions here")
def test_the_cache_is_private(cached: Path) -> None:
    JiebaSegmenter().cut(TEXTS[0])
    files = list(cached.iterdir())
    assert files, "the cache was written"
    assert stat.S_IMODE(cached.stat().st_mode) == 0o700
    assert all(not stat.S_IMODE(f.stat().st_mode) & 0o077 for f in files)


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no POSIX permissions here")
def test_a_cache_folder_others_may_write_is_not_trusted(cached: Path) -> None:
    cached.mkdir()
    cached.chmod(0o777)
    JiebaSegmenter().cut(TEXTS[0])
    assert list(cached.iterdir()) == []


def test_nothing_is_printed_and_no_shared_file_is_made(
    cached: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    JiebaSegmenter().cut(TEXTS[0])
    assert capfd.readouterr() == ("", "")
    assert not (tmp_path / "jieba.cache").exists()
