"""The list of roadmaps, one roadmap, and the forms of its own fields."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.keys import key_of
from common.views import AskView, Crumb, FilteredRowsView, PageView, RowsView, RowView, VersionedEditView
from roadmaps.catalogue.chronicle import last_change
from roadmaps.catalogue.counts import amounts_of, unclear_in, with_needs
from roadmaps.catalogue.exam_results import result_tables
from roadmaps.catalogue.indicators import indicators_of
from roadmaps.catalogue.parts import KINDS, parts_of
from roadmaps.catalogue.plan import Filter, plan_of
from roadmaps.choices import RoadmapKind, RoadmapState
from roadmaps.filters import RoadmapFilter
from roadmaps.forms.roadmaps import RoadmapAddForm, RoadmapForm
from roadmaps.models import PlanItem, Roadmap, Upload
from roadmaps.services import uploads
from roadmaps.services.blanks import has_blanks, has_blanks_or_bare
from roadmaps.services.editing import delete_roadmap
from roadmaps.services.ordering import renumber
from roadmaps.views.within import ActView, EditsRoadmap, WithinRoadmap, crumb_of
from schools.access import Ability, member

GROUPS = Case(
    When(kind=RoadmapKind.TEMPLATE, then=Value(4)),
    When(state=RoadmapState.IN_FORCE, then=Value(1)),
    When(state=RoadmapState.DRAFT, then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)

UPLOADS = 10  # of the person's own that wait for a decision, the newest


class RoadmapListView(FilteredRowsView):
    """«Мои карты»: those in force, drafts, completed ones, templates, each with what waits for a human."""

    ability = Ability.VIEW_ROADMAPS
    filterset_class = RoadmapFilter
    template_name = "roadmaps/roadmap_list.html"
    partial_name = "roadmaps/_roadmap_rows.html"

    def get_rows(self) -> "QuerySet[Roadmap]":
        """The roadmaps of the person's view, counted."""
        rows = with_needs(Roadmap.objects.visible_to(member(self.request)))
        return (
            rows.annotate(group=GROUPS)
            .select_related("changed_by", "municipality", "school")
            .order_by("group", "-start", "pk")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the person edits, and what an empty list offers."""
        context = super().get_context_data(**kwargs)
        context["can_edit"] = member(self.request).can(Ability.EDIT_ROADMAPS)
        if context["can_edit"] and not self.request.headers.get("HX-Request"):
            own = Upload.objects.filter(owner=member(self.request).person, state__in=uploads.UNDECIDED)
            context["uploads"] = own.defer("content", "answers")[:UPLOADS]
        context["heading"] = _heading(context["page_obj"].object_list)
        return context


class TemplateListView(RowsView):
    """Templates: what roadmaps are started from."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "roadmaps/template_list.html"

    def get_queryset(self) -> "QuerySet[Roadmap]":
        """The municipality's templates, counted."""
        rows = with_needs(Roadmap.objects.visible_to(member(self.request)))
        return rows.filter(kind=RoadmapKind.TEMPLATE).select_related("changed_by").order_by("title", "pk")


def _heading(roadmaps: Any) -> str:
    """The answer that the first page gives: how much waits for the specialist."""
    waiting = sum(roadmap.undated + roadmap.doubts for roadmap in roadmaps if roadmap.group < 3)
    if not waiting:
        return _("Roadmaps")
    return ngettext("%(count)s entry needs a decision", "%(count)s entries need a decision", waiting) % {
        "count": waiting
    }


class RoadmapDetailView(WithinRoadmap, RowView):
    """The official table of a roadmap, with its passport and lists under tabs."""

    ability = Ability.VIEW_ROADMAPS
    template_name = "roadmaps/roadmap_detail.html"
    partial_name = "roadmaps/_part.html"

    def get_object(self, queryset: Any = None) -> Roadmap:
        """The roadmap of the address."""
        self.kwargs["roadmap"] = self.kwargs["pk"]
        return self.roadmap

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tabs and what stands under the open one."""
        roadmap, membership = self.roadmap, self.membership
        can_edit = membership.can(Ability.EDIT_ROADMAPS) and roadmap.is_editable
        amounts = amounts_of(roadmap)
        parts = parts_of(roadmap, amounts, can_edit=can_edit)
        part = self.request.GET.get("part", "plan")
        part = part if part in {each.name for each in parts} else "plan"
        context = super().get_context_data(
            amounts=amounts, part=part, parts=parts, can_edit=can_edit, **kwargs
        )
        context["can_copy"] = membership.can(Ability.EDIT_ROADMAPS)
        context["can_order"] = membership.can(Ability.ORDER_REPORTS)
        context["revision"] = roadmap.revisions.defer("snapshot").first()
        if can_edit and context["revision"] and roadmap.is_in_force:
            context["pending"] = pending_rows(roadmap, context["revision"].made_at)
        if can_edit and roadmap.is_draft and not roadmap.is_template:
            context["has_blanks"] = has_blanks(roadmap)
        if membership.can(Ability.SETTLE_DOUBTS) and not roadmap.is_template and roadmap.is_editable:
            context["unclear"] = unclear_in(roadmap)
        if part in KINDS:
            context |= {"kind": KINDS[part], "filter": self._filter()}
            context["roadmap_url"] = roadmap.get_absolute_url()
            context["plan"] = plan_of(
                roadmap, KINDS[part], today=membership.today, only=context["filter"], schools=amounts.schools
            )
        elif part == "indicators":
            context["indicators"] = indicators_of(roadmap)
        elif part == "exam-results":
            context["results"] = result_tables(roadmap.form)
        elif part == "specialists":
            context["specialists"] = roadmap.specialists.select_related("person")
        return context

    def _filter(self) -> Filter:
        data = self.request.GET
        return Filter(
            section=key_of(data.get("section", "")),
            needs_decision="decide" in data,
            who=data.get("who", ""),
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the list."""
        return [(_("Roadmaps"), self.address("roadmap-list")), (crumb_of(self.roadmap), "")]


def pending_rows(roadmap: Roadmap, since: Any) -> int:
    """Return how many rows of the plan were changed since a moment; 0 where nothing was."""
    if roadmap.changed_at <= since:
        return 0
    records = PlanItem.history.filter(roadmap_id=roadmap.pk, history_date__gt=since)
    return int(records.values("id").distinct().count())


class RoadmapAddView(AskView):
    """A new roadmap: empty, or from another one."""

    ability = Ability.EDIT_ROADMAPS
    form_class = RoadmapAddForm
    template_name = "roadmaps/roadmap_add.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The sources are what the person sees; ``from`` in the address chooses one."""
        membership = member(self.request)
        sources = Roadmap.objects.visible_to(membership)
        return {
            **super().get_form_kwargs(),
            "municipality": membership.municipality,
            "sources": sources,
            "by": membership.person,
        }

    def get_initial(self) -> dict[str, Any]:
        """The source of the address, with its title; the school year that comes next."""
        municipality = member(self.request).municipality
        calendar = municipality.calendar
        year = calendar.school_year(calendar.first_year_of(municipality.today()))
        if "template" in self.request.GET:
            return {"is_template": True}
        initial = {"start": year.start, "end": year.due}
        sources = Roadmap.objects.visible_to(member(self.request))
        key = key_of(self.request.GET.get("from", ""))
        source = sources.filter(pk=key).first() if key is not None else None
        if source:
            initial |= {"source": source.pk, "title": source.title}
        return initial

    def form_valid(self, form: Any) -> HttpResponse:
        """Create the draft and open it."""
        roadmap = form.save()
        messages.success(self.request, _("The draft is ready. Nobody else is told of it."))
        source = form.cleaned_data["source"]
        if source and source.is_template and not roadmap.is_template and has_blanks_or_bare(roadmap):
            return HttpResponseRedirect(self.address("roadmap-blanks", roadmap=roadmap.pk))
        return HttpResponseRedirect(roadmap.get_absolute_url())

    def get_crumbs(self) -> list[Crumb]:
        """From the list."""
        return [(_("Roadmaps"), self.address("roadmap-list")), (_("New roadmap"), "")]


class RoadmapEditView(EditsRoadmap, VersionedEditView):
    """The roadmap's own fields."""

    form_class = RoadmapForm
    template_name = "roadmaps/roadmap_form.html"

    def get_object(self, queryset: Any = None) -> Roadmap:
        """The roadmap of the address."""
        self.kwargs["roadmap"] = self.kwargs["pk"]
        return self.roadmap

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who edits."""
        return {**super().get_form_kwargs(), "by": self.membership.person}

    def get_saved(self, theirs: Any) -> tuple[Any, str] | None:
        """When and by whom the other text was saved."""
        return last_change(theirs)

    def get_success_url(self) -> str:
        """Back to the roadmap."""
        return self.roadmap_address()

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((_("Title, period, schools"), ""))


class RoadmapDeleteView(WithinRoadmap, PageView):
    """Delete a draft, after asking."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "roadmaps/roadmap_delete.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The roadmap's key is the page's own."""
        self.kwargs["roadmap"] = self.kwargs["pk"]
        return super().dispatch(request, *args, **kwargs)

    def roadmaps(self) -> "QuerySet[Roadmap]":
        """Drafts and templates."""
        return super().roadmaps().filter(state=RoadmapState.DRAFT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how much would go."""
        return super().get_context_data(amounts=amounts_of(self.roadmap), **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Delete it and go to the list, or say what is in the way."""
        title = str(self.roadmap)
        try:
            delete_roadmap(self.roadmap)
        except ValidationError as error:
            return render(request, self.template_name, self.get_context_data(error=error.messages[0]))
        messages.success(request, _("«%(title)s» is deleted.") % {"title": title})
        return HttpResponseRedirect(self.address("roadmap-list"))

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((_("Deletion"), ""))


class RenumberView(ActView):
    """Number sections and rows anew."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it and say how many numbers changed."""
        changed = renumber(self.roadmap, by=self.membership.person)
        words = ngettext("%(count)s number changed.", "%(count)s numbers changed.", changed)
        return self.done(self.roadmap_address(), words % {"count": changed})
