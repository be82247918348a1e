"""All doubts about the responsibles of a roadmap on one page, each text settled by one click."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from common.views import AskView, Crumb, PageView
from roadmaps.forms.doubts import NewPersonForm, everybody
from roadmaps.models import Remembered
from roadmaps.models.remembered import key_of
from roadmaps.services.directory import Meaning
from roadmaps.services.settling import Doubt, chosen, doubts_of, parts_of, settle_alike, unsettle_alike
from roadmaps.views.within import ActView, EditsRoadmap, is_panel
from schools.access import Ability


class AboutDoubts(EditsRoadmap):
    """A view of the doubts of one roadmap."""

    ability: str = Ability.SETTLE_DOUBTS

    def list_address(self) -> str:
        """The page of all doubts."""
        return self.address("doubt-list", roadmap=self.roadmap.pk)

    def doubts(self) -> list[Doubt]:
        """What is still open."""
        return doubts_of(self.roadmap)

    def settled(self, text: str, count: int) -> HttpResponse:
        """Show the answer in the place of the question, or go back to the page."""
        known = Remembered.objects.filter(key=key_of(text)).select_related("person", "group").first()
        context = {"known": known, "count": count, "roadmap": self.roadmap, "left": len(self.doubts())}
        return render(self.request, "roadmaps/_doubt_settled.html", context)


class DoubtListView(AboutDoubts, PageView):
    """The doubts of a roadmap, the most frequent first."""

    template_name = "roadmaps/doubt_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the doubts, whom else one may choose, and what was answered before."""
        doubts = self.doubts()
        return super().get_context_data(
            doubts=doubts,
            left=len(doubts),
            everybody=everybody(self.membership.today) if doubts else {},
            remembered=Remembered.objects.select_related("person", "group").prefetch_related("schools"),
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((_("Who is it?"), ""))


class DoubtSettleView(AboutDoubts, ActView):
    """One of the buttons: it answers for all entries of the roadmap that are written so."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Settle; ``choice`` is whom the ``text`` means."""
        text = request.POST.get("text", "")
        choice = request.POST.get("choice", "")
        if choice == "other":
            words = " ".join(request.POST.get("other", "").split())
            choice = everybody(self.membership.today).get(words, "")
        meaning = chosen(choice)
        if meaning is None:
            messages.error(
                request, _("Choose whom the entry means: from the list, or by one of the buttons.")
            )
            return self.shown(text)
        try:
            rows = settle_alike(self.roadmap, text=text, meaning=meaning, by=self.membership.person)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return self.shown(text)
        if is_panel(request):
            return self.settled(text, len(rows))
        messages.success(request, _("«%(text)s» is settled and remembered.") % {"text": text})
        return HttpResponseRedirect(self.list_address())

    def shown(self, text: str) -> HttpResponse:
        """Show the question again, or the answer that it has by now."""
        if not is_panel(self.request):
            return HttpResponseRedirect(self.list_address())
        doubts = self.doubts()
        doubt = next((each for each in doubts if each.key == key_of(text)), None)
        if doubt is None:
            return self.settled(text, 0)
        context = {"doubt": doubt, "roadmap": self.roadmap, "left": len(doubts)}
        return render(self.request, "roadmaps/_doubt_open.html", context)


class DoubtUndoView(DoubtSettleView):
    """«Отменить»: the answer is forgotten, the entries of this roadmap are doubts again."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Forget what ``text`` means."""
        text = request.POST.get("text", "")
        unsettle_alike(self.roadmap, text=text, by=self.membership.person)
        return self.shown(text)


class DoubtPersonView(AboutDoubts, AskView):
    """A person whom an entry names and whom the portal does not know yet."""

    form_class = NewPersonForm
    template_name = "roadmaps/doubt_person.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who adds, and the name split."""
        return {**super().get_form_kwargs(), "membership": self.membership}

    def get_initial(self) -> dict[str, Any]:
        """The name of the entry, in the form of a register."""
        parts = parts_of(self.request.GET.get("text", ""))
        return {
            "text": self.request.GET.get("text", ""),
            "surname": parts.surname,
            "first_name": parts.first_name,
            "patronymic": parts.patronymic,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the way back."""
        return super().get_context_data(back=self.list_address(), **kwargs)

    def get_crumbs(self) -> list[Crumb]:
        """From the doubts."""
        return self.crumbs_of((_("Who is it?"), self.list_address()), (_("New person"), ""))

    def form_valid(self, form: Any) -> HttpResponse:
        """Add the person, and settle the entry with it."""
        text = form.cleaned_data["text"]
        try:
            person = form.save()
            meaning = Meaning(kind=form.person_kind, person=person)
            settle_alike(self.roadmap, text=text, meaning=meaning, by=self.membership.person)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        words = _("%(person)s is added. «%(text)s» is settled and remembered.")
        messages.success(self.request, words % {"person": person.full_name, "text": text})
        return HttpResponseRedirect(self.list_address())
