"""«Сроки без дат»: rows whose deadline nobody has turned into dates, each decided by one click."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.keys import key_of, pairs_of
from common.versions import StaleVersionError
from common.views import Crumb, RowsView, return_address
from roadmaps.catalogue.date_choices import NO_DATE, span_of
from roadmaps.catalogue.undated import left, period_of, rows_of
from roadmaps.models import PlanItem, Roadmap
from roadmaps.services.scheduling import decide_dates, return_to_text
from roadmaps.views.items import EditsRow, name_of
from roadmaps.views.within import ActView, is_panel
from schools.access import Ability, Membership, member


class UndatedListView(RowsView):
    """The rows that wait for dates, roadmap by roadmap."""

    ability = Ability.SETTLE_DOUBTS
    template_name = "roadmaps/undated_list.html"
    paginate_by = 50

    def get_queryset(self) -> "QuerySet[PlanItem]":
        """The rows of all roadmaps, or of the one that the address names."""
        rows = left().select_related("roadmap", "section").prefetch_related("responsibles")
        chosen = key_of(self.request.GET.get("roadmap", ""))
        rows = rows if chosen is None else rows.filter(roadmap=chosen)
        found: QuerySet[PlanItem] = rows.order_by("-roadmap__start", "roadmap", "kind", "position", "pk")
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows with their buttons, and the roadmaps to choose from."""
        context = super().get_context_data(**kwargs)
        membership = member(self.request)
        waiting = Roadmap.objects.filter(Exists(left().filter(roadmap=OuterRef("pk"))))
        return {
            **context,
            "rows": rows_of(list(context["object_list"]), membership.municipality, membership.today),
            "count": left().count(),
            "chosen": self.request.GET.get("roadmap", ""),
            "roadmaps": waiting.order_by("-start", "pk"),
            "counts": dict(left().order_by().values_list("roadmap").annotate(Count("pk"))),
            "can_edit": membership.can(Ability.EDIT_ROADMAPS),
        }

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmaps."""
        return [(_("Roadmaps"), self.address("roadmap-list")), (_("Deadlines without dates"), "")]


class DecidesDates(EditsRow, ActView):
    """A button of the list: the row it stands in is answered in its place."""

    ability: str = Ability.SETTLE_DOUBTS

    def seen(self) -> int:
        """The version that the page showed."""
        version = self.request.POST.get("version") or self.request.GET.get("version", "")
        return key_of(version) or 0

    def answer(self, items: Sequence[PlanItem]) -> HttpResponse:
        """Show the rows as they are now, or go back to the page."""
        if not is_panel(self.request):
            return HttpResponseRedirect(return_address(self.request))
        membership: Membership = self.membership
        keys = [item.pk for item in items]
        fresh = {item.pk: item for item in self.rows().filter(pk__in=keys)}
        rows = rows_of([fresh[key] for key in keys], membership.municipality, membership.today)
        return render(
            self.request,
            "roadmaps/_undated_answer.html",
            {
                "rows": rows,
                "count": left().count(),
                "also": keys_of(fresh, keys[1:]),
                "roadmap": self.roadmap,
            },
        )

    def rows(self) -> "QuerySet[PlanItem]":
        """The rows of the roadmap with all that the list shows."""
        return self.get_queryset().select_related("roadmap", "section").prefetch_related("responsibles")

    def stale(self, item: PlanItem) -> HttpResponse:
        """Say that somebody else was quicker, and show the row as it is now."""
        words = _("%(row)s has just been changed by somebody else. Look at it once more.")
        messages.warning(self.request, words % {"row": name_of(item)})
        return self.answer([item])


class ItemDateView(DecidesDates):
    """One of the buttons: a month, a season, the end, no date."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Decide; ``choice`` is the button's value, ``alike`` takes the same rows along."""
        item = self.item()
        period, value = period_of(self.roadmap), request.POST.get("choice", "")
        span = span_of(value, period) if period else None
        if span is None and value != NO_DATE:
            messages.error(request, _("Choose one of the buttons, or set dates of your own."))
            return self.answer([item])
        try:
            done = decide_dates(
                item,
                version=self.seen(),
                span=span,
                with_alike="alike" in request.POST,
                by=self.membership.person,
            )
        except StaleVersionError:
            return self.stale(item)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.answer([item])
        if not is_panel(request):
            self.say(done)
        return self.answer(done)

    def say(self, done: Sequence[PlanItem]) -> None:
        """Say what was decided, with a way back."""
        item = done[0]
        also = "".join(f"&also={row.pk}:{row.version}" for row in done[1:])
        undo = self.address("item-undate", roadmap=self.roadmap.pk, pk=item.pk)
        more = len(done) - 1
        words = _("%(row)s is decided.") if not more else self.more_words(more)
        message = format_html(
            '{} <button class="btn btn-g btn-sm" form="undo-form" formaction="{}?version={}{}">{}</button>',
            words % {"row": name_of(item), "count": more},
            undo,
            item.version,
            also,
            _("Undo"),
        )
        messages.success(self.request, message)

    @staticmethod
    def more_words(count: int) -> str:
        """How many rows were decided together with the one of the button."""
        return ngettext(
            "%(row)s and %(count)s row like it are decided.",
            "%(row)s and %(count)s rows like it are decided.",
            count,
        )


class ItemUndateView(DecidesDates):
    """«Отменить» after one of the buttons: the row waits for dates again."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Read the text again; ``also`` names the rows that were decided together with this one."""
        item = self.item()
        given = request.POST.getlist("also") or request.GET.getlist("also")
        versions = dict(pairs_of(given))
        others = list(self.get_queryset().filter(pk__in=versions))
        try:
            return_to_text(item, version=self.seen(), by=self.membership.person)
        except StaleVersionError:
            return self.stale(item)
        for other in others:
            other.roadmap = self.roadmap
            try:
                return_to_text(other, version=versions[other.pk], by=self.membership.person)
            except StaleVersionError:
                continue  # decided anew meanwhile: that decision stays
        return self.answer([item, *others])


def keys_of(items: dict[int, PlanItem], keys: Sequence[int]) -> list[str]:
    """«pk:version» of the rows that were decided together with another."""
    return [f"{key}:{items[key].version}" for key in keys if key in items]
