"""Addresses of the app «schools», all within a municipality."""

from django.urls import path

from schools.views import delegations, groups, municipalities, people, positions, registers, schools

urlpatterns = [
    path("schools/", schools.SchoolListView.as_view(), name="school-list"),
    path("schools/add/", schools.SchoolAddView.as_view(), name="school-add"),
    path("schools/export/", registers.SchoolExportView.as_view(), name="school-export"),
    path("schools/import/", registers.SchoolImportView.as_view(), name="school-import"),
    path("schools/<int:pk>/", schools.SchoolDetailView.as_view(), name="school-detail"),
    path("schools/<int:pk>/edit/", schools.SchoolEditView.as_view(), name="school-edit"),
    path("schools/<int:pk>/status/", schools.SchoolStatusView.as_view(), name="school-status"),
    path("people/", people.PersonListView.as_view(), name="person-list"),
    path("people/add/", people.PersonAddView.as_view(), name="person-add"),
    path("people/export/", registers.PersonExportView.as_view(), name="person-export"),
    path("people/import/", registers.PersonImportView.as_view(), name="person-import"),
    path("people/invite/", people.PeopleInviteView.as_view(), name="people-invite"),
    path("people/<int:pk>/", people.PersonDetailView.as_view(), name="person-detail"),
    path("people/<int:pk>/edit/", people.PersonEditView.as_view(), name="person-edit"),
    path("people/<int:pk>/cases/", people.PersonCasesView.as_view(), name="person-cases"),
    path("people/<int:pk>/invite/", people.PersonInviteView.as_view(), name="person-invite"),
    path(
        "people/<int:pk>/second-factor/",
        positions.SecondFactorOffView.as_view(),
        name="person-second-factor",
    ),
    path("people/<int:pk>/dismiss/", positions.PersonDismissView.as_view(), name="person-dismiss"),
    path("people/<int:pk>/positions/add/", positions.PositionAddView.as_view(), name="position-add"),
    path(
        "people/<int:pk>/positions/<int:position>/",
        positions.PositionEditView.as_view(),
        name="position-edit",
    ),
    path(
        "people/<int:pk>/positions/<int:position>/end/",
        positions.PositionEndView.as_view(),
        name="position-end",
    ),
    path("delegations/", delegations.DelegationList.as_view(), name="delegation-list"),
    path("delegations/<int:pk>/end/", delegations.EndDelegation.as_view(), name="delegation-end"),
    path("groups/", groups.GroupListView.as_view(), name="group-list"),
    path("groups/add/", groups.GroupAddView.as_view(), name="group-add"),
    path("groups/<int:pk>/", groups.GroupEditView.as_view(), name="group-edit"),
    path("groups/<int:pk>/delete/", groups.GroupDeleteView.as_view(), name="group-delete"),
    path(
        "settings-of-municipality/",
        municipalities.MunicipalityEditView.as_view(),
        name="municipality-edit",
    ),
]
