"""The page of the department's Word template: take it, change it in Word, bring it back."""

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from common.access import AccessMixin
from common.views import AskView, Crumb
from reports.forms import WordTemplateForm
from reports.models import WordTemplate
from reports.services import word_templates
from roadmaps.writers.word import default_template
from roadmaps.writers.word_fields import BLOCKS, FLAGS, LINES
from roadmaps.writers.word_template import WordTemplateError
from schools.access import Ability, member


class WordTemplatePage(AskView):
    """What the template is now, and the form that takes another."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "reports/word_template.html"
    form_class = WordTemplateForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the template in use and the fields that may stand in one."""
        lists = ((_("Lines of text"), LINES), (_("Pieces in a paragraph of their own"), BLOCKS))
        fields = [(title, [(name, _(words)) for name, words in names.items()]) for title, names in lists]
        conditions = [(name, _(words)) for name, words in FLAGS.items()]
        own = WordTemplate.objects.select_related("changed_by").first()
        return super().get_context_data(own=own, fields=fields, conditions=conditions, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, or say what is wrong with it."""
        file = form.cleaned_data["file"]
        try:
            word_templates.keep(member(self.request), data=file.read(), name=file.name)
        except WordTemplateError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Roadmaps go out by your template from now on."))
        return redirect("word-template", municipality=self.kwargs["municipality"])

    def get_crumbs(self) -> list[Crumb]:
        """From the reports."""
        return [(_("Reports"), self.address("report-list")), (_("Word template"), "")]


class WordTemplateFile(AccessMixin, View):
    """The template as a file: the department's own, or the portal's."""

    ability = Ability.EDIT_ROADMAPS

    def get(self, request: HttpRequest, municipality: str) -> HttpResponseBase:
        """Send it."""
        own = None if "portal" in request.GET else word_templates.template_of(member(request))
        name = f"{_('Word template')}.docx"
        return FileResponse(io.BytesIO(own or default_template()), as_attachment=True, filename=name)


class WordTemplateDrop(AccessMixin, View):
    """The button that goes back to the portal's own template."""

    ability = Ability.EDIT_ROADMAPS

    def post(self, request: HttpRequest, municipality: str) -> HttpResponse:
        """Give the department's template up."""
        if word_templates.drop(member(request)):
            messages.info(request, _("Roadmaps go out by the portal's template again."))
        return redirect("word-template", municipality=municipality)
