"""The reader against the labelled corpus that stands beside the project."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from roadmaps.deadlines import read

BESIDE = Path(__file__).resolve().parents[3] / "shared"
CORPUS = Path(os.environ.get("SHARED_DIR", BESIDE)) / "corpus" / "deadlines.jsonl"

pytestmark = pytest.mark.skipif(not CORPUS.is_file(), reason=f"the corpus {CORPUS} is not here")


def plain(note):
    return " ".join(note.replace("\u00a0", " ").lower().replace("ё", "е").split()).strip(" .,;–—-")


def answers():
    for line in CORPUS.read_text("utf-8").splitlines():
        label = json.loads(line)
        start, end = date.fromisoformat(label["from"]), date.fromisoformat(label["to"])
        wanted = [(each["start"], each["due"]) for each in label["occurrences"]]
        reading = read(label["text"], start, end)
        yield label, wanted, reading, [(str(span.start), str(span.due)) for span in reading.occurrences]


def test_the_corpus_is_read_as_it_is_labelled():
    wrong, count = [], 0
    for label, wanted, reading, got in answers():
        count += 1
        if (got, reading.kind, plain(reading.note)) != (wanted, label["kind"], plain(label["note"])):
            wrong.append(label["text"])
    assert len(wrong) <= count * 0.02, wrong


def test_no_date_is_invented():
    invented = [
        label["text"]
        for label, wanted, _, got in answers()
        if {due for _, due in got} - {due for _, due in wanted}
    ]
    assert invented == []
