"""Who gets what: one row for every address of the portal. An address without a row fails the suite."""

from tests.architecture import objects
from tests.architecture.matrix import (
    ALL_SIGNED_IN,
    ANYBODY,
    DEPARTMENT,
    SCHOOL,
    Row,
)

WHO_ORDERS_REPORTS = SCHOOL | DEPARTMENT
ADMINISTRATOR = frozenset({"administrator"})

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
}

_REPORT = {"own": {"pk": objects.report}, "others": {"pk": objects.report_of_another}}
REPORTS = {
    "report-list": Row(get=WHO_ORDERS_REPORTS),
    "report-add": Row(get=WHO_ORDERS_REPORTS, post=WHO_ORDERS_REPORTS),
    "report-detail": Row(get=WHO_ORDERS_REPORTS, **_REPORT),
    "report-cancel": Row(post=WHO_ORDERS_REPORTS, **_REPORT),
    "report-file": Row(get=WHO_ORDERS_REPORTS, **_REPORT),
}

ROWS: dict[str, Row] = {**COMMON, **ACCOUNTS, **REPORTS}
