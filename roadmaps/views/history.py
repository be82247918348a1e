"""Who changed what and when; revisions, and what the next order would change."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from common.views import Crumb, PageView
from roadmaps.catalogue.amendments import compare
from roadmaps.catalogue.chronicle import changes_of
from roadmaps.models import Revision
from roadmaps.services.snapshots import snapshot_of
from roadmaps.views.within import WithinRoadmap
from schools.access import Ability


class RoadmapHistoryView(WithinRoadmap, PageView):
    """Revisions, and every change with who and when."""

    ability = Ability.VIEW_MONITORING
    template_name = "roadmaps/roadmap_history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the changes up to the moment of the address."""
        moment = self._moment()
        page = changes_of(self.roadmap, until=moment)
        return super().get_context_data(
            changes=page.changes,
            older=page.older.isoformat() if page.older else "",
            is_latest=moment is None,
            revisions=self.roadmap.revisions.defer("snapshot").select_related("made_by"),
            **kwargs,
        )

    def _moment(self) -> datetime.datetime | None:
        try:
            return parse_datetime(self.request.GET.get("until", ""))
        except ValueError:
            return None

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((_("History"), ""))


class RevisionDetailView(WithinRoadmap, PageView):
    """A revision: its order, and what it changed."""

    ability = Ability.VIEW_ROADMAPS
    template_name = "roadmaps/revision_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the revision, and how it differs from the one before."""
        revisions: QuerySet[Revision] = Revision.objects.filter(roadmap=self.roadmap).select_related(
            "made_by"
        )
        revision = get_object_or_404(revisions, number=self.kwargs["number"])
        before = revisions.filter(number__lt=revision.number).first()
        return super().get_context_data(
            revision=revision,
            before=before,
            differing=compare(before.snapshot, revision.snapshot) if before else [],
            content=revision.snapshot,
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((_("Revision %(number)s") % {"number": self.kwargs["number"]}, ""))


class RoadmapChangesView(WithinRoadmap, PageView):
    """What of the text no order has approved yet."""

    ability = Ability.EDIT_ROADMAPS
    template_name = "roadmaps/roadmap_changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how the text as it stands differs from the revision in force."""
        revision: Revision | None = Revision.objects.filter(roadmap=self.roadmap).first()
        return super().get_context_data(
            revision=revision,
            differing=compare(revision.snapshot, snapshot_of(self.roadmap)) if revision else [],
            **kwargs,
        )

    def get_crumbs(self) -> list[Crumb]:
        """From the roadmap."""
        return self.crumbs_of((_("What the next order changes"), ""))
