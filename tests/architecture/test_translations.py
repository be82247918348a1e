"""The Russian catalogue is complete: what the sources say, no more, no less, with the same placeholders."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.architecture.places import APPS, BASE
from tests.tools import MissingToolError, ensure

CATALOGUE = Path("locale/ru/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
FORMS = 3  # of a Russian plural
Entries = dict[tuple[str, str], polib.POEntry]


def _entries(catalogue: Path) -> Entries:
    return {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(catalogue))}


@pytest.fixture(scope="module")
def written() -> Entries:
    """Give the catalogue as it is kept."""
    return _entries(BASE / CATALOGUE)


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Entries:
    """Give what the sources say now, gathered in a copy of them."""
    try:
        ensure("xgettext")
    except MissingToolError as error:
        pytest.fail(str(error))
    copy = tmp_path_factory.mktemp("sources")
    for name in (*APPS, "templates"):
        shutil.copytree(BASE / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    shutil.copy(BASE / "manage.py", copy)
    (copy / CATALOGUE).parent.mkdir(parents=True)
    make = [sys.executable, "manage.py", "makemessages", "--locale", "ru", "--no-location"]
    subprocess.run(make, cwd=copy, check=True, capture_output=True)
    return _entries(copy / CATALOGUE)


def test_every_text_of_the_sources_is_in_the_catalogue(gathered: Entries, written: Entries) -> None:
    assert sorted(set(gathered) - set(written)) == []


def test_the_catalogue_holds_no_text_that_is_gone(gathered: Entries, written: Entries) -> None:
    assert sorted(set(written) - set(gathered)) == []


def test_a_text_with_a_number_has_its_plural_in_the_catalogue(gathered: Entries, written: Entries) -> None:
    differing = [
        key for key in set(gathered) & set(written) if gathered[key].msgid_plural != written[key].msgid_plural
    ]
    assert differing == []


def test_every_text_is_translated_for_sure(written: Entries) -> None:
    def is_translated(entry: polib.POEntry) -> bool:
        if entry.msgid_plural:
            return len(entry.msgstr_plural) == FORMS and all(entry.msgstr_plural.values())
        return bool(entry.msgstr)

    assert [key for key, entry in written.items() if entry.fuzzy or not is_translated(entry)] == []
    assert [entry.msgid for entry in written.values() if entry.obsolete] == []


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text)) - {"%%"}


def test_a_translation_has_the_placeholders_of_its_text_in_every_form(written: Entries) -> None:
    wrong = []
    for entry in written.values():
        if not entry.flags or not {"python-format", "python-brace-format"} & set(entry.flags):
            continue
        wanted = _placeholders(entry.msgid_plural or entry.msgid)
        texts = entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,)
        wrong += [(entry.msgid, text) for text in texts if _placeholders(text) != wanted]
    assert wrong == []


FORBIDDEN = {
    "an exclamation mark": re.compile(r"!(?!\w)"),
    "«успешно»": re.compile(r"успешно", re.IGNORECASE),
    "«пожалуйста»": re.compile(r"пожалуйста", re.IGNORECASE),
    "the gender of the reader": re.compile(r"\w\(а\)|\w\(ая\)"),
}


def test_the_tone_is_a_good_colleagues(written: Entries) -> None:
    texts = [text for entry in written.values() for text in (entry.msgstr, *entry.msgstr_plural.values())]
    found = [(what, text) for what, pattern in FORBIDDEN.items() for text in texts if pattern.search(text)]
    assert found == []
