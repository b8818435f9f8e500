"""``chenbao who``, ``export`` and ``corrections`` as a press officer's scripts use them."""

from __future__ import annotations

import csv
import io
import json

import pytest

import app
from store.database.corrections import EntityRule
from store.database.places import StorePlaces
from store.entities import Entities, EntityMarks
from store.records import EntityScope


@pytest.fixture
def store(tmp_path):
    texts = [
        ("2026-03-01", "01", "区里调研", "区发改局局长阮明溪到石桥镇调研，石桥镇镇长温如海陪同。"),
        ("2026-03-03", "01", "项目开工", "阮明溪和温如海来到工地，现场解决三个问题。"),
        ("2026-03-09", "01", "任命", "会议决定，任命阮明溪为云溪区人民政府副区长。"),
        ("2026-03-10", "02", "副区长走进车间", "副区长阮明溪走进车间，温如海介绍了情况。"),
    ]
    path = tmp_path / "all.jsonl"
    path.write_text(
        "\n".join(
            json.dumps(
                {"paper": "云溪晚报", "date": d, "page": p, "title": t, "text": x},
                ensure_ascii=False,
            )
            for d, p, t, x in texts
        ),
        "utf-8",
    )
    store = str(tmp_path / "c.db")
    assert app.main(["--store", store, "add", str(path)]) == 0
    return store


def run(store, capsys, *arguments):
    capsys.readouterr()
    status = app.main(["--store", store, *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_who_tells_posts_newest_first_with_their_proof(store, capsys):
    status, out, _ = run(store, capsys, "who", "阮明溪")
    assert status == 0
    assert out.index("副区长") < out.index("区发改局局长")
    assert "会议决定，任命阮明溪" in out or "副区长阮明溪走进车间" in out
    assert "温如海" in out


@pytest.mark.parametrize("typed", ["rmx", "ruanmingxi", "阮明"])
def test_who_takes_pinyin_and_parts(store, capsys, typed):
    status, out, _ = run(store, capsys, "who", typed, "--json")
    assert status == 0
    assert json.loads(out)["name"] == "阮明溪"


def test_the_card_as_json(store, capsys):
    card = json.loads(run(store, capsys, "who", "阮明溪", "--json")[1])
    assert card["articles"] == 4
    assert card["first"] == "2026-03-01"
    assert [p["post"] for p in card["posts"]][-1] == "局长"
    assert {c["name"]: c["articles"] for c in card["companions"]}["温如海"] == 3
    assert all(c["sentence"][c["start"] : c["end"]] == "阮明溪" for c in card["contexts"])


def test_an_unknown_name_is_told(store, capsys):
    status, out, err = run(store, capsys, "who", "查无此人")
    assert (status, out) == (1, "")
    assert "查无此人" in err


def test_tables_for_a_spreadsheet(store, capsys):
    rows = list(csv.DictReader(io.StringIO(run(store, capsys, "export", "entities")[1])))
    own = next(row for row in rows if row["name"] == "阮明溪")
    assert (own["kind"], own["articles"], own["last"]) == ("PER", "4", "2026-03-10")
    posts = list(csv.DictReader(io.StringIO(run(store, capsys, "export", "posts", "--csv")[1])))
    assert {row["person"] for row in posts} >= {"阮明溪", "温如海"}
    pairs = [json.loads(x) for x in run(store, capsys, "export", "pairs", "--json")[1].splitlines()]
    assert {"阮明溪", "温如海"} in [{p["name"], p["other"]} for p in pairs]


@pytest.fixture
def marks(store, tmp_path):
    return EntityMarks(StorePlaces(tmp_path / "c.db", tmp_path / "state.db"))


def pairs_of(store, capsys):
    rows = run(store, capsys, "export", "pairs", "--json")[1].splitlines()
    return {
        frozenset((row["name"], row["other"])): row["articles"] for row in map(json.loads, rows)
    }


def test_a_merged_and_renamed_name_is_found_whole_by_each_of_its_names(store, marks, capsys):
    marks.correct(EntityRule("merge", "PER", "温如海", to_kind="PER", to_name="阮明溪"))
    marks.correct(EntityRule("rename", "PER", "阮明溪", to_name="区长阮"))
    for name in ("阮明溪", "温如海", "区长阮"):
        card = json.loads(run(store, capsys, "who", name, "--json")[1])
        assert (card["name"], card["articles"], card["merged"]) == (
            "区长阮", 4, ["阮明溪", "温如海"],
        )  # fmt: skip


def test_pairs_follow_the_corrections(tmp_path, store, marks, capsys):
    path = tmp_path / "more.jsonl"
    people = ("镇长孟长林、校长裴望舒", "校长裴望舒、镇长孟长林、温如海", "镇长孟长林、校长裴望舒")
    lines = [
        {"paper": "云溪晚报", "date": f"2026-03-1{n}", "title": f"第{n}次", "text": f"{who}到场。"}
        for n, who in enumerate(people, 1)
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    assert app.main(["--store", store, "add", str(path)]) == 0
    before = pairs_of(store, capsys)
    assert before[frozenset(("孟长林", "裴望舒"))] == before[frozenset(("阮明溪", "温如海"))] == 3
    marks.correct(EntityRule("merge", "PER", "孟长林", to_kind="PER", to_name="阮明溪"))
    assert pairs_of(store, capsys) == {
        # The one article that names both counts once.
        frozenset(("阮明溪", "裴望舒")): 3,
        frozenset(("阮明溪", "温如海")): 4,
    }
    marks.correct(EntityRule("rename", "PER", "裴望舒", to_name="裴校长"))
    marks.correct(EntityRule("hide", "PER", "温如海"))
    assert pairs_of(store, capsys) == {frozenset(("阮明溪", "裴校长")): 3}


def entities_of(store, capsys):
    rows = csv.DictReader(io.StringIO(run(store, capsys, "export", "entities")[1]))
    return {(row["kind"], row["name"]): int(row["articles"]) for row in rows}


def test_a_name_shown_as_another_can_be_corrected_again(store, marks, capsys):
    marks.correct(EntityRule("rename", "PER", "阮明溪", to_name="老阮"))
    marks.correct(EntityRule("rename", "PER", "老阮", to_name="阮区长"))
    assert entities_of(store, capsys)["PER", "阮区长"] == 4
    marks.correct(EntityRule("merge", "PER", "温如海", to_kind="PER", to_name="阮区长"))
    assert entities_of(store, capsys)["PER", "阮区长"] == 4
    assert ("PER", "温如海") not in entities_of(store, capsys)
    marks.take_back()
    marks.correct(EntityRule("merge", "PER", "阮区长", to_kind="PER", to_name="温如海"))
    assert entities_of(store, capsys)["PER", "温如海"] == 4
    marks.take_back()
    marks.correct(EntityRule("hide", "PER", "阮区长"))
    assert not {("PER", "阮区长"), ("PER", "阮明溪")} & set(entities_of(store, capsys))


def test_a_kind_given_by_mistake_can_be_given_anew(store, marks, capsys):
    marks.correct(EntityRule("rename", "PER", "阮明溪", to_name="老阮"))
    marks.correct(EntityRule("kind", "PER", "老阮", to_kind="ORG"))
    marks.correct(EntityRule("kind", "ORG", "老阮", to_kind="LOC"))
    assert entities_of(store, capsys)["LOC", "老阮"] == 4
    marks.correct(EntityRule("kind", "LOC", "老阮", to_kind="PER"))
    assert entities_of(store, capsys)["PER", "老阮"] == 4
    marks.correct(EntityRule("kind", "PER", "温如海", to_kind="ORG"))
    marks.correct(EntityRule("merge", "ORG", "温如海", to_kind="PER", to_name="老阮"))
    assert "温如海" not in {name for _kind, name in entities_of(store, capsys)}


def test_a_watched_name_stays_watched_when_renamed_retyped_or_merged(store, marks, tmp_path):
    reader = Entities(StorePlaces(tmp_path / "c.db", tmp_path / "state.db"))

    def watched():
        return [i.name for i in reader.items(EntityScope(days=None, watched=True))]

    marks.correct(EntityRule("rename", "PER", "阮明溪", to_name="老阮"))
    marks.watch("PER", "老阮", True)
    assert watched() == ["老阮"]
    marks.correct(EntityRule("kind", "PER", "老阮", to_kind="ORG"))
    assert watched() == ["老阮"]
    marks.correct(EntityRule("merge", "ORG", "老阮", to_kind="PER", to_name="温如海"))
    assert watched() == ["温如海"]
    marks.watch("PER", "温如海", False)
    assert watched() == []
    reader.close()


def test_posts_and_pairs_of_the_one_split_off_bear_its_name(store, marks, capsys):
    rule = EntityRule("split", "PER", "温如海", to_name="温如海（镇）", detail="镇长")
    marks.correct(rule)
    assert entities_of(store, capsys)["PER", "温如海（镇）"] == 1
    rows = list(csv.DictReader(io.StringIO(run(store, capsys, "export", "posts")[1])))
    assert {row["person"] for row in rows if row["post"] == "镇长"} == {"温如海（镇）"}
    # Of three articles two are left to him.
    assert frozenset(("阮明溪", "温如海")) not in pairs_of(store, capsys)
    marks.correct(EntityRule("hide", "PER", "温如海（镇）"))
    assert ("PER", "温如海（镇）") not in entities_of(store, capsys)
    assert entities_of(store, capsys)["PER", "温如海"] == 2


def test_no_cell_is_a_formula(tmp_path, capsys):
    path = tmp_path / "x.jsonl"
    text = "=1+1，镇长温如海说，@所有人。"
    path.write_text(
        json.dumps({"paper": "甲", "date": "2026-03-01", "title": "题", "text": text}), "utf-8"
    )
    store = str(tmp_path / "c.db")
    assert app.main(["--store", store, "add", str(path)]) == 0
    rows = list(csv.reader(io.StringIO(run(store, capsys, "export", "posts")[1])))
    assert len(rows) == 2
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row if cell)


def test_corrections_are_given_to_others(store, tmp_path, capsys):
    marks = EntityMarks(StorePlaces(tmp_path / "c.db", tmp_path / "state.db"))
    marks.correct(EntityRule("rename", "PER", "阮明溪", to_name="阮明溪（区府）"))
    file = tmp_path / "corrections.jsonl"
    assert run(store, capsys, "corrections", "export", str(file))[0] == 0
    marks.take_back()
    assert "阮明溪（区府）" not in run(store, capsys, "export", "entities")[1]
    status, _, err = run(store, capsys, "corrections", "import", str(file))
    assert status == 0
    assert "1" in err
    assert "阮明溪（区府）" in run(store, capsys, "export", "entities")[1]
    # A second time there is nothing new.
    assert "0" in run(store, capsys, "corrections", "import", str(file))[2]


@pytest.mark.parametrize(
    "bad",
    [
        {"action": 3},
        {"action": "hide", "kind": "XYZ", "name": "甲"},
        {"action": "kind", "kind": "PER", "name": "甲", "to_kind": "XYZ"},
        {"action": "sink", "kind": "PER", "name": "甲"},
        {"action": "rename", "kind": "PER", "name": "甲", "to_name": ["乙"]},
    ],
)
def test_a_broken_file_of_corrections_is_refused_whole(store, tmp_path, capsys, bad):
    file = tmp_path / "bad.jsonl"
    good = {"action": "hide", "kind": "PER", "name": "温如海"}
    file.write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", "utf-8")
    status, _, err = run(store, capsys, "corrections", "import", str(file))
    assert status == 1
    assert "bad.jsonl" in err
    assert "2" in err
    assert "温如海" in run(store, capsys, "export", "entities")[1]
