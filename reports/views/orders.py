"""Pages of reports: order one, watch it being built, take the file."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.base import ContextMixin

from common.access import AccessMixin
from common.views import AskView, RowsView, RowView
from reports.choices import OrderState
from reports.forms import ReportOrderForm
from reports.models import ReportOrder
from reports.services import orders
from reports.tasks import build_report
from schools.academic_calendar import AcademicCalendar
from schools.access import Ability, Membership


class OwnOrders:
    """A report is seen by the person who ordered it, and by nobody else."""

    request: HttpRequest

    def get_queryset(self) -> Any:
        """The person's own orders."""
        return ReportOrder.objects.owned_by(self.request.membership.person)  # type: ignore[attr-defined]


class ReportList(OwnOrders, RowsView):
    """The person's reports, newest first."""

    ability = Ability.ORDER_REPORTS
    template_name = "reports/report_list.html"


class ReportCrumbs(ContextMixin):
    """The way back to the list of reports."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the crumbs."""
        slug = self.request.membership.municipality.slug  # type: ignore[attr-defined]
        listed = reverse("report-list", kwargs={"municipality": slug})
        own = getattr(self, "object", None) or _("Order a report")
        return super().get_context_data(crumbs=[(_("Reports"), listed), (str(own), "")], **kwargs)


class ReportAdd(ReportCrumbs, AskView):
    """The form that orders a report."""

    ability = Ability.ORDER_REPORTS
    template_name = "reports/report_form.html"
    form_class = ReportOrderForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who asks."""
        return {**super().get_form_kwargs(), "membership": self.request.membership}  # type: ignore[attr-defined]

    def get_initial(self) -> dict[str, Any]:
        """Start from the roadmap and days that the address names."""
        names = ("report", "roadmap", "first", "last", "has_marks")
        return {name: self.request.GET[name] for name in names if name in self.request.GET}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the quarters of the school year by one click."""
        membership: Membership = self.request.membership  # type: ignore[attr-defined]
        calendar = AcademicCalendar.from_dict(membership.municipality.academic_calendar)
        year = calendar.first_year_of(membership.today)
        return super().get_context_data(quarters=calendar.quarters_of(year), **kwargs)

    def form_valid(self, form: ReportOrderForm) -> HttpResponse:
        """Order, wake a worker, and show the progress."""
        ordered = orders.order(
            self.request.membership,  # type: ignore[attr-defined]
            report=form.cleaned_data["report"],
            title=form.title(),
            parameters=form.parameters(),
        )
        build_report.delay_on_commit(ordered.pk)
        return redirect(ordered)


class ReportDetail(OwnOrders, ReportCrumbs, RowView):
    """One ordered report: how far it is, then the file."""

    ability = Ability.ORDER_REPORTS
    template_name = "reports/report_detail.html"
    partial_name = "reports/_report_state.html"
    context_object_name = "order"


class ReportCancel(OwnOrders, AccessMixin, View):
    """The button that gives a report up."""

    ability = Ability.ORDER_REPORTS

    def post(self, request: HttpRequest, municipality: str, pk: int) -> HttpResponse:
        """Give up what is not ready yet."""
        ordered = get_object_or_404(self.get_queryset(), pk=pk)
        if orders.cancel(ordered):
            messages.info(request, _("The report is cancelled."))
        return redirect(ordered)


class ReportFile(OwnOrders, AccessMixin, View):
    """The file of a report, as an attachment."""

    ability = Ability.ORDER_REPORTS

    def get(self, request: HttpRequest, municipality: str, pk: int) -> HttpResponseBase:
        """Send the file to its owner."""
        ordered = get_object_or_404(self.get_queryset(), pk=pk)
        if ordered.state != OrderState.READY:
            raise Http404
        name = ordered.file.name.rpartition("/")[2]
        return FileResponse(ordered.file.open("rb"), as_attachment=True, filename=name)
