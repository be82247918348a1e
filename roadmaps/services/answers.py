"""Answers to the doubts of an uploaded document: kept with it, and put into its content.

An answer is kept under its doubt's key: ``deadline:<text>``, ``people:<text>``, ``column:<heading>`` hold for
all places where the text stands; ``number@<row>``, ``title@<row>``, ``row@<row>``, ``deadline@<row>``,
``people@<row>``, ``heading@<row>`` for one row; ``merged@<row>:<field>`` for a merged cell, with the values
of its ``rows`` by their names; ``seen:…`` says that a remark was read. ``row@<row>`` is the row put right by
hand: ``values`` of its fields, ``when`` (``dates``, ``none`` or ``read``) for it alone, ``is_left_out``.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from roadmaps.choices import ResponsibleKind, UploadState
from roadmaps.documents import FIELDS, LEARNT, spelling_key, usual_field
from roadmaps.models import ColumnSpelling, Upload
from roadmaps.services.directory import Directory, Meaning
from roadmaps.services.people import remember
from schools.models import Municipality

Answer = Mapping[str, Any]
Answers = Mapping[str, Answer]
Row = Mapping[str, Any]
Span = tuple[datetime.date, datetime.date]
COLUMN = "column:"  # the key of an answer about a column, before its heading
PARTS = ("activities", "control_points", "mechanisms")
LONGEST = 300  # characters of a heading or an entry that are remembered


@transaction.atomic
def keep(upload: Upload, *, key: str, answer: Answer) -> None:
    """Keep the answer to one doubt with the upload; nothing of a roadmap changes."""
    _change(upload, answered(waiting(upload).answers, key, answer))


@transaction.atomic
def keep_row(upload: Upload, *, reference: str, answer: Answer | None) -> None:
    """Keep a row put right by hand, or give it back its own text (None); its cells' answers are in it."""
    own = {f"{name}@{reference}" for name in ("row", "number", "title", "people")}
    answers = {key: given for key, given in waiting(upload).answers.items() if key not in own}
    _change(upload, {**answers, row_key(reference): dict(answer)} if answer else answers)


@transaction.atomic
def forget(upload: Upload, *, key: str) -> None:
    """Take the answer to a doubt back."""
    _change(upload, answered(waiting(upload).answers, key, None))


def answered(answers: Answers, key: str, given: Answer | None) -> dict[str, Any]:
    """The answers with one more, or without it (None)."""
    others = {known: answer for known, answer in answers.items() if known != key}
    return others if given is None else {**others, key: dict(given)}


def waiting(upload: Upload) -> Upload:
    """The upload as it stands now, locked; Upload.DoesNotExist where it does not wait any more."""
    locked: Upload = Upload.objects.select_for_update().get(pk=upload.pk, state=UploadState.READ)
    return locked


def _change(upload: Upload, answers: dict[str, Any]) -> None:
    upload.answers = answers
    upload.save(update_fields=["answers"])


def references(content: Mapping[str, Any], part: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a part, each with what names it: its table and row in the document, if known."""
    rows = content.get(part, ())
    places = content.get("row_places", {}).get(part, ())
    for number, row in enumerate(rows):
        yield (
            (".".join(map(str, places[number])) if len(places) == len(rows) else f"{part}-{number + 1}"),
            row,
        )


def deadline_key(row: Row, reference: str) -> str:
    """The key of the doubt about a row's deadline: by its text, which may stand in many rows."""
    text = row.get("deadline", "")
    return f"deadline:{text}" if text else f"deadline@{reference}"


def unmerged(row: Row, reference: str, answers: Answers) -> dict[str, Any]:
    """The row with what was said of its merged cells."""
    mended = {**row}
    for key, answer in answers.items():
        if key.startswith("merged@"):
            for name, value in answer["rows"].get(reference, {}).items():
                if name in FIELDS:
                    mended[name] = value
                else:
                    mended["extra"] = {**mended.get("extra", {}), name: value}
    return mended


def rewritten(row: Row, reference: str, answers: Answers) -> dict[str, Any]:
    """The row with what was said of its merged cells, and with its own fields put right."""
    values = answers.get(row_key(reference), {}).get("values", {})
    mended = {**unmerged(row, reference, answers), **values}
    if "section" in values:  # the place was that of the former one
        mended.pop("heading", None)
    return mended


def row_key(reference: str) -> str:
    """The key under which a row put right by hand is kept."""
    return f"row@{reference}"


def corrected_row(row: Row, reference: str, answers: Answers) -> dict[str, Any]:
    """The row with the answers in it; ``set_dates`` and ``needs_no_date`` say what was decided of dates."""
    own = answers.get(row_key(reference), {})
    mended = rewritten(row, reference, answers)
    for name in ("number", "title"):
        if given := answers.get(f"{name}@{reference}"):
            mended[name] = given["value"]
    decided = answers.get(deadline_key(mended, reference), {})
    if "text" in decided:
        mended["deadline"] = decided["text"]
    decided = own.get("when", decided)
    mended["set_dates"] = decided.get("dates", [])
    mended["needs_no_date"] = bool(decided.get("none"))
    if entry := answers.get(f"people@{reference}", {}).get("entry"):
        mended["responsible"] = [entry]
    return mended


def is_left_out(reference: str, answers: Answers) -> bool:
    """Whether the row is not to be taken in."""
    return bool(answers.get(row_key(reference), {}).get("is_left_out"))


def spans_of(dates: list[list[str]], period: Span | None) -> list[Span]:
    """The dates of an answer that lie within the period; it may have changed since they were given."""
    spans = [(datetime.date.fromisoformat(start), datetime.date.fromisoformat(due)) for start, due in dates]
    return [span for span in spans if period is None or (period[0] <= span[1] <= period[1])]


def meaning_of(answer: Answer, directory: Directory) -> Meaning | None:
    """What an entry was said to mean; None where whoever was named is not there any more."""
    if answer.get("is_text"):
        return Meaning(ResponsibleKind.TEXT)
    for person in directory.people:
        if person.pk == answer.get("person"):
            return Meaning(ResponsibleKind.PERSON, person=person)
    for group in directory.groups.values():
        if group.pk is not None and group.pk == answer.get("group"):
            return Meaning(ResponsibleKind.GROUP, group=group)
    return None


def entries_settled(answers: Answers, directory: Directory) -> None:
    """Let the directory know what entries were said to mean."""
    for key, answer in answers.items():
        kind, _, text = key.partition(":")
        if kind == "people" and text and (meaning := meaning_of(answer, directory)):
            directory.settle(text, meaning)


def spellings_of(municipality: Municipality, answers: Answers) -> dict[str, str]:
    """The headings that the department taught, and those that the answers name: {heading: field}."""
    said = columns_of(answers)
    asked = {spelling_key(heading) for heading in said}
    learnt = {
        heading: f"{LEARNT}{field}"
        for heading, field in learnt_by(municipality).items()
        if spelling_key(heading) not in asked
    }
    return learnt | said


def learnt_by(municipality: Municipality) -> dict[str, str]:
    """The headings that the department taught: {heading: field}."""
    return dict(ColumnSpelling.objects.filter(municipality=municipality).values_list("heading", "field"))


def learn(municipality: Municipality, answers: Answers) -> None:
    """Remember headings and people for the documents to come; groups keep their spellings themselves."""
    known = learnt_by(municipality)
    for heading, field in columns_of(answers).items():
        alike = [one for one in known if spelling_key(one) == spelling_key(heading)]
        ColumnSpelling.objects.filter(municipality=municipality, heading__in=alike).delete()
        if field != usual_field(heading):  # else nothing has to be remembered, or any more
            ColumnSpelling.objects.update_or_create(
                municipality=municipality, heading=heading[:LONGEST], defaults={"field": field}
            )
    directory = Directory(municipality)
    for key, answer in answers.items():
        kind, _, text = key.partition(":")
        meaning = meaning_of(answer, directory) if kind == "people" and text else None
        if meaning and meaning.person and len(text) <= LONGEST:
            remember(municipality, text, meaning)


def columns_of(answers: Answers) -> dict[str, str]:
    """What the answers say of columns: {heading: field}."""
    return {
        key.removeprefix(COLUMN): answer["field"] for key, answer in answers.items() if key.startswith(COLUMN)
    }
