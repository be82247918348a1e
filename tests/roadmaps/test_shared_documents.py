"""Labelled documents are read as labelled: 97 values of 100 of each, and 99 words of 100."""

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from roadmaps.models import Roadmap
from tests.roadmaps.word_files import document
from tests.shared import SHARED, needs_shared

FOLDER = SHARED / "documents"
NAMES = ("georgievsk-2023.docx", "krasnodar-2022.docx", "template-2020.docx", "sample-plan.xlsx")
COUNTS = {"activities": 25, "sections": 5, "control_points": 8, "mechanisms": 5, "specialists": 6}


def dry_run(path):
    out = StringIO()
    call_command("import_roadmap", str(path), "--dry-run", stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture(scope="module")
def score():
    """Give the module that scores a reading against a label."""
    spec = spec_from_file_location("score_documents", SHARED / "score" / "documents.py")
    module = module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


@needs_shared
@pytest.mark.parametrize("name", NAMES)
def test_a_labelled_document_is_read_as_labelled(score, name):
    path = FOLDER / name
    found = dry_run(path)
    label = json.loads(path.with_suffix(".json").read_text("utf-8"))
    results = list(score.compare(label, found))
    wrong = [(place, expected, got) for place, expected, got, equal in results if not equal]
    assert len(wrong) <= 0.03 * len(results), wrong[:5]
    assert score.kept(path, found) >= 0.99


@needs_shared
def test_an_order_comes_in_with_every_row():
    found = dry_run(FOLDER / "georgievsk-2023.docx")
    assert {part: len(found[part]) for part in COUNTS} == COUNTS


@needs_shared
def test_the_command_makes_a_draft_in_a_municipality(cast):
    call_command(
        "import_roadmap",
        str(FOLDER / "georgievsk-2023.docx"),
        "--municipality",
        cast.municipality.slug,
        stdout=StringIO(),
    )
    roadmap = Roadmap.objects.get(order_number="1119")
    assert roadmap.items.count() == 25 + 8 + 5


@pytest.mark.parametrize(
    "arguments",
    [["нет-такого.docx", "--dry-run"], ["приказ.docx"], ["приказ.docx", "--municipality", "nowhere"]],
)
def test_the_command_says_what_is_wrong(tmp_path, monkeypatch, db, arguments):
    monkeypatch.chdir(tmp_path)
    Path("приказ.docx").write_bytes(document("Дорожная карта"))
    with pytest.raises(CommandError):
        call_command("import_roadmap", *arguments, stdout=StringIO())
