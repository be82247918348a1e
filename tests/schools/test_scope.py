"""A municipality's rows are seen inside its scope only."""

import pytest
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError

from monitoring.models import Execution
from roadmaps.models import Roadmap
from schools.models import Person, School
from tests.cast import Cast


@pytest.mark.parametrize("model", [School, Person, Roadmap, Execution])
def test_rows_of_another_municipality_are_not_there(cast: Cast, model: type) -> None:
    own = set(model.objects.values_list("pk", flat=True))
    with scope(municipality=cast.other_municipality):
        foreign = set(model.objects.values_list("pk", flat=True))
    with scopes_disabled():
        everybody = set(model.objects.values_list("pk", flat=True))
    assert own
    assert not own & foreign
    assert own | foreign == everybody


@pytest.mark.django_db
def test_a_query_without_a_scope_is_refused() -> None:
    with pytest.raises(ScopeError):
        School.objects.count()
