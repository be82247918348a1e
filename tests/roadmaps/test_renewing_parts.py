"""A newer text that speaks of a part only, and what was answered in its preview."""

import datetime

import pytest

from roadmaps.choices import DateSource
from roadmaps.models import Occurrence, Responsible
from roadmaps.services.renewing import proposals
from roadmaps.services.scheduling import set_dates
from tests.roadmaps.renewals import draft, newer, row, section, take, told

DAY = datetime.date(2026, 12, 24)
PEOPLE = "Служба сопровождения"
PLAN = [
    row("1.1", "Собрать справки", "1", deadline="октябрь", responsible=[PEOPLE], result="Справка", mark="да"),
    row("1.2", "Издать приказ", "1", deadline="по графику", responsible=[PEOPLE], extra={"Место": "школа"}),
]
WHOLE = {
    "sections": [section("1", "Кадры")],
    "activities": PLAN,
    "control_points": [row("1", "Справки собраны", deadline="декабрь")],
    "mechanisms": [row("1", "Совет директоров")],
}


def only(*names):
    return [{name: each[name] for name in names} for each in PLAN]


def test_parts_that_a_newer_text_has_not_stay(cast):
    roadmap = draft(cast, **WHOLE)
    assert told(newer(cast, roadmap, sections=WHOLE["sections"], activities=PLAN)) == []
    assert told(newer(cast, roadmap, control_points=WHOLE["control_points"])) == []


def test_columns_that_a_newer_text_has_not_stay(cast):
    roadmap = draft(cast, **WHOLE)
    upload = newer(cast, roadmap, activities=[*only("number", "title"), row("1.3", "Провести опрос")])
    assert told(upload) == [("added", "1.3. Провести опрос", [])]


def test_a_column_that_stands_empty_in_the_newer_text_empties_it(cast):
    roadmap = draft(cast, **WHOLE)
    columns = [{"field": "result", "heading": "Результат"}]
    upload = newer(
        cast,
        roadmap,
        activities=[{**each, "result": "", "mark": ""} for each in PLAN],
        sections=WHOLE["sections"],
        tables=[{"kind": "plan", "columns": columns}],
    )
    assert told(upload) == [("changed", "1.1. Собрать справки", ["result"])]


def test_order_marks_and_exam_results_of_a_newer_text_are_taken_in(cast):
    results = [
        {"table": 1, "heading": "ОГЭ", "rows": [{"name": "СОШ № 3", "values": {"Химия": {"2025": 3.5}}}]}
    ]
    roadmap = draft(cast, **WHOLE)
    upload = newer(
        cast,
        roadmap,
        **{**WHOLE, "activities": [{**PLAN[0], "mark": "исполнено"}, PLAN[1]]},
        order={"number": "5", "issuer": "Отдел", "signed_by": "Зимина О.Н.", "signer_post": "Начальник"},
        exam_results=results,
    )
    own = ["order_number", "order_issuer", "order_signed_by", "order_signer_post", "exam_rows"]
    assert told(upload) == [
        ("changed", "Дорожная карта поддержки школ", own),
        ("changed", "1.1. Собрать справки", ["mark"]),
    ]
    take(cast, upload)
    roadmap.refresh_from_db()
    assert (roadmap.order_issuer, roadmap.order_signed_by) == ("Отдел", "Зимина О.Н.")
    assert roadmap.form["exam_results"] == results
    assert roadmap.items.get(number="1.1").mark == "исполнено"


@pytest.mark.parametrize("kind", ["group", "text"])
def test_what_was_said_of_people_is_offered_for_rows_that_stand(cast, kind):
    roadmap = draft(cast, **WHOLE)
    said = {"group": cast.working_group.pk} if kind == "group" else {"is_text": True}
    upload = newer(cast, roadmap, **WHOLE, answers={f"people:{PEOPLE}": said})
    assert [fields for _sign, _title, fields in told(upload)] == [["meanings"], ["meanings"]]
    take(cast, upload)
    entries = Responsible.objects.filter(item__roadmap=roadmap)
    assert {(entry.kind, entry.group) for entry in entries} == {
        ("group", cast.working_group) if kind == "group" else ("text", None)
    }


def test_dates_that_were_answered_are_offered_for_rows_that_stand(cast):
    roadmap = draft(cast, **WHOLE)
    answers = {
        "deadline:по графику": {"dates": [["2026-12-24", "2026-12-24"]]},
        "deadline:декабрь": {"none": True},
    }
    upload = newer(cast, roadmap, **WHOLE, answers=answers)
    assert [fields for _sign, _title, fields in told(upload)] == [["dates"], ["dates"]]
    take(cast, upload)
    assert [each.due for each in Occurrence.objects.filter(item=roadmap.items.get(number="1.2"))] == [DAY]
    assert roadmap.items.get(kind="control_point").dates_from == DateSource.NONE_NEEDED
    assert told(newer(cast, roadmap, **WHOLE, answers=answers)) == []


def test_dates_set_by_hand_are_not_ticked_to_give_way_to_an_answer(cast):
    roadmap = draft(cast, **WHOLE)
    item, other = roadmap.items.get(number="1.2"), datetime.date(2027, 1, 20)
    set_dates(item, version=item.version, spans=[(other, other)], by=cast.specialist)
    answers = {"deadline:по графику": {"dates": [["2026-12-24", "2026-12-24"]]}}
    [proposal] = proposals(newer(cast, roadmap, **WHOLE, answers=answers))
    assert [choice.is_ticked for choice in proposal.choices] == [False]
