"""Files made to do harm, and good ones spoilt by chance: each is refused with a sentence, or read well."""

import pytest

from roadmaps.documents import DocumentError, apart, read_apart, read_document
from roadmaps.documents.messages import REFUSALS
from roadmaps.models import PlanItem, Roadmap
from roadmaps.services.importing import take_in
from tests.roadmaps.hostile import archives, sheets, texts
from tests.roadmaps.hostile.corpus import FILES, PASTED
from tests.roadmaps.hostile.mutating import mutated
from tests.roadmaps.hostile.running import run

MADE_BY = (archives, sheets, texts)
REFUSED = {
    "a bomb in the text": "bomb",
    "bombs in bombs": "no_plan",  # nobody opens what is packed in a part
    "ten thousand parts": "bomb",
    "a billion laughs": "broken",
    "an entity of a file": "broken",
    "parts under a password": "encrypted",
    "an encrypted document": "encrypted",
    "contents that lead outside": "broken",
    "tables in tables": "broken",
    "a book: one cell merged over all": "too_heavy",
    "a book: a row far below": "too_heavy",
}


def test_no_hostile_file_does_harm(tmp_path):
    files = [(name, make(), False) for name, make in FILES.items()]
    files += [(name, make(), True) for name, make in PASTED.items()]
    assert len(files) > 100
    results = run(tmp_path, files)
    wrong = {name: result for name, result in results.items() if result["code"] not in ("", *REFUSALS)}
    assert not wrong
    assert not {name: result["error"] for name, result in results.items() if result["error"]}
    assert {name: results[name]["code"] for name in REFUSED} == REFUSED


def test_documents_spoilt_by_chance_do_no_harm(tmp_path):
    results = run(tmp_path, mutated(120, seed=7))
    assert not {name: result for name, result in results.items() if result["error"]}
    assert {result["code"] for result in results.values()} <= {"", *REFUSALS}


def test_a_spoilt_document_comes_in_whole_or_not_at_all(cast):
    known = Roadmap.objects.count()
    taken = 0
    for _, data, _ in mutated(30, seed=11):
        try:
            content = read_document(data, "приказ.docx").to_dict()
        except DocumentError:
            continue
        rows = sum(len(content[part]) for part in ("activities", "control_points", "mechanisms"))
        roadmap = take_in(content, municipality=cast.municipality, by=None)
        assert PlanItem.objects.filter(roadmap=roadmap).count() == rows
        taken += 1
    assert Roadmap.objects.count() == known + taken
    assert taken > 5


def test_a_number_longer_than_a_number_is_kept_beside_the_row():
    row = read_document(texts.said("1." * 400 + "x"), "приказ.docx").activities[0]
    assert len(row.number) <= 100


@pytest.mark.parametrize(("limit", "value"), [("MEMORY", 20 * 1024 * 1024), ("PATIENCE", 0.001)])
def test_a_process_that_needs_too_much_is_ended(monkeypatch, limit, value):
    monkeypatch.setattr(apart, limit, value)
    with pytest.raises(DocumentError) as refused:
        read_apart(FILES["very many runs"](), "приказ.docx")
    assert refused.value.code == "too_heavy"


def test_the_process_that_reads_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "no one's business")
    assert "SECRET_KEY" not in apart.environment()
