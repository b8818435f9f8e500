"""``chenbao trend`` and ``chenbao rising`` as other tools use them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path):
    """Sixty days; a bridge falls on the fiftieth."""
    records = [
        {
            "paper": "江报", "date": f"2026-{1 + n // 31:02d}-{1 + n % 31:02d}", "page": "01",
            "title": f"第{n}日之{k}",
            "text": f"{'东西南北'[k]}桥{'垮塌' if n >= 50 else '安好'}{'了吗呢吧'[k]}",
        }
        for n in range(59)
        for k in range(4)
    ]  # fmt: skip
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), encoding="utf-8")
    store = str(tmp_path / "chenbao.db")
    assert app.main(["--store", store, "add", str(path)]) == 0
    return store


def test_json_carries_values_and_bursts(store, capsys):
    capsys.readouterr()
    assert app.main(["--store", store, "trend", "垮塌", "安好", "--by", "month", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [b["from"] for b in found["bins"]] == ["2026-01-01", "2026-02-01"]
    assert found["bins"][0]["partial"] is False
    assert found["series"][0]["articles"] == [0, 36]
    assert found["series"][0]["values"][1] == pytest.approx(32.1429)
    assert found["series"][0]["bursts"][0]["from"] == "2026-02-20"


def test_csv_has_a_row_a_point(store, capsys):
    capsys.readouterr()
    assert app.main(["trend", "垮塌", "--store", store, "--from", "2026-02-19", "--csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert rows[0]["from"] == "2026-02-19"
    assert [r["垮塌 articles"] for r in rows[:3]] == ["0", "4", "4"]
    assert rows[1]["垮塌 value"] == "100.0"


def test_the_chart_is_plain_text(store, capsys):
    capsys.readouterr()
    assert app.main(["--store", store, "trend", "垮塌", "安好"]) == 0
    out = capsys.readouterr().out
    assert "● 垮塌" in out
    assert "爆发 2026-02-20" in out
    assert "\x1b" not in out


def test_rising_words(store, capsys):
    capsys.readouterr()
    assert app.main(["--store", store, "rising", "--day", "2026-02-20", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert any("垮塌" in w["word"] for w in found["new"])
    assert found["new"][0]["first_seen"] == "2026-02-20"
    assert app.main(["--store", store, "rising", "--limit", "5"]) == 0
    assert "2026-02-23—2026-03-01" in capsys.readouterr().out


def test_faults_are_told_in_a_line(store, capsys):
    assert app.main(["--store", store, "trend", "垮塌", "--from", "2030"]) == 1
    assert app.main(["--store", store, "trend", *"一二三四五六七"]) == 1
    err = capsys.readouterr().err
    assert "这段日子里没有文章" in err
    assert "至多 6 个词" in err


def test_the_command_loads_no_textual():
    code = "import sys; import tui.commands.trend; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = done.stdout.split()
    assert "textual" not in loaded
    assert "plotext" not in loaded


def test_a_picture_for_a_report(store, tmp_path, capsys):
    import xml.etree.ElementTree as ET

    picture = tmp_path / "bridge.svg"
    assert app.main(["--store", store, "trend", "垮塌", "安好<", "--svg", str(picture)]) == 0
    root = ET.fromstring(picture.read_text("utf-8"))
    texts = [node.text for node in root.iter() if node.text and node.text.strip()]
    assert {"垮塌", "安好<"} <= set(texts)
    assert [n for n in root.iter() if n.tag.endswith("polyline")]
    capsys.readouterr()
    assert app.main(["--store", store, "trend", "垮塌", "--svg", str(tmp_path / "bridge.txt")]) == 1
    assert ".svg" in capsys.readouterr().err
    assert (
        app.main(["--store", store, "trend", "垮塌", "--svg", str(tmp_path / "no" / "b.svg")]) == 1
    )
    assert "b.svg" in capsys.readouterr().err


def test_png_says_what_it_needs(store, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    picture = tmp_path / "bridge.png"
    capsys.readouterr()
    assert app.main(["--store", store, "trend", "垮塌", "--png", str(picture)]) == 1
    assert "matplotlib" in capsys.readouterr().err
    assert not picture.exists()
