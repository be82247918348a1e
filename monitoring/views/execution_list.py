"""The list of executions that every figure opens."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from common.views import Crumb, FilteredRowsView
from monitoring.filters.executions import ExecutionFilter
from monitoring.models import Evidence, Execution
from schools.access import Ability, member


class ExecutionList(FilteredRowsView):
    """Executions by roadmap, section, school, responsible, state and deadline."""

    ability = Ability.VIEW_EXECUTIONS
    filterset_class = ExecutionFilter
    template_name = "monitoring/execution_list.html"
    partial_name = "monitoring/_execution_rows.html"

    def get_rows(self) -> "QuerySet[Execution]":
        """What the person may see."""
        rows: QuerySet[Execution] = Execution.objects.visible_to(member(self.request))
        kept = Prefetch("evidence", Evidence.objects.kept(), to_attr="documents")
        return rows.select_related("item", "school", "roadmap").prefetch_related("item__responsibles", kept)

    def get_crumbs(self) -> list[Crumb]:
        """From the summary, for whoever may see it."""
        may_see = member(self.request).can(Ability.VIEW_MONITORING)
        return [(_("Monitoring"), self.address("monitoring")), (_("Executions"), "")] if may_see else []
