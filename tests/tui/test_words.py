"""The interface speaks Chinese and English; both catalogues are complete."""

from __future__ import annotations

import gettext

import pytest
from babel.messages.pofile import read_po

from tui import words


def catalogue(language):
    with (words.LOCALES / language / "LC_MESSAGES" / "chenbao.po").open("rb") as stream:
        return read_po(stream, locale=language)


def test_both_catalogues_hold_the_same_words():
    assert {m.id for m in catalogue("zh_CN") if m.id} == {m.id for m in catalogue("en") if m.id}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_word_is_translated(language):
    for message in catalogue(language):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not message.id or all(strings), message.id


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_compiled_catalogue_is_the_written_one(language):
    compiled = gettext.translation("chenbao", words.LOCALES, languages=[language])
    for message in catalogue(language):
        if message.id and isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string


def test_every_word_of_the_code_is_in_the_catalogues():
    """What the sources ask for is what the catalogues hold: run locale/update to renew them."""
    from babel.messages.extract import extract_from_dir

    asked = {
        message
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(words.LOCALES.parent),
            method_map=[("**.py", "python")],
            keywords={"_": None, "ngettext": (1, 2)},
        )
    }
    # The store's faults are translated where they are told.
    asked |= {
        message
        for root in (words.LOCALES.parent, words.LOCALES.parent.parent / "store")
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(root), method_map=[("**.py", "python")], keywords={"ChenbaoError": None}
        )
    }
    assert asked == {m.id for m in catalogue("zh_CN") if m.id}


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "CHENBAO_LANG": "zh"}, "zh_CN"),
        ({}, "zh_CN"),
    ],
)
def test_the_language_follows_the_locale(environ, expected):
    assert words.language(environ) == expected
