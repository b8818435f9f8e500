"""``chenbao search`` and ``chenbao doctor`` as typed."""

from __future__ import annotations

import json

import pytest

import app


@pytest.fixture
def run(morning, capsys, monkeypatch):
    monkeypatch.setenv("CHENBAO_STATE", str(morning.state))

    def call(*arguments):
        command, *rest = arguments
        status = app.main([command, "--store", str(morning.articles), *rest])
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


def test_results_come_with_the_sentence_and_the_match_marked(run):
    status, out, err = run("search", "淤泥")
    assert status == 0
    assert "柳河镇启动河道清淤 三个村先行  湖城晚报·2026-03-02·01版" in out
    assert "清出的«淤泥»经检测合格" in out
    assert "找到 1 篇" in err


def test_json_is_one_article_a_line_with_spans(run):
    _status, out, _err = run("search", "--json", "夜间")
    (record,) = [json.loads(line) for line in out.splitlines()]
    assert [record["title"][a:b] for a, b in record["title_spans"]] == ["夜间"]
    assert all(record["sentence"][a:b] == "夜间" for a, b in record["spans"])
    assert record["spans"]


def test_a_limit_says_how_many_there_are(run):
    _status, out, err = run("search", "--limit", "1", "本报讯")
    assert out.count("版\n") == 1
    assert "找到 3 篇，列出最新 1 篇" in err


def test_the_scope_of_a_count_is_told(run):
    _status, _out, err = run("search", "本报讯", "--paper", "湖城晚报", "--from", "2026-03")
    assert err == "湖城晚报 · 2026-03..：找到 3 篇\n"


@pytest.mark.parametrize("date", ["2026-99", "2026-1", "202613", "2026-02-30", "26-02-03"])
def test_what_is_no_date_is_refused(run, date):
    with pytest.raises(SystemExit) as stopped:
        run("search", "本报讯", "--from", date)
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("本报讯", "--from", "2026-03", "--to", "2026-03-02"), 3),
        (("本报讯", "--from", "2026-03-03"), 0),
        (("本报讯", "--paper", "湖城晚报"), 3),
        (("本报讯", "--paper", "别报"), 0),
        (("本报讯", "白晓棠"), 0),
        (("本报讯", "by:白晓棠"), 2),
        (("本报讯 OR 插秧机 -图书馆",), 4),
        (("--exact", "一期清淤长度十二公里, "), 0),
        (("--exact", "一期清淤长度十二公里,"), 1),
        (("--exact", "记者 OR"), 0),
    ],
)
def test_filters_narrow(run, arguments, count):
    status, out, _err = run("search", "--json", *arguments)
    assert (status, len(out.splitlines())) == (0, count)


def test_a_wrong_query_is_told_in_one_line(run):
    status, out, err = run("search", "河道 titel:x")
    assert (status, out) == (1, "")
    assert err == "chenbao: 第 4 个字符：没有字段 titel:\n"


def test_the_doctor_compares_and_rebuilds(run):
    assert run("doctor")[0] == 0
    assert "5 篇" in run("doctor", "--rebuild-index")[1]
    assert run("doctor", "--index")[0] == 0
