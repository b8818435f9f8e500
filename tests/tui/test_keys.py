"""One table of keys: complete, without clashes, remappable, in the manual."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bench.manual import COMMANDS, MANUAL, arguments, commands, commands_page, keys_page
from store.records import ChenbaoError, Scope
from tests.tui.test_morning import dashboard, settle, text_of
from tui.keys import ARTICLE, HEADLINES, WITHIN, Sequences, clashes, keymap, named, table
from tui.screens.choose import ChooseScreen
from tui.screens.saved import SavedScreen
from tui.settings import HELP, Settings, load_settings


def test_no_two_actions_share_a_key_in_one_context():
    assert clashes(table()) == []
    assert len({key.id for key in table()}) == len(table())


def test_every_key_has_a_label_and_a_help():
    for key in table():
        assert key.label, key.id
        assert key.help, key.id


def test_the_manual_is_what_the_tables_say():
    """Every key and every setting: python -m bench manual writes it anew."""
    assert MANUAL.read_text(encoding="utf-8") == keys_page()
    assert set(HELP) == {f.name for f in fields(Settings)}


def test_every_command_and_every_option_is_in_the_manual_and_explained():
    assert COMMANDS.read_text(encoding="utf-8") == commands_page()
    assert [
        f"{n} {a.dest}" for n, c in commands().items() for a in arguments(c) if not a.help
    ] == []


def test_a_single_key_acts_in_its_context_only():
    keys = Sequences(table())
    assert keys.press("s", WITHIN[HEADLINES]) == "star"
    assert keys.press("s", WITHIN["everywhere"]) is None


def test_a_sequence_takes_two_keys():
    keys = Sequences(table())
    assert keys.press("g", WITHIN[HEADLINES]) is None
    assert keys.press("g", WITHIN[HEADLINES]) == "top"
    assert keys.press("g", WITHIN[ARTICLE]) is None
    assert keys.press("T", WITHIN[ARTICLE]) == "previous_tab"


def test_a_broken_sequence_leaves_the_second_key_its_own_meaning():
    keys = Sequences(table())
    keys.press("g", WITHIN[HEADLINES])
    assert keys.press("j", WITHIN[HEADLINES]) == "down"
    keys.press("g", WITHIN[HEADLINES])
    assert keys.press("escape", WITHIN[HEADLINES]) is None


def test_a_key_can_be_given_to_another_action():
    keys = Sequences(keymap({"star": ["Z", "x"]}))
    assert keys.press("x", WITHIN[HEADLINES]) == "star"
    assert keys.press("s", WITHIN[HEADLINES]) is None


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"starr": "x"}, "no action 'starr'"),
        ({"star": "r"}, "given to both"),
        ({"star": 5}, "must be a string"),
        ({"star": "g"}, "'g' is given to both"),
        ({"star": "nokey"}, "'nokey', given to 'star', is no key"),
    ],
)
def test_a_wrong_keymap_says_what_is_wrong(given, fault):
    with pytest.raises(ChenbaoError, match=fault):
        keymap(given)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("?", "question_mark"),
        ("C-d", "ctrl+d"),
        ("gg", "g g"),
        ("g T", "g T"),
        ("Esc", "escape"),
        ("exclamation_mark", "!"),
        ("f5", "f5"),
    ],
)
def test_keys_are_written_as_people_write_them(written, key):
    assert named(written, "star") == key


def test_a_broken_config_is_named(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("[keys\nstar = 's'")
    with pytest.raises(ChenbaoError, match=r"config\.toml: is no valid TOML"):
        load_settings(path)
    assert load_settings(tmp_path / "absent.toml") == Settings()


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("colour = 'red'", "there is no setting 'colour'"),
        ("mouse = 'yes'", "mouse must be true or false"),
        ("language = 'fr'", "language must be"),
        ("arrives_read_after_days = -1", "a number of days"),
        ("keys = 3", "a table"),
    ],
)
def test_a_wrong_setting_says_what_is_wrong(tmp_path, given, fault):
    path = tmp_path / "config.toml"
    path.write_text(given, encoding="utf-8")
    with pytest.raises(ChenbaoError, match=fault) as told:
        load_settings(path)
    assert str(path) in str(told.value)


def test_letters_are_text_while_one_chooses():
    """A key that begins a sequence elsewhere is not waited for here."""
    keys = Sequences(table())
    assert keys.press("g", WITHIN["saved"]) is None
    assert keys.waiting is None
    assert keys.press("plus", WITHIN["saved"]) == "saved_add"


async def test_the_keys_of_choosers_can_be_given_away(morning):
    own = {"choose_leave": "f2", "choose_down": "f3", "choose_take": "f4", "saved_add": "*"}
    async with dashboard(morning, settings=Settings(keys=own)) as (app, pilot):
        await pilot.press("f")
        await settle(pilot, 0.2)
        assert any("f4 " in line and "f2 " in line for line in text_of(app))
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ChooseScreen)
        await pilot.press("f3", "f4")
        await settle(pilot, 0.2)
        assert app.screen.scope == Scope(starred=True)
        await pilot.press("F", "apostrophe")
        await settle(pilot, 0.2)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, SavedScreen)
        await pilot.press("f2")
        await settle(pilot, 0.2)
        await pilot.press("slash", "escape")
        await pilot.pause()
        assert app.screen.focused is None


async def test_the_help_shows_the_keys_of_choosers_too(morning):
    async with dashboard(morning) as (app, pilot):
        await pilot.press("question_mark")
        await settle(pilot, 0.2)
        for letter in "saved_add":
            await pilot.press(letter)
        await pilot.pause()
        assert any("saved_add" in line for line in text_of(app)[3:])
