"""Who sees and who changes which execution and which document."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope

from monitoring.models import Evidence, Execution
from monitoring.services import progress
from schools.access import membership_of
from tests.cast import Cast
from tests.monitoring.pages import url

OWN, OTHER_SCHOOL, MUNICIPAL, FOREIGN = "own", "other school's", "municipal", "foreign"


def execution_of(cast: Cast, which: str) -> Execution:
    found = {
        OWN: cast.execution,
        OTHER_SCHOOL: cast.other_school_execution,
        MUNICIPAL: cast.municipal_execution,
        FOREIGN: cast.other.execution,
    }[which]
    assert found is not None
    return found


# Who sees (1), sees and may mark (2), does not see (0): own, another school's, the specialist's, foreign.
SEES = {
    "director": (2, 0, 0, 0),
    "school_coordinator": (2, 0, 0, 0),
    "other_director": (0, 2, 0, 0),
    "specialist": (1, 1, 2, 0),
    "coordinator": (1, 1, 1, 0),
    "head": (1, 1, 1, 0),
    "administrator": (1, 1, 1, 0),
    "viewer": (1, 1, 1, 0),
}


@pytest.mark.parametrize("role", SEES)
def test_who_sees_and_who_marks(cast: Cast, client_of, role: str):
    client = client_of(cast.person(role))
    for which, level in zip((OWN, OTHER_SCHOOL, MUNICIPAL, FOREIGN), SEES[role], strict=True):
        execution = execution_of(cast, which)
        seen = client.get(url(cast, "execution-detail", execution.pk)).status_code
        marked = client.post(url(cast, "execution-submit", execution.pk)).status_code
        assert seen == (200 if level else 404), which
        refused = 403 if level or role == "viewer" else 404
        assert marked == (302 if level == 2 else refused), which


@pytest.mark.parametrize("role", SEES)
def test_the_rows_that_a_person_sees(cast: Cast, role: str):
    person = cast.person(role)
    membership = membership_of(person.user, cast.municipality)
    assert membership is not None
    schools = set(Execution.objects.visible_to(membership).values_list("school__name", flat=True))
    everything = {cast.school.name, cast.other_school.name, None}
    own = {"director": {cast.school.name}, "school_coordinator": {cast.school.name}}
    assert schools == (own | {"other_director": {cast.other_school.name}}).get(role, everything)


def test_a_member_of_a_named_group_owes_what_it_owes(cast: Cast, client_of):
    responsible = cast.items[1].responsibles.get()
    responsible.kind, responsible.person, responsible.group = "group", None, cast.working_group
    responsible.save()
    client = client_of(cast.coordinator)
    assert client.post(url(cast, "execution-submit", cast.municipal_execution.pk)).status_code == 302


@pytest.mark.parametrize("role", [role for role in SEES if role != "coordinator"])
def test_only_a_coordinator_decides(cast: Cast, client_of, role: str):
    progress.submit(cast.execution, by=cast.director)
    client = client_of(cast.person(role))
    for name in ("execution-accept", "execution-reopen", "execution-return"):
        assert client.post(url(cast, name, cast.execution.pk), {"reason": "Нет"}).status_code == 403, name
    assert client.post(url(cast, "executions-accept"), {"chosen": "1:1"}).status_code == 403


def test_nobody_decides_in_another_municipality(cast: Cast, client_of):
    with scope(municipality=cast.other_municipality):
        progress.submit(cast.other.execution, by=cast.other.director)
    client = client_of(cast.coordinator)
    for name in ("execution-accept", "execution-return", "execution-reopen"):
        assert client.post(url(cast, name, cast.other.execution.pk), {"reason": "Нет"}).status_code == 404


@pytest.fixture
def document(cast: Cast) -> Evidence:
    pdf = SimpleUploadedFile('Справка "о диагностике".pdf', b"%PDF-1.7 content")
    (added,) = progress.add_evidence(cast.execution, by=cast.director, files=[pdf])
    return added


@pytest.mark.parametrize(("role", "level"), [(role, levels[0]) for role, levels in SEES.items()])
def test_a_file_is_given_to_whoever_sees_the_execution(
    cast: Cast, client_of, document: Evidence, role: str, level: int
):
    response = client_of(cast.person(role)).get(url(cast, "evidence-file", document.pk))
    response.close()
    assert response.status_code == (200 if level else 404)


def test_a_file_comes_as_an_attachment_under_its_name(cast: Cast, client_of, document: Evidence):
    response = client_of(cast.director).get(url(cast, "evidence-file", document.pk))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 content"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "filename*=utf-8''%D0%A1%D0%BF%D1%80" in response["Content-Disposition"]
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    response.close()


def test_a_removed_or_foreign_file_is_absent(cast: Cast, client_of, document: Evidence):
    foreign = client_of(cast.other.director).get(url(cast.other, "evidence-file", document.pk))
    assert foreign.status_code == 404
    progress.remove_evidence(document, by=cast.director)
    assert client_of(cast.director).get(url(cast, "evidence-file", document.pk)).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("other_director", 404), ("specialist", 403), ("viewer", 403)])
def test_others_remove_and_add_nothing(cast: Cast, client_of, document: Evidence, role: str, status: int):
    client = client_of(cast.person(role))
    assert client.post(url(cast, "evidence-remove", document.pk)).status_code == status
    add = url(cast, "evidence-add", cast.execution.pk)
    assert client.post(add, {"link": "https://school.example"}).status_code == status
    assert Evidence.objects.kept().count() == 1
