"""A roadmap taken as a file, at once where it is short."""

import io

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import View

from common.access import AccessMixin
from reports.catalogue.papers import PAPERS
from reports.services import papers
from roadmaps.models import Roadmap
from roadmaps.writers.word_template import WordTemplateError
from schools.access import Ability, member


class RoadmapFile(AccessMixin, View):
    """The roadmap in Word or Excel; a long one leads to the order of a report."""

    ability = Ability.VIEW_ROADMAPS

    def get(self, request: HttpRequest, municipality: str, pk: int, form: str) -> HttpResponseBase:
        """Send the file, or lead to where it is built."""
        membership, has_marks = member(request), "marks" in request.GET
        roadmap = get_object_or_404(Roadmap.objects.visible_to(membership), pk=pk)
        if form not in PAPERS:
            raise Http404
        if membership.can(Ability.ORDER_REPORTS) and papers.rows_of(roadmap) > papers.LONG:
            address = reverse("report-add", kwargs={"municipality": municipality})
            return redirect(f"{address}?report={form}&roadmap={pk}{'&has_marks=on' if has_marks else ''}")
        try:
            data = papers.write(roadmap, membership, form=form, has_marks=has_marks)
        except WordTemplateError as error:
            messages.error(request, str(error))
            return redirect("roadmap-detail", municipality=municipality, pk=pk)
        name = papers.name_of(roadmap, form=form)
        return FileResponse(io.BytesIO(data), as_attachment=True, filename=name)
