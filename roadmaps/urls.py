"""Addresses of the app «roadmaps»."""

from django.urls import URLPattern, path

from roadmaps.views import (
    blanks,
    dates,
    doubts,
    history,
    item_actions,
    item_forms,
    items,
    lines,
    order,
    roadmaps,
    search,
    sections,
    undated,
    upload_preview,
    upload_rows,
    uploads,
)


def _lines(part: str, name: str) -> list[URLPattern]:
    """Addresses of one of the lists of a roadmap."""
    line = f"roadmaps/<int:roadmap>/{part}/<int:pk>/"
    return [
        path(f"roadmaps/<int:roadmap>/{part}/add/", lines.LineAddView.as_view(part=part), name=f"{name}-add"),
        path(f"{line}edit/", lines.LineEditView.as_view(part=part), name=f"{name}-edit"),
        path(f"{line}move/", lines.LineMoveView.as_view(part=part), name=f"{name}-move"),
        path(f"{line}delete/", lines.LineDeleteView.as_view(part=part), name=f"{name}-delete"),
    ]


ROADMAP = "roadmaps/<int:roadmap>/"
SECTION = f"{ROADMAP}sections/<int:pk>/"
UPLOAD = "roadmaps/uploads/<int:pk>/"
ITEM = f"{ROADMAP}items/<int:pk>/"

urlpatterns = [
    path("search/", search.SearchPage.as_view(), name="search"),
    path("roadmaps/", roadmaps.RoadmapListView.as_view(), name="roadmap-list"),
    path("templates/", roadmaps.TemplateListView.as_view(), name="template-list"),
    path("roadmaps/add/", roadmaps.RoadmapAddView.as_view(), name="roadmap-add"),
    path("roadmaps/without-dates/", undated.UndatedListView.as_view(), name="undated-list"),
    path("roadmaps/upload/", uploads.UploadAdd.as_view(), name="upload-add"),
    path("roadmaps/upload/paste/", uploads.UploadPaste.as_view(), name="upload-paste"),
    path(f"{ROADMAP}upload/", uploads.RoadmapUpload.as_view(), name="roadmap-upload"),
    path(f"{UPLOAD}compare/", uploads.UploadCompare.as_view(), name="upload-compare"),
    path(UPLOAD, upload_preview.UploadDetail.as_view(), name="upload-detail"),
    path(f"{UPLOAD}answer/", upload_preview.UploadAnswer.as_view(), name="upload-answer"),
    path(f"{UPLOAD}rows/<str:row>/", upload_rows.UploadRow.as_view(), name="upload-row"),
    path(f"{UPLOAD}reading/", upload_rows.UploadReading.as_view(), name="upload-reading"),
    path(f"{UPLOAD}cancel/", uploads.UploadCancel.as_view(), name="upload-cancel"),
    path("roadmaps/<int:pk>/", roadmaps.RoadmapDetailView.as_view(), name="roadmap-detail"),
    path("roadmaps/<int:pk>/order/", order.RoadmapOrderView.as_view(), name="roadmap-order"),
    path("roadmaps/<int:pk>/edit/", roadmaps.RoadmapEditView.as_view(), name="roadmap-edit"),
    path("roadmaps/<int:pk>/delete/", roadmaps.RoadmapDeleteView.as_view(), name="roadmap-delete"),
    path(f"{ROADMAP}blanks/", blanks.RoadmapBlanksView.as_view(), name="roadmap-blanks"),
    path(f"{ROADMAP}renumber/", roadmaps.RenumberView.as_view(), name="roadmap-renumber"),
    path(f"{ROADMAP}history/", history.RoadmapHistoryView.as_view(), name="roadmap-history"),
    path(f"{ROADMAP}changes/", history.RoadmapChangesView.as_view(), name="roadmap-changes"),
    path(f"{ROADMAP}revisions/<int:number>/", history.RevisionDetailView.as_view(), name="revision-detail"),
    path(f"{ROADMAP}sections/add/", sections.SectionAddView.as_view(), name="section-add"),
    path(f"{SECTION}edit/", sections.SectionEditView.as_view(), name="section-edit"),
    path(f"{SECTION}move/", sections.SectionMoveView.as_view(), name="section-move"),
    path(f"{SECTION}delete/", sections.SectionDeleteView.as_view(), name="section-delete"),
    path(f"{ROADMAP}items/add/", item_forms.ItemAddView.as_view(), name="item-add"),
    path(f"{ROADMAP}items/reading/", items.ItemReadingView.as_view(), name="item-reading"),
    path(ITEM, items.ItemDetailView.as_view(), name="item-detail"),
    path(f"{ITEM}edit/", item_forms.ItemEditView.as_view(), name="item-edit"),
    path(f"{ITEM}move/", item_actions.ItemMoveView.as_view(), name="item-move"),
    path(f"{ITEM}delete/", item_actions.ItemDeleteView.as_view(), name="item-delete"),
    path(f"{ITEM}restore/", item_actions.ItemRestoreView.as_view(), name="item-restore"),
    path(f"{ITEM}dates/", dates.ItemDatesView.as_view(), name="item-dates"),
    path(f"{ITEM}date/", undated.ItemDateView.as_view(), name="item-date"),
    path(f"{ITEM}undate/", undated.ItemUndateView.as_view(), name="item-undate"),
    path(
        f"{ROADMAP}responsibles/<int:pk>/settle/",
        dates.ResponsibleSettleView.as_view(),
        name="responsible-settle",
    ),
    path(f"{ROADMAP}doubts/", doubts.DoubtListView.as_view(), name="doubt-list"),
    path(f"{ROADMAP}doubts/settle/", doubts.DoubtSettleView.as_view(), name="doubt-settle"),
    path(f"{ROADMAP}doubts/undo/", doubts.DoubtUndoView.as_view(), name="doubt-undo"),
    path(f"{ROADMAP}doubts/person/", doubts.DoubtPersonView.as_view(), name="doubt-person"),
    *_lines("passport", "passport"),
    *_lines("indicators", "indicator"),
    *_lines("specialists", "specialist"),
]
