"""What the command line says of a fault is in the reader's language, the figures in their places."""

from __future__ import annotations

import pytest

import app as chenbao

ENGLISH = ("there is no such file", "give --date", "line 2 is not JSON", "never closed")
CHINESE = ("没有这个文件", "--date", "第 2 行不是 JSON", "引号没有配对")


@pytest.mark.parametrize(("language", "said"), [("en", ENGLISH), ("zh", CHINESE)])
def test_faults_are_told_in_the_readers_language(language, said, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CHENBAO_LANG", language)
    page = tmp_path / "page.txt"
    page.write_text("河道清淤开工\n\n本报讯 昨天上午，河道清淤工程开工。\n", "utf-8")
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"title": "一", "text": "二"}\n{broken\n', "utf-8")
    store = ["--store", str(tmp_path / "c.db")]
    for command, words in zip(
        (
            ["add", str(tmp_path / "none.txt")],
            ["add", "--paper", "河报", str(page)],
            ["add", "--paper", "河报", "--date", "2026-03-01", str(lines)],
            ["search", '"河道'],
        ),
        said,
        strict=True,
    ):
        assert chenbao.main([*store, *command]) == 1
        told = capsys.readouterr().err
        assert told.startswith("chenbao: ")
        assert words in told
