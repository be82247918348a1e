"""One execution: what is asked, what was given, what happened, what can be done."""

from typing import Any

from common.views import RowView
from monitoring import access
from monitoring.forms import ReturnForm, SubmitForm
from monitoring.models import Execution
from monitoring.services import comments
from monitoring.views.attaching import sheet_context
from monitoring.views.verbs import ExecutionMixin
from schools.access import Ability, member


class ExecutionDetail(ExecutionMixin, RowView):
    """The page of one execution."""

    ability = Ability.VIEW_EXECUTIONS
    template_name = "monitoring/execution_detail.html"
    partial_name = "monitoring/_execution.html"

    def get_object(self, queryset: Any = None) -> Execution:
        """Only what the person sees."""
        return self.execution

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the documents, the events and what the person may do."""
        execution: Execution = self.object
        membership = member(self.request)
        return super().get_context_data(
            **sheet_context(execution, by=membership.person),
            events=execution.events.select_related("actor"),
            responsibles=execution.item.responsibles.select_related("person", "group"),
            form=SubmitForm(),
            return_form=ReturnForm(),
            can_submit=access.can_submit(membership, execution),
            can_withdraw=access.can_withdraw(membership, execution),
            can_change_evidence=access.can_change_evidence(membership, execution),
            can_decide=access.can_decide(membership, execution),
            can_comment=membership.can(Ability.COMMENT),
            participants=comments.participants(execution).exclude(pk=membership.person.pk)[:12],
            can_reopen=access.can_reopen(membership, execution),
            **kwargs,
        )
