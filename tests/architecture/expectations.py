"""Who gets what: one row for every address of the portal. An address without a row fails the suite."""

from dataclasses import replace

from tests.architecture import objects
from tests.architecture.matrix import (
    ALL_SIGNED_IN,
    ANYBODY,
    DEPARTMENT,
    EVERYBODY,
    SCHOOL,
    Maker,
    Row,
)

WHO_ORDERS_REPORTS = SCHOOL | DEPARTMENT
ADMINISTRATOR = frozenset({"administrator"})
SPECIALIST = frozenset({"specialist"})
VIEWER = frozenset({"viewer"})

COMMON = {
    "display": Row(get=ANYBODY, post=ANYBODY),
    "language": Row(post=ANYBODY),
}

ACCOUNTS = {
    "sign-in": Row(get=ANYBODY, post=ANYBODY),
    "sign-out": Row(post=ANYBODY),
    "second-factor": Row(get=ALL_SIGNED_IN, post=ALL_SIGNED_IN),
    "second-factor-setup": Row(get=ALL_SIGNED_IN, post=ALL_SIGNED_IN),
    "second-factor-codes": Row(get=ALL_SIGNED_IN, post=ALL_SIGNED_IN),
    "second-factor-off": Row(get=ALL_SIGNED_IN, post=ALL_SIGNED_IN),
    "settings": Row(get=ALL_SIGNED_IN, post=ALL_SIGNED_IN),
    "password-change": Row(get=ALL_SIGNED_IN, post=ALL_SIGNED_IN),
    "password-reset": Row(get=ANYBODY, post=ANYBODY),
    "password-reset-sent": Row(get=ANYBODY),
    "password-reset-confirm": Row(
        get=ANYBODY,
        post=ANYBODY,
        own={"uidb64": lambda cast, person: "MQ", "token": lambda cast, person: "absent"},
    ),
    "invitation": Row(get=ANYBODY, post=ANYBODY, own={"token": objects.invitation_token}),
    "message-list": Row(get=ADMINISTRATOR),
    "message-detail": Row(get=ADMINISTRATOR, own={"pk": objects.message}),
    "message-html": Row(get=ADMINISTRATOR, own={"pk": objects.message}),
    "message-retry": Row(post=ADMINISTRATOR, own={"pk": objects.message}),
    "message-release": Row(post=ADMINISTRATOR, own={"pk": objects.message}),
}

DELEGATORS = frozenset({"coordinator", "administrator"})
REGISTRARS = frozenset({"specialist", "administrator"})
_SCHOOL_CARD = {
    "own": {"pk": objects.of("school")},
    "others": {"pk": objects.of("other_school")},
    "others_for": DEPARTMENT | {"viewer"},
}
_SCHOOL_FORM = {"get": REGISTRARS, "post": REGISTRARS}
_PERSON_FORM = {"get": ADMINISTRATOR, "post": ADMINISTRATOR}
_SOMEBODY = {"own": {"pk": objects.of("other_director")}}
_POSITION = {"own": {"pk": objects.of("other_director"), "position": objects.position}}
SCHOOLS = {
    "home": Row(get=ALL_SIGNED_IN),
    "help": Row(get=ALL_SIGNED_IN),
    "help-guide": Row(get=ALL_SIGNED_IN, own={"name": lambda cast, person: "director"}),
    "help-picture": Row(get=ALL_SIGNED_IN, own={"name": lambda cast, person: "due.png"}),
    "municipality-list": Row(get=ALL_SIGNED_IN),
    "municipality-edit": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    "calendar-edit": Row(get=ADMINISTRATOR, post=ADMINISTRATOR),
    "school-list": Row(get=ALL_SIGNED_IN),
    "school-export": Row(get=ALL_SIGNED_IN),
    "school-detail": Row(get=ALL_SIGNED_IN, **_SCHOOL_CARD),
    "school-add": Row(**_SCHOOL_FORM),
    "school-import": Row(**_SCHOOL_FORM),
    "school-edit": Row(**_SCHOOL_FORM, **_SCHOOL_CARD),
    "school-status": Row(**_SCHOOL_FORM, **_SCHOOL_CARD),
    "person-list": Row(get=DEPARTMENT),
    "person-export": Row(get=DEPARTMENT),
    "person-detail": Row(get=DEPARTMENT, **_SOMEBODY),
    "person-add": Row(**_PERSON_FORM),
    "person-import": Row(**_PERSON_FORM),
    "person-edit": Row(**_PERSON_FORM, **_SOMEBODY),
    "person-cases": Row(**_PERSON_FORM, **_SOMEBODY),
    "person-invite": Row(post=ADMINISTRATOR, **_SOMEBODY),
    "person-second-factor": Row(**_PERSON_FORM, **_SOMEBODY),
    "person-dismiss": Row(**_PERSON_FORM, **_SOMEBODY),
    "position-add": Row(**_PERSON_FORM, **_SOMEBODY),
    "people-invite": Row(post=ADMINISTRATOR),
    "position-edit": Row(**_PERSON_FORM, **_POSITION),
    "position-end": Row(**_PERSON_FORM, **_POSITION),
    "delegation-list": Row(get=DELEGATORS, post=DELEGATORS),
    "delegation-end": Row(post=DELEGATORS, own={"pk": objects.delegation}),
    "group-list": Row(get=DEPARTMENT),
    "group-add": Row(**_SCHOOL_FORM),
    "group-edit": Row(**_SCHOOL_FORM, own={"pk": objects.of("working_group")}),
    "group-delete": Row(post=REGISTRARS, own={"pk": objects.of("working_group")}),
}

_REPORT = {"own": {"pk": objects.report}, "others": {"pk": objects.report_of_another}}
REPORTS = {
    "report-list": Row(get=WHO_ORDERS_REPORTS),
    "report-add": Row(get=WHO_ORDERS_REPORTS, post=WHO_ORDERS_REPORTS),
    "report-detail": Row(get=WHO_ORDERS_REPORTS, **_REPORT),
    "report-cancel": Row(post=WHO_ORDERS_REPORTS, **_REPORT),
    "report-file": Row(get=WHO_ORDERS_REPORTS, **_REPORT),
    "word-template": Row(get=SPECIALIST, post=SPECIALIST),
    "word-template-file": Row(get=SPECIALIST),
    "word-template-drop": Row(post=SPECIALIST),
}

_ROADMAP = {"roadmap": objects.of("roadmap")}
_SCHOOLS_OWN = {
    "others": {"pk": objects.roadmap_of_another_school},
    "others_for": DEPARTMENT | VIEWER,
}


def _edited(**own: Maker) -> dict[str, Row]:
    """Rows of what a specialist adds, changes, moves and deletes in a roadmap; own: name=maker."""
    rows = {}
    for name, make in own.items():
        one = {"own": {**_ROADMAP, "pk": make}}
        rows |= {
            f"{name}-add": Row(get=SPECIALIST, post=SPECIALIST, own=_ROADMAP),
            f"{name}-edit": Row(get=SPECIALIST, post=SPECIALIST, **one),
            f"{name}-move": Row(post=SPECIALIST, **one),
            f"{name}-delete": Row(post=SPECIALIST, **one),
        }
    return rows


WHO_SETTLES = frozenset({"specialist", "coordinator"})
_ITEM = {"own": {**_ROADMAP, "pk": objects.item}}
_UPLOAD = {"own": {"pk": objects.upload}, "others": {"pk": objects.upload_of_another}}
ROADMAPS = {
    "search": Row(get=EVERYBODY),
    "roadmap-list": Row(get=EVERYBODY),
    "template-list": Row(get=SPECIALIST),
    "roadmap-add": Row(get=SPECIALIST, post=SPECIALIST),
    "roadmap-detail": Row(get=EVERYBODY, own={"pk": objects.of("roadmap")}, **_SCHOOLS_OWN),
    "roadmap-file": Row(
        get=EVERYBODY,
        own={"pk": objects.of("roadmap"), "form": lambda cast, person: "word"},
        others={"pk": objects.roadmap_of_another_school, "form": lambda cast, person: "word"},
        others_for=DEPARTMENT | VIEWER,
    ),
    "roadmap-edit": Row(get=SPECIALIST, post=SPECIALIST, own={"pk": objects.of("roadmap")}),
    "roadmap-order": Row(get=SPECIALIST, post=SPECIALIST, own={"pk": objects.of("roadmap")}),
    "roadmap-delete": Row(get=SPECIALIST, post=SPECIALIST, own={"pk": objects.of("draft")}),
    "roadmap-blanks": Row(get=SPECIALIST, post=SPECIALIST, own=_ROADMAP),
    "roadmap-renumber": Row(post=SPECIALIST, own=_ROADMAP),
    "roadmap-history": Row(get=DEPARTMENT | VIEWER, own=_ROADMAP),
    "roadmap-changes": Row(get=SPECIALIST, own=_ROADMAP),
    "revision-detail": Row(get=EVERYBODY, own={**_ROADMAP, "number": lambda cast, person: 1}),
    **_edited(
        section=objects.of("section"),
        passport=objects.passport_entry,
        indicator=objects.indicator,
        specialist=objects.specialist,
    ),
    **_edited(item=objects.item),
    "item-detail": Row(get=EVERYBODY, own={**_ROADMAP, "pk": objects.item}),
    "item-reading": Row(get=SPECIALIST, own=_ROADMAP),
    "doubt-list": Row(get=WHO_SETTLES, own=_ROADMAP),
    "doubt-settle": Row(post=WHO_SETTLES, own=_ROADMAP),
    "doubt-undo": Row(post=WHO_SETTLES, own=_ROADMAP),
    "doubt-person": Row(get=WHO_SETTLES, post=WHO_SETTLES, own=_ROADMAP),
    "undated-list": Row(get=WHO_SETTLES),
    "item-dates": Row(get=WHO_SETTLES, post=WHO_SETTLES, **_ITEM),
    "item-date": Row(post=WHO_SETTLES, **_ITEM),
    "item-undate": Row(post=WHO_SETTLES, **_ITEM),
    "item-restore": Row(post=SPECIALIST, own={**_ROADMAP, "pk": objects.item}),
    "upload-add": Row(get=SPECIALIST, post=SPECIALIST),
    "upload-detail": Row(get=SPECIALIST, post=SPECIALIST, **_UPLOAD),
    "upload-paste": Row(get=SPECIALIST, post=SPECIALIST),
    "roadmap-upload": Row(get=SPECIALIST, post=SPECIALIST, own=_ROADMAP),
    "upload-compare": Row(
        get=SPECIALIST,
        post=SPECIALIST,
        own={"pk": objects.newer_text},
        others={"pk": objects.newer_text_of_another},
    ),
    "upload-answer": Row(post=SPECIALIST, **_UPLOAD),
    "upload-cancel": Row(post=SPECIALIST, **_UPLOAD),
    "upload-row": Row(
        get=SPECIALIST,
        post=SPECIALIST,
        own={"pk": objects.upload, "row": lambda cast, person: "activities-1"},
        others={"pk": objects.upload_of_another, "row": lambda cast, person: "activities-1"},
    ),
    "upload-reading": Row(get=SPECIALIST, **_UPLOAD),
    "responsible-settle": Row(get=WHO_SETTLES, post=WHO_SETTLES, own={**_ROADMAP, "pk": objects.responsible}),
}
for _asked in ("section-delete", "item-delete"):  # these ask before they delete
    ROADMAPS[_asked] = replace(ROADMAPS[_asked], get=SPECIALIST)

SUMMARIES = {
    "health": Row(get=ANYBODY),
    "reminder-list": Row(get=ADMINISTRATOR),
    "overview": Row(get=DEPARTMENT | VIEWER),
    "monitoring": Row(get=DEPARTMENT | VIEWER),
    "execution-list": Row(get=EVERYBODY),
}
WHO_OWES = SCHOOL | DEPARTMENT
COORDINATOR = frozenset({"coordinator"})
_DUTY = {"own": {"pk": objects.duty}}
_EXECUTION = {
    "own": {"pk": objects.of("execution")},
    "others": {"pk": objects.of("other_school_execution")},
    "others_for": DEPARTMENT | VIEWER,
}
_FILE = {
    "own": {"pk": objects.evidence},
    "others": {"pk": objects.evidence_of_another_school},
    "others_for": DEPARTMENT | VIEWER,
}
_INCOMING = {
    "own": {"token": objects.incoming_file},
    "others": {"token": objects.incoming_file_of_another},
}
MONITORING = {
    "due": Row(get=WHO_OWES),
    "execution-detail": Row(get=EVERYBODY, **_EXECUTION),
    "execution-submit": Row(get=WHO_OWES, post=WHO_OWES, **_DUTY),
    "execution-withdraw": Row(post=WHO_OWES, **_DUTY),
    "execution-claim": Row(get=WHO_OWES, post=WHO_OWES, **_DUTY),
    "executions-submit": Row(post=WHO_OWES),
    "executions-withdraw": Row(post=WHO_OWES),
    "evidence-add": Row(post=WHO_OWES, **_DUTY),
    "incoming-start": Row(post=WHO_OWES, **_DUTY),
    "incoming-file": Row(get=WHO_OWES, post=WHO_OWES, **_INCOMING),
    "incoming-cancel": Row(post=WHO_OWES, **_INCOMING),
    "evidence-remove": Row(post=WHO_OWES, own={"pk": objects.evidence_of_a_duty}),
    "evidence-file": Row(get=EVERYBODY, **_FILE),
    "evidence-preview": Row(get=EVERYBODY, **_FILE),
    "acceptance": Row(get=COORDINATOR),
    "execution-comment": Row(
        post=SCHOOL | DEPARTMENT,
        own={"pk": objects.of("execution")},
        others={"pk": objects.of("other_school_execution")},
        others_for=DEPARTMENT,
    ),
    "event-list": Row(get=EVERYBODY),
    "inbox": Row(get=EVERYBODY),
    "inbox-read": Row(post=EVERYBODY),
    "inbox-open": Row(get=EVERYBODY, own={"pk": objects.notice}, others={"pk": objects.notice_of_another}),
    "calendar": Row(get=EVERYBODY),
    "calendar-poster": Row(get=EVERYBODY),
    "calendar-address": Row(post=SCHOOL | DEPARTMENT),
    "calendar-feed": Row(get=ANYBODY, own={"token": objects.calendar_token}),
    "acknowledgement-list": Row(get=EVERYBODY, own={"pk": objects.of("roadmap")}),
    "acknowledgement-confirm": Row(post=EVERYBODY, own={"pk": objects.of("roadmap")}),
    "acknowledgement-ask": Row(post=SPECIALIST | COORDINATOR, own={"pk": objects.of("roadmap")}),
    "silent": Row(get=DEPARTMENT | VIEWER),
    "nudge": Row(post=COORDINATOR),
    "executions-accept": Row(post=COORDINATOR),
    "execution-accept": Row(post=COORDINATOR, own={"pk": objects.of("execution")}),
    "execution-reopen": Row(post=COORDINATOR, own={"pk": objects.of("execution")}),
    "execution-return": Row(get=COORDINATOR, post=COORDINATOR, own={"pk": objects.of("execution")}),
    "roadmap-approve": Row(get=SPECIALIST, post=SPECIALIST, own={"pk": objects.of("draft")}),
    "roadmap-complete": Row(get=SPECIALIST, post=SPECIALIST, own={"pk": objects.of("roadmap")}),
}

ROWS: dict[str, Row] = {**COMMON, **ACCOUNTS, **SCHOOLS, **REPORTS, **ROADMAPS, **MONITORING, **SUMMARIES}
