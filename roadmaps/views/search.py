"""The search of the top bar."""

from typing import Any

from common.views import PageView
from roadmaps.services import search
from schools.access import Ability, member


class SearchPage(PageView):
    """Everything that has the words, by kind."""

    ability = Ability.VIEW_ROADMAPS
    template_name = "roadmaps/search.html"
    partial_name = "roadmaps/_search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the words and what is found."""
        words, only = self.request.GET.get("q", "").strip()[:200], self.request.GET.get("kind", "")
        found = search.find(member(self.request), words, only)
        return super().get_context_data(words=words, only=only, found=found, **kwargs)
