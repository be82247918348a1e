"""What a person should look at in a document that was read."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from roadmaps.documents import headings as words
from roadmaps.documents.columns import Column
from roadmaps.documents.content import Content, Notice
from roadmaps.documents.plan import Plan
from roadmaps.documents.tables import ITEM_KINDS, Form, Kind


def check(
    content: Content, plans: Mapping[Kind, Plan], forms: Sequence[tuple[int, Form]], notices: Sequence[Notice]
) -> Content:
    """The same content with its remarks: of the document, of the tables, of the rows, in this order."""
    remarks = [*notices, *_of_document(content), *_of_tables(forms)]
    for kind, plan in plans.items():
        remarks += [
            *plan.notices,
            *_of_rows(plan, next((form for _, form in forms if form.kind is kind), None)),
        ]
    return replace(content, warnings=tuple(remarks))


def _of_document(content: Content) -> Iterator[Notice]:
    missing = {
        "no_title": not content.title,
        "no_period": content.period.start is None,
        "no_order_number": not content.order.number,
        "no_order_date": content.order.date is None,
    }
    yield from (Notice("document", code) for code, is_missing in missing.items() if is_missing)


def _of_tables(forms: Sequence[tuple[int, Form]]) -> Iterator[Notice]:
    for number, form in forms:
        if form.header is None or form.kind not in ITEM_KINDS:
            continue
        if not any(column.heading for column in form.header.columns):
            yield Notice("table", "no_headings", {"table": number})
        elif form.is_continued:
            yield Notice("table", "headings_above", {"table": number})
        else:
            yield from (
                Notice("column", code, {"table": number, "column": column.heading})
                for column in form.header.columns
                if (code := _doubt(column)) and column.heading
            )


def _doubt(column: Column) -> str:
    if column.is_sure:
        return ""
    return "unknown_column" if column.field == words.OTHER else "guessed_column"


def _of_rows(plan: Plan, form: Form | None) -> Iterator[Notice]:
    """Cells that an activity cannot do without; a column that is blank throughout is said once."""
    header = form.header if form is not None else None
    blank = {
        words.DEADLINE: [row for row in plan.rows if not row.fields.text(words.DEADLINE)],
        words.RESPONSIBLE: [row for row in plan.rows if not row.fields.text(words.RESPONSIBLE)],
    }
    for field, code in ((words.DEADLINE, "no_deadline"), (words.RESPONSIBLE, "no_responsible")):
        column = header.heading(field) if header else ""
        if len(blank[field]) == len(plan.rows) > 1:
            yield Notice("column", "empty_column", {"table": plan.rows[0].table, "column": column})
        else:
            yield from (Notice("cell", code, {**row.place, "column": column}) for row in blank[field])
    numbers = Counter((row.section, row.fields.number) for row in plan.rows)
    for row in plan.rows:
        if not row.fields.title:
            yield Notice("row", "no_title_of_row", row.place)
        if row.fields.number and numbers[row.section, row.fields.number] > 1:
            yield Notice("row", "same_number", {**row.place, "number": row.fields.number})
